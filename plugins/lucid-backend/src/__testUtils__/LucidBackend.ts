import { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { Sync, syncSchema } from 'backstage-plugin-lucid-common';
import request, { Response } from 'supertest';
import lucidPlugin from '..';

type TestServer = Awaited<ReturnType<typeof startTestBackend>>['server'];

/** A real backend with this plugin and an empty catalog, asked over HTTP. */
export class LucidBackend {
  readonly #server: TestServer;

  private constructor(server: TestServer) {
    this.#server = server;
  }

  /**
   * @param lucid - the configuration under `lucid`
   * @param features - what the backend should have besides, or instead
   */
  static async start(
    lucid: JsonObject,
    features: BackendFeature[],
  ): Promise<LucidBackend> {
    const { server } = await startTestBackend({
      features: [
        lucidPlugin,
        catalogServiceMock.factory({ entities: [] }),
        mockServices.rootConfig.factory({ data: { lucid } }),
        ...features,
      ],
    });
    return new LucidBackend(server);
  }

  async post(path: string): Promise<Response> {
    return request(this.#server).post(`/api/lucid/v1${path}`).send({});
  }

  async get(path: string): Promise<Response> {
    return request(this.#server).get(`/api/lucid/v1${path}`);
  }

  /** Runs a sync of the only account to its end. */
  async sync(): Promise<Sync> {
    const { body } = await this.post('/syncs');
    for (;;) {
      const sync = syncSchema.parse((await this.get(`/syncs/${body.id}`)).body);
      if (sync.state !== 'running') {
        return sync;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }
}
