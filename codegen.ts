import type { CodegenConfig } from '@graphql-codegen/cli';

const row = '../graph/plan.ts#Row';
const page = '../graph/page.ts#Page';

/** Types whose values are rows as the graph reader gives them. */
const rows = [
  'Document',
  'Passage',
  'Citation',
  'Plan',
  'Goal',
  'Requirement',
  'Vocabulary',
  'Term',
  'Program',
  'Campaign',
  'Target',
  'Indicator',
  'Schedule',
  'Task',
  'Unit',
  'Collective',
  'Team',
  'Membership',
  'Responsibility',
  'Courtesy',
  'Award',
  'FundingSource',
  'Account',
  'RoleGrant',
  'AuditEntry',
  'Change',
  'Station',
  'PublicPlace',
  'Volunteer',
  'TeamMembership',
  'Consent',
  'Activity',
  'ActivitySeries',
  'Shift',
  'SignUp',
  'ServiceRecord',
  'Certificate',
  'Measurement',
];
const connections = [
  'Passage',
  'Plan',
  'Program',
  'Party',
  'Responsibility',
  'Incentive',
  'Courtesy',
  'Award',
  'FundingSource',
  'RoleGrant',
  'AuditEntry',
  'Change',
  'Venue',
  'Volunteer',
  'TeamMembership',
  'Activity',
  'SignUp',
  'ServiceRecord',
  'Measurement',
];
/** Objects whose mutations answer with a payload of their own. */
const written = [
  'RoleGrant',
  'Venue',
  'Volunteer',
  'TeamMembership',
  'Consent',
  'Activity',
  'ActivitySeries',
  'SignUp',
  'ServiceRecord',
  'Certificate',
  'Measurement',
];

export default {
  schema: 'schema/*.graphql',
  generates: {
    'src/generated/resolvers.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        // What has a default is always there.
        avoidOptionals: { defaultValue: true },
        contextType: '../context.ts#Context',
        mappers: {
          ...Object.fromEntries(rows.map((type) => [type, row])),
          ...Object.fromEntries(connections.map((type) => [`${type}Connection`, page])),
          ...Object.fromEntries(written.map((type) => [`${type}Payload`, '../writing/write.ts#Outcome'])),
          ResponsibilityMatrix: '../responsibility/matrix.ts#Matrix',
          PlanComparison: '../comparison/comparison.resolvers.ts#Comparison',
        },
        scalars: {
          ID: { input: 'string', output: 'string' },
          Date: { input: 'string', output: 'string' },
          DateTime: { input: 'string', output: 'string' },
          Cursor: { input: 'string', output: 'string' },
          UUID: { input: 'string', output: 'string' },
          URL: { input: 'string', output: 'string' },
        },
      },
    },
    'src/generated/schema.graphql': { plugins: ['schema-ast'], config: { includeDirectives: true } },
  },
} satisfies CodegenConfig;
