import { parseCommandLine } from './parseCommandLine';
import { startLucidSimulator } from './startLucidSimulator';

async function main() {
  const options = parseCommandLine(process.argv.slice(2));
  const simulator = await startLucidSimulator(options);
  process.stdout.write(
    `Lucid simulator ready: SCIM at ${simulator.url}, REST at ${simulator.apiUrl}, admin at ${simulator.adminUrl}\n`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => simulator.close());
  }
}

main().catch((error: Error & { code?: string }) => {
  process.stderr.write(`Lucid simulator: ${error.message}\n`);
  process.exitCode = 1;
});
