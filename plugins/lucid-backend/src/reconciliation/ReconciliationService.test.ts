import { mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import { ReconcilableSnapshots, Reconciler } from './Reconciler';
import { ReconciliationService } from './ReconciliationService';

/** A service whose readings of the catalog end when they are told to. */
function start(options: Partial<ReconcilableSnapshots> = {}) {
  const readings: { acceptLoss?: boolean; end: (error?: Error) => void }[] = [];
  const service = new ReconciliationService({
    reconciler: new Reconciler({
      accounts: ['default'],
      snapshots: {
        reconcile: async () => ({ revision: 1, changed: false }),
        adopt: async () => undefined,
        ...options,
      },
      publish: async () => {},
      logger: mockServices.logger.mock(),
    }),
    refreshCatalog: ({ acceptLoss }) =>
      new Promise((resolve, reject) => {
        readings.push({
          acceptLoss,
          end: error => (error ? reject(error) : resolve()),
        });
      }),
    logger: mockServices.logger.mock(),
  });
  return {
    service,
    readings,
    /** Ends the newest reading, and lets what follows from it begin. */
    async end(error?: Error) {
      readings.at(-1)?.end(error);
      await new Promise(setImmediate);
    },
    accepted: () => readings.map(({ acceptLoss }) => acceptLoss),
  };
}

describe('reconciling because somebody asks for it', () => {
  it('is done once for all who ask while it is under way', async () => {
    const { service, accepted, end } = start();

    service.start({ acceptLoss: false });
    service.start({ acceptLoss: false });
    await end();

    expect(accepted()).toEqual([false]);
  });

  it('accepts a loss also where it is under way without', async () => {
    const { service, accepted, end } = start();

    service.start({ acceptLoss: false });
    service.start({ acceptLoss: true });
    service.start({ acceptLoss: true });
    expect(accepted()).toEqual([false]);
    await end();
    service.start({ acceptLoss: false });
    await end();

    expect(accepted()).toEqual([false, true]);
  });

  it('accepts a loss also after a reading that failed', async () => {
    const { service, accepted, end } = start();

    service.start({ acceptLoss: false });
    service.start({ acceptLoss: true });
    await end(new Error('The catalog is down'));

    expect(accepted()).toEqual([false, true]);
  });

  it('begins anew once all of it has ended', async () => {
    const { service, accepted, end } = start();

    service.start({ acceptLoss: false });
    service.start({ acceptLoss: true });
    await end();
    await end();
    service.start({ acceptLoss: false });

    expect(accepted()).toEqual([false, true, false]);
  });

  it('begins nothing more when it is to stop, and waits for what is under way', async () => {
    const { service, accepted, end } = start();

    service.start({ acceptLoss: false });
    service.start({ acceptLoss: true });
    let hasStopped = false;
    const stopped = service.stop().then(() => {
      hasStopped = true;
    });
    await new Promise(setImmediate);
    expect(hasStopped).toBe(false);
    await end();
    await stopped;

    expect(accepted()).toEqual([false]);
  });
});

describe('a change of an exception', () => {
  it('is not waited for without end, and need not be made again', async () => {
    const asked: { patienceMs?: number }[] = [];
    const { service } = start({
      reconcile: async options => {
        asked.push(options);
        throw new ServiceUnavailableError(
          'Nothing has been changed. Try again',
        );
      },
    });

    await expect(service.redecide('default')).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/is stored, and need not be said again/),
    });

    expect(asked).toMatchObject([{ patienceMs: 20_000 }]);
  });
});
