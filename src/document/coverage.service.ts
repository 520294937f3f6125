import type { EntityManager } from '@mikro-orm/postgresql';
import { sentencesOf, type Sentence } from '../planfile/sections.ts';
import { Document } from './document.entity.ts';

export interface Coverage {
  sentenceCount: number;
  coveredCount: number;
  /** 0 to 1; null when there is no sentence to cover. */
  share: number | null;
  uncovered: { section: string; quote: string; start: number; end: number }[];
}

/**
 * Which sentences of the given parts (section prefixes such as `三`) no fact's passage touches. The document's own
 * head facts and whole-plan statements count like any other fact.
 */
export async function coverage(
  em: EntityManager,
  documentId: string,
  sections: readonly string[],
): Promise<Coverage> {
  const document = await em.findOneOrFail(Document, documentId, { fields: ['text'] });
  const passages: { start: number; end: number }[] = await em.execute(
    `select p.start, p."end" from passage p where p.document_id = ?
       and exists (select 1 from fact_source f where f.passage_id = p.id)`,
    [documentId],
  );
  const isAsked = ({ section }: Sentence) =>
    sections.some((part) => section === part || section.startsWith(`${part}.`));
  const sentences = sentencesOf(document.text).filter(isAsked);
  const uncovered = sentences.filter(
    ({ start, end }) => !passages.some((p) => p.start < end && p.end > start),
  );
  const coveredCount = sentences.length - uncovered.length;
  return {
    sentenceCount: sentences.length,
    coveredCount,
    share: sentences.length === 0 ? null : coveredCount / sentences.length,
    uncovered: uncovered.map(({ section, text, start, end }) => ({ section, quote: text, start, end })),
  };
}
