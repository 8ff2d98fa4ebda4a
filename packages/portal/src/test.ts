import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { LOG_DIRECTORY } from './layout';
import { explain, PortalError } from './PortalError';
import { stopSignal } from './stopSignal';
import { BrowserSuite } from './testing/BrowserSuite';
import { JestSuite } from './testing/JestSuite';
import { addUp, summaryOf } from './testing/summary';
import { TestCounts, TestSuite } from './testing/TestSuite';

const HELP = `./portal test [options] [paths]

Runs every test: units, SQLite and PostgreSQL, frontend, and the portal in a
real browser. With CI set, a test that is skipped fails the run.

  --only <suite>  jest or e2e
  paths           only the Jest tests whose path contains one of them`;

/**
 * `./portal test`
 *
 * @throws PortalError when a test fails, or is skipped though it must not be
 */
export async function test(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  mkdirSync(LOG_DIRECTORY, { recursive: true });
  const signal = stopSignal();
  const only = values.only ?? (positionals.length > 0 ? 'jest' : undefined);
  const suites: Record<string, TestSuite> = {
    jest: new JestSuite({ paths: positionals }),
    e2e: new BrowserSuite({ project: 'end-to-end', signal }),
  };
  if (only && !Object.hasOwn(suites, only)) {
    throw new PortalError(`there is no suite ${only}`);
  }
  const counts: TestCounts[] = [];
  for (const suite of only ? [suites[only]] : Object.values(suites)) {
    if (!signal.aborted) {
      console.log(`portal: running ${suite.name}`);
      counts.push(...(await runToItsEnd(suite)));
    }
  }
  signal.throwIfAborted();
  console.log(summaryOf(counts));
  if (!isSuccess(addUp(counts))) {
    process.exitCode = 1;
  }
}

/** A suite that breaks down is one failure, and the others run all the same. */
async function runToItsEnd(suite: TestSuite): Promise<TestCounts[]> {
  try {
    return await suite.run();
  } catch (error) {
    console.error(`portal: ${suite.name}: ${explain(error)}`);
    return [{ name: suite.name, passed: 0, failed: 1, skipped: 0 }];
  }
}

function isSuccess({ passed, failed, skipped }: TestCounts): boolean {
  return failed === 0 && passed > 0 && (skipped === 0 || !process.env.CI);
}
