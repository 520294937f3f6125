/** Keys of the advisory locks: one for each work that must not be done twice at a time, by whatever process. */
export const ADVISORY_LOCKS = {
  /** The migrator has none of its own. */
  MIGRATION: 7_046_028,
  IMPORT: 7_046_029,
  /** Adding or removing the demonstration. */
  DEMONSTRATION: 7_046_030,
  /** Of several instances one does the work, the others leave it to that one; so with the next. */
  HOUSEKEEPING: 7_046_031,
  /** Two that sum up at once would undo each other's work. */
  SETTLING: 7_046_032,
  /** Mending the feed of a restored database. */
  FEED: 7_046_033,
  /** Pruning the rows that tell of writes. */
  PRUNING: 7_046_034,
} as const;
