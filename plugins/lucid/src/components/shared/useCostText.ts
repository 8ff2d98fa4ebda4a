import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cost, Money } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { formatMoneys } from './formatMoney';

/** What licences cost a month, in words; each part is absent where there is nothing to say. */
export interface CostWords {
  /** Amounts, or that it is free, or that there is no price. */
  amount: string;
  /** How many licences the amount leaves out. */
  unpriced?: string;
}

/** Says what licences cost, and tells what is free from what has no price. */
export function useCostText(): (cost: Cost) => CostWords {
  const { t } = useTranslationRef(lucidTranslationRef);
  return ({ perMonth, unpriced }) => {
    if (unpriced === 0) {
      return {
        amount: isNothing(perMonth) ? t('money.free') : formatMoneys(perMonth),
      };
    }
    return perMonth.length === 0
      ? {
          amount: t('money.noPrice'),
          ...(unpriced > 1 && {
            unpriced: t('money.unpriced', { count: unpriced }),
          }),
        }
      : {
          amount: formatMoneys(perMonth),
          unpriced: t('money.plusUnpriced', { count: unpriced }),
        };
  };
}

function isNothing(amounts: Money[]): boolean {
  return amounts.every(({ amount }) => /^-?[0.]+$/.test(amount));
}
