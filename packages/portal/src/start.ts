import { parseArgs } from 'node:util';
import { aborted } from './aborted';
import { closingBlock } from './closingBlock';
import { planPortal, PortalPlan } from './PortalPlan';
import { startPortal } from './startPortal';
import { stopSignal } from './stopSignal';

const HELP = `./portal start [options] [-- options of the simulator]

  --app-port <port>        3000, or PORTAL_APP_PORT
  --backend-port <port>    7007, or PORTAL_BACKEND_PORT
  --simulator-port <port>  7107, or PORTAL_SIMULATOR_PORT
  --config <file>          configuration on top of that of the example; repeatable
  --data <directory>       where the SQLite databases are
  --history                with a year of the example behind the charts, which takes
                           some minutes the first time
  --fresh                  begin without the data of earlier starts

With LUCID_SCIM_TOKEN set (and LUCID_SCIM_BASE_URL, where it is not Lucid's own)
the portal reads that Lucid account, and no simulator is started; with LUCID_API_KEY
set as well, its subscriptions too.
The app is served as it was built; \`yarn start\` reloads it with every change.`;

/** `./portal start`: runs until it is told to stop, or a part of the portal ends. */
export async function start(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      'app-port': { type: 'string' },
      'backend-port': { type: 'string' },
      'simulator-port': { type: 'string' },
      config: { type: 'string', multiple: true },
      data: { type: 'string' },
      fresh: { type: 'boolean' },
      history: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const plan = planPortal(
    {
      appPort: values['app-port'],
      backendPort: values['backend-port'],
      simulatorPort: values['simulator-port'],
      configFiles: values.config,
      dataDirectory: values.data,
      fresh: values.fresh,
      history: values.history,
      simulatorArguments: positionals,
    },
    process.env,
  );
  const signal = stopSignal();
  try {
    await run(plan, signal);
  } catch (error) {
    // Being told to stop is how it is meant to end.
    if (!signal.aborted) {
      throw error;
    }
  }
}

async function run(plan: PortalPlan, signal: AbortSignal): Promise<void> {
  const portal = await startPortal(
    plan,
    line => console.log(`portal: ${line}`),
    signal,
  );
  try {
    console.log(closingBlock(plan));
    await Promise.race([portal.ended(), aborted(signal)]);
  } finally {
    console.log('portal: stopping');
    await portal.stop();
  }
}
