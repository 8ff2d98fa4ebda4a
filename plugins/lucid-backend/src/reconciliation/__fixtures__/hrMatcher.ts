import { createBackendModule } from '@backstage/backend-plugin-api';
import { lucidMatchersExtensionPoint } from 'backstage-plugin-lucid-node';

const EMPLOYEE = 'hr.example.com/employee';

/** Asks the HR system whose address it is: it knows the private ones, too. */
export const hrMatcherModule = (url: string) =>
  createBackendModule({
    pluginId: 'lucid',
    moduleId: 'hr-matcher',
    register({ registerInit }) {
      registerInit({
        deps: { lucid: lucidMatchersExtensionPoint },
        async init({ lucid }) {
          let staff = { version: '', byEmail: {} as Record<string, string> };
          lucid.addMatcher({
            id: 'hr',
            fields: [`metadata.annotations.${EMPLOYEE}`],
            keysOfCatalogUser: user => [user.metadata.annotations?.[EMPLOYEE]],
            keysOfLucidUser: ({ email = '' }) => [staff.byEmail[email]],
            async load({ signal }) {
              const answer = await fetch(url, { signal });
              staff = await answer.json(); // Throws where that is no JSON.
              return staff.version;
            },
          });
        },
      });
    },
  });
