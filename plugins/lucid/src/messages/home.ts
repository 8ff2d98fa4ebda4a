/** The widget of the home page. */
export const homeMessages = {
  none: 'You hold no Lucid licence.',
  excepted: 'A licence that may be yours is accounted for.',
  unknown: 'The next sync of Lucid takes in whom the catalog knows.',
  account: 'Seats and undetected users',
  undetected_one: '{{count}} undetected user',
  undetected_other: '{{count}} undetected users',
} as const;
