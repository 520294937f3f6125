import type { Pool } from 'pg';
import { fromGlobalId } from '../graph/ids.ts';

/** Whose an object of the feed is: its program and the units and teams it belongs to, by its key. */
const OWNERS: Readonly<Record<string, string>> = {
  Activity: `select id, program_id as program,
    array[organizer_id] || array(select c.party_id from activity_co_organizer c where c.activity_id = a.id) as parties
    from activity a where id = any($1)`,
  Venue: `select id, null::uuid as program, array_remove(array[operator_id, street_id], null) as parties
    from venue where id = any($1)`,
  Story: `select id, program_id as program,
    array[owner_id] || array(select c.party_id from story_party c where c.story_id = s.id) as parties
    from story s where id = any($1)`,
  Measurement: `select m.id, i.program_id as program, array[m.party_id] as parties
    from measurement m join indicator i on i.id = m.indicator_id where m.id = any($1)`,
};

const BELOW = `with recursive below(id) as (select $1::uuid union select p.id from party p join below on p.parent_id = below.id)
  select id from below`;

interface Owned {
  id: string;
  program: string | null;
  parties: string[];
}

/** Whether the objects of these changes are of a program and of a party or one below it, where either is asked for. */
export async function matching<C extends { subjectId: string }>(
  client: Pick<Pool, 'query'>,
  changes: readonly C[],
  { program, party }: { program: string | null; party: string | null },
): Promise<C[]> {
  if (program === null && party === null) return [...changes];
  const owned = new Map<string, Owned>();
  const byModel = Map.groupBy(changes, ({ subjectId }) => fromGlobalId(subjectId).model);
  for (const [model, list] of byModel) {
    const text = OWNERS[model];
    if (text === undefined) continue;
    const keys = list.map(({ subjectId }) => fromGlobalId(subjectId).key);
    const { rows } = await client.query<Owned>(text, [keys]);
    for (const row of rows) owned.set(`${model}:${row.id}`, row);
  }
  const parties = new Set(
    party === null ? [] : (await client.query<{ id: string }>(BELOW, [party])).rows.map(({ id }) => id),
  );
  return changes.filter(({ subjectId }) => {
    const { model, key } = fromGlobalId(subjectId);
    const owner = owned.get(`${model}:${key}`);
    if (!owner) return false;
    const isOfProgram = program === null || owner.program === program;
    return isOfProgram && (party === null || owner.parties.some((id) => parties.has(id)));
  });
}
