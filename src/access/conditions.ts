import type { Bind } from '../graph/sql.ts';
import { districtsOf, type Role, type Viewer } from '../viewer.ts';

/** SQL: the district in this column is one in which the viewer has the role. */
export function inDistrict(column: string, bind: Bind, viewer: Viewer, role: Role = 'OFFICE'): string {
  const districts = districtsOf(viewer, role);
  return districts.length === 0 ? 'false' : `${column} = any(${bind.add(districts)}::text[])`;
}

/** SQL: the party in this column is one that the viewer coordinates, or below one. */
export function coordinated(column: string, bind: Bind, viewer: Viewer): string {
  return viewer.parties.length === 0 ? 'false' : `${column} = any(${bind.add(viewer.parties)}::uuid[])`;
}

/** SQL: one of these; terms that can never hold are left out. */
export function anyOf(...terms: string[]): string {
  const possible = terms.filter((term) => term !== 'false');
  return possible.length === 0 ? 'false' : possible.map((term) => `(${term})`).join(' or ');
}
