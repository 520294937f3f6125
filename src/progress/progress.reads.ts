import type { ReadsDefinition } from '../graph/definition.ts';
import { served } from '../ledger/counting.ts';
import { definitions, reached } from './definitions.ts';
import { columnsOf } from './measure.ts';
import { Measurement } from './measurement.entity.ts';

/** Everybody who served in the activity, once. By the activity's key, since the ledger is far larger than a program. */
const SERVED = `left join lateral (${served('r.activity_id = a.id')}) s on true`;

export const progressReads: ReadsDefinition = {
  models: {
    Measurement: {
      entity: Measurement,
      order: ['measuredOn'],
      orders: { MEASURED_ON: ['measuredOn'] },
    },
  },
  relations: { 'Indicator.measurements': { target: 'Measurement', by: 'indicator' } },
  measures: {
    'Program.progress': {
      sql: (keys) =>
        `select p.id, json_build_object('district', (select n.district_code from plan n where n.id = p.plan_id), 'values', ${columnsOf(definitions)}) from program p left join activity a on a.program_id = p.id ${SERVED} where p.id = any(${keys}) group by p.id`,
      none: null,
    },
    'Target.progress': {
      sql: (keys) =>
        `select t.id, json_build_object('district', (select n.district_code from program p join plan n on n.id = p.plan_id where p.id = t.program_id),
           'exact', ${reached('exact')}, 'told', ${reached('told')}) from target t
         left join activity a on a.program_id = t.program_id and (t.campaign_id is null or a.campaign_id = t.campaign_id)
         ${SERVED} where t.id = any(${keys}) group by t.id`,
      none: null,
    },
  },
};
