import { CatalogUserRecord } from '../reconciliation/readCatalogUser';
import { lucidUser } from '../__testUtils__/FakeLucid';
import {
  SyncHarness,
  SyncHarnessOptions,
  catalogUser,
} from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';

jest.setTimeout(60_000);

const { signal } = new AbortController();

/** A catalog user whom a directory names so for ever. */
function employee(
  name: string,
  email: string,
  identity: string,
): CatalogUserRecord {
  const { keys, ...user } = catalogUser(name, email);
  return {
    ...user,
    identity,
    keys: [...keys, { target: 'identity', value: identity }],
  };
}

describe.each(databases.eachSupportedId())(
  'what becomes of a Lucid user on %s',
  databaseId => {
    async function start(options: SyncHarnessOptions = {}) {
      const knex = await createTestStore(databaseId);
      const harness = new SyncHarness(knex, ['default'], options);
      harness.lucid.add(lucidUser('jane', { email: 'jane@acme.com' }));
      return {
        knex,
        harness,
        jane: () => harness.usages.get('default', 'jane'),
        counts: async () => (await harness.accounts.get('default')).counts,
        /** Lets the catalog change, and reconciles without reading Lucid. */
        change: async (users: CatalogUserRecord[]) => {
          harness.catalogUsers = users;
          await harness.readCatalog();
          return harness.snapshots.reconcile({ account: 'default', signal });
        },
      };
    }

    it('is a leaver when the catalog user is gone, and says who that was', async () => {
      const { harness, jane, counts, change } = await start();
      const others = [catalogUser('joe', 'joe@acme.com')];
      harness.catalogUsers = [catalogUser('jane', 'jane@acme.com'), ...others];
      await harness.sync();

      await change(others);

      const left = await jane();
      expect(left).toMatchObject({
        state: 'undetected',
        undetectedReason: 'leaver',
        formerMatch: {
          entityRef: 'user:default/jane',
          matcher: 'email',
          value: 'jane@acme.com',
        },
      });
      expect(await counts()).toMatchObject({ undetected: 1, leavers: 1 });

      // Neither a sync nor another reading of the catalog forgets it.
      await harness.sync();
      await change([...others, catalogUser('ann', 'ann@acme.com')]);
      expect((await jane())?.formerMatch).toEqual(left?.formerMatch);
    });

    it('is told apart from a leaver when the catalog never knew anybody', async () => {
      const { harness, jane, counts } = await start();
      harness.catalogUsers = [catalogUser('joe', 'joe@acme.com')];
      await harness.sync();
      await harness.sync();

      expect(await jane()).toMatchObject({
        undetectedReason: 'no-catalog-user',
      });
      expect(await jane()).not.toHaveProperty('formerMatch');
      expect(await counts()).toMatchObject({ undetected: 1, leavers: 0 });
    });

    it('is no leaver when the catalog user is still there under another address', async () => {
      const { harness, jane, change } = await start();
      harness.catalogUsers = [catalogUser('jane', 'jane@acme.com')];
      await harness.sync();

      await change([catalogUser('jane', 'jane.miller@acme.com')]);

      expect(await jane()).toMatchObject({
        state: 'undetected',
        undetectedReason: 'no-catalog-user',
        formerMatch: { entityRef: 'user:default/jane' },
      });
    });

    it('is a leaver when somebody else has the name of the catalog user now', async () => {
      const { harness, jane, change } = await start();
      harness.catalogUsers = [employee('jane', 'jane@acme.com', 'id 1')];
      await harness.sync();

      await change([employee('jane', 'jane2@acme.com', 'id 2')]);

      expect(await jane()).toMatchObject({ undetectedReason: 'leaver' });
    });

    it('stays detected when a directory says that the catalog user has a new name and address', async () => {
      const { harness, jane, change } = await start();
      harness.catalogUsers = [employee('jane.doe', 'jane@acme.com', 'id 1')];
      await harness.sync();

      await change([employee('jane.miller', 'jane.miller@acme.com', 'id 1')]);
      expect(await jane()).toMatchObject({
        state: 'detected',
        match: { matcher: 'renamed', entityRefs: ['user:default/jane.miller'] },
      });

      // And once more, by then not because of the address any more.
      await change([employee('jane.smith', 'jane.smith@acme.com', 'id 1')]);
      expect(await jane()).toMatchObject({
        state: 'detected',
        match: { matcher: 'renamed', entityRefs: ['user:default/jane.smith'] },
      });
    });

    it('is known by what a directory says of the catalog user, also where it says so later', async () => {
      const { harness, jane, change } = await start();
      const others = [catalogUser('joe', 'joe@acme.com')];
      harness.catalogUsers = [catalogUser('jane', 'jane@acme.com'), ...others];
      await harness.sync();

      await change([employee('jane', 'jane@acme.com', 'id 1'), ...others]);
      await change([
        employee('jane.miller', 'jane.miller@acme.com', 'id 1'),
        ...others,
      ]);

      expect(await jane()).toMatchObject({
        state: 'detected',
        match: { matcher: 'renamed', entityRefs: ['user:default/jane.miller'] },
      });
    });

    it('does not stay detected by an annotation that somebody has taken back', async () => {
      const { harness, jane, change } = await start();
      const annotated = employee('joe', 'joe@acme.com', 'id 7');
      annotated.keys.push({ target: 'lucid-user-id', value: 'jane' });
      harness.catalogUsers = [annotated];
      await harness.sync();
      expect(await jane()).toMatchObject({ match: { matcher: 'annotation' } });

      await change([employee('joe', 'joe@acme.com', 'id 7')]);

      expect(await jane()).toMatchObject({ state: 'undetected' });
    });

    it('is no leaver when somebody of the same name has come who has no licence', async () => {
      const { harness, change } = await start();
      harness.lucid.add(
        lucidUser('7', { email: 'ada@acme.com', displayName: 'Ada Lovelace' }),
      );
      const ada = (name: string, email: string) => ({
        ...catalogUser(name, email),
        displayName: 'Ada Lovelace',
      });
      harness.catalogUsers = [ada('ada', 'ada@acme.com')];
      await harness.sync();

      // From another directory, after a merger.
      await change([ada('ada.lovelace', 'ada.lovelace@northwind.example')]);

      expect(await harness.usages.get('default', '7')).toMatchObject({
        state: 'undetected',
        undetectedReason: 'no-catalog-user',
        formerMatch: { entityRef: 'user:default/ada' },
      });
    });

    it('is whom its own address names, also where another one is taken for the same', async () => {
      const { harness, jane } = await start({
        matching: { domainAliases: [['acme.com', 'acme.io']] },
      });
      harness.lucid.add(lucidUser('7', { email: 'joe@acme.io' }));
      const withAlias = (name: string, email: string, alias: string) => {
        const user = catalogUser(name, email);
        user.keys.push({ target: 'aliased-email', value: alias });
        return user;
      };
      harness.catalogUsers = [
        withAlias('jane', 'jane@acme.com', 'jane@acme.com'),
        withAlias('other-jane', 'jane@acme.io', 'jane@acme.com'),
        withAlias('joe', 'joe@acme.com', 'joe@acme.com'),
      ];
      await harness.sync();

      expect(await jane()).toMatchObject({
        state: 'detected',
        match: { entityRefs: ['user:default/jane'] },
      });
      expect(await harness.usages.get('default', '7')).toMatchObject({
        state: 'detected',
        match: { value: 'joe@acme.com', entityRefs: ['user:default/joe'] },
      });
    });

    it('is not handed to somebody else whose address is taken for the same, when the catalog user is gone', async () => {
      const { harness, jane, change } = await start({
        matching: { domainAliases: [['acme.com', 'acme.io']] },
      });
      const withAlias = (name: string, email: string) => {
        const user = catalogUser(name, email);
        user.keys.push({ target: 'aliased-email', value: 'jane@acme.com' });
        return user;
      };
      const namesake = withAlias('other-jane', 'jane@acme.io');
      harness.lucid.add(lucidUser('other', { email: 'jane@acme.io' }));
      harness.catalogUsers = [withAlias('jane', 'jane@acme.com'), namesake];
      await harness.sync();

      await change([namesake]);

      expect(await jane()).toMatchObject({
        state: 'undetected',
        formerMatch: { entityRef: 'user:default/jane' },
      });
      // Who comes later may be the same person, with another address.
      await change([withAlias('jane.doe', 'jane@acme.io')]);
      expect(await jane()).toMatchObject({ state: 'detected' });
    });

    it('is somebody again when the catalog user comes back', async () => {
      const { harness, jane, change } = await start();
      const users = [catalogUser('jane', 'jane@acme.com')];
      harness.catalogUsers = users;
      await harness.sync();
      await change([catalogUser('joe', 'joe@acme.com')]);

      await change(users);

      expect(await jane()).toMatchObject({ state: 'detected' });
      expect(await jane()).not.toHaveProperty('formerMatch');
      expect(
        (await harness.history('jane')).map(change_ => [
          change_.before,
          change_.after,
        ]),
      ).toEqual(
        expect.arrayContaining([
          ['detected', 'undetected'],
          ['undetected', 'detected'],
        ]),
      );
    });

    it('is not looked at where a rule leaves it out, and the rule says how many it leaves out', async () => {
      const rule = {
        ids: [],
        emails: [],
        domains: [],
        userNames: [],
        displayNames: [],
        departments: [],
      };
      const { harness, jane, counts } = await start({
        matching: {
          leaveOut: [
            { ...rule, name: 'Bots', emails: ['svc-*'] },
            { ...rule, name: 'Janes', emails: ['jane@*'] },
          ],
        },
      });
      harness.lucid.add(lucidUser('bot', { email: 'svc-build@acme.com' }));
      harness.lucid.add(lucidUser('bot2', { email: 'svc-test@acme.com' }));
      harness.catalogUsers = [catalogUser('jane', 'jane@acme.com')];
      await harness.sync();

      expect(await jane()).toMatchObject({
        state: 'left-out',
        leftOutBy: 'Janes',
      });
      expect(await jane()).not.toHaveProperty('match');
      expect(await counts()).toMatchObject({
        users: 3,
        undetected: 0,
        leftOut: 3,
        byRule: { Bots: 2, Janes: 1 },
        unlicensed: 1,
      });
      const listed = await harness.usages.list(
        { state: ['left-out'] },
        { readingId: undefined },
      );
      expect(listed).toMatchObject({ totalItems: 3 });
    });

    it('is left alone when a change of the catalog cannot concern it', async () => {
      const { harness, change } = await start();
      for (let i = 0; i < 50; i++) {
        harness.lucid.add(lucidUser(`${i}`, { email: `p${i}@acme.com` }));
      }
      harness.catalogUsers = [catalogUser('jane', 'jane@acme.com')];
      await harness.sync();
      const decided = jest.spyOn(harness.matching, 'leftOutBy');

      await change([
        catalogUser('jane', 'jane@acme.com'),
        catalogUser('p7', 'p7@acme.com'),
      ]);

      expect(decided.mock.calls.map(([user]) => user.id)).toEqual(['7']);
      expect(await harness.states()).toMatchObject({ 7: 'detected' });
    });

    it('keeps what was decided as long as the catalog was read by other rules', async () => {
      const { knex, harness, jane } = await start();
      harness.catalogUsers = [catalogUser('jane', 'jane@acme.com')];
      await harness.sync();
      // The portal starts again, with an alias for the domain.
      const restarted = new SyncHarness(knex, ['default'], {
        matching: { domainAliases: [['acme.io', 'acme.com']] },
      });
      restarted.lucid.add(lucidUser('jane', { email: 'jane@acme.com' }));
      const readCatalog = restarted.readCatalog;
      restarted.readCatalog = async () => {};

      const sync = await restarted.sync();

      expect(sync.state).toBe('failed');
      expect(sync.error?.message).toContain('lucid.matching have changed');
      expect(await jane()).toMatchObject({ state: 'detected' });

      restarted.readCatalog = readCatalog;
      const aliased = catalogUser('jane', 'jane@acme.io');
      aliased.keys.push({ target: 'aliased-email', value: 'jane@acme.io' });
      restarted.catalogUsers = [aliased];
      expect(await restarted.sync()).toMatchObject({ state: 'succeeded' });
      expect(await jane()).toMatchObject({ state: 'detected' });
    });

    it('counts who works here without a licence, also where nobody has one', async () => {
      const { harness, counts } = await start();
      harness.lucid.users.delete('jane');
      harness.catalogUsers = [catalogUser('joe', 'joe@acme.com')];

      await harness.sync();

      expect(await counts()).toMatchObject({ users: 0, unlicensed: 1 });
    });

    it('is explained by what each matcher found', async () => {
      const { harness } = await start();
      const user = lucidUser('7', {
        email: 'jane@acme.com',
        otherEmails: ['j@acme.com'],
        userName: 'nobody@acme.com',
      });
      harness.lucid.add(user);
      harness.catalogUsers = [
        catalogUser('a', 'j@acme.com'),
        catalogUser('b', 'j@acme.com'),
      ];
      await harness.sync();

      expect(await harness.snapshots.explain('default', user)).toEqual([
        {
          matcher: 'annotation',
          outcome: 'none',
          values: expect.arrayContaining(['default/7', '7']),
          entityRefs: [],
        },
        {
          matcher: 'email',
          outcome: 'none',
          values: ['jane@acme.com'],
          entityRefs: [],
        },
        {
          matcher: 'other-email',
          outcome: 'several',
          values: ['j@acme.com'],
          entityRefs: ['user:default/a', 'user:default/b'],
        },
        {
          matcher: 'user-name',
          outcome: 'not-asked',
          values: ['nobody@acme.com'],
          entityRefs: [],
        },
        expect.objectContaining({
          matcher: 'annotated-email',
          outcome: 'not-asked',
        }),
        expect.objectContaining({ matcher: 'entity-name' }),
      ]);
    });
  },
);
