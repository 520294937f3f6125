import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Step, steps, tourIn } from '../setup/tour.ts';
import { world } from '../setup/world.ts';

const w = await world();
const tour = await tourIn(w);

const tutorial = readFileSync(join(import.meta.dirname, '../../docs/tutorial-office.zh.md'), 'utf8');

test.each(steps)('$file answers as it says, and stands in the tutorial', async (step) => {
  expect(tutorial).toContain(`\`\`\`graphql\n${step.operation}\`\`\``);
  w.setNow(step.at);
  const { data, errors } = await tour.take(step, tour.variablesOf(step));
  expect(errors).toBeUndefined();
  expect(data).toMatchObject(step.answer as object);
});

describe('tried in one sitting, by the table of the tutorial', async () => {
  const sitting = await world();
  const walk = await tourIn(sitting);
  const rows = [...tutorial.matchAll(/^\| (\d+) +\| (\d+)(?:–(\d+))? +\|/gm)].map(([, minute, from, to]) => ({
    minute: Number(minute),
    from: Number(from),
    to: Number(to ?? from),
  }));
  const [, untilStart, length] = /此刻之后 (\d+) 分钟，`endsAt` 再往后 (\d+) 分钟/
    .exec(tutorial)!
    .map(Number);
  const TODAY = '2026-11-25';
  const after = (minutes: number) =>
    new Date(Date.parse(`${TODAY}T14:00:00+08:00`) + minutes * 60_000).toISOString();
  const key = randomUUID();
  const sent = new Map<number, Step & { given: Record<string, any>; data: any }>();

  test('it has every step once, in order', () => {
    const listed = rows.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
    expect(listed).toEqual(steps.map((_, i) => i + 1));
    expect(rows.at(-1)!.minute).toBeLessThanOrEqual(20);
  });

  test.each(steps.map((step, i) => [i + 1, step] as const))(
    'step %i goes as it says',
    async (number, step) => {
      const { minute } = rows.find(({ from, to }) => number >= from && number <= to)!;
      sitting.setNow(after(minute));
      const variables = walk.variablesOf(step);
      if ('key' in variables) variables['key'] = key;
      if ('from' in variables) Object.assign(variables, { from: TODAY, to: TODAY });
      if (number === 8) {
        variables['input'].startsAt = after(minute + untilStart!);
        variables['input'].endsAt = after(minute + untilStart! + length!);
      }
      const { data, errors } = await walk.take(step, variables);
      expect(errors).toBeUndefined();
      for (const payload of Object.values<any>(data)) expect(payload?.errors ?? []).toEqual([]);
      sent.set(number, { ...step, given: variables, data });
    },
  );

  const again = (number: number, change: (input: any) => object = (input) => input) => {
    const { who, operation, given } = sent.get(number)!;
    return walk.people[who]!.send(operation, { ...given, input: change(given['input']) });
  };

  test('a key used again gives the first answer, and refuses another content', async () => {
    const [first, same] = [sent.get(2)!.data, (await again(2)).data];
    expect(same.serviceRequestSubmit.serviceRequest).toMatchObject({
      id: first.serviceRequestSubmit.serviceRequest.id,
      status: 'EVALUATED',
    });
    const { data } = await again(2, (input) => ({ ...input, title: '另一件事' }));
    expect(data.serviceRequestSubmit.errors).toMatchObject([{ code: 'IDEMPOTENCY_CONFLICT' }]);
  });

  test('whoever is registered is told so, and goes on', async () => {
    const { data } = await again(11);
    expect(data.volunteerRegister.errors).toMatchObject([{ code: 'ALREADY_REGISTERED' }]);
  });

  test('the hours count: half of the activity is enough', () => {
    const [record] = sent.get(15)!.data.signUpCheckOut.signUp.serviceRecords;
    expect(record.notCountedReason).toBeNull();
    expect(record.minutes).toBeGreaterThanOrEqual(length! / 2);
  });
});
