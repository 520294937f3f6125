import type { Pool } from 'pg';
import type { Case, Peer } from './case.ts';
import type { Figures } from './measure.ts';
export async function writeReport(
  figures: Map<string, Map<Peer, Figures[]>>,
  cases: readonly Case[],
  terms: { activities: number; rounds: number; seconds: number; connections: number; pool: Pool },
): Promise<void> {
  void figures;
  void cases;
  void terms;
}
