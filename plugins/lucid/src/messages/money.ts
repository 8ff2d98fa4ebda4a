/** What licences cost. */
export const moneyMessages = {
  perMonth: 'Cost per month',
  free: 'Free',
  noPrice: 'No price',
  noPriceExplanation: 'The configuration (lucid.licences) names no price',
  unpriced_one: '{{count}} licence without a price',
  unpriced_other: '{{count}} licences without a price',
  plusUnpriced_one: 'and {{count}} licence without a price',
  plusUnpriced_other: 'and {{count}} licences without a price',
} as const;
