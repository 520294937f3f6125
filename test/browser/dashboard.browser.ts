import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { watch } from './browser.ts';
import { browser, faults, page, seriousFaults, server, visitEach } from './visit.ts';

/** A month of the demonstration year with work in it. */
const MONTH = { text: '2026-10', from: '2026-10-01T00:00:00+08:00', before: '2026-11-01T00:00:00+08:00' };
const FRONT = `/?period=${MONTH.text}`;
const STREETS = '370117/streets-and-zones';

visitEach({ width: 1440, height: 900 }, 'demo');

test('the front page opens without JavaScript: three doors, and a plain page for each panel', async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const found = await watch(plain, server.origin);
  const front = await plain.newPage();
  const response = await front.goto(server.origin);
  expect(response?.status()).toBe(200);
  expect(response?.headers()['content-security-policy']).toContain("script-src 'self'");
  expect(await front.locator('.doors h2').allInnerTexts()).toEqual(['做看板', '取稿件', '查数据']);
  for (const panel of await front.locator('section.panel').all()) {
    expect(await panel.locator('h2').innerText()).not.toBe('');
    expect(await panel.locator('noscript a').first().getAttribute('href')).toMatch(/^\/data\/[a-z-]+\.html/);
  }
  await plain.close();
  expect(found).toEqual([]);
});

test('the head names the plan, and says that the data is a demonstration', async () => {
  const { plan, service } = await ask(
    '{ service { dataState } plan(by: {code: "2022-4"}) { title documentNumber issuer { name } } }',
  );
  await open(FRONT);
  expect(await page.locator('h1').innerText()).toBe(plan.title);
  expect(await page.locator('#plan-facts').innerText()).toContain(plan.documentNumber);
  expect(await page.locator('#plan-facts').innerText()).toContain(plan.issuer.name);
  expect(service.dataState).toBe('DEMO');
  expect(await page.getByText('示例数据', { exact: true }).isVisible()).toBe(true);
});

test('the matrix says of every party what the API says: its duties, and what it did', async () => {
  await open(`${FRONT}&matrix.open=${STREETS}`);
  const found = await cellsOfPage();
  const [duties, done, streets] = await Promise.all([dutiesOfApi(), activitiesOfApi(), membersOfStreets()]);
  expect(duties.size).toBeGreaterThan(25);

  for (const [cell, mark] of duties) {
    const [party] = cell.split(' × ');
    if (party === '各街道、功能区') continue;
    // Of a collective without known members nobody can say what they did.
    const isUnknown = COLLECTIVES.has(party!) && !done.has(cell);
    expect.soft(found.get(cell), cell).toBe(`${isUnknown ? '—' : (done.get(cell) ?? 0)} ${mark}`);
  }
  for (const street of streets) {
    for (const program of [1, 2, 3, 4, 5, 6, 7]) {
      const cell = `${street} × ${program}`;
      expect.soft(found.get(cell), cell).toBe(`${done.get(cell) ?? 0} 经由`);
    }
  }
  const sumOf = (program: number) =>
    streets.reduce((sum, street) => sum + (done.get(`${street} × ${program}`) ?? 0), 0);
  for (const program of [1, 2, 3, 4, 5, 6, 7]) {
    expect.soft(found.get(`各街道、功能区 × ${program}`)).toBe(`${sumOf(program)} 列名`);
  }
  // Nothing else stands in it but activities of who owes nothing.
  const others = [...found].filter(([cell]) => !duties.has(cell) && !streets.includes(cell.split(' × ')[0]!));
  expect(others.filter(([cell, text]) => text !== String(done.get(cell)))).toEqual([]);
});

test('only who leads by the text is marked so', async () => {
  await open(FRONT);
  const leading = await page.locator('.matrix tbody .mark.lead').all();
  expect(leading).toHaveLength(1);
  expect(await leading[0]!.locator('xpath=ancestor::tr').locator('th').innerText()).toContain('区委宣传部');
});

test('a collective opens its members, the address keeps it, and the way back closes it', async () => {
  await open(FRONT);
  const expand = page.getByRole('button', { name: /^各街道、功能区/ }).first();
  expect(await expand.getAttribute('aria-expanded')).toBe('false');
  await expand.click();
  expect(await expand.getAttribute('aria-expanded')).toBe('true');
  expect(await page.locator('.matrix .member').count()).toBe((await membersOfStreets()).length);
  expect(page.url()).toContain(`matrix.open=${STREETS}`);
  await page.reload();
  await page.locator('.matrix .member').first().waitFor();
  await page.goBack();
  await expect.poll(() => page.locator('.matrix .member').count()).toBe(0);
});

test('a cell opens the sentence behind it, marked in its paragraph', async () => {
  const { party } = await ask(
    `{ party(by: {code: "370117/publicity-department"}) { name } responsibilities(first: 100, where: {role: {eq: LEAD}, program: {code: {eq: "2022-4/3"}}}) { nodes { party { name } sources { quote section document { text } } } } }`,
  ).then(({ responsibilities }) => ({ party: responsibilities.nodes[0] }));
  await open(FRONT);
  await cell(party.party.name, 3).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('heading').innerText()).toContain(party.party.name);
  await dialog.locator('mark').first().waitFor();
  const marks = await dialog.locator('mark').allInnerTexts();
  expect(marks.toSorted()).toEqual(party.sources.map(({ quote }: { quote: string }) => quote).toSorted());
  const paragraph = await dialog.locator('blockquote').innerText();
  expect(party.sources[0].document.text.split('\n')).toContain(paragraph);
  expect(await dialog.innerText()).toContain('牵头');

  // A link to it opens it again.
  await page.reload();
  await page.getByRole('dialog').locator('mark').first().waitFor();
  await page.getByRole('button', { name: '关闭' }).click();
  expect(page.url()).not.toContain('passage');
  // What was closed stays closed on the way back.
  await page.goBack();
  await page.locator('.matrix tbody tr').first().waitFor();
  expect(page.url()).not.toContain('passage');
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('the keyboard alone leads through the matrix, into a sentence and back', async () => {
  await open(FRONT);
  await cell('区委宣传部', 1).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toContain('市容市貌美化');
  // Over the cells that hold nothing.
  await page.keyboard.press('ArrowRight');
  expect(await focused()).toContain('文明交通劝导');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  const label = await focused();
  expect(label).toContain('各街道、功能区');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').locator('mark').first().waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').isVisible()).toBe(false);
  await expect.poll(focused).toBe(label);
  // One stop of the Tab key is all that the cells are.
  expect(await page.locator('.matrix tbody td button[tabindex="0"]').count()).toBe(1);
});

test('the targets say what the API says: basis, value and progress', async () => {
  const { programs } = await ask(
    '{ programs(first: 50) { nodes { targets { title basis value unit progress { value precision share } } } } }',
  );
  const targets = programs.nodes.flatMap((program: { targets: unknown[] }) => program.targets);
  await open(FRONT);
  const panel = page.locator('#targets');
  await panel.locator('.target').first().waitFor();
  const numbered = targets.filter(({ value }: Target) => value !== null);
  expect(await panel.locator('.target').count()).toBe(numbered.length);
  for (const { title, basis, value, unit, progress } of numbered as Target[]) {
    const card = panel.locator('.target', { has: page.getByRole('button', { name: title, exact: true }) });
    const text = (await card.innerText()).replaceAll(/\s+/g, ' ');
    const number = (of: number) => of.toLocaleString('zh-CN');
    const reached =
      progress === null
        ? '—'
        : progress.value === null
          ? '人数过少，不公布'
          : `${progress.precision === null ? '' : '约 '}${number(progress.value)}`;
    expect.soft(text).toContain(`${reached} / ${number(value!)} ${unit}`);
    expect.soft(text).toContain(basis === 'STATED' ? '原文写明数值' : '由活动名称推得');
  }
  for (const { title } of targets.filter(({ value }: Target) => value === null)) {
    expect.soft(await panel.locator('.target-words').innerText()).toContain(title);
  }
});

test('a period and a program are in the address, and the way back undoes them', async () => {
  await open(FRONT);
  await page.getByRole('button', { name: '下一段时间' }).click();
  await expect.poll(() => page.locator('.period output').innerText()).toBe('2026年11月');
  await page.getByLabel('时间单位').selectOption('year');
  await expect.poll(() => page.locator('#matrix .panel-sum').innerText()).toContain('2026年共');
  await page.getByLabel('项目', { exact: true }).selectOption('2022-4/8');
  await expect.poll(() => page.locator('#targets .target').count()).toBe(1);
  expect(page.url()).toContain('program=2022-4/8');
  await page.goBack();
  await expect.poll(() => page.locator('#targets .target').count()).toBe(4);
  expect(await page.getByLabel('时间单位').inputValue()).toBe('year');
});

test('every panel has its query, its files and its link', async () => {
  await open(`${FRONT}&program=2022-4/3`);
  for (const panel of await page.locator('section.panel').all()) {
    const id = await panel.getAttribute('id');
    await panel.locator('.panel-tools a').first().waitFor();
    const query = await panel.getByRole('link', { name: '查看所用查询' }).getAttribute('href');
    expect(query).toContain(`operation=dashboard%2F${id}`);
    expect(await panel.getByRole('link', { name: '复制链接' }).getAttribute('href')).toBe(
      `${FRONT}&program=2022-4/3#${id}`,
    );
    const files = await panel
      .locator('.menu-list a')
      .evaluateAll((links) => links.map((link) => String(link)));
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of files) {
      const response = await fetch(file);
      expect.soft(response.status, file).toBe(200);
      await response.arrayBuffer();
    }
  }
});

test('the query of a panel runs in the explorer as the panel asked it', async () => {
  await open(FRONT);
  const link = page.locator('#matrix').getByRole('link', { name: '查看所用查询' });
  await page.goto(server.origin + (await link.getAttribute('href'))!);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.locator('.graphiql-execute-button').click();
  await expect.poll(() => page.locator('.graphiql-response').innerText()).toContain('responsibilityMatrix');
});

test('a panel that gets no answer says so, and asks again when told to', async () => {
  let isBroken = true;
  await page.route('**/graphql?*DashboardTargets*', (route) => (isBroken ? route.abort() : route.continue()));
  await open(FRONT);
  const fault = page.locator('#targets').getByRole('alert');
  await expect.poll(() => fault.innerText()).toContain('连不上服务');
  // The rest of the page is not touched by it.
  expect(await page.locator('.matrix tbody tr').count()).toBeGreaterThan(20);
  isBroken = false;
  await fault.getByRole('button', { name: '重试' }).click();
  await page.locator('#targets .target').first().waitFor();
  faults.splice(0, faults.length, ...faults.filter((each) => !each.includes('ERR_FAILED')));
});

test('a panel that cannot be drawn fails alone', async () => {
  await page.route('**/graphql?*DashboardTargets*', (route) => route.fulfill({ json: { data: {} } }));
  await open(FRONT);
  const fault = page.locator('#targets').getByRole('alert');
  await expect.poll(() => fault.innerText()).toContain('没能显示出来');
  await page.locator('#calendar .month').first().waitFor();
  await page.locator('#gaps .kinds').waitFor();
  expect(faults.splice(0, faults.length).join()).toContain('uncaught: ');
});

test('a day that the calendar does not have is no day', async () => {
  await open(`${FRONT}&calendar.day=2026-10-99`);
  await page.locator('#calendar .month').first().waitFor();
  expect(await page.locator('#calendar .day.chosen, #calendar .day-head').count()).toBe(0);
  await page.locator('#gaps .kinds').waitFor();
});

test('figures stand under the period they are of, however late an answer is', async () => {
  await open(`${FRONT}#hours`);
  const title = page.locator('#hours figcaption').first();
  await expect.poll(() => title.innerText()).toContain('2026年10月');
  const answer = Promise.withResolvers<void>();
  await page.route('**/graphql?*DashboardHours*', async (route) => {
    await answer.promise;
    await route.continue();
  });
  await page.getByRole('button', { name: '下一段时间' }).click();
  await page.locator('#hours[aria-busy="true"]').waitFor();
  await page.locator('[data-key="tables"]').click();
  await expect.poll(() => page.url()).toContain('hours.tables');
  expect(await title.innerText()).toContain('2026年10月');
  answer.resolve();
  await expect.poll(() => title.innerText()).toContain('2026年11月');
  await page.locator('#hours .with-tables').waitFor();
});

test('a refusal is told in its own words, with the number of the request', async () => {
  await page.route('**/graphql?*DashboardTargets*', (route) =>
    route.fulfill({
      status: 400,
      headers: { 'x-request-id': 'request-1', 'content-type': 'application/json' },
      body: JSON.stringify({ errors: [{ message: '没有这份规划', extensions: { code: 'BAD_VALUE' } }] }),
    }),
  );
  await open(FRONT);
  const fault = page.locator('#targets').getByRole('alert');
  await expect.poll(() => fault.innerText()).toContain('没有这份规划');
  expect(await fault.innerText()).toContain('request-1');
  faults.splice(0, faults.length, ...faults.filter((each) => !each.includes('status of 400')));
});

test('the big screen fits 1920 × 1080 without scrolling, and asks again when something has changed', async () => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.clock.install();
  await page.goto(`${server.origin}${FRONT}&screen`);
  await page.locator('.matrix tbody tr').first().waitFor();
  await page.locator('.target').first().waitFor();
  await expect.poll(() => page.locator('#screen-time').innerText()).toContain('已是最新');
  const overflow = await page.evaluate(
    `[document.documentElement.scrollWidth, document.documentElement.scrollHeight]`,
  );
  expect(overflow).toEqual([1920, 1080]);
  // Nothing of a panel is cut off either.
  const cut = await page
    .locator('.panel')
    .evaluateAll((panels) =>
      panels.filter((panel) => panel.scrollHeight > panel.clientHeight + 1).map(({ id }) => id),
    );
  expect(cut).toEqual([]);

  const asked: string[] = [];
  page.on('request', (request) => asked.push(decodeURIComponent(request.url())));
  await page.clock.runFor(21_000);
  await expect.poll(() => asked.filter((url) => url.includes('DashboardChanges')).length).toBe(1);
  expect(asked.filter((url) => url.includes('DashboardMatrix'))).toEqual([]);
  await changeSomething();
  await page.clock.runFor(21_000);
  await expect.poll(() => asked.filter((url) => url.includes('DashboardMatrix')).length).toBe(1);
});

test('the big screen goes with the day and the month', async () => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.clock.install({ time: '2026-10-30T23:59:50+08:00' });
  await page.goto(`${server.origin}/?screen`);
  const title = page.locator('#hours figcaption').first();
  await expect.poll(() => title.innerText()).toContain('2026年10月');
  await expect.poll(() => page.locator('#screen-time').innerText()).toContain('已是最新');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.clock.runFor(21_000);
  await expect.poll(() => asked.filter((url) => url.includes('DashboardGaps')).length).toBe(1);
  await expect.poll(() => page.locator('#screen-time').innerText()).not.toContain('23:59');
  await page.clock.fastForward('24:00:00');
  await expect.poll(() => title.innerText()).toContain('2026年11月');
});

test('the big screen keeps what it shows while the service is away, and catches up by itself', async () => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.clock.install();
  await page.goto(`${server.origin}${FRONT}&screen`);
  await page.locator('.matrix tbody tr').first().waitFor();
  await expect.poll(() => page.locator('#screen-time').innerText()).toContain('已是最新');
  const shown = await page.locator('.matrix').innerText();
  await page.route('**/graphql?*DashboardMatrix*', (route) => route.abort());
  await changeSomething();
  await page.clock.runFor(21_000);
  await expect.poll(() => page.locator('#screen-time').innerText()).toContain('连不上服务');
  expect(await page.locator('.matrix').innerText()).toBe(shown);

  await page.unroute('**/graphql?*DashboardMatrix*');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.clock.runFor(41_000);
  await expect.poll(() => page.locator('#screen-time').innerText()).toContain('已是最新');
  expect(asked.some((url) => url.includes('DashboardMatrix'))).toBe(true);
  faults.splice(0, faults.length, ...faults.filter((each) => !each.includes('ERR_FAILED')));
});

test('a service without a plan says so, and what to do', async () => {
  await page.route('**/graphql?*DashboardService*', (route) =>
    route.fulfill({
      json: { data: { service: { name: '', version: '', dataState: 'EMPTY' }, plans: { nodes: [] } } },
    }),
  );
  await page.goto(server.origin);
  await expect.poll(() => page.locator('#notice').innerText()).toContain('尚未导入规划');
  expect(await page.locator('section.panel').first().isVisible()).toBe(false);
});

test('on paper the whole matrix stands, without what is for the hand', async () => {
  await open(FRONT);
  await page.emulateMedia({ media: 'print' });
  const box = page.locator('.matrix-box');
  const [whole, shown] = await box.evaluate((each) => [each.scrollHeight, each.clientHeight]);
  expect(shown).toBe(whole);
  expect(await page.locator('.panel-tools').first().isVisible()).toBe(false);
  expect(await page.locator('#toolbar').isVisible()).toBe(false);
});

test.each([
  { name: 'desktop', width: 1440, height: 900, path: `${FRONT}&matrix.open=${STREETS}` },
  { name: 'phone', width: 390, height: 844, path: FRONT },
  { name: 'big screen', width: 1920, height: 1080, path: `${FRONT}&screen` },
])('axe finds no serious fault at the size of a $name', async ({ width, height, path }) => {
  await page.setViewportSize({ width, height });
  await open(path);
  await page.locator('.target').first().waitFor();
  expect(await seriousFaults()).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
});

test('axe finds no serious fault in the dark and in the dialog', async () => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(FRONT);
  await page.locator('.target').first().waitFor();
  expect(await seriousFaults()).toEqual([]);
  await cell('区委宣传部', 3).click();
  await page.getByRole('dialog').locator('mark').first().waitFor();
  expect(await seriousFaults()).toEqual([]);
});

test('the first view is small, and a second visit smaller', async () => {
  // What watches requests keeps the browser from keeping anything: here it may.
  const plain = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  const visitor = await plain.newPage();
  const session = await plain.newCDPSession(visitor);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const visit = async () => {
    bytes = 0;
    await visitor.goto(server.origin + FRONT);
    await visitor.locator('.target').first().waitFor();
    await visitor.waitForTimeout(2_000);
    return bytes;
  };
  const first = await visit();
  expect(first).toBeGreaterThan(20_000);
  expect(first).toBeLessThan(300_000);
  expect(await visit()).toBeLessThan(first - 10_000);
  await plain.close();
});

test('names and titles from hostile hands stay text, keep their direction, and break no page', async () => {
  const image = `<img src=x onerror="document.body.dataset.harmed='yes'">`;
  const reversed = '\u202Eesrever\u202D';
  const long = '长'.repeat(5_000);
  const { pool } = server.database;
  const codes = await pool.query<{ code: string }>(
    `select p.code from party p join responsibility r on r.party_id = p.id where p.kind = 'UNIT' group by p.code order by min(r.clause_order), p.code limit 3`,
  );
  expect(codes.rows).toHaveLength(3);
  const names = [`${image}局`, `${reversed}办`, long];
  const kept = await pool.query<{ code: string; name: string }>(
    `select code, name from party where code = any($1)`,
    [codes.rows.map(({ code }) => code)],
  );
  const keptPlan = await pool.query<{ title: string }>(`select title from plan where code = '2022-4'`);
  const keptTarget = await pool.query<{ title: string }>(
    `select title from target where code = 'household-awareness'`,
  );
  try {
    for (const [index, { code }] of codes.rows.entries()) {
      await pool.query('update party set name = $2 where code = $1', [code, names[index]]);
    }
    await pool.query(`update plan set title = $1 where code = '2022-4'`, [`${image}${reversed}${long}`]);
    await pool.query(`update target set title = $1 || title where code = 'household-awareness'`, [
      image + long,
    ]);
    for (const path of [`${FRONT}&matrix.open=${STREETS}`, `${FRONT}&screen`]) {
      await open(path);
      await page.locator('.target').first().waitFor();
      expect(await page.locator('main img, dialog img').count()).toBe(0);
      expect(await page.evaluate('document.body.dataset.harmed ?? null')).toBeNull();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1440);
    }
    await open(FRONT);
    const heads = page.locator('.matrix tbody th');
    const texts = await heads.allTextContents();
    expect(texts.filter((text) => names.some((name) => text.startsWith(name)))).toHaveLength(3);
    // What turns the direction of text is shut in.
    const bidi = await page.evaluate<string>(
      `getComputedStyle([...document.querySelectorAll('.matrix tbody th bdi')].find(({ textContent }) => textContent.includes('esrever'))).unicodeBidi`,
    );
    expect(bidi).toMatch(/isolate/);
    // However long a name is, its row stays a row.
    const heights = await page
      .locator('.matrix tbody tr')
      .evaluateAll((rows) => rows.map(({ clientHeight }) => clientHeight));
    expect(Math.max(...heights)).toBeLessThan(80);
    expect(await page.locator('h1').evaluate(({ clientHeight }) => clientHeight)).toBeLessThan(300);

    await page.locator('.matrix tbody tr', { hasText: '长长长' }).locator('td button').first().click();
    await page.getByRole('dialog').locator('mark').first().waitFor();
    expect(
      await page
        .getByRole('heading', { level: 2, name: /长长长/ })
        .evaluate(({ clientHeight }) => clientHeight),
    ).toBeLessThan(200);
  } finally {
    for (const { code, name } of kept.rows) {
      await pool.query('update party set name = $2 where code = $1', [code, name]);
    }
    await pool.query(`update plan set title = $1 where code = '2022-4'`, [keptPlan.rows[0]!.title]);
    await pool.query(`update target set title = $1 where code = 'household-awareness'`, [
      keptTarget.rows[0]!.title,
    ]);
  }
});

/** Something becomes public, as far as the feed of changes tells. */
async function changeSomething(): Promise<void> {
  await server.database.pool.query(
    `insert into change (id, kind, at, district_code, subject_id)
     select gen_random_uuid(), 'ACTIVITY_UPDATED', now(), '370117', translate(encode(convert_to('Activity:' || id, 'utf8'), 'base64'), E'+/=\n', '-_')
     from activity where status = 'PUBLISHED' limit 1`,
  );
}

interface Target {
  title: string;
  basis: string;
  value: number | null;
  unit: string | null;
  progress: { value: number | null; precision: number | null; share: number | null } | null;
}

/** Asks the API itself, not by way of the page. */
async function ask(query: string): Promise<any> {
  const response = await fetch(`${server.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: any; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

async function open(path: string): Promise<void> {
  await page.goto(server.origin + path);
  await page.locator('.matrix tbody tr').first().waitFor();
}

/** The button of a party in a program. */
const cell = (party: string, program: number): Locator =>
  page
    .locator('.matrix tbody tr', { has: page.locator('th').getByText(party, { exact: true }) })
    .locator(`td:nth-child(${program + 1}) button`);

const focused = (): Promise<string> => page.evaluate<string>(`document.activeElement.textContent`);

/** What stands in the cells: `party × program` to `number mark`. */
async function cellsOfPage(): Promise<Map<string, string>> {
  const rows = await page.locator('.matrix tbody tr').evaluateAll((all) =>
    all.map((row) => ({
      party: row.querySelector('th .name')?.textContent,
      cells: [...row.querySelectorAll('td:not(.sum)')].map((each) =>
        [...each.querySelectorAll('.number, .mark')].map(({ textContent }) => textContent).join(' '),
      ),
    })),
  );
  return new Map(
    rows.flatMap(({ party, cells }) =>
      cells.flatMap((text, index): [string, string][] => (text ? [[`${party} × ${index + 1}`, text]] : [])),
    ),
  );
}

const COLLECTIVES = new Set([
  '区直各部门单位',
  '区属各企事业单位',
  '各单位',
  '区有关部门',
  '新时代文明实践中心（所、站）',
  '各级文明单位',
]);
const MARKS: Record<string, string> = { NAMED_IN_CLAUSE: '列名', TASKED_IN_TEXT: '正文', ASSIGNED: '指派' };

async function dutiesOfApi(): Promise<Map<string, string>> {
  const { responsibilities } = await ask(
    `{ responsibilities(first: 100, where: {plan: {code: {eq: "2022-4"}}, program: {ordinal: {gte: 1}}}, orderBy: {field: ORDINAL}) {
      nodes { party { name } program { ordinal } role kind } } }`,
  );
  const found = new Map<string, string>();
  for (const { party, program, role, kind } of responsibilities.nodes) {
    const key = `${party.name} × ${program.ordinal}`;
    if (role === 'LEAD') found.set(key, '牵头');
    else if (!found.has(key)) found.set(key, MARKS[kind]!);
  }
  return found;
}

async function activitiesOfApi(): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  let after: string | null = null;
  do {
    const { activities }: any = await ask(
      `{ activities(first: 100, after: ${JSON.stringify(after)}, where: {status: {in: [PUBLISHED, COMPLETED]},
        startsAt: {gte: "${MONTH.from}", lt: "${MONTH.before}"}}) {
        nodes { organizer { name } program { ordinal } } pageInfo { hasNextPage endCursor } } }`,
    );
    for (const { organizer, program } of activities.nodes) {
      const key = `${organizer.name} × ${program.ordinal}`;
      found.set(key, (found.get(key) ?? 0) + 1);
    }
    after = activities.pageInfo.hasNextPage ? activities.pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

async function membersOfStreets(): Promise<string[]> {
  const { party } = await ask(
    `{ party(by: {code: "${STREETS}"}) { ... on Collective { members { member { name } } } } }`,
  );
  return party.members.map(({ member }: { member: { name: string } }) => member.name);
}
