import { metrics } from '@opentelemetry/api';
import {
  AggregationTemporality,
  Histogram,
  InMemoryMetricExporter,
  MeterProvider,
  MetricData,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { SchedulerServiceTaskFunction } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { LucidBackend } from '../__testUtils__/LucidBackend';
import { MisbehavingLucid } from '../faults/__testUtils__/MisbehavingLucid';
import { ScimUser, scimUser } from '../faults/__testUtils__/scimAccount';
import { sendJson } from '../scim/__testUtils__/ScriptedScimServer';

jest.setTimeout(60_000);

const TOKEN = 'secret-token-of-the-metrics';

function people(number: number): ScimUser[] {
  return Array.from({ length: number }, (_, index) =>
    scimUser(index + 1, 'Engineer'),
  );
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
  let lucid: MisbehavingLucid;
  const outcomes: string[] = [];
  let all: Map<string, MetricData>;

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
    lucid = await MisbehavingLucid.start();
    const tasks = new Map<string, SchedulerServiceTaskFunction>();
    const scheduler = mockServices.scheduler.mock({
      scheduleTask: async ({ id, fn }) => void tasks.set(id, fn),
    });
    const backend = await LucidBackend.start(
      {
        accounts: {
          emea: {
            token: TOKEN,
            baseUrl: lucid.baseUrl,
            schedule: { frequency: { trigger: 'manual' } },
          },
        },
      },
      [scheduler.factory],
    );
    const sync = async () => {
      outcomes.push((await backend.sync()).state);
    };

    // The first answer is an error, and one user cannot be understood.
    const nobody = { ...scimUser(99, ''), id: '' };
    lucid.users = [...people(25), nobody];
    lucid.misbehave((asked, response) =>
      asked.nth === 1
        ? sendJson(response, {}, 503)
        : lucid.answerWell(asked, response),
    );
    await sync();
    // One leaves and one changes.
    lucid.users = [scimUser(1, 'Director'), ...people(25).slice(2)];
    await sync();
    // Most are gone, and two cannot be understood.
    lucid.users = [...people(3), nobody, nobody];
    await sync();
    // A connection breaks off, and the token is revoked.
    lucid.misbehave((asked, response) =>
      asked.nth === 1
        ? response.socket?.resetAndDestroy()
        : sendJson(response, {}, 401),
    );
    await sync();
    // Lucid hangs, until the scheduler ends the sync.
    const task = new AbortController();
    lucid.misbehave(() => task.abort());
    await tasks
      .get('sync-emea')?.(task.signal)
      ?.catch(() => {});
    const [{ state }] = (await backend.get('/syncs')).body.items;
    outcomes.push(state);
    all = await collect();
  });

  afterAll(async () => {
    await provider.shutdown();
    metrics.disable();
    await lucid.close();
  });

  it('count syncs by outcome and by what has started them', () => {
    expect(outcomes).toEqual([
      'succeeded',
      'succeeded',
      'held',
      'failed',
      'cancelled',
    ]);
    expect(points('lucid.syncs')).toEqual(
      [
        ['succeeded', 'request', 2],
        ['held', 'request', 1],
        ['failed', 'request', 1],
        ['cancelled', 'schedule', 1],
      ].map(([outcome, trigger, value]) => ({
        account: 'emea',
        outcome,
        trigger,
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
      ['emea', 'reconciling', 5],
      ['emea', 'reading', 5],
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
      // Three syncs, each with a short page and a look beyond it.
      { ...list, status: '200', value: 6 },
      {
        account: 'emea',
        request: 'GET /Users/:id',
        status: '404',
        value: 1,
      },
      // The connection broke off.
      { ...list, status: 'none', value: 1 },
      { ...list, status: '401', value: 1 },
    ]);
    expect(points('lucid.request.retries')).toEqual([{ ...list, value: 2 }]);
  });

  it('count users who were read, rejected and changed', () => {
    expect(points('lucid.users.read')).toEqual([
      { account: 'emea', value: 26 + 24 + 5 },
    ]);
    // Also those of the snapshot that is held.
    expect(points('lucid.users.rejected')).toEqual([
      { account: 'emea', value: 1 + 2 },
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
