/** Where the portal under test is; unless told, where `./portal start` puts it. */
export const connection = {
  appUrl: process.env.PORTAL_APP_URL ?? 'http://localhost:3000',
  backendUrl: process.env.PORTAL_BACKEND_URL ?? 'http://localhost:7007',
  simulatorUrl: process.env.PORTAL_SIMULATOR_URL ?? 'http://localhost:7107',
  simulatorToken: process.env.PORTAL_SIMULATOR_TOKEN ?? 'lucid-simulator-token',
};
