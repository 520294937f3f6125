import type { Expression, ReadsDefinition } from '../graph/definition.ts';
import {
  ofVisibleVolunteer,
  ofWholeVolunteer,
  volunteerVisible,
  volunteerWhole,
} from './volunteer.policy.ts';
import { Consent, FileEntry, TeamMembership, Volunteer } from './volunteer.entity.ts';

const isMinor: Expression = (alias, bind, { today }) =>
  `coalesce(${alias}.birth_date > ${bind.add(today)}::date - interval '18 years', false)`;

const ofMinor =
  (column: string): Expression =>
  (alias, bind, asking) =>
    `case when ${isMinor(alias, bind, asking)} then ${alias}.${column} end`;

export const volunteerReads: ReadsDefinition = {
  models: {
    Volunteer: {
      entity: Volunteer,
      order: ['number'],
      orders: { NUMBER: ['number'], REGISTERED_AT: ['registeredAt'] },
      // A child's guardian is none any more once the child is of age.
      computed: { isMinor, guardianName: ofMinor('guardian_name'), guardianPhone: ofMinor('guardian_phone') },
      visible: volunteerVisible,
      personal: {
        properties: ['name', 'phone', 'birthDate', 'guardianName', 'guardianPhone'],
        whole: volunteerWhole,
        recorded: isMinor,
      },
      untold: ['skills'],
      identifying: ['id', 'number'],
      needs: Object.fromEntries(
        ['name', 'phone', 'birthDate', 'guardianName', 'guardianPhone'].map((name) => [name, ['isMinor']]),
      ),
    },
    TeamMembership: {
      entity: TeamMembership,
      order: ['joinedOn'],
      orders: { JOINED_ON: ['joinedOn'] },
      visible: ofVisibleVolunteer,
    },
    FileEntry: { entity: FileEntry, order: ['on'], visible: ofWholeVolunteer, untold: ['title', 'source'] },
    Consent: { entity: Consent, order: ['givenAt'], visible: ofWholeVolunteer, untold: ['evidence'] },
  },
  relations: {
    'Volunteer.teamMemberships': { target: 'TeamMembership', by: 'volunteer' },
    'Volunteer.fileEntries': { target: 'FileEntry', by: 'volunteer' },
    'Volunteer.consents': { target: 'Consent', by: 'volunteer' },
    'Party.teamMemberships': { target: 'TeamMembership', by: 'team' },
  },
  measures: {
    'Party.memberCount': {
      sql: (keys) =>
        `select team_id, count(*)::int from team_membership where team_id = any(${keys}) and left_on is null group by team_id`,
      none: 0,
    },
  },
};
