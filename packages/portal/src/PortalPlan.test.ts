import { join } from 'node:path';
import { planPortal } from './PortalPlan';

describe('planPortal', () => {
  it('reads the simulated account where no token is set', () => {
    const plan = planPortal({ simulatorPort: '7200' }, {});

    expect(plan.lucid).toEqual({
      simulated: true,
      token: 'lucid-simulator-token',
      baseUrl: 'http://localhost:7200/scim/v2',
      apiKey: 'lucid-simulator-api-key',
      apiBaseUrl: 'http://localhost:7200/rest',
    });
  });

  it('reads the real account as soon as a token is set', () => {
    const plan = planPortal({}, { LUCID_SCIM_TOKEN: 'real' });

    expect(plan.lucid).toEqual({ simulated: false, token: 'real' });
  });

  it('keeps the data of accounts and of portals apart', () => {
    const directories = [
      planPortal({}, {}),
      planPortal({ appPort: '3100' }, {}),
      planPortal({}, { LUCID_SCIM_TOKEN: 'real' }),
      planPortal(
        {},
        {
          LUCID_SCIM_TOKEN: 'real',
          LUCID_SCIM_BASE_URL: 'https://gov.example.com/scim/v2',
        },
      ),
    ].map(plan => plan.dataDirectory);

    expect(new Set(directories).size).toBe(directories.length);
  });

  it('finds further configuration from where it is started', () => {
    const { configFiles } = planPortal(
      { configFiles: ['mine.yaml', '/etc/ours.yaml'] },
      {},
    );

    expect(configFiles).toEqual([
      join(process.cwd(), 'mine.yaml'),
      '/etc/ours.yaml',
    ]);
  });

  it('gives a past to the example alone, in a place of its own', () => {
    expect(planPortal({ history: true }, {}).dataDirectory).not.toBe(
      planPortal({}, {}).dataDirectory,
    );
    expect(() =>
      planPortal({ history: true }, { LUCID_SCIM_TOKEN: 'real' }),
    ).toThrow('LUCID_SCIM_TOKEN');
  });

  it('prefers an option to the environment', () => {
    const environment = {
      PORTAL_APP_PORT: '3001',
      PORTAL_BACKEND_PORT: '7008',
    };

    const { ports } = planPortal({ appPort: '3002' }, environment);

    expect(ports).toEqual({ app: 3002, backend: 7008, simulator: 7107 });
  });

  it.each(['abc', '0', '65536', '80.5', ''])('refuses the port "%s"', port => {
    expect(() => planPortal({ appPort: port }, {})).toThrow(
      `not a port: ${port}`,
    );
  });
});
