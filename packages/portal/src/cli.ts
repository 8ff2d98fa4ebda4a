import { explain, PortalError } from './PortalError';
import { screenshots } from './screenshots';
import { start } from './start';
import { test } from './test';

const COMMANDS: Record<string, (argv: string[]) => Promise<void>> = {
  start,
  test,
  screenshots,
};

async function main([name, ...argv]: string[]): Promise<void> {
  if (!Object.hasOwn(COMMANDS, name)) {
    throw new PortalError(`there is no command ${name}`);
  }
  await COMMANDS[name](argv);
}

main(process.argv.slice(2)).then(
  () => process.exit(),
  error => {
    console.error(`portal: ${explain(error)}`);
    process.exit(1);
  },
);
