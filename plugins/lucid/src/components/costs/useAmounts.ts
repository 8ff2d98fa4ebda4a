import { Cost, CostOfUsers } from 'backstage-plugin-lucid-common';
import { formatMoney, formatMoneys } from '../shared/formatMoney';
import { useCostText } from '../shared/useCostText';

/** Says in large letters what licences cost, one amount per currency. */
export function useAmounts() {
  const costText = useCostText();
  const figure = (cost: Cost, hint: string) => {
    const { amount, unpriced } = costText(cost);
    return {
      values:
        cost.perMonth.length > 1 ? cost.perMonth.map(formatMoney) : [amount],
      hint: [hint, unpriced].filter(Boolean).join(' · '),
    };
  };
  return {
    /** In one line. */
    text: (cost: Cost) => costText(cost).amount,
    figure,
    /** Where there is nobody, nothing is free. */
    figureOfUsers: ({ users, cost }: CostOfUsers, hint: string) =>
      users > 0 ? figure(cost, hint) : { values: [formatMoneys([])], hint },
  };
}
