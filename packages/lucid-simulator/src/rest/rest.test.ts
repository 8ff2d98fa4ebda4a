import request, { Response } from 'supertest';
import { useSimulator } from '../__testUtils__/useSimulator';
import { LucidSimulator } from '../startLucidSimulator';

interface Licence {
  userId: number;
  subscriptionId: number;
  created: string;
}

const ask = (running: LucidSimulator, path: string) =>
  request(running.apiUrl)
    .get(path)
    .set('authorization', `Bearer ${running.apiKey}`)
    .set('lucid-api-version', '1');

/** All licences of a subscription, as somebody who follows the links finds them. */
async function licencesOf(running: LucidSimulator, id: number) {
  const licences: Licence[] = [];
  const pages: number[] = [];
  let path: string | undefined = `/v1/subscriptions/${id}/licenses`;
  while (path !== undefined) {
    const response: Response = await ask(running, path).expect(200);
    licences.push(...response.body);
    pages.push(response.body.length);
    const link = response.get('link') ?? '';
    const next: string | undefined = /^<(.+)>; rel="next"$/.exec(link)?.[1];
    expect(next === undefined || next.startsWith(running.apiUrl)).toBe(true);
    path = next?.slice(running.apiUrl.length);
  }
  return { licences, pages };
}

describe('the REST API', () => {
  const simulator = useSimulator({ users: 260, seats: 200 });
  const subscriptions = async () =>
    (await ask(simulator.running, '/v1/subscriptions').expect(200)).body;
  const billed = async () => {
    const [{ id }] = await subscriptions();
    const { licences } = await licencesOf(simulator.running, id);
    return licences.map(({ userId }) => `lucid-${userId}`);
  };
  const editors = async () =>
    (await simulator.admin.users())
      .filter(user => user.active && user.licences.canEdit)
      .map(user => user.id);

  it('bills whoever is active and can edit, page by page', async () => {
    const [subscription, ...others] = await subscriptions();
    const ids = await editors();
    expect(others).toEqual([]);
    expect(subscription).toMatchObject({
      licenseTotal: 200,
      licensesUsed: ids.length,
      trial: false,
    });
    const { licences, pages } = await licencesOf(
      simulator.running,
      subscription.id,
    );
    expect(licences.map(({ userId }) => `lucid-${userId}`)).toEqual(ids);
    expect(pages).toEqual([100, 100, ids.length - 200]);
    const first = await simulator.admin.user(ids[0]);
    expect(licences[0]).toEqual({
      userId: Number(ids[0].slice('lucid-'.length)),
      subscriptionId: subscription.id,
      created: first.created,
    });
  });

  it('ends a year after its start, and in 90 days unless told', async () => {
    const [{ start, end, renewal }] = await subscriptions();
    expect(renewal).toBe(end);
    const days = (Date.parse(end) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(88.9);
    expect(days).toBeLessThanOrEqual(90);
    expect(new Date(start).getUTCFullYear()).toBe(
      new Date(end).getUTCFullYear() - 1,
    );
  });

  it('bills nobody any more who is deactivated, or can only view', async () => {
    const [one, other, third] = await editors();
    await simulator.admin.deactivate(one);
    await simulator.admin.setLicences(other, { products: {}, canEdit: false });
    const now = await billed();
    expect(now).not.toContain(one);
    expect(now).not.toContain(other);
    expect(now).toContain(third);
  });

  it('goes on billing whom the admin says, the departed and the deleted too', async () => {
    const [one, other, third] = await editors();
    const before = await billed();
    const viewer = (await simulator.admin.users()).find(
      user => user.active && !user.licences.canEdit,
    )!;
    await simulator.admin.deactivate(one);
    await simulator.admin.delete(other);
    for (const id of [one, other, viewer.id]) {
      await simulator.admin.setBilled(id, true);
    }
    await simulator.admin.setBilled(third, false);
    const now = await billed();
    const number = (id: string) => Number(id.slice('lucid-'.length));
    expect(now).toEqual(
      [...before.filter(id => id !== third), viewer.id].sort(
        (a, b) => number(a) - number(b),
      ),
    );
    const [{ licensesUsed }] = await subscriptions();
    expect(licensesUsed).toBe(now.length);
    await simulator.admin.setBilled(one, null);
    expect(await billed()).not.toContain(one);
    await simulator.admin.reset();
    expect(await billed()).toEqual(before);
  });

  it('has the subscription that the admin says, and the first one after a reset', async () => {
    const before = await simulator.admin.subscription();
    expect(before).toMatchObject({ licenceTotal: 200, trial: false });
    await simulator.admin.setSubscription({
      renewal: '2031-03-01',
      trial: true,
    });
    const [main, trial] = await subscriptions();
    expect(main).toMatchObject({
      start: '2030-03-01T00:00:00.000Z',
      end: '2031-03-01T00:00:00.000Z',
      renewal: '2031-03-01T00:00:00.000Z',
    });
    // As many as they like.
    expect(main).not.toHaveProperty('licenseTotal');
    expect(trial).toMatchObject({
      trial: true,
      start: '2030-12-01T00:00:00.000Z',
      end: '2031-01-30T00:00:00.000Z',
    });
    expect(trial).not.toHaveProperty('renewal');
    const { licences } = await licencesOf(simulator.running, trial.id);
    const creators = (await simulator.admin.users()).filter(
      ({ active, licences: { canEdit, products } }) =>
        active && canEdit && products.LucidscaleCreator,
    );
    expect(licences.map(({ userId }) => `lucid-${userId}`)).toEqual(
      creators.map(({ id }) => id),
    );
    expect(licences.length).toBeGreaterThan(0);
    expect(trial.licensesUsed).toBe(licences.length);
    await simulator.admin.reset();
    expect(await simulator.admin.subscription()).toEqual(before);
  });

  it('is for whoever holds its key, and says which version is meant', async () => {
    const { apiUrl, apiKey, token } = simulator.running;
    const url = request(apiUrl);
    for (const wrong of [undefined, token, `${apiKey}x`]) {
      const asked = url.get('/v1/subscriptions').set('lucid-api-version', '1');
      const { status, body } = await (wrong === undefined
        ? asked
        : asked.set('authorization', `Bearer ${wrong}`));
      expect(status).toBe(401);
      expect(body).toMatchObject({ code: 'unauthorized' });
      expect(body.message).toContain('API key');
    }
    await url
      .get('/v1/subscriptions')
      .set('authorization', `Bearer ${apiKey}`)
      .expect(400);
    // Each API has a secret of its own.
    await simulator.get('/Users').expect(200);
    await simulator
      .get('/Users')
      .set('authorization', `Bearer ${apiKey}`)
      .expect(401);
  });

  it.each([
    ['/v1/subscriptions/1/licenses', 404],
    ['/v1/subscriptions/x/licenses', 404],
    ['/v1/users', 404],
    ['/v1/subscriptions/5210117/licenses?pageToken=nonsense', 400],
  ])('answers %s with %i', async (path, status) => {
    const { body } = await ask(simulator.running, path).expect(status);
    expect(body).toEqual({
      code: status === 404 ? 'notFound' : 'badRequest',
      message: expect.any(String),
      requestId: expect.any(String),
    });
  });

  it.each([
    ['/users/lucid-1/billed', { billed: 'yes' }, 'billed'],
    ['/users/somebody/billed', { billed: true }, 'pattern'],
    ['/subscription', { trial: false }, 'renewal'],
    ['/subscription', { renewal: 'soon', trial: false }, 'renewal'],
  ])('refuses to change %s to %j, naming %s', async (path, body, named) => {
    const { text } = await request(simulator.running.adminUrl)
      .put(path)
      .set('authorization', `Bearer ${simulator.running.token}`)
      .send(body)
      .expect(400);
    expect(text).toContain(named);
  });
});

describe('a rate limit of the REST API', () => {
  const simulator = useSimulator({ rateLimit: 1, users: 1 });

  it('is counted apart from that of SCIM, and refuses in its own words', async () => {
    await simulator.get('/Users').expect(200);
    await ask(simulator.running, '/v1/subscriptions').expect(200);
    const refused = await ask(simulator.running, '/v1/subscriptions').expect(
      429,
    );
    expect(refused.body).toMatchObject({ code: 'tooManyRequests' });
    expect(Number(refused.get('retry-after'))).toBeGreaterThanOrEqual(1);
  });
});
