import type { EntityManager } from '@mikro-orm/postgresql';
import { run } from '../database/run.ts';
import { invalidInput } from './refusal.ts';

/**
 * A line of text, trimmed. Throws InvalidInput when there is nothing to be seen in it, it is too long, or has control
 * characters or halves of characters in it.
 */
export function textOf(given: string, path: readonly string[], max = 200): string {
  const text = given.trim();
  // A half of a pair is no character, and the database cannot hold it.
  if (!text.isWellFormed()) throw invalidInput(path, '含有残缺的字符', 'It contains halves of characters');
  if (isBlank(text)) throw invalidInput(path, `${path.at(-1)} 不能为空`, `${path.at(-1)} must not be empty`);
  if (text.length > max)
    throw invalidInput(
      path,
      `至多 ${max} 字，现有 ${text.length}`,
      `At most ${max} characters, it has ${text.length}`,
    );
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(text))
    throw invalidInput(path, '含有控制字符', 'It contains control characters');
  return text;
}

/** The same for a text that may be absent; blank is absent. */
export function optionalTextOf(
  given: string | null | undefined,
  path: readonly string[],
  max = 200,
): string | null {
  return given === null || given === undefined || isBlank(given) ? null : textOf(given, path, max);
}

/** Whether there is nothing to be seen: white space, zero-width and format characters alone. */
const isBlank = (text: string): boolean =>
  !/[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}]/u.test(text);

/** Codes from a sequence, e.g. `370117-A-000123`: so many, in order. */
export async function codesOf(
  em: EntityManager,
  sequence:
    | 'venue_code'
    | 'volunteer_number'
    | 'activity_code'
    | 'activity_series_code'
    | 'service_request_number'
    | 'inspection_code'
    | 'course_code'
    | 'training_session_code'
    | 'story_code',
  prefix: string,
  count = 1,
): Promise<string[]> {
  const rows = await run<{ n: string }>(
    em,
    `select nextval('${sequence}')::text as n from generate_series(1, $1)`,
    [count],
  );
  return rows.map(({ n }) => `${prefix}-${n.padStart(6, '0')}`);
}
