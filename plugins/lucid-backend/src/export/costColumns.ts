import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { CsvColumn, listed } from './CsvColumn';

/** What a list of Lucid users has to say of each where licences have prices. */
export const costColumns: CsvColumn<LicenceUsage>[] = [
  { header: 'Cost per month', text: ({ cost }) => cost && amountText(cost) },
  {
    header: 'Currency',
    text: ({ cost }) => listed(cost?.perMonth.map(({ currency }) => currency)),
  },
];

/** One number for each currency. What is free costs nothing; what has no price is not said. */
function amountText({
  perMonth,
  unpriced,
}: NonNullable<LicenceUsage['cost']>): string {
  return perMonth.length === 0 && unpriced === 0
    ? '0'
    : listed(perMonth.map(({ amount }) => amount));
}
