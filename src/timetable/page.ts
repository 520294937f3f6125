import { changesOf } from './changes.ts';
import { clockOf, dateOf } from '../shanghai.ts';
import { editionLine, titleOf } from './headings.ts';
import type { Printed, PrintedEntry } from './published.ts';
import { STYLE } from './page-style.ts';

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const WEEKDAYS = ['日', '一', '二', '三', '四', '五', '六'];

/** E.g. 11月26日（周四）. */
function dayName(instant: number): string {
  const clock = clockOf(instant);
  return `${clock.getUTCMonth() + 1}月${clock.getUTCDate()}日<span class="week">周${WEEKDAYS[clock.getUTCDay()]}</span>`;
}

const hourOf = (instant: number): string => clockOf(instant).toISOString().slice(11, 16);

/** From and to by the clock; the day as well where it ends on another. */
function timeOf({ startsAt, endsAt }: PrintedEntry): string {
  const end = dateOf(startsAt) === dateOf(endsAt) ? '' : `${dateOf(endsAt).slice(5)} `;
  return `${hourOf(startsAt)}–${end}${hourOf(endsAt)}`;
}

function dayRows(entries: readonly PrintedEntry[]): string {
  return entries
    .map((entry, i) => {
      const day =
        i === 0 ? `<th scope="rowgroup" rowspan="${entries.length}">${dayName(entry.startsAt)}</th>` : '';
      const cells = [
        `<td class="time">${timeOf(entry)}</td>`,
        `<td class="title">${escaped(entry.title)}${entry.isCancelled ? '<b class="off">已取消</b>' : ''}</td>`,
        `<td>${escaped(entry.place ?? '')}</td>`,
        `<td>${escaped(entry.organizerName)}</td>`,
      ];
      return `<tr${entry.isCancelled ? ' class="cancelled"' : ''}>${day}${cells.join('')}</tr>`;
    })
    .join('\n');
}

/** E.g. 12月5日 09:30–11:00，一楼东厅. */
const whenAndWhere = (entry: PrintedEntry): string => {
  const clock = clockOf(entry.startsAt);
  const day = `${clock.getUTCMonth() + 1}月${clock.getUTCDate()}日`;
  return `${day} ${timeOf(entry)}${entry.place === null ? '' : `，${escaped(entry.place)}`}`;
};

/** How it differs from the edition before; nothing for the first. */
function changeSection({ entries, before, number }: Printed): string {
  if (before === null) return '';
  const { added, removed, cancelled, moved, reworded } = changesOf(before, entries, (entry, name) =>
    name === 'status' ? entry.isCancelled : entry[name],
  );
  const line = (kind: string, { title }: PrintedEntry, text: string) =>
    `<li><b>${kind}</b> ${escaped(title)}：${text}</li>`;
  const lines = [
    ...cancelled.map((entry) => line('取消', entry, whenAndWhere(entry))),
    ...moved.map((move) =>
      line('改期改址', move.after, `${whenAndWhere(move.before)} → ${whenAndWhere(move.after)}`),
    ),
    ...added.map((entry) => line('新增', entry, whenAndWhere(entry))),
    ...removed.map((entry) => line('不再列入', entry, whenAndWhere(entry))),
    ...reworded.map((move) =>
      line('更名', move.before, `${escaped(move.after.title)}（${escaped(move.after.organizerName)}）`),
    ),
  ];
  return `<section class="changes"><h2>变更（与第 ${number - 1} 版相比）</h2>\n<ul>\n${lines.join('\n')}\n</ul></section>`;
}

/** The edition as a page for screen and paper: one document, no script, nothing from elsewhere. */
export function timetablePage(printed: Printed): string {
  const { stationCode, month, number, latest, entries } = printed;
  const days = [...Map.groupBy(entries, ({ startsAt }) => dateOf(startsAt)).values()];
  const edition = number === latest ? '' : `?edition=${number}`;
  const newer =
    number === latest ? '' : `<p class="newer">已有<a href="./${month}">第 ${latest} 版</a>，以其为准。</p>`;
  const earlier = number > 1 ? `<a href="./${month}?edition=${number - 1}">第 ${number - 1} 版</a>` : '';
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(titleOf(printed))}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(titleOf(printed))}</h1>
<p class="edition">${escaped(editionLine(printed))}</p>
${newer}
${changeSection(printed)}
${
  days.length === 0
    ? '<p class="none">本月没有已公布的活动。</p>'
    : `<table>
<thead><tr><th scope="col">日期</th><th scope="col">时间</th><th scope="col">活动</th><th scope="col">地点</th><th scope="col">主办单位</th></tr></thead>
${days.map((day) => `<tbody>\n${dayRows(day)}\n</tbody>`).join('\n')}
</table>`
}
<p class="count">共 ${entries.length} 场${entries.some(({ isCancelled }) => isCancelled) ? '，含已取消者' : ''}。时间为北京时间。</p>
<nav><a href="./${month}.xlsx${edition}">下载表格（.xlsx）</a> <a href="../../calendar/${stationCode}.ics">订阅日历（.ics）</a> ${earlier}</nav>
</main>
</body>
</html>
`;
}
