import { Entity } from '@backstage/catalog-model';
import {
  LicenceUsage,
  licenceUsageDetailsSchema,
  lucidStatusSchema,
} from 'backstage-plugin-lucid-common';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { resolve as resolvePath } from 'node:path';
import { LucidBackend } from '../__testUtils__/LucidBackend';
import { MisbehavingLucid } from '../faults/__testUtils__/MisbehavingLucid';
import { scimUser } from '../faults/__testUtils__/scimAccount';
import { hrMatcherModule } from './__fixtures__/hrMatcher';

jest.setTimeout(60_000);

/** An HR system that says which employee has which address. */
class HrSystem {
  isUp = true;
  staff = {
    version: '1',
    byEmail: { 'person.1@example.com': 'e-1' } as Record<string, string>,
  };
  readonly #server = createServer((_, response) => {
    response.statusCode = this.isUp ? 200 : 503;
    response.end(this.isUp ? JSON.stringify(this.staff) : 'Down');
  });

  async start(): Promise<string> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }
}

const employee = (name: string, number: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, annotations: { 'hr.example.com/employee': number } },
  spec: { profile: { email: `${name}@acme.com` } },
});

describe('the matcher of a module', () => {
  const hr = new HrSystem();
  let lucid: MisbehavingLucid;
  let backend: LucidBackend;

  beforeAll(async () => {
    lucid = await MisbehavingLucid.start();
    lucid.users = [1, 2].map(number => scimUser(number, 'Engineer'));
    backend = await LucidBackend.start(
      {
        token: 'secret-token-of-the-test',
        baseUrl: lucid.baseUrl,
        schedule: { frequency: { trigger: 'manual' } },
      },
      [hrMatcherModule(await hr.start())],
      [employee('ada', 'e-1'), employee('bob', 'e-2')],
    );
    await backend.sync();
  });

  afterAll(async () => {
    await lucid.close();
    await hr.stop();
  });

  const usage = async (number: number): Promise<LicenceUsage> => {
    const { body } = await backend.get(`/users/default/lucid-${number}`);
    return licenceUsageDetailsSchema.parse(body).usage;
  };

  const reconciliation = async () => {
    const { body } = await backend.get('/status');
    return lucidStatusSchema.parse(body).reconciliation;
  };

  /** Presses "Reconcile now", and waits for its end. */
  async function reconcile() {
    const { status } = await backend.post('/reconciliations');
    expect(status).toBe(202);
    while ((await reconciliation()).running) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  it('stands in the documentation as it is tested here, in less than 30 lines', () => {
    const code = readFileSync(
      resolvePath(__dirname, '__fixtures__/hrMatcher.ts'),
      'utf8',
    );
    const docs = readFileSync(
      resolvePath(__dirname, '../../../../docs/matchers.md'),
      'utf8',
    );
    expect(docs).toContain(`\`\`\`ts\n${code}\`\`\``);
    const lines = code.split('\n').filter(line => line.trim() !== '');
    expect(lines.length).toBeLessThan(30);
  });

  it('finds whom nothing else finds, and is named with what it found', async () => {
    expect(await usage(1)).toMatchObject({
      state: 'detected',
      match: {
        matcher: 'hr',
        value: 'e-1',
        entityRefs: ['user:default/ada'],
      },
    });
    expect(await usage(2)).toMatchObject({ state: 'undetected' });
    expect((await reconciliation()).matchers.at(-1)).toBe('hr');
  });

  it('lets what it has learned take effect without reading Lucid again', async () => {
    const read = jest.spyOn(lucid, 'answerWell');
    hr.staff = {
      version: '2',
      byEmail: {
        'person.1@example.com': 'e-1',
        'person.2@example.com': 'e-2',
      },
    };

    await reconcile();

    expect(await usage(2)).toMatchObject({
      state: 'detected',
      match: { entityRefs: ['user:default/bob'] },
    });
    expect(read).not.toHaveBeenCalled();
  });

  it('makes nobody undetected when it fails, and the status says so', async () => {
    hr.isUp = false;

    await reconcile();

    expect(await usage(2)).toMatchObject({ state: 'detected' });
    expect((await reconciliation()).stale).toMatchObject({
      reason: expect.stringContaining('The matcher hr failed'),
      acceptable: false,
    });

    hr.isUp = true;
    await reconcile();
    expect((await reconciliation()).stale).toBeUndefined();
  });
});
