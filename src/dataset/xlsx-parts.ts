import type { FileParts } from './file.ts';
import { escapeText, fitted, STYLE, textCell } from './xlsx-cells.ts';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const attribute = (text: string): string => escapeText(text).replaceAll('"', '&quot;');

/** Formats of cells, in the order of `STYLE`. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}">
<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
</styleSheet>`;

export interface SheetEntry {
  name: string;
  path: string;
}

/** The files of a workbook beside its sheets. */
export function workbookParts(sheets: readonly SheetEntry[]): { path: string; text: string }[] {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  return [
    {
      path: '[Content_Types].xml',
      text: `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>${sheets
        .map(({ path }) => `<Override PartName="/${path}" ContentType="${SHEET_TYPE}.worksheet+xml"/>`)
        .join('')}</Types>`,
    },
    {
      path: '_rels/.rels',
      text: `${HEAD}<Relationships xmlns="${RELATIONS}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      path: 'xl/workbook.xml',
      text: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets
        .map(({ name }, i) => `<sheet name="${attribute(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join('')}</sheets></workbook>`,
    },
    {
      path: 'xl/_rels/workbook.xml.rels',
      text: `${HEAD}<Relationships xmlns="${RELATIONS}">${sheets
        .map(({ path }, i) => relation(`rId${i + 1}`, 'worksheet', path.replace(/^xl\//, '')))
        .join('')}${relation(`rId${sheets.length + 1}`, 'styles', 'styles.xml')}</Relationships>`,
    },
    { path: 'xl/styles.xml', text: STYLES },
  ];
}

/** What stands before the rows of a sheet: the columns' widths, and the heading, which stays in sight. */
export function sheetStart(
  widths: readonly number[],
  headings: readonly string[],
  letters: readonly string[],
): string {
  const cols = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  );
  const cells = headings.map((heading, i) => textCell(`${letters[i]}1`, heading, STYLE.HEADING));
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${cols.join('')}</cols><sheetData><row r="1">${cells.join('')}</row>`;
}

export const SHEET_END = '</sheetData></worksheet>';

/** The sheet that tells what the others are, written last: only then is known how many cells were cut. */
export function readmeSheet({ meta, columns, language }: FileParts, rows: number, cut: number): string {
  const zh = language === 'zh';
  const lines: (readonly string[])[] = [
    [zh ? '标题' : 'Title', meta.title],
    ...(meta.description === null ? [] : [[zh ? '说明' : 'Description', meta.description]]),
    [zh ? '来源' : 'Source', meta.source],
    [zh ? '许可' : 'Licence', meta.licence],
    [zh ? '数据状态' : 'State of the data', `${meta.dataState} · ${meta.dataStateNote}`],
    [zh ? '取得时刻' : 'Retrieved at', meta.retrievedAt],
    [zh ? '参数' : 'Parameters', JSON.stringify(meta.parameters)],
    [zh ? '行数' : 'Rows', String(rows)],
    ...(cut === 0 ? [] : [[zh ? '被截断的单元格' : 'Cells cut short', String(cut)]]),
    [zh ? '时间' : 'Times', zh ? '按北京时间（Asia/Shanghai）' : 'By the clock in Shanghai'],
    [],
    zh
      ? ['列', '字段', '类型', '说明', '代码的含义']
      : ['Column', 'Field', 'Type', 'Description', 'Meaning of codes'],
    ...columns.map((column, i) => [
      meta.columns[i]!.heading,
      column.name,
      column.isList ? `${column.type}[]` : column.type,
      column.description[language],
      column.codes.map((code) => `${code.code}：${code[language]}`).join('\n'),
    ]),
  ];
  const rowOf = (cells: readonly string[], i: number): string =>
    `<row r="${i + 1}">${cells
      .map((text, j) =>
        textCell(`${'ABCDE'[j]}${i + 1}`, fitted(text, language), j === 0 ? STYLE.HEADING : STYLE.TEXT),
      )
      .join('')}</row>`;
  return `${HEAD}<worksheet xmlns="${MAIN}"><cols><col min="1" max="2" width="24" customWidth="1"/><col min="3" max="3" width="12" customWidth="1"/><col min="4" max="5" width="60" customWidth="1"/></cols><sheetData>${lines.map(rowOf).join('')}${SHEET_END}`;
}
