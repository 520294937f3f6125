import { OperatorError } from '../operator-error.ts';
import { DATABASE_SETTINGS } from '../settings.ts';
import { ROLES, type Role } from '../viewer.ts';
import type { Command } from './command.ts';
import { tell } from './command.ts';
import { openDatabase, type OpenDatabase } from './database.ts';

export const tokenCommand: Command = {
  usage: '<标识 subject>',
  zh: '签发一个本机令牌并打印；可同时授予角色',
  en: 'mint a token of this service’s own and print it; may grant a role as well',
  options: {
    role: {
      type: 'string',
      zh: `角色：${ROLES.join('、')}；不给则只有登录`,
      en: 'role; without, just signed in',
    },
    party: {
      type: 'string',
      zh: '协调员的单位或队伍的代码，如 370117/aishan-street',
      en: 'code of the coordinator’s unit or team',
    },
    district: {
      type: 'string',
      zh: '区划代码；只有一个区时可省',
      en: 'code of the district; may be left out where there is one',
    },
    hours: { type: 'string', zh: '有效小时数（12）', en: 'hours it is valid (12)' },
  },
  settings: [...DATABASE_SETTINGS, 'OIDC_ISSUER'],
  async run({ settings, positionals, options }) {
    const [subject, ...others] = positionals;
    if (subject === undefined || others.length > 0) {
      throw new OperatorError('请给出一个标识，如 office-li', 'Give one subject, e.g. office-li', 2);
    }
    if (settings.OIDC_ISSUER !== '') {
      throw new OperatorError(
        '设置了 OIDC_ISSUER，令牌由它签发',
        'OIDC_ISSUER is set: tokens are minted there',
        2,
      );
    }
    const role = options['role'] as Role | undefined;
    if (role !== undefined && !ROLES.includes(role)) {
      throw new OperatorError(
        `没有角色 ${role}；有 ${ROLES.join('、')}`,
        `No role ${role}; there are ${ROLES.join(', ')}`,
        2,
      );
    }
    const hours = Number(options['hours'] ?? 12);
    if (!(Number.isInteger(hours) && hours >= 1 && hours <= 8760)) {
      throw new OperatorError(
        'hours 应为 1 到 8760 的整数',
        'hours must be a whole number from 1 to 8760',
        2,
      );
    }
    const [database, { LOCAL_ISSUER, mintToken }] = await Promise.all([
      openDatabase(settings),
      import('../access/tokens.ts'),
    ]);
    try {
      if (role) await grant(database, { issuer: LOCAL_ISSUER, subject }, role, options);
      process.stdout.write(`${await mintToken(database.pool, subject, hours)}\n`);
      tell(
        `${subject} 的令牌，${hours} 小时内有效；请求时写 Authorization: Bearer <令牌>`,
        `A token of ${subject}, valid for ${hours} hours; send it as Authorization: Bearer <token>`,
      );
      return 0;
    } finally {
      await database.close();
    }
  },
};

async function grant(
  { pool }: OpenDatabase,
  { issuer, subject }: { issuer: string; subject: string },
  role: Role,
  options: Record<string, string | boolean | undefined>,
): Promise<void> {
  const { v7 } = await import('uuid');
  const code = options['party'] as string | undefined;
  if ((code !== undefined) !== (role === 'COORDINATOR')) {
    throw new OperatorError(
      '协调员须给 --party，其他角色不给',
      'A coordinator needs --party, the other roles have none',
      2,
    );
  }
  const party = code === undefined ? null : await partyOf(pool, code);
  const district =
    (options['district'] as string | undefined) ?? code?.split('/')[0] ?? (await onlyDistrict(pool));
  const { rows } = await pool.query<{ id: string }>(
    `insert into account (id, issuer, subject, created_at) values ($1, $2, $3, now())
     on conflict (issuer, subject) do update set subject = excluded.subject returning id`,
    [v7(), issuer, subject],
  );
  await pool.query(
    `insert into role_grant (id, account_id, role, party_id, district_code, granted_at, version)
     select $1, $2, $3, $4, $5, now(), 1 where not exists (select 1 from role_grant g where g.account_id = $2 and g.role = $3
       and g.party_id is not distinct from $4::uuid and g.district_code = $5 and g.revoked_at is null)
     on conflict do nothing`,
    [v7(), rows[0]!.id, role, party, district],
  );
}

async function partyOf(pool: OpenDatabase['pool'], code: string): Promise<string> {
  const { rows } = await pool.query<{ id: string; kind: string }>(
    'select id, kind from party where code = $1',
    [code],
  );
  if (rows[0]?.kind === 'COLLECTIVE') {
    throw new OperatorError(
      `${code} 是集合主体，没有协调员`,
      `${code} is a collective and has no coordinator`,
    );
  }
  if (rows[0]) return rows[0].id;
  throw new OperatorError(`没有单位或队伍 ${code}`, `There is no party ${code}`);
}

async function onlyDistrict(pool: OpenDatabase['pool']): Promise<string> {
  const { rows } = await pool.query<{ code: string }>('select distinct district_code as code from plan');
  if (rows.length === 1) return rows[0]!.code;
  throw new OperatorError('请用 --district 给出区划代码', 'Give the code of the district with --district', 2);
}
