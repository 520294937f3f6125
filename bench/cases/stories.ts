import { type Case, instant, type Nodes, type Peer, type Preparing } from '../case.ts';

const fields = 'code title summary body publishedAt owner { name } activity { code title }';

const ours = `query Stories($after: Cursor) {
  stories(first: 20, after: $after, orderBy: [{ field: PUBLISHED_AT, direction: DESC }]) {
    pageInfo { hasNextPage }
    nodes { ${fields} }
  }
}`;

const mercurius = ours.replace('$after: Cursor', '$after: String');

const postgraphile = `query Stories($after: Cursor) {
  stories(
    first: 20
    after: $after
    orderBy: [PUBLISHED_AT_DESC, PRIMARY_KEY_DESC]
    filter: { status: { equalTo: "PUBLISHED" } }
  ) {
    pageInfo { hasNextPage }
    nodes { ${fields} }
  }
}`;

/** Where pages start, as each peer writes it. */
interface Place {
  at: string;
  id: string;
  cursors: Partial<Record<Peer, string>>;
}

interface Cursors {
  stories: { edges: { cursor: string }[] };
}

async function values({ pool, ask }: Preparing): Promise<Place[]> {
  const { rows } = await pool.query<{ at: string; id: string }>(
    `select published_at::text as at, id::text from story where status = 'PUBLISHED' order by published_at desc, id desc`,
  );
  // Ten places in the last quarter of the list.
  const picked = Array.from({ length: 10 }, (_, i) => Math.floor(rows.length * (0.75 + i * 0.02)));
  const oursAt = await oursCursors(ask, rows.length);
  return Promise.all(
    picked.map(async (index): Promise<Place> => {
      const { at, id } = rows[index]!;
      const page = (await ask('postgraphile', {
        query: postgraphile
          .replace('first: 20', `first: 1, offset: ${index}`)
          .replace('($after: Cursor)', '')
          .replace('after: $after', '')
          .replace('nodes {', 'edges { cursor } nodes {'),
      })) as Cursors;
      return {
        at,
        id,
        cursors: {
          ours: oursAt[index]!,
          postgraphile: page.stories.edges[0]!.cursor,
          mercurius: Buffer.from(JSON.stringify([at, id])).toString('base64url'),
        },
      };
    }),
  );
}

async function oursCursors(ask: Preparing['ask'], count: number): Promise<string[]> {
  const cursors: string[] = [];
  while (cursors.length < count) {
    const data = (await ask('ours', {
      query: `query($after: Cursor) { stories(first: 100, after: $after, where: {status: {eq: PUBLISHED}}, orderBy: [{ field: PUBLISHED_AT, direction: DESC }]) { edges { cursor } } }`,
      variables: { after: cursors.at(-1) ?? null },
    })) as Cursors;
    cursors.push(...data.stories.edges.map(({ cursor }) => cursor));
    if (data.stories.edges.length === 0) break;
  }
  return cursors;
}

interface Answer {
  stories: Nodes<{ publishedAt: string }> & { pageInfo: { hasNextPage: boolean } };
}

const same = (data: Answer) => ({
  more: data.stories.pageInfo.hasNextPage,
  nodes: data.stories.nodes.map((story) => ({ ...story, publishedAt: instant(story.publishedAt) })),
});

export const stories: Case<Place, Answer> = {
  name: 'media page, deep',
  about: '20 published stories with body, owner and activity, three quarters down the list',
  values,
  ours: ({ cursors }) => ({ query: ours, variables: { after: cursors.ours } }),
  postgraphile: ({ cursors }) => ({ query: postgraphile, variables: { after: cursors.postgraphile } }),
  mercurius: ({ cursors }) => ({ query: mercurius, variables: { after: cursors.mercurius } }),
  limit: ({ at, id }) => `/stories?at=${encodeURIComponent(at)}&id=${id}`,
  same,
  samePostgraphile: same,
};
