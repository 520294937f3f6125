import type { ReadsDefinition } from '../graph/definition.ts';
import { Change } from './change.entity.ts';
import { isShown } from './shown.ts';

export const changeReads: ReadsDefinition = {
  models: {
    Change: {
      entity: Change,
      order: ['xid', 'position'],
      needs: { subject: ['subjectId'] },
      visible: isShown,
    },
  },
};
