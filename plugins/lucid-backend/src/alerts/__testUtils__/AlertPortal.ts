import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import { Notification } from '@backstage/plugin-notifications-common';
import { JsonObject } from '@backstage/types';
import { Alert, alertsSchema, syncSchema } from 'backstage-plugin-lucid-common';
import request from 'supertest';
import lucidPlugin from '../..';
import { LogRecorder } from '../../faults/__testUtils__/LogRecorder';
import { EventRecorder } from './EventRecorder';

/** A backend with this plugin and, unless told, the notifications plugin of Backstage. */
export class AlertPortal {
  readonly events = new EventRecorder();
  readonly log = new LogRecorder();
  readonly #scheduler = mockServices.scheduler();
  #backend: Awaited<ReturnType<typeof startTestBackend>> | undefined;

  /**
   * @param options - `directory` holds the databases, so that the next backend
   * goes on where this one has ended
   */
  static async start(options: {
    lucid: JsonObject;
    directory: string;
    entities: Entity[];
    hasNotifications?: boolean;
  }): Promise<AlertPortal> {
    const { lucid, directory, entities, hasNotifications = true } = options;
    const portal = new AlertPortal();
    portal.#backend = await startTestBackend({
      features: [
        lucidPlugin,
        ...(hasNotifications ? [notificationsPlugin] : []),
        portal.events.feature,
        catalogServiceMock.factory({ entities }),
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => portal.log,
        }),
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => portal.#scheduler,
        }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: {
              database: { client: 'better-sqlite3', connection: { directory } },
            },
            lucid,
          },
        }),
      ],
    });
    return portal;
  }

  /** Runs a sync to its end, however it ends. */
  async sync(): Promise<void> {
    const { body } = await this.#send('post', '/lucid/v1/syncs');
    const { id } = syncSchema.parse(body);
    for (;;) {
      const sync = await this.get(`/lucid/v1/syncs/${id}`);
      if (syncSchema.parse(sync.body).state !== 'running') {
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  /** Evaluates, as the schedule does from time to time. */
  async evaluate(): Promise<void> {
    await this.#scheduler.triggerTask('evaluate-alerts');
  }

  /** Reads the catalog, as the schedule does. */
  async reconcile(): Promise<void> {
    await this.#scheduler.triggerTask('reconcile');
  }

  async tasks(): Promise<string[]> {
    return (await this.#scheduler.getScheduledTasks()).map(({ id }) => id);
  }

  async discard(syncId: string): Promise<void> {
    await this.#send('post', `/lucid/v1/syncs/${syncId}/discard`);
  }

  /** @param authorization - that of some user unless told */
  async get(path: string, authorization?: string): Promise<request.Response> {
    return this.#send('get', path, authorization);
  }

  async alerts(): Promise<Alert[]> {
    const { body } = await this.get('/lucid/v1/alerts');
    return alertsSchema.parse(body).alerts;
  }

  /** What somebody sees on the page of notifications. */
  async notificationsOf(user: string): Promise<Notification[]> {
    const { body } = await this.get(
      '/notifications/notifications',
      mockCredentials.user.header(user),
    );
    return body.notifications;
  }

  async stop(): Promise<void> {
    await this.#backend?.stop();
  }

  async #send(
    method: 'get' | 'post',
    path: string,
    authorization = mockCredentials.user.header(),
  ): Promise<request.Response> {
    if (!this.#backend) {
      throw new Error('The backend has not started');
    }
    return request(this.#backend.server)
      [method](`/api${path}`)
      .set('authorization', authorization)
      .send(method === 'post' ? {} : undefined);
  }
}
