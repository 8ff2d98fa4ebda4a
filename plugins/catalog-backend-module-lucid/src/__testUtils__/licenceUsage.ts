import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { licenceUsageEntityName } from 'backstage-plugin-lucid-node';

/** An undetected Lucid user of the account `default`, as the API gives it. */
export function licenceUsage(overrides: Partial<LicenceUsage>): LicenceUsage {
  const { account = 'default', id = 'lucid-1' } = overrides;
  return {
    account,
    id,
    entityRef: `licenceusage:default/${licenceUsageEntityName({
      account,
      id,
    })}`,
    displayName: 'Jane Doe',
    otherEmails: [],
    roles: [],
    groups: [],
    licences: [{ name: 'Lucidchart', access: 'can-edit' }],
    state: 'undetected',
    firstSeenAt: '2026-01-01T00:00:00.000Z',
    lastSeenAt: '2026-01-02T00:00:00.000Z',
    ...overrides,
  };
}
