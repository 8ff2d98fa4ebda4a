import { LucidBackend } from '../__testUtils__/LucidBackend';

jest.setTimeout(60_000);

describe('parameters of exceptions', () => {
  let backend: LucidBackend;

  beforeAll(async () => {
    backend = await LucidBackend.start(
      {
        accounts: {
          emea: {
            token: 'secret-token-of-emea',
            // Nobody reads Lucid here.
            schedule: { frequency: { trigger: 'manual' } },
          },
        },
      },
      [],
    );
  });

  const user = { account: 'emea', id: 'lucid-2' };
  const rule = { field: 'email', pattern: '*@partner.com' };

  it.each<[string, object, string]>([
    ['no note', { users: [user] }, 'note'],
    ['an empty note', { note: ' \n', users: [user] }, 'note'],
    [
      'a note that is too long',
      { note: 'x'.repeat(1_001), users: [user] },
      'note',
    ],
    ['a note that is no text', { note: 7, users: [user] }, 'note'],
    [
      'a day that has passed',
      { note: 'x', until: '2020-01-01', rule },
      'until',
    ],
    [
      'a day that never comes',
      { note: 'x', until: '2999-02-30', rule },
      'until',
    ],
    ['a time', { note: 'x', until: '2999-01-01T00:00:00Z', rule }, 'until'],
    ['nobody', { note: 'x', users: [] }, 'users'],
    ['too many users', { note: 'x', users: Array(1_001).fill(user) }, 'users'],
    ['half a user', { note: 'x', users: [{ id: 'lucid-2' }] }, 'users'],
    ['neither users nor a rule', { note: 'x' }, 'rule'],
    ['both users and a rule', { note: 'x', users: [user], rule }, 'rule'],
    [
      'a rule for everybody',
      { note: 'x', rule: { ...rule, pattern: '*' } },
      'pattern',
    ],
    [
      'a rule for every address',
      { note: 'x', rule: { ...rule, pattern: '*@*' } },
      'pattern',
    ],
    ['a blank rule', { note: 'x', rule: { ...rule, pattern: ' ' } }, 'pattern'],
    [
      'a rule over a secret field',
      { note: 'x', rule: { ...rule, field: 'details' } },
      'field',
    ],
    [
      'a rule of an unknown account',
      { note: 'x', rule: { ...rule, account: 'nowhere' } },
      'account',
    ],
    [
      'users of an unknown account',
      { note: 'x', users: [{ ...user, account: 'nowhere' }] },
      'account',
    ],
    ['something unknown', { note: 'x', rule, unitl: '2999-01-01' }, 'unitl'],
    ['a list', [], 'object'],
  ])('refuses %s, and says what is wrong', async (_, body, named) => {
    const response = await backend.send('post', '/exceptions', body);
    expect(response.status).toBe(400);
    expect(response.body.error).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(named),
    });
    expect((await backend.get('/exceptions')).body.items).toEqual([]);
  });

  it.each([
    ['?state=gone', 'state'],
    ['?limit=0', 'limit'],
    ['?cursor=nonsense', 'cursor'],
    ['?user=lucid-2', 'user'],
  ])('refuses to list %s', async (query, named) => {
    const { status, body } = await backend.get(`/exceptions${query}`);
    expect(status).toBe(400);
    expect(body.error.message).toContain(`"${named}"`);
  });
});
