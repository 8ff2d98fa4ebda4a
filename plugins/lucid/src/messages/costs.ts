/** What licences cost, and the seats that were bought. */
export const costMessages = {
  // Figures
  total: 'Spend per month',
  totalHint: 'At the prices of {{day}}',
  totalShow: '{{label}}: {{amount}}. Show what it is made of',
  allocated: 'Held by users',
  allocatedHint: 'Licences that somebody holds',
  unusedSeats: 'Unused seats',
  unusedSeatsHint: 'Bought, and held by nobody',
  undetected: 'Undetected, per month',
  undetectedHint_one: '{{count}} user whom the catalog does not know',
  undetectedHint_other: '{{count}} users whom the catalog does not know',
  loadError: 'Costs and seats could not be loaded',

  // Tables
  byLicence: 'By licence',
  byLicenceTable: 'Costs by licence',
  licence: 'Licence',
  access: 'Access level',
  users: 'Users',
  undetectedUsers: 'Undetected',
  cost: 'Cost per month',
  noLicences: 'Nobody holds a licence.',
  byPlace: 'By department, cost centre and group',
  places: 'What costs are broken down by',
  by: {
    department: 'Departments',
    costCenter: 'Cost centres',
    group: 'Groups',
  },
  shareTable: {
    department: 'Costs by department',
    costCenter: 'Costs by cost centre',
    group: 'Costs by group of the catalog',
  },
  shareOf: {
    department: 'Department',
    costCenter: 'Cost centre',
    group: 'Group',
  },
  without: {
    department: 'Without a department',
    costCenter: 'Without a cost centre',
    group: 'Without a group',
  },
  shareTotal: {
    department_one: '{{count}} department',
    department_other: '{{count}} departments',
    costCenter_one: '{{count}} cost centre',
    costCenter_other: '{{count}} cost centres',
    group_one: '{{count}} group',
    group_other: '{{count}} groups',
  },
  groupText:
    'Direct members of a group. Whoever is in several counts in each of them, so groups do not add up to the whole.',

  // Findings
  findings: 'What might be saved',
  findingUsers_one: '{{count}} user',
  findingUsers_other: '{{count}} users',
  findingShow: {
    undetected: 'Show them',
    leavers: 'Show them',
    // No list knows who is billed.
    departedButBilled: 'Show all who have departed',
    viewOnlySuffices: 'Show all who can only view',
  },
  findingShowOf: '{{show}}: {{finding}}',
  finding: {
    undetected: 'Undetected',
    undetectedText: 'Nobody in the catalog accounts for these licences.',
    leavers: 'Leavers',
    leaversText:
      'Of the undetected, those who were in the catalog and are not any more.',
    departedButBilled: 'Departed, but billed',
    departedButBilledText:
      'Deactivated or deleted in Lucid, and on its list of billed licences all the same.',
    viewOnlySuffices: 'View only suffices',
    viewOnlySufficesText:
      'Paid for although the holder can only view, which Lucid gives for free.',
  },

  // Seats
  seats: 'Seats',
  subscription: 'Subscription {{id}}',
  seatsLeft_one: '{{count}} seat left',
  seatsLeft_other: '{{count}} seats left',
  seatsUsed_one: '{{count}} seat used',
  seatsUsed_other: '{{count}} seats used',
  seatsOver_one: '{{count}} seat too many',
  seatsOver_other: '{{count}} seats too many',
  usedOf: '{{used}} of {{bought}} used · {{share}}',
  noLimit: 'No limit was agreed',
  seatsShow: '{{pool}}: {{seats}}. Show all seats',
  utilisation: 'Seats used: {{pool}}',
  renews: 'Renews on {{day}}, {{distance}}',
  renewed: 'Was to be renewed on {{day}}, {{distance}}',
  ends: 'Ends on {{day}}, {{distance}}',
  ended: 'Ended on {{day}}, {{distance}}',
  trial: 'Trial',
  overage: 'Over',
  fromLucid: 'Read from Lucid',
  fromConfiguration: 'From the configuration',
  seatsStale:
    'Seats of {{account}} could not be read since {{since}}. {{reason}}',

  // Setup
  setupTitle: 'Say what licences cost',
  setupText:
    'Lucid does not tell prices. Put them into app-config.yaml of the backend, and start it again: for each licence, what one costs a month or a year, in any currency. Seats, renewal and the days a price holds for can be left out.',
  setupSnippet: 'Configuration of prices',
  setupExample:
    'The licences are those of this portal; amounts and days are examples.',
} as const;
