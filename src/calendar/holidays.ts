import type { CalendarDayKind } from '../generated/resolvers.ts';

/** What a year's notice of the State Council's General Office says: days as MM-DD, of another year as YYYY-MM-DD. */
interface Notice {
  number: string;
  holidays: readonly Holiday[];
}

/** From the first day off to the last, and the weekend days on which work makes up for them. */
type Holiday = readonly [name: string, first: string, last: string, worked?: readonly string[]];

/**
 * Holidays and the working weekends (调休) that go with them, as each year's 《国务院办公厅关于…部分节假日安排的通知》
 * has them. The next year's is issued in autumn and is then added here; until then no day of that year is a holiday.
 */
const NOTICES: Readonly<Record<string, Notice>> = {
  2022: {
    number: '国办发明电〔2021〕11号',
    holidays: [
      ['元旦', '01-01', '01-03'],
      ['春节', '01-31', '02-06', ['01-29', '01-30']],
      ['清明节', '04-03', '04-05', ['04-02']],
      ['劳动节', '04-30', '05-04', ['04-24', '05-07']],
      ['端午节', '06-03', '06-05'],
      ['中秋节', '09-10', '09-12'],
      ['国庆节', '10-01', '10-07', ['10-08', '10-09']],
    ],
  },
  2023: {
    number: '国办发明电〔2022〕16号',
    holidays: [
      ['元旦', '2022-12-31', '01-02'],
      ['春节', '01-21', '01-27', ['01-28', '01-29']],
      ['清明节', '04-05', '04-05'],
      ['劳动节', '04-29', '05-03', ['04-23', '05-06']],
      ['端午节', '06-22', '06-24', ['06-25']],
      ['中秋节、国庆节', '09-29', '10-06', ['10-07', '10-08']],
    ],
  },
  2024: {
    number: '国办发明电〔2023〕7号',
    holidays: [
      ['元旦', '01-01', '01-01'],
      ['春节', '02-10', '02-17', ['02-04', '02-18']],
      ['清明节', '04-04', '04-06', ['04-07']],
      ['劳动节', '05-01', '05-05', ['04-28', '05-11']],
      ['端午节', '06-10', '06-10'],
      ['中秋节', '09-15', '09-17', ['09-14']],
      ['国庆节', '10-01', '10-07', ['09-29', '10-12']],
    ],
  },
  2025: {
    number: '国办发明电〔2024〕12号',
    holidays: [
      ['元旦', '01-01', '01-01'],
      ['春节', '01-28', '02-04', ['01-26', '02-08']],
      ['清明节', '04-04', '04-06'],
      ['劳动节', '05-01', '05-05', ['04-27']],
      ['端午节', '05-31', '06-02'],
      ['国庆节、中秋节', '10-01', '10-08', ['09-28', '10-11']],
    ],
  },
  2026: {
    number: '国办发明电〔2025〕7号',
    holidays: [
      ['元旦', '01-01', '01-03', ['01-04']],
      ['春节', '02-15', '02-23', ['02-14', '02-28']],
      ['清明节', '04-04', '04-06'],
      ['劳动节', '05-01', '05-05', ['05-09']],
      ['端午节', '06-19', '06-21'],
      ['中秋节', '09-25', '09-27'],
      ['国庆节', '10-01', '10-07', ['09-20', '10-10']],
    ],
  },
};

export interface CalendarDay {
  /** YYYY-MM-DD. */
  date: string;
  kind: CalendarDayKind;
  isWorkday: boolean;
  /** The holiday that it belongs to, or makes up for. */
  holiday: string | null;
  /** Number of the notice by which the day is what it is; null where none has been issued. */
  notice: string | null;
}

type Special = Pick<CalendarDay, 'kind' | 'holiday' | 'notice'>;

const DAY = 86_400_000;

/** So many days from a date on, both as YYYY-MM-DD. */
export function datesBetween(from: string, to: string): string[] {
  const count = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1);
  return Array.from({ length: count }, (_, i) =>
    new Date(Date.parse(from) + i * DAY).toISOString().slice(0, 10),
  );
}

/** Every day that a notice makes other than its day of the week says. */
const specials: ReadonlyMap<string, Special> = new Map(
  Object.entries(NOTICES).flatMap(([year, { number: notice, holidays }]) => {
    const dateOf = (day: string): string => (day.length === 5 ? `${year}-${day}` : day);
    return holidays.flatMap(([holiday, first, last, worked = []]): [string, Special][] => [
      ...datesBetween(dateOf(first), dateOf(last)).map((date): [string, Special] => [
        date,
        { kind: 'HOLIDAY', holiday, notice },
      ]),
      ...worked.map((day): [string, Special] => [dateOf(day), { kind: 'WORKING_WEEKEND', holiday, notice }]),
    ]);
  }),
);

/** What a day is: by the notices, else by its day of the week. */
export function calendarDay(date: string): CalendarDay {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const plain: Special = {
    kind: weekday === 0 || weekday === 6 ? 'WEEKEND' : 'WORKDAY',
    holiday: null,
    notice: NOTICES[date.slice(0, 4)]?.number ?? null,
  };
  const day = specials.get(date) ?? plain;
  return { date, ...day, isWorkday: day.kind === 'WORKDAY' || day.kind === 'WORKING_WEEKEND' };
}
