import { OperatorError } from '../operator-error.ts';
import { DATABASE_SETTINGS } from '../settings.ts';
import type { Command } from './command.ts';
import { tell } from './command.ts';
import { openDatabase } from './database.ts';
import { GRANT_OPTIONS, wantedOf } from './granting.ts';

export const grantCommand: Command = {
  usage: '<标识 subject> --role <角色 role>',
  zh: '授予一个角色：标识是签发者令牌中的 sub；第一个文明办由此产生',
  en: 'grant a role to whom the issuer calls so in the claim sub of its tokens; the first office is made this way',
  options: GRANT_OPTIONS,
  settings: [...DATABASE_SETTINGS, 'OIDC_ISSUER'],
  async run({ settings, positionals, options }) {
    const [subject, ...others] = positionals;
    if (subject === undefined || !/^[^\p{Cc}]{1,255}$/u.test(subject) || others.length > 0) {
      throw new OperatorError(
        '请给出一个标识，即签发者令牌中的 sub',
        'Give one subject: the claim sub of the issuer’s tokens',
        2,
      );
    }
    const wanted = wantedOf(options);
    if (!wanted) throw new OperatorError('请用 --role 给出角色', 'Give the role with --role', 2);
    const [database, { LOCAL_ISSUER }, { grantRole }] = await Promise.all([
      openDatabase(settings),
      import('../access/tokens.ts'),
      import('./grant-role.ts'),
    ]);
    try {
      const issuer = settings.OIDC_ISSUER === '' ? LOCAL_ISSUER : settings.OIDC_ISSUER;
      if (await grantRole(database.pool, { issuer, subject }, wanted))
        tell(
          `已授予 ${subject}（${issuer}）：${wanted.role}`,
          `Granted to ${subject} of ${issuer}: ${wanted.role}`,
        );
      else tell(`${subject} 已有这个角色，未作改动`, `${subject} has the role already, nothing was changed`);
      return 0;
    } finally {
      await database.close();
    }
  },
};
