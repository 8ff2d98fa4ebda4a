import { mockCredentials } from '@backstage/backend-test-utils';
import {
  Activity,
  activityPageSchema,
  licenceUsageDetailsSchema,
  licenceUsagePageSchema,
} from 'backstage-plugin-lucid-common';
import { parse } from 'csv-parse/sync';
import { LucidSimulatorAdmin, startLucidSimulator } from 'lucid-simulator';
import { LucidBackend } from '../__testUtils__/LucidBackend';

jest.setTimeout(60_000);

describe('what happened to Lucid users, over HTTP', () => {
  let backend: LucidBackend;
  let close: () => Promise<void>;
  /** The sync that saw all of it. */
  let sync: string;
  /** Who was deactivated, was deleted, and lost a licence. */
  let ids: { deactivated: string; deleted: string; downgraded: string };

  beforeAll(async () => {
    const simulator = await startLucidSimulator({ users: 40 });
    close = () => simulator.close();
    backend = await LucidBackend.start(
      {
        token: simulator.token,
        baseUrl: simulator.url,
        schedule: { frequency: { trigger: 'manual' } },
      },
      [],
    );
    await backend.sync();
    const { items } = licenceUsagePageSchema.parse(
      (await backend.get('/users?limit=200&licence=Lucidspark')).body,
    );
    const [deactivated, deleted, downgraded] = items.map(({ id }) => id);
    ids = { deactivated, deleted, downgraded };
    const admin = new LucidSimulatorAdmin(simulator);
    await admin.deactivate(deactivated);
    await admin.delete(deleted);
    await admin.setLicences(downgraded, { products: {}, canEdit: true });
    ({ id: sync } = await backend.sync());
  });

  afterAll(() => close());

  async function list(query = ''): Promise<Activity[]> {
    const { status, body } = await backend.get(`/activity${query}`);
    expect({ query, status }).toEqual({ query, status: 200 });
    return activityPageSchema.parse(body).items;
  }

  it('says who lost a licence, by which sync, and who was deactivated or deleted', async () => {
    const of = async (id: string) =>
      (await list('?limit=200')).filter(({ userId }) => userId === id);
    expect(await of(ids.deactivated)).toMatchObject([
      {
        type: 'departed',
        after: 'deactivated',
        syncId: sync,
        state: 'departed',
      },
    ]);
    expect(await of(ids.deleted)).toMatchObject([
      { type: 'departed', after: 'deleted', syncId: sync, state: 'departed' },
    ]);
    const lost = await of(ids.downgraded);
    expect(lost.map(({ type }) => type)).toContain('licence-lost');
    expect(lost.map(({ before }) => before)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Lucidspark/)]),
    );
  });

  it('says the same on the page of each user, who was there from the beginning', async () => {
    const { body } = await backend.get(`/users/default/${ids.deactivated}`);
    const { history } = licenceUsageDetailsSchema.parse(body);
    expect(history).toMatchObject([
      { type: 'departed', after: 'deactivated', syncId: sync },
      { type: 'appeared', after: history[0].before },
    ]);
  });

  it('is filtered, paged, and put down to its sync', async () => {
    const all = await list('?limit=200');
    expect(await list(`?sync=${sync}&limit=200`)).toEqual(all);
    expect(await list('?sync=another')).toEqual([]);
    expect(
      (await list('?type=departed')).map(({ userId }) => userId).sort(),
    ).toEqual([ids.deactivated, ids.deleted].sort());
    const [first, second] = [
      activityPageSchema.parse((await backend.get('/activity?limit=1')).body),
      all,
    ];
    expect(first.totalItems).toBe(all.length);
    expect(
      await list(`?limit=200&cursor=${encodeURIComponent(first.nextCursor!)}`),
    ).toEqual(second.slice(1));
    const today = all[0].at.slice(0, 10);
    expect(await list(`?from=${today}&to=${today}&limit=200`)).toEqual(all);
    expect(await list('?to=2020-01-01')).toEqual([]);
  });

  it('is to be had as a file, with the same filters', async () => {
    const response = await backend.get('/activity.csv?type=departed');
    expect(response.status).toBe(200);
    expect(response.headers['content-disposition']).toMatch(
      /filename="lucid-activity-\d{4}-\d\d-\d\d\.csv"/,
    );
    const rows: Record<string, string>[] = parse(response.text, {
      columns: true,
      record_delimiter: '\r\n',
    });
    expect(rows).toEqual(
      (await list('?type=departed')).map(activity => ({
        Change: String(activity.id),
        At: activity.at,
        Account: 'default',
        'Lucid user': activity.userId,
        Name: expect.any(String),
        Type: 'departed',
        Before: activity.before,
        After: activity.after,
        Sync: sync,
        'State now': 'departed',
      })),
    );
  });

  it.each([
    ['type=licences', 'parameter "type": must be one of appeared'],
    ['from=yesterday', 'parameter "from": must be a day such as 2031-12-31'],
    ['to=9999-12-31', 'parameter "to": must be in this millennium'],
    ['to=2026-02-30', 'parameter "to": must be a day such as 2031-12-31'],
    [
      'from=2026-02-02&to=2026-02-01',
      'parameter "from": must not be after "to"',
    ],
    ['limit=201', 'parameter "limit": must be from 1 to 200'],
    ['user=jane', 'unknown parameter "user"'],
    ['cursor=abc', 'The parameter "cursor" is not one'],
  ])('answers 400 to %s, and says what is wrong', async (query, message) => {
    const { status, body } = await backend.get(`/activity?${query}`);
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
  });

  it('has no pages as a file', async () => {
    const { status, body } = await backend.get('/activity.csv?limit=5');
    expect(status).toBe(400);
    expect(body.error.message).toContain('unknown parameter "limit"');
  });

  it.each(['/activity', '/activity.csv'])(
    'is nobody’s business who is not signed in: %s',
    async path => {
      const { status } = await backend.get(path, mockCredentials.none.header());
      expect(status).toBe(401);
    },
  );
});
