/** Names and what else is shown in a column of its own, in UTF-16 code units. */
export const NAME_LIMIT = 300;
/** Any other text. */
export const TEXT_LIMIT = 1_000;
/** Longest id that is understood; it is part of index keys, which PostgreSQL limits. */
export const ID_LIMIT = 200;
/** Longest address that SMTP can deliver to is 254; a little more does no harm. */
export const EMAIL_LIMIT = 320;
/** E-mail addresses, roles, groups or licences of one user. */
export const LIST_LIMIT = 1_000;

const NOTHING: unknown[] = [];

/** The values of an attribute that may have several: a list, or one value alone. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return limited(value);
  }
  return typeof value === 'string' || isObject(value) ? [value] : NOTHING;
}

/** No more of a list than is read of any. */
export function limited<T>(list: T[]): T[] {
  return list.length > LIST_LIMIT ? list.slice(0, LIST_LIMIT) : list;
}

/** Clients and identity providers write booleans as `"True"` and `"false"`, too. */
export function readBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') {
    return value;
  }
  switch (typeof value === 'string' ? value.trim().toLowerCase() : undefined) {
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
