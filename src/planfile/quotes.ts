import { brief, type Errors, type Spot } from './errors.ts';
import type { PassageFact } from './format.ts';
import { asText, Fields } from './fields.ts';
import { sectionAt, type Section } from './sections.ts';
import type { Value } from './yaml-tree.ts';

/** Where a quote is looked for. It must stand there exactly once. */
export interface Scope {
  spans: readonly { start: number; end: number }[];
  /** For messages: `三.3`, `全文`. */
  name: string;
  /** The name in English messages, where it differs. */
  english?: string;
}

/** Finds quotes in one text and reports those that do not stand where they should. */
export class Quotes {
  readonly text: string;
  readonly sections: readonly Section[];
  readonly errors: Errors;
  readonly whole: Scope;

  constructor(text: string, sections: readonly Section[], errors: Errors) {
    this.text = text;
    this.sections = sections;
    this.errors = errors;
    this.whole = { spans: [{ start: 0, end: text.length }], name: '全文', english: 'the whole text' };
  }

  section(path: string): Section | undefined {
    return this.sections.find((section) => section.path === path);
  }

  /** The scope of a section, reported at `at` where there is none of that path. */
  scopeOf(path: string, at: Spot): Scope {
    const section = this.section(path);
    if (section) return { spans: [section], name: path };
    const known = this.sections.map((each) => each.path).join(', ');
    this.errors.add(
      at,
      'NO_SUCH_REFERENCE',
      `原文没有章节“${brief(path)}”，有：${known}`,
      `the text has no section “${brief(path)}”; it has ${known}`,
    );
    return this.whole;
  }

  /** All quotes of a `quote:` or `also:` key: a text, a map {text, section, nth, within}, or a list of either. */
  read(value: Value, scope: Scope): PassageFact[] {
    const items = value.kind === 'list' ? value.items : [value];
    return items.flatMap((item) => this.#readOne(item, scope) ?? []);
  }

  /** A passage for a text that must stand exactly once in `scope` (or be the `nth` there). */
  find(quote: string, scope: Scope, at: Spot, nth: number | null = null): PassageFact | null {
    if (quote === '') return null;
    const places = placesOf(this.text, quote, scope);
    const start = nth === null ? places[0] : places[nth - 1];
    if (start === undefined) return this.#notFound(quote, scope, at, places.length);
    if (nth === null && places.length > 1) {
      const where = places.map((place) => sectionAt(this.sections, place).path).join(', ');
      this.errors.add(
        at,
        'QUOTE_AMBIGUOUS',
        `引文“${brief(quote)}”在 ${scope.name} 中出现 ${places.length} 次（${where}），请写长一些，或加 section / nth`,
        `quote “${brief(quote)}” stands ${places.length} times in ${scope.english ?? scope.name} (${where}); make it longer or add section / nth`,
      );
      return null;
    }
    const section = sectionAt(this.sections, start);
    if (start + quote.length > section.end) {
      this.errors.add(
        at,
        'BAD_VALUE',
        `引文“${brief(quote)}”超出了章节 ${section.path}`,
        `quote “${brief(quote)}” runs beyond section ${section.path}`,
      );
      return null;
    }
    return this.passage(start, start + quote.length);
  }

  passage(start: number, end: number): PassageFact {
    return { section: sectionAt(this.sections, start).path, quote: this.text.slice(start, end), start, end };
  }

  #readOne(item: Value, scope: Scope): PassageFact | null {
    if (item.kind !== 'map') return this.find(asText(item, this.errors), scope, item);
    const fields = new Fields(item, ['text', 'section', 'nth', 'within'], this.errors);
    const path = fields.textOrNull('section');
    let inner = path === null ? scope : this.scopeOf(path, fields.spot('section'));
    const within = fields.textOrNull('within');
    if (within !== null) {
      const around = this.find(within, inner, fields.spot('within'));
      if (!around) return null;
      inner = { spans: [around], name: `“${brief(within)}”` };
    }
    const nth = fields.integerOrNull('nth');
    if (nth === 0) fields.bad('nth', '“nth”从 1 数起', '“nth” counts from 1');
    return this.find(fields.text('text'), inner, fields.spot('text'), nth);
  }

  #notFound(quote: string, scope: Scope, at: Spot, count: number): null {
    const [chinese, english] = count > 0 ? tooFew(count) : this.#hint(quote, scope);
    this.errors.add(
      at,
      'QUOTE_NOT_FOUND',
      `引文“${brief(quote)}”在 ${scope.name} 中找不到${chinese}`,
      `quote “${brief(quote)}” does not stand in ${scope.english ?? scope.name}${english}`,
    );
    return null;
  }

  /** What most likely went wrong: another section, other blanks, or the first character that differs. */
  #hint(quote: string, scope: Scope): [string, string] {
    const elsewhere = this.text.indexOf(quote);
    if (elsewhere >= 0) {
      const { path } = sectionAt(this.sections, elsewhere);
      return [`，但在 ${path} 中有`, `, but it does in ${path}`];
    }
    const solid = (text: string) => text.replaceAll(/\s+/g, '');
    if (scope.spans.some((span) => solid(this.text.slice(span.start, span.end)).includes(solid(quote)))) {
      return ['，只是空格或换行不同', '; only blanks or line ends differ'];
    }
    const known = longestKnownPrefix(this.text, quote, scope);
    if (known.length < 2) return ['', ''];
    const [at = 0] = placesOf(this.text, known, scope);
    const follows = this.text.slice(at + known.length, at + known.length + 10).split('\n')[0] ?? '';
    const wrong = brief(quote.slice(known.length), 10);
    const tail = known.slice(-10).toWellFormed();
    return [
      `：“${tail}”之后原文是“${follows}”，而不是“${wrong}”`,
      `: after “${tail}” the text goes on “${follows}”, not “${wrong}”`,
    ];
  }
}

/** Every place in the scope where a text starts, overlapping ones too. */
export function placesOf(text: string, quote: string, scope: Scope): number[] {
  const places = new Set<number>();
  for (const span of scope.spans) {
    const window = text.slice(span.start, span.end);
    for (let at = window.indexOf(quote); at >= 0; at = window.indexOf(quote, at + 1))
      places.add(span.start + at);
  }
  return [...places].toSorted((a, b) => a - b);
}

function tooFew(count: number): [string, string] {
  return [`那么多次，只有 ${count} 次`, ` that often, only ${count} time(s)`];
}

function longestKnownPrefix(text: string, quote: string, scope: Scope): string {
  let known = 0;
  let unknown = quote.length;
  while (unknown - known > 1) {
    const middle = (known + unknown) >> 1;
    if (placesOf(text, quote.slice(0, middle), scope).length > 0) known = middle;
    else unknown = middle;
  }
  return quote.slice(0, known);
}
