import { describe, expect, test } from 'vitest';
import { watch } from './browser.ts';
import { browser, faults, page, server, visitEach } from './visit.ts';

/** A month of the demonstration year with a holiday, a working weekend, activities and stories in it. */
const MONTH = { text: '2026-10', from: '2026-10-01T00:00:00+08:00', before: '2026-11-01T00:00:00+08:00' };
const FRONT = `/?period=${MONTH.text}`;
const IN_MONTH = `startsAt: {gte: "${MONTH.from}", lt: "${MONTH.before}"}`;

visitEach({ width: 1440, height: 900 }, 'demo');

describe('the calendar', () => {
  test('has of every day what the API has: how many activities, and what day it is', async () => {
    const { calendarDays, activityStatistics } = await ask(
      `{ calendarDays(from: "2026-10-01", to: "2026-10-31") { date kind holiday }
        activityStatistics(where: {status: {in: [PUBLISHED, COMPLETED]}, ${IN_MONTH}}, groupBy: [{by: STARTS_AT, unit: DAY}]) {
          groups { key { period { start } } measures { count } } } }`,
    );
    const counts = new Map<string, number>(
      activityStatistics.groups.map(({ key, measures }: any) => [key.period.start, measures.count]),
    );
    await open(`${FRONT}#calendar`, '#calendar .month');
    const cells = await page
      .locator('#calendar .month td:not(.outside)')
      .evaluateAll((all) =>
        all.map((cell) =>
          ['.date', '.daymark', '.held'].map((part) => cell.querySelector(part)?.textContent ?? ''),
        ),
      );
    const marks: Record<string, string> = { HOLIDAY: '休', WORKING_WEEKEND: '班' };
    expect(cells).toEqual(
      calendarDays.map(({ date, kind }: any) => [
        String(Number(date.slice(8))),
        marks[kind] ?? '',
        counts.has(date) ? `${counts.get(date)} 场` : '',
      ]),
    );
    expect(cells.filter(([, mark]) => mark === '休')).toHaveLength(7);
    // The first of October of 2026 is a Thursday.
    expect(await page.locator('#calendar .month tbody tr').first().locator('td.outside').count()).toBe(3);
    expect(await page.locator('#calendar .panel-sum').first().innerText()).toContain(
      String([...counts.values()].reduce((sum, count) => sum + count, 0)),
    );
  });

  test('lists the activities of a day that the keyboard chose; the address keeps it, the way back undoes it', async () => {
    const { activities } = await ask(
      `{ activities(first: 100, where: {status: {in: [PUBLISHED, COMPLETED]}, ${IN_MONTH}}, orderBy: [{field: STARTS_AT}]) {
        nodes { title startsAt organizer { name } } } }`,
    );
    const byDay = Map.groupBy(activities.nodes, ({ startsAt }: any) =>
      new Date(startsAt).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }),
    );
    const [[first], [second]] = [...byDay.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)) as any;
    await open(`${FRONT}#calendar`, '#calendar .month');
    await page.locator(`[data-key="day ${first}"]`).focus();
    const way = dayAfter(first) === second ? 'ArrowRight' : 'ArrowDown';
    expect(await page.locator('#calendar button.day[tabindex="0"]').count()).toBe(1);
    await page.keyboard.press(way);
    const chosen = (await page.evaluate<string>('document.activeElement.dataset.key')).slice('day '.length);
    await page.keyboard.press('Enter');
    await page.locator('#calendar .activities li').first().waitFor();
    const listed = await page
      .locator('#calendar .activities li')
      .evaluateAll((all) =>
        all.map((item) =>
          [...item.querySelectorAll('.name')].slice(0, 2).map(({ textContent }) => textContent),
        ),
      );
    expect(listed).toEqual(byDay.get(chosen)!.map(({ title, organizer }: any) => [title, organizer.name]));
    expect(page.url()).toContain(`calendar.day=${chosen}`);
    // The focus stays on the day though the calendar was drawn anew.
    expect(await page.evaluate('document.activeElement.dataset.key')).toBe(`day ${chosen}`);
    await page.reload();
    await page.locator('#calendar .activities li').first().waitFor();
    await page.goBack();
    await expect.poll(() => page.locator('#calendar .activities').count()).toBe(0);
  });

  test('says of every week whether each street kept its duty, with the sentence that asks for it', async () => {
    const { weeklyDuties } = await ask(
      `{ weeklyDuties(of: {plan: "2022-4"}, from: "2026-10-01", to: "2026-10-31") { party { name } missedCount
        weeks { state activityCount } sources { quote } } }`,
    );
    await open(`${FRONT}#calendar`, '#calendar .duty');
    const rows = await page
      .locator('#calendar .duty tbody tr')
      .evaluateAll((all) =>
        all.map((row) => [
          row.querySelector('th')?.textContent,
          ...[...row.querySelectorAll('td:not(.sum)')].map(
            (cell) =>
              `${cell.querySelector('.sr')?.textContent} ${cell.querySelector('.held')?.firstChild?.textContent ?? 0}`,
          ),
          row.querySelector('.sum')?.textContent,
        ]),
      );
    const words: Record<string, string> = { KEPT: '已落实', MISSED: '缺', OPEN: '未过完' };
    expect(rows).toEqual(
      weeklyDuties.map(({ party, weeks, missedCount }: any) => [
        party.name,
        ...weeks.map(({ state, activityCount }: any) => `${words[state]} ${activityCount}`),
        String(missedCount),
      ]),
    );
    expect(weeklyDuties.some(({ missedCount }: any) => missedCount > 0)).toBe(true);
    await page.getByRole('button', { name: '每周，市容市貌美化' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('mark').first().waitFor();
    expect((await dialog.locator('mark').allInnerTexts()).join('')).toContain('每周组织志愿者');
    expect(await dialog.innerText()).toContain('口径：');
  });

  test('of a year says what year it is of, and of one without a notice that holidays are not known', async () => {
    await open('/?period=2026#calendar', '#calendar .month');
    expect(await page.locator('#calendar .month').count()).toBe(12);
    await open('/?period=2029-10#calendar', '#calendar .month');
    expect(await page.locator('#calendar').innerText()).toContain('放假与调休未知');
    expect(await page.locator('#calendar .daymark').count()).toBe(0);
  });
});

describe('hours and participants', () => {
  const figures = async () =>
    new Map(
      (
        await page
          .locator('#hours figure')
          .evaluateAll((all) =>
            all.map((figure) => [
              figure.querySelector('figcaption b')?.textContent?.slice(0, 3),
              [...figure.querySelectorAll('tbody tr')].map((row) =>
                [...row.children].map(({ textContent }) => textContent),
              ),
            ]),
          )
      ).map(([name, rows]) => [name as string, rows as string[][]]),
    );

  test('are what the API says, by program, street and month; people are rounded or not told of', async () => {
    const period = `gte: "${MONTH.from}", lt: "${MONTH.before}"`;
    const year = 'gte: "2026-01-01T00:00:00+08:00", lt: "2027-01-01T00:00:00+08:00"';
    const done = (grouping: string, range: string) =>
      `activityStatistics(where: {status: {eq: COMPLETED}, startsAt: {${range}}}, groupBy: [{${grouping}}])`;
    const told = (grouping: string, range: string) =>
      `serviceRecordStatistics(districtCode: "370117", where: {activity: {startsAt: {${range}}}}, groupBy: [{${grouping}}])`;
    const measures = 'measures { count attendances hours }';
    const api = await ask(
      `{ programs: ${done('by: PROGRAM', period)} { groups { key { program { code ordinal title } } ${measures} } }
        streets: ${done('by: VENUE_OR_ORGANIZER_STREET', period)} { groups { key { street { name } } ${measures} } }
        months: ${done('by: STARTS_AT, unit: MONTH', year)} { groups { key { period { start } } ${measures} } }
        people: ${told('by: PROGRAM', period)} { groups { key { program { code } } measures { people } } }
        peopleOfMonths: ${told('by: ACTIVITY_STARTS_AT, unit: MONTH', year)} { groups { key { period { start } } measures { people } } } }`,
    );
    const people = new Map<string, number>(
      [...api.people.groups, ...api.peopleOfMonths.groups].map(({ key, measures }: any) => [
        key.program?.code ?? key.period.start,
        measures.people,
      ]),
    );
    const number = (value: number) => value.toLocaleString('zh-CN', { maximumFractionDigits: 1 });
    const row = (label: string, { count, attendances, hours }: any, key?: string) => [
      label,
      number(count),
      number(attendances),
      ...(key === undefined
        ? []
        : [attendances === 0 ? '0' : people.get(key) ? `约 ${number(people.get(key)!)}` : '不公布']),
      number(hours),
    ];
    await open(`${FRONT}#hours`, '#hours figure');
    const found = await figures();
    expect(found.get('按项目')).toEqual(
      api.programs.groups.map(({ key, measures }: any) =>
        row(`${key.program.ordinal}. ${key.program.title}`, measures, key.program.code),
      ),
    );
    expect(found.get('按街道')).toEqual(
      api.streets.groups.map(({ key, measures }: any) => row(key.street?.name ?? '不属于街道', measures)),
    );
    const months = found.get('按月，')!;
    expect(months).toHaveLength(12);
    expect(months.filter(([, count]) => count !== '未到')).toEqual(
      api.months.groups.map(({ key, measures }: any) =>
        row(`${Number(key.period.start.slice(5, 7))}月`, measures, key.period.start),
      ),
    );
  });

  test('are drawn as a chart for the eye, with the table for the ear and for paper', async () => {
    await open(`${FRONT}#hours`, '#hours figure');
    await page.locator('#hours svg text').first().waitFor();
    expect(await page.locator('#hours .drawing[aria-hidden="true"]').count()).toBe(3);
    const names = await page.locator('#hours figure').first().locator('svg text').allTextContents();
    expect(names).toEqual(expect.arrayContaining(['3. 市容市貌美化']));
    const table = page.locator('#hours .figure-table').first();
    expect((await table.boundingBox())!.width).toBeLessThan(2);
    await page.getByRole('button', { name: '看表格' }).click();
    await expect.poll(async () => (await table.boundingBox())!.width).toBeGreaterThan(200);
    expect(page.url()).toContain('hours.tables');
    await page.getByRole('button', { name: '收起表格' }).click();
    await page.emulateMedia({ media: 'print' });
    await expect.poll(async () => (await table.boundingBox())!.width).toBeGreaterThan(200);
  });

  test('of a group that is too small are withheld, not zero', async () => {
    await page.route('**/graphql?*DashboardHours*', async (route) => {
      const response = await route.fetch();
      const json = await response.json();
      json.data.peopleByProgram.groups.splice(0, 1);
      json.data.peopleByProgram.total = { people: null, isSuppressed: true };
      json.data.byProgram.groups[1].measures = { count: 1, attendances: 0, hours: 0 };
      await route.fulfill({ response, json });
    });
    await open(`${FRONT}&hours.measure=people#hours`, '#hours figure');
    expect(await page.locator('#hours .panel-sum').innerText()).toContain('；参加人数不公布。');
    const rows = (await figures()).get('按项目')!;
    expect([rows[0]![3], rows[1]![3]]).toEqual(['不公布', '0']);
    await expect
      .poll(() => page.locator('#hours figure').first().locator('svg text').allTextContents())
      .toEqual(expect.arrayContaining(['不公布', '0']));
  });
});

describe('the story wall', () => {
  test('shows what was published, with credits, date and program, and leads to each', async () => {
    const { stories } = await ask(
      `{ stories(first: 12, where: {status: {eq: PUBLISHED}, publishedAt: {gte: "2026-01-01T00:00:00+08:00", lt: "2027-01-01T00:00:00+08:00"}},
        orderBy: [{field: PUBLISHED_AT, direction: DESC}]) { totalCount nodes { code title publishedAt program { ordinal title }
          credits { textAuthor editor } pictures { alt } } } }`,
    );
    await open('/?period=2026#stories', '#stories .story');
    const cards = page.locator('#stories .story');
    expect(await cards.count()).toBe(12);
    expect(await page.locator('#stories .panel-sum b').innerText()).toBe(String(stories.totalCount));
    for (const [index, story] of stories.nodes.entries()) {
      const card = cards.nth(index);
      expect.soft(await card.locator('h3').innerText()).toBe(story.title);
      expect.soft(await card.locator('h3 a').getAttribute('href')).toBe(`/stories/${story.code}`);
      const text = await card.innerText();
      const [year, month, day] = new Date(story.publishedAt)
        .toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
        .split('-')
        .map(Number);
      expect.soft(text).toContain(`${year}年${month}月${day}日`);
      expect.soft(text).toContain(`${story.program.ordinal}. ${story.program.title}`);
      expect.soft(text).toContain(`文 ${story.credits.textAuthor}`);
      expect.soft(text).toContain(`编辑 ${story.credits.editor}`);
      expect.soft(await card.locator('img').count(), story.code).toBe(Math.min(1, story.pictures.length));
    }
    for (const href of [
      await cards.first().locator('h3 a').getAttribute('href'),
      ...(await page
        .locator('#stories .feeds a')
        .evaluateAll((all) => all.map((a) => a.getAttribute('href')))),
    ]) {
      const response = await fetch(server.origin + href);
      expect.soft(response.status, String(href)).toBe(200);
    }
    await page.getByRole('button', { name: /^再看 12 篇/ }).click();
    await expect.poll(() => cards.count()).toBe(24);
    expect(page.url()).toContain('stories.first=24');
  });

  test('has the lead picture of a story, in the size that is needed and with its words', async () => {
    // The demonstration of the tests keeps no pictures.
    await page.route('**/graphql?*DashboardStories*', async (route) => {
      const response = await route.fetch();
      const json = await response.json();
      json.data.stories.nodes[0].pictures = [
        {
          // By another name of this service than the page is reached by.
          url: 'https://elsewhere.example/media/x/320.jpg',
          large: 'https://elsewhere.example/media/x/960.jpg',
          width: 960,
          height: 640,
          alt: '"><script>alert(1)</script>',
        },
      ];
      await route.fulfill({ response, json });
    });
    await page.route('**/media/x/*.jpg', (route) =>
      route.fulfill({ contentType: 'image/gif', body: Buffer.from(GIF, 'base64') }),
    );
    await open(`${FRONT}#stories`, '#stories img');
    const picture = page.locator('#stories img');
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((each: any) => each.complete)).toBe(true);
    expect(await picture.getAttribute('alt')).toBe('"><script>alert(1)</script>');
    expect(await picture.getAttribute('srcset')).toBe('/media/x/320.jpg 320w, /media/x/960.jpg 960w');
    expect(await page.locator('#stories script').count()).toBe(0);
  });

  test('opens the data of a story in the explorer', async () => {
    await open(`${FRONT}#stories`, '#stories .story');
    const title = await page.locator('#stories h3').first().innerText();
    await page.goto(
      server.origin +
        (await page
          .getByRole('link', { name: /^这篇的数据/ })
          .first()
          .getAttribute('href'))!,
    );
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await page.locator('.graphiql-execute-button').click();
    await expect
      .poll(async () => (await page.locator('.graphiql-response').innerText()).replaceAll(/\s/g, ''))
      .toContain(title.replaceAll(/\s/g, '').slice(0, 12));
  });
});

describe('the gaps', () => {
  test('are counted and listed as the API has them, each with its reason and its sentence', async () => {
    const { gaps } = await ask(
      `{ gaps(of: {plan: "2022-4"}, from: "2026-10-01", to: "2026-10-31", first: 1) { totalCount byKind { kind count } } }`,
    );
    const { parties } = await ask(
      `{ parties: gaps(of: {plan: "2022-4"}, from: "2026-10-01", to: "2026-10-31", first: 100, kinds: [PARTY_WITHOUT_ACTIVITY]) {
        nodes { definition program { ordinal title } party { name } sources { quote } } } }`,
    );
    await open(`${FRONT}#gaps`, '#gaps .gap');
    expect(await page.locator('#gaps .panel-sum b').innerText()).toBe(String(gaps.totalCount));
    expect(await page.locator('#gaps .kind b').allInnerTexts()).toEqual(
      gaps.byKind.map(({ count }: any) => String(count)),
    );
    const section = page.locator('#gaps .gap-kind', { hasText: '有责任而没有活动的单位' });
    const listed = await section
      .locator('.gap-list > div')
      .evaluateAll((all) =>
        all.flatMap((group) =>
          [...group.querySelectorAll('dd .gap')].map(
            (gap) => `${group.querySelector('dt')?.textContent} ${gap.textContent}`,
          ),
        ),
      );
    expect(listed).toEqual(
      parties.nodes.map(({ program, party }: any) => `${program.ordinal}. ${program.title} ${party.name}`),
    );
    await section.locator('.gap button').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('mark').first().waitFor();
    expect(await dialog.locator('mark').allInnerTexts()).toEqual(
      parties.nodes[0].sources.map(({ quote }: any) => quote),
    );
    expect(await dialog.innerText()).toContain(parties.nodes[0].definition);
    await page.keyboard.press('Escape');
    await expect.poll(() => dialog.isVisible()).toBe(false);
  });

  test('of one kind are listed alone, and the table has the rest', async () => {
    await open('/?period=2026#gaps', '#gaps .gap');
    await page
      .locator('#gaps')
      .getByRole('button', { name: /^没有按时公布的时间安排表/ })
      .click();
    await expect.poll(() => page.locator('#gaps .gap-kind').count()).toBe(1);
    await expect.poll(() => page.locator('#gaps .gap').count()).toBe(100);
    expect(page.url()).toContain('gaps.kind=TIMETABLE_MISSING');
    await page.getByRole('link', { name: '看全部的表格' }).click();
    await page.locator('table tbody tr').nth(200).waitFor();
    expect(await page.locator('h1').innerText()).toBe('未落实');
  });
});

test('a period without anything says so in each panel', async () => {
  await open('/?period=2030-05', '#gaps .gap, #gaps .panel-empty');
  await expect.poll(() => page.locator('#calendar').innerText()).toContain('没有已公布的活动');
  await expect.poll(() => page.locator('#hours').innerText()).toContain('还没有已完成的活动');
  await expect.poll(() => page.locator('#stories').innerText()).toContain('没有发布报道');
});

test.each(['calendar', 'hours', 'stories', 'gaps'])(
  'the panel %s says when it gets no answer, and asks again when told to',
  async (id) => {
    let isBroken = true;
    const operation = `Dashboard${id[0]!.toUpperCase()}${id.slice(1)}`;
    await page.route(`**/graphql?*${operation}*`, (route) => (isBroken ? route.abort() : route.continue()));
    await open(`${FRONT}#${id}`, `#${id} [role="alert"]`);
    const fault = page.locator(`#${id}`).getByRole('alert');
    expect(await fault.innerText()).toContain('连不上服务');
    isBroken = false;
    await fault.getByRole('button', { name: '重试' }).click();
    await page.locator(`#${id} .panel-sum`).first().waitFor();
    faults.splice(0, faults.length, ...faults.filter((each) => !each.includes('ERR_FAILED')));
  },
);

test('every panel has its tables as plain pages, without JavaScript', async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
  const found = await watch(plain, server.origin);
  const front = await plain.newPage();
  await front.goto(server.origin);
  const hrefs = await front
    .locator('.panel noscript a')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href')!));
  expect(hrefs.length).toBeGreaterThanOrEqual(8);
  for (const href of hrefs.filter((each) => each.endsWith('.html'))) {
    await front.goto(server.origin + href);
    // A table, or the form for what it is asked of.
    expect.soft(await front.locator('table tbody tr, form input[required]').count(), href).toBeGreaterThan(0);
    expect.soft(await front.locator('h1').innerText(), href).not.toBe('');
  }
  await front.goto(`${server.origin}/data/gaps.html`);
  await front.locator('input[name="plan"]').fill('2022-4');
  await front.locator('input[name="from"]').fill('2026-10-01');
  await front.locator('input[name="to"]').fill('2026-10-31');
  await front.getByRole('button', { name: '列出' }).click();
  expect(await front.locator('table tbody tr').count()).toBeGreaterThan(50);
  await plain.close();
  expect(found.filter((each) => !each.includes('status of 400'))).toEqual([]);
});

test('stories, parties, activities and places from hostile hands stay text, keep their direction, and break no page', async () => {
  const image = `<img src=x onerror="document.body.dataset.harmed='yes'">`;
  const hostile = `${image}\u202Eesrever\u2066${'长'.repeat(5_000)}`;
  const { pool } = server.database;
  const inMonth = (column: string) => `${column} >= '${MONTH.from}' and ${column} < '${MONTH.before}'`;
  /** What is made hostile: table, column, and which rows. */
  const kept = [
    ['story', 'title', inMonth('published_at')],
    ['story', 'summary', inMonth('published_at')],
    ['activity', 'title', inMonth('starts_at')],
    ['activity', 'place', inMonth('starts_at')],
    ['venue', 'name', 'true'],
    ['program', 'title', 'true'],
    ['citation', 'title', 'true'],
    ['party', 'name', 'true'],
  ] as const;
  const [{ day }] = (
    await pool.query<{ day: string }>(
      `select (starts_at at time zone 'Asia/Shanghai')::date::text as day from activity
       where status = 'COMPLETED' and ${inMonth('starts_at')} group by 1 order by count(*) desc limit 1`,
    )
  ).rows as [{ day: string }];
  await pool.query('create schema kept');
  try {
    for (const [table, column, which] of kept) {
      await pool.query(
        `create table kept.${table}_${column} as select id, ${column} as value from ${table} where ${which}`,
      );
      await pool.query(`update ${table} set ${column} = $1 || right(id::text, 6) where ${which}`, [hostile]);
    }
    for (const [path, width] of [
      [`${FRONT}&calendar.day=${day}`, 1440],
      [`${FRONT}&calendar.day=${day}`, 390],
      [`${FRONT}&screen`, 1440],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(server.origin + path);
      for (const id of ['calendar', 'hours', 'stories', 'gaps']) {
        await page.locator(`#${id}`).scrollIntoViewIfNeeded();
        await page.locator(`#${id} .panel-sum`).first().waitFor();
      }
      await page.locator('#hours svg text').first().waitFor();
      expect(await page.locator('main script, main img[src="x"]').count()).toBe(0);
      expect(await page.evaluate('document.body.dataset.harmed ?? null')).toBeNull();
      expect
        .soft(await page.evaluate('document.documentElement.scrollWidth'), path)
        .toBeLessThanOrEqual(width);
    }
    await open(`${FRONT}&calendar.day=${day}`, '#stories .story');
    // As text it is all there, shut in where it turns directions, and no taller than its place.
    const title = page.locator('#stories h3 bdi').first();
    expect(await title.textContent()).toContain(image);
    expect(
      await title.evaluate((each: any) => each.ownerDocument.defaultView.getComputedStyle(each).unicodeBidi),
    ).toMatch(/isolate/);
    const tallest = (selector: string) =>
      page
        .locator(selector)
        .evaluateAll((all) => Math.max(0, ...all.map(({ clientHeight }) => clientHeight)));
    await page.locator('#calendar .activities li').first().waitFor();
    await page.locator('#gaps .gap').first().waitFor();
    expect(await tallest('#stories .story')).toBeLessThan(500);
    expect(await tallest('#calendar .activities li')).toBeLessThan(320);
    expect(await tallest('#calendar .duty tr')).toBeLessThan(80);
    expect(await tallest('#gaps .gap')).toBeLessThan(100);
    expect(await tallest('#gaps dt')).toBeLessThan(160);
    await page.locator('#gaps .gap button').first().click();
    await page.getByRole('dialog').locator('mark').first().waitFor();
    expect(await page.evaluate('document.body.dataset.harmed ?? null')).toBeNull();
    // The plain pages, too.
    for (const name of ['stories', 'activities', 'parties']) {
      await page.goto(`${server.origin}/data/${name}.html?limit=20`);
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.locator('td').first().innerText()).not.toBe('');
      expect(await page.evaluate('document.body.dataset.harmed ?? null')).toBeNull();
    }
  } finally {
    for (const [table, column] of kept)
      await pool.query(
        `update ${table} t set ${column} = k.value from kept.${table}_${column} k where k.id = t.id`,
      );
    await pool.query('drop schema kept cascade');
  }
}, 240_000);

/** The smallest picture there is. */
const GIF = 'R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7';

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

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

async function open(path: string, selector: string): Promise<void> {
  await page.goto(server.origin + path);
  await page.locator(selector).first().waitFor();
}
