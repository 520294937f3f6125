import type { Pool } from 'pg';
import { OperatorError } from '../operator-error.ts';

interface ServerError {
  code: string;
  message: string;
}

/** Turns what the server refused for want of a right or an extension into what its administrator can do. */
export async function asMigrationError(error: unknown, pool: Pool): Promise<unknown> {
  const refusal = refusalIn(error);
  if (!refusal) return error;
  const { code, message } = refusal;
  const extension = /extension "([^"]+)"/.exec(message)?.[1];
  if (code === '42501') {
    const { rows } = await pool.query<{ role: string; database: string }>(
      'select quote_ident(current_user) as role, quote_ident(current_database()) as database',
    );
    const { role, database } = rows[0]!;
    const remedy =
      extension === undefined
        ? `grant usage, create on schema public to ${role}`
        : `create extension ${extension}; -- or: grant create on database ${database} to ${role}`;
    const owner = message.startsWith('must be owner');
    return new OperatorError(
      `无法升级数据库结构，用户 ${role} 权限不足（${message}）。${owner ? '各表须属于这个用户。' : `请由管理员在数据库 ${database} 中执行：\n  ${remedy}`}`,
      `The structure cannot be brought up to date: ${role} lacks a right (${message}). ${owner ? 'The tables must belong to that role.' : `Let an administrator run in ${database}:\n  ${remedy}`}`,
    );
  }
  if (extension === undefined || !['0A000', '58P01'].includes(code)) return error;
  return new OperatorError(
    `无法升级数据库结构：服务器上没有扩展 ${extension}（${message}）。请安装 PostgreSQL 自带的扩展包（如 postgresql-contrib）。`,
    `The structure cannot be brought up to date: the server lacks the extension ${extension} (${message}). Install PostgreSQL's own extensions there (postgresql-contrib, for one).`,
  );
}

/** The server's own error, below what the ORM and the migrator wrapped round it. */
function refusalIn(error: unknown): ServerError | null {
  let found: ServerError | null = null;
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string') found = { code: each.code, message: each.message };
  }
  return found;
}
