import { RequestListener } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { RevisedUsagePage } from 'backstage-plugin-lucid-common';
import { HttpLucidService } from './HttpLucidService';
import { LucidService } from './LucidService';
import { lucidServiceRef } from './lucidServiceRef';

const credentials = mockCredentials.service('plugin:catalog');

const page: RevisedUsagePage = {
  items: [
    {
      type: 'current',
      revision: 6,
      usage: {
        account: 'default',
        id: 'lucid-1',
        entityRef: 'licenceusage:default/default.lucid-1',
        displayName: 'Jane Doe',
        otherEmails: [],
        roles: [],
        groups: [],
        licences: [{ name: 'Lucidchart', access: 'can-edit' }],
        state: 'undetected',
        undetectedReason: 'nothing-to-compare',
        firstSeenAt: '2026-01-01T00:00:00.000Z',
        lastSeenAt: '2026-01-02T00:00:00.000Z',
      },
    },
    {
      type: 'tombstone',
      revision: 7,
      entityRef: 'licenceusage:default/default.lucid-2',
    },
  ],
  revision: 7,
  more: true,
  incomplete: true,
};

const answerJson =
  (body: unknown): RequestListener =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };

/** Stands where the Lucid backend is, behind the real router and its auth. */
class LucidBackendAt {
  answer: RequestListener = answerJson(page);
  readonly requests = new Array<{ url?: string; principal: unknown }>();

  get feature() {
    return createBackendPlugin({
      pluginId: 'lucid',
      register: env => {
        env.registerInit({
          deps: {
            httpAuth: coreServices.httpAuth,
            httpRouter: coreServices.httpRouter,
          },
          init: async ({ httpAuth, httpRouter }) => {
            httpRouter.use((request, response, next) => {
              httpAuth
                .credentials(request)
                .then(({ principal }) => {
                  this.requests.push({ url: request.url, principal });
                  this.answer(request, response);
                })
                .catch(next);
            });
          },
        });
      },
    });
  }
}

describe('lucidServiceRef', () => {
  let lucidBackend: LucidBackendAt;
  let backend: TestBackend;
  let lucid: LucidService;

  beforeEach(async () => {
    lucidBackend = new LucidBackendAt();
    backend = await startTestBackend({
      features: [
        lucidBackend.feature,
        createBackendPlugin({
          pluginId: 'reader',
          register(env) {
            env.registerInit({
              deps: { service: lucidServiceRef },
              async init({ service }) {
                lucid = service;
              },
            });
          },
        }),
      ],
    });
  });

  afterEach(async () => {
    backend.server.closeAllConnections();
    await backend.stop();
  });

  it('reads a page of changes', async () => {
    await expect(
      lucid.changes({ since: 5, limit: 2 }, { credentials }),
    ).resolves.toEqual(page);

    expect(lucidBackend.requests).toEqual([
      {
        url: '/v1/changes?since=5&limit=2',
        principal: { type: 'service', subject: 'plugin:catalog' },
      },
    ]);
  });

  it('leaves the size of a page to the backend where none is asked for', async () => {
    await lucid.changes({ since: 0 }, { credentials });

    expect(lucidBackend.requests[0].url).toBe('/v1/changes?since=0');
  });

  it('passes on what the backend refuses with', async () => {
    lucidBackend.answer = () => {
      throw new NotAllowedError('For services only');
    };

    await expect(
      lucid.changes({ since: 0 }, { credentials }),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'For services only' },
    });
  });

  it('says which part of an answer it does not understand, but not its value', async () => {
    lucidBackend.answer = answerJson({
      ...page,
      revision: 'jane.doe@example.com',
    });

    const reading = lucid.changes({ since: 0 }, { credentials });

    await expect(reading).rejects.toThrow(/cannot be understood.*revision/s);
    await expect(reading).rejects.not.toThrow(/jane/);
  });

  it('fails when the answer is not JSON', async () => {
    lucidBackend.answer = (_request, response) => response.end('<html>');

    await expect(lucid.changes({ since: 0 }, { credentials })).rejects.toThrow(
      'The Lucid backend did not answer',
    );
  });

  it('gives up when it is told to', async () => {
    const controller = new AbortController();
    lucidBackend.answer = () => controller.abort();

    await expect(
      lucid.changes({ since: 0 }, { credentials, signal: controller.signal }),
    ).rejects.toThrow('The Lucid backend did not answer');
  });

  it('gives up when the answer does not come in time', async () => {
    lucidBackend.answer = () => {};
    const { port } = backend.server.address() as AddressInfo;
    const impatient = new HttpLucidService({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async pluginId =>
          `http://localhost:${port}/api/${pluginId}`,
      }),
      timeoutMs: 20,
    });

    await expect(
      impatient.changes({ since: 0 }, { credentials }),
    ).rejects.toThrow(/The Lucid backend did not answer.*timeout/);
  });
});
