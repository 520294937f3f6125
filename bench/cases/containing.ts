import { type Case, instant, type Nodes } from '../case.ts';

const fields = 'code title startsAt organizer { name }';

const ours = `query Containing($text: String!) {
  activities(first: 20, where: { title: { contains: $text } }, orderBy: [{ field: STARTS_AT, direction: DESC }]) {
    nodes { ${fields} }
  }
}`;

const postgraphile = `query Containing($text: String!) {
  activities(
    first: 20
    filter: { title: { includesInsensitive: $text }, status: { in: ["PUBLISHED", "CANCELLED", "COMPLETED"] } }
    orderBy: [STARTS_AT_DESC, PRIMARY_KEY_DESC]
  ) {
    nodes { ${fields} }
  }
}`;

interface Answer {
  activities: Nodes<{ startsAt: string }>;
}

const same = (data: Answer) =>
  data.activities.nodes.map((activity) => ({ ...activity, startsAt: instant(activity.startsAt) }));

export const containing: Case<string, Answer> = {
  name: 'list by words',
  about: 'the latest 20 activities whose title has these words, some rare and some common',
  values: async () => [
    '元旦前',
    '窨井盖',
    '禁烟',
    '法律',
    '春运',
    '劝导',
    '重阳节',
    '理发',
    '消防',
    '垃圾分类',
  ],
  ours: (text) => ({ query: ours, variables: { text } }),
  postgraphile: (text) => ({ query: postgraphile, variables: { text } }),
  limit: (text) => `/containing?text=${encodeURIComponent(text)}`,
  same,
  samePostgraphile: same,
};
