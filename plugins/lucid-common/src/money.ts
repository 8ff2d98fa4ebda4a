import { z } from 'zod';

/**
 * An amount of money, exact: a decimal number in the unit of the currency, such
 * as `"1234.50"`, never a float.
 *
 * @public
 */
export interface Money {
  /** Matches `-?\d+(\.\d+)?`, with as many digits after the point as the currency has. */
  amount: string;
  /** ISO 4217, such as `EUR`. */
  currency: string;
}

/**
 * What licences cost a month at the prices that are in force: a price per year
 * counts a twelfth. Currencies stand side by side and are never added.
 *
 * @public
 */
export interface Cost {
  /** One amount per currency, in the order of currencies; empty where nothing has a price. */
  perMonth: Money[];
  /** Licences that are held, and for which `lucid.licences` has no price. Free ones have one. */
  unpriced: number;
}

/** @public */
export const moneySchema: z.ZodType<Money> = z.object({
  amount: z.string().regex(/^-?\d+(\.\d+)?$/),
  currency: z.string(),
});

/** @public */
export const costSchema: z.ZodType<Cost> = z.object({
  perMonth: z.array(moneySchema),
  unpriced: z.number(),
});
