import type { ReadsDefinition } from '../graph/definition.ts';
import { Citation, Document, Passage } from './document.entity.ts';

export const documentReads: ReadsDefinition = {
  models: {
    Document: { entity: Document, order: ['number'] },
    Passage: { entity: Passage, order: ['start', 'end'] },
    Citation: { entity: Citation, order: ['ordinal'] },
  },
  relations: {
    'Document.passages': { target: 'Passage', by: 'document' },
    'Document.citations': { target: 'Citation', by: 'document' },
  },
};
