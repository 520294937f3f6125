import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../operations/examples');

/** An example of one root field, as its file says it. */
export interface RootExample {
  file: string;
  who: string;
  /** Asked before it, for the values with `@` in the variables. */
  first: string | null;
  variables: unknown;
  text: string;
}

/** The files of operations/examples. */
export const rootExamples: RootExample[] = readdirSync(folder)
  .toSorted()
  .map((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const header = (key: string) => new RegExp(`^# ${key}: (.*)$`, 'm').exec(text)?.[1];
    return {
      file,
      who: header('who') ?? 'anybody',
      first: header('first') ?? null,
      variables: JSON.parse(header('variables') ?? '{}') as unknown,
      text,
    };
  });

/** Variables with the values that the answer to `first` has for those with `@`. */
export function filledFrom(value: unknown, answer: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('@')) {
    const path = value.slice(1).split('.');
    const found = path.reduce<any>((inner, key) => inner?.[key], answer);
    if (found === undefined) throw new Error(`${value} is not in ${JSON.stringify(answer)}`);
    return found;
  }
  if (Array.isArray(value)) return value.map((item) => filledFrom(item, answer));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filledFrom(item, answer)]));
}
