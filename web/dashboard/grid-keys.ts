const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * Makes the buttons in the cells of a table one stop of the Tab key, and lets arrows, Home and End walk between them. An
 * arrow goes over cells without a button. Buttons in headings stay stops of their own.
 */
export function moveByArrows(table: HTMLTableElement): void {
  const grid = [...table.tBodies]
    .flatMap(({ rows }) => [...rows])
    .map(({ cells }) =>
      [...cells].map((cell) => (cell.tagName === 'TD' ? cell.querySelector('button') : null)),
    );
  const all = grid.flat().filter((button) => button !== null);
  for (const [index, button] of all.entries()) button.tabIndex = index === 0 ? 0 : -1;

  table.addEventListener('focusin', ({ target }) => {
    const focused = all.find((button) => button === target);
    if (!focused) return;
    for (const button of all) button.tabIndex = button === focused ? 0 : -1;
  });
  table.addEventListener('keydown', (event) => {
    const row = grid.findIndex((buttons) =>
      buttons.some((button) => button !== null && button === event.target),
    );
    if (row < 0) return;
    const column = grid[row]!.findIndex((button) => button === event.target);
    const found = buttonTowards(grid, row, column, event.key);
    if (!found) return;
    event.preventDefault();
    found.focus();
  });
}

type Grid = readonly (readonly (HTMLButtonElement | null)[])[];

function buttonTowards(
  grid: Grid,
  row: number,
  column: number,
  key: string,
): HTMLButtonElement | null | undefined {
  if (key === 'Home') return grid[row]!.find((button) => button !== null);
  if (key === 'End') {
    const buttons = grid[row]!.filter((button) => button !== null);
    return buttons.at(-1);
  }
  const step = STEPS[key];
  if (!step) return null;
  let [r, c] = [row + step[0], column + step[1]];
  while (grid[r] && c >= 0 && c < grid[r]!.length) {
    const button = grid[r]![c];
    if (button) return button;
    [r, c] = [r + step[0], c + step[1]];
  }
  return null;
}
