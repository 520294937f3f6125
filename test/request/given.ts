import type { Person, World } from '../setup/world.ts';

/** Whoever a test about service requests needs, and how far a request has come. */
export async function requests({ person, office, coordinator, given, partyId, term }: World) {
  const team = await person('team', 'COORDINATOR', { party: '370117/good-helper-traffic-team' });
  const corps = await person('corps', 'COORDINATOR', { party: '370117/volunteer-corps' });
  const otherStreet = await person('other-street', 'COORDINATOR', { party: '370117/lixin-street' });
  const otherOffice = await person('other-office', 'OFFICE', { district: '370102' });
  const TEAM = partyId('370117/good-helper-traffic-team');
  const CORPS = partyId('370117/volunteer-corps');

  let phones = 0;
  const input = (more: Record<string, unknown> = {}) => {
    phones += 1;
    return {
      title: '陪诊',
      need: '陪老人去医院复诊',
      beneficiaryGroup: term('five-groups/elderly'),
      street: partyId('370117/aishan-street'),
      contactName: '欧阳若兰',
      contactPhone: `1390000${String(phones).padStart(4, '0')}`,
      address: '艾山街道 8 号楼',
      ...more,
    };
  };

  type Request = { id: string; version: number };
  const act =
    (mutation: string) =>
    async (request: Request, who: Person, more: Record<string, unknown> = {}): Promise<Request> =>
      who.does(mutation, { id: request.id, expectedVersion: request.version, ...more });

  const submitted = async (requester: Person, more: Record<string, unknown> = {}): Promise<Request> =>
    requester.does('serviceRequestSubmit', { input: input(more) });
  const approve = (request: Request, by = coordinator) =>
    act('serviceRequestReview')(request, by, { input: { decision: 'APPROVE' } });
  const offer = (request: Request, party: string, respondBy?: string) =>
    act('serviceRequestOffer')(request, coordinator, { input: { party, respondBy } });
  const accept = act('serviceRequestAccept');
  /** Whoever gives a request away sees it no longer, not in the answer either. */
  const giveAway =
    (mutation: string) =>
    async ({ id, version }: Request, who: Person, more: Record<string, unknown> = {}): Promise<Request> => {
      const gone = await who.does(mutation, { id, expectedVersion: version, ...more });
      if (gone !== null) throw new Error(`${mutation} leaves the request to be seen`);
      return { id, version: version + 1 };
    };
  const decline = giveAway('serviceRequestDecline');
  const handBack = (request: Request, who: Person, reason = '人手不足') =>
    giveAway('serviceRequestReturn')(request, who, { reason });
  const schedule = (request: Request, who: Person, activity: string) =>
    act('serviceRequestSchedule')(request, who, { activity });
  /** Served with its activity: whoever signed up for it is there. */
  const served = async (request: Request, who: Person): Promise<Request> => {
    const { serviceRequest } = await office.query(
      `query ($id: ID!) { serviceRequest(by: {id: $id}) { activity { signUps(where: {status: {eq: CONFIRMED}}) { nodes { id version } } } } }`,
      { id: request.id },
    );
    for (const { id, version } of serviceRequest.activity.signUps.nodes) {
      await who.does('signUpCheckIn', { id, expectedVersion: version });
    }
    return act('serviceRequestServed')(request, who);
  };
  const evaluate = (request: Request, who: Person, score = 5) =>
    act('serviceRequestEvaluate')(request, who, { input: { score } });

  return {
    team,
    corps,
    otherStreet,
    otherOffice,
    TEAM,
    CORPS,
    input,
    submitted,
    approve,
    offer,
    accept,
    decline,
    handBack,
    schedule,
    served,
    evaluate,
    /** A request that the street has approved. */
    approved: async (requester: Person, more?: Record<string, unknown>) =>
      approve(await submitted(requester, more)),
    /** A request that is offered to the team. */
    offered: async (requester: Person, more?: Record<string, unknown>) =>
      offer(await approve(await submitted(requester, more)), TEAM),
    /** A request that the team has accepted. */
    accepted: async (requester: Person, more?: Record<string, unknown>) =>
      accept(await offer(await approve(await submitted(requester, more)), TEAM), team),
    /** An activity that the team has published, with a volunteer signed up. */
    activity: async (more: Record<string, unknown> = {}) => {
      const activity = await given.activity({ organizer: TEAM, ...more }, team);
      await (await given.volunteer()).does('signUpCreate', { input: { activity: activity.id } });
      return activity;
    },
  };
}
