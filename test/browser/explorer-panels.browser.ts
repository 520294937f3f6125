import { expect, test } from 'vitest';
import { watch } from './browser.ts';
import { browser, context, faults, page, seriousFaults, server, visitEach } from './visit.ts';

visitEach({ width: 1280, height: 800 });

const GROUPS = ['做看板', '取稿件', '查数据', '办事', '采编'];

test('examples stand in a tab for each group, reached by the keyboard too', async () => {
  await open('/explorer?door=media');
  const tabs = page.locator('.examples').getByRole('tab');
  expect(await tabs.allInnerTexts()).toEqual(GROUPS);
  expect(await selectedTab()).toBe('取稿件');
  await page.getByRole('tab', { name: '取稿件' }).focus();
  await page.keyboard.press('ArrowRight');
  expect(await selectedTab()).toBe('查数据');
  expect(await page.locator('.examples strong').first().innerText()).toBe('目标值与依据');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await selectedTab()).toBe('采编');
  // Closed and opened again, it is where it was.
  await page.getByRole('button', { name: 'Hide 示例' }).click();
  await page.getByRole('button', { name: 'Show 示例' }).click();
  expect(await selectedTab()).toBe('采编');
});

test('the dictionary finds by Chinese words, leads to the page and inserts the name', async () => {
  await open(`/explorer?query=${encodeURIComponent('{ activities(first: 1) { nodes {  } } }')}`);
  await page.getByRole('button', { name: 'Show 数据字典' }).click();
  await page.getByLabel('查数据字典').fill('时长');
  const hit = page.locator('.dictionary li', {
    has: page.getByRole('link', { name: 'Activity.hours', exact: true }),
  });
  await hit.waitFor();
  expect(await hit.innerText()).toContain('已确认的服务时长合计');
  expect(await hit.getByRole('link').getAttribute('href')).toBe('/docs/type/Activity#Activity.hours');

  await page.locator('.graphiql-query-editor .monaco-editor').click();
  await page.keyboard.press('Control+Home');
  for (let i = 0; i < '{ activities(first: 1) { nodes { '.length; i += 1)
    await page.keyboard.press('ArrowRight');
  await hit.getByRole('button', { name: '插入 hours' }).click();
  await expect.poll(queryText).toContain('nodes { hours }');

  const [docs] = await Promise.all([context.waitForEvent('page'), hit.getByRole('link').click()]);
  await docs.waitForLoadState();
  expect(await docs.locator('[id="Activity.hours"]').isVisible()).toBe(true);
  await page.getByLabel('查数据字典').fill('没有这个词');
  await expect.poll(() => page.locator('.dictionary [role=status]').innerText()).toContain('没有找到');
});

test('the cost is told while one writes, and is what the answer says', async () => {
  const query = 'query C($first: Int) { programs(first: $first) { nodes { targets { title } } } }';
  await open(`/explorer?query=${encodeURIComponent(query)}&variables=${encodeURIComponent('{"first": 4}')}`);
  const told = () => page.getByRole('status', { name: '查询花费' }).innerText();
  await expect.poll(told).toMatch(/花费 \d+ \/ 50,000/);
  const before = /花费 (\d+)/.exec(await told())![1]!;
  const [answer] = await Promise.all([page.waitForResponse(`${server.origin}/graphql`), run()]);
  expect(JSON.parse(await answer.text()).extensions.cost.nodes).toBe(Number(before));

  // Another page size, another cost; beyond the limit it says so before anything is run.
  await fillVariables('{"first": 8}');
  await expect.poll(told).toContain(`花费 ${Number(before) * 2} /`);
  await fillVariables('{"first": 800}');
  await expect.poll(told).toContain('会被拒绝：first 应在 1 到 100 之间');
  await page.locator('.graphiql-query-editor .monaco-editor').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' {');
  await expect.poll(told).toBe('花费 —');
});

test('beyond the limit it is said before it is run', async () => {
  const query =
    '{ programs(first: 100) { nodes { activities(first: 100) { nodes { signUps(first: 100) { nodes { id } } } } } } }';
  await open(`/explorer?query=${encodeURIComponent(query)}`);
  await expect.poll(() => page.getByRole('status', { name: '查询花费' }).innerText()).toContain('超过上限');
});

test('an error is explained with what to do and where it is', async () => {
  await open(`/explorer?query=${encodeURIComponent('{\n  programs(first: 1000) { nodes { title } }\n}')}`);
  await run();
  const panel = page.getByRole('alert', { name: '错误说明' });
  await expect.poll(() => panel.innerText()).toContain('PAGE_SIZE');
  expect(await panel.innerText()).toContain('怎么办：改小');
  expect(await panel.innerText()).toContain('位置：programs');

  await open(`/explorer?query=${encodeURIComponent('{\n  plans { nodes { nothing } }\n}')}`);
  await run();
  await expect.poll(() => panel.innerText()).toContain('与接口定义不符');
  await panel.getByRole('button', { name: '第 2 行第 19 列' }).click();
  await page.keyboard.type('x');
  await expect.poll(queryText).toContain('xnothing');

  // A right answer has nothing to explain.
  await open(`/explorer?query=${encodeURIComponent('{ plans { nodes { code } } }')}`);
  await run();
  await expect.poll(resultText).toContain('2022-4');
  expect(await panel.count()).toBe(0);
  withoutRefusals();
});

test('a refusal of the work is explained from the payload', async () => {
  const query =
    'mutation { volunteerUpdate(id: "Vm9sdW50ZWVyOjAxYTIxMzE3LWFlYjEtNzE3Zi04YzU2LTg4MGRiYzg4NDllOA", expectedVersion: 1, input: { skills: ["急救"] }) { errors { ... on UserError { code message path } } } }';
  await open(`/explorer?query=${encodeURIComponent(query)}`);
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  await page.locator('[aria-label="Headers"] .graphiql-editor:not(.hidden) .monaco-editor').click();
  await page.keyboard.insertText(`{"Authorization": "Bearer ${await server.token('volunteer')}"}`);
  await run();
  await expect
    .poll(() => page.getByRole('alert', { name: '错误说明' }).innerText())
    .toContain('没有这个对象，或无权看到它');
});

test.each([
  { name: 'contents', path: '/docs' },
  { name: 'a type', path: '/docs/type/Volunteer' },
  { name: 'a root field', path: '/docs/Query.activities' },
  { name: 'a module', path: '/docs/module/activity' },
  { name: 'a search', path: '/docs?q=%E6%97%B6%E9%95%BF' },
  { name: 'a tutorial', path: '/docs/tutorials/dashboard' },
  { name: 'the rights, in English', path: '/docs/en/guides/rights' },
])('axe finds no serious fault in $name, wide, narrow and dark', async ({ path }) => {
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [390, 'light'],
    [1280, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme });
    await page.goto(server.origin + path);
    expect(await seriousFaults()).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  }
});

test('axe finds no serious fault in the panels of the explorer', async () => {
  await open('/explorer');
  await page.locator('.examples').waitFor();
  expect(await seriousFaults('.examples, .bar')).toEqual([]);
  await page.getByRole('button', { name: 'Show 数据字典' }).click();
  await page.getByLabel('查数据字典').fill('点单');
  await page.locator('.dictionary li').first().waitFor();
  expect(await seriousFaults('.dictionary')).toEqual([]);
});

test('the docs are found and read without JavaScript, by keyboard alone', async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
  const found = await watch(plain, server.origin);
  const docs = await plain.newPage();
  await docs.goto(`${server.origin}/docs`);
  await docs.keyboard.press('Tab');
  expect(await docs.locator(':focus').innerText()).toBe('跳到正文');
  await docs.getByLabel('查字典').focus();
  await docs.keyboard.type('点单');
  await docs.keyboard.press('Enter');
  await docs.getByRole('link', { name: 'ServiceRequest', exact: true }).click();
  expect(await docs.locator('h1').innerText()).toContain('ServiceRequest');
  await docs.getByRole('link', { name: 'English' }).click();
  expect(await docs.locator('html').getAttribute('lang')).toBe('en');
  await plain.close();
  expect(found).toEqual([]);
});

test('an example of the docs opens in the explorer with its variables', async () => {
  await page.goto(`${server.origin}/docs/Query.requestStatistics`);
  await page.getByRole('link', { name: '在查询台打开' }).click();
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await expect.poll(queryText).toContain('requestStatistics');
  await expect.poll(variablesText).toContain('2026-01-01');
});

// A check that has never failed proves nothing.
test('the check by axe can fail', async () => {
  await page.goto(`${server.origin}/docs`);
  await page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', '<input>')`);
  expect((await seriousFaults()).join()).toContain('label: #main > input');
});

async function open(path: string): Promise<void> {
  await page.goto(server.origin + path);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
}

const run = () => page.locator('.graphiql-execute-button').click();
const selectedTab = () => page.locator('.examples [role=tab][aria-selected=true]').innerText();
const queryText = () => editorText('.graphiql-query-editor');
const variablesText = () => editorText('[aria-label="Variables"]');
const resultText = () => editorText('.graphiql-response');

/** The lines of an editor that are in view; the editor sets no-break spaces. */
async function editorText(selector: string): Promise<string> {
  return (await page.locator(`${selector} .view-lines`).first().innerText()).replaceAll('\u00a0', ' ');
}

async function fillVariables(text: string): Promise<void> {
  await page.locator('[aria-label="Variables"] .graphiql-editor:not(.hidden) .monaco-editor').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
  await expect.poll(variablesText).toBe(text);
}

/** A refusal is an answer of 400, which browsers tell of on the console. */
function withoutRefusals(): void {
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('status of 400')));
}
