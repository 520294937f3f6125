import { run } from '../database/run.ts';
import { Bind } from '../graph/sql.ts';
import { mayPublish, type PublicationConsent } from '../volunteer/publication-consent.ts';
import { Volunteer } from '../volunteer/volunteer.entity.ts';
import { invalidInput, notFound, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';

const MANY = 50;

const missing = (volunteers: readonly string[], kind: PublicationConsent, path: readonly string[] | null) => {
  const zh = kind === 'PUBLISH_NAME' ? '姓名' : '影像';
  const en = kind === 'PUBLISH_NAME' ? 'name' : 'image';
  return new Refusal(
    'ConsentMissing',
    `没有公开${zh}的同意在案：${volunteers.join('、')}`,
    `No consent to publish the ${en} is on record: ${volunteers.join(', ')}`,
    { path, volunteers, kind },
  );
};

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
    throw missing(
      rows.map(({ number }) => number),
      kind,
      path,
    );
  }
}

export interface Named {
  number: string;
  name: string;
}

/** Throws ConsentMissing when a text has the name of any of these in it, however it is spaced or written wide. */
export function refuseNames(people: readonly Named[], texts: readonly (string | null | undefined)[]): void {
  const found = namesIn(people, texts);
  if (found.length > 0) throw missing(found, 'PUBLISH_NAME', null);
}

/** Numbers of those whose names the texts have in them. A name of one character would be found in every text. */
export function namesIn(people: readonly Named[], texts: readonly (string | null | undefined)[]): string[] {
  const text = texts.map((part) => plain(part ?? '')).join('\n');
  return people
    .filter(({ name }) => {
      const wanted = plain(name);
      return Array.from(wanted).length > 1 && text.includes(wanted);
    })
    .map(({ number }) => number)
    .toSorted();
}

/** Without spaces, invisible characters and marks of Markdown; wide letters as narrow ones. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Cf}*_~`\\·•.-]/gu, '');
