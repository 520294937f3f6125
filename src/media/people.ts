import type { Expression } from '../graph/definition.ts';
import { mayPublish, type PublicationConsent } from '../volunteer/publication-consent.ts';
import { isKept } from './media.policy.ts';

/**
 * SQL: the volunteers linked in a table as `[{name, number}]`. A name is given by consent to publish it, also of those
 * shown in a picture; the number to those who keep the row. Whoever may not be named or shown any more, and is told
 * neither, is left out.
 */
export const peopleOf =
  (table: string, column: string, kind: PublicationConsent): Expression =>
  (alias, bind, asking) => {
    const { today } = asking;
    const kept = isKept(alias, bind, asking);
    return `select coalesce(json_agg(json_build_object('name', case when ${mayPublish('pv', 'PUBLISH_NAME', bind, today)} then pv.name end,
        'number', case when ${kept} then pv.number end) order by pv.number), '[]')
      from ${table} pl join volunteer pv on pv.id = pl.volunteer_id
      where pl.${column} = ${alias}.id and (${kept} or ${mayPublish('pv', kind, bind, today)})`;
  };
