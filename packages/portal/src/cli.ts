import { PortalError } from './PortalError';
import { start } from './start';

const COMMANDS: Record<string, (argv: string[]) => Promise<void>> = { start };

async function main([name, ...argv]: string[]): Promise<void> {
  await COMMANDS[name](argv);
}

main(process.argv.slice(2)).then(
  () => process.exit(),
  error => {
    const known =
      error instanceof PortalError || error.code?.startsWith('ERR_PARSE_ARGS');
    console.error(`portal: ${known ? error.message : error.stack}`);
    process.exit(1);
  },
);
