import { joinLabels, splitLabels } from '../userRow';
import { ChangeRow } from './changeRow';

/**
 * The licences of a user before some changes were made, one taken back after the
 * other.
 *
 * @param changes - all that there were, the newest first
 * @param label - the licences after them, as `licenceLabel` tells of them
 */
export function licencesBefore(
  changes: Pick<ChangeRow, 'type' | 'before' | 'after'>[],
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
