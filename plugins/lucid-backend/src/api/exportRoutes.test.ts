import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  licenceUsagePageSchema,
  catalogUserPageSchema,
} from 'backstage-plugin-lucid-common';
import { parse } from 'csv-parse/sync';
import express, { ErrorRequestHandler } from 'express';
import PromiseRouter from 'express-promise-router';
import { Knex } from 'knex';
import { once } from 'node:events';
import { IncomingMessage, get } from 'node:http';
import { AddressInfo } from 'node:net';
import { Response } from 'supertest';
import { lucidUser } from '../__testUtils__/FakeLucid';
import { LucidBackend } from '../__testUtils__/LucidBackend';
import { SyncHarness, catalogUser } from '../__testUtils__/SyncHarness';
import { createTestStore, databases } from '../__testUtils__/databases';
import { CatalogUserReader } from '../store/CatalogUserReader';
import { ExceptionReader } from '../store/ExceptionReader';
import { createHistoryReaders } from '../store/history/createHistoryReaders';
import { addExportRoutes } from './exportRoutes';
import { hideDatabaseErrors } from './hideDatabaseErrors';

jest.setTimeout(60_000);

const TODAY = /^\d{4}-\d\d-\d\d$/;

type Row = Record<string, string>;

function rowsOf(csv: Response): Row[] {
  expect(csv.status).toBe(200);
  return parse(csv.text, { columns: true, record_delimiter: '\r\n' });
}

describe.each(databases.eachSupportedId())('exports, on %s', database => {
  let knex: Knex;
  let harness: SyncHarness;

  describe('of a small account', () => {
    let backend: LucidBackend;

    beforeAll(async () => {
      knex = await createTestStore(database);
      harness = new SyncHarness(knex);
      harness.catalogUsers = [
        catalogUser('ann', 'ann@example.com'),
        catalogUser('leaver', 'leaver@example.com'),
        catalogUser('ops-1', 'ops@example.com'),
        catalogUser('ops-2', 'ops@example.com'),
        catalogUser('unlicensed', 'unlicensed@example.com'),
      ];
      harness.lucid.add(
        lucidUser('1', {
          displayName: 'Ann Ångström, "the" chief',
          userName: 'ann',
          email: 'Ann@example.com',
          otherEmails: ['a@example.org', 'b@example.org'],
          externalId: '00u1',
          title: '=1+1',
          department: 'R&D; -Design',
          division: 'Product',
          organization: 'Example',
          costCenter: 'CC-1',
          licences: [
            { name: 'Lucidchart', access: 'can-edit' },
            { name: 'Lucidspark' },
          ],
        }),
        lucidUser('2', {
          displayName: 'Leaver',
          email: 'leaver@example.com',
          licences: [{ name: 'active-user' }],
        }),
        lucidUser('3', { displayName: 'Ops', email: 'ops@example.com' }),
        lucidUser('4', { displayName: 'Partner', email: 'p@partner.example' }),
        lucidUser('5', { displayName: 'Nobody', email: 'x@example.net' }),
        lucidUser('6', { displayName: 'Gone', email: 'gone@example.net' }),
      );
      await harness.sync();
      harness.catalogUsers = harness.catalogUsers.filter(
        ({ displayName }) => displayName !== 'leaver',
      );
      harness.lucid.users.delete('6');
      await harness.service.runScheduled(
        'default',
        new AbortController().signal,
      );
      backend = await LucidBackend.start(
        {
          token: 'not-used',
          baseUrl: 'https://lucid.example.com',
          removalLimit: 1,
          schedule: { frequency: { trigger: 'manual' } },
        },
        [mockServices.database.factory({ knex })],
      );
      await backend.send('post', '/exceptions', {
        note: 'Paid by the partner, -honestly',
        rule: { field: 'email', pattern: '*@partner.example' },
      });
    });

    describe('GET /users.csv', () => {
      it('says everything of each user', async () => {
        const [ann, , , , partner] = rowsOf(await backend.get('/users.csv'));
        expect(ann).toEqual({
          Account: 'default',
          'Lucid user': '1',
          Name: 'Ann Ångström, "the" chief',
          'E-mail': 'Ann@example.com',
          'Other e-mails': 'a@example.org; b@example.org',
          'User name': 'ann',
          'External id': '00u1',
          Title: "'=1+1",
          Department: "R&D;' -Design",
          Division: 'Product',
          Organization: 'Example',
          'Cost centre': 'CC-1',
          Licences: 'Lucidchart (can-edit); Lucidspark',
          'Licence hints': '',
          State: 'detected',
          'Catalog users': 'user:default/ann',
          Matcher: 'email',
          'Matched value': 'ann@example.com',
          'Undetected reason': '',
          'Former catalog user': '',
          'Former matcher': '',
          'Former value': '',
          'Matched until': '',
          'Left out by': '',
          'Exception note': '',
          'Exception by': '',
          'Exception at': '',
          'Exception until': '',
          'Exception rule': '',
          'First seen': expect.stringMatching(/^\d{4}-.*Z$/),
          'Last seen': expect.stringMatching(/^\d{4}-.*Z$/),
          'Departed at': '',
        });
        expect(partner).toMatchObject({
          State: 'excepted',
          'Exception note': "Paid by the partner,' -honestly",
          'Exception by': 'user:default/mock',
          'Exception rule': 'email: *@partner.example',
        });
      });

      it('says of a leaver whom it was matched to, and of the proxy that it is one', async () => {
        expect(
          rowsOf(await backend.get('/users.csv?reason=leaver')),
        ).toMatchObject([
          {
            Name: 'Leaver',
            Licences: 'active-user (proxy)',
            State: 'undetected',
            'Undetected reason': 'leaver',
            'Former catalog user': 'user:default/leaver',
            'Former matcher': 'email',
            'Former value': 'leaver@example.com',
            'Matched until': expect.stringMatching(/Z$/),
          },
        ]);
      });

      it('says of an ambiguous user whom it may be, and of a departed one since when', async () => {
        expect(
          rowsOf(
            await backend.get('/users.csv?state=ambiguous&state=departed'),
          ).map(row => [
            row.Name,
            row.State,
            row['Catalog users'],
            row['Departed at'] !== '',
          ]),
        ).toEqual([
          ['Gone', 'departed', '', true],
          ['Ops', 'ambiguous', 'user:default/ops-1; user:default/ops-2', false],
        ]);
      });

      it.each([
        '',
        'state=undetected',
        'state=detected&state=excepted&sort=-displayName',
        'q=EXAMPLE.COM&sort=email',
        'account=default&licence=Lucidchart&access=can-edit&sort=-firstSeen',
        'department=R%26D;%20-Design',
      ])(
        'lists the users of GET /users, in its order, for "%s"',
        async query => {
          const list = licenceUsagePageSchema.parse(
            (await backend.get(`/users?limit=200&${query}`)).body,
          );
          expect(list.items.length).toBeGreaterThan(0);
          expect(
            rowsOf(await backend.get(`/users.csv?${query}`)).map(
              row => row['Lucid user'],
            ),
          ).toEqual(list.items.map(({ id }) => id));
        },
      );

      it('holds the header alone where nobody fits', async () => {
        const { status, text } = await backend.get(
          '/users.csv?q=nobody-at-all',
        );
        expect(status).toBe(200);
        expect(text).toMatch(/^Account,.*,Departed at\r\n$/);
      });

      it.each([
        ['', 'users'],
        ['?state=undetected', 'undetected'],
        ['?state=left-out', 'left-out'],
        ['?state=undetected&state=ambiguous', 'users'],
      ])(
        'names the file of "%s" after the list and the day',
        async (query, list) => {
          const { headers } = await backend.get(`/users.csv${query}`);
          const [, name, day] =
            headers['content-disposition'].match(
              /^attachment; filename="lucid-([a-z-]+)-(\d{4}-\d\d-\d\d)\.csv"$/,
            ) ?? [];
          expect(name).toBe(list);
          expect(day).toMatch(TODAY);
          expect(headers['content-type']).toMatch(/^text\/csv; charset=utf-8/);
          expect(headers['cache-control']).toBe('no-store');
        },
      );

      it('writes a byte order mark and semicolons where that is asked for', async () => {
        const { text } = await backend.get(
          '/users.csv?bom=true&delimiter=semicolon&state=undetected',
        );
        expect(text.startsWith('\ufeffAccount;Lucid user;Name;')).toBe(true);
        expect(
          parse(text, { bom: true, columns: true, delimiter: ';' }),
        ).toMatchObject([{ Name: 'Leaver' }, { Name: 'Nobody' }]);
      });

      it.each([
        ['limit=5', 'unknown parameter "limit"'],
        ['cursor=abc', 'unknown parameter "cursor"'],
        ['bom=yes', 'parameter "bom"'],
        ['bom=true&bom=true', 'parameter "bom"'],
        ['delimiter=tab', 'parameter "delimiter"'],
        ['state=unknown', 'parameter "state"'],
        ['sort=secret', 'parameter "sort"'],
        ['colour=red', 'unknown parameter "colour"'],
        ['q=', 'parameter "q"'],
      ])('refuses "%s"', async (query, message) => {
        const { status, body } = await backend.get(`/users.csv?${query}`);
        expect(status).toBe(400);
        expect(body.error).toMatchObject({
          name: 'InputError',
          message: expect.stringContaining(message),
        });
      });
    });

    describe('GET /catalog-users.csv', () => {
      it('lists who is unlicensed', async () => {
        const answer = await backend.get('/catalog-users.csv?state=unlicensed');
        expect(rowsOf(answer)).toEqual([
          {
            'Catalog user': 'user:default/unlicensed',
            Name: 'unlicensed',
            'E-mail': 'unlicensed@example.com',
            Licences: '',
          },
        ]);
        expect(answer.headers['content-disposition']).toContain(
          'lucid-unlicensed-',
        );
      });

      it.each(['', '?q=OPS', '?state=licensed'])(
        'lists the users of GET /catalog-users%s',
        async query => {
          const list = catalogUserPageSchema.parse(
            (await backend.get(`/catalog-users${query}`)).body,
          );
          expect(list.items.length).toBeGreaterThan(0);
          expect(
            rowsOf(await backend.get(`/catalog-users.csv${query}`)).map(
              row => row['Catalog user'],
            ),
          ).toEqual(list.items.map(({ entityRef }) => entityRef));
        },
      );

      it('says what they hold', async () => {
        expect(
          rowsOf(await backend.get('/catalog-users.csv?q=ann')),
        ).toMatchObject([{ Licences: 'Lucidchart (can-edit); Lucidspark' }]);
      });

      it('refuses a sort order, which the list does not have', async () => {
        const { status } = await backend.get('/catalog-users.csv?sort=email');
        expect(status).toBe(400);
      });
    });

    describe('GET /exceptions.csv', () => {
      it('lists exceptions with what they say', async () => {
        const answer = await backend.get('/exceptions.csv?state=active');
        expect(rowsOf(answer)).toEqual([
          {
            Exception: expect.stringMatching(/./),
            State: 'active',
            Account: '',
            'Lucid user': '',
            Name: '',
            Rule: 'email: *@partner.example',
            Note: "Paid by the partner,' -honestly",
            By: 'user:default/mock',
            At: expect.stringMatching(/Z$/),
            Until: '',
            'Ended by': '',
            'Ended at': '',
            'Lucid users': '1',
          },
        ]);
        expect(answer.headers['content-disposition']).toContain(
          'lucid-active-exceptions-',
        );
      });
    });

    describe.each(['/users.csv', '/catalog-users.csv', '/exceptions.csv'])(
      'GET %s',
      path => {
        it('is for services too', async () => {
          const { status } = await backend.get(
            path,
            mockCredentials.service.header(),
          );
          expect(status).toBe(200);
        });

        it.each([
          ['nobody', mockCredentials.none.header()],
          ['an invalid token', mockCredentials.user.invalidHeader()],
        ])('is not for %s', async (_, authorization) => {
          const { status, body } = await backend.get(path, authorization);
          expect(status).toBe(401);
          expect(body.error.name).toBe('AuthenticationError');
        });
      },
    );
  });

  describe('of a large account', () => {
    const USERS = 1_750;
    let failure: unknown;

    /** Each row is so long that the connection cannot hold the whole list. */
    beforeAll(async () => {
      knex = await createTestStore(database);
      harness = new SyncHarness(knex);
      harness.catalogUsers = Array.from({ length: USERS }, (_, i) =>
        catalogUser(`person-${i}`, `person-${i}@example.org`),
      );
      harness.lucid.add(
        ...Array.from({ length: USERS }, (_, i) =>
          lucidUser(`${i}`, {
            displayName: `Person ${i}`,
            email: `person-${i}@example.com`,
            otherEmails: Array.from(
              { length: 100 },
              (__, n) => `${'x'.repeat(80)}-${i}-${n}@example.com`,
            ),
          }),
        ),
      );
      await harness.sync();
    });

    /** The routes over the store, with whatever error leaves them. */
    async function ask(path: string): Promise<IncomingMessage> {
      failure = undefined;
      const router = PromiseRouter();
      addExportRoutes(router, {
        usages: harness.usages,
        catalogUsers: new CatalogUserReader({ knex }),
        exceptionReader: new ExceptionReader({ knex }),
        ...createHistoryReaders({ knex }),
        readings: harness.readings,
      });
      router.use(hideDatabaseErrors());
      const onError: ErrorRequestHandler = (error, _req, _res, next) => {
        failure = error;
        next(error);
      };
      const server = express()
        .set('env', 'test')
        .use(router)
        .use(onError)
        .listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const [response] = await once(
        get({ host: '127.0.0.1', port, path, agent: false }),
        'response',
      );
      response.once('close', () => server.close());
      return response;
    }

    async function textOf(response: IncomingMessage): Promise<string> {
      const chunks: Buffer[] = [];
      for await (const chunk of response) {
        chunks.push(chunk);
      }
      return Buffer.concat(chunks).toString();
    }

    const whileItWaits = () => new Promise(resolve => setTimeout(resolve, 500));

    it('holds everybody once, in order, over many pages', async () => {
      const rows: Row[] = parse(await textOf(await ask('/users.csv')), {
        columns: true,
      });
      const names = rows.map(row => row.Name);
      expect(names).toHaveLength(USERS);
      expect(new Set(names).size).toBe(USERS);
      expect(names).toEqual([...names].sort());
      expect(rows[0]['Other e-mails'].split('; ')).toHaveLength(100);
    });

    it('holds every catalog user once, in order, over many pages', async () => {
      const rows: Row[] = parse(
        await textOf(await ask('/catalog-users.csv?state=unlicensed')),
        { columns: true },
      );
      const names = rows.map(row => row.Name);
      expect(new Set(names).size).toBe(USERS);
      expect(names).toEqual([...names].sort());
    });

    it('breaks off where the database fails in the middle, and tells nobody what it said', async () => {
      const response = await ask('/users.csv?q=person');
      response.pause();
      await whileItWaits();
      await knex.schema.renameTable('lucid_users', 'lost_users');
      try {
        await expect(textOf(response)).rejects.toThrow('aborted');
      } finally {
        await knex.schema.renameTable('lost_users', 'lucid_users');
      }
      expect(failure).toMatchObject({ name: 'DatabaseError' });
      expect(String(failure)).not.toContain('person');
    });

    it('answers an error where the database fails at once', async () => {
      await knex.schema.renameTable('lucid_users', 'lost_users');
      try {
        const response = await ask('/users.csv');
        expect(response.statusCode).toBe(500);
        expect(response.headers['content-disposition']).toBeUndefined();
        await textOf(response);
      } finally {
        await knex.schema.renameTable('lost_users', 'lucid_users');
      }
    });

    it('asks the database for nothing any more when the client has gone', async () => {
      const response = await ask('/users.csv');
      response.pause();
      await whileItWaits();
      response.destroy();
      await whileItWaits();
      const statements: string[] = [];
      const note = ({ sql }: { sql: string }) => statements.push(sql);
      knex.on('query', note);
      await whileItWaits();
      knex.removeListener('query', note);
      expect(statements).toEqual([]);
      expect(failure).toBeUndefined();
    });

    it('gives whoever takes their time what is there by then, once each', async () => {
      const response = await ask('/users.csv?sort=email');
      response.pause();
      await whileItWaits();
      for (const [id, user] of harness.lucid.users) {
        harness.lucid.add({
          ...user,
          email: `a${9_999 - Number(id)}@x.example`,
        });
      }
      expect(await harness.sync()).toMatchObject({ state: 'succeeded' });
      const rows: Row[] = parse(await textOf(response), { columns: true });
      expect(new Set(rows.map(row => row['Lucid user'])).size).toBe(USERS);
      expect(rows).toHaveLength(USERS);
      expect(rows[0]['E-mail']).toBe('person-0@example.com');
      expect(rows[USERS - 1]['E-mail']).toMatch(/@x\.example$/);
    });
  });

  describe('of a catalog that changes', () => {
    const pageSize = 2;
    let reader: CatalogUserReader;

    beforeEach(async () => {
      knex = await createTestStore(database);
      harness = new SyncHarness(knex);
      harness.catalogUsers = ['ann', 'ben', 'cas', 'dan', 'eve'].map(name =>
        catalogUser(name, `${name}@example.com`),
      );
      await harness.readCatalog();
      reader = new CatalogUserReader({ knex });
    });

    /** @param times - how often the catalog changes after the first page */
    async function namesWhileItChanges(times: number): Promise<string[]> {
      const readingId = (await harness.readings.current())?.id;
      const names: string[] = [];
      for await (const page of reader.all({}, { readingId, pageSize })) {
        for (let time = 0; names.length === 0 && time < times; time += 1) {
          harness.catalogUsers = [catalogUser('zoe', 'zoe@example.com')];
          await harness.readCatalog();
        }
        names.push(...page.map(user => user.displayName));
      }
      return names;
    }

    it('stays with the catalog as it was in the beginning', async () => {
      expect(await namesWhileItChanges(1)).toEqual([
        'ann',
        'ben',
        'cas',
        'dan',
        'eve',
      ]);
    });

    it('breaks off when that is forgotten, and is not taken for complete', async () => {
      await expect(namesWhileItChanges(2)).rejects.toThrow(
        'The catalog has changed twice',
      );
    });

    it('lists nobody before the catalog was read', async () => {
      const none = reader.all({}, { readingId: undefined, pageSize });
      expect(await none.next()).toEqual({ done: false, value: [] });
      expect(await none.next()).toEqual({ done: true, value: undefined });
    });
  });
});
