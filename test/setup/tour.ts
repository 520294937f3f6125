import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from './server.ts';
import type { World } from './world.ts';

const operations = join(import.meta.dirname, '../../operations');

/** One request of the tour, as its file says it. */
export interface Step {
  file: string;
  who: string;
  at: string;
  /** The text without its leading comment. */
  operation: string;
  /** JSON with `@` for what earlier steps kept. */
  variables: string;
  keep: string | null;
  answer: unknown;
}

const stepsOf = (folder: string): Step[] =>
  readdirSync(join(operations, folder))
    .filter((file) => file.endsWith('.graphql'))
    .toSorted()
    .map((file) => {
      const text = readFileSync(join(operations, folder, file), 'utf8');
      const header = Object.fromEntries(
        [...text.matchAll(/^# (who|at|variables|keep|answer): (.*)$/gm)].map(([, key, value]) => [
          key,
          value,
        ]),
      ) as Record<string, string>;
      return {
        file,
        who: header['who']!,
        at: header['at']!,
        operation: text.replaceAll(/^#.*\n/gm, ''),
        variables: header['variables'] ?? '{}',
        keep: header['keep'] ?? null,
        answer: JSON.parse(header['answer']!),
      };
    });

/** A volunteer's month, from a request to a certificate. */
export const steps = stepsOf('tour');
/** What an office does beside: rewards, money, training, inspections, timetables. Goes on where the month ended. */
export const officeSteps = stepsOf('tour-office');
/** From a lead to a story and its retraction. Goes on where the month ended. */
export const mediaSteps = stepsOf('tour-media');

const at = (value: any, path: string): any =>
  path === '.' ? value : path.split('.').reduce((inner, key) => inner[key], value);

/** Walks the tour in a world: each step with what the earlier ones kept. */
export async function tourIn({ person, office, term, send }: World) {
  const people: Record<string, Pick<typeof office, 'send'>> = {
    office,
    resident: await person('resident'),
    federation: await person('federation', 'COORDINATOR', { party: '370117/womens-federation' }),
    street: await person('street', 'COORDINATOR', { party: '370117/aishan-street' }),
    volunteer: await person('volunteer'),
    media: await person('media', 'MEDIA'),
    anybody: { send },
  };
  const kept: Record<string, unknown> = {};

  function filled(value: unknown): unknown {
    if (typeof value === 'string' && value.startsWith('@term ')) return term(value.slice(6));
    if (typeof value === 'string' && value.startsWith('@')) return at(kept, value.slice(1));
    if (Array.isArray(value)) return value.map(filled);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item)]));
  }

  return {
    people,
    /** What the steps have kept, and what a test keeps for those to come. */
    kept,
    /** The step's variables, with their values. */
    variablesOf: ({ variables }: Step) => filled(JSON.parse(variables)) as Record<string, any>,
    /** Sends a step, and keeps of its answer what it says. */
    async take(step: Step, variables: Record<string, unknown>): Promise<Answer> {
      const answer = await people[step.who]!.send(step.operation, variables);
      const [name, path] = (step.keep ?? '').split(' = ');
      if (name && answer.data) kept[name] = at(answer.data, path!);
      return answer;
    },
  };
}
