import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import express from 'express';
import { z } from 'zod';
import { Churn } from './account/Churn';
import { LucidAccount } from './account/LucidAccount';
import { inGroupMode } from './account/groupModes';
import { createAdminRouter } from './admin/createAdminRouter';
import { createExamplePast } from './example/exampleYear';
import { createFaultRouter } from './faults/createFaultRouter';
import { generateAccount } from './generated/generateAccount';
import {
  CheckedOptions,
  LucidSimulatorOptions,
  simulatorOptionsSchema,
} from './options';
import { seededRandom } from './random';
import { Billing, daysBefore } from './rest/Billing';
import { createRestRouter } from './rest/createRestRouter';
import { sendRestError } from './rest/sendRestError';
import { createScimRouter } from './scim/createScimRouter';
import { sendScimError } from './scim/sendScimError';

/**
 * A simulator that listens.
 *
 * @public
 */
export interface LucidSimulator {
  /** Where SCIM is served, such as `http://127.0.0.1:7107/scim/v2`. */
  url: string;
  /** Where the account is changed, such as `http://127.0.0.1:7107/admin`. */
  adminUrl: string;
  port: number;
  /** Where the REST API is served, such as `http://127.0.0.1:7107/rest`. */
  apiUrl: string;
  /** Asked for by SCIM and the admin endpoint. */
  token: string;
  /** Asked for by the REST API. */
  apiKey: string;
  /** Stops listening and drops what is still open. */
  close(): Promise<void>;
}

/** Unless told, the subscription is renewed in so many days. */
const RENEWAL_DAYS = 90;

function checkOptions(options: LucidSimulatorOptions): CheckedOptions {
  const checked = simulatorOptionsSchema.safeParse(options);
  if (!checked.success) {
    throw new Error(
      `The options of the Lucid simulator are not valid:\n${z.prettifyError(
        checked.error,
      )}`,
    );
  }
  return checked.data;
}

function createAccount(options: CheckedOptions): LucidAccount {
  const { users, seed, groups, licences } = options;
  const past = users === undefined ? createExamplePast() : undefined;
  return new LucidAccount(daysAgo =>
    inGroupMode(
      // A generated account has always been as it is.
      past?.(daysAgo) ?? generateAccount(users ?? 0, seed),
      groups,
      licences,
    ),
  );
}

function createBilling(
  account: LucidAccount,
  { seats, trial, renewal }: CheckedOptions,
): Billing {
  const today = new Date().toISOString().slice(0, 10);
  return new Billing({
    account,
    terms: {
      ...(seats !== undefined && { licenceTotal: seats }),
      renewal: renewal ?? daysBefore(today, -RENEWAL_DAYS),
      trial,
    },
  });
}

function createApp(account: LucidAccount, options: CheckedOptions) {
  const { token, apiKey, licences, seed } = options;
  const roles = options.roles ?? (licences === 'mixed' ? 'mixed' : 'objects');
  const churn = new Churn(account, options.churn, seededRandom(seed));
  const billing = createBilling(account, options);
  const app = express();
  app.disable('x-powered-by');
  app.use(
    '/scim/v2',
    createFaultRouter({
      ...options,
      random: seededRandom(seed + 1),
      sendError: sendScimError,
    }),
    createScimRouter({
      account,
      token,
      shape: { licences, roles },
      onPageRead: () => churn.pageRead(),
    }),
  );
  app.use(
    '/rest',
    createFaultRouter({
      ...options,
      random: seededRandom(seed + 2),
      sendError: sendRestError,
    }),
    createRestRouter({ billing, apiKey }),
  );
  app.use('/admin', createAdminRouter({ account, billing, token }));
  return app;
}

/**
 * Starts a simulated Lucid account on a port of this machine.
 *
 * @throws an `Error` that names the option when one is not valid, or the
 * error of the system when the port is taken
 *
 * @public
 */
export async function startLucidSimulator(
  options: LucidSimulatorOptions = {},
): Promise<LucidSimulator> {
  const checked = checkOptions(options);
  const server = createServer(createApp(createAccount(checked), checked));
  server.listen(checked.port, checked.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const host = checked.host.includes(':') ? `[${checked.host}]` : checked.host;
  return {
    url: `http://${host}:${port}/scim/v2`,
    adminUrl: `http://${host}:${port}/admin`,
    apiUrl: `http://${host}:${port}/rest`,
    port,
    token: checked.token,
    apiKey: checked.apiKey,
    async close() {
      if (!server.listening) {
        return;
      }
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
