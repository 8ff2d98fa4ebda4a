import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { STATE_DIRECTORY } from '../layout';

/** A browser that can be started, and the environment that it needs. */
export interface Browser {
  executable: string;
  env: Record<string, string>;
}

const COMMANDS = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
];

const MAC_APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const FONTS = 'fonts.conf';

/**
 * Finds Chrome or Chromium: the one that `PORTAL_BROWSER` names, one that is
 * installed, or the one that comes as an npm package for Linux on x64.
 *
 * @throws Error where there is none
 */
export async function findBrowser(): Promise<Browser> {
  const installed = [
    process.env.PORTAL_BROWSER ?? '',
    ...COMMANDS.flatMap(command =>
      (process.env.PATH ?? '').split(':').map(path => join(path, command)),
    ),
    ...MAC_APPLICATIONS,
  ].find(isExecutable);
  return installed ? { executable: installed, env: {} } : unpackBrowser();
}

/**
 * Unpacks the browser of the npm package, together with the libraries and
 * fonts that a bare machine lacks.
 */
async function unpackBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'no Chrome or Chromium was found: install one, or name it with PORTAL_BROWSER',
    );
  }
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  const home = join(dirname(require.resolve('@sparticuz/chromium')), '..');
  const { version } = JSON.parse(
    readFileSync(join(home, 'package.json'), 'utf8'),
  );
  const directory = join(STATE_DIRECTORY, `browser-${version}`);
  if (!existsSync(directory)) {
    const partial = `${directory}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    // The package unpacks into the directory for temporary files, whatever it is.
    const { TMPDIR } = process.env;
    process.env.TMPDIR = partial;
    try {
      await chromium.executablePath();
      await inflate(join(home, 'bin/al2023.tar.br'));
    } finally {
      if (TMPDIR === undefined) {
        delete process.env.TMPDIR;
      } else {
        process.env.TMPDIR = TMPDIR;
      }
    }
    writeFileSync(join(partial, FONTS), fontsIn(directory));
    renameSync(partial, directory);
  }
  return {
    executable: join(directory, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(directory, 'al2023/lib'),
      FONTCONFIG_FILE: join(directory, FONTS),
    },
  };
}

/** The fonts of the machine, where it has any, and those of the package. */
function fontsIn(directory: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(directory, 'fonts')}</dir>
  <cachedir>${join(directory, 'fonts-cache')}</cachedir>
</fontconfig>
`;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
