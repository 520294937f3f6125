import { PassThrough, Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { ColumnType } from './columns.ts';
import type { FileParts } from './file.ts';
import type { Row } from './rows.ts';
import { cellWriter, lettersOf, sheetName } from './xlsx-cells.ts';
import { readmeSheet, SHEET_END, type SheetEntry, sheetStart, workbookParts } from './xlsx-parts.ts';

/** Rows of a sheet without its heading: Excel has 1,048,576. */
const ROWS_MAX = 1_048_575;

/** A sheet is more text than any other format: a low level is several times as fast, and the file a little longer. */
const ZIP = { compress: true, compressionLevel: 3 } as const;

/** Characters that a column is wide. */
const WIDTHS: Partial<Record<ColumnType, number>> = {
  date: 12,
  datetime: 20,
  boolean: 8,
  integer: 10,
  number: 12,
  decimal: 14,
  text: 28,
};

/**
 * An Excel workbook, streamed: the rows, on further sheets where one cannot hold them, and a sheet README. After a
 * fault it lacks its end, and no reader takes it for a workbook.
 */
export async function* xlsx(file: FileParts, rowsMax = ROWS_MAX): AsyncGenerator<Uint8Array, void> {
  const zip = new ZipFile();
  const out = new PassThrough();
  const filling = new Filling(zip, file, rowsMax);
  zip.on('error', (error: Error) => out.destroy(error));
  const passing = pipeline(zip.outputStream, out).catch(() => {});
  const filled = filling.run().catch((error: unknown) => void out.destroy(error as Error));
  try {
    for await (const bytes of out) yield bytes as Uint8Array;
  } finally {
    out.destroy();
    await filling.stop();
    await Promise.all([filled, passing]);
  }
}

class Filling {
  readonly #zip: ZipFile;
  readonly #file: FileParts;
  readonly #rowsMax: number;
  readonly #source: AsyncIterator<readonly Row[]>;
  readonly #letters: readonly string[];
  /** Rows that were read and are not written yet. */
  #waiting: Row[] = [];
  #isRead = false;
  #sheet: Readable | undefined;
  #count = 0;
  #cut = 0;

  constructor(zip: ZipFile, file: FileParts, rowsMax: number) {
    this.#zip = zip;
    this.#file = file;
    this.#rowsMax = rowsMax;
    this.#source = file.rows[Symbol.asyncIterator]();
    this.#letters = file.columns.map((_, i) => lettersOf(i));
  }

  /** Adds every part to the archive, a sheet when the one before it is out. */
  async run(): Promise<void> {
    const sheets: SheetEntry[] = [];
    do {
      const number = sheets.length + 1;
      const entry = { name: sheetName(this.#file.title, number), path: `xl/worksheets/sheet${number}.xml` };
      sheets.push(entry);
      this.#sheet = Readable.from(this.#rows());
      this.#zip.addReadStream(this.#sheet, entry.path, ZIP);
      // oxlint-disable-next-line no-await-in-loop -- whether there is another sheet is known when this one is full
      await finished(this.#sheet);
      // oxlint-disable-next-line no-await-in-loop -- as above
    } while (await this.#hasMore());
    const readme = { name: 'README', path: 'xl/worksheets/readme.xml' };
    const text = readmeSheet(this.#file, this.#count, this.#cut);
    for (const part of [{ path: readme.path, text }, ...workbookParts([...sheets, readme])])
      this.#zip.addBuffer(Buffer.from(part.text), part.path, ZIP);
    this.#zip.end();
  }

  /** Ends the reading, wherever it is. */
  async stop(): Promise<void> {
    this.#sheet?.destroy();
    await this.#source.return?.();
  }

  async #hasMore(): Promise<boolean> {
    while (this.#waiting.length === 0 && !this.#isRead) {
      // oxlint-disable-next-line no-await-in-loop -- one page after the other
      const { done, value } = await this.#source.next();
      if (done) this.#isRead = true;
      else this.#waiting = [...value];
    }
    return this.#waiting.length > 0;
  }

  async *#rows(): AsyncGenerator<string, void> {
    const { columns, headings, language } = this.#file;
    const letters = this.#letters;
    const writers = columns.map((column, i) =>
      cellWriter(column, letters[i]!, language, () => {
        this.#cut += 1;
      }),
    );
    const widths = columns.map(({ type }) => WIDTHS[type] ?? 20);
    yield sheetStart(widths, headings, letters);
    let written = 0;
    // oxlint-disable-next-line no-await-in-loop -- one page after the other
    while (written < this.#rowsMax && (await this.#hasMore())) {
      let text = '';
      for (const row of this.#waiting.splice(0, this.#rowsMax - written)) {
        written += 1;
        const at = written + 1;
        text += `<row r="${at}">${row.map((cell, i) => writers[i]!(at, cell)).join('')}</row>`;
      }
      yield text;
    }
    this.#count += written;
    yield SHEET_END;
  }
}
