import type { Pool } from 'pg';
import { toGlobalId } from '../graph/ids.ts';
import { addressOf } from '../media/addresses.ts';
import { articleHtml } from '../story/article.ts';
import type { Credits } from '../story/credits.ts';
import type { Picture } from '../story/pictures.ts';
import { summaryOf } from '../story/summary.ts';

/** Stories in a feed. */
const SIZE = 50;

/** Which stories a feed has: all, or those of a program or party. Keys as in the database. */
export interface FeedFilter {
  program: string | null;
  party: string | null;
}

export interface Enclosure {
  url: string;
  bytes: number;
  mediaType: string;
  alt: string;
}

export interface FeedItem {
  key: string;
  code: string;
  title: string;
  summary: string;
  html: string;
  authors: string[];
  categories: string[];
  publishedAt: Date;
  updatedAt: Date;
  /** Its pictures in full size, in order. */
  enclosures: Enclosure[];
}

interface StoryRow {
  key: string;
  code: string;
  title: string;
  /** Another with every change of its row, by whatever way. */
  stamp: string;
  summary: string | null;
  credits: Credits;
  owner: string;
  program: string | null;
  publishedAt: string;
  pictures: (Picture & { bytes: number })[];
}

const MATCHES = `($1::uuid is null or s.program_id = $1) and ($2::uuid is null or s.owner_id = $2
  or exists (select 1 from story_party o where o.story_id = s.id and o.party_id = $2))`;

const STORIES = `select s.id as key, s.code, s.title, s.xmin::text as stamp, s.summary, json_build_object('source', s.source, 'textAuthor', s.text_author,
      'photographer', s.photographer, 'captionAuthor', s.caption_author, 'editor', s.editor, 'reviewer', s.reviewer) as credits,
    o.name as owner, p.title as program, s.published_at as "publishedAt",
    (select coalesce(json_agg(json_build_object('sha256', m.sha256, 'mediaType', m.media_type, 'width', m.width,
        'height', m.height, 'bytes', m.bytes, 'alt', m.alt, 'caption', m.caption, 'photographer', m.photographer)
        order by l.id), '[]')
      from story_picture l join media_asset m on m.id = l.media_asset_id
      where l.story_id = s.id and m.removed_at is null) as pictures
  from story s join party o on o.id = s.owner_id left join program p on p.id = s.program_id
  where s.status = 'PUBLISHED' and ${MATCHES} order by s.published_at desc, s.id desc limit ${SIZE}`;

/** SQL: when one was last retracted that would stand in the feed or would have before the oldest of it. */
const RETRACTED = `select max(s.retracted_at) as at from story s
  where s.status = 'RETRACTED' and s.published_at >= $3 and ${MATCHES}`;

const TOLD = `select c.subject_id as subject, max(c.at) as at from change c where c.subject_id = any($1) group by 1`;

/** What a feed says, but for the texts: these are read and rendered by `itemsOf` where it has to be sent. */
export interface Listing {
  rows: readonly (StoryRow & { told: Date | undefined })[];
  /** When what it says last changed; null for an empty feed. */
  changedAt: Date | null;
}

/** The newest published stories. */
export async function storiesOf(pool: Pool, { program, party }: FeedFilter): Promise<Listing> {
  const { rows } = await pool.query<StoryRow>(STORIES, [program, party]);
  const subjects = rows.map(({ key }) => toGlobalId('Story', key));
  const told = await pool.query<{ subject: string; at: string }>(TOLD, [subjects]);
  const updates = new Map(told.rows.map(({ subject, at }) => [subject, new Date(at)]));
  const listed = rows.map((row, i) => ({ ...row, told: updates.get(subjects[i]!) }));
  const oldest = rows.length === SIZE ? new Date(rows.at(-1)!.publishedAt) : new Date(0);
  const retracted = await pool.query<{ at: string | null }>(RETRACTED, [program, party, oldest]);
  const { at } = retracted.rows[0]!;
  const changes = [...listed.map(updatedAt), ...(at === null ? [] : [new Date(at)])];
  const changedAt = changes.length === 0 ? null : new Date(Math.max(...changes.map(Number)));
  return { rows: listed, changedAt };
}

const BODIES = `select id as key, body from story where id = any($1) and status = 'PUBLISHED'`;

/** The stories whole; without those that were taken back since they were listed. */
export async function itemsOf(
  pool: Pool,
  { rows }: Pick<Listing, 'rows'>,
  baseUrl: string,
): Promise<FeedItem[]> {
  const found = await pool.query<{ key: string; body: string }>(BODIES, [rows.map(({ key }) => key)]);
  const bodies = new Map(found.rows.map(({ key, body }) => [key, body]));
  const there = rows.filter(({ key }) => bodies.has(key));
  return Promise.all(there.map((row) => itemOf(row, bodies.get(row.key)!, baseUrl)));
}

function updatedAt({ told, ...row }: Listing['rows'][number]): Date {
  const publishedAt = new Date(row.publishedAt);
  return told && told > publishedAt ? told : publishedAt;
}

async function itemOf(row: Listing['rows'][number], body: string, baseUrl: string): Promise<FeedItem> {
  const { key, code, title, pictures, credits, owner, program } = row;
  return {
    key,
    code,
    title,
    summary: (await summaryOf(row.summary, body)) ?? '',
    html: await articleHtml({ body, credits, pictures, baseUrl }),
    authors: [credits.textAuthor ?? credits.source ?? owner],
    categories: program === null ? [] : [program],
    publishedAt: new Date(row.publishedAt),
    updatedAt: updatedAt(row),
    enclosures: pictures.map(({ sha256, mediaType, bytes, alt }) => ({
      url: addressOf(baseUrl, sha256, mediaType, 'ORIGINAL'),
      bytes,
      mediaType,
      alt,
    })),
  };
}

/** One published story by its code, for its page; whether it was one that is retracted now. */
export async function storyWith(
  pool: Pool,
  code: string,
  baseUrl: string,
): Promise<FeedItem | 'RETRACTED' | null> {
  const one = STORIES.replace(
    `${MATCHES} order`,
    `$1::uuid is null and $2::uuid is null and s.code = $3 order`,
  );
  const { rows } = await pool.query<StoryRow>(one, [null, null, code]);
  const [item] = await itemsOf(pool, { rows: rows.map((row) => ({ ...row, told: undefined })) }, baseUrl);
  if (item) return item;
  const { rowCount } = await pool.query(
    `select from story where code = $1 and status = 'RETRACTED' and published_at is not null`,
    [code],
  );
  return rowCount === 0 ? null : 'RETRACTED';
}
