import {
  AccessLevel,
  ACTIVE_USER_LICENCE,
  Licence,
} from 'backstage-plugin-lucid-common';
import { isObject, LIST_LIMIT, NAME_LIMIT, readBoolean } from './attributes';
import { cleanLabel } from '../../text/cleanText';
import { Extensions } from './extensions';

// What canEdit is about: it belongs to the schema of Lucidchart, whose two
// kinds of licence are can-edit and view-only.
const PRODUCT_OF_CAN_EDIT = 'Lucidchart';

/**
 * What a user is licensed for. Empty only where Lucid lists products and the
 * user has none of them; where Lucid says nothing at all it is
 * {@link ACTIVE_USER_LICENCE}.
 */
export function readLicences(extensions: Extensions): Licence[] {
  const access = readAccess(extensions.lucidchart?.canEdit);
  const products = readProducts(extensions.lucid);
  if (products) {
    return products.map(name => (access ? { name, access } : { name }));
  }
  if (access) {
    return [{ name: PRODUCT_OF_CAN_EDIT, access }];
  }
  return [{ name: ACTIVE_USER_LICENCE }];
}

function readAccess(canEdit: unknown): AccessLevel | undefined {
  switch (readBoolean(canEdit)) {
    case true:
      return 'can-edit';
    case false:
      return 'view-only';
    default:
      return undefined;
  }
}

/** Names of the products held, or `undefined` where nothing lists any. */
function readProducts(
  extensions: Record<string, unknown>[],
): string[] | undefined {
  let held: Map<string, boolean> | undefined;
  for (const { productLicenses } of extensions) {
    const entries = readEntries(productLicenses);
    if (!entries) {
      continue;
    }
    held ??= new Map();
    for (const [product, value] of entries.slice(0, LIST_LIMIT)) {
      const name = cleanLabel(product, NAME_LIMIT);
      const isHeld = readBoolean(value);
      if (name !== undefined && isHeld !== undefined) {
        held.set(name, isHeld);
      }
    }
  }
  return held && [...held].filter(([, isHeld]) => isHeld).map(([name]) => name);
}

/** An object of booleans, or a list of the products that are held. */
function readEntries(
  productLicenses: unknown,
): [product: string, held: unknown][] | undefined {
  if (Array.isArray(productLicenses)) {
    return productLicenses
      .filter(product => typeof product === 'string')
      .map(product => [product, true]);
  }
  return isObject(productLicenses)
    ? Object.entries(productLicenses)
    : undefined;
}
