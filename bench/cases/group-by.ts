import { type Case, type Nodes, SEEN } from '../case.ts';

/** Three months, the first and the one after the last. */
interface Values {
  from: string;
  to: string;
}

const ours = `query GroupBy($from: DateTime!, $to: DateTime!) {
  activityStatistics(
    where: { startsAt: { gte: $from, lt: $to } }
    groupBy: [{ by: STARTS_AT, unit: MONTH }, { by: PROGRAM }, { by: ORGANIZER }]
    first: 1000
  ) {
    groups {
      key { period { start } program { code } organizer { name } }
      measures { count signUps }
    }
  }
}`;

const mercurius = ours.replaceAll('DateTime!', 'String!');

const postgraphile = `query GroupBy($from: Datetime!, $to: Datetime!) {
  activities(filter: { startsAt: { greaterThanOrEqualTo: $from, lessThan: $to }, status: { in: ${SEEN} } }) {
    groupedAggregates(groupBy: [STARTS_AT_TRUNCATED_TO_MONTH, PROGRAM_ID, ORGANIZER_ID]) {
      keys
      count { rowId }
      sum { signUpCount }
    }
  }
  programs { nodes { rowId code } }
  parties { nodes { rowId name } }
}`;

interface Answer {
  activityStatistics: {
    groups: {
      key: { period: { start: string }; program: { code: string }; organizer: { name: string } };
      measures: { count: number; signUps: number };
    }[];
  };
}

interface PostGraphileAnswer {
  activities: {
    groupedAggregates: {
      keys: [month: string, program: string, organizer: string];
      count: { rowId: string };
      sum: { signUpCount: string };
    }[];
  };
  programs: Nodes<{ rowId: string; code: string }>;
  parties: Nodes<{ rowId: string; name: string }>;
}

const monthStart = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 1) - 8 * 3_600_000).toISOString();

export const groupBy: Case<Values, Answer, PostGraphileAnswer> = {
  name: 'group by three dimensions',
  about:
    'activities of three months by month, program and organizer: how many, and their sign-ups. PostGraphile has an aggregate and a month in Asia/Shanghai of our own, gives keys as bare ids, and is asked for the names in the same request; its groups have no order, so all are sorted before they are compared',
  values: async () =>
    Array.from({ length: 9 }, (_, i) => ({ from: monthStart(2025, 11 + i), to: monthStart(2025, 14 + i) })),
  ours: (variables) => ({ query: ours, variables: { ...variables } }),
  mercurius: (variables) => ({ query: mercurius, variables: { ...variables } }),
  postgraphile: (variables) => ({ query: postgraphile, variables: { ...variables } }),
  limit: ({ from, to }) => `/group-by?from=${from}&to=${to}`,
  same: ({ activityStatistics: { groups } }) =>
    groups
      .map(({ key, measures }) => [
        key.period.start,
        key.program.code,
        key.organizer.name,
        measures.count,
        measures.signUps,
      ])
      .toSorted(byText),
  samePostgraphile: ({ activities, programs, parties }) => {
    const codes = new Map(programs.nodes.map(({ rowId, code }) => [rowId, code]));
    const names = new Map(parties.nodes.map(({ rowId, name }) => [rowId, name]));
    return activities.groupedAggregates
      .map(({ keys: [month, program, organizer], count, sum }) => [
        month,
        codes.get(program),
        names.get(organizer),
        Number(count.rowId),
        Number(sum.signUpCount),
      ])
      .toSorted(byText);
  },
};

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
