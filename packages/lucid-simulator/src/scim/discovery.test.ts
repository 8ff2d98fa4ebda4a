import request from 'supertest';
import { useSimulator } from '../__testUtils__/useSimulator';
import {
  CORE_GROUP_SCHEMA,
  CORE_USER_SCHEMA,
  ENTERPRISE_USER_SCHEMA,
  ERROR_SCHEMA,
  LUCIDCHART_USER_SCHEMA,
  LUCID_USER_SCHEMA_1,
  LUCID_USER_SCHEMA_2,
} from './schemaIds';

describe('GET /ServiceProviderConfig', () => {
  const simulator = useSimulator();

  it('announces what Lucid announces', async () => {
    const { body } = await simulator.get('/ServiceProviderConfig').expect(200);
    expect(body).toMatchObject({
      filter: { supported: true, maxResults: 100 },
      sort: { supported: false },
      bulk: { supported: false },
      etag: { supported: true },
      authenticationSchemes: [{ type: 'oauthbearertoken' }],
    });
    expect(body.authenticationSchemes).toHaveLength(1);
  });

  it('needs the token as well', async () => {
    const { status } = await request(simulator.running.url).get(
      '/ServiceProviderConfig',
    );
    expect(status).toBe(401);
  });
});

describe('GET /Schemas', () => {
  const simulator = useSimulator();

  it('describes users, groups and the extensions of Lucid', async () => {
    const { body } = await simulator.get('/Schemas').expect(200);
    expect(body.Resources.map(({ id }: { id: string }) => id).sort()).toEqual(
      [
        CORE_USER_SCHEMA,
        CORE_GROUP_SCHEMA,
        ENTERPRISE_USER_SCHEMA,
        LUCID_USER_SCHEMA_1,
        LUCID_USER_SCHEMA_2,
        LUCIDCHART_USER_SCHEMA,
      ].sort(),
    );
    const one = await simulator.get(`/Schemas/${LUCIDCHART_USER_SCHEMA}`);
    expect(one.body.attributes).toMatchObject([{ name: 'canEdit' }]);
  });
});

describe('what SCIM can and the simulator does not', () => {
  const simulator = useSimulator();

  it('is answered with a SCIM error', async () => {
    const write = await request(simulator.running.url)
      .post('/Users')
      .set('authorization', `Bearer ${simulator.running.token}`)
      .send({ userName: 'somebody' });
    expect(write.status).toBe(501);
    const elsewhere = await simulator.get('/Nowhere');
    expect(elsewhere.status).toBe(404);
    for (const { body } of [write, elsewhere]) {
      expect(body.schemas).toEqual([ERROR_SCHEMA]);
    }
  });
});

describe('two simulators in one process', () => {
  const one = useSimulator({ users: 3, token: 'one' });
  const other = useSimulator({ users: 5, token: 'other', licences: 'none' });

  it('have users, tokens, shapes and URLs of their own', async () => {
    const answers = await Promise.all(
      [one, other].map(simulator => simulator.get('/Users')),
    );
    expect(answers.map(({ body }) => body.totalResults)).toEqual([3, 5]);
    answers.forEach(({ body }, place) => {
      const { url } = [one, other][place].running;
      expect(body.Resources[0].meta.location).toContain(url);
    });
    expect(answers[0].text).toContain(LUCID_USER_SCHEMA_1);
    expect(answers[1].text).not.toContain(LUCID_USER_SCHEMA_1);
    await request(one.running.url)
      .get('/Users')
      .set('authorization', 'Bearer other')
      .expect(401);
  });
});
