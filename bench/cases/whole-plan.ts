import type { Case, Nodes } from '../case.ts';

const document = `query WholePlan($number: String!) {
  plan(by: { documentNumber: $number }) {
    title
    theme
    issuedOn
    programs {
      nodes {
        code
        title
        slogan
        campaigns { title kind }
        targets { title basis value unit }
        indicators { title }
        schedules { label kind rrule }
        responsibilities {
          totalCount
          nodes { role kind clauseOrder party { name } sources { quote } }
        }
      }
    }
  }
}`;

const list = (name: string, fields: string): string =>
  `${name}(orderBy: [ORDINAL_ASC, PRIMARY_KEY_ASC]) { nodes { ${fields} } }`;

const postgraphile = `query WholePlan($number: String!) {
  planByDocumentNumber(documentNumber: $number) {
    title
    theme
    issuedOn
    programs(orderBy: [ORDINAL_ASC], first: 20) {
      nodes {
        code
        title
        slogan
        ${list('campaigns', 'title kind')}
        ${list('targets', 'title basis value unit')}
        ${list('indicators', 'title')}
        ${list('schedules', 'label kind rrule')}
        responsibilities(orderBy: [ORDINAL_ASC, PRIMARY_KEY_ASC], first: 20) {
          totalCount
          nodes {
            role
            kind
            clauseOrder
            party { name }
            factSources(orderBy: [ORDINAL_ASC]) { nodes { passage { quote } } }
          }
        }
      }
    }
  }
}`;

const number = '钢城文明办〔2022〕4号';

interface PostGraphileProgram {
  campaigns: Nodes<unknown>;
  targets: Nodes<unknown>;
  indicators: Nodes<unknown>;
  schedules: Nodes<unknown>;
  responsibilities: Nodes<{ factSources: Nodes<{ passage: unknown }> }> & { totalCount: number };
}

interface PostGraphileAnswer {
  planByDocumentNumber: { programs: Nodes<PostGraphileProgram> };
}

export const wholePlan: Case<string, { plan: unknown }, PostGraphileAnswer> = {
  name: 'whole plan',
  about:
    'the plan, its programs with campaigns, targets, indicators, schedules, and responsibilities with their quotes',
  values: async () => [number],
  ours: () => ({ query: document, variables: { number } }),
  postgraphile: () => ({ query: postgraphile, variables: { number } }),
  limit: () => `/plan?number=${encodeURIComponent(number)}`,
  same: ({ plan }) => plan,
  samePostgraphile: ({ planByDocumentNumber: plan }) => ({
    ...plan,
    programs: {
      nodes: plan.programs.nodes.map((program) => ({
        ...program,
        campaigns: program.campaigns.nodes,
        targets: program.targets.nodes,
        indicators: program.indicators.nodes,
        schedules: program.schedules.nodes,
        responsibilities: {
          totalCount: program.responsibilities.totalCount,
          nodes: program.responsibilities.nodes.map(({ factSources, ...owed }) => ({
            ...owed,
            sources: factSources.nodes.map(({ passage }) => passage),
          })),
        },
      })),
    },
  }),
};
