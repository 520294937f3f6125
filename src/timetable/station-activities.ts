/** Venues with those two above them; there are three levels, so this is the whole way up. */
const TREE = 'venue bs left join venue bp on bp.id = bs.parent_id left join venue bg on bg.id = bp.parent_id';

/**
 * SQL of which activities belong to a station: those held there or at a station below it, and those without a venue
 * whose organizer runs one of these, if it runs none above that (a street's own activities are its office's, and not
 * those of each post that the street runs). `a` is the activity, `station` an expression of the station's key. A public
 * place has nothing below it, and only what is held there belongs to it.
 */
export const belongsTo = (a: string, station: string): string =>
  `(${a}.venue_id = any(array(select bs.id from ${TREE} where ${station} in (bs.id, bp.id, bg.id)))
    or (${a}.venue_id is null and ${a}.organizer_id = any(array(select bs.operator_id from ${TREE}
      where ${station} in (bs.id, bp.id, bg.id) and bs.kind = 'STATION' and bs.operator_id is distinct from bp.operator_id
        and bs.operator_id is distinct from bg.operator_id))))`;
