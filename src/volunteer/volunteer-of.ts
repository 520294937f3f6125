import { toGlobalId } from '../graph/ids.ts';
import type { Owner } from '../access/rights.ts';
import { invalidTransition, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Volunteer } from './volunteer.entity.ts';

/**
 * The volunteer that a write is about, locked: the one named, or else the viewer. Throws NotFound when the viewer is
 * no volunteer, InvalidTransition for one who has withdrawn.
 */
export async function volunteerOf(
  w: Writing,
  id: string | null | undefined,
  ownerOf: (volunteer: Volunteer) => Owner,
): Promise<Volunteer> {
  const own = w.viewer.volunteer;
  if (id == null && own === null) {
    throw new Refusal('NotFound', '您还不是志愿者，请先登记', 'You are no volunteer yet: register first');
  }
  const volunteer = await w.change(Volunteer, 'Volunteer', id ?? toGlobalId('Volunteer', own!), ownerOf);
  if (volunteer.status === 'ACTIVE') return volunteer;
  throw invalidTransition(volunteer.status, '这名志愿者已退出', 'This volunteer has withdrawn');
}
