import { UsageState } from 'backstage-plugin-lucid-common';
import { FakeLucidData } from '../src/testing/FakeLucidApi';
import {
  accountOf,
  exceptionOf,
  reconciliationOf,
  statusOf,
  syncOf,
} from '../src/testing/fixtures';
import { devFigures } from './devFigures';
import { LUCID_GROUPS, NAMES, devUsages } from './devUsages';

const count = (state: UsageState) =>
  devUsages.filter(usage => usage.state === state).length;

/** A Lucid account in which there is something of everything. */
export const devData: FakeLucidData = {
  ...devFigures,
  usages: devUsages,
  status: {
    ...statusOf(
      accountOf({
        lucidGroups: { groups: 2, readAt: '2026-03-10T08:00:04.000Z' },
        counts: {
          ...accountOf().counts,
          users: devUsages.length - count('departed'),
          detected: count('detected'),
          undetected: count('undetected'),
          ambiguous: count('ambiguous'),
          excepted: count('excepted'),
          leftOut: count('left-out'),
          departed: count('departed'),
          leavers: devUsages.filter(
            usage => usage.undetectedReason === 'leaver',
          ).length,
        },
      }),
    ),
    licenceRequestUrl: 'https://requests.example.com/lucid',
    reconciliation: reconciliationOf({
      matchers: [
        'annotation',
        'email',
        'other-email',
        'user-name',
        'annotated-email',
        'external-id',
        'entity-name',
        'hr-system',
      ],
      catalogUsersLeftOut: 31,
      stale: {
        since: '2026-03-09T08:00:00.000Z',
        reason:
          'The catalog has 120 users; it had 227. That is more than 30 % less.',
        acceptable: true,
      },
      rules: [
        {
          name: 'service-accounts',
          description: 'User name fits svc-*',
          users: count('left-out'),
        },
        {
          name: 'partners',
          description: 'E-mail domain is partner.example.net',
          users: 0,
        },
      ],
    }),
  },
  catalogUsers: Array.from({ length: 64 }, (_, index) => ({
    entityRef: `user:default/member-${index}`,
    displayName: `${NAMES[index % NAMES.length]} ${index}`,
    email: `member.${index}@example.com`,
    licences: index % 3 === 0 ? [] : devUsages[index + 4].licences,
  })),
  exceptions: [
    exceptionOf({
      id: 'exception-rule',
      note: 'People of our agency, paid for by the framework contract 4711',
      user: undefined,
      rule: { field: 'email', pattern: '*@agency.example.com' },
      users: 12,
    }),
    exceptionOf({
      user: {
        account: 'default',
        id: 'lucid-1002',
        displayName: devUsages[2].displayName,
      },
    }),
    exceptionOf({ id: 'exception-2', until: undefined, note: 'Board member' }),
    exceptionOf({
      id: 'exception-3',
      state: 'expired',
      until: '2026-01-31',
      endedAt: '2026-02-01T00:00:00.000Z',
      users: 0,
    }),
    exceptionOf({
      id: 'exception-4',
      state: 'revoked',
      endedAt: '2026-02-21T10:00:00.000Z',
      endedBy: 'user:default/admin',
      users: 0,
    }),
  ],
  lucidGroups: LUCID_GROUPS.map(group => ({
    ...group,
    account: 'default',
    users: 24,
    undetected: 5,
    departed: 1,
  })),
  places: [
    {
      place: 'department',
      name: 'Research & Development',
      undetected: 9,
      departed: 2,
    },
    { place: 'department', name: 'Sales', undetected: 6, departed: 0 },
    {
      place: 'lucid-group',
      account: 'default',
      ...LUCID_GROUPS[1],
      undetected: 5,
      departed: 1,
    },
  ],
  syncs: [
    syncOf(),
    syncOf({
      id: 'sync-0',
      state: 'failed',
      counts: undefined,
      error: { name: 'Error', message: 'Lucid answered with 503 three times.' },
    }),
  ],
};
