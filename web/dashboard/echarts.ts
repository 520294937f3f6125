// What the charts of the dashboard need of ECharts, and no more: a chunk of its own, fetched with the first chart.
import { BarChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { type ECharts, init as initChart, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

use([BarChart, GridComponent, LabelLayout, SVGRenderer]);

export const init = (element: HTMLElement): ECharts =>
  initChart(element, null, { renderer: 'svg', locale: 'ZH' });
