import { Sync } from 'backstage-plugin-lucid-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import {
  listResponse,
  sendJson,
} from '../scim/__testUtils__/ScriptedScimServer';
import { createTestStore, databases } from '../__testUtils__/databases';
import { FaultyPortal } from './__testUtils__/FaultyPortal';
import { leftInStaging } from './__testUtils__/leftInStaging';
import { Fault, idAskedFor } from './__testUtils__/MisbehavingLucid';
import { ScimUser, Shown, shownOf } from './__testUtils__/scimAccount';

jest.setTimeout(120_000);

const PAGE_SIZE = 5;

/** More requests than this are no reading any more, but a loop. */
const MOST_REQUESTS = 400;

/** A name in characters of every kind, also ones that are none and that PostgreSQL refuses. */
const nameArbitrary = fc
  .array(
    fc.constantFrom(
      'a',
      'é',
      '陳',
      '😀',
      ' ',
      '\\',
      '\u0000',
      '\ud800',
      '\udc00',
    ),
    { maxLength: 5 },
  )
  .map(characters => characters.join(''));

/** A user, few enough of them that the same ones come, go and return. */
const userArbitrary = fc.record({
  id: fc.integer({ min: 1, max: 60 }).map(number => `user-${number}`),
  title: fc.constantFrom('a', 'b', 'c'),
  displayName: nameArbitrary,
  userName: nameArbitrary,
});

const accountArbitrary = fc.uniqueArray(userArbitrary, {
  selector: user => user.id,
  maxLength: 45,
});

/** Somebody comes or goes before a request. */
const changeArbitrary = fc.record({
  before: fc.integer({ min: 1, max: 20 }),
  share: fc.double({ min: 0, max: 0.999, noNaN: true }),
  comes: fc.option(
    fc.integer({ min: 61, max: 90 }).map(number => `user-${number}`),
    { nil: undefined },
  ),
});

/** What an answer may hold that is no user. */
const strangeRow = fc.constantFrom<unknown>(
  null,
  7,
  'user-1',
  {},
  { id: null },
  { id: 'x'.repeat(2_000) },
  { id: 'with\u0000nul' },
  { id: 'half-a-pair\ud800' },
);

/** An answer to one request that is anything but the right one. */
const answerArbitrary = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ kind: 'right' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wrong' as const),
      shift: fc.integer({ min: -12, max: 12 }),
      count: fc.nat(12),
      totalResults: fc.oneof(
        fc.nat(90),
        fc.constantFrom<unknown>(undefined, null, -1, 2.5, '12', 'many'),
      ),
      strange: fc.array(strangeRow, { maxLength: 2 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('status' as const),
      status: fc.constantFrom(401, 429, 500, 503),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('text' as const),
      text: fc.constantFrom(
        '',
        '[]',
        '{}',
        '<html>',
        'null',
        '{"Resources":7}',
      ),
    }),
  },
);

/** What an account has been through while it was read. */
class Witness {
  readonly sent: Record<string, Set<string | undefined>> = {};
  readonly alwaysThere: Set<string>;

  constructor(users: ScimUser[]) {
    this.alwaysThere = new Set(users.map(({ id }) => id));
  }

  sees(user: ScimUser): void {
    this.sent[user.id] ??= new Set();
    this.sent[user.id].add(shownOf([user])[user.id]);
  }
}

describe.each(databases.eachSupportedId())(
  'whatever Lucid answers, on %s',
  databaseId => {
    // PostgreSQL takes several times as long for each.
    const numRuns = databaseId === 'SQLITE_3' ? 60 : 10;
    let knex: Knex;
    let portal: FaultyPortal;

    beforeAll(async () => {
      knex = await createTestStore(databaseId);
      portal = await FaultyPortal.open({
        knex,
        retries: 2,
        config: { pageSize: PAGE_SIZE },
      });
    });

    afterAll(async () => {
      await portal.close();
    });

    /** Lets Lucid be well, and a snapshot through that had to be held. */
    async function settleOn(users: ScimUser[]): Promise<void> {
      portal.lucid().behave();
      portal.lucid().users = [...users];
      let sync = await portal.sync();
      if (sync.state === 'held') {
        sync = await portal.harness.ended(
          await portal.harness.service.confirm(sync.id),
        );
      }
      expect(sync.error).toBeUndefined();
      expect(sync.state).toBe('succeeded');
      expect(await portal.readShown()).toEqual(shownOf(users));
      expect(await leftInStaging(knex)).toBe(0);
    }

    /** Reads an account that answers in some way, and checks what holds in any case. */
    async function readThrough(
      before: ScimUser[],
      after: ScimUser[],
      answer: (witness: Witness) => Fault,
    ): Promise<{ sync: Sync; held: Shown; witness: Witness }> {
      await settleOn(before);
      const lucid = portal.lucid();
      lucid.users = [...after];
      const witness = new Witness(after);
      lucid.misbehave(answer(witness));

      const sync = await portal.sync();

      expect(lucid.faultyRequests.length).toBeLessThan(MOST_REQUESTS);
      expect(['succeeded', 'failed', 'held']).toContain(sync.state);
      expect(await leftInStaging(knex)).toBe(0);
      const held = await portal.readShown();
      if (sync.state !== 'succeeded') {
        expect(held).toEqual(shownOf(before));
      }
      return { sync, held, witness };
    }

    /** Nobody is counted who was not sent, in this reading or in the one before. */
    function expectOnlySent(held: Shown, before: Shown, witness: Witness) {
      const invented = Object.entries(held).filter(
        ([id, title]) => before[id] !== title && !witness.sent[id]?.has(title),
      );
      expect(invented).toEqual([]);
    }

    const answerById: Fault = (request, response, lucid) =>
      lucid.answerWell(request, response);

    it('loses nobody who is there all the time, while others come and go', async () => {
      await fc.assert(
        fc.asyncProperty(
          accountArbitrary,
          accountArbitrary,
          fc.array(changeArbitrary, { maxLength: 6 }),
          fc.array(fc.integer({ min: 3, max: 8 }), { maxLength: 6 }),
          async (before, after, changes, lengths) => {
            const { sync, held, witness } = await readThrough(
              before,
              after,
              seen => (request, response, lucid) => {
                for (const { comes, share } of changes.filter(
                  change => change.before === request.nth,
                )) {
                  const { users } = lucid;
                  const place = Math.floor(share * users.length);
                  if (comes && users.every(({ id }) => id !== comes)) {
                    users.splice(place, 0, { id: comes, title: 'came' });
                  } else if (!comes && users.length > 0) {
                    const [gone] = users.splice(place, 1);
                    seen.alwaysThere.delete(gone.id);
                  }
                }
                if (idAskedFor(request) !== undefined) {
                  answerById(request, response, lucid);
                  return;
                }
                const count =
                  lengths[request.nth % lengths.length] ?? PAGE_SIZE;
                const page = listResponse(lucid.users, { ...request, count });
                for (const user of page.Resources as ScimUser[]) {
                  seen.sees(user);
                }
                sendJson(response, page);
              },
            );
            expectOnlySent(held, shownOf(before), witness);
            const lost = [...witness.alwaysThere].filter(id => !(id in held));
            expect(sync.state === 'succeeded' ? lost : []).toEqual([]);
            await settleOn(portal.lucid().users);
          },
        ),
        { numRuns },
      );
    });

    it('ends, invents nobody, and loses nobody whom it knew and who is there', async () => {
      await fc.assert(
        fc.asyncProperty(
          accountArbitrary,
          accountArbitrary,
          fc.array(answerArbitrary, { minLength: 1, maxLength: 12 }),
          async (before, after, answers) => {
            const { held, witness } = await readThrough(
              before,
              after,
              seen => (request, response, lucid) => {
                if (idAskedFor(request) !== undefined) {
                  for (const user of lucid.users) {
                    seen.sees(user);
                  }
                  answerById(request, response, lucid);
                  return;
                }
                const answer = answers[request.nth % answers.length];
                if (answer.kind === 'status') {
                  sendJson(response, {}, answer.status);
                  return;
                }
                if (answer.kind === 'text') {
                  response.end(answer.text);
                  return;
                }
                const page = listResponse(lucid.users, {
                  ...request,
                  ...(answer.kind === 'wrong' && {
                    startIndex: Math.max(1, request.startIndex + answer.shift),
                    count: answer.count,
                  }),
                });
                const rows = page.Resources as ScimUser[];
                for (const user of rows) {
                  seen.sees(user);
                }
                sendJson(
                  response,
                  answer.kind === 'right'
                    ? page
                    : {
                        totalResults: answer.totalResults,
                        Resources: [...rows, ...answer.strange],
                      },
                );
              },
            );
            expectOnlySent(held, shownOf(before), witness);
            const known = new Set(before.map(({ id }) => id));
            const lost = after.filter(
              ({ id }) => known.has(id) && !(id in held),
            );
            expect(lost).toEqual([]);
            await settleOn(after);
          },
        ),
        { numRuns },
      );
    });
  },
);
