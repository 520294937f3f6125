import type { Bilingual } from '../errors.ts';

/** Lines of a body, cells of its tables, and characters that may be marks of Markdown: many times what an article has. */
const LINES = 2_000;
const CELLS = 3_000;
const MARKS = 5_000;

const MARK = /[[\]*_`~<&|\\]/g;

/**
 * What is wrong with the form of a body, whatever it says; null when nothing is. Few characters can ask for very many
 * cells (a row need not write those that are empty), and marks that nothing closes are looked for again and again: whoever
 * reads the story would pay for it.
 */
export function bodyFault(body: string): Bilingual | null {
  const lines = body.split('\n');
  if (lines.length > LINES) return { zh: `至多 ${LINES} 行`, en: `At most ${LINES} lines` };
  if (cellsIn(lines) > CELLS) return { zh: `表格至多 ${CELLS} 格`, en: `At most ${CELLS} cells of tables` };
  if ((body.match(MARK)?.length ?? 0) > MARKS)
    return {
      zh: `Markdown 记号（* _ [ ] | 等）至多 ${MARKS} 个`,
      en: `At most ${MARKS} marks of Markdown, such as * _ [ ] |`,
    };
  return null;
}

/** Cells of what may be tables: lines without an empty one between, as wide as the widest. */
function cellsIn(lines: readonly string[]): number {
  let [cells, height, width] = [0, 0, 0];
  const end = () => {
    if (width > 1) cells += height * width;
    [height, width] = [0, 0];
  };
  for (const line of lines) {
    if (line.trim() === '') end();
    else {
      height += 1;
      width = Math.max(width, line.split('|').length);
    }
  }
  end();
  return cells;
}
