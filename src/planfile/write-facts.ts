import type {
  MembershipFact,
  PartyFact,
  PlanFile,
  ProgramFact,
  RequirementFact,
  ResponsibilityFact,
  Sourced,
} from './format.ts';
import type { Scope } from './quotes.ts';
import { nameUsed } from './read-parties.ts';
import { bodyOf, clausesOf, type Section } from './sections.ts';
import type { QuoteWriter } from './write-sources.ts';

type Yaml = Record<string, unknown>;

/** What the writers of all parts share. */
export interface Writing {
  file: PlanFile;
  sections: readonly Section[];
  quotes: QuoteWriter;
}

/** A party's code as the YAML has it: without the district's own prefix. */
export function shortCode(code: string, district: string): string {
  return code.startsWith(`${district}/`) ? code.slice(district.length + 1) : code;
}

export function partyYaml(party: PartyFact, writing: Writing): Yaml {
  const { code, name, kind, unitType, aliases, parent, divisionCode } = party;
  const district = writing.file.district.code;
  return compact({
    code: shortCode(code, district),
    name,
    kind: kind === 'UNIT' ? null : kind,
    unitType,
    aliases,
    parent: parent === null ? null : shortCode(parent, district),
    divisionCode,
    ...(party.origin === 'OPERATOR'
      ? {}
      : writing.quotes.sourced(party, writing.quotes.whole, [
          writing.quotes.found(name, writing.quotes.whole, 1),
        ])),
  });
}

/** Memberships in groups of one collective and one source, as they follow each other. */
export function membershipGroups(memberships: readonly MembershipFact[], district: string): Yaml[] {
  const groups: { key: string; collective: string; source: Yaml; members: Yaml[] }[] = [];
  for (const each of memberships) {
    const key = JSON.stringify([each.collective, each.sourceTitle, each.sourceUrl]);
    let group = groups.at(-1);
    if (group?.key !== key) {
      const source = compact({ title: each.sourceTitle, url: each.sourceUrl });
      group = { key, collective: shortCode(each.collective, district), source, members: [] };
      groups.push(group);
    }
    const { validFrom, validTo, note } = each;
    const confirmed = each.confirmed ? null : false;
    group.members.push(
      compact({ party: shortCode(each.member, district), validFrom, validTo, confirmed, note }),
    );
  }
  return groups.map(({ collective, source, members }) => ({ collective, source, members }));
}

export function programYaml(program: ProgramFact, writing: Writing): Yaml {
  const { section, scope, head } = homeOf(program, writing);
  const computed = section ? bodyOf(writing.file.text, section) : '';
  const lists: Yaml = {};
  for (const list of ['campaigns', 'targets', 'indicators'] as const) {
    lists[list] = program[list].map((fact) => codedYaml(fact, fact.title, scope, writing));
  }
  return compact({
    ordinal: program.ordinal,
    section: section?.path,
    title: program.title,
    slogan: program.slogan,
    summary: program.summary === computed ? null : program.summary,
    ...head,
    ...lists,
    schedules: program.schedules.map((fact) => codedYaml(fact, fact.label, scope, writing)),
    ...tasksAndDuties(program, section, scope, writing),
  });
}

export function requirementYaml(requirement: RequirementFact, writing: Writing): Yaml {
  const { section, scope, head } = homeOf(requirement, writing);
  const { ordinal, title, mechanism } = requirement;
  const rest = tasksAndDuties(requirement, section, scope, writing);
  return compact({ ordinal, section: section?.path, title, mechanism, ...head, ...rest });
}

/** A fact with a code whose default source is its own words. */
export function codedYaml(
  fact: Sourced & { code: string },
  words: string,
  scope: Scope,
  { quotes }: Writing,
): Yaml {
  const { origin: _origin, derivation: _derivation, sources: _sources, ...own } = fact;
  return compact({ ...own, ...quotes.sourced(fact, scope, [quotes.found(words, scope)]) });
}

/** Leaves out what the reader takes for granted: null and empty lists. */
export function compact(yaml: Yaml): Yaml {
  const kept = Object.entries(yaml).filter(
    ([, value]) => value !== null && value !== undefined && (!Array.isArray(value) || value.length > 0),
  );
  return Object.fromEntries(kept);
}

function homeOf(fact: Sourced, { sections, quotes }: Writing) {
  const path = fact.sources[0]?.section;
  const section = sections.find((each) => each.path === path);
  const scope = quotes.scopeOf(path);
  const heading = section?.heading ? quotes.found(section.heading, scope, 1) : null;
  return { section, scope, head: quotes.sourced(fact, scope, [heading]) };
}

function tasksAndDuties(
  home: Pick<ProgramFact, 'tasks' | 'responsibilities'>,
  section: Section | undefined,
  scope: Scope,
  writing: Writing,
): Yaml {
  const district = writing.file.district.code;
  const tasks = home.tasks.map((task) => {
    const parties = task.parties.map((party) => shortCode(party, district));
    return codedYaml({ ...task, ...{ parties } }, task.text, scope, writing);
  });
  const rows = (kind: ResponsibilityFact['kind']) =>
    home.responsibilities
      .filter((each) => each.kind === kind)
      .map((each) => responsibilityYaml(each, section, scope, writing));
  const responsibilities = compact({
    clause: rows('NAMED_IN_CLAUSE'),
    tasked: rows('TASKED_IN_TEXT'),
    assigned: rows('ASSIGNED'),
  });
  return { tasks, responsibilities: Object.keys(responsibilities).length > 0 ? responsibilities : null };
}

function responsibilityYaml(
  fact: ResponsibilityFact,
  section: Section | undefined,
  scope: Scope,
  { file, quotes }: Writing,
): Yaml | string {
  const party = shortCode(fact.party, file.district.code);
  const known = file.parties.find((each) => each.code === fact.party);
  if (fact.kind !== 'NAMED_IN_CLAUSE') {
    const { also, ...rest } = quotes.sourced(fact, scope, []);
    return compact({ party, role: fact.role, ...rest, quote: rest.quote ?? also });
  }
  const clauses = section ? clausesOf(file.text, section) : [];
  const inClause = { spans: clauses, name: '' };
  const named = known ? quotes.found(nameUsed(known, file.text, clauses), inClause) : null;
  const [first] = fact.sources;
  // In a clause row `quote` is looked up in the clause and `also` in the whole section, so the two are kept apart.
  const isDefault =
    named !== null && first !== undefined && named.start === first.start && named.end === first.end;
  const { also, ...rest } = quotes.sourced({ ...fact, sources: fact.sources.slice(1) }, scope, []);
  const quote =
    isDefault || !first ? undefined : quotes.sourced({ ...fact, sources: [first] }, inClause, []).also;
  const row = compact({ party, role: fact.role, ...rest, quote, also });
  return Object.keys(row).length === 1 ? party : row;
}
