import type { Expression, ReadsDefinition } from '../graph/definition.ts';
import { Activity, ActivitySeries, Shift } from './activity.entity.ts';
import { activityVisible, isRun, ofOwnActivity, seriesVisible, shiftVisible } from './activity.policy.ts';
import { SignUp } from './sign-up.entity.ts';

/** How many of the same shift wait no later than this one. */
const waitingPosition: Expression = (alias) =>
  `case when ${alias}.status = 'WAITING' then (select count(*)::int from sign_up w where w.activity_id = ${alias}.activity_id
    and w.shift_id is not distinct from ${alias}.shift_id and w.status = 'WAITING' and (w.signed_up_at, w.id) <= (${alias}.signed_up_at, ${alias}.id)) end`;

export const activityReads: ReadsDefinition = {
  models: {
    Activity: {
      entity: Activity,
      order: ['startsAt'],
      orders: { STARTS_AT: ['startsAt'], CODE: ['code'], PUBLISHED_AT: ['publishedAt'] },
      visible: activityVisible,
      searchable: ['title', 'summary'],
      computed: { placesLeft: (alias) => `${alias}.capacity - ${alias}.sign_up_count`, isRun },
      needs: { checkInCode: ['isRun'] },
    },
    Shift: { entity: Shift, order: ['startsAt'], visible: shiftVisible },
    ActivitySeries: { entity: ActivitySeries, order: ['code'], visible: seriesVisible },
    SignUp: {
      entity: SignUp,
      order: ['signedUpAt'],
      orders: { SIGNED_UP_AT: ['signedUpAt'] },
      visible: ofOwnActivity,
      computed: { waitingPosition },
    },
  },
  counts: {
    'Program.activityCount': 'activities',
    'Party.activityCount': 'activities',
    'Venue.activityCount': 'activities',
    'Volunteer.signUpCount': 'signUps',
  },
  relations: {
    'Program.activities': { target: 'Activity', by: 'program' },
    'Campaign.activities': { target: 'Activity', by: 'campaign' },
    'Party.activities': { target: 'Activity', by: 'organizer' },
    'Venue.activities': { target: 'Activity', by: 'venue' },
    'ActivitySeries.activities': { target: 'Activity', by: 'series' },
    'Activity.shifts': { target: 'Shift', by: 'activity' },
    'Activity.signUps': { target: 'SignUp', by: 'activity' },
    'Volunteer.signUps': { target: 'SignUp', by: 'volunteer' },
    'Activity.coOrganizers': {
      target: 'Party',
      through: {
        table: '"activity_co_organizer"',
        parent: '"activity_id"',
        child: '"party_id"',
        order: '"party_id"',
      },
    },
    'Activity.beneficiaryGroups': {
      target: 'Term',
      through: {
        table: '"activity_beneficiary_group"',
        parent: '"activity_id"',
        child: '"term_id"',
        order: '"term_id"',
      },
    },
    'Activity.terms': {
      target: 'Term',
      through: { table: '"activity_term"', parent: '"activity_id"', child: '"term_id"', order: '"term_id"' },
    },
  },
};
