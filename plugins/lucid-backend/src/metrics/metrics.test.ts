import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  MetricData,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { Sync } from 'backstage-plugin-lucid-common';
import request from 'supertest';
import lucidPlugin from '..';
import {
  listResponse,
  Script,
  ScriptedScimServer,
  sendJson,
} from '../scim/__testUtils__/ScriptedScimServer';

jest.setTimeout(60_000);

const TOKEN = 'secret-token-of-the-metrics';

function people(number: number): object[] {
  return Array.from({ length: number }, (_, index) => ({
    id: `lucid-${index}`,
    userName: `person.${index}@example.com`,
    name: { formatted: `Person ${index}` },
  }));
}

/** A Lucid account whose answers a test decides on. */
async function startLucid(script: Script) {
  const lucid = { script, users: people(0) };
  const server = await ScriptedScimServer.start((...exchange) =>
    lucid.script(...exchange),
  );
  return Object.assign(lucid, {
    baseUrl: server.baseUrl,
    close: () => server.close(),
  });
}

describe('the metrics of a backend', () => {
  const exporter = new InMemoryMetricExporter(
    AggregationTemporality.CUMULATIVE,
  );
  const provider = new MeterProvider({
    readers: [
      new PeriodicExportingMetricReader({
        exporter,
        // Only when it is asked to.
        exportIntervalMillis: 2 ** 30,
      }),
    ],
  });
  let lucid: Awaited<ReturnType<typeof startLucid>>;
  let server: Awaited<ReturnType<typeof startTestBackend>>['server'];
  let all: Map<string, MetricData>;

  const answerWell: Script = (asked, response) => {
    const id = asked.path.split('/Users/').at(1);
    const user = lucid.users.find(person => 'id' in person && person.id === id);
    if (id === undefined) {
      sendJson(response, listResponse(lucid.users, asked));
    } else {
      sendJson(response, user ?? {}, user ? 200 : 404);
    }
  };

  async function sync(): Promise<Sync> {
    const { body: started } = await request(server)
      .post('/api/lucid/v1/syncs')
      .send({ account: 'emea' });
    for (;;) {
      const { body } = await request(server).get(
        `/api/lucid/v1/syncs/${started.id}`,
      );
      if (body.state !== 'running') {
        return body;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  async function collect(): Promise<Map<string, MetricData>> {
    exporter.reset();
    await provider.forceFlush();
    const [exported] = exporter.getMetrics();
    return new Map(
      exported.scopeMetrics
        .filter(({ scope }) => scope.name === 'backstage-plugin-lucid')
        .flatMap(scope => scope.metrics)
        .map(metric => [metric.descriptor.name, metric]),
    );
  }

  const points = (name: string) =>
    all.get(name)?.dataPoints.map(({ attributes, value }) => ({
      ...attributes,
      value,
    }));

  beforeAll(async () => {
    metrics.setGlobalMeterProvider(provider);
    lucid = await startLucid((...exchange) => answerWell(...exchange));
    ({ server } = await startTestBackend({
      features: [
        lucidPlugin,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({
          data: {
            lucid: {
              accounts: {
                emea: {
                  token: TOKEN,
                  baseUrl: lucid.baseUrl,
                  schedule: { frequency: { trigger: 'manual' } },
                },
              },
            },
          },
        }),
      ],
    }));

    // The first answer is an error, and one user cannot be understood.
    lucid.users = [...people(25), { userName: 'nobody@example.com' }];
    lucid.script = (asked, response) =>
      asked.nth === 1
        ? sendJson(response, {}, 503)
        : answerWell(asked, response);
    expect(await sync()).toMatchObject({ state: 'succeeded' });
    // One leaves and one changes.
    lucid.users = [
      { ...people(25)[0], title: 'Engineer' },
      ...people(25).slice(2),
    ];
    expect(await sync()).toMatchObject({ state: 'succeeded' });
    // Most are gone.
    lucid.users = people(3);
    expect(await sync()).toMatchObject({ state: 'held' });
    // The token is revoked.
    lucid.script = (_, response) => sendJson(response, {}, 401);
    expect(await sync()).toMatchObject({ state: 'failed' });
    all = await collect();
  });

  afterAll(async () => {
    await provider.shutdown();
    metrics.disable();
    await lucid.close();
  });

  it('count syncs by outcome', () => {
    expect(points('lucid.syncs')).toEqual(
      [
        ['succeeded', 2],
        ['held', 1],
        ['failed', 1],
      ].map(([outcome, value]) => ({
        account: 'emea',
        outcome,
        trigger: 'request',
        value,
      })),
    );
  });

  it('measure each phase, also of a sync that breaks off', () => {
    const durations = points('lucid.sync.phase.duration') as (Record<
      string,
      unknown
    > & { value: Histogram })[];
    expect(
      durations.map(({ account, phase, value }) => [
        account,
        phase,
        value.count,
      ]),
    ).toEqual([
      ['emea', 'reconciling', 4],
      ['emea', 'reading', 4],
      ['emea', 'storing', 2],
      ['emea', 'proving', 1],
    ]);
    for (const { value } of durations) {
      expect(value.sum).toBeGreaterThanOrEqual(0);
      expect(value.sum).toBeLessThan(60);
    }
    expect(all.get('lucid.sync.phase.duration')?.descriptor.unit).toBe('s');
  });

  it('count requests by kind and status, and those that were sent again', () => {
    const list = { account: 'emea', request: 'GET /Users' };
    expect(points('lucid.requests')).toEqual([
      { ...list, status: '503', value: 1 },
      { ...list, status: '200', value: 3 },
      {
        account: 'emea',
        request: 'GET /Users/:id',
        status: '404',
        value: 1,
      },
      { ...list, status: '401', value: 1 },
    ]);
    expect(points('lucid.request.retries')).toEqual([{ ...list, value: 1 }]);
  });

  it('count users who were read, rejected and changed', () => {
    expect(points('lucid.users.read')).toEqual([
      { account: 'emea', value: 26 + 24 + 3 },
    ]);
    expect(points('lucid.users.rejected')).toEqual([
      { account: 'emea', value: 1 },
    ]);
    expect(points('lucid.users.changed')).toEqual(
      [
        ['added', 25],
        ['changed', 1],
        ['departed', 1],
        ['returned', 0],
      ].map(([change, value]) => ({ account: 'emea', change, value })),
    );
  });

  it('say how many requests may be under way, whether a snapshot is held, and how old the last good one is', () => {
    // Halved by the 503, and opened by one since.
    expect(points('lucid.requests.concurrency')).toEqual([
      { account: 'emea', value: 3 },
    ]);
    expect(points('lucid.snapshots.held')).toEqual([
      { account: 'emea', value: 1 },
    ]);
    const [age] = points('lucid.snapshot.age') ?? [];
    expect(age).toMatchObject({ account: 'emea' });
    expect(age.value).toBeGreaterThan(0);
    expect(age.value).toBeLessThan(60);
  });

  it('have a description and a unit each', () => {
    expect([...all.keys()]).toHaveLength(10);
    for (const { descriptor } of all.values()) {
      expect(descriptor.description).not.toBe('');
      expect(descriptor.unit).toMatch(/^(s|\{[a-z]+\})$/);
    }
  });

  it('hold neither a user nor the token', () => {
    const attributes = JSON.stringify(
      [...all.values()].flatMap(({ dataPoints }) =>
        dataPoints.map(point => point.attributes),
      ),
    );
    for (const secret of [TOKEN, 'example.com', 'lucid-', 'Person']) {
      expect(attributes).not.toContain(secret);
    }
  });
});
