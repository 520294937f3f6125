import type { ReadsDefinition } from '../graph/model.ts';
import { Change } from './change.entity.ts';

export const changeReads: ReadsDefinition = {
  models: {
    Change: {
      entity: Change,
      order: ['xid', 'position'],
      needs: { subject: ['subjectId'] },
      // A transaction still running may yet write a row before those of later ones: nothing from it on is shown.
      visible: (alias) =>
        `${alias}.xid < (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint + change_xid_offset()`,
    },
  },
};
