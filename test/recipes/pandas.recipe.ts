import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ADDRESS, reader, recipesOf } from '../setup/analysts.ts';
import { listeningServer } from '../setup/listening.ts';

const run = promisify(execFile);
const { address, database } = await listeningServer();
const [overHttp, bySql] = (await recipesOf('analysts.md'))
  .filter(({ language }) => language === 'python')
  .map(({ text }) => text.replaceAll(ADDRESS, address));

/** The first Python that has what the recipes import. */
async function python(): Promise<string> {
  const candidates = [process.env['PYTHON'], 'python3', '/usr/bin/python3'].filter(
    (name) => name !== undefined,
  );
  for (const name of candidates) {
    const has = await run(name, ['-c', 'import pandas, sqlalchemy, psycopg2']).then(
      () => true,
      () => false,
    );
    if (has) return name;
  }
  throw new Error(
    `No Python with pandas, sqlalchemy and psycopg2 among ${candidates.join(', ')}: apt-get install python3-pandas python3-sqlalchemy python3-psycopg2, or set PYTHON`,
  );
}
const interpreter = await python();
const says = async (code: string, env: Record<string, string> = {}) =>
  (
    await run(
      interpreter,
      [
        '-c',
        `import pandas as pd\npd.set_option('display.max_rows', None, 'display.width', 200, 'display.max_columns', None)\n${code}`,
      ],
      { env: { ...process.env, PYTHONIOENCODING: 'utf-8', ...env } },
    )
  ).stdout;

test('the files and the API, by pandas', async () => {
  const out = await says(overHttp!);
  const { rows } = await database.pool.query<any>(
    `select to_char(month, 'YYYY-MM') as month, program_title, sum(attendances)::int as attendances, sum(minutes)::int as minutes
     from report.activity where status = 'COMPLETED' group by 1, 2 order by 1, 2 limit 20`,
  );
  expect(rows).toHaveLength(20);
  for (const { month, program_title: title, attendances, minutes } of rows) {
    expect(out).toMatch(new RegExp(`${title} +${attendances} +${minutes}\\b`));
    expect(out).toContain(month);
  }
  expect(out).toMatch(/2022-4\/8 +培训各级各类创城骨干志愿者 1000人 +1000\.0/);
});

test('the views, by pandas', async () => {
  const out = await says(bySql!, { REPORT_URL: await reader(database) });
  const { rows } = await database.pool.query<any>(
    `select program_title, sum(attendances)::int as attendances from report.hours_by_month group by 1`,
  );
  expect(rows).toHaveLength(8);
  for (const { program_title: title, attendances } of rows)
    expect(out).toMatch(new RegExp(`${title} +${attendances}\\b`));
});
