import { Knex } from 'knex';
import { createTestStore, databases } from '../__testUtils__/databases';
import { ActiveExceptions, ExceptableUser } from './ActiveExceptions';

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('ActiveExceptions, %p', database => {
  let knex: Knex;
  let made = 0;

  beforeEach(async () => {
    knex = await createTestStore(database);
    made = 0;
  });

  /** Each is made in the same millisecond unless told. */
  async function make(values: {
    account?: string;
    user?: string;
    rule?: [string, string];
    at?: string;
  }): Promise<string> {
    made += 1;
    const id = `exception-${made}`;
    await knex('exceptions').insert({
      exception_id: id,
      account_id: values.account ?? null,
      user_id: values.user ?? null,
      rule_field: values.rule?.[0] ?? null,
      rule_pattern: values.rule?.[1] ?? null,
      note: 'A shared mailbox',
      created_by: 'user:default/jane',
      created_at: values.at ?? '2030-01-01T00:00:00.000Z',
    });
    return id;
  }

  async function end(id: string) {
    await knex('exceptions')
      .where({ exception_id: id })
      .update({ ended_at: '2030-01-01T00:00:00.000Z' });
  }

  const user = (
    id: string,
    more: Partial<ExceptableUser> = {},
  ): ExceptableUser => ({ id, displayName: id, otherEmails: [], ...more });

  async function of(users: ExceptableUser[], account = 'default') {
    const exceptions = await ActiveExceptions.read(knex, account);
    return Object.fromEntries(await exceptions.of(users));
  }

  const version = async (account = 'default') =>
    (await ActiveExceptions.read(knex, account)).version;

  it('holds for nobody where there are none', async () => {
    expect(await of([user('a')])).toEqual({});
    expect(await of([])).toEqual({});
  });

  it('holds for single users of the one account', async () => {
    const id = await make({ account: 'default', user: 'a' });
    await make({ account: 'other', user: 'b' });
    expect(await of([user('a'), user('b')])).toEqual({ a: id });
  });

  it.each<[string, string, Partial<ExceptableUser>]>([
    ['email', '*@partner.com', { email: 'Jo@Partner.com' }],
    ['email', '*@partner.com', { otherEmails: ['x@y.z', 'jo@partner.com'] }],
    ['userName', 'svc-*', { userName: 'svc-build' }],
    ['displayName', 'meeting room *', { displayName: 'Meeting Room 3' }],
    ['department', 'contractors', { department: 'Contractors' }],
  ])('holds for those whose %s fits %p', async (field, pattern, attributes) => {
    const id = await make({ rule: [field, pattern] });
    expect(await of([user('a', attributes), user('b')])).toEqual({ a: id });
  });

  it('holds for every account where a rule names none', async () => {
    const everywhere = await make({ rule: ['userName', 'svc-*'] });
    const here = await make({
      account: 'default',
      rule: ['userName', 'bot-*'],
    });
    const users = [
      user('a', { userName: 'svc-a' }),
      user('b', { userName: 'bot-b' }),
    ];
    expect(await of(users)).toEqual({ a: everywhere, b: here });
    expect(await of(users, 'other')).toEqual({ a: everywhere });
  });

  it('prefers one for the single user to a rule, and the older of two rules', async () => {
    await make({ rule: ['userName', 'svc-*'], at: '2030-01-02T00:00:00.000Z' });
    const older = await make({
      rule: ['userName', '*-x*'],
      at: '2030-01-01T00:00:00.000Z',
    });
    const single = await make({
      account: 'default',
      user: 'a',
      at: '2030-01-03T00:00:00.000Z',
    });
    expect(
      await of([
        user('a', { userName: 'svc-x1' }),
        user('b', { userName: 'svc-x2' }),
      ]),
    ).toEqual({ a: single, b: older });
  });

  it('does not hold once it has ended', async () => {
    await end(await make({ account: 'default', user: 'a' }));
    await end(await make({ rule: ['userName', 'svc-*'] }));
    expect(await of([user('a'), user('b', { userName: 'svc-build' })])).toEqual(
      {},
    );
  });

  it('has another version after each change, even within one millisecond', async () => {
    const versions = [await version()];
    const single = await make({ account: 'default', user: 'a' });
    versions.push(await version());
    const rule = await make({ rule: ['userName', 'svc-*'] });
    versions.push(await version());
    await end(single);
    versions.push(await version());
    await make({ account: 'default', user: 'a' });
    versions.push(await version());
    await end(rule);
    versions.push(await version());
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('has the same version as long as nothing changes for the account', async () => {
    await make({ account: 'default', user: 'a' });
    const before = await version();
    await end(await make({ account: 'other', user: 'a' }));
    expect(await version()).toBe(before);
  });

  it('reads what the transaction it is given has written', async () => {
    await knex.transaction(async trx => {
      await trx('exceptions').insert({
        exception_id: 'x',
        account_id: 'default',
        user_id: 'a',
        note: 'n',
        created_by: 'user:default/jane',
        created_at: '2030-01-01T00:00:00.000Z',
      });
      const exceptions = await ActiveExceptions.read(trx, 'default');
      expect(await exceptions.of([user('a')])).toEqual(new Map([['a', 'x']]));
    });
  });
});
