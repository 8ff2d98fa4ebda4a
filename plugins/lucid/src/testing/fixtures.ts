import {
  AccountStatus,
  LicenceException,
  LicenceUsage,
  ListedUsage,
  LucidStatus,
  MatchExplanation,
  NearestCatalogUser,
  ReconciliationStatus,
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

/** A Lucid user whose catalog user has gone. */
export function leaverUsage(change: Partial<LicenceUsage> = {}): LicenceUsage {
  return undetectedUsage({
    id: 'lucid-2002',
    displayName: 'Jane Doe',
    email: 'jane.doe@example.com',
    undetectedReason: 'leaver',
    formerMatch: {
      entityRef: 'user:default/jane',
      matcher: 'email',
      value: 'jane.doe@example.com',
      until: '2026-05-03T09:00:00.000Z',
    },
    ...change,
  });
}

/** A Lucid user whose licence somebody has accounted for. */
export function exceptedUsage(
  change: Partial<LicenceUsage> = {},
): LicenceUsage {
  return undetectedUsage({
    id: 'lucid-2003',
    displayName: 'Eve External',
    email: 'eve@agency.example.net',
    state: 'excepted',
    exception: {
      id: 'exception-1',
      note: 'Works for our agency',
      until: '2027-03-31',
      by: 'user:default/admin',
      at: '2026-03-01T08:00:00.000Z',
    },
    ...change,
  });
}

/** A Lucid user that two catalog users fit. */
export function ambiguousUsage(
  change: Partial<LicenceUsage> = {},
): LicenceUsage {
  return usageOf({
    id: 'lucid-2004',
    displayName: 'Shared Desk',
    email: 'desk@example.com',
    state: 'ambiguous',
    match: {
      matcher: 'email',
      value: 'desk@example.com',
      entityRefs: ['user:default/one', 'user:default/two'],
    },
    ...change,
  });
}

/** A catalog user who may be an undetected one. */
export function nearestUser(
  change: Partial<NearestCatalogUser> = {},
): NearestCatalogUser {
  return {
    entityRef: 'user:default/kai.c',
    displayName: 'Kai Cole',
    email: 'kai@example.com',
    likeness: 'same-local-part',
    distance: 0,
    licensed: false,
    ...change,
  };
}

/** Why nobody was found for the undetected user of {@link undetectedUsage}. */
export function explanationOf(
  change: Partial<MatchExplanation> = {},
): MatchExplanation {
  return {
    matchers: [
      {
        matcher: 'annotation',
        outcome: 'none',
        values: ['lucid-2001'],
        entityRefs: [],
      },
      {
        matcher: 'email',
        outcome: 'none',
        values: ['kai@contractors.example.net'],
        entityRefs: [],
      },
      {
        matcher: 'other-email',
        outcome: 'nothing-to-compare',
        values: [],
        entityRefs: [],
      },
    ],
    nearest: [nearestUser()],
    annotation: {
      key: 'lucid.co/user-id',
      value: 'lucid-2001',
      yaml: 'lucid.co/user-id: lucid-2001',
    },
    ...change,
  };
}

/** A row of the list of undetected users. */
export function listedUsage(
  usage: LicenceUsage,
  nearest?: NearestCatalogUser,
): ListedUsage {
  return { ...usage, ...(nearest && { nearest }) };
}

/** An exception for one Lucid user. */
export function exceptionOf(
  change: Partial<LicenceException> = {},
): LicenceException {
  return {
    id: 'exception-1',
    note: 'Works for our agency',
    until: '2027-03-31',
    by: 'user:default/admin',
    at: '2026-03-01T08:00:00.000Z',
    state: 'active',
    user: { account: 'default', id: 'lucid-2003', displayName: 'Eve External' },
    users: 1,
    ...change,
  };
}

/** A sync that went well, unless told. */
export function syncOf(change: Partial<Sync> = {}): Sync {
  const { state = 'succeeded' } = change;
  return {
    id: 'sync-1',
    account: 'default',
    state,
    trigger: 'schedule',
    phase: 'done',
    progress: { read: 240, total: 240 },
    // Of any other, nothing was counted.
    ...(state === 'succeeded' && {
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
    }),
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
      users: 250,
      detected: 210,
      undetected: 25,
      ambiguous: 5,
      excepted: 4,
      leftOut: 6,
      leavers: 3,
      byRule: { 'service-accounts': 6 },
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
    reconciliation: reconciliationOf(),
  };
}

/** A catalog that was read a moment ago. */
export function reconciliationOf(
  change: Partial<ReconciliationStatus> = {},
): ReconciliationStatus {
  return {
    matchers: ['annotation', 'email', 'other-email', 'user-name'],
    catalogUsers: 227,
    catalogUsersLeftOut: 0,
    readAt: '2026-03-10T08:00:00.000Z',
    running: false,
    rules: [],
    ...change,
  };
}
