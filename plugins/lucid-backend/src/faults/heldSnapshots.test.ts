import { Sync, syncSchema } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { byId, status } from './__testUtils__/answers';
import { FaultyPortal } from './__testUtils__/FaultyPortal';
import { leftInStaging } from './__testUtils__/leftInStaging';
import { Fault } from './__testUtils__/MisbehavingLucid';
import { accountAt, shownOf } from './__testUtils__/scimAccount';

jest.setTimeout(60_000);

const BEFORE = accountAt(1);
const AFTER = accountAt(2);

/** Half of the new version, so that a snapshot of it is held. */
const HALF = AFTER.slice(0, 125);

describe.each(databases.eachSupportedId())(
  'a held snapshot, on %s',
  databaseId => {
    let knex: Knex;
    let portal: FaultyPortal;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      portal = await FaultyPortal.open({ knex, retries: 1 });
    });

    afterEach(close);

    async function close() {
      await portal.close();
      expect(await leftInStaging(knex)).toBe(0);
      expect(portal.leaks()).toEqual([]);
    }

    async function hold(): Promise<Sync> {
      portal.lucid().users = BEFORE;
      await portal.sync();
      portal.lucid().users = HALF;
      const held = await portal.sync();
      expect(held).toMatchObject({ state: 'held' });
      expect((await portal.readStatus()).heldSnapshot?.id).toBe(held.id);
      return held;
    }

    /** Confirms, and waits for the sync that this starts. */
    async function confirm(held: Sync): Promise<Sync> {
      const { status: code, body } = await portal.post(
        `/v1/syncs/${held.id}/confirm`,
      );
      expect(code).toBe(202);
      const { id } = await portal.harness.ended(syncSchema.parse(body));
      return portal.readSync(id);
    }

    it('lets users go once it is confirmed, and only those who are proved to be gone', async () => {
      const held = await hold();
      const overlooked = AFTER.slice(125, 130);
      const askedFor: string[] = [];
      portal.lucid().misbehave((request, response, lucid) => {
        const id = /\/Users\/([^?]+)/.exec(request.path)?.[1];
        const known = overlooked.find(user => user.id === id);
        if (id) {
          askedFor.push(id);
        }
        if (known) {
          response.end(JSON.stringify(known));
        } else {
          lucid.answerWell(request, response);
        }
      });

      const confirmed = await confirm(held);

      expect(confirmed).toMatchObject({
        state: 'succeeded',
        trigger: 'request',
        counts: { users: 130, departed: 121 },
      });
      expect(await portal.readShown()).toEqual(
        shownOf([...HALF, ...overlooked]),
      );
      // Each of those who were missing, and nobody else.
      const staying = new Set(HALF.map(({ id }) => id));
      expect(askedFor.sort()).toEqual(
        BEFORE.map(({ id }) => id)
          .filter(id => !staying.has(id))
          .sort(),
      );
      const state = await portal.readStatus();
      expect(state).not.toHaveProperty('heldSnapshot');
      expect(state).not.toHaveProperty('stale');
      expect(await portal.readSync(held.id)).toMatchObject({
        state: 'cancelled',
        error: { message: 'Confirmed: Lucid was read again.' },
      });
    });

    it.each<[string, Fault]>([
      ['the token is refused', status(401)],
      ['Lucid is down', status(503)],
      ['nobody can be asked for by id', byId(status(503))],
    ])('changes nothing where it is confirmed while %s', async (_, fault) => {
      const held = await hold();
      portal.lucid().misbehave(fault);

      expect(await confirm(held)).toMatchObject({ state: 'failed' });

      expect(await portal.readShown()).toEqual(shownOf(BEFORE));
      expect((await portal.readStatus()).counts).toMatchObject({
        users: 250,
        departed: 0,
      });
      // A confirmation does not outlive the sync that it was given to.
      portal.lucid().behave();
      expect(await portal.sync()).toMatchObject({ state: 'held' });
      expect(await portal.readShown()).toEqual(shownOf(BEFORE));
    });

    it('is held again where even more are missing by then', async () => {
      const held = await hold();
      portal.lucid().users = AFTER.slice(0, 20);
      expect(await confirm(held)).toMatchObject({ state: 'held' });
      expect(await portal.readShown()).toEqual(shownOf(BEFORE));
    });

    it('changes nothing where it is discarded, and cannot be confirmed afterwards', async () => {
      const held = await hold();
      const { status: code, body } = await portal.post(
        `/v1/syncs/${held.id}/discard`,
      );
      expect(code).toBe(200);
      expect(body).toMatchObject({
        state: 'cancelled',
        error: { message: 'Discarded: the snapshot before it stays.' },
      });
      expect(await portal.readShown()).toEqual(shownOf(BEFORE));
      expect(await portal.readStatus()).not.toHaveProperty('heldSnapshot');
      for (const decision of ['confirm', 'discard']) {
        expect(
          (await portal.post(`/v1/syncs/${held.id}/${decision}`)).status,
        ).toBe(409);
      }
    });

    it('is settled by a sync that need not be held', async () => {
      const held = await hold();
      portal.lucid().users = AFTER;
      expect(await portal.sync()).toMatchObject({ state: 'succeeded' });
      expect(await portal.readShown()).toEqual(shownOf(AFTER));
      expect(await portal.readSync(held.id)).toMatchObject({
        state: 'cancelled',
        error: { message: 'A newer reading of Lucid has taken its place.' },
      });
    });

    it('stays held through a sync that fails', async () => {
      const held = await hold();
      portal.lucid().misbehave(status(401));
      expect(await portal.sync()).toMatchObject({ state: 'failed' });
      expect((await portal.readStatus()).heldSnapshot?.id).toBe(held.id);
      portal.lucid().behave();
      expect(await confirm(held)).toMatchObject({ state: 'succeeded' });
      expect(await portal.readShown()).toEqual(shownOf(HALF));
    });
  },
);
