/* eslint-disable jest/no-export -- not a test file: those hand their rows to it */
import { Connection, Sync } from 'backstage-plugin-lucid-common';
import { createTestStore, databases } from '../../__testUtils__/databases';
import { FaultyPortal, FaultyPortalOptions } from './FaultyPortal';
import { leftInStaging } from './leftInStaging';
import { Fault } from './MisbehavingLucid';
import { accountAt, ScimUser, Shown, shownOf } from './scimAccount';
import { Knex } from 'knex';

/** How a sync has to end, and what has to be said of it. */
export type ExpectedEnd =
  | {
      /** The new snapshot is in force, whatever was in the way. */
      state: 'succeeded';
      /** Who is visible then, where it is not everybody of the new version. */
      holds?: (after: ScimUser[], before: ScimUser[]) => ScimUser[];
      counts?: Partial<Sync['counts']>;
    }
  | {
      /** The old snapshot stays in force. */
      state: 'failed' | 'held';
      error: string;
      /** What the status and the log say. */
      says: RegExp;
      connection: Connection['state'];
    };

/** A fault, and what has to become of it. */
export interface FaultRow {
  fault: string;
  /** What Lucid does; left out where it is the way to Lucid that is wrong. */
  does?: Fault;
  /** Puts something wrong before the sync; what it returns puts it right. */
  before?: (portal: FaultyPortal) => Promise<() => Promise<void>>;
  /** Who is in Lucid meanwhile, where it is not everybody of the new version. */
  users?: (after: ScimUser[]) => ScimUser[];
  portal?: Omit<FaultyPortalOptions, 'knex'>;
  end: ExpectedEnd;
  /** Looks at what else there is to see. */
  also?: (portal: FaultyPortal, sync: Sync) => void | Promise<void>;
}

/** Two versions of the account; each row goes from the one that is stored to the other. */
const VERSIONS = [accountAt(1), accountAt(2)];

/**
 * Lets each fault happen to a portal that holds a good snapshot, and sees that
 * it neither loses nor invents nor mixes up anybody, says what is the matter,
 * keeps what is secret, and is well again with the next sync.
 */
export function describeFaults(title: string, rows: FaultRow[]): void {
  describe.each(databases.eachSupportedId())(`${title}, on %s`, databaseId => {
    let knex: Knex;
    let portal: FaultyPortal | undefined;

    beforeAll(async () => {
      knex = await createTestStore(databaseId);
    });

    afterEach(async () => {
      await portal?.close();
      portal = undefined;
    });

    it.each(rows.map(row => [row.fault, row] as const))(
      '%s',
      async (_, row) => {
        portal = await FaultyPortal.open({ knex, ...row.portal });
        const { good, before, after } = await begin(portal);
        const sync = await letHappen(portal, row, after);
        if (row.end.state === 'succeeded') {
          const holds = row.end.holds?.(after, before) ?? after;
          await expectNew(portal, sync, { ...row.end, holds });
        } else {
          await expectOld(portal, sync, { ...row.end, good, before });
        }
        await row.also?.(portal, sync);
        expect(await leftInStaging(knex)).toBe(0);
        await expectHealed(portal, after);
        expect(await leftInStaging(knex)).toBe(0);
        expect(portal.leaks()).toEqual([]);
      },
    );
  });
}

/** Sees that the portal holds one version, which costs a sync only where the row before did not leave it so. */
async function begin(portal: FaultyPortal): Promise<{
  good: Sync;
  before: ScimUser[];
  after: ScimUser[];
}> {
  const { lastSync } = await portal.readStatus();
  const held = shownToText(await portal.readShown());
  const stored = VERSIONS.findIndex(
    version => shownToText(shownOf(version)) === held,
  );
  if (lastSync?.state === 'succeeded' && stored >= 0) {
    return {
      good: lastSync,
      before: VERSIONS[stored],
      after: VERSIONS[1 - stored],
    };
  }
  const [before, after] = VERSIONS;
  portal.lucid().users = before;
  let good = await portal.sync();
  if (good.state === 'held') {
    // Another test has left an account that is nothing like this one.
    await portal.harness.ended(await portal.harness.service.confirm(good.id));
    good = await portal.sync();
  }
  expect(good).toMatchObject({ state: 'succeeded' });
  expect(await portal.readShown()).toEqual(shownOf(before));
  portal.log.lines.length = 0;
  return { good, before, after };
}

function shownToText(shown: Shown): string {
  return JSON.stringify(Object.entries(shown).sort());
}

async function letHappen(
  portal: FaultyPortal,
  row: FaultRow,
  after: ScimUser[],
): Promise<Sync> {
  const lucid = portal.lucid();
  lucid.users = row.users?.(after) ?? after;
  const restore = await row.before?.(portal);
  if (row.does) {
    lucid.misbehave(row.does);
  }
  const sync = await portal.sync();
  lucid.behave();
  await restore?.();
  return sync;
}

async function expectNew(
  portal: FaultyPortal,
  sync: Sync,
  end: { counts?: Partial<Sync['counts']>; holds: ScimUser[] },
): Promise<void> {
  expect(sync.error).toBeUndefined();
  expect(sync).toMatchObject({
    state: 'succeeded',
    phase: 'done',
    ...(end.counts && { counts: end.counts }),
  });
  expect(await portal.readShown()).toEqual(shownOf(end.holds));
  const status = await portal.readStatus();
  expect(status).toMatchObject({
    connection: { state: 'connected' },
    lastSync: { id: sync.id },
    snapshotAt: sync.startedAt,
  });
  expect(status).not.toHaveProperty('stale');
  expect(status).not.toHaveProperty('runningSync');
  expect(complaints(portal)).toEqual([]);
}

async function expectOld(
  portal: FaultyPortal,
  sync: Sync,
  end: Exclude<ExpectedEnd, { state: 'succeeded' }> & {
    good: Sync;
    before: ScimUser[];
  },
): Promise<void> {
  expect(sync).toMatchObject({
    state: end.state,
    error: { name: end.error, message: expect.stringMatching(end.says) },
  });
  const { message } = sync.error ?? { message: '' };
  expect(await portal.readShown()).toEqual(shownOf(end.before));

  const status = await portal.readStatus();
  expect(status).toMatchObject({
    connection: {
      state: end.connection,
      ...(end.connection !== 'connected' && { detail: message }),
    },
    lastSync: { id: sync.id, error: { message } },
    snapshotAt: end.good.startedAt,
    stale: { since: end.good.startedAt, reason: message },
    counts: { users: end.before.length },
  });
  expect(status).not.toHaveProperty('runningSync');
  expect(status.heldSnapshot?.id).toBe(
    end.state === 'held' ? sync.id : undefined,
  );
  expect((await portal.readSyncs())[0]).toEqual(sync);
  expect(complaints(portal)).toEqual([
    {
      ...(end.state === 'held'
        ? { level: 'warn', message: 'Sync held its snapshot' }
        : { level: 'error', message: 'Sync failed' }),
      fields: { account: 'default', sync: sync.id, reason: message },
    },
  ]);
}

/** What was logged for somebody to act upon. */
function complaints(portal: FaultyPortal) {
  return portal.log.lines.filter(
    ({ level }) => level === 'warn' || level === 'error',
  );
}

/** Lets Lucid be well: the next sync holds exactly what it has. */
async function expectHealed(
  portal: FaultyPortal,
  after: ScimUser[],
): Promise<void> {
  portal.lucid().users = after;
  const sync = await portal.sync();
  expect(sync).toMatchObject({ state: 'succeeded' });
  expect(await portal.readShown()).toEqual(shownOf(after));
  const status = await portal.readStatus();
  expect(status).toMatchObject({
    connection: { state: 'connected' },
    lastSync: { id: sync.id, state: 'succeeded' },
    snapshotAt: sync.startedAt,
    counts: { users: after.length },
  });
  expect(status.connection).not.toHaveProperty('detail');
  for (const gone of ['stale', 'runningSync', 'heldSnapshot']) {
    expect(status).not.toHaveProperty(gone);
  }
}
