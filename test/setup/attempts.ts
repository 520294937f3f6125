import { upload } from './pictures.ts';
import { rewarding } from './rewarding.ts';
import { type Person, UNIT, type World } from './world.ts';

export const BEFORE = '2026-11-24T04:00:00Z';

export type Owner = Person & { id: string; version: number };

/** Each mutation with arguments that it takes: the state it needs is made first, by whoever may. */
export function attemptsIn(w: World) {
  const { given, office, coordinator, activityInput, volunteerInput, partyId, setNow, query } = w;
  /** A fresh volunteer of the unit with an account of their own. */
  const owner = (): Promise<Owner> => given.volunteer({ unit: partyId(UNIT) });

  const draft = () => coordinator.does('activityCreate', { input: activityInput() });
  async function signedUp(who: Person, activity?: { id: string }) {
    const { id } = activity ?? (await given.activity());
    return who.does('signUpCreate', { input: { activity: id } });
  }
  const SERVED = `id version serviceRecords { id }`;
  async function served(who: Owner, by: Person = coordinator) {
    const signUp = await signedUp(who);
    setNow('2026-11-26T01:00:00Z');
    const present = await by.does('signUpCheckIn', { id: signUp.id, expectedVersion: signUp.version });
    setNow('2026-11-26T03:00:00Z');
    const { serviceRecords } = await by.does(
      'signUpCheckOut',
      { id: signUp.id, expectedVersion: present.version },
      SERVED,
    );
    return serviceRecords[0].id as string;
  }
  const certificate = async (who: Owner) => {
    await served(who);
    return who.does('certificateIssue', { input: { from: '2026-11-26', to: '2026-11-26' } });
  };
  const change = ({ id, version }: { id: string; version: number }) => ({ id, expectedVersion: version });
  /** A request of somebody in the unit's street, and then offered to the unit and accepted by it. */
  const requested = (who: Person) => who.does('serviceRequestSubmit', { input: requestInput() });
  const requestInput = (more: Record<string, unknown> = {}) => ({
    title: '陪诊',
    need: '陪同复诊',
    beneficiaryGroup: w.term('five-groups/elderly'),
    street: partyId(UNIT),
    contactName: '金丝雀三号',
    contactPhone: '13812340003',
    address: '金丝雀路 4 号',
    ...more,
  });
  const approved = async (who: Person) =>
    coordinator.does('serviceRequestReview', {
      ...change(await requested(who)),
      input: { decision: 'APPROVE' },
    });
  const offered = async (who: Person) =>
    coordinator.does('serviceRequestOffer', {
      ...change(await approved(who)),
      input: { party: partyId(UNIT) },
    });
  const accepted = async (who: Person) =>
    coordinator.does('serviceRequestAccept', change(await offered(who)));
  const scheduled = async (who: Person) => {
    const activity = await given.activity();
    const signUp = await signedUp(await given.volunteer(), activity);
    const request = await coordinator.does('serviceRequestSchedule', {
      ...change(await accepted(who)),
      activity: activity.id,
    });
    setNow('2026-11-26T01:00:00Z');
    await coordinator.does('signUpCheckIn', change(signUp));
    return request;
  };
  const storyInput = { title: '绿化带变了样', body: '今天，**志愿者**清理了绿化带。', owner: partyId(UNIT) };
  type More = Record<string, unknown>;
  const drafted = (more?: More) => coordinator.does('storyCreate', { input: { ...storyInput, ...more } });
  const submitted = async (more?: More) => coordinator.does('storySubmit', change(await drafted(more)));
  const cleared = async (more?: More) => office.does('storyClear', change(await submitted(more)));
  const published = async (more?: More) => office.does('storyPublish', change(await cleared(more)));
  const pictured = () => upload(w, coordinator, partyId(UNIT));
  const pictureInput = { alt: '清理绿化带' };
  /** A volunteer can be proposed once: each time another one, who agreed. */
  const modelInput = async () => {
    const who = await given.volunteer({ unit: partyId(UNIT) });
    await who.does('consentGive', { input: { volunteer: who.id, kind: 'PUBLISH_NAME', givenBy: 'SELF' } });
    return { volunteerNumber: who.number, deeds: '三年来坚持清理绿化带', owner: partyId(UNIT) };
  };
  const proposed = async () => coordinator.does('roleModelPropose', { input: await modelInput() });

  const endpointInput = { districtCode: '370117', url: 'https://hooks.example.org/zhiyuan' };
  const endpoint = () => office.does('webhookEndpointCreate', { input: endpointInput });
  /** A delivery that failed for good. */
  const dead = async () => {
    const { id } = await endpoint();
    await given.activity();
    const { rows } = await w.database.pool.query<{ id: string }>(
      `insert into webhook_delivery (id, endpoint_id, change_id, state, attempts, tries, created_at)
       select gen_random_uuid(), $1, c.id, 'DEAD', 11, 11, now() from change c limit 1 returning id`,
      [Buffer.from(id, 'base64url').toString().split(':')[1]],
    );
    return { id: Buffer.from(`WebhookDelivery:${rows[0]!.id}`).toString('base64url') };
  };

  const venueInput = { name: '文明实践所', level: 'OFFICE', operator: partyId(UNIT) };

  const inspectionInput = () => ({
    inspector: partyId('370117/civilization-office'),
    inspected: partyId(UNIT),
    inspectedOn: '2026-11-23',
    summary: '抽查',
    findings: [{ text: '绿化带有积存垃圾', dueOn: '2026-12-01' }],
  });
  const inspection = () => office.does('inspectionCreate', { input: inspectionInput() });
  /** A finding about the unit, that is to be rectified. */
  const found = async () => {
    const { findings } = await office.does(
      'inspectionIssue',
      change(await inspection()),
      'findings { id version }',
    );
    return findings[0] as { id: string; version: number };
  };
  const rectified = async () =>
    coordinator.does('findingRectify', { ...change(await found()), input: { text: '已清理' } });
  const difficultyInput = { title: '人手不足', text: '周末志愿者少', party: partyId(UNIT) };
  const difficulty = () => coordinator.does('difficultyRaise', { input: difficultyInput });
  const practiceInput = { title: '网格认领', text: '一格一队', party: partyId(UNIT) };
  const practice = () => coordinator.does('goodPracticeCreate', { input: practiceInput });

  const fileInput = ({ id }: { id: string }) => ({
    volunteer: id,
    group: 'COMMENDATION',
    title: '优秀志愿者',
    on: '2026-11-01',
    source: '区文明办',
  });

  let days = 0;
  const measurementInput = async () => {
    const { program } = await query('{ program(by: {code: "2022-4/1"}) { indicators { id } } }');
    days += 1;
    const measuredOn = new Date(Date.UTC(2025, 0, days)).toISOString().slice(0, 10);
    return {
      indicator: program.indicators[0].id,
      party: partyId(UNIT),
      measuredOn,
      value: 91.5,
      source: '测评报告',
    };
  };

  const reward = rewarding(w);

  /** Arguments for each mutation, about something of the unit and of the owner, made anew for each who tries. */
  const attempts: Record<string, (who: Owner) => Promise<Record<string, unknown>>> = {
    roleGrant: async () => ({
      input: { subject: crypto.randomUUID(), role: 'MEDIA', districtCode: '370117' },
    }),
    roleRevoke: async () => ({
      ...change(
        await office.does('roleGrant', {
          input: { subject: crypto.randomUUID(), role: 'MEDIA', districtCode: '370117' },
        }),
      ),
      reason: '离任',
    }),
    venueCreate: async () => ({ input: venueInput }),
    venueUpdate: async () => ({
      ...change(await coordinator.does('venueCreate', { input: venueInput })),
      input: venueInput,
    }),
    venueClose: async () => ({
      ...change(await coordinator.does('venueCreate', { input: venueInput })),
      reason: '搬迁',
    }),
    volunteerRegister: async () => ({ input: volunteerInput({ unit: partyId(UNIT), forOneself: false }) }),
    volunteerUpdate: async (who) => ({ ...change(who), input: { skills: ['急救'] } }),
    volunteerWithdraw: async (who) => ({ ...change(who), reason: '搬家' }),
    consentGive: async (who) => ({ input: { volunteer: who.id, kind: 'PUBLISH_NAME', givenBy: 'SELF' } }),
    consentWithdraw: async (who) =>
      change(
        await who.does('consentGive', {
          input: { volunteer: who.id, kind: 'PUBLISH_NAME', givenBy: 'SELF' },
        }),
      ),
    teamJoin: async (who) => ({ input: { team: partyId('370117/volunteer-corps'), volunteer: who.id } }),
    teamLeave: async (who) =>
      change(await who.does('teamJoin', { input: { team: partyId('370117/volunteer-corps') } })),
    fileEntryAdd: async (who) => ({ input: fileInput(who) }),
    fileEntryRetract: async (who) => ({
      ...change(await office.does('fileEntryAdd', { input: fileInput(who) })),
      reason: '误录',
    }),
    activityCreate: async () => ({ input: activityInput() }),
    activityUpdate: async () => ({ ...change(await draft()), input: activityInput() }),
    activityPublish: async () => change(await draft()),
    activityCancel: async () => ({ ...change(await given.activity()), reason: '雨' }),
    activityVoid: async () => ({ ...change(await draft()), reason: '误录' }),
    activityComplete: async () => {
      const activity = await given.activity();
      setNow('2026-11-26T03:00:00Z');
      return change(activity);
    },
    activitySeriesCreate: async () => ({
      input: { activity: activityInput(), rrule: 'FREQ=WEEKLY;COUNT=2' },
    }),
    signUpCreate: async (who) => ({ input: { activity: (await given.activity()).id, volunteer: who.id } }),
    signUpCancel: async (who) => change(await signedUp(who)),
    signUpCheckIn: async (who) => {
      const signUp = await signedUp(who);
      setNow('2026-11-26T01:00:00Z');
      return change(signUp);
    },
    signUpCheckOut: async (who) => {
      const signUp = await signedUp(who);
      setNow('2026-11-26T01:00:00Z');
      const present = await coordinator.does('signUpCheckIn', change(signUp));
      setNow('2026-11-26T03:00:00Z');
      return change(present);
    },
    signUpRecord: async (who) => {
      const signUp = await signedUp(who);
      setNow('2026-11-26T03:00:00Z');
      return {
        ...change(signUp),
        startedAt: '2026-11-26T01:00:00Z',
        endedAt: '2026-11-26T03:00:00Z',
        reason: '纸质签到表',
      };
    },
    serviceRecordConfirm: async (who) => ({ id: await served(who, who) }),
    serviceRecordCorrect: async (who) => ({
      id: await served(who),
      minutes: 60,
      expectedMinutes: 120,
      reason: '核对',
    }),
    measurementRecord: async () => ({ input: await measurementInput() }),
    measurementRetract: async () => ({
      ...change(await coordinator.does('measurementRecord', { input: await measurementInput() })),
      reason: '误录',
    }),
    certificateIssue: async (who) => {
      await served(who);
      return { input: { volunteer: who.id, from: '2026-11-26', to: '2026-11-26' } };
    },
    certificateVoid: async (who) => ({ ...change(await certificate(who)), reason: '误发' }),
    serviceRequestSubmit: async () => ({ input: requestInput({ forOneself: false }) }),
    serviceRequestReview: async (who) => ({
      ...change(await requested(who)),
      input: { decision: 'REJECT', reason: '不属服务范围' },
    }),
    serviceRequestOffer: async (who) => ({ ...change(await approved(who)), input: { party: partyId(UNIT) } }),
    serviceRequestAccept: async (who) => change(await offered(who)),
    serviceRequestDecline: async (who) => change(await offered(who)),
    serviceRequestReturn: async (who) => ({ ...change(await accepted(who)), reason: '人手不足' }),
    serviceRequestSchedule: async (who) => ({
      ...change(await accepted(who)),
      activity: (await given.activity()).id,
    }),
    serviceRequestServed: async (who) => change(await scheduled(who)),
    serviceRequestEvaluate: async (who) => ({
      ...change(await coordinator.does('serviceRequestServed', change(await scheduled(who)))),
      input: { score: 5, reason: '电话回访' },
    }),
    serviceRequestCancel: async (who) => ({ ...change(await requested(who)), reason: '已好转' }),
    inspectionCreate: async () => ({ input: inspectionInput() }),
    inspectionUpdate: async () => ({ ...change(await inspection()), input: inspectionInput() }),
    inspectionIssue: async () => change(await inspection()),
    findingRectify: async () => ({ ...change(await found()), input: { text: '已清理' } }),
    findingRecheck: async () => ({ ...change(await rectified()), input: { verdict: 'ACCEPTED' } }),
    difficultyRaise: async () => ({ input: difficultyInput }),
    difficultyAssign: async () => ({
      ...change(await difficulty()),
      leader: partyId(UNIT),
      reason: '属地解决',
    }),
    difficultyResolve: async () => ({
      ...change(
        await office.does('difficultyAssign', {
          ...change(await difficulty()),
          leader: partyId(UNIT),
          reason: '属地解决',
        }),
      ),
      resolution: '错峰排班',
    }),
    goodPracticeCreate: async () => ({ input: practiceInput }),
    goodPracticePublish: async () => change(await practice()),
    goodPracticeRetract: async () => ({
      ...change(await office.does('goodPracticePublish', change(await practice()))),
      reason: '内容有误',
    }),
    timetablePublish: async () => ({
      input: { station: (await coordinator.does('venueCreate', { input: venueInput })).id, month: '2026-11' },
    }),
    incentiveRuleCreate: async () => ({ input: await reward.ruleInput() }),
    incentiveRuleUpdate: async () => ({
      ...change(await reward.rule()),
      input: await reward.ruleInput({ title: '改' }),
    }),
    incentiveRuleEnd: async () => ({
      ...change(await reward.rule()),
      validTo: '2026-11-24',
      reason: '另立新规',
    }),
    awardRoundCreate: async () => ({ input: await reward.roundInput() }),
    awardRoundUpdate: async () => ({
      ...change(await reward.round()),
      input: await reward.roundInput({ quota: 3 }),
    }),
    awardRoundAdvance: async () => ({ ...change(await reward.round()), to: 'OPEN' }),
    nominationSubmit: async (who) => ({
      input: { round: (await reward.openRound()).id, volunteer: who.id, statement: '常年服务' },
    }),
    nominationWithdraw: async (who) => change(await reward.nominate(who, {})),
    nominationReview: async (who) => ({
      ...change((await reward.underReview(who)).nomination),
      input: { decision: 'ACCEPT' },
    }),
    grantGive: async (who) => ({
      input: { nomination: (await reward.accepted(who)).nomination.id, validFrom: '2026-11-24' },
    }),
    grantRevoke: async (who) => {
      const { round, grant } = await reward.granted(who);
      await reward.advance(round, 'PUBLISHED');
      return { ...change(grant), reason: '事迹不实' };
    },
    allocationCreate: async () => ({ input: await reward.allocationInput() }),
    allocationUpdate: async () => ({
      ...change(await reward.allocation()),
      input: await reward.allocationInput({ amount: 2_000_00 }),
      reason: '追加',
    }),
    expenditureRecord: async () => ({ input: await reward.expenditureInput() }),
    expenditureCorrect: async () => ({ ...(await reward.spend()), amount: 50_00, reason: '退货' }),
    purchaseItemCreate: async () => ({ input: reward.itemInput() }),
    purchaseItemUpdate: async () => ({
      ...change(await office.does('purchaseItemCreate', { input: reward.itemInput() })),
      input: reward.itemInput(),
    }),
    courseCreate: async () => ({ input: reward.courseInput() }),
    courseUpdate: async () => ({
      ...change(await reward.course()),
      input: reward.courseInput({ passingScore: 60 }),
    }),
    courseClose: async () => ({ ...change(await reward.course()), reason: '合并' }),
    trainingSessionCreate: async () => ({ input: await reward.sessionInput() }),
    trainingSessionUpdate: async () => {
      const { id: course } = await reward.course();
      const input = await reward.sessionInput({ course });
      return { ...change(await reward.draftSession({ course })), input };
    },
    trainingSessionPublish: async () => change(await reward.draftSession()),
    trainingSessionCancel: async () => ({ ...change(await reward.session()), reason: '讲师有事' }),
    trainingSessionComplete: async () => {
      const session = await reward.session();
      setNow('2026-11-26T03:00:00Z');
      return change(session);
    },
    enrolmentCreate: async (who) => ({
      input: { session: (await reward.session()).id, volunteer: who.id },
    }),
    enrolmentCancel: async (who) => change(await reward.enrol(who)),
    enrolmentAttend: async (who) => {
      const enrolment = await reward.enrol(who);
      setNow('2026-11-26T02:00:00Z');
      return change(enrolment);
    },
    enrolmentComplete: async (who) => ({
      ...change(await reward.attended(who)),
      input: { hasPassed: true },
    }),
    trainingCertificateIssue: async (who) => ({ enrolment: (await reward.passed(who)).id }),
    trainingCertificateVoid: async (who) => ({ ...change(await reward.diploma(who)), reason: '误发' }),
    termStateRecord: async () => ({
      input: { term: w.term('four-ones/course'), state: 'UNDER_WAY', on: '2026-11-01' },
    }),
    storyCreate: async () => ({ input: storyInput }),
    storyUpdate: async () => ({ ...change(await drafted()), input: storyInput }),
    storySubmit: async () => change(await drafted()),
    storyReturn: async () => ({ ...change(await submitted()), reason: '缺图' }),
    storyClear: async () => change(await submitted()),
    storyPublish: async () => change(await cleared()),
    storyRetract: async () => ({ ...change(await published()), reason: '数字有误' }),
    roleModelPropose: async () => ({ input: await modelInput() }),
    roleModelSelect: async () => change(await proposed()),
    roleModelRevoke: async () => ({ ...change(await proposed()), reason: '本人要求' }),
    mediaAssetUpdate: async () => ({ ...change(await pictured()), input: pictureInput }),
    mediaAssetDelete: async () => ({ ...change(await pictured()), reason: '重复' }),
    webhookEndpointCreate: async () => ({ input: endpointInput }),
    webhookEndpointUpdate: async () => ({ ...change(await endpoint()), input: endpointInput }),
    webhookEndpointRemove: async () => change(await endpoint()),
    webhookEndpointSecretRotate: async () => change(await endpoint()),
    webhookDeliveryRedeliver: async () => dead(),
  };

  return {
    inspection,
    rectified,
    difficulty,
    practice,
    attempts,
    owner,
    draft,
    certificate,
    fileInput,
    offered,
    reward,
    drafted,
    published,
    pictured,
    proposed,
    endpoint,
    dead,
  };
}
