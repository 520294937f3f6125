import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { watch } from './browser.ts';
import { browser, faults, page, server, visitEach } from './visit.ts';

visitEach({ width: 1280, height: 800 });

test('the explorer lists every operation under its heading', async () => {
  await open('/explorer');
  const listed: string[] = [];
  for (const tab of await page.getByRole('tab', { name: /^\p{Script=Han}+$/u }).all()) {
    await tab.click();
    const titles = await page.locator('.examples strong').allInnerTexts();
    const group = await tab.innerText();
    expect([group, titles.toSorted()]).toEqual([
      group,
      operations()
        .filter((each) => each.group === group)
        .map(({ title }) => title)
        .toSorted(),
    ]);
    listed.push(...titles);
  }
  const expected = operations().map(({ title }) => title);
  expect(expected.length).toBeGreaterThan(0);
  expect(listed.toSorted()).toEqual(expected.toSorted());
});

test('a first visit opens on the examples, whatever another GraphiQL left on this origin', async () => {
  await page.addInitScript({
    content: `localStorage.setItem('graphiql:tabState', JSON.stringify({ activeTabIndex: 0, tabs: [
      { id: 'x', title: 'foreign', query: '{ foreign }', variables: null, headers: null, operationName: null, response: null },
    ] }))`,
  });
  await open('/explorer');
  expect(await queryText()).toContain(first().heading);
  expect(await tabCount()).toBe(new Set(operations().map(({ group }) => group)).size);
});

test('every example opens in a tab of its own, once', async () => {
  await open('/explorer');
  let opened = '';
  for (const { title, heading, group } of operations().toSorted((a, b) => (a.group < b.group ? -1 : 1))) {
    if (group !== opened) await page.getByRole('tab', { name: group, exact: true }).click();
    opened = group;
    // The name of a button is its title, and behind it what is said of it: other titles may stand there.
    await page
      .getByRole('button')
      .filter({ has: page.locator('strong').getByText(title, { exact: true }) })
      .click();
    await expect.poll(queryText).toContain(heading);
  }
  expect(await tabCount()).toBe(operations().length);
}, 180_000);

test('running an example shows its result', async () => {
  await open('/explorer');
  await run();
  await expect.poll(resultText).toContain('"data"');
});

test('an example keeps its variables on the first visit and on the next', async () => {
  const example = operations().find(({ variables }) => variables);
  if (!example) return;
  await open(`/explorer?example=${example.name}`);
  await expect.poll(variablesText).toContain(Object.keys(JSON.parse(example.variables ?? '{}'))[0]);
  await page.waitForTimeout(1000); // GraphiQL stores its tabs after half a second
  await open(`/explorer?example=${example.name}`);
  await expect.poll(variablesText).toContain(Object.keys(JSON.parse(example.variables ?? '{}'))[0]);
});

test('links open what they name', async () => {
  const last = operations().at(-1)!;
  await open(`/explorer?example=${last.name}`);
  expect(await queryText()).toContain(last.heading);
  await open(`/explorer?example=${last.name}.graphql`);
  expect(await queryText()).toContain(last.heading);

  const doors = { dashboard: '做看板', media: '取稿件', data: '查数据', office: '办事' };
  for (const [door, group] of Object.entries(doors)) {
    const example = operations().find((each) => each.group === group);
    await open(`/explorer?door=${door}`);
    expect(await queryText()).toContain(example?.heading ?? '');
  }

  await open('/explorer?operation=data/hours&variables=%7B%22plan%22%3A%222022-4%22%7D');
  expect(await queryText()).toContain('query Hours');
  expect(await variablesText()).toContain('"plan": "2022-4"');
  await open('/explorer?operation=examples/venue');
  expect(await queryText()).toContain('字段示例 · Query.venue');

  await open('/explorer?operation=dashboard/matrix&variables=%7B%22plan%22%3A%222022-4%22%7D');
  expect(await queryText()).toContain('看板 · 责任矩阵');
  expect(await variablesText()).toContain('"plan": "2022-4"');

  const query = encodeURIComponent('query Linked { service { __typename } }');
  await open(`/explorer?query=${query}&variables=${encodeURIComponent('{"linked": 1}')}`);
  expect(await queryText()).toContain('query Linked');
  expect(await variablesText()).toContain('"linked"');
});

test('the editor completes and formats without asking any other host', async () => {
  await open(`/explorer?query=${encodeURIComponent('query Completed {service{__typename} }')}`);
  await page.locator('.graphiql-query-editor .monaco-editor').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(' ser');
  await page.keyboard.press('Control+Space');
  await expect.poll(() => page.locator('.suggest-widget').innerText()).toContain('service');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /prettify/i }).click();
  await expect.poll(queryText).toContain('service {');
});

test('a step of the work has a place for the token of who sends it, filled in once', async () => {
  await open('/explorer?example=11-register');
  expect(await queryText()).toContain('身份：志愿者');
  expect(await queryText()).not.toContain('# keep');
  await expect.poll(variablesText).toContain('陈二');
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  await expect.poll(headersText).toContain('Bearer PASTE_THE_TOKEN_HERE');
  await run();
  await expect.poll(resultText).toContain('请先在下方 Headers');

  // One word, so that a double click takes it.
  await page
    .locator('[aria-label="Headers"] .view-line span', { hasText: 'PASTE_THE_TOKEN_HERE' })
    .last()
    .dblclick({ position: { x: 100, y: 8 } });
  await page.keyboard.insertText(await server.token('volunteer'));
  await run();
  await expect.poll(resultText).toContain('陈二');

  await page.getByRole('button', { name: '12 报名' }).click();
  await expect.poll(queryText).toContain('办事 · 12 报名');
  await expect.poll(headersText).toContain('Bearer ey');
  await page.getByRole('button', { name: '3 审单' }).click();
  await expect.poll(queryText).toContain('身份：文明办');
  await expect.poll(headersText).toContain('PASTE_THE_TOKEN_HERE');
});

test('what needs no token is sent without one', async () => {
  await open('/explorer?door=office');
  expect(await queryText()).toContain('办事 · 1 查出要用到的对象');
  await run();
  await expect.poll(resultText).toContain('艾山街道');
});

test('the current query is exported as a file, and what stands in the way is said', async () => {
  const query = 'query Exported { programs(first: 2) { nodes { code title } } plans { nodes { code } } }';
  await open(`/explorer?query=${encodeURIComponent(query)}`);
  await page.getByRole('button', { name: '导出' }).click();
  const dialog = page.getByRole('dialog', { name: '导出当前查询' });
  await dialog.getByRole('button', { name: 'CSV' }).click();
  await expect.poll(() => dialog.getByRole('alert').innerText()).toContain('programs、plans');
  // The refusal is an answer of 400, which browsers tell of on the console.
  faults.splice(0, faults.length, ...faults.filter((fault) => !fault.includes('status of 400')));
  await dialog.getByLabel('以哪个列表成行').selectOption('programs');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Exported.csv');
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
  expect(lines[0]).toBe('\uFEFF代码,名称');
  // All of them, though the query asks for a page of two.
  expect(lines).toHaveLength(10);
  await expect.poll(() => dialog.isVisible()).toBe(false);
});

test('the page of datasets opens without JavaScript, and its form gives a file', async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
  const found = await watch(plain, server.origin);
  const catalogue = await plain.newPage();
  const response = await catalogue.goto(`${server.origin}/data`);
  expect(response?.status()).toBe(200);
  expect(await catalogue.locator('script').count()).toBe(0);
  expect(await catalogue.locator('section.dataset').count()).toBeGreaterThan(15);
  const section = catalogue.locator('#programs');
  await section.locator('summary').first().click();
  await section.getByLabel('plan').fill('2022-4');
  const [download] = await Promise.all([
    catalogue.waitForEvent('download'),
    section.getByRole('button', { name: 'XLSX' }).click(),
  ]);
  expect(download.suggestedFilename()).toContain('志愿服务项目');
  await plain.close();
  expect(found).toEqual([]);
});

test('at phone width an example is chosen from the list above and its result fits the screen', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open('/explorer');
  const last = operations().at(-1)!;
  await page.getByLabel('打开示例').selectOption(last.name);
  await expect.poll(queryText).toContain(last.heading);
  await run();
  await expect.poll(resultText).toContain('"data"');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);

  // The list with explanations lies over the editor, and gives way when an example is chosen.
  await page.getByRole('button', { name: 'Show 示例' }).click();
  await page.getByRole('tab', { name: first().group, exact: true }).click();
  await page.locator('.examples button', { hasText: first().title }).first().click();
  await expect.poll(queryText).toContain(first().heading);
  expect(await page.locator('.examples').count()).toBe(0);
});

// A check that has never failed proves nothing.
test.each([
  { bypassCSP: false, policy: 'in force', expected: 'policy: img-src' },
  { bypassCSP: true, policy: 'switched off', expected: 'another host: ' },
])('the check for other hosts can fail, with the policy $policy', async ({ bypassCSP, expected }) => {
  const bad = await browser.newContext({ bypassCSP });
  const found = await watch(bad, server.origin);
  const spoilt = await bad.newPage();
  await spoilt.goto(server.origin);
  await spoilt.evaluate(
    `new Promise((done) => {
        const image = new Image();
        image.onerror = done;
        image.src = 'http://example.invalid/x.png';
        document.body.append(image);
      })`,
  );
  await expect.poll(() => found.join('\n')).toContain(expected);
  expect(found.join('\n')).toContain('example.invalid');
  await bad.close();
});

async function open(path: string): Promise<void> {
  await page.goto(server.origin + path);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
}

async function run(): Promise<void> {
  await page.locator('.graphiql-execute-button').click();
}

const tabCount = () => page.locator('.graphiql-tab').count();
const queryText = () => editorText('.graphiql-query-editor');
const variablesText = () => editorText('[aria-label="Variables"]');
const headersText = () => editorText('[aria-label="Headers"] .graphiql-editor:not(.hidden)');
const resultText = () => editorText('.graphiql-response');

/** The lines of an editor that are in view; the editor sets no-break spaces. */
async function editorText(selector: string): Promise<string> {
  return (await page.locator(`${selector} .view-lines`).first().innerText()).replaceAll('\u00a0', ' ');
}

interface Operation {
  name: string;
  /** The first line as it stands in the editor. */
  heading: string;
  group: string;
  title: string;
  variables?: string;
}

/** The files of operations/, read apart from the page's own code. */
function operations(): Operation[] {
  const folder = new URL('../../operations/', import.meta.url);
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => /^(tour[^/]*\/)?[^/]+$/.test(file));
  const nameOf = (file: string) => file.slice(file.lastIndexOf('/') + 1).replace('.graphql', '');
  return files
    .filter((file) => file.endsWith('.graphql'))
    .toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'en', { numeric: true }))
    .map((file) => {
      const name = nameOf(file);
      const text = readFileSync(new URL(file, folder), 'utf8');
      const [heading = ''] = text.split('\n');
      const [group = '', title = ''] = heading.replace('# ', '').split(' · ');
      const variables = files.includes(`${name}.variables.json`)
        ? readFileSync(new URL(`${name}.variables.json`, folder), 'utf8')
        : /^# variables: (.*)$/m.exec(text)?.[1];
      return { name, heading, group, title, variables };
    });
}

/** The example a first visit opens on: the first of the first door that has any. */
function first(): Operation {
  const all = operations();
  return all.find(({ group }) => group === '做看板') ?? all[0]!;
}
