import { Cost, CostOfUsers, CostOverview } from 'backstage-plugin-lucid-common';
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
  // Where there is nobody, nothing is free.
  const nothing = (hint: string) => ({ values: [formatMoneys([])], hint });
  return {
    /** What all licences cost, or those of them that somebody holds. */
    figureOfAll: (
      costs: CostOverview,
      part: 'total' | 'allocated',
      hint: string,
    ) => {
      const cost = costs[part];
      const isHeld = costs.byLicence.length > 0 || cost.perMonth.length > 0;
      return isHeld ? figure(cost, hint) : nothing(hint);
    },
    figureOfUsers: ({ users, cost }: CostOfUsers, hint: string) =>
      users > 0 ? figure(cost, hint) : nothing(hint),
  };
}
