import { AuditRecorder } from '../__testUtils__/AuditRecorder';
import { LucidBackend } from '../__testUtils__/LucidBackend';
import { MisbehavingLucid } from '../faults/__testUtils__/MisbehavingLucid';
import { scimUser } from '../faults/__testUtils__/scimAccount';

jest.setTimeout(60_000);

describe('the audit of held snapshots', () => {
  const closing: (() => Promise<void>)[] = [];

  afterEach(async () => {
    await Promise.all(closing.splice(0).map(close => close()));
  });

  /** A backend with a held snapshot, and what was audited since. */
  async function startWithHeldSnapshot() {
    const audit = new AuditRecorder();
    const lucid = await MisbehavingLucid.start();
    closing.push(() => lucid.close());
    const backend = await LucidBackend.start(
      {
        token: 'secret-token-of-the-audit',
        baseUrl: lucid.baseUrl,
        schedule: { frequency: { trigger: 'manual' } },
      },
      [audit.feature],
    );
    lucid.users = Array.from({ length: 25 }, (_, i) => scimUser(i, 'x'));
    await backend.sync();
    lucid.users = lucid.users.slice(0, 10);
    const held = await backend.sync();
    audit.clear();
    return { backend, audit, held };
  }

  it.each([
    ['confirm', 'high', 202],
    ['discard', 'medium', 200],
  ])(
    'knows who wanted to %s which one, and what it does',
    async (action, severityLevel, status) => {
      const { backend, audit, held } = await startWithHeldSnapshot();
      expect(held.state).toBe('held');

      const response = await backend.post(`/syncs/${held.id}/${action}`);

      expect(response.status).toBe(status);
      expect(audit.events).toEqual([
        {
          created: {
            eventId: `snapshot-${action}`,
            severityLevel,
            request: expect.objectContaining({
              method: 'POST',
              originalUrl: expect.stringContaining(held.id),
            }),
            meta: {
              sync: held.id,
              account: 'default',
              removals: 15,
              rejections: 0,
            },
          },
          success: { meta: { resultingSync: response.body.id } },
        },
      ]);
      expect(response.body.id === held.id).toBe(action === 'discard');
    },
  );

  it.each(['confirm', 'discard'])(
    'knows that somebody failed to %s what is not held any more',
    async action => {
      const { backend, audit, held } = await startWithHeldSnapshot();
      await backend.post(`/syncs/${held.id}/discard`);
      audit.clear();

      const { status } = await backend.post(`/syncs/${held.id}/${action}`);

      expect(status).toBe(409);
      expect(audit.events).toMatchObject([
        {
          created: {
            eventId: `snapshot-${action}`,
            meta: { sync: held.id, account: 'default' },
          },
          fail: { error: { name: 'ConflictError' } },
        },
      ]);
      expect(audit.events[0].success).toBeUndefined();
    },
  );

  it('knows that somebody tried one that never was', async () => {
    const { backend, audit } = await startWithHeldSnapshot();
    expect((await backend.post('/syncs/unknown/confirm')).status).toBe(404);
    expect(audit.events).toMatchObject([
      {
        created: { meta: { sync: 'unknown' } },
        fail: { error: { name: 'NotFoundError' } },
      },
    ]);
  });
});
