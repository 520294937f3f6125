import type { Case, Nodes } from '../case.ts';

const ours = `query Matrix($asOf: Date!) {
  plan(by: { code: "2022-4" }) {
    responsibilityMatrix(expand: MEMBERS, asOf: $asOf) {
      rows {
        party { name }
        cells { program { code } responsibilities { kind role via { name } } }
      }
    }
  }
}`;

const valid = `{
  and: [
    { or: [{ validFrom: { isNull: true } }, { validFrom: { lessThanOrEqualTo: $asOf } }] }
    { or: [{ validTo: { isNull: true } }, { validTo: { greaterThan: $asOf } }] }
  ]
}`;

const postgraphile = `query Matrix($asOf: Date!) {
  planByCode(code: "2022-4") {
    effectiveResponsibilities(
      orderBy: [ORDINAL_ASC, ROW_ID_ASC]
      filter: {
        programId: { isNull: false }
        or: [
          { membershipId: { isNull: true }, party: { membershipsByCollectiveId: { none: ${valid} } } }
          { membershipId: { isNull: false }, and: [${valid}] }
        ]
      }
    ) {
      nodes { kind role party { name } program { code } via { name } }
    }
  }
}`;

interface Cell {
  party: string;
  program: string;
  kind: string;
  role: string | null;
  via: string | null;
}

const sorted = (cells: Cell[]): string[] => cells.map((cell) => JSON.stringify(cell)).toSorted();

const DAYS = ['2026-03-01', '2026-06-01', '2026-09-01', '2026-11-01'];

interface Named {
  name: string;
}

interface Owed {
  kind: string;
  role: string | null;
  via: Named | null;
}

interface Answer {
  plan: {
    responsibilityMatrix: {
      rows: { party: Named; cells: { program: { code: string }; responsibilities: Owed[] }[] }[];
    };
  };
}

interface PostGraphileAnswer {
  planByCode: { effectiveResponsibilities: Nodes<Owed & { party: Named; program: { code: string } }> };
}

export const matrix: Case<string, Answer, PostGraphileAnswer> = {
  name: 'matrix',
  about: 'the effective responsibility matrix on a day, collectives expanded to their members',
  values: async () => DAYS,
  ours: (asOf) => ({ query: ours, variables: { asOf } }),
  postgraphile: (asOf) => ({ query: postgraphile, variables: { asOf } }),
  limit: (asOf) => `/matrix?asOf=${asOf}`,
  same: (data) =>
    sorted(
      data.plan.responsibilityMatrix.rows.flatMap((row) =>
        row.cells.flatMap((cell) =>
          cell.responsibilities.map((owed) => ({
            party: row.party.name,
            program: cell.program.code,
            kind: owed.kind,
            role: owed.role,
            via: owed.via?.name ?? null,
          })),
        ),
      ),
    ),
  samePostgraphile: (data) =>
    sorted(
      data.planByCode.effectiveResponsibilities.nodes.map((owed) => ({
        party: owed.party.name,
        program: owed.program.code,
        kind: owed.kind,
        role: owed.role,
        via: owed.via?.name ?? null,
      })),
    ),
};
