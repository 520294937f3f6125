import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataState } from '../generated/resolvers.ts';
import type { Dataset } from './datasets.ts';
import { escape } from './escape.ts';
import { formOf } from './form.ts';
import { DATASET_FORMATS } from './formats.ts';

/** The front page's own sheet, and what only this page has. */
const STYLE = `${readFileSync(join(import.meta.dirname, '../../web/home.css'), 'utf8')}
.state { margin: 1.5rem 0 0; padding: .5rem 1rem; border: 1px solid var(--accent); border-radius: 4px; }
.index { columns: 3 12rem; margin: 2rem 0; padding: 0; list-style: none; }
section.dataset { margin: 0 0 1.5rem; padding: 1.25rem 1.5rem; border: 1px solid var(--line); border-radius: 4px; background: var(--card); }
section.dataset h2 { margin: 0; font-size: 1.25rem; }
section.dataset h2 code { margin-left: .5em; color: var(--soft); font-weight: 400; }
section.dataset > p { margin: .25rem 0 .75rem; color: var(--soft); }
.formats { display: flex; flex-wrap: wrap; gap: .5rem; margin: .75rem 0 0; }
.formats a, button { padding: .125rem .75rem; border: 1px solid var(--accent); border-radius: 4px; background: none; color: var(--accent); font: inherit; text-decoration: none; cursor: pointer; }
label { display: grid; grid-template-columns: minmax(8rem, 18rem) 1fr; gap: 0 1rem; align-items: baseline; padding: .25rem 0; }
label small { color: var(--soft); }
input, select { width: 100%; padding: .25rem .5rem; border: 1px solid var(--line); border-radius: 4px; background: var(--paper); color: inherit; font: inherit; }
details { margin-top: .75rem; }
summary { cursor: pointer; color: var(--accent); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; line-height: 1.5; }
th, td { padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
`;

export const CATALOGUE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "img-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const WORDS = {
  zh: {
    title: '数据集',
    lead: '每个数据集是一张表，可以用表格软件打开，也可以用程序读取。权限与 /graphql 相同：不带令牌只有公开的内容。',
    demo: '当前是示例数据：有虚构的演示记录，不得当作真实情况引用。',
    other: '<a href="/data?lang=en" hreflang="en" lang="en">English</a>',
    columns: '列',
    column: '列名',
    field: '字段',
    type: '类型',
    meaning: '说明',
    conditions: '按条件取',
    more: '说明文件',
    query: '对应的查询',
  },
  en: {
    title: 'Datasets',
    lead: 'Each dataset is a table, to be opened as a spreadsheet or read by a program. Rights are those of /graphql: without a token, what is public.',
    demo: 'This is demonstration data: there are invented records, which must not be quoted as facts.',
    other: '<a href="/data?lang=zh" hreflang="zh-CN" lang="zh-CN">中文</a>',
    columns: 'Columns',
    column: 'Heading',
    field: 'Field',
    type: 'Type',
    meaning: 'Description',
    conditions: 'With conditions',
    more: 'Descriptions',
    query: 'The query behind it',
  },
} as const;

/** The page `/data`: every dataset with its parameters, columns and files. Needs no script. */
export function cataloguePage(datasets: readonly Dataset[], state: DataState, language: 'zh' | 'en'): string {
  const words = WORDS[language];
  const index = datasets.map(
    ({ name, title }) => `<li><a href="#${name}">${escape(title[language])}</a></li>`,
  );
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${words.title} · 志愿图谱 Zhiyuan Graph</title>
<style>${STYLE}</style>
<main>
<header><h1>${words.title}<span><a href="/">志愿图谱</a></span><span>${words.other}</span></h1><p class="lead">${words.lead}</p>
${state === 'DEMO' ? `<p class="state" role="note">${words.demo}</p>` : ''}
<ul class="index">${index.join('')}</ul></header>
${datasets.map((dataset) => sectionOf(dataset, language)).join('\n')}
<section class="more"><p>${words.more}: <a href="/data/datapackage.json">datapackage.json</a> · <a href="/data/openapi.json">openapi.json</a></p></section>
</main>
</html>`;
}

function sectionOf(
  { name, title, description, parameters, table, text }: Dataset,
  language: 'zh' | 'en',
): string {
  const words = WORDS[language];
  const isFree = !parameters.some(({ isRequired }) => isRequired);
  const links = DATASET_FORMATS.map(
    (format) => `<a href="/data/${name}.${format}">${format.toUpperCase()}</a>`,
  );
  const rows = table.columns.map(
    (column) =>
      `<tr><td>${escape(column.heading[language])}</td><td><code>${escape(column.name)}</code></td><td>${column.type}${column.isList ? '[]' : ''}</td><td>${escape(column.description[language])}</td></tr>`,
  );
  const form = formOf({ name, parameters }, DATASET_FORMATS, language);
  return `<section class="dataset" id="${name}"><h2>${escape(title[language])}<code>${name}</code></h2><p>${escape(description[language])}</p>
${isFree ? `<p class="formats">${links.join('')}</p>` : ''}
${parameters.length === 0 ? '' : `<details${isFree ? '' : ' open'}><summary>${words.conditions}</summary>${form}</details>`}
<details><summary>${words.columns} (${table.columns.length})</summary><div class="wide"><table><thead><tr><th>${words.column}</th><th>${words.field}</th><th>${words.type}</th><th>${words.meaning}</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></details>
<p><a href="/explorer?query=${encodeURIComponent(text)}">${words.query}</a></p></section>`;
}
