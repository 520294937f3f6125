import { activityVisible, ofOwnActivity } from '../activity/activity.policy.ts';
import type { Expression, ReadsDefinition } from '../graph/definition.ts';
import { counts, served } from './counting.ts';
import { ServiceRecord } from './ledger.entity.ts';

const sumBy = (column: string, value: string) => (keys: string) =>
  `select r.${column}, ${value} from service_record r where r.${column} = any(${keys}) and ${counts('r')} group by 1`;

/** Minutes that count in those activities that the asker may see and that this column points from. */
const serviceMinutes =
  (column: string): Expression =>
  (alias, bind, asking) => {
    bind.isHeavy = true;
    return `select coalesce(sum(mr.minutes), 0)::int from activity ma join service_record mr on mr.activity_id = ma.id and ${counts('mr')}
     where ma.${column} = ${alias}.id and (${activityVisible('ma', bind, asking)})`;
  };

export const ledgerReads: ReadsDefinition = {
  models: {
    ServiceRecord: {
      entity: ServiceRecord,
      order: ['startedAt'],
      orders: { STARTED_AT: ['startedAt'], RECORDED_AT: ['recordedAt'] },
      visible: ofOwnActivity,
    },
  },
  derived: {
    'Party.serviceMinutes': serviceMinutes('organizer_id'),
    'Program.serviceMinutes': serviceMinutes('program_id'),
    'Venue.serviceMinutes': serviceMinutes('venue_id'),
  },
  relations: {
    'Activity.serviceRecords': { target: 'ServiceRecord', by: 'activity' },
    'Volunteer.serviceRecords': { target: 'ServiceRecord', by: 'volunteer' },
    'SignUp.serviceRecords': { target: 'ServiceRecord', by: 'signUp' },
  },
  measures: {
    'Activity.attendance': {
      sql: (keys) =>
        `select s.activity_id, count(*)::int from (${served(`r.activity_id = any(${keys})`)}) s group by 1`,
      none: 0,
    },
    'ServiceRecord.countedMinutes': {
      sql: (keys) =>
        `select k.id, sum(r.minutes)::int from unnest(${keys}) k(id) join service_record r on r.id = k.id or r.corrects_id = k.id
         where ${counts('r')} group by 1`,
      none: 0,
    },
    'Activity.minutes': { sql: sumBy('activity_id', 'sum(r.minutes)::int'), none: 0 },
    'Volunteer.minutes': { sql: sumBy('volunteer_id', 'sum(r.minutes)::int'), none: 0 },
  },
};
