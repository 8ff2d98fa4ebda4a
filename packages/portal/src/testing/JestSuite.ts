import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { LOG_DIRECTORY, ROOT } from '../layout';
import { PortalError } from '../PortalError';
import { runVisibly } from '../runVisibly';
import { TestCounts, TestSuite } from './TestSuite';
import { startPostgres } from './TestPostgres';

/** The part of Jest's report that is read here. */
interface JestReport {
  testResults: {
    /** Absolute path of the file. */
    name: string;
    status: 'passed' | 'failed' | 'skipped' | 'focused';
    assertionResults: {
      status: 'passed' | 'failed' | 'skipped' | 'pending' | 'todo' | 'disabled';
    }[];
  }[];
}

/** The tests of all packages: units, databases, frontend. */
export class JestSuite implements TestSuite {
  readonly name = 'unit and integration tests';
  readonly #paths: string[];

  /** @param options - `paths` narrows the tests down, as Jest does */
  constructor(options: { paths: string[] }) {
    this.#paths = options.paths;
  }

  async run(): Promise<TestCounts[]> {
    const directory = mkdtempSync(join(tmpdir(), 'portal-jest-'));
    const reportFile = join(directory, 'report.json');
    const postgresLog: string[] = [];
    const postgres = await startPostgres(line => postgresLog.push(line));
    try {
      await runVisibly({
        command: 'backstage-cli',
        args: [
          ...['repo', 'test', '--watchAll=false'],
          ...['--json', `--outputFile=${reportFile}`, ...this.#paths],
        ],
        cwd: ROOT,
        env: {
          BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
            postgres.connectionString,
          // Only what is started here is tested against, on every machine.
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        },
      });
      return readReport(reportFile);
    } finally {
      await postgres.stop();
      writeFileSync(join(LOG_DIRECTORY, 'postgres.log'), postgresLog.join(''));
      rmSync(directory, { recursive: true });
    }
  }
}

function readReport(file: string): TestCounts[] {
  let report: JestReport;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new PortalError('Jest ended without a report');
  }
  const byPackage = new Map<string, TestCounts>();
  for (const { name: path, status, assertionResults } of report.testResults) {
    const name = relative(ROOT, path).split(sep).slice(0, 2).join('/');
    const counts = byPackage.get(name) ?? {
      name,
      passed: 0,
      failed: 0,
      skipped: 0,
    };
    byPackage.set(name, counts);
    const count = (...wanted: string[]) =>
      assertionResults.filter(it => wanted.includes(it.status)).length;
    const failed = count('failed');
    counts.passed += count('passed');
    counts.skipped += count('skipped', 'pending', 'todo', 'disabled');
    // A file that cannot even be loaded has no assertions, and has failed.
    counts.failed += status === 'failed' ? Math.max(failed, 1) : failed;
  }
  return [...byPackage.values()].sort((a, b) => a.name.localeCompare(b.name));
}
