import {
  AccessLevel,
  ACTIVE_USER_LICENCE,
  Licence,
} from 'backstage-plugin-lucid-common';
import { isObject, limited, NAME_LIMIT, readBoolean } from './attributes';
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
  let products: Map<string, boolean> | undefined;
  for (const { productLicenses } of extensions) {
    if (Array.isArray(productLicenses)) {
      products ??= new Map();
      addListed(products, productLicenses);
    } else if (isObject(productLicenses)) {
      products ??= new Map();
      addFlagged(products, productLicenses);
    }
  }
  if (!products) {
    return undefined;
  }
  const held: string[] = [];
  for (const [name, isHeld] of products) {
    if (isHeld) {
      held.push(name);
    }
  }
  return held;
}

/** A list of the products that are held. */
function addListed(products: Map<string, boolean>, list: unknown[]): void {
  for (const product of limited(list.filter(isText))) {
    const name = cleanLabel(product, NAME_LIMIT);
    if (name !== undefined) {
      products.set(name, true);
    }
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** An object that says of each product whether it is held. */
function addFlagged(
  products: Map<string, boolean>,
  flags: Record<string, unknown>,
): void {
  for (const product of limited(Object.keys(flags))) {
    const name = cleanLabel(product, NAME_LIMIT);
    const isHeld = readBoolean(flags[product]);
    if (name !== undefined && isHeld !== undefined) {
      products.set(name, isHeld);
    }
  }
}
