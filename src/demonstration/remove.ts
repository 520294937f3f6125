import type { Pool } from 'pg';
import { ADVISORY_LOCKS } from '../advisory-locks.ts';
import { OperatorError } from '../errors.ts';
import {
  adoptHanging,
  adoptTrials,
  countPlaces,
  type Hanging,
  hangingOn,
  isPart,
  type Link,
  linksOf,
  tablesOf,
} from './hanging.ts';

export interface Removal {
  /** Remove what is real and hangs on demonstration rows, too. */
  force?: boolean;
  /** Told what that is, before anything goes. */
  onHanging?: (lines: { zh: string; en: string }) => void;
}

/**
 * Removes every row flagged as demonstration data, with what is told of it in the public feed, in one transaction;
 * the plan, the audit trail and everything real stay. Tables and their order come from the database's own foreign
 * keys, so that a module added later is not forgotten. Returns how many rows went, by table. Throws OperatorError
 * when something real hangs on a demonstration row, unless `force` says that it shall go too; cancelled sign-ups do anyway.
 */
export async function removeDemonstration(
  pool: Pool,
  { force = false, onHanging }: Removal = {},
): Promise<Map<string, number>> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.DEMONSTRATION]);
    const tables = await tablesOf(client);
    const links = await linksOf(client);
    // Nothing may come to hang on a row between the look and the deletion.
    const involved = new Set([...tables, ...links.map(({ table }) => table)]);
    await client.query(`lock table ${[...involved].join()} in share row exclusive mode`);
    await adoptTrials(client);
    const hanging = await hangingOn(client, links);
    if (hanging.length > 0) {
      if (!force) throw refusal(hanging);
      onHanging?.(told(hanging));
      await adoptHanging(client, links);
      await countPlaces(client);
    }
    const removed = new Map<string, number>();
    for (const table of tables) await client.query(forget(table));
    for (const link of links) {
      const { table, column, to, isFlagged, onDelete } = link;
      if (isFlagged || onDelete === 'CASCADE' || (!isPart(link) && !force)) continue;
      await client.query(`delete from ${table} t using ${to} r where r.id = t.${column} and r.is_demo`);
    }
    for (const table of ordered(tables, links)) {
      const { rowCount } = await client.query(`delete from ${table} where is_demo`);
      removed.set(table, rowCount ?? 0);
    }
    await client.query('commit');
    await client.query(`analyze ${tables.join()}`);
    return removed;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/** Models that are not called as their table is. */
const MODELS: Readonly<Record<string, string>> = { incentive_grant: 'Grant' };

/** What stands in the feed about the rows: their ids there are base64url of `Model:key`. */
function forget(table: string): string {
  const model =
    MODELS[table] ?? table.replaceAll(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  return `delete from change c using ${table} r where r.is_demo
    and c.subject_id = translate(encode(convert_to('${model}:' || r.id, 'UTF8'), 'base64'), '+/=' || chr(10), '-_')`;
}

/** Tables after all those that refer to them. */
function ordered(tables: readonly string[], links: readonly Link[]): string[] {
  const left = new Set(tables);
  const order: string[] = [];
  while (left.size > 0) {
    const free = [...left].filter(
      (table) => !links.some((link) => link.to === table && link.table !== table && left.has(link.table)),
    );
    if (free.length === 0) throw new Error(`Foreign keys in a circle: ${[...left].join()}`);
    for (const table of free) left.delete(table);
    order.push(...free);
  }
  return order;
}

const NAMES: Record<string, readonly [zh: string, en: string]> = {
  activity: ['活动', 'activities'],
  allocation: ['资金安排', 'allocations'],
  award_round: ['评选', 'rounds of awards'],
  course: ['课程', 'courses'],
  enrolment: ['培训报名', 'enrolments'],
  expenditure: ['支出', 'expenditures'],
  incentive_grant: ['授予', 'grants'],
  incentive_rule: ['激励规则', 'rules of incentives'],
  nomination: ['推荐', 'nominations'],
  purchase_item: ['政府购买目录项', 'items of the purchase catalogue'],
  term_state: ['“四个一”状态', 'states of the four ones'],
  training_certificate: ['结业证书', 'certificates of training'],
  training_session: ['培训', 'training sessions'],
  activity_series: ['活动系列', 'series'],
  difficulty: ['重点难点', 'difficulties'],
  finding: ['检查问题', 'findings'],
  good_practice: ['经验', 'good practice'],
  inspection: ['督促检查', 'inspections'],
  timetable_edition: ['时间安排表', 'timetables'],
  timetable_entry: ['安排表中的活动', 'entries of timetables'],
  file_entry: ['档案条目', 'file entries'],
  certificate: ['证书', 'certificates'],
  measurement: ['测评值', 'measurements'],
  media_asset: ['图片', 'pictures'],
  role_model: ['典型', 'role models'],
  service_request: ['服务请求', 'service requests'],
  service_record: ['服务记录', 'records of service'],
  sign_up: ['报名', 'sign-ups'],
  story: ['报道', 'stories'],
  venue: ['场所', 'venues'],
  volunteer: ['志愿者', 'volunteers'],
};

/** What hangs there, a sentence part each, with the names to find it by. */
function told(hanging: readonly Hanging[]): { zh: string; en: string } {
  const parts = hanging.map(({ table, to, onDelete, isFlagged, count, names }) => {
    const [zh, en] = NAMES[table] ?? [table, table];
    const [zhTo, enTo] = NAMES[to] ?? [to, to];
    const stays = isFlagged && onDelete === 'SET_NULL';
    const list = names.length === 0 ? '' : names.join(' ');
    return {
      zh: `  - ${count} 条${zh}（挂在示例${zhTo}上${stays ? '，只失去所指' : ''}）${list && `：${list}`}`,
      en: `  - ${count} ${en} on ${enTo}${stays ? ' (which lose that reference only)' : ''}${list && `: ${list}`}`,
    };
  });
  return { zh: parts.map(({ zh }) => zh).join('\n'), en: parts.map(({ en }) => en).join('\n') };
}

function refusal(hanging: readonly Hanging[]): OperatorError {
  const { zh, en } = told(hanging);
  return new OperatorError(
    `有真实数据挂在示例数据上，未作任何改动：\n${zh}\n先取消这些报名、改换这些场所；或用 demo --remove --force 一并删除`,
    `Something real hangs on demonstration rows; nothing was changed:\n${en}\nCancel such sign-ups and move such activities first, or remove all of it with demo --remove --force`,
  );
}
