import { OperatorError } from '../operator-error.ts';
import { connectSeconds } from './pool-options.ts';

const advice: Record<string, [zh: string, en: string]> = {
  ECONNREFUSED: ['那里没有数据库在监听，请检查主机与端口', 'nothing listens there; check host and port'],
  ENOTFOUND: ['找不到这台主机', 'there is no such host'],
  EAI_AGAIN: ['找不到这台主机', 'there is no such host'],
  EHOSTUNREACH: ['到不了这台主机', 'the host cannot be reached'],
  ENETUNREACH: ['到不了这台主机', 'the host cannot be reached'],
  '28P01': ['用户名或密码不对', 'user or password is wrong'],
  '28000': ['不允许这个用户登录', 'this user may not log in'],
  '3D000': [
    '没有这个数据库，请检查名称或先建立（create database）',
    'there is no such database; check its name, or create it first (create database)',
  ],
  '53300': ['连接数已满', 'it has no connection left'],
};

/** What Node says of a certificate that it does not trust. */
const CERTIFICATE = /^(?:ERR_TLS_CERT_|CERT_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_)/;

/** The error of a connection that did not come about, as a person can mend it; never with the password. */
export function asConnectError(error: unknown, databaseUrl: string): unknown {
  if (error instanceof OperatorError) return error;
  const place = withoutPassword(databaseUrl);
  const [zh, en] = reasonOf(error as NodeJS.ErrnoException, databaseUrl);
  return new OperatorError(`无法连接数据库 ${place}：${zh}`, `Cannot connect to ${place}: ${en}`);
}

function reasonOf({ code = '', message, path }: NodeJS.ErrnoException, databaseUrl: string) {
  const known = advice[code];
  if (known) return known;
  if (code === 'ETIMEDOUT' || /timeout/i.test(message)) {
    const seconds = connectSeconds(databaseUrl);
    return [
      `${seconds} 秒内没有回应，请检查主机、端口与防火墙`,
      `no answer within ${seconds} seconds; check host, port and firewall`,
    ];
  }
  if (message === 'The server does not support SSL connections') {
    return [
      '服务器没有开启 TLS，而 sslmode 要求加密；请在服务器上开启，网络可信时也可用 sslmode=disable',
      'the server has no TLS, and sslmode asks for it; turn it on there, or use sslmode=disable on a network you trust',
    ];
  }
  if (CERTIFICATE.test(code)) {
    return [
      `服务器的证书不可信（${message}）；用 sslrootcert=文件 给出签发者的证书，或用 sslmode=no-verify 只加密不核对`,
      `the server's certificate is not trusted (${message}); name its issuer's with sslrootcert=file, or encrypt without checking with sslmode=no-verify`,
    ];
  }
  if (path !== undefined && /^E[A-Z]+$/.test(code))
    return [`无法读取 ${path}（${code}）`, `cannot read ${path} (${code})`];
  return [message, message];
}

function withoutPassword(databaseUrl: string): string {
  const { protocol, username, host, pathname } = new URL(databaseUrl);
  return `${protocol}//${username}${username ? '@' : ''}${host}${pathname}`;
}
