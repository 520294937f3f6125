import type { Bilingual } from '../errors.ts';
import type { ServiceEvidence } from '../generated/resolvers.ts';
import type { Row } from '../graph/plan.ts';
import { hoursOf } from '../ledger/counting.ts';
import { figureDefinitions } from './figures.ts';

/** The frozen figures of a nomination or grant. */
export function evidenceOf(row: Row, language: keyof Bilingual): ServiceEvidence {
  const minutes = row['$minutes'] as number;
  const definitions = figureDefinitions[row['$team'] === null ? 'VOLUNTEER' : 'TEAM'];
  return {
    minutes,
    hours: hoursOf(minutes),
    activityCount: row['$activityCount'] as number,
    score: row['$meanScore'] as number | null,
    definition: (['minutes', 'activities', 'score'] as const)
      .map((name) => definitions[name][language])
      .join(language === 'zh' ? '；' : '; '),
  };
}
