import type { ReadsDefinition } from '../graph/definition.ts';
import { Difficulty, GoodPractice } from './difficulty.entity.ts';
import { Finding, Inspection, Rectification } from './inspection.entity.ts';
import {
  difficultyVisible,
  findingVisible,
  goodPracticeVisible,
  inspectionVisible,
  isFindingLate,
  isRectificationLate,
  rectificationVisible,
} from './supervision.policy.ts';

export const supervisionReads: ReadsDefinition = {
  models: {
    Inspection: {
      entity: Inspection,
      order: ['inspectedOn'],
      orders: { INSPECTED_ON: ['inspectedOn'], CODE: ['code'] },
      visible: inspectionVisible,
    },
    Finding: {
      entity: Finding,
      order: ['dueOn'],
      orders: { DUE_ON: ['dueOn'] },
      visible: findingVisible,
      computed: { isLate: isFindingLate },
    },
    Rectification: {
      entity: Rectification,
      order: ['submittedAt'],
      visible: rectificationVisible,
      computed: { isLate: isRectificationLate },
    },
    Difficulty: {
      entity: Difficulty,
      order: ['raisedAt'],
      orders: { RAISED_AT: ['raisedAt'] },
      visible: difficultyVisible,
    },
    GoodPractice: {
      entity: GoodPractice,
      order: ['publishedAt'],
      orders: { PUBLISHED_AT: ['publishedAt'] },
      visible: goodPracticeVisible,
    },
  },
  counts: { 'Inspection.findingCount': 'findings', 'Party.findingCount': 'findings' },
  relations: {
    'Inspection.findings': { target: 'Finding', by: 'inspection' },
    'Finding.rectifications': { target: 'Rectification', by: 'finding' },
    'Party.findings': { target: 'Finding', by: 'party' },
    'Party.goodPractices': { target: 'GoodPractice', by: 'party' },
  },
};
