import type { SearchKind } from '../generated/resolvers.ts';

/** How rows of a kind are found by words. */
export interface Searched {
  /** The reader's model, which says who may see them. */
  model: string;
  /** SQL over the alias `t`. */
  title: string;
  /** Further text that words may stand in; null where there is none. */
  body: string | null;
  /** The key by which the title is sorted, which has its pinyin; null where none is stored. */
  pinyin: string | null;
  /** The column by which a newer one goes before; null where time says nothing. */
  newest: string | null;
  /** Where words are looked for by an index, since there are many of them. */
  isIndexed?: boolean;
}

/** In the order in which equals stand. */
export const KINDS: Readonly<Record<SearchKind, Searched>> = {
  PLAN: { model: 'Plan', title: 't.title', body: 't.document_number', pinyin: 't.title_key', newest: null },
  PROGRAM: { model: 'Program', title: 't.title', body: 't.summary', pinyin: 't.title_key', newest: null },
  CAMPAIGN: { model: 'Campaign', title: 't.title', body: null, pinyin: null, newest: null },
  TERM: { model: 'Term', title: 't.label', body: null, pinyin: null, newest: null },
  PARTY: {
    model: 'Party',
    title: 't.name',
    body: `array_to_string(t.aliases, '；')`,
    pinyin: 't.name_key',
    newest: null,
  },
  VENUE: { model: 'Venue', title: 't.name', body: 't.address', pinyin: 't.name_key', newest: null },
  STORY: {
    model: 'Story',
    title: 't.title',
    body: 't.body',
    pinyin: null,
    newest: 't.created_at',
    isIndexed: true,
  },
  ACTIVITY: {
    model: 'Activity',
    title: 't.title',
    body: 't.summary',
    pinyin: null,
    newest: 't.starts_at',
    isIndexed: true,
  },
  PASSAGE: { model: 'Passage', title: 't.section', body: 't.quote', pinyin: null, newest: null },
};
