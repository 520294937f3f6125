import { type Case, instant, type Nodes } from '../case.ts';

const ours = `query Dashboard($first: Int!) {
  programs(orderBy: [{ field: ORDINAL }]) {
    nodes {
      code
      title
      responsibilities { nodes { kind role party { name } } }
      activities(first: $first, orderBy: [{ field: STARTS_AT, direction: DESC }]) {
        nodes { code title startsAt status organizer { name } }
      }
    }
  }
}`;

const postgraphile = `query Dashboard($first: Int!) {
  programs(orderBy: [ORDINAL_ASC], first: 20) {
    nodes {
      code
      title
      responsibilities(orderBy: [ORDINAL_ASC, PRIMARY_KEY_ASC], first: 20) { nodes { kind role party { name } } }
      activities(
        first: $first
        orderBy: [STARTS_AT_DESC, PRIMARY_KEY_DESC]
        filter: { status: { in: ["PUBLISHED", "CANCELLED", "COMPLETED"] } }
      ) {
        nodes { code title startsAt status organizer { name } }
      }
    }
  }
}`;

interface Answer {
  programs: Nodes<{
    code: string;
    title: string;
    responsibilities: Nodes<unknown>;
    activities: Nodes<{ startsAt: string }>;
  }>;
}

const same = (data: Answer) =>
  data.programs.nodes.map((program) => ({
    code: program.code,
    title: program.title,
    responsibilities: program.responsibilities.nodes,
    activities: program.activities.nodes.map((activity) => ({
      ...activity,
      startsAt: instant(activity.startsAt),
    })),
  }));

export const dashboard: Case<number, Answer> = {
  name: 'dashboard',
  about:
    '8 programs, each with its responsibilities and their parties, and its latest activities with organizers',
  values: async () => [3, 4, 5, 6],
  ours: (first) => ({ query: ours, variables: { first } }),
  postgraphile: (first) => ({ query: postgraphile, variables: { first } }),
  limit: (first) => `/dashboard?first=${first}`,
  same,
  samePostgraphile: same,
};
