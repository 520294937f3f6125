import { type Case, instant, type Nodes } from '../case.ts';

/** A program and a month. */
interface Values {
  program: string;
  from: string;
  to: string;
}

const fields = 'code title startsAt status signUpCount organizer { name }';

const ours = `query Filtered($program: String!, $from: DateTime!, $to: DateTime!) {
  activities(
    first: 20
    where: { program: { code: { eq: $program } }, startsAt: { gte: $from, lt: $to } }
    orderBy: [{ field: STARTS_AT, direction: DESC }]
  ) {
    totalCount
    pageInfo { hasNextPage }
    nodes { ${fields} }
  }
}`;

const mercurius = ours.replaceAll('DateTime!', 'String!');

const postgraphile = `query Filtered($program: String!, $from: Datetime!, $to: Datetime!) {
  activities(
    first: 20
    filter: {
      program: { code: { equalTo: $program } }
      startsAt: { greaterThanOrEqualTo: $from, lessThan: $to }
      status: { in: ["PUBLISHED", "CANCELLED", "COMPLETED"] }
    }
    orderBy: [STARTS_AT_DESC, PRIMARY_KEY_DESC]
  ) {
    totalCount
    pageInfo { hasNextPage }
    nodes { ${fields} }
  }
}`;

interface Answer {
  activities: Nodes<{ startsAt: string }> & { totalCount: number; pageInfo: { hasNextPage: boolean } };
}

const same = (data: Answer) => ({
  count: data.activities.totalCount,
  more: data.activities.pageInfo.hasNextPage,
  nodes: data.activities.nodes.map((activity) => ({
    ...activity,
    startsAt: instant(activity.startsAt),
  })),
});

const shanghai = (year: number, month: number): string =>
  new Date(Date.UTC(year, month, 1) - 8 * 3_600_000).toISOString();

export const filtered: Case<Values, Answer> = {
  name: 'filtered list with its count',
  about: 'a program’s activities of a month, 20 of them and how many there are',
  values: async () =>
    Array.from({ length: 40 }, (_, i) => ({
      program: `2022-4/${(i % 8) + 1}`,
      from: shanghai(2026, Math.floor(i / 8) * 2),
      to: shanghai(2026, Math.floor(i / 8) * 2 + 1),
    })),
  ours: (variables) => ({ query: ours, variables: { ...variables } }),
  mercurius: (variables) => ({ query: mercurius, variables: { ...variables } }),
  postgraphile: (variables) => ({ query: postgraphile, variables: { ...variables } }),
  limit: ({ program, from, to }) => `/filtered?program=${encodeURIComponent(program)}&from=${from}&to=${to}`,
  same,
  samePostgraphile: same,
};
