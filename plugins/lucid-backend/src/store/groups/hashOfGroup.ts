import { createHash } from 'node:crypto';
import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import { ScimGroup } from '../../scim/ScimGroup';

/** Members that are gone through before the event loop gets its turn: some 5 ms. */
const MEMBERS_PER_TURN = 5_000;

/**
 * Changes with the name and with the members, in whatever order they come. All
 * users may be in one group: the rest of the process has its turns in between.
 */
export async function hashOfGroup({
  name,
  memberIds,
}: ScimGroup): Promise<string> {
  const sorted = await sortInTurns(memberIds);
  const hash = createHash('sha256').update(JSON.stringify(name));
  for (let from = 0; from < sorted.length; from += MEMBERS_PER_TURN) {
    hash.update(JSON.stringify(sorted.slice(from, from + MEMBERS_PER_TURN)));
    await yieldToEventLoop();
  }
  return hash.digest('base64url');
}

async function sortInTurns(ids: string[]): Promise<string[]> {
  const sorted: string[][] = [];
  for (let from = 0; from < ids.length; from += MEMBERS_PER_TURN) {
    sorted.push(ids.slice(from, from + MEMBERS_PER_TURN).sort());
    await yieldToEventLoop();
  }
  while (sorted.length > 1) {
    const [one, other] = sorted.splice(0, 2);
    sorted.push(await merge(one, other));
  }
  return sorted[0] ?? [];
}

async function merge(one: string[], other: string[]): Promise<string[]> {
  const merged: string[] = [];
  let [left, right] = [0, 0];
  while (left < one.length && right < other.length) {
    if (one[left] < other[right]) {
      merged.push(one[left]);
      left += 1;
    } else {
      merged.push(other[right]);
      right += 1;
    }
    if (merged.length % MEMBERS_PER_TURN === 0) {
      await yieldToEventLoop();
    }
  }
  return merged.concat(one.slice(left), other.slice(right));
}
