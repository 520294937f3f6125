import { expect, test } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { oidcIssuer } from '../setup/issuer.ts';
import { testDatabase } from '../setup/database.ts';
import { run } from './process.ts';

const SEVERAL = { timeout: 60_000 };
const database = await testDatabase('plan');
const own = { DATABASE_URL: database.url };

test.each([
  ['nobody', ['grant', '--role', 'OFFICE'], 'Give one subject'],
  ['no role', ['grant', 'li'], 'Give the role with --role'],
  ['an unknown role', ['grant', 'li', '--role', 'KING'], 'No role KING'],
  ['a coordinator of nothing', ['grant', 'li', '--role', 'COORDINATOR'], 'A coordinator needs --party'],
  [
    'an office of a unit',
    ['grant', 'li', '--role', 'OFFICE', '--party', '370117/x'],
    'the other roles have none',
  ],
  [
    'a unit of another district',
    ['grant', 'li', '--role', 'COORDINATOR', '--party', '370117/x', '--district', '370199'],
    'not of the district',
  ],
  [
    'a district that no plan is of',
    ['grant', 'li', '--role', 'OFFICE', '--district', '999'],
    'No plan is of the district 999; there are 370117',
  ],
  [
    'a unit that is not there',
    ['grant', 'li', '--role', 'COORDINATOR', '--party', '370117/nowhere'],
    'There is no party',
  ],
  [
    'a collective',
    ['grant', 'li', '--role', 'COORDINATOR', '--party', '370117/streets-and-zones'],
    'has no coordinator',
  ],
  [
    'a token for a district that no plan is of',
    ['token', 'li', '--role', 'OFFICE', '--district', '999'],
    'No plan is of the district 999',
  ],
  ['a token with a district and no role', ['token', 'li', '--district', '370117'], 'go with --role'],
])('%s is a usage error and writes nothing', SEVERAL, async (_, args, message) => {
  const { status, err, out } = await run(args, own);
  expect([status, out]).toEqual([2, '']);
  expect(err).toContain(message);
  const { rows } = await database.pool.query('select 1 from account');
  expect(rows).toEqual([]);
});

test(
  'the first office of an issuer: granted once, on record, and it grants on to people of that issuer alone',
  SEVERAL,
  async () => {
    const issuer = await oidcIssuer();
    const sign = await issuer.key('first');
    const env = { ...own, OIDC_ISSUER: issuer.address };
    const subject = '7c0f1a52-office';
    const granted = await run(['grant', subject, '--role', 'OFFICE', '--district', '370117'], env);
    expect(granted).toMatchObject({ status: 0, out: '' });
    expect(granted.err).toContain(`Granted to ${subject} of ${issuer.address}: OFFICE`);
    expect((await run(['grant', subject, '--role', 'OFFICE'], env)).err).toContain('has the role already');

    const app = await createApp({
      database,
      logLevel: 'silent',
      issuer: { issuer: issuer.address, audience: 'zhiyuan-graph' },
    });
    const token = await sign({ sub: subject });
    const ask = async (query: string) => {
      const answer = await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { authorization: `Bearer ${token}` },
        payload: { query },
      });
      expect(answer.json().errors).toBeUndefined();
      return answer.json().data;
    };
    const { viewer, auditEntries } = await ask(
      '{ viewer { roles { role districtCode } } auditEntries { nodes { action kind subjectType reason account { subject } changes { property after } } } }',
    );
    expect(viewer.roles).toEqual([{ role: 'OFFICE', districtCode: '370117' }]);
    expect(auditEntries.nodes).toMatchObject([
      { action: 'roleGrant', kind: 'CREATED', subjectType: 'RoleGrant', account: null },
    ]);
    expect(auditEntries.nodes[0].changes).toContainEqual({ property: 'role', after: '"OFFICE"' });

    const grant = (more: string) =>
      ask(`mutation { roleGrant(input: {subject: "li", role: MEDIA, districtCode: "370117"${more}}) {
      roleGrant { account { issuer subject } } errors { __typename ... on UserError { path } } } }`);
    expect((await grant('')).roleGrant).toEqual({
      roleGrant: { account: { issuer: issuer.address, subject: 'li' } },
      errors: [],
    });
    expect((await grant(', issuer: "local"')).roleGrant).toEqual({
      roleGrant: null,
      errors: [{ __typename: 'InvalidInput', path: ['input', 'issuer'] }],
    });
    await app.close();
  },
);
