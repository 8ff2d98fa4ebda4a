import { BackendFeature } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { Sync, syncSchema } from 'backstage-plugin-lucid-common';
import request, { Response } from 'supertest';
import lucidPlugin from '..';

type TestServer = Awaited<ReturnType<typeof startTestBackend>>['server'];

/** A real backend with this plugin, asked over HTTP. */
export class LucidBackend {
  readonly #server: TestServer;

  private constructor(server: TestServer) {
    this.#server = server;
  }

  /**
   * @param lucid - the configuration under `lucid`
   * @param features - what the backend should have besides, or instead
   * @param entities - what the catalog holds, nothing unless told
   * @param portal - the rest of the configuration
   */
  static async start(
    lucid: JsonObject,
    features: BackendFeature[],
    entities: Entity[] = [],
    portal: JsonObject = {},
  ): Promise<LucidBackend> {
    const { server } = await startTestBackend({
      features: [
        lucidPlugin,
        catalogServiceMock.factory({ entities }),
        mockServices.rootConfig.factory({ data: { ...portal, lucid } }),
        ...features,
      ],
    });
    return new LucidBackend(server);
  }

  async post(path: string): Promise<Response> {
    return this.send('post', path, {});
  }

  async get(path: string, authorization?: string): Promise<Response> {
    return this.send('get', path, undefined, authorization);
  }

  /**
   * @param path - below that of the API, or of the plugin where it begins with a
   * dot
   * @param authorization - that of a user unless told
   */
  async send(
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    body?: object,
    authorization = mockCredentials.user.header(),
  ): Promise<Response> {
    return request(this.#server)
      [method](`/api/lucid/${path.startsWith('.') ? path : `v1${path}`}`)
      .set('authorization', authorization)
      .send(body);
  }

  /** Runs a sync to its end, of the only account unless told. */
  async sync(account?: string): Promise<Sync> {
    const { body } = await this.send('post', '/syncs', { account });
    for (;;) {
      const sync = syncSchema.parse((await this.get(`/syncs/${body.id}`)).body);
      if (sync.state !== 'running') {
        return sync;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }
}
