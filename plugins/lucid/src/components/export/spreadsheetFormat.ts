import { CsvOptions } from 'backstage-plugin-lucid-common';

/**
 * A CSV file that the reader's spreadsheet opens as it is: where the decimal
 * separator is a comma, it expects semicolons between cells.
 *
 * @param locale - that of the browser unless told
 */
export function spreadsheetFormat(locale?: string): CsvOptions {
  const decimal = new Intl.NumberFormat(locale)
    .formatToParts(0.5)
    .find(({ type }) => type === 'decimal');
  return {
    bom: true,
    delimiter: decimal?.value === ',' ? 'semicolon' : 'comma',
  };
}
