import type { Pool } from 'pg';
import { OperatorError } from '../errors.ts';

/** The plan that the demonstration is about: what its programs do day by day is told by its own lists. */
export const PLAN = '2022-4';

/** A thing of the plan: its key in this database, and the words for it. */
export interface Named {
  key: string;
  code: string;
  label: string;
}

interface PartyRow extends Named {
  kind: 'UNIT' | 'COLLECTIVE' | 'TEAM';
  isStreet: boolean;
}

type PartKind = 'campaign' | 'schedule' | 'task' | 'indicator';

interface Rows {
  district: string;
  districtName: string;
  programs: { key: string; ordinal: number }[];
  parts: {
    key: string;
    kind: PartKind;
    ordinal: number;
    code: string;
    label: string;
  }[];
  terms: (Named & { vocabulary: string })[];
  parties: PartyRow[];
  organizers: { ordinal: number; party: string }[];
  incentives: { key: string; code: string }[];
}

const READ = `
  with plan as (select * from plan where code = $1), programs as (select p.* from program p join plan on plan.id = p.plan_id)
  select plan.district_code as district, plan.district_name as "districtName",
    (select json_agg(json_build_object('key', id, 'ordinal', ordinal) order by ordinal) from programs) as programs,
    (select json_agg(json_build_object('key', x.id, 'kind', x.kind, 'ordinal', p.ordinal, 'code', x.code, 'label', x.label)
        order by p.ordinal, x.kind, x.ordinal)
      from (select id, 'campaign' as kind, program_id, code, title as label, ordinal from campaign
        union all select id, 'schedule', program_id, code, label, ordinal from schedule
        union all select id, 'task', program_id, code, text, ordinal from task where program_id is not null
        union all select id, 'indicator', program_id, code, title, ordinal from indicator) x
      join programs p on p.id = x.program_id) as parts,
    (select json_agg(json_build_object('key', t.id, 'vocabulary', v.code, 'code', t.code, 'label', t.label)
        order by v.ordinal, t.ordinal)
      from term t join vocabulary v on v.id = t.vocabulary_id where v.plan_id = plan.id) as terms,
    (select json_agg(json_build_object('key', id, 'code', code, 'label', name, 'kind', kind,
        'isStreet', unit_type is not distinct from 'STREET') order by code)
      from party where code like plan.district_code || '/%') as parties,
    (select json_agg(json_build_object('ordinal', ordinal, 'party', code) order by ordinal, code)
      from (select distinct p.ordinal, party.code from responsibility r join programs p on p.id = r.program_id
        join party on party.id = r.party_id) x) as organizers,
    (select json_agg(json_build_object('key', i.id, 'code', i.code)) from incentive i where i.plan_id = plan.id) as incentives
  from plan`;

/** The plan's lists, by the codes that plan.yaml gives them. */
export class Lists {
  readonly district: string;
  readonly districtName: string;
  /** Codes of the streets, in order. */
  readonly streets: readonly string[];
  readonly #programs: Map<number, string>;
  readonly #parts: Map<string, Named>;
  readonly #terms: Map<string, Named>;
  readonly #vocabularies: Map<string, Named[]>;
  readonly #parties: Map<string, PartyRow>;
  readonly #organizers: Map<number, string[]>;
  readonly #incentives: Map<string, string>;

  private constructor(rows: Rows) {
    this.district = rows.district;
    this.districtName = rows.districtName;
    this.#programs = new Map(rows.programs.map(({ key, ordinal }) => [ordinal, key]));
    this.#parts = new Map(rows.parts.map((part) => [`${part.kind} ${part.ordinal}/${part.code}`, part]));
    const terms = rows.terms.map((term) => ({ ...term, code: `${term.vocabulary}/${term.code}` }));
    this.#terms = new Map(terms.map((term) => [term.code, term]));
    this.#vocabularies = Map.groupBy(terms, ({ vocabulary }) => vocabulary);
    this.#parties = new Map(rows.parties.map((party) => [party.code, party]));
    this.streets = rows.parties.filter(({ isStreet }) => isStreet).map(({ code }) => code);
    this.#incentives = new Map(rows.incentives.map(({ key, code }) => [code, key]));
    this.#organizers = new Map();
    for (const { ordinal, party } of rows.organizers) {
      // A collective organizes nothing itself.
      if (this.#parties.get(party)?.kind === 'COLLECTIVE') continue;
      this.#organizers.set(ordinal, [...(this.#organizers.get(ordinal) ?? []), party]);
    }
  }

  /** Throws OperatorError when the plan has not been imported. */
  static async read(pool: Pick<Pool, 'query'>): Promise<Lists> {
    const { rows } = await pool.query<Rows>(READ, [PLAN]);
    if (rows[0]) return new Lists(rows[0]);
    throw new OperatorError(
      `示例数据依据规划 ${PLAN}，请先导入它`,
      `The demonstration is made from the plan ${PLAN}: import it first`,
    );
  }

  program(ordinal: number): string {
    return found(this.#programs.get(ordinal), `program ${ordinal}`);
  }

  part(kind: PartKind, program: number, code: string): Named {
    const name = `${kind} ${program}/${code}`;
    return found(this.#parts.get(name), name);
  }

  /** Codes of a program's indicators, in order. */
  indicators(program: number): string[] {
    const of = `indicator ${program}/`;
    return [...this.#parts].flatMap(([name, { code }]) => (name.startsWith(of) ? [code] : []));
  }

  /** A term by `vocabulary/term`. */
  term(code: string): Named {
    return found(this.#terms.get(code), `term ${code}`);
  }

  terms(vocabulary: string): Named[] {
    return found(this.#vocabularies.get(vocabulary), `vocabulary ${vocabulary}`);
  }

  /** Key of a courtesy, award or source of money. */
  incentive(code: string): string {
    return found(this.#incentives.get(code), `incentive ${code}`);
  }

  party(code: string): Named {
    return found(this.#parties.get(code), `party ${code}`);
  }

  /** The code of a party of the district from the code that plan.yaml gives it. */
  code(slug: string): string {
    return this.party(`${this.district}/${slug}`).code;
  }

  /** Units and teams that the plan itself makes responsible for a program. */
  organizers(program: number): readonly string[] {
    return this.#organizers.get(program) ?? [];
  }
}

function found<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value;
  throw new OperatorError(
    `规划 ${PLAN} 已改动，示例数据需要的 ${what} 不在其中`,
    `The plan ${PLAN} has changed: it has no ${what}, which the demonstration needs`,
  );
}
