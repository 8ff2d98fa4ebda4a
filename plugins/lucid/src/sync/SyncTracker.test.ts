import { FakeLucidApi } from '../testing/FakeLucidApi';
import { accountOf, statusOf, syncOf } from '../testing/fixtures';
import { SyncTracker } from './SyncTracker';

const running = syncOf({
  state: 'running',
  phase: 'reading',
  progress: { read: 100, total: 240 },
  counts: undefined,
  finishedAt: undefined,
});

describe('SyncTracker', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is the same for everything on screen', () => {
    const api = new FakeLucidApi();
    expect(SyncTracker.of(api)).toBe(SyncTracker.of(api));
    expect(SyncTracker.of(api)).not.toBe(SyncTracker.of(new FakeLucidApi()));
  });

  it('follows a refresh to its end and then has everything read again', async () => {
    const api = new FakeLucidApi();
    api.looks = [
      running,
      { ...running, progress: { read: 200, total: 240 } },
      syncOf(),
    ];
    const tracker = SyncTracker.of(api);
    const seen: number[] = [];
    tracker.subscribe(() => {
      const [sync] = tracker.getState().syncs;
      if (sync) seen.push(sync.progress.read);
    });

    await tracker.refresh();
    expect(tracker.getState().running).toBe(true);
    const before = tracker.getState().revision;

    await jest.advanceTimersByTimeAsync(5000);
    expect(tracker.getState().running).toBe(false);
    expect(tracker.getState().revision).toBe(before + 1);
    expect(tracker.getState().syncs[0].state).toBe('succeeded');
    expect([...new Set(seen)]).toEqual([100, 200, 240]);
  });

  it('reads every configured account', async () => {
    const api = new FakeLucidApi({
      status: statusOf(accountOf({ id: 'europe' }), accountOf({ id: 'asia' })),
    });
    const tracker = SyncTracker.of(api);
    await tracker.refresh();
    expect(tracker.getState().syncs.map(({ account }) => account)).toEqual([
      'europe',
      'asia',
    ]);
  });

  it('joins a sync that runs already, once', async () => {
    const api = new FakeLucidApi();
    const tracker = SyncTracker.of(api);
    tracker.subscribe(() => {});
    tracker.follow(running);
    tracker.follow({ ...running, progress: { read: 1 } });
    expect(tracker.getState().syncs).toEqual([running]);

    await jest.advanceTimersByTimeAsync(5000);
    expect(tracker.getState().running).toBe(false);
    expect(tracker.getState().syncs[0].state).toBe('succeeded');

    tracker.follow(running);
    expect(tracker.getState().running).toBe(false);
  });

  it('says why a refresh could not be started', async () => {
    const api = new FakeLucidApi();
    api.failure = new Error('no network');
    const tracker = SyncTracker.of(api);
    await tracker.refresh();
    expect(tracker.getState()).toMatchObject({
      running: false,
      errors: [{ message: 'no network' }],
    });

    tracker.dismiss();
    expect(tracker.getState().errors).toEqual([]);
  });

  it('survives a short absence of the backend while it follows', async () => {
    const api = new FakeLucidApi();
    api.looks = [running, syncOf()];
    const tracker = SyncTracker.of(api);
    tracker.subscribe(() => {});
    await tracker.refresh();
    api.failure = new Error('away');
    await jest.advanceTimersByTimeAsync(2500);
    api.failure = undefined;

    await jest.advanceTimersByTimeAsync(5000);
    expect(tracker.getState().running).toBe(false);
    expect(tracker.getState()).toMatchObject({
      errors: [],
      syncs: [{ state: 'succeeded' }],
    });
  });

  it('gives up when the backend stays away', async () => {
    const api = new FakeLucidApi();
    api.looks = [running];
    const tracker = SyncTracker.of(api);
    tracker.subscribe(() => {});
    await tracker.refresh();
    api.failure = new Error('away');
    await jest.advanceTimersByTimeAsync(10_000);

    expect(tracker.getState()).toMatchObject({
      running: false,
      syncs: [],
      errors: [{ message: 'away' }],
    });
  });

  it('stops asking when nobody looks, and goes on when somebody does', async () => {
    const api = new FakeLucidApi();
    api.looks = [running];
    const look = jest.spyOn(api, 'sync');
    const tracker = SyncTracker.of(api);
    const leave = tracker.subscribe(() => {});
    await tracker.refresh();
    leave();
    await jest.advanceTimersByTimeAsync(5000);
    expect(look).not.toHaveBeenCalled();

    tracker.subscribe(() => {});
    await jest.advanceTimersByTimeAsync(1500);
    expect(look).toHaveBeenCalled();
  });
});
