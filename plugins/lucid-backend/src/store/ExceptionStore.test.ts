import { NotFoundError } from '@backstage/errors';
import {
  ExceptionListQuery,
  LicenceException,
  exceptionPageSchema,
} from 'backstage-plugin-lucid-common';
import knexFactory, { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { ExceptionReader } from './ExceptionReader';
import { ExceptionStore } from './ExceptionStore';
import { lockRevision } from './revision';

jest.setTimeout(60_000);

const ANN = { account: 'default', id: 'ann' };
const BEN = { account: 'default', id: 'ben' };
const OTHER_ANN = { account: 'other', id: 'ann' };
const JANE = 'user:default/jane';
const JOE = 'user:default/joe';

const saidBy = (by: string, note = 'A shared mailbox', until?: string) => ({
  terms: { note, until },
  by,
});

describe.each(databases.eachSupportedId())('exceptions in %s', database => {
  let knex: Knex;
  let store: ExceptionStore;
  let reader: ExceptionReader;

  beforeEach(async () => {
    knex = await createTestStore(database);
    store = new ExceptionStore({ knex });
    reader = new ExceptionReader({ knex });
    await knex('accounts').insert(
      ['default', 'other'].map(account_id => ({
        account_id,
        connection_state: 'connected',
        snapshot_at: '2030-01-01T00:00:00.000Z',
      })),
    );
    await knex('lucid_users').insert(
      [ANN, BEN, OTHER_ANN].map(({ account, id }, index) => ({
        account_id: account,
        user_id: id,
        display_name: `${id} of ${account}`,
        state: 'undetected',
        first_seen_at: '2030-01-01T00:00:00.000Z',
        revision: index + 1,
      })),
    );
  });

  async function list(
    query: ExceptionListQuery = {},
  ): Promise<LicenceException[]> {
    return exceptionPageSchema.parse(await reader.list(query)).items;
  }

  const exception = async (id: string) =>
    (await list({ limit: 200 })).find(one => one.id === id);

  /** Lets the day pass on which an exception holds for the last time. */
  const passDayOf = (id: string) =>
    knex('exceptions')
      .where({ exception_id: id })
      .update({ until: '2020-01-01' });

  it('says what it is for, why, who made it, and when', async () => {
    const before = Date.now();
    const [id] = await store.makeForUsers(
      [ANN],
      saidBy(JANE, 'On leave', '2999-12-31'),
    );
    const [made] = await list();
    expect(made).toEqual({
      id,
      note: 'On leave',
      until: '2999-12-31',
      by: JANE,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/),
      state: 'active',
      user: { ...ANN, displayName: 'ann of default' },
      users: 0,
    });
    expect(Math.abs(Date.parse(made.at) - before)).toBeLessThan(60_000);
  });

  it('is made for each user of a selection, of whatever account', async () => {
    const ids = await store.makeForUsers([OTHER_ANN, BEN], saidBy(JANE));
    const made = await list();
    expect(ids.map(id => made.find(one => one.id === id)?.user)).toMatchObject([
      OTHER_ANN,
      BEN,
    ]);
    expect(made).toHaveLength(2);
  });

  it('is made for nobody where one of a selection does not exist', async () => {
    const unknown = { account: 'other', id: 'ben' };
    await expect(
      store.makeForUsers([ANN, unknown], saidBy(JANE)),
    ).rejects.toThrow(NotFoundError);
    await expect(store.makeForUsers([unknown], saidBy(JANE))).rejects.toThrow(
      'There is no such Lucid user',
    );
    expect(await list()).toEqual([]);
  });

  it('is not made for somebody whom nobody can see yet', async () => {
    await knex('accounts')
      .where({ account_id: 'other' })
      .update({ snapshot_at: null });
    await expect(store.makeForUsers([OTHER_ANN], saidBy(JANE))).rejects.toThrow(
      NotFoundError,
    );
  });

  it('is replaced by a newer one for the same user, and stays in the list', async () => {
    const [first, ofBen, ofOther] = await store.makeForUsers(
      [ANN, BEN, OTHER_ANN],
      saidBy(JANE),
    );
    const [second] = await store.makeForUsers([ANN], saidBy(JOE, 'Training'));
    const replaced = await exception(first);
    expect(replaced).toMatchObject({
      state: 'revoked',
      note: 'A shared mailbox',
      by: JANE,
      endedBy: JOE,
    });
    expect(await exception(second)).toMatchObject({
      state: 'active',
      note: 'Training',
      by: JOE,
      at: replaced?.endedAt,
    });
    expect((await list({ state: 'active' })).map(one => one.id).sort()).toEqual(
      [second, ofBen, ofOther].sort(),
    );
  });

  it('is one at most for each user, however many people settle it at once', async () => {
    await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        store.makeForUsers([ANN, BEN], saidBy(`user:default/p${index}`)),
      ),
    );
    const active = await list({ state: 'active' });
    expect(active.map(one => one.user?.id).sort()).toEqual(['ann', 'ben']);
    expect(await list({ state: 'revoked' })).toHaveLength(14);
  });

  it('is replaced by a newer one with the same rule', async () => {
    const make = (pattern: string, account?: string) =>
      store.makeForRule({ account, field: 'email', pattern }, saidBy(JANE));
    const first = await make('*@Partner.com');
    const ofAccount = await make('*@partner.com', 'default');
    const different = await make('*@other-partner.com');
    const second = await make('*@partner.COM');
    expect((await list({ state: 'active' })).map(one => one.id).sort()).toEqual(
      [ofAccount, different, second].sort(),
    );
    expect(await exception(first)).toMatchObject({
      state: 'revoked',
      endedBy: JANE,
      rule: { field: 'email', pattern: '*@Partner.com' },
    });
    expect(await exception(ofAccount)).toMatchObject({
      rule: { account: 'default', field: 'email', pattern: '*@partner.com' },
    });
  });

  it('ends for a user when somebody says so, once, and for nobody else', async () => {
    await store.makeForUsers([ANN, OTHER_ANN], saidBy(JANE));
    expect(await store.endForUser(ANN, { by: JOE })).toBe(true);
    expect(await store.endForUser(ANN, { by: JOE })).toBe(false);
    expect(await list({ state: 'active' })).toMatchObject([
      { user: OTHER_ANN },
    ]);
    expect(await list({ state: 'revoked' })).toMatchObject([
      { user: ANN, endedBy: JOE, endedAt: expect.any(String) },
    ]);
  });

  it('ends by its id, and tells where it held', async () => {
    const [ofAnn] = await store.makeForUsers([ANN], saidBy(JANE));
    const everywhere = await store.makeForRule(
      { field: 'userName', pattern: 'svc-*' },
      saidBy(JANE),
    );
    expect(await store.end(ofAnn, { by: JOE })).toEqual({ account: 'default' });
    expect(await store.end(everywhere, { by: JOE })).toEqual({
      account: undefined,
    });
    expect(await store.end(ofAnn, { by: JANE })).toBeUndefined();
    expect(await store.end('unknown', { by: JANE })).toBeUndefined();
    expect(await exception(ofAnn)).toMatchObject({ endedBy: JOE });
    expect(await store.has(ofAnn)).toBe(true);
    expect(await store.has('unknown')).toBe(false);
  });

  it('expires when its last day has passed, and not on that day', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const [passed, lastDay] = await store.makeForUsers(
      [ANN, BEN],
      saidBy(JANE, 'On leave', today),
    );
    const forEver = await store.makeForRule(
      { field: 'userName', pattern: 'svc-*' },
      saidBy(JANE),
    );
    await passDayOf(passed);

    expect(await store.expire()).toEqual([{ account: 'default' }]);
    expect(await store.expire()).toEqual([]);

    const [expired] = await list({ state: 'expired' });
    expect(expired).toMatchObject({ id: passed, endedAt: expect.any(String) });
    expect(expired).not.toHaveProperty('endedBy');
    expect((await list({ state: 'active' })).map(one => one.id).sort()).toEqual(
      [lastDay, forEver].sort(),
    );
  });

  it('does not expire once it was revoked', async () => {
    const [id] = await store.makeForUsers(
      [ANN],
      saidBy(JANE, 'On leave', '2999-01-01'),
    );
    await store.endForUser(ANN, { by: JOE });
    await passDayOf(id);
    expect(await store.expire()).toEqual([]);
    expect(await exception(id)).toMatchObject({ state: 'revoked' });
  });

  it('counts the Lucid users it holds for at present', async () => {
    const id = await store.makeForRule(
      { field: 'userName', pattern: 'svc-*' },
      saidBy(JANE),
    );
    const apply = (users: object, state: string) =>
      knex('lucid_users').where(users).update({ state, exception_id: id });
    await apply({ user_id: 'ann' }, 'excepted');
    expect(await exception(id)).toMatchObject({ users: 2 });
    await apply({ account_id: 'other' }, 'departed');
    expect(await exception(id)).toMatchObject({ users: 1 });
  });

  it('is listed newest first, page by page, with the filters of the list', async () => {
    for (let index = 0; index < 5; index += 1) {
      await store.makeForUsers([ANN], saidBy(JANE, `Note ${index}`));
      await store.makeForUsers([OTHER_ANN], saidBy(JANE, 'Not asked for'));
      // Of two within one millisecond, none is newer.
      await new Promise(resolve => setTimeout(resolve, 2));
    }
    const notes: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await reader.list({
        ...(cursor ? { cursor } : { account: 'default', state: 'revoked' }),
        limit: 3,
      });
      expect(page.totalItems).toBe(4);
      notes.push(...page.items.map(one => one.note));
      cursor = page.nextCursor;
    } while (cursor);
    expect(notes).toEqual(['Note 3', 'Note 2', 'Note 1', 'Note 0']);
  });

  it('is listed with an account where it holds for all of them', async () => {
    await store.makeForRule(
      { field: 'userName', pattern: 'svc-*' },
      saidBy(JANE, 'Everywhere'),
    );
    await store.makeForRule(
      { account: 'other', field: 'userName', pattern: 'svc-*' },
      saidBy(JANE, 'Elsewhere'),
    );
    expect((await list({ account: 'default' })).map(one => one.note)).toEqual([
      'Everywhere',
    ]);
  });
});

// SQLite has one connection, in one process.
describe.each(
  databases.eachSupportedId().filter(([id]) => id.startsWith('POSTGRES')),
)('exceptions while a backend cannot be reached, in %s', database => {
  it('keep nobody waiting for long, and are not made', async () => {
    const knex = await createTestStore(database);
    const other = knexFactory(knex.client.config);
    const frozen = await other.transaction();
    await lockRevision(frozen);
    const store = new ExceptionStore({ knex, patienceMs: 600 });

    await expect(
      store.makeForRule(
        { field: 'email', pattern: '*@example.com' },
        saidBy(JANE),
      ),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });

    await frozen.rollback();
    expect(await knex('exceptions')).toEqual([]);
    await other.destroy();
    await knex.destroy();
  });
});
