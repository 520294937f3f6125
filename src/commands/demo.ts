import type { Pool } from 'pg';
import { dateOf } from '../shanghai.ts';
import type { Size } from '../demonstration/year.ts';
import { OperatorError } from '../operator-error.ts';
import { type CommandLine, DATABASE_SETTINGS, MEDIA_SETTINGS } from '../settings.ts';
import type { Command } from './command.ts';
import { say, tell } from './command.ts';
import type { MediaStorage } from '../media/storage.ts';
import { openDatabase } from './database.ts';
import { mediaStorage } from './media.ts';

const SMALLEST = 20;
const LARGEST = 1_000_000;
const SEEDS = 2 ** 32;

/** The size of a demonstration that nobody has said anything about, up to today. */
export const usualSize = (): Size => ({ activities: 600, seed: 1, until: dateOf(Date.now()) });

export const demoCommand: Command = {
  usage: '',
  zh: '加入一年的示例数据（均标明为示例，可整体删除；已有则不变）',
  en: 'add a year of demonstration data, labelled as such; does nothing when it is there already',
  options: {
    activities: {
      type: 'string',
      zh: `活动场数，${SMALLEST} 到 ${LARGEST}（600）`,
      en: `number of activities, ${SMALLEST} to ${LARGEST}`,
    },
    seed: {
      type: 'string',
      zh: '随机种子；种子、场数、截止日相同则内容相同（1）',
      en: 'seed: the same seed, number and date give the same content',
    },
    until: {
      type: 'string',
      zh: '示例中的“今天”，年-月-日（当天）',
      en: 'the day it takes for today, YYYY-MM-DD (today)',
    },
    remove: {
      type: 'boolean',
      zh: '删除全部示例数据；规划、审计记录与真实数据不动',
      en: 'remove all demonstration data; plan, audit trail and real data stay',
    },
    force: {
      type: 'boolean',
      zh: '与 --remove 同用：挂在示例数据上的真实数据（如报名、时长）也一并删除，先说明有多少',
      en: 'with --remove: what is real and hangs on demonstration data (sign-ups, hours) goes too, told first',
    },
  },
  settings: [...DATABASE_SETTINGS, ...MEDIA_SETTINGS],
  async run({ settings, positionals, options }) {
    if (positionals.length > 0) throw new OperatorError('demo 没有参数', 'demo takes no arguments', 2);
    const size = sizeOf(options);
    const database = await openDatabase(settings);
    try {
      const media = mediaStorage(settings, database);
      if (options['remove']) await remove(database, options['force'] === true, media);
      else if (!(await demonstrate(database, size, media))) {
        tell(
          '已有示例数据，未作改动；要换一份，先用 demo --remove 删除',
          'There is demonstration data already, nothing was changed; for another, demo --remove comes first',
        );
      }
      return 0;
    } finally {
      await database.close();
    }
  },
};

function sizeOf(options: CommandLine['options']): Size {
  const { activities, seed, until } = options as Record<string, string | undefined>;
  const usual = usualSize();
  const size = {
    activities: activities === undefined ? usual.activities : Number(activities),
    seed: seed === undefined ? usual.seed : Number(seed),
    until: until ?? usual.until,
  };
  const day = /^(19|20)\d\d-\d\d-\d\d$/.test(size.until) ? Date.parse(size.until) : Number.NaN;
  const isDay = !Number.isNaN(day) && dateOf(day) === size.until;
  const faults = [
    isWhole(size.activities, SMALLEST, LARGEST)
      ? null
      : `activities 应为 ${SMALLEST} 到 ${LARGEST} 的整数 / must be a whole number from ${SMALLEST} to ${LARGEST}`,
    isWhole(size.seed, 0, SEEDS - 1)
      ? null
      : `seed 应为 0 到 ${SEEDS - 1} 的整数 / must be a whole number from 0 to ${SEEDS - 1}`,
    isDay ? null : 'until 应为 年-月-日，如 2026-11-24 / must be a date like 2026-11-24',
    options['remove'] && [activities, seed, until].some((value) => value !== undefined)
      ? 'remove 不与其他选项同用 / goes with no other option'
      : null,
    options['force'] && !options['remove'] ? 'force 只与 remove 同用 / goes with remove only' : null,
  ].filter((fault) => fault !== null);
  if (faults.length === 0) return size;
  throw new OperatorError(
    `选项有误：\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    'See demo --help',
    2,
  );
}

const isWhole = (value: number, from: number, to: number): boolean =>
  Number.isInteger(value) && value >= from && value <= to;

/** Adds the demonstration and says how it goes; false when there is one already. */
export async function demonstrate(
  { pool }: { pool: Pool },
  size: Size,
  media: MediaStorage,
): Promise<boolean> {
  say('正在生成示例数据……', 'Making the demonstration data …');
  let told = 0;
  const { addDemonstration } = await import('../demonstration/demonstration.ts');
  const onProgress = (written: number) => {
    const percent = Math.floor((written / size.activities) * 100);
    if (percent < told + 5 || percent === 100) return;
    told = percent;
    say(`已写入 ${written} 场活动（${percent}%）`, `${written} activities written`);
  };
  const added = await addDemonstration(pool, size, onProgress, media);
  if (!added) return false;
  const { zh, en } = summary(await demonstrationRows(pool));
  tell(`已加入示例数据：${zh}`, `Added the demonstration: ${en}`);
  return true;
}

async function remove({ pool }: { pool: Pool }, force: boolean, media: MediaStorage): Promise<void> {
  say('正在删除示例数据……', 'Removing the demonstration data …');
  const [{ removeDemonstration }, { demonstrationPictures, removeFiles }] = await Promise.all([
    import('../demonstration/remove.ts'),
    import('../demonstration/remove-files.ts'),
  ]);
  const pictures = await demonstrationPictures(pool);
  const removed = await removeDemonstration(pool, {
    force,
    onHanging: ({ zh, en }) => tell(`一并删除的真实数据：\n${zh}`, `Real data that go too:\n${en}`),
  });
  await removeFiles(pool, media, pictures);
  const all = [...removed.values()].reduce((sum, count) => sum + count, 0);
  if (all === 0) tell('没有示例数据', 'There is no demonstration data');
  else {
    const { zh, en } = summary(removed);
    tell(`已删除示例数据：${zh}`, `Removed the demonstration: ${en}`);
  }
}

/** What a demonstration is told by: the tables whose rows somebody would look for. */
const TOLD: readonly (readonly [table: string, zh: string, en: string])[] = [
  ['activity', '活动', 'activities'],
  ['volunteer', '志愿者', 'volunteers'],
  ['sign_up', '报名', 'sign-ups'],
  ['service_record', '服务记录', 'records of service'],
  ['service_request', '点单', 'service requests'],
  ['measurement', '测评值', 'measurements'],
  ['story', '报道', 'stories'],
  ['role_model', '先进典型', 'role models'],
  ['incentive_rule', '激励规则', 'incentive rules'],
  ['award_round', '评选', 'award rounds'],
  ['incentive_grant', '授予', 'grants'],
  ['allocation', '经费安排', 'allocations'],
  ['expenditure', '支出', 'expenditures'],
  ['training_session', '培训', 'training sessions'],
  ['enrolment', '培训报名', 'enrolments'],
  ['inspection', '督查', 'inspections'],
  ['finding', '督查发现', 'findings'],
  ['timetable_edition', '活动时间安排表', 'timetable editions'],
];

/** Rows of the demonstration, by table. */
async function demonstrationRows(pool: Pool): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ table: string; count: number }>(
    TOLD.map(
      ([table]) => `select '${table}' as table, count(*)::int as count from ${table} where is_demo`,
    ).join(' union all '),
  );
  return new Map(rows.map(({ table, count }) => [table, count]));
}

/** Of what there is none, nothing is said. */
function summary(rows: ReadonlyMap<string, number>): { zh: string; en: string } {
  const told = TOLD.flatMap(([table, zh, en]) => {
    const count = rows.get(table) ?? 0;
    return count > 0 ? [{ zh: `${zh} ${count}`, en: `${count} ${en}` }] : [];
  });
  return { zh: told.map(({ zh }) => zh).join('，'), en: told.map(({ en }) => en).join(', ') };
}
