import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { officeSteps, steps, tourIn } from '../setup/tour.ts';
import { world } from '../setup/world.ts';

const w = await world();
const tour = await tourIn(w);
const tutorial = readFileSync(join(import.meta.dirname, '../../docs/tutorial-office.zh.md'), 'utf8');

// It goes on where the volunteer's month ended.
beforeAll(async () => {
  for (const step of steps) {
    w.setNow(step.at);
    await tour.take(step, tour.variablesOf(step));
  }
});

test.each(officeSteps)('$file answers as it says, and stands in the tutorial', async (step) => {
  expect(tutorial).toContain(`\`\`\`graphql\n${step.operation}\`\`\``);
  w.setNow(step.at);
  const { data, errors } = await tour.take(step, tour.variablesOf(step));
  expect(errors).toBeUndefined();
  expect(data).toMatchObject(step.answer as object);
});
