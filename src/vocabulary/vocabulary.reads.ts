import type { ReadsDefinition } from '../graph/definition.ts';
import { Term, Vocabulary } from './vocabulary.entity.ts';

export const vocabularyReads: ReadsDefinition = {
  models: {
    Vocabulary: { entity: Vocabulary, order: ['ordinal'] },
    Term: { entity: Term, order: ['vocabulary', 'ordinal'] },
  },
  relations: {
    'Plan.vocabularies': { target: 'Vocabulary', by: 'plan' },
    'Program.vocabularies': { target: 'Vocabulary', by: 'program' },
    'Program.terms': { target: 'Term', by: 'program' },
    'Vocabulary.terms': { target: 'Term', by: 'vocabulary' },
  },
};
