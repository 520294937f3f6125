import { OperatorError } from '../operator-error.ts';
import { ROLES, type Role } from '../viewer.ts';
import type { CommandOption } from '../settings.ts';

/** The options of a command that grants a role. */
export const GRANT_OPTIONS = {
  role: { type: 'string', zh: `角色：${ROLES.join('、')}`, en: 'the role' },
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
} as const satisfies Record<string, CommandOption>;

/** What is to be granted, as far as the command line alone can tell. */
export interface Wanted {
  role: Role;
  party: string | null;
  district: string | null;
}

/** Reads the options. Null when no role is asked for. Throws OperatorError, status 2, when they do not fit together. */
export function wantedOf(options: Record<string, string | boolean | undefined>): Wanted | null {
  const { role, party = null, district = null } = options as Record<string, string | undefined>;
  if (role === undefined) {
    if (party === null && district === null) return null;
    throw new OperatorError(
      '--party 与 --district 须与 --role 同用',
      '--party and --district go with --role',
      2,
    );
  }
  if (!ROLES.includes(role as Role)) {
    throw new OperatorError(
      `没有角色 ${role}；有 ${ROLES.join('、')}`,
      `No role ${role}; there are ${ROLES.join(', ')}`,
      2,
    );
  }
  if ((party !== null) !== (role === 'COORDINATOR')) {
    throw new OperatorError(
      '协调员须给 --party，其他角色不给',
      'A coordinator needs --party, the other roles have none',
      2,
    );
  }
  if (party !== null && district !== null && !party.startsWith(`${district}/`)) {
    throw new OperatorError(
      `${party} 不是 ${district} 的单位或队伍`,
      `${party} is not of the district ${district}`,
      2,
    );
  }
  return { role: role as Role, party, district };
}
