import type { ReadsDefinition } from '../graph/model.ts';
import { districtsOf } from '../viewer.ts';
import { AuditEntry } from './audit.entity.ts';

export const auditReads: ReadsDefinition = {
  models: {
    AuditEntry: {
      entity: AuditEntry,
      order: ['at'],
      orders: { AT: ['at'] },
      visible: (alias, bind, { viewer }) => {
        const districts = districtsOf(viewer, 'OFFICE');
        return districts.length === 0 ? 'false' : `${alias}.district_code = any(${bind.add(districts)})`;
      },
    },
  },
};
