import { brief } from './errors.ts';
import { checkRule, checkTargetValue } from './figures.ts';
import { Fields, reportDuplicates } from './fields.ts';
import type {
  CampaignFact,
  CampaignKind,
  IndicatorFact,
  PassageFact,
  ProgramFact,
  RequirementFact,
  ScheduleFact,
  ScheduleKind,
  Sourced,
  TargetBasis,
  TargetFact,
  TargetMetric,
  TaskFact,
} from './format.ts';
import { checkOwnWords, isNamedIn } from './own-words.ts';
import type { Scope } from './quotes.ts';
import { readResponsibilities } from './read-responsibilities.ts';
import { SOURCED_KEYS, type Reading } from './reading.ts';
import { bodyOf, type Section } from './sections.ts';
import type { Value } from './yaml-tree.ts';

const CAMPAIGN_KINDS: readonly [CampaignKind, ...CampaignKind[]] = ['CAMPAIGN', 'BRAND', 'TRAINING_PLAN'];
const METRICS: readonly [TargetMetric, ...TargetMetric[]] = [
  'PEOPLE_TRAINED',
  'PARTICIPANTS',
  'SESSIONS',
  'OTHER',
];
const BASES: readonly [TargetBasis, ...TargetBasis[]] = ['STATED', 'DERIVED_FROM_NAME', 'QUALITATIVE'];
const SCHEDULE_KINDS: readonly [ScheduleKind, ...ScheduleKind[]] = [
  'RECURRENCE',
  'DAILY_WINDOW',
  'OCCASION',
  'TIMETABLE',
];
const RRULE = /^FREQ=(?:YEARLY|MONTHLY|WEEKLY|DAILY)(?:;[A-Z]+=[A-Z0-9,+-]+)*$/;

/** Programs and requirements: each is one section of the text, in which the quotes of all its parts are looked up. */
export function readPrograms(items: Value[], reading: Reading): ProgramFact[] {
  const keys = [
    ...[
      'ordinal',
      'section',
      'title',
      'slogan',
      'summary',
      'campaigns',
      'targets',
      'indicators',
      'schedules',
    ],
    ...['tasks', 'responsibilities', ...SOURCED_KEYS],
  ];
  return readOrdinals(items, 'program', keys, reading, (fields, section, scope) => ({
    title: fields.text('title'),
    slogan: fields.textOrNull('slogan'),
    summary: fields.textOrNull('summary') ?? (section ? bodyOf(reading.quotes.text, section) : ''),
    ...readParts(fields, scope, reading),
    tasks: readTasks(fields, scope, reading),
    responsibilities: readResponsibilities(fields, section, reading),
  }));
}

export function readRequirements(items: Value[], reading: Reading): RequirementFact[] {
  const keys = ['ordinal', 'section', 'title', 'mechanism', 'tasks', 'responsibilities', ...SOURCED_KEYS];
  return readOrdinals(items, 'requirement', keys, reading, (fields, section, scope) => ({
    title: fields.text('title'),
    mechanism: fields.textOrNull('mechanism'),
    tasks: readTasks(fields, scope, reading),
    responsibilities: readResponsibilities(fields, section, reading),
  }));
}

function readOrdinals<T extends object>(
  items: Value[],
  what: string,
  keys: readonly string[],
  reading: Reading,
  rest: (fields: Fields, section: Section | undefined, scope: Scope) => T,
) {
  const { quotes, errors } = reading;
  const rows = items.map((item) => {
    const fields = new Fields(item, keys, errors);
    const ordinal = fields.integer('ordinal');
    if (ordinal === 0 && fields.value('ordinal'))
      fields.bad('ordinal', '序号从 1 数起', 'ordinals count from 1');
    const path = fields.text('section');
    const scope = path === '' ? quotes.whole : quotes.scopeOf(path, fields.spot('section'));
    const section = quotes.section(path);
    const sourced = reading.sourced(fields, scope, () => [headingOf(section, reading)]);
    if (section) checkHead(fields, section, sourced, reading);
    return { at: item, path, fact: { ordinal, ...rest(fields, section, scope), ...sourced } };
  });
  reportDuplicates(
    rows.map(({ at, fact }) => ({ at, key: String(fact.ordinal) })),
    `序号 (${what} ordinal)`,
    errors,
  );
  reportDuplicates(
    rows.map(({ at, path }) => ({ at, key: path })),
    `章节 (section of ${what})`,
    errors,
  );
  return rows.map((row) => row.fact);
}

/** The words of a program's heading, and a summary given in place of the paragraph. */
function checkHead(fields: Fields, section: Section, sourced: Sourced, reading: Reading): void {
  checkOwnWords(reading.wordsOf(fields, ['title', 'slogan', 'mechanism']), sourced, reading);
  const body = { ...sourced, sources: [reading.quotes.passage(section.start, section.end)] };
  checkOwnWords(reading.wordsOf(fields, ['summary']), body, reading);
}

function headingOf(section: Section | undefined, reading: Reading): PassageFact | null {
  const length = section?.heading?.length;
  return section && length ? reading.quotes.passage(section.start, section.start + length) : null;
}

function readParts(fields: Fields, scope: Scope, reading: Reading) {
  const campaigns = readCoded(fields, 'campaigns', ['title'], ['kind'], scope, reading, readCampaign);
  const target = (each: Fields, sourced: Sourced) => readTarget(each, sourced, campaigns, reading);
  const targetKeys = ['metric', 'basis', 'value', 'unit', 'campaign'];
  const schedule = (each: Fields, sourced: Sourced) => readSchedule(each, sourced, reading);
  return {
    campaigns,
    targets: readCoded(fields, 'targets', ['title'], targetKeys, scope, reading, target),
    indicators: readCoded(fields, 'indicators', ['title', 'unit'], [], scope, reading, readIndicator),
    schedules: readCoded(fields, 'schedules', ['label'], ['kind', 'rrule'], scope, reading, schedule),
  };
}

/**
 * A list of sourced facts with codes; each one's default source is the text of its first `stated` key. All `stated`
 * keys are the document's words and must stand in its quotes; `keys` are others.
 */
export function readCoded<T extends object>(
  home: Fields,
  list: string,
  stated: readonly [string, ...string[]],
  keys: readonly string[],
  scope: Scope,
  reading: Reading,
  rest: (fields: Fields, sourced: Sourced) => T,
) {
  const rows = home.list(list).map((item) => {
    const fields = new Fields(item, ['code', ...stated, ...keys, ...SOURCED_KEYS], reading.errors);
    const code = fields.code();
    const sourced = reading.sourced(fields, scope, reading.ownWords(fields, stated[0], scope));
    checkOwnWords(reading.wordsOf(fields, stated), sourced, reading);
    return { at: item, key: code, fact: { code, ...rest(fields, sourced), ...sourced } };
  });
  reportDuplicates(rows, `${list} 的代码 (code)`, reading.errors);
  return rows.map((row) => row.fact);
}

function readTasks(home: Fields, scope: Scope, reading: Reading): TaskFact[] {
  const texts = scope.spans.map(({ start, end }) => reading.quotes.text.slice(start, end));
  return readCoded(home, 'tasks', ['text'], ['parties'], scope, reading, (fields, sourced) => ({
    text: fields.text('text'),
    parties: fields.list('parties').map((item) => {
      const row: Value = { ...item, kind: 'map', entries: new Map([['party', item]]) };
      const code = reading.partyIn(new Fields(row, ['party'], reading.errors), 'party');
      const party = reading.partyOf(code);
      // The sentence may leave its subject to the one before: the party must be named near by, not in the quote itself.
      if (party && sourced.origin === 'STATED' && !isNamedIn(texts, [party.name, ...party.aliases])) {
        const [name, where] = [brief(party.name), scope.english ?? scope.name];
        reading.errors.add(
          item,
          'QUOTE_NOT_FOUND',
          `${scope.name} 没有点名“${name}”（或其别称）；若由原文推出，请写 derivation`,
          `${where} does not name ${name} (nor an alias). Where it is derived, give a derivation`,
        );
      }
      return code;
    }),
  }));
}

function readCampaign(fields: Fields): Pick<CampaignFact, 'kind' | 'title'> {
  return { kind: fields.oneOf('kind', CAMPAIGN_KINDS), title: fields.text('title') };
}

function readTarget(
  fields: Fields,
  sourced: Sourced,
  campaigns: readonly CampaignFact[],
  reading: Reading,
): Omit<TargetFact, 'code' | 'origin' | 'derivation' | 'sources'> {
  const basis = fields.oneOf('basis', BASES);
  const value = fields.integerOrNull('value');
  if (basis === 'QUALITATIVE' && fields.value('value')) {
    fields.bad('value', '定性目标（QUALITATIVE）没有数值', 'a QUALITATIVE target has no value');
  } else if (basis !== 'QUALITATIVE' && !fields.value('value') && fields.value('basis')) {
    const message = [
      `basis 为 ${basis} 时须写 value`,
      `a target whose basis is ${basis} needs a value`,
    ] as const;
    reading.errors.add(fields.at, 'MISSING', ...message);
  }
  const campaign = fields.textOrNull('campaign');
  if (campaign !== null && !campaigns.some((each) => each.code === campaign)) {
    reading.unknown(fields, 'campaign', 'campaigns');
  }
  const [title, metric] = [fields.text('title'), fields.oneOf('metric', METRICS)];
  const fact = { title, metric, basis, value, unit: fields.textOrNull('unit'), campaign };
  const name = campaigns.find((each) => each.code === campaign)?.title ?? null;
  checkTargetValue(fields, fact, name, sourced, reading);
  return fact;
}

function readIndicator(fields: Fields): Pick<IndicatorFact, 'title' | 'unit'> {
  return { title: fields.text('title'), unit: fields.textOrNull('unit') };
}

function readSchedule(
  fields: Fields,
  sourced: Sourced,
  reading: Reading,
): Pick<ScheduleFact, 'kind' | 'label' | 'rrule'> {
  const rrule = fields.textOrNull('rrule');
  if (rrule !== null && !RRULE.test(rrule)) {
    fields.bad(
      'rrule',
      '不是 RFC 5545 的重复规则，例如 FREQ=WEEKLY',
      'is no rule of RFC 5545, such as FREQ=WEEKLY',
    );
  } else if (rrule !== null) {
    checkRule(fields, rrule, sourced, reading);
  }
  return { kind: fields.oneOf('kind', SCHEDULE_KINDS), label: fields.text('label'), rrule };
}
