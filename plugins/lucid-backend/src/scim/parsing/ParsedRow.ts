/** A row of a list that was set aside, and why. */
export interface RejectedRow {
  /** SCIM id, where at least that could be read. */
  id?: string;
  /** Which attribute is wrong and how; holds no value of the row. */
  reason: string;
}

/** A row of a list that was understood, or why it was not. */
export type ParsedRow<T> =
  | { item: T; rejected?: undefined }
  | { item?: undefined; rejected: RejectedRow };

/** Understands one row of a list; it never throws. */
export type ParseRow<T> = (row: unknown) => ParsedRow<T>;

/** A row that was not understood. */
export function rejectedRow<T>(reason: string, id?: string): ParsedRow<T> {
  return { rejected: id === undefined ? { reason } : { id, reason } };
}
