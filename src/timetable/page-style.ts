import { createHash } from 'node:crypto';

export const STYLE = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; color: #1a1a1a; background: #fff; line-height: 1.6; text-autospace: normal;
  font-family: system-ui, 'PingFang SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 3rem; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.35; text-align: center; text-wrap: balance;
  font-family: 'Songti SC', 'Noto Serif CJK SC', 'Source Han Serif SC', SimSun, serif; }
.edition { margin: .5rem 0 1.25rem; text-align: center; color: #555; }
.newer { margin: 0 0 1.25rem; padding: .5rem .75rem; border: 1px solid #b58900; background: #fdf6e3; text-align: center; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { border: 1px solid #888; padding: .4rem .55rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
thead th { background: #eee; text-align: center; white-space: nowrap; }
tbody th { font-weight: 600; white-space: nowrap; width: 1%; }
.week { display: block; font-weight: 400; color: #555; }
.time { white-space: nowrap; width: 1%; }
.cancelled .title, .cancelled .time { text-decoration: line-through; color: #666; }
.off { display: inline-block; margin-left: .5em; padding: 0 .35em; border: 1px solid #b00020; color: #b00020;
  font-size: .85em; font-weight: 600; }
.changes { margin: 0 0 1.25rem; padding: .5rem .75rem; border: 1px solid #888; }
.changes h2 { margin: 0; font-size: 1rem; }
.changes ul { margin: .25rem 0 0; padding-left: 1.25em; }
.count { margin: .75rem 0 0; color: #555; }
.none { padding: 2rem; border: 1px solid #888; text-align: center; }
nav { margin-top: 1.25rem; display: flex; gap: 1.25rem; flex-wrap: wrap; }
a { color: #0b57a4; }
@page { size: A4; margin: 15mm 12mm; }
@media print {
  nav { display: none; }
  main { max-width: none; padding: 0; }
  body { font-size: 10.5pt; line-height: 1.45; }
  h1 { font-size: 18pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  thead th { background: none; }
  a { color: inherit; text-decoration: none; }
}
`;

/** What the page may load: nothing but this style, known by its hash. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
