import type { Row } from '../graph/plan.ts';

/** The matrix before its rows are loaded: which plan, how expanded, on which day. */
export interface Matrix {
  plan: Row;
  expand: 'NONE' | 'MEMBERS';
  asOf: string;
}

export interface MatrixRow {
  party: Row;
  cells: { program: Row; responsibilities: Row[] }[];
}

/** Arranges responsibilities into rows by party, in the order of first mention, with a cell for every program. */
export function matrixRows(programs: readonly Row[], responsibilities: readonly Row[]): MatrixRow[] {
  const inProgram = responsibilities.filter((row) => row['$program'] !== null);
  return Map.groupBy(inProgram, (row) => row['$party'])
    .values()
    .map((owed) => ({
      party: owed[0]!['party'] as Row,
      cells: programs.map((program) => ({
        program,
        responsibilities: owed.filter((row) => row['$program'] === program.$id),
      })),
    }))
    .toArray();
}
