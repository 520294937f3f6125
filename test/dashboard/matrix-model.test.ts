import { expect, test } from 'vitest';
import type { DashboardMatrixQuery } from '../../packages/client/src/index.ts';
import { levelOf, levels, matrixModel, type Responsibility } from '../../web/dashboard/matrix-model.ts';

const programs = [
  { code: 'p/1', ordinal: 1, title: '一' },
  { code: 'p/2', ordinal: 2, title: '二' },
];
const duty: Responsibility = {
  id: 'r',
  kind: 'NAMED_IN_CLAUSE',
  role: null,
  clauseOrder: 1,
  origin: 'STATED',
  derivation: null,
  sources: [{ id: 's' }],
};
const cells = (...owed: string[]) =>
  programs.map((program) => ({ program, responsibilities: owed.includes(program.code) ? [duty] : [] }));
const member = (code: string) => ({
  member: { code, name: code },
  isConfirmed: true,
  note: null,
  sourceTitle: '名单',
});
const held = (program: string, organizer: string, count: number, completed = count) => ({
  key: { program: { code: program }, organizer: { code: organizer, name: organizer } },
  measures: { count, completed },
});

function modelOf(groups: ReturnType<typeof held>[]) {
  const data: DashboardMatrixQuery = {
    plan: {
      responsibilityMatrix: {
        asOf: '2026-11-25',
        programs,
        rows: [
          { party: { code: 'unit', name: '单位', kind: 'UNIT' }, cells: cells('p/1') },
          {
            party: {
              code: 'streets',
              name: '各街道',
              kind: 'COLLECTIVE',
              members: [member('a'), member('b')],
            },
            cells: cells('p/1', 'p/2'),
          },
          {
            party: { code: 'unknown', name: '各单位', kind: 'COLLECTIVE', members: [] },
            cells: cells('p/2'),
          },
        ],
      },
    },
    activityStatistics: {
      groupCount: groups.length,
      groups,
      total: {
        count: groups.reduce((sum, { measures }) => sum + measures.count, 0),
        completed: groups.reduce((sum, { measures }) => sum + measures.completed, 0),
      },
    },
  };
  return matrixModel(data)!;
}

test('a collective has what its members did, and each member its own', () => {
  const { rows } = modelOf([held('p/1', 'a', 2, 1), held('p/1', 'b', 3), held('p/2', 'b', 1)]);
  const streets = rows[1]!;
  expect(streets.cells.map(({ activities }) => activities)).toEqual([
    { count: 5, completed: 4 },
    { count: 1, completed: 1 },
  ]);
  expect(streets.members!.map(({ total }) => total?.count)).toEqual([2, 4]);
  expect(streets.members![0]!.cells[0]!.responsibilities).toHaveLength(1);
});

test('what a collective without known members did is unknown, not none', () => {
  const unknown = modelOf([held('p/1', 'a', 2)]).rows[2]!;
  expect(unknown.cells[1]!.activities).toBeNull();
  expect(unknown.total).toBeNull();
  expect(modelOf([]).rows[0]!.cells[0]!.activities).toEqual({ count: 0, completed: 0 });
});

test('nothing gets lost: rows and other organizers together are the totals', () => {
  const model = modelOf([
    held('p/1', 'unit', 1),
    held('p/1', 'a', 2),
    held('p/1', 'stranger', 4),
    held('p/2', 'b', 8),
  ]);
  expect(model.others.map(({ count }) => count)).toEqual([4, 0]);
  expect(model.totals.map(({ count }) => count)).toEqual([7, 8]);
  for (const index of [0, 1]) {
    const inRows = model.rows.reduce((sum, { cells }) => sum + (cells[index]!.activities?.count ?? 0), 0);
    expect(inRows + model.others[index]!.count).toBe(model.totals[index]!.count);
  }
});

test('the scale has five steps and names whole numbers', () => {
  expect([0, 1, 5].map((count) => levelOf(count, 5))).toEqual([0, 1, 5]);
  expect([0, 1, 2, 3, 40].map((count) => levelOf(count, 40))).toEqual([0, 1, 1, 1, 5]);
  expect(levels(7).map(({ from, to }) => [from, to])).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 4],
    [5, 5],
    [6, 7],
  ]);
  expect(levels(0)).toEqual([{ level: 0, from: 0, to: 0 }]);
});
