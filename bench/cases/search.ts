import type { Case, Nodes } from '../case.ts';

const ours = `query Search($text: String!) {
  search(text: $text, kinds: [STORY, ACTIVITY], first: 20) {
    nodes { kind title match node { ... on Story { code } ... on Activity { code } } }
  }
}`;

const mercurius = `query Search($text: String!) {
  search(text: $text, kinds: [STORY, ACTIVITY], first: 20) { nodes { kind title match node { code } } }
}`;

const postgraphile = `query Search($text: String!) {
  benchSearchHits(words: $text, first: 20) { nodes { kind title match code } }
}`;

interface Hit {
  kind: string;
  title: string;
  match: string;
}

export const search: Case<
  string,
  { search: Nodes<Hit & { node: { code: string } }> },
  { benchSearchHits: Nodes<Hit & { code: string }> }
> = {
  name: 'search, best first',
  about:
    'the 20 stories and activities that have a word in title or text: whole titles, beginnings, titles, texts, shorter titles before, newer ones before. PostGraphile has no such thing: it is given a function in SQL; all use the index of grams',
  values: async () => [
    ...['文明交通', '窨井盖', '元旦', '禁烟', '法律', '春运', '劝导', '重阳节', '理发', '消防', '垃圾分类'],
    ...['图书馆', '志愿服务', '汶源街道', '宣讲'],
  ],
  ours: (text) => ({ query: ours, variables: { text } }),
  mercurius: (text) => ({ query: mercurius, variables: { text } }),
  postgraphile: (text) => ({ query: postgraphile, variables: { text } }),
  limit: (text) => `/search?text=${encodeURIComponent(text)}`,
  same: (data) => data.search.nodes.map(({ node, ...hit }) => ({ ...hit, code: node.code })),
  samePostgraphile: (data) => data.benchSearchHits.nodes,
};
