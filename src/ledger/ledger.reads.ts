import { ofOwnActivity } from '../activity/activity.policy.ts';
import type { ReadsDefinition } from '../graph/model.ts';
import { counts, served } from './counting.ts';
import { ServiceRecord } from './ledger.entity.ts';

const sumBy = (column: string, value: string) => (keys: string) =>
  `select r.${column}, ${value} from service_record r where r.${column} = any(${keys}) and ${counts('r')} group by 1`;

export const ledgerReads: ReadsDefinition = {
  models: {
    ServiceRecord: {
      entity: ServiceRecord,
      order: ['startedAt'],
      orders: { STARTED_AT: ['startedAt'], RECORDED_AT: ['recordedAt'] },
      visible: ofOwnActivity,
    },
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
