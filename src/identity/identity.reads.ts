import type { ReadsDefinition } from '../graph/definition.ts';
import { districtsOf } from '../viewer.ts';
import { Account, RoleGrant } from '../access/access.entity.ts';

export const identityReads: ReadsDefinition = {
  models: {
    Account: {
      entity: Account,
      order: ['issuer', 'subject'],
      identifying: ['id', 'issuer', 'subject'],
      visible: (alias, bind, { viewer }) => {
        if (viewer.account === null) return 'false';
        const own = `${alias}.id = ${bind.add(viewer.account)}`;
        if (districtsOf(viewer, 'OFFICE').length === 0) return own;
        // The office sees whoever has a role in its district, is a volunteer of it, or did something on record there.
        const districts = bind.add(districtsOf(viewer, 'OFFICE'));
        return `${own} or exists (select 1 from role_grant g where g.account_id = ${alias}.id and g.district_code = any(${districts}))
          or exists (select 1 from volunteer v where v.account_id = ${alias}.id and v.district_code = any(${districts}))
          or exists (select 1 from audit_entry e where e.account_id = ${alias}.id and e.district_code = any(${districts}))
          or exists (select 1 from minor_read r join volunteer v on v.id = r.volunteer_id where r.account_id = ${alias}.id and v.district_code = any(${districts}))`;
      },
    },
    RoleGrant: {
      entity: RoleGrant,
      order: ['grantedAt'],
      orders: { GRANTED_AT: ['grantedAt'] },
      visible: (alias, bind, { viewer }) => {
        if (viewer.account === null) return 'false';
        const own = `${alias}.account_id = ${bind.add(viewer.account)}`;
        return `${own} or ${alias}.district_code = any(${bind.add(districtsOf(viewer, 'OFFICE'))})`;
      },
    },
  },
  relations: {
    'Account.rolesHeld': {
      target: 'RoleGrant',
      by: 'account',
      condition: (alias) => `${alias}.revoked_at is null`,
    },
  },
};
