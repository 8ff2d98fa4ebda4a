import { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import {
  listResponse,
  ScriptedRequest,
  sendJson,
} from '../scim/__testUtils__/ScriptedScimServer';
import { createGroupReaders } from '../store/groups/createGroupReaders';
import { body, list, status } from './__testUtils__/answers';
import {
  FaultyPortal,
  FaultyPortalOptions,
} from './__testUtils__/FaultyPortal';
import { leftInStaging } from './__testUtils__/leftInStaging';
import { asksForGroups, Fault } from './__testUtils__/MisbehavingLucid';
import { accountAt, shownOf } from './__testUtils__/scimAccount';

jest.setTimeout(60_000);

/** Groups at one point of the life of an account: 45 of them, three pages. */
function groupsAt(version: number) {
  return Array.from({ length: 45 }, (_, index) => ({
    id: `lucid-group-${index}`,
    displayName: `Group ${index} of version ${version}`,
    members: [{ value: `lucid-${100 + index + version}` }],
  }));
}

function namesAt(version: number): string[] {
  return groupsAt(version)
    .map(group => group.displayName)
    .sort();
}

/** A fault that comes with requests for groups alone. */
function ofGroups(fault: Fault): Fault {
  return (request, response, lucid) =>
    asksForGroups(request)
      ? fault(request, response, lucid)
      : lucid.answerWell(request, response);
}

/** A fault that comes after the first page of groups. */
function laterGroups(fault: Fault): Fault {
  return ofGroups((request, response, lucid) =>
    request.startIndex > 1
      ? fault(request, response, lucid)
      : lucid.answerWell(request, response),
  );
}

const never: Fault = () => {};

const cutOff: Fault = (_, response) => {
  response.writeHead(200, { 'content-length': '5000' });
  response.write('{"totalResults": 45, "Resources": [');
  setTimeout(() => response.destroy(), 5);
};

const impatient = { requestTimeout: 200, retries: 1 };

const rows: {
  fault: string;
  does: Fault;
  says: RegExp;
  portal?: Partial<FaultyPortalOptions>;
}[] = [
  {
    fault: '500 for ever',
    does: ofGroups(status(500)),
    says: /GET \/Groups with 500/,
  },
  {
    fault: '503 after the first page',
    does: laterGroups(status(503)),
    says: /GET \/Groups with 503/,
  },
  {
    fault: '404 after the first page',
    does: laterGroups(status(404)),
    says: /GET \/Groups with 404/,
  },
  {
    fault: '429 for ever',
    does: ofGroups(status(429)),
    says: /GET \/Groups with 429.*too many requests/,
  },
  {
    fault: '403, because the token is for users alone',
    does: ofGroups(status(403)),
    says: /GET \/Groups with 403/,
  },
  {
    fault: 'no answer at all',
    does: ofGroups(never),
    says: /did not answer GET \/Groups.*not complete after 200 ms/,
    portal: impatient,
  },
  {
    fault: 'no answer after the first page',
    does: laterGroups(never),
    says: /did not answer GET \/Groups/,
    portal: impatient,
  },
  {
    fault: 'a body that is cut off, each time',
    does: ofGroups(cutOff),
    says: /did not answer GET \/Groups/,
  },
  {
    fault: 'HTML with status 200',
    does: ofGroups(body('<html><body>Sign in</body></html>')),
    says: /GET \/Groups with a web page in place of JSON/,
  },
  {
    fault: 'HTML after the first page',
    does: laterGroups(body('<html><body>Sign in</body></html>')),
    says: /GET \/Groups with a web page in place of JSON/,
  },
  {
    fault: 'JSON that breaks off',
    does: ofGroups(body('{"totalResults": 45, "Resources": [')),
    says: /GET \/Groups with something that is not JSON/,
  },
  {
    fault: 'JSON of another shape',
    does: ofGroups(body('{"groups": []}')),
    says: /no list of groups/,
  },
  {
    fault: 'more groups promised than there are',
    does: ofGroups((request, response, lucid) =>
      sendJson(response, {
        ...listResponse(lucid.groups, request),
        totalResults: 500,
      }),
    ),
    says: /there are 500 groups, but the same 45 come again and again/,
  },
];

describe.each(databases.eachSupportedId())(
  'groups that cannot be read, on %s',
  databaseId => {
    let knex: Knex;
    let portal: FaultyPortal;

    beforeAll(async () => {
      knex = await createTestStore(databaseId);
    });

    afterEach(close);

    async function close() {
      await portal.close();
      expect(await leftInStaging(knex)).toBe(0);
      expect(portal.leaks()).toEqual([]);
    }

    async function open(options: Partial<FaultyPortalOptions> = {}) {
      portal = await FaultyPortal.open({ knex, readGroups: true, ...options });
      portal.lucid().users = accountAt(1);
      portal.lucid().groups = groupsAt(1);
      const good = await portal.sync();
      expect(good).toMatchObject({ state: 'succeeded' });
      expect(await readNames()).toEqual(namesAt(1));
      portal.log.lines.length = 0;
      portal.lucid().users = accountAt(2);
      portal.lucid().groups = groupsAt(2);
      return good;
    }

    async function readNames(): Promise<string[]> {
      const { lucidGroups } = createGroupReaders({ knex, isOnlyAccount: true });
      const { items } = await lucidGroups.list(
        { limit: 200 },
        { readingId: undefined },
      );
      return items.map(({ name }) => name).sort();
    }

    const warnings = () =>
      portal.log.lines.filter(
        ({ level }) => level === 'warn' || level === 'error',
      );

    it.each(rows.map(row => [row.fault, row] as const))(
      '%s: the users are synced, and the last good groups stay',
      async (_, row) => {
        const good = await open(row.portal);
        portal.lucid().misbehave(row.does);
        const sync = await portal.sync();
        portal.lucid().behave();

        expect(sync).toMatchObject({ state: 'succeeded' });
        expect(await portal.readShown()).toEqual(shownOf(accountAt(2)));
        expect(await readNames()).toEqual(namesAt(1));
        const account = await portal.readStatus();
        expect(account).toMatchObject({
          connection: { state: 'connected' },
          lucidGroups: {
            groups: 45,
            readAt: good.startedAt,
            stale: {
              since: sync.startedAt,
              reason: expect.stringMatching(row.says),
            },
          },
        });
        expect(account).not.toHaveProperty('stale');
        expect(warnings()).toEqual([
          {
            level: 'warn',
            message:
              'Could not read the groups of Lucid; the last good ones stay',
            fields: {
              account: 'default',
              sync: sync.id,
              reason: account.lucidGroups?.stale?.reason,
            },
          },
        ]);

        const healed = await portal.sync();
        expect(await readNames()).toEqual(namesAt(2));
        expect((await portal.readStatus()).lucidGroups).toEqual({
          groups: 45,
          readAt: healed.startedAt,
        });
      },
    );

    it.each([
      ['404', status(404)],
      ['501', status(501)],
      ['an empty list', list(() => ({ totalResults: 0, Resources: [] }))],
    ])('%s means that there are no groups', async (_, fault) => {
      await open();
      portal.lucid().misbehave(ofGroups(fault));
      const sync = await portal.sync();
      portal.lucid().behave();
      expect(sync).toMatchObject({ state: 'succeeded' });
      expect((await portal.readStatus()).lucidGroups).toEqual({
        groups: 0,
        readAt: sync.startedAt,
      });
      expect(warnings()).toEqual([]);
    });

    it('groups are read however few rows Lucid sends at a time, and however often it fails once', async () => {
      await open();
      const failedOnce = new Set<number>();
      portal.lucid().misbehave(
        ofGroups((request, response, lucid) => {
          if (!failedOnce.has(request.startIndex)) {
            failedOnce.add(request.startIndex);
            status(502)(request, response, lucid);
            return;
          }
          const few: ScriptedRequest = { ...request, count: 3 };
          lucid.answerWell(few, response);
        }),
      );
      expect(await portal.sync()).toMatchObject({ state: 'succeeded' });
      portal.lucid().behave();
      expect(await readNames()).toEqual(namesAt(2));
      expect(warnings()).toEqual([]);
    });
  },
);
