import { createTestStore, databases } from '../__testUtils__/databases';
import { byId, list, status } from './__testUtils__/answers';
import { describeFaults, ExpectedEnd } from './__testUtils__/describeFaults';
import { FaultyPortal } from './__testUtils__/FaultyPortal';
import { accountAt, shownOf } from './__testUtils__/scimAccount';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'an account that is empty from the start, on %s',
  databaseId => {
    it('is shown as empty, and takes users in as soon as there are any', async () => {
      const knex = await createTestStore(databaseId);
      const portal = await FaultyPortal.open({ knex });

      expect(await portal.sync()).toMatchObject({
        state: 'succeeded',
        counts: { users: 0 },
      });
      expect(await portal.readShown()).toEqual({});
      expect((await portal.readStatus()).counts.users).toBe(0);

      portal.lucid().users = accountAt(1);
      expect(await portal.sync()).toMatchObject({ counts: { added: 250 } });
      expect(await portal.readShown()).toEqual(shownOf(accountAt(1)));
      await portal.close();
    });
  },
);

function held(error: string, says: RegExp): ExpectedEnd {
  return { state: 'held', error, says, connection: 'connected' };
}

describeFaults('an account that shrinks all of a sudden', [
  {
    fault: 'is empty: is held',
    users: () => [],
    end: held(
      'TooManyRemovals',
      /250 of 250 users are not in Lucid's answer any more, more than 10 %. Confirm the snapshot if Lucid is right, or discard it/,
    ),
  },
  {
    fault: 'is empty, and says so without a list: is held',
    does: list(() => ({ totalResults: 0 })),
    end: held('TooManyRemovals', /250 of 250 users/),
  },
  {
    fault: 'halves: is held',
    users: after => after.slice(0, 125),
    end: held('TooManyRemovals', /12\d of 250 users .* more than 10 %/),
    also: portal =>
      // Nobody is asked for by id before somebody has looked at it.
      expect(
        portal.log.lines.some(({ message }) => /by id/.test(message)),
      ).toBe(false),
  },
  {
    fault: 'loses just less than the limit: goes through, each proved',
    users: after => after.slice(0, 226),
    end: { state: 'succeeded', holds: after => after.slice(0, 226) },
  },
  {
    fault: 'loses just more than the limit: is held',
    users: after => after.slice(0, 224),
    end: held('TooManyRemovals', /2\d of 250 users/),
  },
  {
    fault: 'lies about totalResults and cuts its list to fit: is held',
    does: list((page, { startIndex, count }) => ({
      ...page,
      totalResults: 150,
      Resources: (page.Resources as unknown[]).slice(
        0,
        Math.max(0, Math.min(count, 151 - startIndex)),
      ),
    })),
    end: held('TooManyRemovals', /10\d of 250 users/),
  },
  {
    fault: 'lists fewer, who answer by id all the same: nobody departs',
    does: list(page => ({
      ...page,
      totalResults: 235,
      Resources: (page.Resources as { id: string }[]).slice(
        0,
        Math.max(0, 236 - Number(page.startIndex)),
      ),
    })),
    end: {
      state: 'succeeded',
      // The last one is new, and so nobody knows to ask for them.
      holds: after => after.slice(0, -1),
      counts: { departed: 2 },
    },
  },
]);

describeFaults('an account that cannot be understood', [
  {
    fault: 'one in eleven: is held',
    users: after =>
      after.map((user, index) =>
        index % 11 === 0 ? { ...user, id: 7 as never } : user,
      ),
    end: held(
      'TooManyRejected',
      /23 of 250 users could not be understood, more than 5 %/,
    ),
    also: (_, sync) => expect(sync.rejected).toHaveLength(23),
  },
  {
    fault: 'everybody: is held for both reasons',
    users: after => after.map(user => ({ ...user, id: null as never })),
    end: held(
      'TooManyRemovals',
      /250 of 250 users are not in .* 250 of 250 users could not/,
    ),
    also: (_, sync) => expect(sync.rejected).toHaveLength(100),
  },
]);

describeFaults('an account that is slow to say who has left', [
  {
    fault: 'and refuses to: nobody departs, nothing is stored',
    users: after => after.slice(0, 240),
    does: byId(status(500)),
    portal: { retries: 1 },
    end: {
      state: 'failed',
      error: 'LucidUnavailableError',
      says: /GET \/Users\/:id with 500/,
      connection: 'unreachable',
    },
  },
]);
