import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../database/database.ts';
import { OperatorError } from '../operator-error.ts';
import type { Command } from './command.ts';
import { openDatabase } from './database.ts';

interface Check {
  zh: string;
  en: string;
  run: () => Promise<string> | string;
}

/** One fact that must hold in every database: `sql` counts the rows against it. */
const integrity: { zh: string; en: string; sql: string | ((orm: Database['orm']) => string) }[] = [
  {
    zh: '每段引文都与原文偏移一致',
    en: 'every quote equals the text at its offsets',
    // Offsets count UTF-16 units; outside the BMP the two differ, so such texts are compared by position instead.
    sql: `select count(*)::int from passage p join document d on d.id = p.document_id
          where d.text !~ '[\\U00010000-\\U0010FFFF]' and substr(d.text, p.start + 1, p."end" - p.start) <> p.quote`,
  },
  {
    zh: '每条出自文件的事实（STATED、PARSED）都有出处',
    en: 'every STATED or PARSED fact has a source',
    sql: (orm) =>
      `select count(*)::int from (${sourcedTables(orm)
        .map((table) => `select t.id from "${table}" t where t.origin <> 'OPERATOR'`)
        .join(' union all ')}) t where not exists (select 1 from fact_source f where f.subject = t.id)`,
  },
  {
    zh: '没有孤立的出处',
    en: 'no source without its fact',
    sql: `select count(*)::int from passage p where not exists (select 1 from fact_source f where f.passage_id = p.id)`,
  },
];

/** Every table of facts with provenance, as the entities say: a new module's is among them. */
const sourcedTables = (orm: Database['orm']): string[] =>
  [...orm.getMetadata().getAll().values()]
    .filter(({ view, properties }) => !view && 'origin' in properties && 'derivation' in properties)
    .map(({ tableName }) => tableName);

export const doctorCommand: Command = {
  usage: '',
  zh: '检查运行环境、数据库与数据是否完好',
  en: 'check the runtime, the database and the data',
  options: {},
  async run({ settings }) {
    let database: Awaited<ReturnType<typeof openDatabase>> | undefined;
    const checks: Check[] = [
      {
        zh: 'Node 版本',
        en: 'Node version',
        run: () =>
          Number(process.versions.node.split('.')[0]) >= 24
            ? process.versions.node
            : fail(`${process.versions.node} < 24`),
      },
      {
        zh: '页面已打包',
        en: 'pages are bundled',
        run: () =>
          existsSync(join(import.meta.dirname, '../../web/dist/index.html')) ? '' : fail('npm run build'),
      },
      {
        zh: '数据库可连接',
        en: 'the database answers',
        run: async () => {
          database = await openDatabase(settings, { migrate: false, create: false });
          const { rows } = await database.pool.query<{ version: string }>(
            `select current_setting('server_version') as version`,
          );
          return `PostgreSQL ${rows[0]!.version}${database.embedded ? '（嵌入式 embedded）' : ''}`;
        },
      },
      {
        zh: '数据库结构是最新',
        en: 'the structure is up to date',
        run: async () => {
          const pending = await database!.orm.migrator.getPending();
          return pending.length === 0 ? '' : fail('npm run migrate');
        },
      },
      {
        zh: '供分析工具的视图是这一版的',
        en: 'the views for analysts are of this version',
        run: async () => {
          const { areViewsCurrent } = await import('../reporting/publish.ts');
          const isCurrent = await areViewsCurrent(async (sql) => (await database!.pool.query(sql)).rows);
          return isCurrent ? '' : fail('npm run migrate; grant create on database … to …');
        },
      },
      {
        zh: '已有规划',
        en: 'a plan is there',
        run: async () => {
          const { Plan } = await import('../plan/plan.entity.ts');
          const count = await database!.orm.em.fork().count(Plan);
          return count > 0 ? String(count) : fail('npm start / import');
        },
      },
      ...integrity.map(({ zh, en, sql }) => ({
        zh,
        en,
        run: async () => {
          const { orm, pool } = database!;
          const text = typeof sql === 'string' ? sql : sql(orm);
          const { rows } = await pool.query<{ count: number }>(text);
          return rows[0]!.count === 0 ? '' : fail(String(rows[0]!.count));
        },
      })),
      {
        zh: '整月汇总与活动一致',
        en: 'the sums of whole months are those of the activities',
        run: async () => {
          const { DIFFERENCES } = await import('../rollup/activity-rollup.ts');
          const { rows } = await database!.pool.query<{ count: number }>(DIFFERENCES);
          return rows[0]!.count === 0 ? '' : fail(`${rows[0]!.count}; select activity_rollup_rebuild()`);
        },
      },
      {
        zh: '变动流接在本服务器的事务之后',
        en: 'the feed goes on with this server’s transactions',
        run: async () => {
          const { isFromElsewhere } = await import('../change/restored-feed.ts');
          return (await isFromElsewhere(database!.pool)) ? fail('npm run migrate') : '';
        },
      },
    ];
    let failed = 0;
    try {
      for (const { zh, en, run } of checks) {
        try {
          const detail = await run();
          process.stdout.write(`✔ ${zh} / ${en}${detail ? `: ${detail}` : ''}\n`);
        } catch (error) {
          failed += 1;
          process.stdout.write(`✘ ${zh} / ${en}: ${reason(error)}\n`);
          // The later checks read the tables of the newest structure.
          if (zh === '数据库可连接' || zh === '数据库结构是最新') break;
        }
      }
    } finally {
      await database?.close();
    }
    return failed === 0 ? 0 : 1;
  },
};

function fail(reason: string): never {
  throw new Error(reason);
}

const reason = (error: unknown): string =>
  error instanceof OperatorError
    ? `${error.zh} ${error.en}`
    : error instanceof Error
      ? error.message
      : String(error);
