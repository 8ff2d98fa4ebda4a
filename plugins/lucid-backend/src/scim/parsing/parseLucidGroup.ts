import { cleanLabel } from '../../text/cleanText';
import { ScimGroup } from '../ScimGroup';
import { ID_LIMIT, isObject, NAME_LIMIT } from './attributes';
import { findFaultOfId } from './findFaultOfId';
import { ParsedRow, rejectedRow } from './ParsedRow';
import { readKey, readLabel } from './readText';

/**
 * Understands one SCIM group. Only the id is needed; members that are malformed
 * are left out, and the group is rejected only where its identity is unclear.
 */
export function parseLucidGroup(row: unknown): ParsedRow<ScimGroup> {
  if (!isObject(row)) {
    return rejectedRow('the group is not an object');
  }
  const { id } = row;
  if (typeof id !== 'string') {
    return rejectedRow('id is missing or not text');
  }
  const fault = findFaultOfId(id);
  return fault === undefined
    ? {
        item: {
          id,
          name: readLabel(row.displayName, NAME_LIMIT) ?? id,
          memberIds: readMemberIds(row.members),
        },
      }
    : rejectedRow(fault, cleanLabel(id, NAME_LIMIT));
}

/** Objects with an id, or ids alone. Unlike any list of a user, this one may be long. */
function readMemberIds(members: unknown): string[] {
  const found = new Set<string>();
  for (const member of Array.isArray(members) ? members : [members]) {
    const id = readKey(isObject(member) ? member.value : member, ID_LIMIT);
    if (id !== undefined) {
      found.add(id);
    }
  }
  return [...found];
}
