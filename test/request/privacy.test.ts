import { expect, test } from 'vitest';
import { type Person, world } from '../setup/world.ts';
import { requests } from './given.ts';

const everybody = await world();
const { coordinator, office, person, send, query, setNow } = everybody;
const here = await requests(everybody);
const { team, corps, otherStreet, otherOffice, TEAM, CORPS } = here;
const requester = await person('requester');
const stranger = await everybody.given.volunteer();
const media = await person('media', 'MEDIA');
const anonymous = { query };

const WHOLE = { contactName: '欧阳若兰', contactPhone: '13912345678', address: '艾山街道 8 号楼' };
const MASKED = { contactName: '欧***', contactPhone: '139****5678', address: null };

const contact = async ({ id }: { id: string }, who: Pick<Person, 'query'>) =>
  (
    await who.query(
      `query ($id: ID!) { serviceRequest(by: {id: $id}) { contactName contactPhone address } }`,
      {
        id,
      },
    )
  ).serviceRequest;

/** Every way to ask for a request: by id, by number, as a node, in the list. */
const found = async ({ id }: { id: string }, number: string, who: Pick<Person, 'query'>) => {
  const data = await who.query(
    `query ($id: ID!, $number: String!) {
      byId: serviceRequest(by: {id: $id}) { id } byNumber: serviceRequest(by: {number: $number}) { id } node(id: $id) { id }
      serviceRequests(where: {number: {eq: $number}}) { totalCount nodes { id } } }`,
    { id, number },
  );
  const ways = [
    data.byId !== null,
    data.byNumber !== null,
    data.node !== null,
    data.serviceRequests.totalCount === 1,
  ];
  expect(new Set(ways).size).toBe(1);
  return ways[0];
};

test('a request and its contact are for those concerned alone, more of it as more are', async () => {
  const phone = { contactPhone: WHOLE.contactPhone };
  const submitted = await requester.does(
    'serviceRequestSubmit',
    { input: here.input(phone) },
    'id version number',
  );
  const { number } = submitted;
  const seeing = async () => ({
    requester: await contact(submitted, requester),
    street: await contact(submitted, coordinator),
    office: await contact(submitted, office),
    team: await contact(submitted, team),
    corps: await contact(submitted, corps),
  });
  const nobody = { requester: WHOLE, street: WHOLE, office: WHOLE, team: null, corps: null };
  expect(await seeing()).toEqual(nobody);
  const approved = await here.approve(submitted);
  expect(await seeing()).toEqual(nobody);
  const first = await here.offer(approved, CORPS);
  expect(await seeing()).toEqual({ ...nobody, corps: MASKED });
  const offered = await here.offer(await here.decline(first, corps), TEAM);
  expect(await seeing()).toEqual({ ...nobody, team: MASKED });
  const accepted = await here.accept(offered, team);
  expect(await seeing()).toEqual({ ...nobody, team: WHOLE });
  for (const who of [anonymous, stranger, otherStreet, otherOffice, media, corps]) {
    expect(await found(submitted, number, who)).toBe(false);
  }
  for (const who of [requester, coordinator, office, team]) {
    expect(await found(submitted, number, who)).toBe(true);
  }
  await office.does('serviceRequestCancel', {
    id: accepted.id,
    expectedVersion: accepted.version,
    reason: '不再需要',
  });
  expect(await seeing()).toEqual({ ...nobody, team: MASKED });
});

test('the contact closes to whoever served 30 days after the evaluation', async () => {
  const phone = { contactPhone: WHOLE.contactPhone };
  const accepted = await here.accepted(requester, phone);
  const scheduled = await here.schedule(accepted, team, (await here.activity()).id);
  setNow('2026-11-26T02:00:00Z');
  const served = await here.served(scheduled, team);
  setNow('2027-02-26T02:00:00Z');
  expect(await contact(served, team)).toEqual(WHOLE);
  await here.evaluate(served, requester);
  setNow('2027-03-28T01:59:00Z');
  expect(await contact(served, team)).toEqual(WHOLE);
  setNow('2027-03-28T02:01:00Z');
  expect(await contact(served, team)).toEqual(MASKED);
  expect(await contact(served, office)).toEqual(WHOLE);
  setNow('2026-11-24T04:00:00Z');
});

test('a request is nothing any more to whoever declined it, handed it back, or was too late', async () => {
  const declined = await here.decline(await here.offered(requester), team);
  const returned = await here.handBack(await here.accepted(requester), team);
  const withdrawn = await here.offered(requester);
  await office.does('serviceRequestCancel', {
    id: withdrawn.id,
    expectedVersion: withdrawn.version,
    reason: '不再需要',
  });
  const late = await here.offered(requester);
  setNow('2026-11-30T04:00:00Z');
  await here.offer(late, CORPS);
  const { serviceRequests } = await team.query(
    `query ($ids: [ID!]!) { serviceRequests(where: {id: {in: $ids}}) { totalCount } }`,
    { ids: [declined, returned, withdrawn, late].map(({ id }) => id) },
  );
  expect(serviceRequests.totalCount).toBe(0);
  // The offer itself leads nowhere either.
  const { serviceRequest } = await office.query(
    `query ($id: ID!) { serviceRequest(by: {id: $id}) { dispatches { id } } }`,
    { id: declined.id },
  );
  const offer = { id: serviceRequest.dispatches[0].id };
  expect((await team.query(`query ($id: ID!) { node(id: $id) { id } }`, offer)).node).toBeNull();
  expect((await office.query(`query ($id: ID!) { node(id: $id) { id } }`, offer)).node).toEqual(offer);
  setNow('2026-11-24T04:00:00Z');
});

test('nobody finds a request by a contact they may not see', async () => {
  const offered = await here.offered(requester, { contactPhone: '13900009876' });
  const search = async (who: Person) =>
    (
      await who.query(
        `{ serviceRequests(where: {contactPhone: {eq: "13900009876"}}) { totalCount } byName: serviceRequests(where: {not: {contactName: {contains: "无此人"}}, contactPhone: {eq: "13900009876"}}) { totalCount } }`,
      )
    ).serviceRequests.totalCount;
  expect(await search(team)).toBe(0);
  expect(await search(office)).toBe(1);
  await here.accept(offered, team);
  expect(await search(team)).toBe(1);
});

test('whoever got an offer sees their own, not those of others, nor can they ask about them', async () => {
  const first = await here.offer(await here.approved(requester), CORPS);
  const declined = await here.decline(first, corps, { reason: '人手不足' });
  const offered = await here.offer(declined, TEAM);
  const offers = async (who: Person) =>
    await who.query(
      `query ($id: ID!) { serviceRequest(by: {id: $id}) { dispatches { answer declineReason } }
          serviceRequests(where: {id: {eq: $id}, dispatches: {some: {answer: {eq: DECLINED}}}}) { totalCount } }`,
      { id: offered.id },
    );
  const own = { answer: 'PENDING', declineReason: null };
  const other = { answer: 'DECLINED', declineReason: '人手不足' };
  expect(await offers(team)).toEqual({
    serviceRequest: { dispatches: [own] },
    serviceRequests: { totalCount: 0 },
  });
  expect(await offers(corps)).toMatchObject({ serviceRequest: null });
  expect(await offers(requester)).toEqual({
    serviceRequest: { dispatches: [other, own] },
    serviceRequests: { totalCount: 1 },
  });
});

test('whoever serves is not told which account the requester has', async () => {
  const { id } = await here.accepted(requester);
  const read = async (who: Person) =>
    (
      await who.query(`query ($id: ID!) { serviceRequest(by: {id: $id}) { requester { subject } } }`, {
        id,
      })
    ).serviceRequest.requester;
  expect(await read(requester)).toEqual({ subject: 'requester' });
  expect(await read(team)).toBeNull();
});

test('whose it is not, a change of it is refused as if it were not there', async () => {
  const { id, version } = await here.submitted(requester);
  const args = { id, expectedVersion: version, reason: '试试' };
  for (const who of [stranger, otherOffice, otherStreet]) {
    expect((await who.refused('serviceRequestCancel', args)).code).toBe('NOT_FOUND');
  }
  const { errors } = await send(
    `mutation ($id: ID!) { serviceRequestCancel(id: $id, expectedVersion: 1, reason: "x") { serviceRequest { id } } }`,
    { id },
  );
  expect(errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
});

test('one sees one’s own requests under viewer', async () => {
  const who = await person();
  const { id } = await here.submitted(who);
  await here.submitted(requester);
  const { viewer } = await who.query(`{ viewer { serviceRequests { totalCount nodes { id } } } }`);
  expect(viewer.serviceRequests).toEqual({ totalCount: 1, nodes: [{ id }] });
});

test('audit entries say that a contact was given, not what it is', async () => {
  const { id } = await here.submitted(requester, { contactPhone: '13911112222' });
  const { auditEntries } = await office.query(
    `{ auditEntries(where: {action: {eq: "serviceRequestSubmit"}}, first: 100) { nodes { subjectId changes { property after } } } }`,
  );
  expect(auditEntries.nodes.map(({ subjectId }: any) => subjectId)).toContain(id);
  const text = JSON.stringify(auditEntries);
  expect(text).toContain('contactPhone');
  expect(text).not.toContain('13911112222');
  expect(text).not.toContain(WHOLE.contactName);
  expect(text).not.toContain(WHOLE.address);
  // Nor what the requester wrote in their own words, since that is erased one day.
  expect(text).toContain('need');
  expect(text).not.toContain('陪老人去医院复诊');
});

test('nothing of a request goes into the public feed', async () => {
  const changes = async () => (await query('{ changes { totalCount } }')).changes.totalCount;
  const before = await changes();
  await here.accepted(requester);
  expect(await changes()).toBe(before);
});
