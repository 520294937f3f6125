import type { ConsentKind } from '../generated/resolvers.ts';
import type { Bind } from '../graph/sql.ts';
import { MAJORITY } from './age.ts';

export type PublicationConsent = Extract<ConsentKind, `PUBLISH_${string}`>;

/**
 * SQL: this volunteer may be named, or shown, in public: the consent is on record and not withdrawn, and a minor's is
 * the guardian's. `today` is a date in Shanghai.
 */
export const mayPublish = (volunteer: string, kind: PublicationConsent, bind: Bind, today: string): string =>
  `(${volunteer}.status = 'ACTIVE' and exists (select 1 from consent pc where pc.volunteer_id = ${volunteer}.id
    and pc.kind = '${kind}' and pc.withdrawn_at is null and (pc.given_by = 'GUARDIAN' or ${volunteer}.birth_date is null
      or ${volunteer}.birth_date <= ${bind.add(today)}::date - interval '${MAJORITY} years')))`;
