import request from 'supertest';
import { exampleTruth } from '../example/exampleCompany';
import { idsOf, useSimulator } from '../__testUtils__/useSimulator';
import {
  ENTERPRISE_USER_SCHEMA,
  ERROR_SCHEMA,
  LIST_RESPONSE_SCHEMA,
  LUCID_USER_SCHEMA_1,
} from './schemaIds';

const guest = exampleTruth.lucidUsers.find(
  user => user.email === 'guest@example.com',
)!;

describe('GET /Users', () => {
  const simulator = useSimulator();

  it('refuses whoever shows no token or another one, with a SCIM error', async () => {
    const without = await request(simulator.running.url).get('/Users');
    const wrong = await request(simulator.running.url)
      .get('/Users')
      .set('authorization', 'Bearer not-the-token');
    for (const response of [without, wrong]) {
      expect(response.status).toBe(401);
      expect(response.body).toEqual({
        schemas: [ERROR_SCHEMA],
        status: '401',
        detail: expect.stringContaining('token'),
      });
      expect(response.text).not.toContain(simulator.running.token);
    }
  });

  it('gives 100 users where no count is asked for, and never more', async () => {
    for (const path of ['/Users', '/Users?count=5000']) {
      const { body, type } = await simulator.get(path).expect(200);
      expect(type).toBe('application/scim+json');
      expect(body).toMatchObject({
        schemas: [LIST_RESPONSE_SCHEMA],
        totalResults: exampleTruth.lucidUsers.length,
        startIndex: 1,
        itemsPerPage: 100,
      });
      expect(body.Resources).toHaveLength(100);
    }
  });

  it('counts from 1, so that pages put together are the account', async () => {
    const pages = await Promise.all(
      [1, 101, 201].map(start => simulator.get(`/Users?startIndex=${start}`)),
    );
    expect(pages.flatMap(idsOf)).toEqual(
      exampleTruth.lucidUsers.map(user => user.id),
    );
    expect(pages[2].body.itemsPerPage).toBe(
      exampleTruth.lucidUsers.length - 200,
    );
  });

  it('gives a page from the middle as long as it was asked for', async () => {
    const response = await simulator.get('/Users?startIndex=50&count=70');
    expect(idsOf(response)).toEqual(
      exampleTruth.lucidUsers.slice(49, 119).map(user => user.id),
    );
  });

  it('takes a start below 1 as 1, and gives nothing beyond the end or for count 0', async () => {
    const first = await simulator.get('/Users?startIndex=-3&count=1');
    expect(first.body.startIndex).toBe(1);
    expect(idsOf(first)).toEqual([exampleTruth.lucidUsers[0].id]);
    for (const path of ['/Users?startIndex=9999', '/Users?count=0']) {
      const { body } = await simulator.get(path);
      expect(body.Resources).toEqual([]);
      expect(body.totalResults).toBe(exampleTruth.lucidUsers.length);
    }
  });

  it.each([
    ['email eq "GUEST@example.com"'],
    ['emails.value eq "guest@example.com"'],
    ['workemail eq "guest@example.com"'],
    ['userName eq "guest@example.com"'],
    ['displayname eq "guest@example.com"'],
    ['name.formatted eq "Guest"'],
    [`id eq "${guest.id}"`],
  ])('finds users by %s', async filter => {
    const response = await simulator.get(
      `/Users?filter=${encodeURIComponent(filter)}`,
    );
    expect(idsOf(response)).toEqual([guest.id]);
    expect(response.body.totalResults).toBe(1);
  });

  it.each([
    [`${LUCID_USER_SCHEMA_1}.productLicenses.Lucidspark eq true`],
    [`${LUCID_USER_SCHEMA_1}:productLicenses.Lucidspark eq true`],
  ])('finds the holders of a product by %s', async filter => {
    const { body } = await simulator.get(
      `/Users?filter=${encodeURIComponent(filter)}`,
    );
    expect(body.totalResults).toBe(
      exampleTruth.lucidUsers.filter(user =>
        user.products.includes('Lucidspark'),
      ).length,
    );
  });

  it.each([
    ['email co "guest"'],
    ['email ne "guest@example.com"'],
    ['email pr'],
    ['not (email eq "guest@example.com")'],
    ['email eq "a" and userName eq "b"'],
    ['email eq "a" or userName eq "b"'],
    ['email eq'],
    ['email'],
    ['(('],
    [''],
  ])('refuses the filter "%s" with a SCIM error', async filter => {
    const { status, body } = await simulator.get(
      `/Users?filter=${encodeURIComponent(filter)}`,
    );
    expect(status).toBe(400);
    expect(body).toMatchObject({
      schemas: [ERROR_SCHEMA],
      status: '400',
      scimType: 'invalidFilter',
    });
  });

  it('gives only the attributes that are asked for, and the id', async () => {
    const names = `userName,emails.value,${ENTERPRISE_USER_SCHEMA}:department,nothing`;
    const { body } = await simulator.get(
      `/Users?filter=id+eq+"${guest.id}"&attributes=${names}`,
    );
    expect(body.Resources).toEqual([
      {
        schemas: expect.any(Array),
        id: guest.id,
        userName: 'guest@example.com',
        emails: [{ value: 'guest@example.com' }],
        [ENTERPRISE_USER_SCHEMA]: { department: 'Engineering' },
      },
    ]);
  });

  it('leaves out the attributes that are not wanted, but never the id', async () => {
    const names = `id,groups,name.givenName,${LUCID_USER_SCHEMA_1}`;
    const { body } = await simulator.get(
      `/Users/${guest.id}?excludedAttributes=${names}`,
    );
    expect(body.id).toBe(guest.id);
    expect(body.name).toEqual({ formatted: 'Guest', familyName: '' });
    expect(body).not.toHaveProperty('groups');
    expect(body).not.toHaveProperty([LUCID_USER_SCHEMA_1]);
    expect(body).toHaveProperty('userName');
  });

  it.each([
    ['attributes=id&excludedAttributes=name'],
    ['attributes='],
    ['attributes=a&attributes=b'],
  ])('refuses %s with a SCIM error', async query => {
    const { status, body } = await simulator.get(`/Users?${query}`);
    expect(status).toBe(400);
    expect(body.schemas).toEqual([ERROR_SCHEMA]);
  });

  it('answers 304 to whoever has seen the same page already', async () => {
    const first = await simulator.get('/Users');
    const again = () =>
      simulator.get('/Users').set('if-none-match', first.get('etag')!);
    expect((await again()).status).toBe(304);
    await simulator.admin.deactivate(guest.id);
    expect((await again()).status).toBe(200);
  });
});

describe('GET /Users/:id', () => {
  const simulator = useSimulator();

  it('gives a user with everything that Lucid tells', async () => {
    const { body } = await simulator.get(`/Users/${guest.id}`).expect(200);
    expect(body).toMatchObject({
      schemas: expect.arrayContaining([LUCID_USER_SCHEMA_1]),
      id: guest.id,
      userName: 'guest@example.com',
      displayName: 'guest@example.com',
      name: { formatted: 'Guest' },
      emails: [{ value: 'guest@example.com', type: 'work', primary: true }],
      active: true,
      title: 'Software Engineer',
      groups: [{ value: 'lucid-group-3', display: 'Engineering' }],
      meta: {
        resourceType: 'User',
        location: `${simulator.running.url}/Users/${guest.id}`,
      },
      [ENTERPRISE_USER_SCHEMA]: {
        costCenter: 'CC-100',
        division: 'Product & Engineering',
        department: 'Engineering',
      },
    });
  });

  it('knows deactivated users, whom no list holds', async () => {
    const [deactivated] = exampleTruth.deactivated;
    const { body } = await simulator.get(`/Users/${deactivated}`).expect(200);
    expect(body.active).toBe(false);
    const list = await simulator.get(`/Users?filter=id+eq+"${deactivated}"`);
    expect(list.body.totalResults).toBe(0);
  });

  it('does not know deleted users and those who never were', async () => {
    await simulator.admin.delete(guest.id);
    for (const id of [guest.id, 'lucid-1', 'constructor']) {
      const { status, body } = await simulator.get(`/Users/${id}`);
      expect(status).toBe(404);
      expect(body).toMatchObject({ schemas: [ERROR_SCHEMA], status: '404' });
    }
  });
});
