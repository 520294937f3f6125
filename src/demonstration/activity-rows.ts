import { newKey } from './keys.ts';
import type { ChangeKind } from '../change/change.entity.ts';
import { toGlobalId } from '../graph/ids.ts';
import type { Changed } from './changed.ts';
import type { ActivityContent, RecordContent, SignUpContent } from './content.ts';
import { instant, instantOrNull } from './insert.ts';
import type { Lists } from './lists.ts';
import { requestRows } from './request-rows.ts';
import type { Told } from './story-rows.ts';

interface Keys {
  lists: Lists;
  venue: (name: string) => string;
  /** Whom a telephone stands for. */
  person: (phone: string) => string;
  volunteer: (index: number) => string;
  series: (index: number) => string;
}

type Row = Record<string, unknown>;

class Tables {
  activity: Row[] = [];
  shift: Row[] = [];
  activity_co_organizer: Row[] = [];
  activity_beneficiary_group: Row[] = [];
  activity_term: Row[] = [];
  sign_up: Row[] = [];
  service_record: Row[] = [];
  service_request: Row[] = [];
  dispatch: Row[] = [];
}

/** The rows of some activities by table, in the order in which they can be inserted, and what the public is told. */
export function activityRows(
  activities: readonly ActivityContent[],
  { codes, numbers }: { codes: readonly string[]; numbers: readonly string[] },
  keys: Keys,
): { tables: Tables; changes: Changed[]; told: Told[] } {
  const tables = new Tables();
  const changes: Changed[] = [];
  const told: Told[] = [];
  const unused = numbers.values();
  for (const [i, activity] of activities.entries()) {
    const id = newKey();
    tables.activity.push({ id, code: codes[i]!, ...activityRow(activity, keys) });
    const shifts = activity.shifts.map(() => newKey());
    for (const [n, { label, startsAt, endsAt, capacity }] of activity.shifts.entries()) {
      tables.shift.push({
        id: shifts[n]!,
        activity_id: id,
        label,
        starts_at: instant(startsAt),
        ends_at: instant(endsAt),
        capacity,
        sign_up_count: places(activity.signUps.filter(({ shift }) => shift === n)),
      });
    }
    for (const code of activity.coOrganizers) {
      tables.activity_co_organizer.push({ activity_id: id, party_id: keys.lists.party(code).key });
    }
    for (const code of activity.beneficiaryGroups) {
      tables.activity_beneficiary_group.push({ activity_id: id, term_id: keys.lists.term(code).key });
    }
    for (const code of activity.terms) {
      tables.activity_term.push({ activity_id: id, term_id: keys.lists.term(code).key });
    }
    for (const signUp of activity.signUps) {
      const signUpId = newKey();
      const owners = { activity_id: id, volunteer_id: keys.volunteer(signUp.volunteer) };
      tables.sign_up.push({
        id: signUpId,
        ...owners,
        shift_id: signUp.shift === null ? null : shifts[signUp.shift]!,
        ...signUpRow(signUp),
      });
      let corrects: string | null = null;
      for (const record of signUp.records) {
        const recordId = newKey();
        tables.service_record.push({
          id: recordId,
          ...owners,
          sign_up_id: signUpId,
          ...recordRow(record),
          corrects_id: corrects,
        });
        corrects ??= recordId;
      }
    }
    for (const request of activity.requests) {
      const number = unused.next().value!;
      const rows = requestRows(request, { lists: keys.lists, number, activity: id, person: keys.person });
      tables.service_request.push(rows.request);
      tables.dispatch.push(...rows.dispatches);
    }
    if (activity.story) told.push({ story: activity.story, activity, key: id });
    changes.push(...changesOf(activity, toGlobalId('Activity', id)));
  }
  return { tables, changes, told };
}

/** How many have a place: what the conditional updates of the services would have counted. */
const places = (signUps: readonly SignUpContent[]): number =>
  signUps.filter(({ status }) => status !== 'WAITING' && status !== 'CANCELLED').length;

function activityRow(activity: ActivityContent, { lists, venue, series }: Keys): Row {
  const { program, status } = activity;
  const part = (kind: 'campaign' | 'schedule', code: string | null) =>
    code === null ? null : lists.part(kind, program, code).key;
  return {
    title: activity.title,
    summary: activity.summary,
    program_id: lists.program(program),
    campaign_id: part('campaign', activity.campaign),
    organizer_id: lists.party(activity.organizer).key,
    series_id: activity.series === null ? null : series(activity.series),
    starts_at: instant(activity.startsAt),
    ends_at: instant(activity.endsAt),
    status,
    cancel_reason: activity.cancelReason,
    venue_id: activity.venue === null ? null : venue(activity.venue),
    place: activity.place,
    schedule_id: part('schedule', activity.schedule),
    occasion: activity.occasion,
    capacity: activity.capacity,
    sign_up_count: places(activity.signUps),
    waiting_count: activity.signUps.filter((signUp) => signUp.status === 'WAITING').length,
    has_waiting_list: activity.hasWaitingList,
    minimum_age: activity.minimumAge,
    maximum_age: activity.maximumAge,
    risk_statement: activity.riskStatement,
    is_risky: activity.isRisky,
    is_insured: activity.isInsured,
    service_mode_id: activity.serviceMode === null ? null : lists.term(activity.serviceMode).key,
    district_code: lists.district,
    published_at: instantOrNull(activity.publishedAt),
    completed_at: instantOrNull(activity.completedAt),
    // Each step is a write: draft, published, and then one of the three ends.
    version: { DRAFT: 1, PUBLISHED: 2, COMPLETED: 3, CANCELLED: 3, VOID: 3 }[status],
    is_demo: true,
  };
}

const signUpRow = (signUp: SignUpContent): Row => ({
  status: signUp.status,
  signed_up_at: instant(signUp.signedUpAt),
  confirmed_at: instantOrNull(signUp.confirmedAt),
  cancelled_at: instantOrNull(signUp.cancelledAt),
  checked_in_at: instantOrNull(signUp.checkedInAt),
  checked_out_at: instantOrNull(signUp.checkedOutAt),
  check_in_method: signUp.checkInMethod,
  version: signUp.version,
  is_demo: true,
});

const recordRow = (record: RecordContent): Row => ({
  kind: record.kind,
  minutes: record.minutes,
  started_at: instant(record.startedAt),
  ended_at: instant(record.endedAt),
  source: record.source,
  recorded_at: instant(record.recordedAt),
  confirmed_at: instantOrNull(record.confirmedAt),
  not_counted_reason: record.notCountedReason,
  reason: record.reason,
  is_demo: true,
});

function changesOf(activity: ActivityContent, subject: string): Changed[] {
  const steps: [ChangeKind, number | null][] = [
    ['ACTIVITY_PUBLISHED', activity.publishedAt],
    ['ACTIVITY_CANCELLED', activity.cancelledAt],
    ['ACTIVITY_VOIDED', activity.voidedAt],
    ['ACTIVITY_COMPLETED', activity.completedAt],
  ];
  return steps.flatMap(([kind, at]) => (at === null ? [] : { kind, at, subject }));
}
