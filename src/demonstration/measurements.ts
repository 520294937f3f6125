import { DAY, HOUR } from './calendar.ts';
import { dateOf } from '../shanghai.ts';
import type { MeasurementContent } from './content.ts';
import type { Lists } from './lists.ts';
import { Random } from './random.ts';

/** The program whose text names the five rates, which the document gives no values. */
const PROGRAM = 1;
/** A survey each quarter. */
const SURVEYS = 4;
const QUARTER = 91;

/** The five rates of every street by quarterly surveys. */
export function measurementsOf(lists: Lists, seed: number, from: number): MeasurementContent[] {
  return Array.from({ length: SURVEYS }, (_, survey) => survey).flatMap((survey) =>
    lists.streets.flatMap((street, nth) => {
      const measured = from + ((survey + 1) * QUARTER - 10 + nth) * DAY;
      const sampleSize = new Random(seed, 'survey', survey, street).whole(200, 420);
      return lists.indicators(PROGRAM).map((indicator, i): MeasurementContent => {
        const random = new Random(seed, 'measurement', survey, street, indicator);
        const level = 70 + i * 3 + survey * 2.5 + random.next() * 10;
        return {
          program: PROGRAM,
          indicator,
          party: street,
          measuredOn: dateOf(measured),
          value: Math.round(Math.min(level, 99) * 10) / 10,
          sampleSize,
          source: '示例入户问卷',
          recordedAt: measured + 3 * DAY + (10 * 60 + nth * 10 + i) * (HOUR / 60),
        };
      });
    }),
  );
}
