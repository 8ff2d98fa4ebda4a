/** Alerts that go on. */
export const alertMessages = {
  label: 'Alerts',
  of: '{{account}}:',
  since: 'since',
  show: 'Show',
  showOf: 'Show: {{title}}',
  more_one: '{{count}} more alert',
  more_other: '{{count}} more alerts',
  fewer: 'Fewer alerts',
} as const;
