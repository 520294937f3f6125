import { OperatorError } from '../operator-error.ts';
import { DATABASE_SETTINGS } from '../settings.ts';
import type { Command } from './command.ts';
import { tell } from './command.ts';
import { openDatabase } from './database.ts';
import { GRANT_OPTIONS, wantedOf } from './granting.ts';

export const tokenCommand: Command = {
  usage: '<标识 subject>',
  zh: '签发一个本机令牌并打印；可同时授予角色',
  en: 'mint a token of this service’s own and print it; may grant a role as well',
  options: {
    ...GRANT_OPTIONS,
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
        '设置了 OIDC_ISSUER，令牌由它签发；授予角色用 grant',
        'OIDC_ISSUER is set: tokens are minted there; roles are granted with grant',
        2,
      );
    }
    const wanted = wantedOf(options);
    const hours = Number(options['hours'] ?? 12);
    if (!(Number.isInteger(hours) && hours >= 1 && hours <= 8760)) {
      throw new OperatorError(
        'hours 应为 1 到 8760 的整数',
        'hours must be a whole number from 1 to 8760',
        2,
      );
    }
    const [database, { LOCAL_ISSUER, mintToken }, { grantRole }] = await Promise.all([
      openDatabase(settings),
      import('../access/tokens.ts'),
      import('./grant-role.ts'),
    ]);
    try {
      if (wanted) await grantRole(database.pool, { issuer: LOCAL_ISSUER, subject }, wanted);
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
