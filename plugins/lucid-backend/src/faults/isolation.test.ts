import { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { byId, inTheMiddle, list, status } from './__testUtils__/answers';
import { FaultyPortal } from './__testUtils__/FaultyPortal';
import { leftInStaging } from './__testUtils__/leftInStaging';
import { Fault } from './__testUtils__/MisbehavingLucid';
import { accountAt, ScimUser, shownOf } from './__testUtils__/scimAccount';

jest.setTimeout(60_000);

/** The same ids as another account, and other people. */
function signed(users: ScimUser[], account: string): ScimUser[] {
  return users.map(user => ({ ...user, title: `${account}, ${user.title}` }));
}

const EMEA = signed(accountAt(1), 'emea');
const APAC = signed(accountAt(1), 'apac');
const EMEA_LATER = signed(accountAt(2), 'emea');
const APAC_LATER = signed(accountAt(3), 'apac');

describe.each(databases.eachSupportedId())(
  'two accounts that use the same ids, on %s',
  databaseId => {
    let knex: Knex;
    let portal: FaultyPortal;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      portal = await FaultyPortal.open({
        knex,
        accounts: ['emea', 'apac'],
        retries: 1,
      });
      portal.lucid('emea').users = EMEA;
      portal.lucid('apac').users = APAC;
      await portal.sync('emea');
      await portal.sync('apac');
      await expectToHold({ emea: EMEA, apac: APAC });
      portal.lucid('emea').users = EMEA_LATER;
      portal.lucid('apac').users = APAC_LATER;
    });

    afterEach(close);

    async function close() {
      await portal.close();
      expect(await leftInStaging(knex)).toBe(0);
      expect(portal.leaks()).toEqual([]);
    }

    async function expectToHold(users: { emea: ScimUser[]; apac: ScimUser[] }) {
      expect(await portal.readShown('emea')).toEqual(shownOf(users.emea));
      expect(await portal.readShown('apac')).toEqual(shownOf(users.apac));
    }

    it('do not mix where both are read at the same time', async () => {
      expect(
        await Promise.all([portal.sync('emea'), portal.sync('apac')]),
      ).toMatchObject([{ state: 'succeeded' }, { state: 'succeeded' }]);
      await expectToHold({ emea: EMEA_LATER, apac: APAC_LATER });
    });

    it.each<[string, Fault, string]>([
      ['refuses the token', status(401), 'failed'],
      ['breaks off', inTheMiddle(status(503)), 'failed'],
      ['cannot say who has left', byId(status(500)), 'failed'],
      [
        'is suddenly empty',
        list(() => ({ totalResults: 0, Resources: [] })),
        'held',
      ],
    ])(
      'do not mix where one %s while the other is read',
      async (_, fault, state) => {
        portal.lucid('emea').misbehave(fault);

        const [emea, apac] = await Promise.all([
          portal.sync('emea'),
          portal.sync('apac'),
        ]);

        expect(emea).toMatchObject({ account: 'emea', state });
        expect(apac).toMatchObject({ account: 'apac', state: 'succeeded' });
        await expectToHold({ emea: EMEA, apac: APAC_LATER });
        expect(await portal.readStatus('emea')).toMatchObject({
          lastSync: { id: emea.id },
          stale: { reason: emea.error?.message },
          counts: { users: 250 },
        });
        const well = await portal.readStatus('apac');
        expect(well).toMatchObject({ connection: { state: 'connected' } });
        expect(well).not.toHaveProperty('stale');
        expect(well).not.toHaveProperty('heldSnapshot');

        portal.lucid('emea').behave();
        expect(await portal.sync('emea')).toMatchObject({ state: 'succeeded' });
        await expectToHold({ emea: EMEA_LATER, apac: APAC_LATER });
      },
    );

    it('have departures of their own', async () => {
      portal.lucid('emea').users = EMEA.slice(10);
      portal.lucid('apac').users = APAC;
      expect(await portal.sync('emea')).toMatchObject({
        counts: { departed: 10 },
      });
      expect(await portal.sync('apac')).toMatchObject({
        counts: { departed: 0, added: 0, changed: 0 },
      });
      await expectToHold({ emea: EMEA.slice(10), apac: APAC });
    });

    it('have held snapshots of their own', async () => {
      portal.lucid('emea').users = [];
      const held = await portal.sync('emea');
      expect(held).toMatchObject({ state: 'held' });
      expect(await portal.sync('apac')).toMatchObject({ state: 'succeeded' });
      expect((await portal.readStatus('emea')).heldSnapshot?.id).toBe(held.id);
      await portal.post(`/v1/syncs/${held.id}/discard`);
      await expectToHold({ emea: EMEA, apac: APAC_LATER });
    });
  },
);
