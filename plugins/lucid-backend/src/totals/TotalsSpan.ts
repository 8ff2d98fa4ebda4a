/** Days `YYYY-MM-DD` in UTC, both included, of an account or of all of them. */
export interface TotalsSpan {
  account?: string;
  from: string;
  to: string;
}
