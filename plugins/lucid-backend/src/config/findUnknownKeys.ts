import { Config } from '@backstage/config';
import { isSection } from './isSection';
import { ACCOUNT_KEYS } from './readAccountConfig';

/** What holds for every account; `catalog` is read by the module of the catalog. */
const SHARED_KEYS = [
  'accounts',
  'alerts',
  'catalog',
  'groups',
  'history',
  'licenceRequestUrl',
  'licences',
  'matching',
];

/**
 * Finds keys that nobody reads, most likely misspelt. They are no problem that
 * keeps Lucid from being read: a portal may have them without any harm. Most deeper
 * sections find their own.
 */
export function findUnknownKeys(config: Config): string[] {
  const lucid = config.getOptional('lucid');
  if (!isSection(lucid)) {
    return [];
  }
  const accounts = isSection(lucid.accounts) ? lucid.accounts : {};
  return [
    ...keysBeside([...ACCOUNT_KEYS, ...SHARED_KEYS], 'lucid', lucid),
    ...Object.entries(accounts).flatMap(([id, account]) =>
      keysBeside(ACCOUNT_KEYS, `lucid.accounts.${id}`, account),
    ),
  ];
}

function keysBeside(
  known: readonly string[],
  prefix: string,
  section: unknown,
): string[] {
  return isSection(section)
    ? Object.keys(section)
        .filter(key => !known.includes(key))
        .map(key => `${prefix}.${key}`)
    : [];
}
