// 从一个游标起跟读变动，逐条打印；断了从最后一个游标接着读。参数：游标、读几条后停（不给就一直读）。
import { createClient } from 'graphql-sse';

const { ZHIYUAN = 'http://127.0.0.1:4000' } = process.env;
const [cursor, most = 'Infinity'] = process.argv.slice(2);
const client = createClient({ url: `${ZHIYUAN}/graphql/stream` });
const query = `subscription ($after: Cursor) {
  changes(after: $after, where: { kind: { in: [STORY_PUBLISHED, STORY_UPDATED, STORY_RETRACTED] } }) {
    cursor
    change {
      kind
      subjectId
      subject {
        ... on Story {
          title
        }
      }
    }
  }
}`;
let [after, left] = [cursor, Number(most)];
while (left > 0) {
  try {
    for await (const { data } of client.iterate({ query, variables: { after } })) {
      const { change } = data.changes;
      after = data.changes.cursor;
      console.log(JSON.stringify({ kind: change.kind, title: change.subject?.title ?? null, cursor: after }));
      left -= 1;
      if (left <= 0) break;
    }
  } catch {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}
client.dispose();
