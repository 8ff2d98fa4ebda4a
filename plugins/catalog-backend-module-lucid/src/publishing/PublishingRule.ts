import { AccessLevel, LicenceUsage } from 'backstage-plugin-lucid-common';

/** Which Lucid users the catalog is to hold. */
export interface PublishingRule {
  publish: 'all' | 'detected' | 'none';
  /** Whoever is published fits every key that is there. Texts are {@link comparable}. */
  filter: {
    accounts?: ReadonlySet<string>;
    licences?: ReadonlySet<string>;
    access?: ReadonlySet<AccessLevel>;
    departments?: ReadonlySet<string>;
    groups?: ReadonlySet<string>;
  };
}

/** Says whether a rule lets a Lucid user into the catalog, departed or not. */
export function includes(rule: PublishingRule, usage: LicenceUsage): boolean {
  const { publish, filter } = rule;
  if (publish === 'none') {
    return false;
  }
  if (publish === 'detected' && usage.state !== 'detected') {
    return false;
  }
  return (
    fits(filter.accounts, [usage.account]) &&
    fits(filter.departments, [usage.department]) &&
    fits(
      filter.groups,
      usage.groups.flatMap(({ id, name }) => [id, name]),
    ) &&
    fitsByLicence(filter, usage)
  );
}

/** Text as it is compared: without regard to case, or to space around it. */
export function comparable(text: string): string {
  return text.normalize('NFC').trim().toLocaleLowerCase('en-US');
}

function fitsByLicence(
  { licences, access }: PublishingRule['filter'],
  usage: LicenceUsage,
): boolean {
  if (!licences && !access) {
    return true;
  }
  return usage.licences.some(
    licence =>
      fits(licences, [licence.name]) &&
      (!access || (licence.access !== undefined && access.has(licence.access))),
  );
}

function fits(
  wanted: ReadonlySet<string> | undefined,
  found: (string | undefined)[],
): boolean {
  return (
    !wanted ||
    found.some(text => text !== undefined && wanted.has(comparable(text)))
  );
}
