import { mockServices } from '@backstage/backend-test-utils';
import { SignalPayload, SignalsService } from '@backstage/plugin-signals-node';
import { LiveSignals } from './LiveSignals';

/** What was sent, and when. */
class SentSignals implements SignalsService {
  readonly sent: { signal: SignalPayload; at: number }[] = [];
  fails = false;

  async publish(signal: SignalPayload): Promise<void> {
    if (this.fails) {
      throw new Error('Nobody listens');
    }
    this.sent.push({ signal, at: performance.now() });
  }

  get messages() {
    return this.sent.map(({ signal }) => signal.message);
  }
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

describe('signals to open pages', () => {
  let signals: SentSignals;
  let live: LiveSignals;

  beforeEach(() => {
    signals = new SentSignals();
    live = new LiveSignals({ signals, logger: mockServices.logger.mock() });
  });

  afterEach(() => live.stop());

  it('are sent to everybody at once, and hold nothing but what kind of thing is new in which account', async () => {
    live.tell('sync', 'emea');
    await until(() => signals.sent.length === 1);
    expect(signals.sent[0].signal).toEqual({
      recipients: { type: 'broadcast' },
      channel: 'lucid',
      message: { type: 'sync', account: 'emea' },
    });
  });

  it('are at most four a second, and none of them is lost or said twice', async () => {
    for (let time = 0; time < 100; time += 1) {
      live.tell('sync', 'emea');
      live.tell('usage', 'emea');
      live.tell('usage', 'apac');
    }
    // The first may have gone out before the others were said again.
    await until(() => signals.sent.length >= 3);
    const gaps = signals.sent
      .slice(1)
      .map(({ at }, index) => at - signals.sent[index].at);
    expect(Math.min(...gaps)).toBeGreaterThan(240);
    await new Promise(resolve => setTimeout(resolve, 600));
    expect(signals.messages.length).toBeLessThanOrEqual(4);
    expect(signals.messages).toEqual(
      expect.arrayContaining([
        { type: 'sync', account: 'emea' },
        { type: 'usage', account: 'emea' },
        { type: 'usage', account: 'apac' },
      ]),
    );
  });

  it('go on after one could not be sent', async () => {
    signals.fails = true;
    live.tell('usage', 'emea');
    await new Promise(resolve => setTimeout(resolve, 20));
    signals.fails = false;
    live.tell('alerts', 'emea');
    await until(() => signals.sent.length === 1);
    expect(signals.messages).toEqual([{ type: 'alerts', account: 'emea' }]);
  });
});
