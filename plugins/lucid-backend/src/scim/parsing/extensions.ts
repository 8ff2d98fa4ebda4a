import { isObject } from './attributes';

/** The extensions of one SCIM user that are understood. */
export interface Extensions {
  enterprise?: Record<string, unknown>;
  /** Both versions that are in use, the newer one last. */
  lucid: Record<string, unknown>[];
  lucidchart?: Record<string, unknown>;
}

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const LUCID_1 = 'urn:ietf:params:scim:schemas:extension:lucid:1.0:User';
const LUCID_2 = 'urn:ietf:params:scim:schemas:extension:lucid:2.0:User';
const LUCIDCHART = 'urn:lucidchart:schemas:1.0:User';

// As Lucid writes them, which costs nothing to recognise, and in lower case.
const URNS = new Map(
  [ENTERPRISE, LUCID_1, LUCID_2, LUCIDCHART].flatMap(urn => [
    [urn, urn],
    [urn.toLowerCase(), urn],
  ]),
);

/** Finds the extensions; their names are URNs, whose case does not matter. */
export function findExtensions(user: Record<string, unknown>): Extensions {
  const found: Extensions = {
    enterprise: undefined,
    lucid: [],
    lucidchart: undefined,
  };
  for (const key in user) {
    // The shortest of them has 31 characters, and no core attribute has a colon.
    if (key.length < LUCIDCHART.length || key[3] !== ':') {
      continue;
    }
    const value = user[key];
    if (!isObject(value)) {
      continue;
    }
    switch (URNS.get(key) ?? URNS.get(key.toLowerCase())) {
      case ENTERPRISE:
        found.enterprise = value;
        break;
      case LUCID_1:
        found.lucid.unshift(value);
        break;
      case LUCID_2:
        found.lucid.push(value);
        break;
      case LUCIDCHART:
        found.lucidchart = value;
        break;
      default:
    }
  }
  return found;
}
