import { UNIT } from '../setup/world.ts';
import { upload, type Sent } from '../setup/pictures.ts';
import type { Person, World } from '../setup/world.ts';

export type Written = { id: string; version: number; [field: string]: any };

export const FIELDS = 'id version code status';

/** Whoever a test about stories needs, and how far a story has come. */
export async function storiesIn(w: World) {
  const { coordinator, office, person, given, partyId } = w;
  const media = await person('media', 'MEDIA');
  const otherStreet = await person('other-street', 'COORDINATOR', { party: '370117/lixin-street' });
  const OWNER = partyId(UNIT);

  const input = (more: Record<string, unknown> = {}) => ({
    title: '绿化带变了样',
    body: '今天上午，**志愿者**清理了绿化带。',
    owner: OWNER,
    ...more,
  });
  const act =
    (mutation: string, by: Person) =>
    (story: Written, more: Record<string, unknown> = {}): Promise<Written> =>
      by.does(mutation, { id: story.id, expectedVersion: story.version, ...more }, FIELDS);
  const create = (more: Record<string, unknown> = {}, by: Person = coordinator): Promise<Written> =>
    by.does('storyCreate', { input: input(more) }, FIELDS);
  const submit = act('storySubmit', coordinator);
  const clear = act('storyClear', media);
  const publish = act('storyPublish', media);
  const submitted = async (more?: Record<string, unknown>) => submit(await create(more));
  const cleared = async (more?: Record<string, unknown>) => clear(await submitted(more));
  const published = async (more?: Record<string, unknown>) => publish(await cleared(more));

  /** An adult with these consents. */
  const agreed = async (...kinds: ('PUBLISH_NAME' | 'PUBLISH_IMAGE')[]) => {
    const who = await given.volunteer({ unit: OWNER });
    const consents: Record<string, Written> = {};
    for (const kind of kinds) {
      consents[kind] = await who.does('consentGive', { input: { volunteer: who.id, kind, givenBy: 'SELF' } });
    }
    return { ...who, consents };
  };
  const pictured = (sent?: Sent, by: Person = coordinator) => upload(w, by, OWNER, sent);
  /** A picture that shows these. */
  const showing = async (...numbers: string[]) => {
    const asset = await pictured();
    return coordinator.does(
      'mediaAssetUpdate',
      { id: asset.id, expectedVersion: 1, input: { alt: '合影', peopleNumbers: numbers } },
      'id version sha256 url',
    );
  };

  const seen = async (id: string) =>
    (await w.query(`query ($id: ID!) { story(by: {id: $id}) { id status } }`, { id })).story;
  const kept = async (id: string, fields: string) =>
    (await office.query(`query ($id: ID!) { story(by: {id: $id}) { ${fields} } }`, { id })).story;
  /** What the feed tells about it. */
  const told = async (id: string): Promise<string[]> => {
    const { changes } = await w.query('{ changes(last: 100) { nodes { kind subjectId } } }');
    return changes.nodes.filter(({ subjectId }: any) => subjectId === id).map(({ kind }: any) => kind);
  };
  const file = (url: string, headers: Record<string, string> = {}) =>
    w.app.inject({ url: new URL(url).pathname, headers });

  return {
    media,
    otherStreet,
    OWNER,
    input,
    create,
    submit,
    clear,
    publish,
    submitted,
    cleared,
    published,
    agreed,
    pictured,
    showing,
    seen,
    kept,
    told,
    file,
    office,
  };
}
