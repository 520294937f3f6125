import { toGlobalId } from '../graph/ids.ts';
import type { Owner } from '../access/rights.ts';
import { invalidTransition, notAllowed, Refusal } from '../writing/refusal.ts';
import type { Writing } from '../writing/writing.ts';
import { Volunteer } from './volunteer.entity.ts';
import { ownerOfVolunteer } from './volunteer.policy.ts';

/** The volunteer, locked, if the viewer may act for them. Throws InvalidTransition for one who has withdrawn. */
export async function activeVolunteer(
  w: Writing,
  id: string,
  version?: number,
  ownerOf: (volunteer: Volunteer) => Owner | Promise<Owner> = ownerOfVolunteer,
): Promise<Volunteer> {
  const volunteer = await w.change(Volunteer, 'Volunteer', id, ownerOf, version);
  if (volunteer.status === 'ACTIVE') return volunteer;
  throw invalidTransition(volunteer.status, '这名志愿者已退出', 'This volunteer has withdrawn');
}

/**
 * The volunteer that a write is about, locked: the one named, or else the viewer. What the write would give the viewer
 * a right over them by, such as a team, counts only for a volunteer whom the viewer sees whole already: else whoever
 * holds an id could make anybody theirs. Throws NotFound when the viewer is no volunteer, InvalidTransition for one who
 * has withdrawn.
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
  return activeVolunteer(w, id ?? toGlobalId('Volunteer', own!), undefined, async (volunteer) =>
    (await w.seesWhole('Volunteer', volunteer.id)) ? ownerOf(volunteer) : ownerOfVolunteer(volunteer),
  );
}

/** Whether this volunteer is the viewer themself. */
export const isOneself = (w: Writing, volunteer: { id: string }): boolean =>
  volunteer.id === w.viewer.volunteer;

/** Nobody vouches for themselves, whatever their role. Throws NotAllowed. */
export function refuseOneself(w: Writing, volunteer: { id: string }): void {
  if (!isOneself(w, volunteer)) return;
  throw notAllowed('本人的事须由他人证明', 'Somebody else must vouch for what is your own');
}
