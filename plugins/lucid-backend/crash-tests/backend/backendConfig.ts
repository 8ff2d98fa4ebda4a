import { JsonObject } from '@backstage/types';
import { StoreDatabase } from '../series/StoreDatabase';
import { LUCID_TOKEN, OutsideWorld } from '../world/OutsideWorld';

const API_TOKEN = 'api-token-of-the-crash-tests';

/** When a backend syncs by itself: never, unless told. */
const NEVER = {
  frequency: { trigger: 'manual' },
  timeout: { minutes: 5 },
  // A manual task too is run once when it is new, after this delay.
  initialDelay: { hours: 20 },
};

/** The configuration of a backend of a crash test, and the token that its API takes. */
export function backendConfig(options: {
  database: StoreDatabase;
  outside: OutsideWorld;
  /** Under which it is known to Lucid. */
  name: string;
  schedule?: JsonObject;
}): { config: JsonObject; apiToken: string } {
  const { database, outside, name, schedule = NEVER } = options;
  return {
    apiToken: API_TOKEN,
    config: {
      app: { baseUrl: 'http://127.0.0.1' },
      backend: {
        baseUrl: 'http://127.0.0.1',
        listen: { host: '127.0.0.1', port: 0 },
        database: database.config,
        auth: {
          externalAccess: [
            {
              type: 'static',
              options: { token: API_TOKEN, subject: 'crash-tests' },
            },
          ],
        },
      },
      discovery: {
        // There is no events backend, and nothing to find that out by but a 404.
        endpoints: [
          {
            target: outside.url('{{pluginId}}'),
            plugins: ['catalog', 'events'],
          },
        ],
      },
      lucid: {
        token: LUCID_TOKEN,
        baseUrl: outside.lucidUrl(name),
        schedule,
      },
    },
  };
}
