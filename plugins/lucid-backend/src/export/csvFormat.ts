/** What differs between the programs that open a file. */
export interface CsvFormat {
  /** Begins with a byte order mark, without which Excel misreads UTF-8. */
  bom: boolean;
  /** Spreadsheets expect a semicolon where the decimal separator is a comma. */
  delimiter: ',' | ';';
}
