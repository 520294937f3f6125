import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { mintToken } from '../../src/access/tokens.ts';
import type { AppOptions } from '../../src/server/app.ts';
import type { Role } from '../../src/viewer.ts';
import { type Answer, testServer, type TestServer } from './server.ts';

/** Somebody who sends requests with a token of their own. */
export interface Person {
  subject: string;
  headers: Record<string, string>;
  /** Runs a query that must succeed; its data. */
  query: <T = any>(text: string, variables?: Record<string, unknown>) => Promise<T>;
  send: (text: string, variables?: Record<string, unknown>) => Promise<Answer>;
  /** Runs one mutation that must be carried out: the object's selected fields. */
  does: <T = any>(mutation: string, args: Record<string, unknown>, fields?: string) => Promise<T>;
  /** Runs one mutation that must be refused: the refusal. */
  refused: (mutation: string, args: Record<string, unknown>) => Promise<Refused>;
  /** Runs one mutation, whatever comes of it. */
  tries: (
    mutation: string,
    args: Record<string, unknown>,
    fields?: string,
  ) => Promise<{ object: any; errors: Refused[] }>;
}

export interface Refused {
  __typename: string;
  code: string;
  message: string;
  path: string[] | null;
  [detail: string]: unknown;
}

const DETAILS = `... on VersionConflict { current } ... on InvalidTransition { status } ... on ActivityFull { capacity }
  ... on ActivityNotOpen { activityStatus: status } ... on AlreadySignedUp { signUpId } ... on TimeConflict { activityCode trainingSessionCode }
  ... on OfferPending { respondBy } ... on RoundNotOpen { roundStatus: status } ... on QuotaReached { quota }
  ... on AlreadyGranted { number } ... on AllocationExceeded { left { fen text } } ... on SessionFull { capacity }
  ... on SessionNotOpen { sessionStatus: status } ... on AlreadyEnrolled { enrolmentId }
  ... on ConsentMissing { volunteers kind }`;

/** The unit that the coordinator of the tests coordinates. */
export const UNIT = '370117/aishan-street';

/** A server over the real plan with people in it, and short ways of saying what a test is about. */
export async function world(options: Partial<AppOptions> = {}) {
  const server = await testServer('plan', options);
  const { database } = server;
  const { schema } = server;
  const { rows: parties } = await database.pool.query<{ id: string; code: string }>(
    'select id, code from party',
  );
  const partyKeys = new Map(parties.map(({ id, code }) => [code, id]));
  const partyId = (code: string) => Buffer.from(`Party:${partyKeys.get(code)!}`).toString('base64url');
  const { programs, vocabularies } = await programsAndTerms(server);

  /** A person with a token; with a role where one is given. */
  async function person(
    subject: string = randomUUID(),
    role?: Role,
    { party, district = '370117' }: { party?: string; district?: string } = {},
  ): Promise<Person> {
    const token = await mintToken(database.pool, subject, 24);
    const headers = { authorization: `Bearer ${token}` };
    const send: Person['send'] = (text, variables) => server.send(text, variables, headers);
    await send('{ viewer { isSignedIn } }');
    if (role) {
      await database.pool.query(
        `insert into role_grant (id, account_id, role, party_id, district_code, granted_at, version)
         select gen_random_uuid(), a.id, $2, $3, $4, now(), 1 from account a where a.subject = $1`,
        [subject, role, party === undefined ? null : partyKeys.get(party)!, district],
      );
    }
    const query: Person['query'] = async (text, variables) => {
      const { errors, data } = await send(text, variables);
      expect(errors).toBeUndefined();
      return data;
    };
    const tries: Person['tries'] = async (mutation, args, chosen) => {
      const field = schema.getMutationType()!.getFields()[mutation]!;
      const given = field.args.filter(({ name }) => name in args);
      const object = Object.keys((field.type as any).ofType.getFields()).find(
        (name) => name !== 'errors' && name !== 'query',
      )!;
      const written = (field.type as any).ofType.getFields()[object].type.getFields();
      const fields = chosen ?? (written.version ? 'id version' : 'id');
      const details = DETAILS.split('...').filter((part) => {
        const type = /on (\w+)/.exec(part)?.[1];
        return (
          type &&
          ((field.type as any).ofType.getFields().errors.type.ofType.ofType.ofType.getTypes() as any[]).some(
            ({ name }) => name === type,
          )
        );
      });
      const text = `mutation (${given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')}) {
        result: ${mutation}(${given.map(({ name }) => `${name}: $${name}`).join(', ')}) {
          object: ${object} { ${fields} }
          errors { __typename ... on UserError { code message path } ${details.map((part) => `...${part}`).join(' ')} } } }`;
      const { errors, data } = await send(text.replace('mutation ()', 'mutation'), args);
      expect(errors, JSON.stringify(errors)).toBeUndefined();
      return data.result;
    };
    return {
      subject,
      headers,
      send,
      query,
      tries,
      does: async (mutation, args, fields) => {
        const { object, errors } = await tries(mutation, args, fields);
        expect(errors).toEqual([]);
        return object;
      },
      refused: async (mutation, args) => {
        const { object, errors } = await tries(mutation, args, '__typename');
        expect(object).toBeNull();
        expect(errors).toHaveLength(1);
        return errors[0]!;
      },
    };
  }

  const office = await person('office', 'OFFICE');
  const coordinator = await person('coordinator', 'COORDINATOR', { party: '370117/aishan-street' });

  /** Content of an activity of 艾山街道 in program 3, in two days' time for two hours, unless told otherwise. */
  const activityInput = (more: Record<string, unknown> = {}) => ({
    title: '清理绿化带',
    program: programs['2022-4/3'],
    organizer: partyId('370117/aishan-street'),
    startsAt: '2026-11-26T01:00:00Z',
    endsAt: '2026-11-26T03:00:00Z',
    riskStatement: '路边作业，注意来往车辆',
    ...more,
  });

  /** Content of a volunteer's registration: an adult, unless told otherwise. */
  let people = 0;
  const volunteerInput = (more: Record<string, unknown> = {}) => {
    people += 1;
    return {
      name: `志愿者${people}`,
      birthDate: '1990-05-01',
      phone: `1380000${String(people).padStart(4, '0')}`,
      districtCode: '370117',
      ...more,
    };
  };

  return {
    ...server,
    server,
    person,
    office,
    coordinator,
    programs,
    partyId,
    /** Global id of a term, by `vocabulary/term`. */
    term: (code: string) => vocabularies[code]!,
    activityInput,
    volunteerInput,
    given: {
      /** A published activity. */
      activity: async (more: Record<string, unknown> = {}, by = coordinator) => {
        const draft = await by.does('activityCreate', { input: activityInput(more) });
        return by.does(
          'activityPublish',
          { id: draft.id, expectedVersion: draft.version },
          'id code version startsAt endsAt shifts { id label }',
        );
      },
      /** A volunteer who signs in. */
      volunteer: async (more: Record<string, unknown> = {}) => {
        const who = await person();
        const volunteer = await who.does(
          'volunteerRegister',
          { input: volunteerInput(more) },
          'id version number name',
        );
        return { ...who, ...(volunteer as { id: string; version: number; number: string; name: string }) };
      },
    },
  };
}

export type World = Awaited<ReturnType<typeof world>>;

async function programsAndTerms({ query }: TestServer) {
  const data = await query(`{ programs(first: 100) { nodes { id code } }
    plan(by: {code: "2022-4"}) { vocabularies { code terms { id code } } } }`);
  return {
    programs: Object.fromEntries(data.programs.nodes.map(({ id, code }: any) => [code, id])) as Record<
      string,
      string
    >,
    vocabularies: Object.fromEntries(
      data.plan.vocabularies.flatMap(({ code, terms }: any) =>
        terms.map((term: any) => [`${code}/${term.code}`, term.id]),
      ),
    ) as Record<string, string>,
  };
}
