import type { EntityManager } from '@mikro-orm/postgresql';
import { measureCoverage } from '../planfile/coverage.ts';
import type { Sentence } from '../planfile/sections.ts';
import { Document } from './document.entity.ts';

export interface Coverage {
  sentenceCount: number;
  coveredCount: number;
  /** 0 to 1; null when there is no sentence to cover. */
  share: number | null;
  uncovered: Stretch[];
  clauseCount: number;
  coveredClauseCount: number;
  uncoveredClauses: Stretch[];
  characterCount: number;
  coveredCharacterCount: number;
  /** 0 to 1; null when there is nothing to cover. */
  characterShare: number | null;
}

interface Stretch {
  section: string;
  quote: string;
  start: number;
  end: number;
}

/**
 * How far facts' passages cover the given parts (section prefixes such as `三`): sentences touched at all, clauses and
 * characters covered whole. The document's own head facts and whole-plan statements count like any other fact.
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
  const measure = measureCoverage(document.text, passages, sections);
  const { sentences, clauses, characterCount, coveredCharacterCount } = measure;
  const uncovered = sentences.filter(({ covered }) => !covered).map(({ sentence }) => sentence);
  const uncoveredClauses = clauses.filter(({ covered }) => !covered).map(({ clause }) => clause);
  const coveredCount = sentences.length - uncovered.length;
  return {
    sentenceCount: sentences.length,
    coveredCount,
    share: shareOf(coveredCount, sentences.length),
    uncovered: uncovered.map(shown),
    clauseCount: clauses.length,
    coveredClauseCount: clauses.length - uncoveredClauses.length,
    uncoveredClauses: uncoveredClauses.map(shown),
    characterCount,
    coveredCharacterCount,
    characterShare: shareOf(coveredCharacterCount, characterCount),
  };
}

const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const shown = ({ section, text, start, end }: Sentence): Stretch => ({ section, quote: text, start, end });
