import { cleanText } from '../../text/cleanText';
import { ID_LIMIT } from './attributes';

/** Why a text cannot be the id of a user, `undefined` where it can. */
export function findFaultOfId(id: string): string | undefined {
  if (id === '') {
    return 'id is empty';
  }
  if (id.length > ID_LIMIT) {
    return `id is longer than ${ID_LIMIT} characters`;
  }
  // Cleaned, two ids could become the same one.
  return cleanText(id) === id
    ? undefined
    : 'id holds blanks around it or characters that no id has';
}
