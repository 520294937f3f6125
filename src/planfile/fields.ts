import { brief, type Errors } from './errors.ts';
import type { Value } from './yaml-tree.ts';

/** Earlier days are slips of the pen; the year 0 the database does not even know. */
const FIRST_DAY = '1900-01-01';
const CODE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** The database keeps whole numbers in 32 bits. */
const LARGEST_INTEGER = 2_147_483_647;

/**
 * The keys of one YAML map, read by type. Each getter reports what is wrong and returns a harmless stand-in, so that
 * the reader goes on to the next fault; nothing of a folder with an error is ever used.
 */
export class Fields {
  readonly at: Value;
  readonly errors: Errors;
  readonly #entries: Map<string, Value>;

  constructor(at: Value, known: readonly string[], errors: Errors) {
    this.at = at;
    this.errors = errors;
    this.#entries = at.kind === 'map' ? at.entries : new Map<string, Value>();
    if (at.kind !== 'map') {
      errors.add(
        at,
        'BAD_VALUE',
        `此处应为一组键值（${known.join('、')}）`,
        `expected a map with ${known.join(', ')}`,
      );
    }
    for (const [key, value] of this.#entries) {
      if (known.includes(key)) continue;
      const list = known.join(', ');
      errors.add(
        value,
        'UNKNOWN_KEY',
        `不认识的键“${brief(key)}”，可用：${list}`,
        `unknown key “${brief(key)}”; known: ${list}`,
      );
    }
  }

  /** The value of a key; undefined where it is absent or null. */
  value(key: string): Value | undefined {
    const value = this.#entries.get(key);
    return value?.kind === 'scalar' && value.value === null ? undefined : value;
  }

  /** Where a key stands, or the map that should hold it. */
  spot(key: string): Value {
    return this.#entries.get(key) ?? this.at;
  }

  /** Required text. */
  text(key: string): string {
    return this.textOrNull(key) ?? this.#missing(key);
  }

  textOrNull(key: string): string | null {
    const value = this.value(key);
    return value ? asText(value, this.errors) : null;
  }

  /** Required ASCII slug. */
  code(key = 'code'): string {
    const code = this.text(key);
    if (code !== '' && !CODE.test(code)) {
      this.bad(
        key,
        `“${brief(code)}”不是代码：只用小写字母、数字和连字符`,
        `“${brief(code)}” is no code: lower-case letters, digits and hyphens only`,
      );
    }
    return code;
  }

  /** Required whole number, 0 or more. */
  integer(key: string): number {
    if (!this.value(key)) this.#missing(key);
    return this.integerOrNull(key) ?? 0;
  }

  integerOrNull(key: string): number | null {
    const value = this.value(key);
    if (!value) return null;
    const number = value.kind === 'scalar' ? value.value : null;
    if (
      typeof number === 'number' &&
      Number.isSafeInteger(number) &&
      number >= 0 &&
      number <= LARGEST_INTEGER
    ) {
      return number;
    }
    this.bad(key, `“${key}”应为不小于 0 的整数`, `“${key}” must be a whole number, 0 or more`);
    return null;
  }

  boolean(key: string, fallback: boolean): boolean {
    const value = this.value(key);
    if (!value) return fallback;
    if (value.kind === 'scalar' && typeof value.value === 'boolean') return value.value;
    this.bad(key, `“${key}”应为 true 或 false`, `“${key}” must be true or false`);
    return fallback;
  }

  /** Required word of a closed list; the first one stands in after an error. */
  oneOf<T extends string>(key: string, words: readonly [T, ...T[]]): T {
    if (!this.value(key)) this.#missing(key);
    return this.oneOfOrNull(key, words) ?? words[0];
  }

  oneOfOrNull<T extends string>(key: string, words: readonly T[]): T | null {
    const text = this.textOrNull(key);
    if (text === null) return null;
    const word = words.find((each) => each === text);
    if (word !== undefined) return word;
    const list = words.join(', ');
    this.bad(
      key,
      `“${key}”应为 ${list} 之一，而不是“${brief(text)}”`,
      `“${key}” must be one of ${list}, not “${brief(text)}”`,
    );
    return null;
  }

  /** Required date. */
  date(key: string): string {
    return this.dateOrNull(key) ?? (this.value(key) ? '' : this.#missing(key));
  }

  /** A day as `YYYY-MM-DD`. */
  dateOrNull(key: string): string | null {
    const text = this.textOrNull(key);
    if (text === null) return null;
    if (isDay(text) && text >= FIRST_DAY) return text;
    if (isDay(text)) {
      this.bad(key, `“${text}”早于 ${FIRST_DAY}`, `“${text}” is before ${FIRST_DAY}`);
      return null;
    }
    this.bad(
      key,
      `“${brief(text)}”不是有效日期（应为 YYYY-MM-DD）`,
      `“${brief(text)}” is no date (YYYY-MM-DD)`,
    );
    return null;
  }

  /** The items of a list; none where the key is absent. */
  list(key: string): Value[] {
    const value = this.value(key);
    if (!value) return [];
    if (value.kind === 'list') return value.items;
    this.bad(key, `“${key}”应为列表`, `“${key}” must be a list`);
    return [];
  }

  texts(key: string): string[] {
    return this.list(key).map((item) => asText(item, this.errors));
  }

  bad(key: string, chinese: string, english: string): void {
    this.errors.add(this.spot(key), 'BAD_VALUE', chinese, english);
  }

  #missing(key: string): string {
    if (this.at.kind === 'map') this.errors.add(this.at, 'MISSING', `缺少“${key}”`, `“${key}” is missing`);
    return '';
  }
}

/** Text of a scalar; numbers are refused rather than guessed at, because `007` and `2022-4` lose by it. */
export function asText(value: Value, errors: Errors): string {
  if (value.kind === 'scalar' && typeof value.value === 'string' && value.value.trim() !== '')
    return value.value;
  if (value.kind === 'scalar' && typeof value.value !== 'string' && value.value !== null) {
    const shown = String(value.value);
    errors.add(
      value,
      'BAD_VALUE',
      `应为文字，请加引号：'${shown}'`,
      `must be text, put it in quotes: '${shown}'`,
    );
  } else {
    errors.add(value, 'BAD_VALUE', '应为非空文字', 'must be text and not empty');
  }
  return '';
}

/** Reports every value of `key` that an earlier item of the list already has. */
export function reportDuplicates(
  items: readonly { key: string; at: Value }[],
  what: string,
  errors: Errors,
): void {
  const seen = new Map<string, Value>();
  for (const { key, at } of items) {
    const first = seen.get(key);
    if (first && key !== '') {
      const line = first.line ?? '?';
      errors.add(
        at,
        'DUPLICATE',
        `${what}“${brief(key)}”重复，第 ${line} 行已有`,
        `${what} “${brief(key)}” already stands in line ${line}`,
      );
    } else {
      seen.set(key, at);
    }
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
