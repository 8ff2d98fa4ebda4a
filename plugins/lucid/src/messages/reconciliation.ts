/** What the catalog contributes, and whom rules leave out. */
export const reconciliationMessages = {
  title: 'Reconciliation',
  text: 'Compares Lucid users with those of the catalog, without reading Lucid.',
  matchers: 'Compared in this order',
  readAt: 'Catalog read',
  catalogUsers: 'Catalog users',
  filteredOut_one: 'and {{count}} whom the catalog filter leaves out',
  filteredOut_other: 'and {{count}} whom the catalog filter leaves out',
  now: 'Reconcile now',
  running: 'Reconciling',
  done: 'Reconciled with the catalog',
  doneText_one: '{{count}} catalog user was compared.',
  doneText_other: '{{count}} catalog users were compared.',
  failed: 'The reconciliation could not be carried out',
  staleTitle: 'The catalog as it was last believed is shown',
  staleText: 'Since {{since}}. {{reason}}',
  accept: 'The catalog is right',
  acceptTitle: 'Take the catalog as it is?',
  acceptText:
    'Whoever is not in the catalog any more is taken to have left it, and their Lucid users become undetected.',
  rules: 'Left out by rule',
  ruleUsers_one: '{{count}} user',
  ruleUsers_other: '{{count}} users',
  noRules:
    'No rule leaves anybody out. Rules are made with lucid.matching.leaveOut in the configuration.',
  leftOut_one: '{{number}} Lucid user is left out by rules',
  leftOut_other: '{{number}} Lucid users are left out by rules',
  leftOutOfCatalog_one:
    '{{number}} catalog user is left out by the catalog filter',
  leftOutOfCatalog_other:
    '{{number}} catalog users are left out by the catalog filter',
} as const;
