import { run } from '../database/run.ts';
import { Bind } from '../graph/sql.ts';
import { consentMissing } from '../volunteer/naming.ts';
import { mayPublish, type PublicationConsent } from '../volunteer/publication-consent.ts';
import { Volunteer } from '../volunteer/volunteer.entity.ts';
import { invalidInput, notFound } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';

const MANY = 50;

/** The volunteers with these numbers. Numbers tell no names: whoever writes a story need not see the people. */
export async function volunteersOf(
  w: Writing,
  numbers: readonly string[],
  path: readonly string[],
): Promise<Volunteer[]> {
  const wanted = [...new Set(numbers)];
  if (wanted.length > MANY) throw invalidInput(path, `至多 ${MANY} 人`, `At most ${MANY} people`);
  const found = wanted.length === 0 ? [] : await w.em.find(Volunteer, { number: { $in: wanted } });
  if (found.length < wanted.length) throw notFound(path);
  return found;
}

/**
 * Throws ConsentMissing unless all of these may be named, or shown. Their rows stay locked until the write ends: a
 * withdrawal waits, and then sees what was written; or is seen here.
 */
export async function demandConsent(
  w: Writing,
  volunteers: readonly string[],
  kind: PublicationConsent,
  path: readonly string[] | null = null,
): Promise<void> {
  if (volunteers.length === 0) return;
  await run(w.em, 'select 1 from volunteer where id = any($1::uuid[]) order by id for share', [volunteers]);
  const bind = new Bind();
  const rows = await run<{ number: string }>(
    w.em,
    `select v.number from volunteer v where v.id = any(${bind.add(volunteers)}::uuid[])
       and not ${mayPublish('v', kind, bind, w.today)} order by v.number`,
    bind.values,
  );
  if (rows.length > 0) {
    throw consentMissing(
      rows.map(({ number }) => number),
      kind,
      path,
    );
  }
}
