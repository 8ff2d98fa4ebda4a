import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  LucidSimulator,
  LucidSimulatorAdmin,
  startLucidSimulator,
} from 'lucid-simulator';

// The plugin alone, with a simulated Lucid account. Some of its users are in the
// catalog; the others are undetected. Nobody has to sign in:
//
//   curl http://localhost:7007/api/lucid/v1/status
//   curl 'http://localhost:7007/api/lucid/v1/users?state=undetected'

const LUCID_USERS = 50;

/** Every fifth Lucid user is unknown to the catalog. */
const UNKNOWN = 5;

async function catalogUsersOf(lucid: LucidSimulator): Promise<Entity[]> {
  const users = await new LucidSimulatorAdmin(lucid).users();
  return users
    .filter((_, index) => index % UNKNOWN !== 0)
    .map(({ id, displayName, userName }) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name: `catalog-user-${id}`, namespace: 'default' },
      spec: { profile: { displayName, email: userName }, memberOf: [] },
    }));
}

async function start() {
  const lucid = await startLucidSimulator({ users: LUCID_USERS });
  const { token, url: baseUrl, apiKey, apiUrl: apiBaseUrl } = lucid;
  const backend = createBackend();
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        backend: {
          baseUrl: 'http://localhost:7007',
          listen: { port: 7007 },
          database: { client: 'better-sqlite3', connection: ':memory:' },
        },
        lucid: {
          token,
          baseUrl,
          apiKey,
          apiBaseUrl,
          groups: { enabled: true },
        },
      },
    }),
  );
  backend.add(mockServices.auth.factory());
  backend.add(mockServices.httpAuth.factory());
  backend.add(
    catalogServiceMock.factory({ entities: await catalogUsersOf(lucid) }),
  );
  backend.add(import('../src'));
  await backend.start();
}

start().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
