import { createHash } from 'node:crypto';
import { clockOf } from '../shanghai.ts';
import { getNamedType } from 'graphql';
import type { Column } from './columns.ts';
import type { Dataset } from './datasets.ts';
import { escape } from './escape.ts';
import { isNumeric, SEPARATOR } from './file.ts';
import { formOf } from './form.ts';
import { FORMAT_NAMES, PAGE } from './formats.ts';
import { type Code, termOf } from './headings.ts';
import type { Meta } from './meta.ts';
import type { Parameter, Query } from './parameters.ts';
import type { Row, Value } from './rows.ts';

const STYLE = `
:root { --paper: #fbfaf8; --ink: #1f1d1a; --soft: #5d5850; --line: #e2ded6; --accent: #b3261e; --head: #f3f0ea; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --paper: #171614; --ink: #ece8e1; --soft: #aea79b; --line: #38342e; --accent: #ff8a7a; --head: #211f1c; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem 1.25rem 3rem; max-width: 110rem; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
a { color: var(--accent); }
a:focus-visible, .wide:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h1 { margin: .5rem 0 0; font-size: 1.75rem; line-height: 1.3; }
p { margin: .5rem 0; max-width: 60rem; }
.soft, caption, footer { color: var(--soft); }
.state { display: inline-block; padding: .25rem .75rem; border: 1px solid var(--accent); border-radius: 4px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: .75rem 0; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: .875rem; line-height: 1.5; }
caption { padding: 0 0 .5rem; text-align: left; }
th, td { min-width: 4rem; max-width: 28rem; padding: .25rem .75rem; border: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { position: sticky; top: 0; background: var(--head); font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.time, .date { white-space: nowrap; }
.none { color: var(--soft); }
label { display: grid; grid-template-columns: minmax(8rem, 22rem) minmax(8rem, 20rem); gap: 0 1rem; align-items: baseline; padding: .25rem 0; }
label small { color: var(--soft); }
input, select, button { padding: .25rem .5rem; border: 1px solid var(--line); border-radius: 4px; background: var(--paper); color: inherit; font: inherit; }
button { padding: .25rem 1.25rem; border-color: var(--accent); color: var(--accent); cursor: pointer; }
@media (max-width: 40rem) { label { grid-template-columns: 1fr; } }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .25rem 0; padding: 0; list-style: none; }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --head: #eee; --accent: #000; color-scheme: light; }
  body { padding: 0; max-width: none; font-size: 9pt; }
  nav, .way { display: none; }
  .wide { overflow: visible; }
  table { width: 100%; font-size: 7.5pt; }
  th { position: static; }
  th, td { min-width: 0; padding: 1pt 3pt; }
  tr { break-inside: avoid; }
}
`;

/** What the page may load: its own style, nothing else. */
export const TABLE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const WORDS = {
  zh: {
    home: '志愿图谱',
    data: '数据集',
    conditions: '条件',
    yes: '是',
    no: '否',
    all: (count: number) => `共 ${count} 行`,
    some: (count: number) => `本页 ${count} 行`,
    none: '没有符合条件的行。',
    null: '空',
    next: '下一页',
    first: '回到第一页',
    others: '下载同样的数据',
    table: '表格',
    retrieved: '取数时刻',
    source: '来源',
    wrong: '无法列出',
    back: '回到数据集目录',
  },
  en: {
    home: 'Zhiyuan Graph',
    data: 'Datasets',
    conditions: 'Conditions',
    yes: 'yes',
    no: 'no',
    all: (count: number) => `${count} rows in all`,
    some: (count: number) => `${count} rows on this page`,
    none: 'No row meets the conditions.',
    null: 'empty',
    next: 'Next page',
    first: 'Back to the first page',
    others: 'The same data as a file',
    table: 'Table',
    retrieved: 'Retrieved at',
    source: 'Source',
    wrong: 'This cannot be listed',
    back: 'Back to the datasets',
  },
} as const;

type Language = keyof typeof WORDS;

/** A dataset's rows, or some of them, as a page. */
export interface TablePage {
  name: string;
  meta: Meta;
  columns: readonly Column[];
  headings: readonly string[];
  parameters: readonly Parameter[];
  /** What was asked for, as it ends an address, without where the rows begin: empty, or with its question mark. */
  search: string;
  rows: readonly Row[];
  /** Whether rows stand before these. */
  isContinued: boolean;
  /** The address of the rows that follow; null where there are none. */
  next: string | null;
}

/** The page as HTML. It needs no script, and nothing of the data is more than text in it. */
export function tablePage(page: TablePage): string {
  const { name, meta, rows, search, isContinued, next } = page;
  const { language, title } = meta;
  const words = WORDS[language];
  const columns = page.columns
    .map((column, i) => ({ column, heading: page.headings[i]!, i }))
    .filter(isShown);
  const first = `/data/${name}.html${search}`;
  const count = (isContinued || next !== null ? words.some : words.all)(rows.length);
  const steps = [
    isContinued ? `<a rel="first" href="${escape(first)}">${words.first}</a>` : '',
    next === null ? '' : `<a rel="next" href="${escape(next)}">${words.next}</a>`,
  ].filter(Boolean);
  const files = FORMAT_NAMES.map(
    (format) =>
      `<li><a href="${escape(`/data/${name}.${format}${search}`)}">${format.toUpperCase()}</a></li>`,
  );
  const body =
    rows.length === 0
      ? `<p>${words.none}</p>`
      : `<div class="wide" role="region" aria-label="${words.table}" tabindex="0"><table>
<caption>${escape(title)} · ${count}</caption>
<thead><tr>${columns.map(({ heading, column }) => `<th scope="col"${classOf(column)}>${text(heading)}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${columns.map(({ column, i }) => cellOf(column, row[i] ?? null, language)).join('')}</tr>`).join('\n')}
</tbody></table></div>`;
  return framed(
    title,
    language,
    `<header><p class="way"><a href="/">${words.home}</a> › <a href="/data#${name}">${words.data}</a></p>
<h1>${text(title)}</h1>
${meta.description === null ? '' : `<p class="soft">${text(meta.description)}</p>`}
${meta.dataState === 'DEMO' ? `<p class="state" role="note">${escape(meta.dataStateNote)}</p>` : ''}
${conditionsOf(page)}</header>
<main>${body}
${steps.length === 0 ? '' : `<nav aria-label="${words.next}"><p>${steps.join(' · ')}</p></nav>`}</main>
<nav aria-label="${words.others}"><h2 class="soft">${words.others}</h2><ul>${files.join('')}</ul></nav>
<footer><p>${words.retrieved}: ${timeOf(meta.retrievedAt)} · ${words.source}: ${text(meta.source)}</p><p>${escape(meta.licence)}</p></footer>`,
  );
}

/** The page that says why there is none. */
export function refusalPage(
  messages: readonly string[],
  language: Language,
  asked: { dataset: Dataset; given: Query } | null = null,
): string {
  const words = WORDS[language];
  const form = asked ? formOf(asked.dataset, [PAGE], language, asked.given) : '';
  return framed(
    words.wrong,
    language,
    `<main><h1>${asked ? text(asked.dataset.title[language]) : words.wrong}</h1>${messages.map((message) => `<p role="alert">${text(message)}</p>`).join('')}
${form}<p><a href="/data${asked ? `#${asked.dataset.name}` : ''}">${words.back}</a></p></main>`,
  );
}

const framed = (title: string, language: Language, body: string): string => `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · ${WORDS[language].home}</title>
<style>${STYLE}</style></head>
<body>
${body}
</body>
</html>
`;

/** Ids are for programs. */
const isShown = ({ column }: { column: Column }): boolean => column.type !== 'id';

/** A text whose direction is its own: marks in it turn nothing that stands around it. */
const text = (plain: string): string => `<bdi>${escape(plain)}</bdi>`;

const classOf = (column: Column): string => {
  if (isNumeric(column)) return ' class="number"';
  if (column.isList) return '';
  return column.type === 'datetime' ? ' class="time"' : column.type === 'date' ? ' class="date"' : '';
};

function cellOf(column: Column, cell: Value | Value[], language: Language): string {
  const values = Array.isArray(cell) ? cell : [cell];
  if (values.length === 0 || (values.length === 1 && values[0] === null))
    return `<td><span class="none" aria-label="${WORDS[language].null}">—</span></td>`;
  const shown = values.map((value) => (value === null ? '' : valueOf(column, value, language)));
  return `<td${classOf(column)}>${shown.join(SEPARATOR)}</td>`;
}

function valueOf({ type, codes }: Column, value: NonNullable<Value>, language: Language): string {
  const words = WORDS[language];
  if (type === 'datetime') return timeOf(String(value));
  if (type === 'boolean') return `<data value="${value}">${value === true ? words.yes : words.no}</data>`;
  if (type === 'code')
    return `<data value="${escape(String(value))}">${text(wordFor(codes, String(value), language))}</data>`;
  if (type === 'url' && /^(https?:\/)?\//.test(String(value)))
    return `<a rel="noreferrer nofollow" href="${escape(String(value))}">${text(String(value))}</a>`;
  return text(String(value));
}

/** What a value of an enum is called, short. */
function wordFor(codes: readonly Code[], value: string, language: Language): string {
  const code = codes.find((each) => each.code === value);
  return code ? termOf(`${code.zh}\n${code.en}`, value)[language] : value;
}

/** An instant by the clock in Shanghai, to the minute. */
function timeOf(instant: string): string {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) return text(instant);
  const shown = clockOf(at).toISOString().slice(0, 16).replace('T', ' ');
  return `<time datetime="${new Date(at).toISOString()}">${shown}</time>`;
}

/** What was asked for, in words. */
function conditionsOf({ parameters, meta: { parameters: given, language } }: TablePage): string {
  const said = parameters.filter(({ name }) => given[name] !== undefined);
  if (said.length === 0) return '';
  const items = said.map(({ name, type, codes, description }) => {
    const value = given[name];
    const values = (Array.isArray(value) ? value : [value]).map((each: unknown) =>
      typeof each === 'object'
        ? text(JSON.stringify(each))
        : valueOf(
            {
              type:
                getNamedType(type).name === 'DateTime'
                  ? 'datetime'
                  : typeof each === 'boolean'
                    ? 'boolean'
                    : codes.length > 0
                      ? 'code'
                      : 'text',
              codes,
            } as Column,
            each as NonNullable<Value>,
            language,
          ),
    );
    return `<dt>${escape(termOf(`${description.zh}\n${description.en}`, name)[language])}</dt><dd>${values.join(SEPARATOR)}</dd>`;
  });
  return `<dl aria-label="${WORDS[language].conditions}">${items.join('')}</dl>`;
}
