import type { DashboardMatrixQuery } from '../../packages/client/src/index.ts';

type Matrix = NonNullable<DashboardMatrixQuery['plan']>['responsibilityMatrix'];
type DeclaredRow = Matrix['rows'][number];
export type MatrixProgram = Matrix['programs'][number];
export type Responsibility = DeclaredRow['cells'][number]['responsibilities'][number];
type Member = Extract<DeclaredRow['party'], { members: unknown }>['members'][number];

/** Activities of a party in a program within the period; null where it cannot be known. */
export interface Activities {
  count: number;
  completed: number;
}

export interface Cell {
  program: MatrixProgram;
  responsibilities: readonly Responsibility[];
  /** Null for a collective whose members are not known: who of them did something cannot be known either. */
  activities: Activities | null;
}

export interface Row {
  /** Of the row in the table: a member stands below each of its collectives. */
  key: string;
  code: string;
  name: string;
  /** The collective that a member's duties come through. */
  via?: { name: string; membership: Member };
  /** Null for what is no collective. */
  members: readonly Row[] | null;
  cells: readonly Cell[];
  /** All its activities in these programs. */
  total: Activities | null;
}

export interface MatrixModel {
  asOf: string;
  programs: readonly MatrixProgram[];
  rows: readonly Row[];
  /** Activities by program, whoever holds them. */
  totals: readonly Activities[];
  total: Activities;
  /** Those of organizers that the plan does not name and that are no known members, by program. */
  others: readonly Activities[];
  /** The most activities in a cell, for the scale of the colours. */
  most: number;
}

const NONE: Activities = { count: 0, completed: 0 };
const sum = (all: readonly (Activities | null)[]): Activities => ({
  count: all.reduce((total, each) => total + (each?.count ?? 0), 0),
  completed: all.reduce((total, each) => total + (each?.completed ?? 0), 0),
});

/** Brings the declared matrix and the activities together: one row a party, members below their collectives. */
export function matrixModel({ plan, activityStatistics }: DashboardMatrixQuery): MatrixModel | null {
  if (!plan) return null;
  const { asOf, programs, rows: declared } = plan.responsibilityMatrix;
  const held = new Map<string, Activities>();
  for (const { key, measures } of activityStatistics.groups) {
    held.set(`${key.program?.code} ${key.organizer?.code}`, measures);
  }
  const heldBy = (party: string, program: MatrixProgram): Activities =>
    held.get(`${program.code} ${party}`) ?? NONE;

  const rows = declared.map((row) => rowOf(row, programs, heldBy));
  const shown = new Set(rows.flatMap((row) => [row.code, ...(row.members ?? []).map(({ code }) => code)]));
  const groupsOf = ({ code }: MatrixProgram) =>
    activityStatistics.groups.filter(({ key }) => key.program?.code === code);
  return {
    asOf,
    programs,
    rows,
    totals: programs.map((program) => sum(groupsOf(program).map(({ measures }) => measures))),
    total: activityStatistics.total,
    others: programs.map((program) =>
      sum(
        groupsOf(program)
          .filter(({ key }) => !shown.has(key.organizer?.code ?? ''))
          .map(({ measures }) => measures),
      ),
    ),
    most: Math.max(
      0,
      ...rows
        .flatMap((row) => [row, ...(row.members ?? [])])
        .flatMap(({ cells }) => cells.map(({ activities }) => activities?.count ?? 0)),
    ),
  };
}

function rowOf(
  { party, cells }: DeclaredRow,
  programs: readonly MatrixProgram[],
  heldBy: (party: string, program: MatrixProgram) => Activities,
): Row {
  const owedIn = new Map(cells.map(({ program, responsibilities }) => [program.code, responsibilities]));
  const owed = (program: MatrixProgram) => owedIn.get(program.code) ?? [];
  const members =
    'members' in party
      ? party.members.map((membership): Row => {
          const own = programs.map((program) => ({
            program,
            responsibilities: owed(program),
            activities: heldBy(membership.member.code, program),
          }));
          return {
            key: `${party.code} ${membership.member.code}`,
            code: membership.member.code,
            name: membership.member.name,
            via: { name: party.name, membership },
            members: null,
            cells: own,
            total: sum(own.map(({ activities }) => activities)),
          };
        })
      : null;
  const own = programs.map((program, index): Cell => {
    const itself = heldBy(party.code, program);
    const ofMembers = members?.map(({ cells }) => cells[index]!.activities) ?? [];
    const isKnown = members === null || members.length > 0 || itself.count > 0;
    return {
      program,
      responsibilities: owed(program),
      activities: isKnown ? sum([itself, ...ofMembers]) : null,
    };
  });
  const isKnown = own.some(({ activities }) => activities !== null);
  return {
    key: party.code,
    code: party.code,
    name: party.name,
    members,
    cells: own,
    total: isKnown ? sum(own.map(({ activities }) => activities)) : null,
  };
}

/** Step of colour for a number of activities, 0 to 5: whole numbers while there are few, fifths of the most beyond. */
export const levelOf = (count: number, most: number): number =>
  count === 0 ? 0 : most <= 5 ? count : Math.ceil((count * 5) / most);

/** The smallest and the greatest number of each step of colour, without steps that hold none. */
export function levels(most: number): { level: number; from: number; to: number }[] {
  return [0, 1, 2, 3, 4, 5]
    .map((level) => {
      const numbers = Array.from({ length: most + 1 }, (_, count) => count).filter(
        (count) => levelOf(count, most) === level,
      );
      return { level, from: numbers[0] ?? -1, to: numbers.at(-1) ?? -1 };
    })
    .filter(({ from }) => from >= 0);
}
