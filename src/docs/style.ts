import { createHash } from 'node:crypto';

/** The one sheet of these pages. */
export const STYLE = `
:root { --paper: #fbfaf8; --card: #fff; --ink: #1f1d1a; --soft: #5d5850; --line: #e2ded6; --accent: #b3261e; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --paper: #171614; --card: #211f1c; --ink: #ece8e1; --soft: #aea79b; --line: #38342e; --accent: #ff8a7a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font-family: system-ui, -apple-system, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif; font-size: .9375rem; line-height: 1.8; line-break: strict; text-wrap: pretty; -webkit-text-size-adjust: 100%; }
main { max-width: 62rem; margin: 0 auto; padding: 2rem clamp(1.25rem, 5vw, 3rem) 4rem; }
a { color: var(--accent); text-underline-offset: .25em; }
code { font-family: ui-monospace, 'SF Mono', Consolas, 'Noto Sans Mono', monospace; font-size: .9375em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: .5rem; top: .5rem; padding: .25rem .75rem; background: var(--card); }
.top { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; padding: .625rem clamp(1.25rem, 5vw, 3rem); border-bottom: 1px solid var(--line); background: var(--card); }
.top a { color: var(--soft); text-decoration: none; }
.top a:hover { text-decoration: underline; }
.top .brand { color: var(--accent); font-weight: 700; letter-spacing: .04em; }
.top nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
.top form { display: flex; flex: 1 1 16rem; gap: .375rem; justify-content: flex-end; }
input, button { padding: .25rem .625rem; border: 1px solid var(--line); border-radius: 4px; background: var(--paper); color: inherit; font: inherit; line-height: 1.5; }
.top input { min-width: 0; max-width: 18rem; flex: 1; }
button { border-color: var(--accent); color: var(--accent); cursor: pointer; white-space: nowrap; }
h1 { margin: 0 0 .75rem; font-size: clamp(1.5rem, 4vw, 2rem); line-height: 1.4; overflow-wrap: anywhere; }
h1 code { font-size: 1em; }
h1 small { margin-left: .6em; color: var(--soft); font-size: .5em; font-weight: 400; white-space: nowrap; }
h2 { margin: 2.25rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); font-size: 1.25rem; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1.0625rem; }
p { margin: .5rem 0; }
.path { margin: 0 0 .75rem; color: var(--soft); font-size: .875rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem; }
.card { padding: .875rem 1rem; border: 1px solid var(--line); border-radius: 4px; background: var(--card); break-inside: avoid; }
.card h2, .card h3 { margin: 0 0 .25rem; }
.card ul { margin: 0; padding: 0; list-style: none; }
.card li { overflow-wrap: anywhere; }
.card p { color: var(--soft); }
.entry { margin: 0; padding: .625rem 0; border-bottom: 1px solid var(--line); break-inside: avoid; }
.entry:target, h2:target, h3:target { background: color-mix(in srgb, var(--accent) 12%, transparent); }
.entry > h3 { display: flex; flex-wrap: wrap; gap: 0 .75rem; align-items: baseline; margin: 0; font-size: 1rem; }
.entry > h3 code { font-weight: 600; }
.entry .of { font-weight: 400; overflow-wrap: anywhere; }
.entry p { margin: .125rem 0; }
.entry dl { margin: .375rem 0 0 1rem; padding-left: .875rem; border-left: 2px solid var(--line); }
.entry dt { font-size: .9375rem; overflow-wrap: anywhere; }
.entry dd { margin: 0 0 .25rem; color: var(--soft); }
.self { color: var(--soft); font-weight: 400; text-decoration: none; }
.mark { padding: 0 .4em; border: 1px solid var(--line); border-radius: 3px; color: var(--soft); font-size: .8125rem; font-weight: 400; white-space: nowrap; }
.struck code { text-decoration: line-through; }
.note { padding: .375rem .875rem; border-left: 3px solid var(--accent); background: var(--card); }
pre { margin: .75rem 0; padding: .75rem 1rem; overflow-x: auto; border: 1px solid var(--line); border-radius: 4px; background: var(--card); font-size: .875rem; line-height: 1.6; }
pre code { font-size: 1em; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9375rem; line-height: 1.6; }
th, td { padding: .25rem 1rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
meter { width: 8rem; vertical-align: middle; }
.list { margin: 0; padding: 0; list-style: none; }
.list > li { padding: .375rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.list p { margin: 0; color: var(--soft); }
details { margin: .75rem 0; }
summary { color: var(--accent); cursor: pointer; }
.text { max-width: 46rem; }
@media (max-width: 44rem) { .top form { flex-basis: 100%; justify-content: stretch; } .top input { max-width: none; font-size: 1rem; } }
@media print { :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #333; --line: #999; --accent: #000; } .top, .skip, .open { display: none; } main { max-width: none; padding: 0; } pre { white-space: pre-wrap; overflow-wrap: anywhere; } a { color: inherit; } details > :not(summary) { display: revert; } }
`;

/** Nothing is run, and nothing but this sheet, the icon and the search form is loaded or sent. */
export const DOCS_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  'img-src data:',
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');
