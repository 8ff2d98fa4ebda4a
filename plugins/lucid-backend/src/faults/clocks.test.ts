import { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { inTheMiddle } from './__testUtils__/answers';
import { FaultyPortal } from './__testUtils__/FaultyPortal';
import { leftInStaging } from './__testUtils__/leftInStaging';
import { accountAt, shownOf } from './__testUtils__/scimAccount';

jest.setTimeout(60_000);

const HOUR = 60 * 60_000;

const BEFORE = accountAt(1);
const AFTER = accountAt(2);

describe.each(databases.eachSupportedId())(
  'a clock that jumps during a sync, on %s',
  databaseId => {
    let knex: Knex;
    let portal: FaultyPortal;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      portal = await FaultyPortal.open({ knex });
      portal.lucid().users = BEFORE;
      await portal.sync();
      portal.lucid().users = AFTER;
    });

    afterEach(async () => {
      jest.restoreAllMocks();
      await portal.close();
    });

    /** Moves the clock of this process, and nothing else. */
    function jump(milliseconds: number): void {
      const { now } = Date;
      jest.spyOn(Date, 'now').mockImplementation(() => now() + milliseconds);
    }

    it.each([
      ['an hour ahead', HOUR],
      ['an hour back', -HOUR],
      ['a year ahead', 365 * 24 * HOUR],
    ])('%s: the sync succeeds, and so does the next', async (_, by) => {
      let jumped = false;
      portal.lucid().misbehave(
        inTheMiddle((request, response, lucid) => {
          if (!jumped) {
            jumped = true;
            jump(by);
          }
          lucid.answerWell(request, response);
        }),
      );

      expect(await portal.sync()).toMatchObject({
        state: 'succeeded',
        counts: { users: 250 },
      });

      portal.lucid().behave();
      expect(await portal.readShown()).toEqual(shownOf(AFTER));
      portal.lucid().users = BEFORE;
      expect(await portal.sync()).toMatchObject({ state: 'succeeded' });
      expect(await portal.readShown()).toEqual(shownOf(BEFORE));
      expect(await portal.readStatus()).not.toHaveProperty('runningSync');
      expect(await leftInStaging(knex)).toBe(0);
      expect(portal.leaks()).toEqual([]);
    });

    it.each([
      ['an hour ahead', HOUR],
      ['an hour back', -HOUR],
    ])(
      '%s, in another backend: that one takes nobody for dead',
      async (_, by) => {
        let release = () => {};
        const gate = new Promise<void>(resolve => {
          release = resolve;
        });
        portal.lucid().misbehave(
          inTheMiddle(async (request, response, lucid) => {
            await gate;
            lucid.answerWell(request, response);
          }),
        );
        const { sync } = await portal.harness.service.start('default');

        jump(by);
        const other = await FaultyPortal.open({ knex });
        const second = await other.harness.service.start('default');
        await other.close();
        jest.restoreAllMocks();

        expect(second).toMatchObject({ started: false, sync: { id: sync.id } });
        release();
        expect(await portal.harness.ended(sync)).toMatchObject({
          state: 'succeeded',
        });
        expect(await portal.readShown()).toEqual(shownOf(AFTER));
      },
    );
  },
);
