import type { PoolClient } from 'pg';
import { toGlobalId } from '../graph/ids.ts';
import { belongsTo } from '../timetable/station-activities.ts';
import { MANY_ENTRIES } from '../timetable/timetable.service.ts';
import type { Changed } from './changed.ts';
import type {
  DifficultyContent,
  FindingContent,
  GoodPracticeContent,
  InspectionContent,
  TimetableContent,
} from './content.ts';
import { codesOf, insert, instant, instantOrNull } from './insert.ts';
import { newKey } from './keys.ts';
import type { Lists } from './lists.ts';
import type { Oversight } from './year.ts';

/** What the rows of oversight are written with. */
export interface Place {
  client: PoolClient;
  lists: Lists;
  announce: (changes: readonly Changed[]) => Promise<void>;
  venue: (name: string) => string;
}

export async function storeOversight(
  place: Place,
  { inspections, difficulties, goodPractices, timetables }: Oversight,
): Promise<void> {
  await storeInspections(place, inspections);
  await storeDifficulties(place, difficulties);
  await storeGoodPractices(place, goodPractices);
  await storeTimetables(place, timetables);
}

async function storeInspections(
  { client, lists }: Place,
  inspections: readonly InspectionContent[],
): Promise<void> {
  const party = (code: string) => lists.party(code).key;
  const common = { district_code: lists.district, is_demo: true };
  const codes = await codesOf(client, 'inspection_code', `${lists.district}-I`, inspections.length);
  const keyed = inspections.map((inspection, i) => ({ ...inspection, id: newKey(), code: codes[i]! }));
  await insert(
    client,
    'inspection',
    keyed.map(({ id, code, inspector, inspected, program, inspectedOn, summary, issuedAt }) => ({
      ...{ id, code, summary, ...common },
      inspector_id: party(inspector),
      inspected_id: party(inspected),
      program_id: lists.program(program),
      inspected_on: inspectedOn,
      status: issuedAt === null ? 'DRAFT' : 'ISSUED',
      issued_at: instantOrNull(issuedAt),
      version: issuedAt === null ? 1 : 2,
    })),
  );
  const findings = keyed.flatMap(({ id: inspection, inspected, program, findings: found }) =>
    found.map((finding, i) => ({ ...finding, id: newKey(), inspection, inspected, program, ordinal: i + 1 })),
  );
  await insert(
    client,
    'finding',
    findings.map((finding) => ({
      ...common,
      id: finding.id,
      inspection_id: finding.inspection,
      ordinal: finding.ordinal,
      text: finding.text,
      severity: finding.severity,
      program_id: lists.program(finding.program),
      term_id: finding.term === null ? null : lists.term(finding.term).key,
      party_id: party(finding.inspected),
      due_on: finding.dueOn,
      ...standing(finding),
    })),
  );
  await insert(
    client,
    'rectification',
    findings.flatMap(({ id, dueOn, steps }) =>
      steps.map(({ text, submittedAt, verdict, reason, recheckedAt }) => ({
        ...{ id: newKey(), finding_id: id, text, due_on: dueOn, verdict, reason },
        submitted_at: instant(submittedAt),
        rechecked_at: instantOrNull(recheckedAt),
      })),
    ),
  );
}

/** How far a finding is, by its last step. */
function standing({ steps }: FindingContent) {
  const last = steps.at(-1);
  const isClosed = last?.verdict === 'ACCEPTED';
  return {
    status: !last ? 'OPEN' : last.verdict === null ? 'RECTIFIED' : isClosed ? 'CLOSED' : 'REOPENED',
    closed_at: isClosed ? instantOrNull(last.recheckedAt) : null,
    version: 1 + steps.length + steps.filter(({ verdict }) => verdict !== null).length,
  };
}

/** Who leads by the plan's own words, and the task that says so. */
async function dutyOf(client: PoolClient): Promise<{ duty: string; leader: string } | undefined> {
  const { rows } = await client.query<{ duty: string; leader: string }>(
    `select t.id as duty, x.party_id as leader from task t join task_party x on x.task_id = t.id
     where t.code = 'solve-difficulties' and t.requirement_id is not null order by x.id limit 1`,
  );
  return rows[0];
}

async function storeDifficulties(
  { client, lists }: Place,
  difficulties: readonly DifficultyContent[],
): Promise<void> {
  const duty = await dutyOf(client);
  await insert(
    client,
    'difficulty',
    difficulties.map(({ title, text, raisedBy, program, raisedAt, assigned, resolved }) => ({
      ...{ id: newKey(), title, text, district_code: lists.district, is_demo: true },
      raised_by_id: lists.party(raisedBy).key,
      program_id: lists.program(program),
      leader_id: assigned ? lists.party(assigned.leader).key : duty?.leader,
      is_leader_assigned: assigned !== null,
      duty_id: assigned ? null : duty?.duty,
      status: resolved ? 'RESOLVED' : 'OPEN',
      resolution: resolved?.text ?? null,
      raised_at: instant(raisedAt),
      resolved_at: instantOrNull(resolved?.at ?? null),
      version: 1 + Number(assigned !== null) + Number(resolved !== null),
    })),
  );
}

async function storeGoodPractices(
  { client, lists, announce }: Place,
  practices: readonly GoodPracticeContent[],
): Promise<void> {
  const keyed = practices.map((practice) => ({ ...practice, id: newKey() }));
  await insert(
    client,
    'good_practice',
    keyed.map(({ id, title, text, party, program, publishedAt, retracted }) => ({
      ...{ id, title, text, district_code: lists.district, is_demo: true },
      party_id: lists.party(party).key,
      program_id: lists.program(program),
      status: retracted ? 'RETRACTED' : publishedAt === null ? 'DRAFT' : 'PUBLISHED',
      published_at: instantOrNull(publishedAt),
      retract_reason: retracted?.reason ?? null,
      version: 1 + Number(publishedAt !== null) + Number(retracted !== null),
    })),
  );
  await announce(
    keyed.flatMap(({ id, publishedAt, retracted }): Changed[] => {
      const subject = toGlobalId('GoodPractice', id);
      return [
        ...(publishedAt === null
          ? []
          : [{ kind: 'GOOD_PRACTICE_PUBLISHED' as const, at: publishedAt, subject }]),
        ...(retracted === null
          ? []
          : [{ kind: 'GOOD_PRACTICE_RETRACTED' as const, at: retracted.at, subject }]),
      ];
    }),
  );
}

/** The activities of a station and month as they were at that time, which the public feed tells. */
const ENTRIES = `
  with told as (select c.subject_id, c.kind from change c where c.at <= $3 and c.kind in ('ACTIVITY_CANCELLED', 'ACTIVITY_VOIDED'))
  select a.id as activity_id, a.code, a.title, a.starts_at::text, a.ends_at::text,
    coalesce(v.name || coalesce(' ' || a.place, ''), a.place) as place, o.name as organizer_name,
    case when exists (select 1 from told where kind = 'ACTIVITY_CANCELLED' and subject_id = s.id) then 'CANCELLED' else 'SCHEDULED' end as status
  from activity a join party o on o.id = a.organizer_id left join venue v on v.id = a.venue_id
  cross join lateral (select translate(encode(convert_to('Activity:' || a.id, 'UTF8'), 'base64'), '+/=' || chr(10), '-_') as id) s
  where a.published_at <= $3 and a.starts_at >= ($2 || '-01')::date::timestamp at time zone 'Asia/Shanghai'
    and a.starts_at < (($2 || '-01')::date + interval '1 month') at time zone 'Asia/Shanghai'
    and not exists (select 1 from told where kind = 'ACTIVITY_VOIDED' and subject_id = s.id)
    and ${belongsTo('a', '$1::uuid')}
  order by a.starts_at, a.id limit ${MANY_ENTRIES + 1}`;

/** The timetables, in the order of time: one that does not differ from the edition before is none. */
async function storeTimetables(
  { client, lists, announce, venue }: Place,
  timetables: readonly TimetableContent[],
): Promise<void> {
  const editions = new Map<string, { id: string; number: number; content: string }>();
  const changes: Changed[] = [];
  for (const { station, month, at } of timetables) {
    const { rows } = await client.query<Record<string, unknown>>(ENTRIES, [
      venue(station),
      month,
      instant(at),
    ]);
    const content = JSON.stringify(rows);
    const previous = editions.get(`${station} ${month}`);
    if (rows.length > MANY_ENTRIES || previous?.content === content) continue;
    const edition = { id: newKey(), number: (previous?.number ?? 0) + 1, content };
    editions.set(`${station} ${month}`, edition);
    await client.query(
      `insert into timetable_edition (id, station_id, station_name, month, number, previous_id, published_at, publisher_id, entry_count, district_code, is_demo)
       select $1, v.id, v.name, $3, $4, $5, $6, v.operator_id, $7, $8, true from venue v where v.id = $2`,
      [
        edition.id,
        venue(station),
        month,
        edition.number,
        previous?.id ?? null,
        instant(at),
        rows.length,
        lists.district,
      ],
    );
    await insert(
      client,
      'timetable_entry',
      rows.map((row, i) => ({ id: newKey(), edition_id: edition.id, ordinal: i + 1, ...row, is_demo: true })),
    );
    changes.push({ kind: 'TIMETABLE_PUBLISHED', at, subject: toGlobalId('TimetableEdition', edition.id) });
  }
  await announce(changes);
}
