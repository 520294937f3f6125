import { type Person, UNIT, type World } from './world.ts';

const change = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });

/** Short ways to rules, rounds, nominations, grants, money and training, each made by whoever may. */
export function rewarding(w: World) {
  const { office, coordinator, partyId, programs, query, setNow } = w;

  let known: Promise<Record<string, string>> | undefined;
  /** Global id of a courtesy, award or source of money, by its code. */
  const incentive = async (code: string): Promise<string> => {
    known ??= query('{ incentives(first: 100) { nodes { id code } } }').then(({ incentives }) =>
      Object.fromEntries(incentives.nodes.map((node: any) => [node.code, node.id])),
    );
    return (await known)[code]!;
  };

  const ruleInput = async (more: Record<string, unknown> = {}) => ({
    incentive: await incentive('employment'),
    title: '年度服务时长',
    period: 'CALENDAR_YEAR',
    minimumMinutes: 60,
    validFrom: '2026-01-01',
    ...more,
  });
  const roundInput = async (more: Record<string, unknown> = {}) => ({
    award: await incentive('four-hundreds'),
    title: '2026 年度',
    periodFrom: '2026-01-01',
    periodTo: '2026-12-31',
    opensOn: '2026-11-01',
    closesOn: '2026-12-15',
    ...more,
  });
  const rule = async (more?: Record<string, unknown>) =>
    office.does('incentiveRuleCreate', { input: await ruleInput(more) });
  const round = async (more?: Record<string, unknown>) =>
    office.does('awardRoundCreate', { input: await roundInput(more) });
  const advance = (row: { id: string; version: number }, to: string) =>
    office.does('awardRoundAdvance', { ...change(row), to });
  const openRound = async (more?: Record<string, unknown>) => advance(await round(more), 'OPEN');
  const nominate = async (by: Person, about: Record<string, unknown>, in_?: { id: string }) =>
    by.does('nominationSubmit', {
      input: { round: (in_ ?? (await openRound())).id, statement: '常年服务', ...about },
    });
  /** A nomination in a round that is under review. */
  const underReview = async (who: Person & { id: string }) => {
    const open = await openRound();
    const nomination = await nominate(who, {}, open);
    return { nomination, round: await advance(open, 'REVIEW') };
  };
  const accepted = async (who: Person & { id: string }) => {
    const { nomination, round: reviewed } = await underReview(who);
    const accepting = { ...change(nomination), input: { decision: 'ACCEPT' } };
    return {
      nomination: await office.does('nominationReview', accepting),
      round: await advance(reviewed, 'DECIDED'),
    };
  };
  const granted = async (who: Person & { id: string }) => {
    const decided = await accepted(who);
    const grant = await office.does('grantGive', {
      input: { nomination: decided.nomination.id, validFrom: '2026-11-24' },
    });
    return { ...decided, grant };
  };

  const allocationInput = async (more: Record<string, unknown> = {}) => ({
    source: await incentive('district-finance'),
    unit: partyId(UNIT),
    program: programs['2022-4/3'],
    year: 2026,
    title: '活动经费',
    amount: 1_000_00,
    ...more,
  });
  const allocation = async (more?: Record<string, unknown>) =>
    office.does('allocationCreate', { input: await allocationInput(more) });
  const spend = async (more: Record<string, unknown> = {}, by: Person = coordinator) =>
    by.does('expenditureRecord', { input: await expenditureInput(more) }, 'id');
  const expenditureInput = async (more: Record<string, unknown> = {}) => ({
    allocation: more['allocation'] ?? (await allocation()).id,
    program: programs['2022-4/3'],
    amount: 100_00,
    spentOn: '2026-11-20',
    purpose: '工具',
    ...more,
  });
  let items = 0;
  const itemInput = (more: Record<string, unknown> = {}) => {
    items += 1;
    return {
      code: `S-${items}`,
      title: '社区助老服务',
      unit: '场',
      unitPrice: 500_00,
      year: 2026,
      districtCode: '370117',
      ...more,
    };
  };

  const courseInput = (more: Record<string, unknown> = {}) => ({
    title: '创城骨干培训',
    program: programs['2022-4/8'],
    organizer: partyId(UNIT),
    ...more,
  });
  const course = (more?: Record<string, unknown>) =>
    coordinator.does('courseCreate', { input: courseInput(more) });
  const sessionInput = async (more: Record<string, unknown> = {}) => ({
    course: more['course'] ?? (await course()).id,
    organizer: partyId(UNIT),
    mode: 'ON_SITE',
    startsAt: '2026-11-26T01:00:00Z',
    endsAt: '2026-11-26T03:00:00Z',
    ...more,
  });
  const draftSession = async (more?: Record<string, unknown>) =>
    coordinator.does('trainingSessionCreate', { input: await sessionInput(more) });
  const session = async (more?: Record<string, unknown>) =>
    coordinator.does('trainingSessionPublish', change(await draftSession(more)));
  const enrol = async (who: Person, more?: Record<string, unknown>) =>
    who.does('enrolmentCreate', { input: { session: (await session(more)).id } });
  const attended = async (who: Person, more?: Record<string, unknown>) => {
    const enrolment = await enrol(who, more);
    setNow((more?.['startsAt'] as string | undefined) ?? '2026-11-26T02:00:00Z');
    return coordinator.does('enrolmentAttend', change(enrolment));
  };
  const passed = async (who: Person, more?: Record<string, unknown>) =>
    coordinator.does('enrolmentComplete', {
      ...change(await attended(who, more)),
      input: { hasPassed: true },
    });
  const diploma = async (who: Person, more?: Record<string, unknown>) =>
    who.does('trainingCertificateIssue', { enrolment: (await passed(who, more)).id }, 'id version number');

  return {
    ...{
      incentive,
      rule,
      ruleInput,
      round,
      roundInput,
      openRound,
      advance,
      nominate,
      underReview,
      accepted,
      granted,
    },
    ...{ allocation, allocationInput, spend, expenditureInput, itemInput },
    ...{ course, courseInput, session, sessionInput, draftSession, enrol, attended, passed, diploma, change },
  };
}
