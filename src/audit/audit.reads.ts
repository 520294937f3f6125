import { inDistrict } from '../access/conditions.ts';
import type { ReadsDefinition } from '../graph/definition.ts';
import { AuditEntry, MinorRead } from './audit.entity.ts';

export const auditReads: ReadsDefinition = {
  models: {
    AuditEntry: {
      entity: AuditEntry,
      order: ['at'],
      orders: { AT: ['at'] },
      visible: (alias, bind, { viewer }) => inDistrict(`${alias}.district_code`, bind, viewer),
    },
    MinorRead: {
      entity: MinorRead,
      order: ['at'],
      orders: { AT: ['at'] },
      visible: (alias, bind, { viewer }) =>
        `exists (select 1 from volunteer mv where mv.id = ${alias}.volunteer_id and ${inDistrict('mv.district_code', bind, viewer)})`,
      needs: { volunteerId: ['volunteerKey'] },
    },
  },
};
