import { badRequest } from '../errors.ts';

const LENGTH = 100;
const WORDS = 10;

/** The words of a search, each of which must be found. Throws BAD_VALUE for none, too many, or too long ones. */
export function wordsOf(text: string): string[] {
  const words = text.split(/[\s\p{Cc}]+/u).filter(Boolean);
  if (words.length === 0) throw bad('没有要找的字', 'There is nothing to look for');
  if (Array.from(text).length > LENGTH) {
    throw bad(`至多 ${LENGTH} 个字`, `${LENGTH} characters at most`, LENGTH);
  }
  if (words.length > WORDS) throw bad(`至多 ${WORDS} 个词`, `${WORDS} words at most`, WORDS);
  return [...new Set(words)];
}

const bad = (zh: string, en: string, limit?: number) =>
  badRequest('BAD_VALUE', zh, en, { argument: ['text'], ...(limit !== undefined && { limit }) });
