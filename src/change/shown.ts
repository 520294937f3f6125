/**
 * SQL: a change is shown. A transaction still running may yet write a row before those of later ones: nothing from it on
 * is shown to anybody, by whatever way the feed is read.
 */
export const isShown = (alias: string): string =>
  `${alias}.xid < (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint + change_xid_offset()`;
