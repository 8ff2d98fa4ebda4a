import {
  AccessLevel,
  Licence,
  accessLevelSchema,
} from 'backstage-plugin-lucid-common';
import { useLicenceName } from '../shared/useLicenceName';

/** Such as `Lucidchart (can-edit)`, as a history tells of a licence. */
const WITH_ACCESS = /^(.*) \(([a-z-]+)\)$/s;

/** What a history calls a licence. */
export function parseLicenceLabel(label: string): Licence {
  const [, name, level] = label.match(WITH_ACCESS) ?? [];
  const access = accessLevelSchema.safeParse(level);
  return access.success ? { name, access: access.data } : { name: label };
}

/** Writes licences the way they stand within a sentence. */
export function useLicenceLabel() {
  const { licenceName, accessName } = useLicenceName();
  const accessText = (access: AccessLevel) => accessName(access).toLowerCase();
  const labelOf = (label: string) => {
    const { name, access } = parseLicenceLabel(label);
    return access
      ? `${licenceName(name)} (${accessText(access)})`
      : licenceName(name);
  };
  return {
    accessText,
    labelOf,
    labelsOf: (labels: string) => labels.split(', ').map(labelOf).join(', '),
  };
}
