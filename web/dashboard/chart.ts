import type { ECharts, EChartsCoreOption } from 'echarts/core';

/** The option of a chart, given the colours of the page. */
export type ChartOption = (colours: Colours) => EChartsCoreOption;

export interface Colours {
  ink: string;
  soft: string;
  line: string;
  accent: string;
  /** Lightest to strongest. */
  steps: readonly string[];
}

/**
 * Draws a chart into an element as SVG, once it is near the screen: the library comes then, and not before. It is for the
 * eye alone; the caller lays the table of its numbers beside it, which is what is read aloud and printed. The chart follows
 * the width of its element and the colours of the page, and goes with its element.
 */
export function chart(element: HTMLElement, option: ChartOption): void {
  element.setAttribute('aria-hidden', 'true');
  // What is printed is the table.
  element.classList.add('chart');
  let made: ECharts | undefined;
  const draw = () => made?.setOption(option(coloursOf(element)), { notMerge: true });
  const dark = matchMedia('(prefers-color-scheme: dark)');

  const near = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      near.disconnect();
      void make();
    },
    { rootMargin: '200px' },
  );
  const resized = new ResizeObserver(() => {
    if (element.isConnected) {
      made?.resize();
      return;
    }
    resized.disconnect();
    dark.removeEventListener('change', draw);
    made?.dispose();
  });
  near.observe(element);

  async function make(): Promise<void> {
    const { init } = await import('./echarts.ts');
    if (!element.isConnected) return;
    made = init(element);
    draw();
    resized.observe(element);
    dark.addEventListener('change', draw);
  }
}

function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: colour('ink'),
    soft: colour('soft'),
    line: colour('line'),
    accent: colour('accent'),
    steps: [1, 2, 3, 4, 5].map((step) => colour(`heat-${step}`)),
  };
}
