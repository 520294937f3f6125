import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { makeRole, removeRole } from '../../src/reporting/role.ts';
import { urlFor } from '../../src/reporting/password-file.ts';
import type { TestDatabase } from './database.ts';

const docs = join(import.meta.dirname, '../../docs');

/** Where the service is, on the pages. */
export const ADDRESS = 'http://127.0.0.1:4000';

export interface Recipe {
  /** What stands behind the three backticks. */
  language: string;
  text: string;
}

/** The code blocks of a page, in order. */
export async function recipesOf(page: string): Promise<Recipe[]> {
  const text = await readFile(join(docs, page), 'utf8');
  return [...text.matchAll(/^```(.*)\n([^]*?)^```$/gm)].map(([, language, code]) => ({
    language: language!,
    text: code!,
  }));
}

/** A role that reads the views; the URL by which it connects. */
export async function reader({ pool, url }: TestDatabase): Promise<string> {
  const name = `zt_${randomBytes(4).toString('hex')}`;
  const { password } = await makeRole(pool, { name, connections: 5, timeout: 60 }, async () => undefined);
  afterAll(() => removeRole(pool, name));
  return urlFor(url, name, password);
}
