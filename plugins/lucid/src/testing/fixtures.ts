import {
  AccountStatus,
  LicenceUsage,
  LucidStatus,
  Sync,
} from 'backstage-plugin-lucid-common';

/** A Lucid user as the backend tells of it. */
export function usageOf(change: Partial<LicenceUsage> = {}): LicenceUsage {
  const id = change.id ?? 'lucid-1001';
  return {
    account: 'default',
    id,
    entityRef: `licenceusage:default/${id}`,
    displayName: 'Jana Doležalová',
    userName: 'jana.dolezalova@example.com',
    email: 'jana.dolezalova@example.com',
    otherEmails: [],
    department: 'Platform',
    roles: [],
    groups: [],
    licences: [{ name: 'Lucidchart', access: 'can-edit' }],
    state: 'detected',
    match: {
      matcher: 'email',
      value: 'jana.dolezalova@example.com',
      entityRefs: ['user:default/jana.dolezalova'],
    },
    createdAt: '2024-08-08T22:21:48.612Z',
    firstSeenAt: '2026-01-10T08:00:00.000Z',
    lastSeenAt: '2026-03-10T08:00:00.000Z',
    ...change,
  };
}

/** A Lucid user whom nobody in the catalog matches. */
export function undetectedUsage(
  change: Partial<LicenceUsage> = {},
): LicenceUsage {
  return usageOf({
    id: 'lucid-2001',
    displayName: 'Kai Contractor',
    email: 'kai@contractors.example.net',
    state: 'undetected',
    match: undefined,
    undetectedReason: 'no-catalog-user',
    ...change,
  });
}

/** A sync that went well. */
export function syncOf(change: Partial<Sync> = {}): Sync {
  return {
    id: 'sync-1',
    account: 'default',
    state: 'succeeded',
    trigger: 'schedule',
    phase: 'done',
    progress: { read: 240, total: 240 },
    counts: {
      users: 240,
      added: 3,
      changed: 5,
      departed: 2,
      returned: 0,
      rejected: 0,
      detected: 210,
      undetected: 25,
      ambiguous: 5,
    },
    rejected: [],
    startedAt: '2026-03-10T08:00:00.000Z',
    finishedAt: '2026-03-10T08:00:04.000Z',
    timings: { reading: 3200, storing: 500, reconciling: 300 },
    ...change,
  };
}

/** A Lucid account that is connected and was read. */
export function accountOf(change: Partial<AccountStatus> = {}): AccountStatus {
  return {
    id: 'default',
    connection: { state: 'connected', checkedAt: '2026-03-10T08:00:04.000Z' },
    lastSync: syncOf(),
    snapshotAt: '2026-03-10T08:00:00.000Z',
    nextSyncAt: '2026-03-10T09:00:00.000Z',
    revision: 12,
    counts: {
      users: 240,
      detected: 210,
      undetected: 25,
      ambiguous: 5,
      unlicensed: 17,
      departed: 8,
      byLicence: { Lucidchart: 200, Lucidspark: 90 },
      byAccess: { 'can-edit': 180, 'view-only': 40, unknown: 20 },
    },
    ...change,
  };
}

/** A portal with a valid configuration of one Lucid account. */
export function statusOf(...accounts: AccountStatus[]): LucidStatus {
  return {
    configuration: { state: 'valid', problems: [] },
    accounts: accounts.length > 0 ? accounts : [accountOf()],
  };
}
