/** The Activity tab. */
export const activityMessages = {
  intro:
    'What changed in Lucid, and what reconciliation made of it. Days are those of UTC.',
  views: 'Changes by kind',
  view: {
    any: 'Everything',
    'licence-lost': 'Licences lost',
    'licence-gained': 'Licences gained',
    access: 'Access levels',
    appeared: 'Came',
    departed: 'Left',
    state: 'In the catalog',
    email: 'E-mail and department',
  },
  search: 'Search by name, e-mail or id',
  from: 'From',
  to: 'To',
  bySync: 'Only what one sync has seen.',
  list: 'Changes',
  ofDay: 'Changes of {{day}}',
  total_one: '{{count}} change',
  total_other: '{{count}} changes',
  none: 'Nothing has changed yet',
  noneText:
    'The first sync says what is there. What changes from then on is written down here.',
  noMatch: 'No change fits this search and these filters.',
  ofUser: 'All activity of this user',
  ofSync: 'What this sync changed',
} as const;
