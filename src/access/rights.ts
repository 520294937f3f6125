import type { Mutation } from '../generated/resolvers.ts';
import type { Role, Viewer } from '../viewer.ts';
import { districtsOf } from '../viewer.ts';

/**
 * Where a right holds. OWN: what belongs to the viewer. UNIT: to a unit or team the viewer coordinates, or one below.
 * DISTRICT: to the district of the role.
 */
export type Scope = 'OWN' | 'UNIT' | 'DISTRICT';

type Right = Partial<Record<Role | 'SIGNED_IN', Scope>>;

export type MutationName = Exclude<keyof Mutation, '__typename'>;

/** Everything that writes: the mutations, and what has a route of its own because it carries a file. */
export type ActionName = MutationName | 'mediaUpload';

/** Who may do what: every field of Mutation, and each other write, has its row here, and what is not said is denied. */
export const rights: Record<ActionName, Right> = {
  roleGrant: { OFFICE: 'DISTRICT' },
  roleRevoke: { OFFICE: 'DISTRICT' },
  venueCreate: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  venueUpdate: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  venueClose: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  volunteerRegister: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  volunteerUpdate: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  volunteerWithdraw: { SIGNED_IN: 'OWN', OFFICE: 'DISTRICT' },
  consentGive: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  consentWithdraw: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  teamJoin: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  teamLeave: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  fileEntryAdd: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  fileEntryRetract: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  activityCreate: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  activityUpdate: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  activityPublish: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  activityCancel: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  activityVoid: { OFFICE: 'DISTRICT' },
  activityComplete: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  activitySeriesCreate: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  signUpCreate: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  signUpCancel: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  signUpCheckIn: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  signUpCheckOut: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  signUpRecord: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  serviceRecordConfirm: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  serviceRecordCorrect: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  measurementRecord: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  measurementRetract: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  certificateIssue: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  certificateVoid: { OFFICE: 'DISTRICT' },
  serviceRequestSubmit: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  serviceRequestReview: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  serviceRequestOffer: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  // Nobody answers an offer for another, the office neither: that would be an assignment.
  serviceRequestAccept: { COORDINATOR: 'UNIT' },
  serviceRequestDecline: { COORDINATOR: 'UNIT' },
  serviceRequestReturn: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  serviceRequestSchedule: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  serviceRequestServed: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  serviceRequestEvaluate: { SIGNED_IN: 'OWN', OFFICE: 'DISTRICT' },
  inspectionCreate: { OFFICE: 'DISTRICT' },
  inspectionUpdate: { OFFICE: 'DISTRICT' },
  inspectionIssue: { OFFICE: 'DISTRICT' },
  // Whoever inspects does not report the rectification too.
  findingRectify: { COORDINATOR: 'UNIT' },
  findingRecheck: { OFFICE: 'DISTRICT' },
  difficultyRaise: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  difficultyAssign: { OFFICE: 'DISTRICT' },
  difficultyResolve: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  goodPracticeCreate: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  goodPracticePublish: { OFFICE: 'DISTRICT' },
  goodPracticeRetract: { OFFICE: 'DISTRICT' },
  timetablePublish: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  serviceRequestCancel: { SIGNED_IN: 'OWN', OFFICE: 'DISTRICT' },
  incentiveRuleCreate: { OFFICE: 'DISTRICT' },
  incentiveRuleUpdate: { OFFICE: 'DISTRICT' },
  incentiveRuleEnd: { OFFICE: 'DISTRICT' },
  awardRoundCreate: { OFFICE: 'DISTRICT' },
  awardRoundUpdate: { OFFICE: 'DISTRICT' },
  awardRoundAdvance: { OFFICE: 'DISTRICT' },
  nominationSubmit: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  nominationWithdraw: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  nominationReview: { OFFICE: 'DISTRICT' },
  grantGive: { OFFICE: 'DISTRICT' },
  grantRevoke: { OFFICE: 'DISTRICT' },
  allocationCreate: { OFFICE: 'DISTRICT' },
  allocationUpdate: { OFFICE: 'DISTRICT' },
  expenditureRecord: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  expenditureCorrect: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  purchaseItemCreate: { OFFICE: 'DISTRICT' },
  purchaseItemUpdate: { OFFICE: 'DISTRICT' },
  courseCreate: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  courseUpdate: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  courseClose: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  trainingSessionCreate: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  trainingSessionUpdate: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  trainingSessionPublish: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  trainingSessionCancel: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  trainingSessionComplete: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  enrolmentCreate: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  enrolmentCancel: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  enrolmentAttend: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  enrolmentComplete: { COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  trainingCertificateIssue: { SIGNED_IN: 'OWN', COORDINATOR: 'UNIT', OFFICE: 'DISTRICT' },
  trainingCertificateVoid: { OFFICE: 'DISTRICT' },
  termStateRecord: { OFFICE: 'DISTRICT' },
  storyCreate: { COORDINATOR: 'UNIT', MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  storyUpdate: { COORDINATOR: 'UNIT', MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  storySubmit: { COORDINATOR: 'UNIT', MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  storyReturn: { MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  storyClear: { MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  storyPublish: { MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  storyRetract: { MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  roleModelPropose: { COORDINATOR: 'UNIT', MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  roleModelSelect: { OFFICE: 'DISTRICT' },
  roleModelRevoke: { OFFICE: 'DISTRICT' },
  mediaUpload: { COORDINATOR: 'UNIT', MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  mediaAssetUpdate: { COORDINATOR: 'UNIT', MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  mediaAssetDelete: { COORDINATOR: 'UNIT', MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  webhookEndpointCreate: { MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  webhookEndpointUpdate: { MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  webhookEndpointRemove: { MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  webhookEndpointSecretRotate: { MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
  webhookDeliveryRedeliver: { MEDIA: 'DISTRICT', OFFICE: 'DISTRICT' },
};

/** Whose something is: what a right is held against. Keys as in the database. */
export interface Owner {
  district: string;
  /** Units and teams; a coordinator of any of them may act. */
  parties?: readonly (string | null | undefined)[];
  volunteer?: string | null;
  account?: string | null;
}

/** Whether the viewer may do this to something of that owner. */
export function may(viewer: Viewer, action: ActionName, owner: Owner): boolean {
  return Object.entries(rights[action]).some(([role, scope]) =>
    role === 'SIGNED_IN'
      ? viewer.account !== null && holds(viewer, scope, owner, [])
      : holds(viewer, scope, owner, districtsOf(viewer, role as Role)),
  );
}

function holds(viewer: Viewer, scope: Scope, owner: Owner, districts: readonly string[]): boolean {
  switch (scope) {
    case 'OWN':
      return isSame(viewer.volunteer, owner.volunteer) || isSame(viewer.account, owner.account);
    case 'UNIT':
      return (owner.parties ?? []).some((party) => party != null && viewer.parties.includes(party));
    default:
      return districts.includes(owner.district);
  }
}

const isSame = (a: string | null, b: string | null | undefined): boolean => a !== null && a === b;

/** The writes that the viewer may do to something, with the widest scope of each. */
export function permissionsOf(viewer: Viewer): { mutation: string; scope: Scope }[] {
  const held = new Set<string>(viewer.roles.map(({ role }) => role));
  if (viewer.account !== null) held.add('SIGNED_IN');
  const width: Scope[] = ['OWN', 'UNIT', 'DISTRICT'];
  return Object.entries(rights).flatMap(([mutation, right]) => {
    if (mutation === 'mediaUpload') return [];
    const scopes = new Set(Object.entries(right).flatMap(([role, scope]) => (held.has(role) ? scope : [])));
    const widest = width.findLast((scope) => scopes.has(scope));
    return widest ? { mutation, scope: widest } : [];
  });
}
