/** One column of a CSV file. */
export interface CsvColumn<T> {
  /** Names the column for scripts too, so it stays as it is. */
  header: string;
  /** `undefined` leaves the cell empty. */
  text: (item: T) => string | undefined;
}

/** Several values in one cell, as people read them. */
export function listed(values: string[] = []): string {
  return values.join('; ');
}
