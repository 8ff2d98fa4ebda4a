/** The widget of the home page. */
export const homeMessages = {
  noneTitle: 'You hold no Lucid licence',
  unknown:
    'Nothing is known of you yet. The next sync of Lucid takes you in if the catalog knows you.',
  notSynced: 'Lucid has not been read yet.',
  mine: 'My licences',
  open: 'Open the page of Lucid',
  account: 'The account as a whole',
  undetected_one: '{{count}} undetected user',
  undetected_other: '{{count}} undetected users',
  seatsLeft_one: '{{count}} seat left: {{pool}}',
  seatsLeft_other: '{{count}} seats left: {{pool}}',
  seatsOver_one: '{{count}} seat too few: {{pool}}',
  seatsOver_other: '{{count}} seats too few: {{pool}}',
} as const;
