import type { Results, Terms } from './compare.ts';
import type { Data } from './data.ts';
export async function writeReport(
  results: Results,
  terms: Terms,
  to: { data: Data; path: string },
): Promise<void> {
  void results;
  void terms;
  void to;
}
