import { Knex } from 'knex';
import { SyncHarness, catalogUser } from '../../__testUtils__/SyncHarness';
import { lucidUser } from '../../__testUtils__/FakeLucid';
import { createTestStore, databases } from '../../__testUtils__/databases';
import { LucidUnauthorisedError } from '../../http/errors';
import { AlertFactsReader } from './AlertFactsReader';
import { LeaverReader } from './LeaverReader';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())(
  'what alerts are held against, on %s',
  databaseId => {
    let knex: Knex;
    let harness: SyncHarness;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      harness = new SyncHarness(knex);
    });

    const facts = () => new AlertFactsReader({ knex }).read('default');

    it('is nothing before the first sync', async () => {
      expect(await facts()).toEqual({ account: 'default' });
    });

    it('is since when syncs have failed with none that succeeded, and why the last one did', async () => {
      harness.lucid.add(lucidUser('1'));
      await harness.sync();
      expect((await facts()).failing).toBeUndefined();

      harness.lucid.failure = new LucidUnauthorisedError('Lucid said 401');
      const first = await harness.sync();
      harness.lucid.failure = new LucidUnauthorisedError('Lucid said 403');
      await harness.sync();
      expect((await facts()).failing).toEqual({
        since: first.finishedAt,
        reason: 'Lucid said 403',
      });

      harness.lucid.failure = undefined;
      await harness.sync();
      expect((await facts()).failing).toBeUndefined();
    });

    it('takes nothing for a failure that somebody stopped', async () => {
      harness.lucid.add(lucidUser('1'));
      const stopping = new AbortController();
      harness.lucid.beforePage = async () => stopping.abort(new Error('Over'));
      await harness.service
        .runScheduled('default', stopping.signal)
        .catch(() => {});
      expect((await harness.syncs.last('default'))?.state).toBe('cancelled');
      expect((await facts()).failing).toBeUndefined();
    });

    it('is who has left the catalog and holds a licence, the last one first', async () => {
      harness.lucid.add(
        ...['1', '2', '3', '4'].map(id =>
          lucidUser(id, { email: `person.${id}@example.com` }),
        ),
        lucidUser('5', { email: 'person.5@example.com', licences: [] }),
      );
      const known = ['1', '2', '3', '4', '5'].map(id =>
        catalogUser(`person-${id}`, `person.${id}@example.com`),
      );
      const leave = async (...gone: string[]) => {
        harness.catalogUsers = known.filter(
          ({ entityRef }) => !gone.some(id => entityRef.endsWith(`-${id}`)),
        );
        await harness.sync();
      };
      await leave();
      await leave('3', '5');
      await leave('2', '3', '5');

      const leavers = new LeaverReader({ knex });
      expect(await leavers.newest('default', 10)).toEqual(['2', '3']);
      expect(await leavers.newest('default', 1)).toEqual(['2']);
      expect(await leavers.among('default', ['3', '4', '5', '9'])).toEqual([
        '3',
      ]);
    });
  },
);
