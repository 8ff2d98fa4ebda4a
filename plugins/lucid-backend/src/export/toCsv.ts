import { stringify } from 'csv-stringify/sync';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { CsvColumn } from './CsvColumn';
import { CsvFormat } from './csvFormat';
import { defuseFormulas } from './defuseFormulas';

/**
 * A CSV file as RFC 4180 describes it, page by page: the next page is asked for
 * when the one before has been taken. The first piece holds the header, even
 * where there is no page at all.
 */
export async function* toCsv<T>(
  pages: AsyncIterable<T[]>,
  columns: CsvColumn<T>[],
  { bom, delimiter }: CsvFormat,
): AsyncGenerator<string> {
  const write = (records: (string | undefined)[][], isFirst: boolean) =>
    stringify(records, {
      delimiter,
      bom: bom && isFirst,
      header: isFirst,
      columns: columns.map(({ header }) => header),
      record_delimiter: '\r\n',
      // Of any kind, not just the one above.
      quote_record_delimiter: true,
      cast: { string: defuseFormulas },
    });
  let isFirst = true;
  for await (const page of pages) {
    const records = page.map(item => columns.map(({ text }) => text(item)));
    if (isFirst || records.length > 0) {
      yield write(records, isFirst);
    }
    isFirst = false;
    await yieldToEventLoop();
  }
  if (isFirst) {
    yield write([], true);
  }
}
