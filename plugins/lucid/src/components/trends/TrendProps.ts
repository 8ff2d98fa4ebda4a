import { Days } from './span';

/** What charts over time are of. */
export interface TrendProps {
  /** Every account unless told. */
  account?: string;
  days: Days;
  level: 'h2' | 'h3';
}
