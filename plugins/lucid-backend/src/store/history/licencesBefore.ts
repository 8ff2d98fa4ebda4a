import { UsageChange } from 'backstage-plugin-lucid-common';
import { joinLabels, splitLabels } from '../userRow';

/** What a change says of licences. */
export interface LicenceChange {
  type: UsageChange['type'];
  before: string | null;
  after: string | null;
}

/**
 * The licences of a user before some changes were made, one taken back after the
 * other.
 *
 * @param changes - all that there were, the newest first
 * @param label - the licences after them, as `licenceLabel` tells of them
 */
export function licencesBefore(
  changes: LicenceChange[],
  label: string,
): string {
  let licences = splitLabels(label);
  for (const { type, before, after } of changes) {
    switch (type) {
      case 'departed':
        // What was gained and lost while the user was away, nobody saw.
        licences = splitLabels(before ?? '');
        break;
      case 'licence-gained':
      case 'licence-lost':
      case 'access':
        licences = licences.filter(licence => licence !== after);
        if (before !== null) {
          licences.push(before);
        }
        break;
      default:
    }
  }
  return joinLabels(licences);
}
