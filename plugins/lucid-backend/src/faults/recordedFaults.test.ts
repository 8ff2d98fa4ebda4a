import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import { createTestStore } from '../__testUtils__/databases';
import { defaultMatching } from '../config/readMatchingConfig';
import { describeFailure } from '../failures/describeFailure';
import { CatalogReader } from '../reconciliation/CatalogReader';
import { body, status } from './__testUtils__/answers';
import {
  FaultyPortal,
  FaultyPortalOptions,
} from './__testUtils__/FaultyPortal';
import { Fault } from './__testUtils__/MisbehavingLucid';
import { accountAt, ScimUser } from './__testUtils__/scimAccount';
import {
  lookAtClosedPort,
  lookAtUntrustedServer,
  lookInVain,
} from './__testUtils__/waysToLucid';

jest.setTimeout(60_000);

const USERS = accountAt(1);

/** What the tests of the pages show, by the name of what has happened. */
const RECORDED: Record<string, unknown> = JSON.parse(
  readFileSync(
    join(__dirname, '../../../lucid/src/testing/recordedFaults.json'),
    'utf8',
  ),
);

/** What happens to a portal that holds a good snapshot. */
interface Happening {
  /** What Lucid does. */
  does?: Fault;
  /** Who is in Lucid. */
  users?: unknown[];
  portal?: Partial<FaultyPortalOptions>;
  /** What becomes of the portal, where it is not a sync that fails by the above. */
  befalls?: (portal: FaultyPortal, knex: Knex) => Promise<unknown>;
}

/** Runs a sync while the portal looks for Lucid where it cannot be reached. */
const syncingFrom =
  (look: (portal: FaultyPortal) => Promise<() => Promise<void>>) =>
  async (portal: FaultyPortal) => {
    const back = await look(portal);
    await portal.sync();
    await back();
  };

const happenings: Record<string, Happening> = {
  'a token that is refused': { does: status(401, {}, {}) },
  'a login page in between': { does: body('<html>Sign in</html>') },
  'a redirect': { does: status(302, { location: 'https://example.com' }, {}) },
  'too many requests': { does: status(429, {}, {}) },
  'an error of the server': { does: status(503, {}, {}) },
  'a connection that is refused': { befalls: syncingFrom(lookAtClosedPort) },
  'a connection that is reset': {
    does: (_, response) => response.socket?.resetAndDestroy(),
  },
  'a host that is not known': {
    befalls: syncingFrom(portal => lookInVain(portal, 'ENOTFOUND')),
  },
  'a certificate that nobody trusts': {
    befalls: syncingFrom(lookAtUntrustedServer),
  },
  'no answer': { does: () => {}, portal: { requestTimeout: 1_000 } },
  'a database without room': {
    befalls: async portal => {
      jest
        .spyOn(portal.harness.snapshots, 'begin')
        .mockRejectedValueOnce(
          Object.assign(new Error('insert …'), { code: '53100' }),
        );
      await portal.sync();
    },
  },
  'a process that died': {
    befalls: async (portal, knex) => {
      const { syncs } = portal.harness;
      const { sync } = await syncs.begin({
        account: 'default',
        trigger: 'request',
      });
      await knex('syncs')
        .where({ sync_id: sync.id })
        .update({ heartbeat_at: '2026-01-01T00:00:00.000Z' });
      await syncs.buryDead();
    },
  },
  'an account that is suddenly empty': { users: [] },
  'an account that cannot be understood': {
    users: USERS.map((user, index) =>
      index % 11 === 0 ? { ...user, emails: 'none', id: '' } : user,
    ),
  },
  'a sync that took too long': {
    befalls: async portal => {
      portal.lucid().misbehave(() => {});
      await portal.harness.service
        .runScheduled('default', AbortSignal.timeout(100))
        .catch(() => {});
    },
  },
  'a catalog that cannot be read': {
    befalls: async portal => {
      const { matching, readings } = portal.harness;
      const reader = new CatalogReader({
        auth: mockServices.auth(),
        catalog: catalogServiceMock({ entities: [] }),
        readings,
        adopt: reading => readings.complete(reading),
        matching,
        rules: defaultMatching(),
        describe: error => describeFailure(error).message,
        logger: portal.log,
      });
      await reader.read({ signal: new AbortController().signal });
    },
  },
};

// Whoever changes the words of the backend records them anew.
describe('what the tests of the pages show is what the backend says of', () => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await createTestStore('SQLITE_3');
  });

  it.each(Object.entries(happenings))('%s', async (kind, happening) => {
    const portal = await FaultyPortal.open({
      knex,
      retries: 0,
      ...happening.portal,
    });
    const lucid = portal.lucid();
    lucid.users = USERS;
    // Two syncs do not begin in the same millisecond.
    await sleep(2);
    expect(await portal.sync()).toMatchObject({ state: 'succeeded' });
    await sleep(2);

    if (happening.befalls) {
      await happening.befalls(portal, knex);
    } else {
      lucid.users = (happening.users ?? USERS) as ScimUser[];
      lucid.misbehave(
        happening.does ?? ((...args) => args[2].answerWell(args[0], args[1])),
      );
      await portal.sync();
    }

    const { connection, lastSync, stale } = await portal.readStatus();
    await portal.close();
    const says = stale?.reason;
    expect({
      state: lastSync?.state,
      ...(lastSync?.error && { error: lastSync.error.name }),
      connection: connection.state,
      // What follows are words of Node.js, which differ from one version to another.
      says: says?.replace(/; caused by .*/, ''),
    }).toEqual(RECORDED[kind]);
    // Wherever it is said, it is said in the same words.
    expect([says, undefined]).toContain(lastSync?.error?.message);
    expect([says, undefined]).toContain(connection.detail);
  });

  it('everything that they show', () => {
    expect(Object.keys(RECORDED)).toEqual(Object.keys(happenings));
  });
});
