import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { catalogFiles, toYaml } from './catalogEntities';
import { createExampleCompany } from './exampleCompany';

/** Yarn runs the scripts of a package in its own folder. */
const TARGET = resolve('../../examples/org');

async function main() {
  const files = catalogFiles(createExampleCompany().people);
  await mkdir(TARGET, { recursive: true });
  for (const [name, entities] of Object.entries(files)) {
    await writeFile(join(TARGET, name), toYaml(entities));
  }
  process.stdout.write(`Wrote ${Object.keys(files).join(', ')}\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
