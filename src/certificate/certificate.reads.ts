import type { ReadsDefinition } from '../graph/definition.ts';
import { Certificate } from './certificate.entity.ts';

export const certificateReads: ReadsDefinition = {
  models: {
    Certificate: {
      entity: Certificate,
      order: ['issuedAt'],
      identifying: ['id', 'number'],
      computed: {
        status: (alias) => `case when ${alias}.voided_at is null then 'VALID' else 'VOID' end`,
        hours: (alias) => `round(${alias}.minutes / 60.0, 2)::float8`,
      },
    },
  },
  relations: { 'Volunteer.certificates': { target: 'Certificate', by: 'volunteer' } },
};
