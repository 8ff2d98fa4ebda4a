import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOG_DIRECTORY, ROOT, STATE_DIRECTORY } from './layout';
import { runLogged } from './runLogged';

const APP = join(ROOT, 'packages/app');
const STAMP = join(STATE_DIRECTORY, 'app-build');

// Of everything outside the app's own packages, this decides what is built.
const SHARED_SOURCES = ['yarn.lock', 'app-config.yaml', 'tsconfig.json'];

/**
 * Builds the app, unless nothing it is made of has changed since the last time.
 *
 * @param report - is told that a build begins, for it takes a while
 * @param signal - ends it early
 */
export async function buildApp(
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const wanted = hashOfSources();
  if (
    existsSync(join(APP, 'dist/index.html.tmpl')) &&
    existsSync(STAMP) &&
    readFileSync(STAMP, 'utf8') === wanted
  ) {
    return;
  }
  report('building the app');
  const program = {
    command: 'yarn',
    args: ['backstage-cli', 'package', 'build'],
    cwd: APP,
    // With CI set, warnings about the size of the bundle would be errors.
    env: { CI: '' },
    logFile: join(LOG_DIRECTORY, 'app-build.log'),
  };
  await runLogged('building the app', program, signal);
  writeFileSync(STAMP, wanted);
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  const files = [
    ...SHARED_SOURCES.map(file => join(ROOT, file)),
    ...packagesOf(APP).flatMap(directory => [
      join(directory, 'package.json'),
      ...globSync(join(directory, '{src,public}/**/*.*')).sort(),
    ]),
  ];
  for (const file of files) {
    hash.update(`${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** The package and those of this repository that it is made of. */
function packagesOf(app: string): string[] {
  const known = new Map(
    globSync(join(ROOT, '{packages,plugins}/*/package.json')).map(file => [
      readManifest(file).name,
      join(file, '..'),
    ]),
  );
  const found = new Set([app]);
  for (const directory of found) {
    const { dependencies } = readManifest(join(directory, 'package.json'));
    for (const [name, range] of Object.entries(dependencies ?? {})) {
      const dependency = known.get(name);
      if (dependency && range.startsWith('workspace:')) {
        found.add(dependency);
      }
    }
  }
  return [...found].sort();
}

function readManifest(file: string): {
  name: string;
  dependencies?: Record<string, string>;
} {
  return JSON.parse(readFileSync(file, 'utf8'));
}
