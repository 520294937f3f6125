import type { PlanChange, PlanSubject } from '../generated/resolvers.ts';
import type { PlanFile, ProgramFact, RequirementFact, ResponsibilityFact } from '../planfile/format.ts';
import { type Pair, pairUp } from './pairs.ts';

/** One thing as a comparison shows it: fields are strings, or null where there is nothing. */
interface Shown {
  key: string;
  label: string;
  fields: Record<string, string | null>;
}

/** A fact inside a program, requirement or list, with the place it stands in. */
interface Placed<F, H> {
  fact: F;
  home: H;
  /** The plan it is of. */
  file: PlanFile;
}

/** A program or requirement with the first part of the keys of what stands in it. */
type Home = (ProgramFact | RequirementFact) & { path: string };

/**
 * What changed from one plan to another, by subject in the order of `PlanSubject`, within a subject in the order of
 * `to`, then what was removed in the order of `from`. Equal things are not listed.
 *
 * What is the same on both sides:
 * - a program or requirement when its title is; one whose title the other side does not have, when its ordinal is that
 *   of another such one (so it was renamed in place);
 * - a responsibility in the same program or requirement when the code of its party is, or, in plans of different
 *   districts, the party's name;
 * - anything else when its code is, within the same program or list.
 *
 * Keys are those of `to`, of `from` for what was removed. Only values are compared, not where they are quoted from.
 */
export function comparePlans(from: PlanFile, to: PlanFile): PlanChange[] {
  const programs = pairHomes(homesOf(from.programs, 'program'), homesOf(to.programs, 'program'));
  const requirements = pairHomes(
    homesOf(from.requirements, 'requirement'),
    homesOf(to.requirements, 'requirement'),
  );
  const code = ({ fact }: { fact: { code: string } }) => fact.code;
  const inHomes = <F, H>(homes: readonly Pair<H>[], listOf: (home: H) => readonly F[]) =>
    homes.map((pair) => ({
      before: place(pair.before, from, listOf),
      after: place(pair.after, to, listOf),
    }));
  const lists = pairUp(from.vocabularies, to.vocabularies, [(list) => list.code]);
  const parties = from.district.code === to.district.code ? [partyCode] : [partyCode, partyName];
  return [
    changes('PLAN', [{ before: from, after: to }], showPlan),
    changes('GOAL', pairUp(from.goals, to.goals, [(goal) => goal.code]), ({ code: key, title }) => ({
      key,
      label: title,
      fields: { title },
    })),
    changes('REQUIREMENT', requirements, ({ ordinal, title, mechanism }) => ({
      key: String(ordinal),
      label: title,
      fields: { ordinal: String(ordinal), title, mechanism },
    })),
    changes('PROGRAM', programs, ({ ordinal, title, slogan, summary }) => ({
      key: String(ordinal),
      label: title,
      fields: { ordinal: String(ordinal), title, slogan, summary },
    })),
    changes(
      'RESPONSIBILITY',
      [
        ...inHomes(programs, ({ responsibilities }) => responsibilities),
        ...inHomes(requirements, ({ responsibilities }) => responsibilities),
      ].flatMap(({ before, after }) => pairUp(before, after, parties)),
      (duty) => ({
        key: `${duty.home.path}/${duty.fact.party}`,
        label: `${duty.home.title}：${partyName(duty)}`,
        fields: {
          party: partyName(duty),
          kind: duty.fact.kind,
          role: duty.fact.role,
          clauseOrder: shown(duty.fact.clauseOrder),
        },
      }),
    ),
    changes(
      'CAMPAIGN',
      inHomes(programs, ({ campaigns }) => campaigns).flatMap((both) =>
        pairUp(both.before, both.after, [code]),
      ),
      ({ home, fact: { code: key, kind, title } }) => ({
        key: `${home.path}/${key}`,
        label: title,
        fields: { kind, title },
      }),
    ),
    changes(
      'TARGET',
      inHomes(programs, ({ targets }) => targets).flatMap((both) => pairUp(both.before, both.after, [code])),
      ({ home, fact: { code: key, title, metric, basis, value, unit, campaign } }) => ({
        key: `${home.path}/${key}`,
        label: title,
        fields: { title, metric, basis, value: shown(value), unit, campaign },
      }),
    ),
    changes(
      'TERM',
      inHomes(lists, ({ terms }) => terms).flatMap((both) => pairUp(both.before, both.after, [code])),
      ({ home, fact: { code: key, label } }) => ({
        key: `${home.code}/${key}`,
        label: `${home.title}：${label}`,
        fields: { label },
      }),
    ),
    changes(
      'INCENTIVE',
      pairUp(placeAll(from, from.incentives), placeAll(to, to.incentives), [code]),
      ({ file, fact: { code: key, kind, title, audience, provider } }) => ({
        key,
        label: title,
        fields: { kind, title, audience, provider: nameOf(file, provider) },
      }),
    ),
  ].flat();
}

function showPlan({ plan, document, district, ...file }: PlanFile): Shown {
  const issuer = file.parties.find(({ code }) => code === document.issuer)?.name ?? null;
  return {
    key: plan.code,
    label: plan.title,
    fields: {
      code: plan.code,
      districtCode: district.code,
      districtName: district.name,
      documentNumber: document.number,
      documentTitle: document.title,
      title: plan.title,
      theme: plan.theme,
      purpose: plan.purpose,
      issuer,
      issuedOn: document.issuedOn,
      printedOn: document.printedOn,
      addressees: document.addressees.join('、'),
      supersedes: plan.supersedes,
    },
  };
}

/** The changes of one subject: pairs whose shown fields are equal are dropped. */
function changes<T>(
  subject: PlanSubject,
  pairs: readonly Pair<T>[],
  show: (thing: T) => Shown,
): PlanChange[] {
  return pairs.flatMap((pair): PlanChange[] => {
    const before = pair.before === null ? null : show(pair.before);
    const after = pair.after === null ? null : show(pair.after);
    const { key, label, fields: names } = (after ?? before)!;
    const fields = Object.keys(names)
      .map((field) => ({
        field,
        before: before?.fields[field] ?? null,
        after: after?.fields[field] ?? null,
      }))
      .filter((field) => !before || !after || field.before !== field.after);
    if (fields.length === 0) return [];
    return [{ kind: before ? (after ? 'CHANGED' : 'REMOVED') : 'ADDED', subject, key, label, fields }];
  });
}

const pairHomes = <H extends { title: string; ordinal: number }>(from: readonly H[], to: readonly H[]) =>
  pairUp(from, to, [
    // Both first: should two bear one title, each keeps its place.
    ({ title, ordinal }) => `${ordinal} ${title}`,
    ({ title }) => title,
    ({ ordinal }) => String(ordinal),
  ]);

const homesOf = <H extends ProgramFact | RequirementFact>(homes: readonly H[], what: string) =>
  homes.map((home) => ({ ...home, path: `${what}/${home.ordinal}` }));

const place = <F, H>(home: H | null, file: PlanFile, listOf: (home: H) => readonly F[]): Placed<F, H>[] =>
  home === null ? [] : listOf(home).map((fact) => ({ fact, home, file }));

const placeAll = <F>(file: PlanFile, facts: readonly F[]): Placed<F, PlanFile>[] =>
  place(file, file, () => facts);

const partyCode = ({ fact }: Placed<ResponsibilityFact, Home>): string => fact.party;

const partyName = ({ fact, file }: Placed<ResponsibilityFact, Home>): string =>
  nameOf(file, fact.party) ?? fact.party;

const nameOf = (file: PlanFile, party: string | null): string | null =>
  file.parties.find(({ code }) => code === party)?.name ?? party;

const shown = (value: number | null): string | null => (value === null ? null : String(value));
