import { dateOf } from '../shanghai.ts';
import type { Printed } from './published.ts';

/** E.g. 2026年11月. */
const monthName = (month: string): string => {
  const [year, number] = month.split('-').map(Number);
  return `${year}年${number}月`;
};

/** The title of a timetable in print. */
export const titleOf = ({ stationName, month }: Printed): string =>
  `${stationName}${monthName(month)}活动时间安排表`;

/** Which edition it is, when and by whom it was published. */
export const editionLine = ({ number, publishedAt, publisher, isDemo }: Printed): string =>
  [`第 ${number} 版`, `${dateOf(publishedAt)} 公布`, publisher, isDemo ? '示例数据，并非真实活动' : null]
    .filter((part) => part !== null)
    .join(' · ');
