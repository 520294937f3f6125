import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import writeSheet, { type Feature, type Row } from 'write-excel-file/node';
import { clockOf } from '../shanghai.ts';
import { editionLine, titleOf } from './headings.ts';
import type { Printed } from './published.ts';

const COLUMNS = [
  { heading: '序号', width: 6 },
  { heading: '开始时间', width: 17 },
  { heading: '结束时间', width: 17 },
  { heading: '活动名称', width: 32 },
  { heading: '地点', width: 28 },
  { heading: '主办单位', width: 20 },
  { heading: '状态', width: 8 },
  { heading: '活动代码', width: 18 },
] as const;

/** Title, edition, headings: they stay in sight, and stand on every page. */
const HEAD_ROWS = 3;
const BORDER = { borderColor: '#808080', borderStyle: 'thin' } as const;
const HEADING = { fontWeight: 'bold', align: 'center', backgroundColor: '#E8E8E8', ...BORDER } as const;

/** The edition as an .xlsx file: times are dates by the clock in Shanghai, codes are text. */
export function timetableSheet(printed: Printed): Promise<Buffer> {
  const across = { columnSpan: COLUMNS.length } as const;
  const text = (value: string | null) =>
    ({ value: value ?? undefined, type: String, format: '@', wrap: true, ...BORDER }) as const;
  // A cell holds no zone: what stands in it is the wall clock.
  const time = (instant: number) =>
    ({ value: clockOf(instant), type: Date, format: 'yyyy-mm-dd hh:mm', ...BORDER }) as const;
  const rows: Row[] = [
    [{ value: titleOf(printed), ...across, align: 'center', fontWeight: 'bold', fontSize: 16 }],
    [{ value: editionLine(printed), ...across, align: 'center' }],
    COLUMNS.map(({ heading }) => ({ value: heading, ...HEADING })),
    ...printed.entries.map((entry, i) => [
      { value: i + 1, type: Number, align: 'center', ...BORDER } as const,
      time(entry.startsAt),
      time(entry.endsAt),
      text(entry.title),
      text(entry.place),
      text(entry.organizerName),
      text(entry.isCancelled ? '已取消' : '如期'),
      text(entry.code),
    ]),
  ];
  const options = {
    sheet: printed.month,
    columns: COLUMNS.map(({ width }) => ({ width })),
    orientation: 'landscape',
    stickyRowsCount: HEAD_ROWS,
  } as const;
  return writeSheet(rows, options, { features: [printSetUp(printed.month)] }).toBuffer();
}

/** One page wide, as many pages as it takes, with the head on each and page numbers below. */
const printSetUp = (sheet: string): Feature<Stream | Buffer | Blob> => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml) =>
          xml
            .replace('<sheetViews>', '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>')
            .replace('<pageSetup ', '<pageSetup fitToWidth="1" fitToHeight="0" ')
            .replace(
              /(<pageSetup [^>]*\/>)/,
              '$1<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>',
            ),
      },
      'xl/workbook.xml': {
        transform: (xml) =>
          xml.replace(
            '<definedNames/>',
            `<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">'${sheet}'!$$1:$$${HEAD_ROWS}</definedName></definedNames>`,
          ),
      },
    },
  },
});
