/**
 * Parameters of `GET /users.csv`, `GET /catalog-users.csv` and
 * `GET /exceptions.csv` besides the filters and the order of the list. There is
 * no `limit` and no `cursor`: a file holds the whole list.
 *
 * @public
 */
export interface CsvOptions {
  /** Begin with a byte order mark, without which Excel misreads UTF-8; not unless told. */
  bom?: boolean;
  /**
   * What separates cells, `comma` unless told. Spreadsheets expect a semicolon
   * where the decimal separator is a comma.
   */
  delimiter?: 'comma' | 'semicolon';
}
