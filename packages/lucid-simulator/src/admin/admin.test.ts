import request from 'supertest';
import { exampleTruth } from '../example/exampleCompany';
import { idsOf, useSimulator } from '../__testUtils__/useSimulator';
import { LUCIDCHART_USER_SCHEMA, LUCID_USER_SCHEMA_1 } from '../scim/schemaIds';

describe('the admin endpoint', () => {
  const simulator = useSimulator();
  const { lucidUsers, deactivated } = exampleTruth;
  const [{ id }] = lucidUsers;

  const send = (method: 'get' | 'post' | 'put' | 'delete', path: string) =>
    request(simulator.running.adminUrl)
      [method](path)
      .set('authorization', `Bearer ${simulator.running.token}`);

  const listed = async (userId: string) => {
    const { body } = await simulator.get(`/Users?filter=id+eq+"${userId}"`);
    return body.totalResults === 1;
  };

  it('is for whoever holds the token', async () => {
    for (const path of ['/users', '/reset', '/nowhere']) {
      const { status, body } = await request(simulator.running.adminUrl).post(
        path,
      );
      expect(status).toBe(401);
      expect(body.error.message).toContain('token');
    }
  });

  it('lists everybody, the deactivated too', async () => {
    const users = await simulator.admin.users();
    expect(users).toHaveLength(lucidUsers.length + deactivated.length);
    expect(users.filter(user => !user.active).map(user => user.id)).toEqual(
      deactivated,
    );
  });

  it('lists in pages for whoever asks for them', async () => {
    const all = await simulator.admin.users();
    const { body } = await send('get', '/users?startIndex=11&count=2');
    expect(body).toEqual({ totalUsers: all.length, users: all.slice(10, 12) });
  });

  it('adds a user, whom SCIM then lists last', async () => {
    const user = await simulator.admin.addUser({
      email: 'new.person@example.com',
      givenName: 'New',
      familyName: 'Person',
      otherEmails: ['other@example.com'],
      department: 'Engineering',
      groupIds: ['lucid-group-3'],
    });
    const { body } = await simulator.get(`/Users/${user.id}`).expect(200);
    expect(body).toMatchObject({
      userName: 'new.person@example.com',
      name: { formatted: 'New Person' },
      emails: [
        { value: 'new.person@example.com', primary: true },
        { value: 'other@example.com' },
      ],
      active: true,
      groups: [{ value: 'lucid-group-3' }],
      [LUCID_USER_SCHEMA_1]: { productLicenses: { Lucidchart: true } },
      [LUCIDCHART_USER_SCHEMA]: { canEdit: true },
    });
    const last = await simulator.get(
      `/Users?startIndex=${lucidUsers.length + 1}`,
    );
    expect(idsOf(last)).toEqual([user.id]);
    const { body: group } = await simulator.get('/Groups/lucid-group-3');
    expect(group.members).toContainEqual(
      expect.objectContaining({ value: user.id }),
    );
  });

  it('gives every new user an id of its own, even after one was deleted', async () => {
    const first = await simulator.admin.addUser({});
    await simulator.admin.delete(first.id);
    const second = await simulator.admin.addUser({});
    expect(second.id).not.toBe(first.id);
    expect(lucidUsers.map(user => user.id)).not.toContain(second.id);
  });

  it('refuses a user name that is taken, in whatever case', async () => {
    const { status, body } = await send('post', '/users').send({
      email: 'GUEST@example.com',
    });
    expect(status).toBe(409);
    expect(body.error.message).toContain('GUEST@example.com');
  });

  it('deactivates and reactivates a user', async () => {
    await simulator.admin.deactivate(id);
    expect(await listed(id)).toBe(false);
    expect((await simulator.get(`/Users/${id}`)).body.active).toBe(false);
    await simulator.admin.reactivate(id);
    expect(await listed(id)).toBe(true);
    expect(idsOf(await simulator.get('/Users?count=1'))).toEqual([id]);
  });

  it('changes nothing where a user is as wanted already', async () => {
    const before = await simulator.admin.user(id);
    expect(await simulator.admin.reactivate(id)).toEqual(before);
    const [inactive] = deactivated;
    await simulator.admin.deactivate(inactive);
    expect(await simulator.admin.users()).toHaveLength(
      lucidUsers.length + deactivated.length,
    );
  });

  it('deletes a user', async () => {
    await simulator.admin.delete(id);
    await simulator.get(`/Users/${id}`).expect(404);
    await expect(simulator.admin.delete(id)).rejects.toThrow('404');
  });

  it('gives other licences to a user and says when', async () => {
    const { lastModified } = await simulator.admin.user(id);
    await simulator.admin.setLicences(id, {
      products: { Lucidspark: true },
      canEdit: false,
    });
    const { body } = await simulator.get(`/Users/${id}`);
    expect(body).toMatchObject({
      [LUCID_USER_SCHEMA_1]: { productLicenses: { Lucidspark: true } },
      [LUCIDCHART_USER_SCHEMA]: { canEdit: false },
    });
    expect(body[LUCID_USER_SCHEMA_1].productLicenses).not.toHaveProperty(
      'Lucidchart',
    );
    expect(body.meta.lastModified > lastModified).toBe(true);
  });

  it('takes everything back on reset', async () => {
    const before = await simulator.admin.users();
    await simulator.admin.delete(id);
    await simulator.admin.deactivate(lucidUsers[1].id);
    await simulator.admin.setLicences(lucidUsers[2].id, {
      products: {},
      canEdit: false,
    });
    await simulator.admin.addUser({ email: 'new@example.com' });
    await simulator.admin.reset();
    expect(await simulator.admin.users()).toEqual(before);
  });

  it('shows the example account as it was some days ago, and as it is again', async () => {
    const today = await simulator.admin.users();
    await simulator.admin.reset({ daysAgo: 300 });
    const then = await simulator.admin.users();
    const active = (users: typeof then) => users.filter(user => user.active);
    expect(active(then).length).toBeGreaterThan(100);
    expect(active(then).length).toBeLessThan(active(today).length);
    const gone = then.filter(
      user => !today.some(other => other.id === user.id),
    );
    expect(gone.length).toBeGreaterThan(10);
    const same = then.filter(user =>
      today.some(other => JSON.stringify(other) === JSON.stringify(user)),
    );
    expect(same.length).toBeGreaterThan(100);
    await simulator.admin.reset();
    expect(await simulator.admin.users()).toEqual(today);
  });

  it('has the same past each time it is asked', async () => {
    await simulator.admin.reset({ daysAgo: 45 });
    const once = await simulator.admin.users();
    await simulator.admin.reset({ daysAgo: 44 });
    await simulator.admin.reset({ daysAgo: 45 });
    expect(await simulator.admin.users()).toEqual(once);
    await simulator.admin.reset();
  });

  it.each([
    ['post', '/reset', { daysAgo: 366 }, 'daysAgo'],
    ['post', '/users', { email: 5 }, 'email'],
    ['post', '/users', { surname: 'Doe' }, 'surname'],
    ['post', '/users', ['a'], 'object'],
    ['put', `/users/${id}/licences`, { canEdit: true }, 'products'],
    [
      'put',
      `/users/${id}/licences`,
      { products: { Lucidchart: 'yes' }, canEdit: true },
      'Lucidchart',
    ],
    ['get', '/users?startIndex=0', undefined, 'startIndex'],
    ['get', '/users?limit=5', undefined, 'limit'],
  ] as const)('refuses %s %s with %j, naming %s', async (...row) => {
    const [method, path, input, named] = row;
    const { status, body } = await send(method, path).send(input);
    expect(status).toBe(400);
    expect(body.error.message).toContain(named);
  });

  it('refuses what is not JSON', async () => {
    const { status, body } = await send('post', '/users')
      .set('content-type', 'application/json')
      .send('{"email":');
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/JSON/);
  });

  it('knows nobody under an unknown id, and nothing under an unknown path', async () => {
    for (const path of ['/users/x/deactivate', '/users/x/reactivate', '/x']) {
      const { status, body } = await send('post', path);
      expect(status).toBe(404);
      expect(body.error.message).toContain('There is no');
    }
  });
});
