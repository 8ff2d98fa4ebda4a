import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { Knex } from 'knex';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { SyncHarness } from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';
import { CatalogUserRecord } from '../reconciliation/readCatalogUser';
import { LucidUser } from '../scim/LucidUser';
import { NearestUsers } from './NearestUsers';

jest.setTimeout(60_000);

/** A catalog user whose entity, name and address have nothing in common. */
function person(
  name: string,
  displayName: string,
  email = `${name}@new.example`,
): CatalogUserRecord {
  return {
    entityRef: `user:default/${name}`,
    displayName,
    email,
    keys: [{ target: 'email', value: email }],
  };
}

describe.each(databases.eachSupportedId())(
  'the nearest catalog users, %p',
  databaseId => {
    let knex: Knex;
    let harness: SyncHarness;

    beforeEach(async () => {
      knex = await createTestStore(databaseId);
      harness = new SyncHarness(knex);
    });

    /** Puts some users into Lucid, and finds who is nearest to each of them. */
    async function nearest(
      users: Partial<LucidUser>[],
      options: { most?: number } = {},
    ) {
      harness.lucid.add(
        ...users.map((user, index) =>
          lucidUser(`sought-${index}`, {
            displayName: 'Nobody Known',
            ...user,
          }),
        ),
      );
      await harness.sync();
      const usages = await Promise.all(
        users.map((_, index) =>
          harness.usages.get('default', `sought-${index}`),
        ),
      );
      return find(usages as LicenceUsage[], options);
    }

    async function find(
      usages: LicenceUsage[],
      { most = 5 }: { most?: number } = {},
    ) {
      const reading = await harness.readings.current();
      return new NearestUsers({ knex }).nearest(usages, {
        readingId: reading?.id,
        most,
      });
    }

    it('are found by address, by name, and by what is nearly the same, in this order', async () => {
      harness.catalogUsers = [
        person('q1', 'Jaine Doberman'),
        person('q2', 'Jane Doberman'),
        person('jdober', 'Somebody Else'),
        person('q4', 'Unlike Anybody'),
      ];
      const [found] = await nearest([
        { displayName: 'Jane Doberman', email: 'jdober@old.example' },
      ]);

      expect(found).toEqual([
        {
          entityRef: 'user:default/jdober',
          displayName: 'Somebody Else',
          email: 'jdober@new.example',
          likeness: 'same-local-part',
          distance: 0,
          licensed: false,
        },
        {
          entityRef: 'user:default/q2',
          displayName: 'Jane Doberman',
          email: 'q2@new.example',
          likeness: 'same-name',
          distance: 0,
          licensed: false,
        },
        {
          entityRef: 'user:default/q1',
          displayName: 'Jaine Doberman',
          email: 'q1@new.example',
          likeness: 'similar-name',
          distance: 1,
          licensed: false,
        },
      ]);
    });

    it.each([
      [
        'an address in another domain',
        { email: 'jane.doe@old.example' },
        person('q1', 'J. D.', 'jane.doe@new.example'),
      ],
      [
        'an address with other dots and a plus',
        { email: 'jane.doe+lucid@old.example' },
        person('q1', 'J. D.', 'janedoe@new.example'),
      ],
      [
        'any other address',
        { otherEmails: ['x@old.example', 'jdoe@old.example'] },
        person('q1', 'J. D.', 'jdoe@new.example'),
      ],
      [
        'the name of the entity',
        { userName: 'jdoe' },
        person('jdoe', 'J. D.', 'q1@new.example'),
      ],
      [
        'a slip in the name',
        { displayName: 'Jane Dobermann' },
        person('q1', 'Jane Domerman'),
      ],
      [
        'a name in another script',
        { displayName: 'Александр Петров' },
        person('q1', 'Alexander Petrov'),
      ],
      [
        'a name that sounds the same',
        { displayName: 'Jon Smyth' },
        person('q1', 'John Smith'),
      ],
      [
        'the name before a marriage',
        { displayName: 'Anna Müller' },
        person('q1', 'Anna Müller-Schmidt'),
      ],
      [
        'the name after a marriage',
        { displayName: 'Anna Müller-Schmidt' },
        person('q1', 'Anna Schmidt'),
      ],
      [
        'an address that the catalog shows in place of a name',
        { email: 'jane.doe@old.example' },
        person('q1', 'jane.doe@new.example', 'jane.doe@new.example'),
      ],
      [
        'an address that holds the name',
        { displayName: 'jane.doe@old.example', email: 'jane.doe@old.example' },
        person('q1', 'Doe, Jane'),
      ],
    ])('are found by %s', async (_, user, wanted) => {
      harness.catalogUsers = [
        ...Array.from({ length: 50 }, (__, index) =>
          person(`other-${index}`, `Given${index} Family${index}`),
        ),
        wanted,
      ];
      const [found] = await nearest([user]);
      expect(found.map(({ entityRef }) => entityRef)).toEqual([
        wanted.entityRef,
      ]);
    });

    it('are nobody rather than anybody', async () => {
      harness.catalogUsers = [
        person('q1', 'Jan Li'),
        person('ksmith', 'Karl Schmied'),
        person('q3', 'Jane Roe'),
      ];
      expect(
        await nearest([
          { displayName: 'Jana Lin' },
          { displayName: 'Sam Smith', email: 'jsmith@old.example' },
          { displayName: '🙂' },
        ]),
      ).toEqual([[], [], []]);
    });

    it('are nobody before the catalog has been read', async () => {
      const user = { ...lucidUser('1'), account: 'default', otherEmails: [] };
      const found = await new NearestUsers({ knex }).nearest([user], {
        readingId: undefined,
        most: 5,
      });
      expect(found).toEqual([[]]);
    });

    it('have a licence or not, as Lucid users of the same account are matched to them', async () => {
      harness = new SyncHarness(knex, ['one', 'two']);
      harness.catalogUsers = [
        person('q1', 'Jane Doe', 'jane@new.example'),
        person('q2', 'Jane Doe', 'j.doe@new.example'),
      ];
      const jane = lucidUser('1', { displayName: 'Jane Doe' });
      harness.lucids.one.add(
        jane,
        lucidUser('2', { email: 'jane@new.example' }),
      );
      harness.lucids.two.add(jane);
      await harness.sync('one');
      await harness.sync('two');
      const usages = await Promise.all(
        ['one', 'two'].map(account => harness.usages.get(account, '1')),
      );

      const found = await find(usages as LicenceUsage[]);

      const refsAndLicences = found.map(users =>
        users.map(({ entityRef, licensed }) => [entityRef, licensed]),
      );
      // Of two who are equally likely, who has no licence yet comes first.
      expect(refsAndLicences).toEqual([
        [
          ['user:default/q2', false],
          ['user:default/q1', true],
        ],
        [
          ['user:default/q1', false],
          ['user:default/q2', false],
        ],
      ]);
    });

    it('begin with whom they were matched to, whatever has become of the name', async () => {
      harness.catalogUsers = [
        person('q1', 'Jane Doe', 'jane@new.example'),
        person('q2', 'Jane Doe', 'other@new.example'),
      ];
      harness.lucid.add(
        lucidUser('1', { displayName: 'Jane Doe', email: 'jane@new.example' }),
      );
      await harness.sync();
      harness.catalogUsers[0] = person('q1', 'Jane Smith', 'js@new.example');
      await harness.sync();
      const usage = await harness.usages.get('default', '1');
      expect(usage).toMatchObject({
        state: 'undetected',
        formerMatch: { entityRef: 'user:default/q1' },
      });

      const [found] = await find([usage!]);

      expect(found).toMatchObject([
        { entityRef: 'user:default/q1', likeness: 'former-match', distance: 0 },
        { entityRef: 'user:default/q2', likeness: 'same-name' },
      ]);
    });

    it('do not name whom they were matched to where that one has left', async () => {
      harness.catalogUsers = [
        person('q1', 'Jane Doe', 'jane@new.example'),
        person('q2', 'Somebody Else'),
      ];
      harness.lucid.add(lucidUser('1', { email: 'jane@new.example' }));
      await harness.sync();
      harness.catalogUsers = harness.catalogUsers.slice(1);
      await harness.sync();
      const usage = await harness.usages.get('default', '1');
      expect(usage).toMatchObject({
        undetectedReason: 'leaver',
        formerMatch: { entityRef: 'user:default/q1' },
      });

      expect(await find([usage!])).toEqual([[]]);
    });

    it('are at most as many as were asked for, and always the same ones', async () => {
      harness.catalogUsers = Array.from({ length: 30 }, (_, index) =>
        person(`q${10 + index}`, 'Jane Doe'),
      );
      const [found] = await nearest([{ displayName: 'Jane Doe' }]);
      expect(found.map(({ entityRef }) => entityRef)).toEqual(
        [10, 11, 12, 13, 14].map(number => `user:default/q${number}`),
      );
      const usage = await harness.usages.get('default', 'sought-0');
      const [[likeliest]] = await find([usage!], { most: 1 });
      expect(likeliest).toEqual(found[0]);
    });

    it('with the same words are found in a crowd that sounds the same', async () => {
      const vowels = ['a', 'e', 'i', 'o', 'u'];
      const crowd = vowels.flatMap(a =>
        vowels.flatMap(e => vowels.map(i => `B${a}rt${e} N${i}l`)),
      );
      harness.catalogUsers = crowd.map((name, index) =>
        person(`q${1000 + index}`, name),
      );
      const [found] = await nearest([{ displayName: 'Burtu Nul' }], {
        most: 1,
      });
      expect(found).toMatchObject([
        { displayName: 'Burtu Nul', likeness: 'same-name' },
      ]);
    });

    it('are told for many users at a time, in their order', async () => {
      const names = Array.from(
        { length: 60 },
        (_, index) =>
          `${String.fromCharCode(65 + (index % 26))}nton Bremer${'xyz'[
            index % 3
          ].repeat(1 + (index % 5))}`,
      ).map((name, index) => `${name} ${index}`);
      harness.catalogUsers = names.map((name, index) =>
        person(`q${index}`, name),
      );
      const found = await nearest(names.map(displayName => ({ displayName })));
      expect(found.map(users => users[0].displayName)).toEqual(names);
    });
  },
);
