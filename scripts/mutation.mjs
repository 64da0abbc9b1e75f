// `pnpm mutation [package]`: changes the rule files of a package one operator at a time and counts the changes that
// no test sees. Minutes long, so outside `npm test`; a score under the threshold of the package fails.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exec, root } from './exec.mjs';

const word = process.argv[2] ?? '';
const packages = readdirSync(join(root, 'packages')).filter(
  (name) => name.includes(word) && existsSync(join(root, 'packages', name, 'stryker.config.mjs')),
);
if (packages.length === 0) {
  console.error(`No package with a mutation test matches “${word}”.`);
  process.exit(1);
}
for (const name of packages) {
  const { ok, output } = await exec('stryker', ['run'], {
    cwd: join(root, 'packages', name),
    timeout: 3 * 60 * 60_000,
  });
  console.log(output);
  if (!ok) process.exitCode = 1;
}
