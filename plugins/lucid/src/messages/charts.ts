/** Charts over time, and the tables behind them. */
export const chartMessages = {
  loadError: '{{what}} could not be loaded',
  asTable: 'Show as table',
  asTableOf: 'Show as table: {{chart}}',
  day: 'Day',
  month: 'Month',
  nothingYet:
    'Nothing has been recorded for these days yet. Totals are recorded once a day, from the first sync on.',
  firstDay:
    'Totals are recorded from {{day}} on. The chart begins with the second day.',
  span: 'Days shown in charts',
  spanOf: 'Days shown in charts: {{account}}',
  spans: { month: '30 days', quarter: '90 days', year: 'A year' },
  users: 'Users over time',
  usersNote:
    'Users in each state; the height of all together is the number of Lucid users.',
  licences: 'Licences over time',
  licencesNote: 'A user with two licences counts in both.',
  detectedShare: 'Detected share',
  detectedShareNote:
    'Of those who are compared with the catalog, the share that is found in it.',
  seats: 'Seats used of bought: {{pool}}',
  seatsUsed: 'Used',
  seatsBought: 'Bought',
  spend: 'Spend by month in {{currency}}',
  spendNote:
    'Every day counts at its own prices and users. The month that goes on is counted up to today.',
  spendTotal: 'Spent',
} as const;
