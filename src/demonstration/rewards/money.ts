import { dateOf } from '../../shanghai.ts';
import { DAY, HOUR, midnightOf, MINUTE } from '../calendar.ts';
import type { Lists } from '../lists.ts';
import { Random } from '../random.ts';
import type { Year } from '../year.ts';
import type { AllocationContent, ExpenditureContent, ItemContent } from './content.ts';

const YUAN = 100;
const THOUSAND = 1_000 * YUAN;

/** Ours: the document names the sources and no amounts. [source, program, unit's code, thousand yuan] */
const ALLOCATIONS: readonly (readonly [string, number | null, string, number])[] = [
  ['district-finance', 1, 'publicity-department', 60],
  ['district-finance', 3, 'publicity-department', 120],
  ['district-finance', 8, 'practice-guidance-centre', 80],
  ['own-resources', 6, 'transport-bureau', 25],
  ['own-resources', 7, 'police-branch', 30],
  ['government-purchase', 5, 'publicity-department', 90],
  ['charity-funds', 5, 'volunteer-corps', 40],
  ['social-funds', null, 'volunteer-corps', 35],
];
const PURPOSES = ['活动物料', '宣传品印制', '交通与餐饮补助', '志愿者保险', '场地布置'];
const ITEMS = [
  { code: 'ZL-01', title: '社区助老服务', unit: '场', unitPrice: 800 * YUAN },
  { code: 'QS-01', title: '青少年课后看护', unit: '场', unitPrice: 600 * YUAN },
];

/** The years of the money: that in which the demonstration begins, and that in which it ends. */
function yearsOf({ from, now }: Year): { year: number; createdAt: number }[] {
  const first = Number(from.slice(0, 4));
  const last = Number(dateOf(now - 30 * DAY).slice(0, 4));
  const january = midnightOf(`${last}-01-08`);
  return [
    { year: first, createdAt: midnightOf(from) + 5 * DAY },
    ...(last === first ? [] : [{ year: last, createdAt: january }]),
  ];
}

export function itemsOf(year: Year): ItemContent[] {
  return yearsOf(year).flatMap(({ year: of, createdAt }) =>
    ITEMS.map((item, i) => ({ ...item, year: of, createdAt: createdAt + 8 * HOUR + i * MINUTE })),
  );
}

export function allocationsOf(year: Year, lists: Lists): AllocationContent[] {
  const years = yearsOf(year);
  return years.flatMap(({ year: of, createdAt }, y) =>
    ALLOCATIONS.map(([source, program, unit, thousands], i): AllocationContent => {
      const random = new Random(year.size.seed, 'allocation', of, i);
      const begin = createdAt + 10 * DAY;
      const end = years[y + 1]?.createdAt ?? year.now - 3 * DAY;
      const amount = thousands * THOUSAND;
      const count = random.whole(2, 5);
      return {
        ...{ source, program, year: of, amount, unit: lists.code(unit) },
        title: `示例安排：${of} 年志愿服务经费`,
        documentReference: source === 'district-finance' ? '示例预算批复' : null,
        createdAt: createdAt + 9 * HOUR + i * MINUTE,
        expenditures: Array.from({ length: count }, (_, n) => {
          const spent = begin + Math.floor((Math.max(0, end - begin - 2 * DAY) * n) / count / DAY) * DAY;
          return expenditureOf(
            random,
            { source, program: program ?? random.whole(1, 8), amount, count, spent, of, n },
            lists,
          );
        }),
      };
    }),
  );
}

function expenditureOf(
  random: Random,
  plan: {
    source: string;
    program: number;
    amount: number;
    count: number;
    spent: number;
    of: number;
    n: number;
  },
  lists: Lists,
): ExpenditureContent {
  const { source, program, amount, count, spent, of, n } = plan;
  const item = source === 'government-purchase' ? random.pick(ITEMS) : null;
  const quantity = random.whole(3, 12);
  const recordedAt = spent + 10 * HOUR + random.whole(0, 300) * MINUTE;
  const sum = item ? item.unitPrice * quantity : random.whole(20, 90) * Math.floor(amount / count / 100);
  return {
    ...{ program, amount: sum, spentOn: dateOf(spent), recordedAt },
    purchase: item && { code: item.code, quantity, contractor: lists.code('volunteer-corps') },
    purpose: item?.title ?? random.pick(PURPOSES),
    voucherNumber: `示例${of}-${String(n + 1).padStart(3, '0')}`,
    correction:
      !item && random.chance(0.15)
        ? { amount: Math.floor(sum * 0.9), reason: '部分退回', at: recordedAt + 20 * HOUR }
        : null,
  };
}
