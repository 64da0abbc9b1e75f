// The published packages: where they are, what their README shows, how they are packed.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ToolError, mustExec, root } from './exec.mjs';

/** Node only: drives a native compiler, so it has no place in a browser. */
export const nodeOnly = ['@porte-plume/mandat-pdf'];

/** @returns {{ name: string, short: string, dir: string, manifest: Record<string, any> }[]} */
export function listPackages(base = root) {
  return readdirSync(join(base, 'packages'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => {
      const dir = join(base, 'packages', entry.name);
      const manifest = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
      return { name: manifest.name, short: entry.name, dir, manifest };
    })
    .filter(({ manifest }) => !manifest.private);
}

/** The first ```js fence of the README in `dir`: a whole script. Throws when there is none. */
export function firstFence(dir, name) {
  const readme = join(dir, 'README.md');
  const fence = existsSync(readme) && /^```js[^\S\n]*\n([\s\S]*?)^```/m.exec(readFileSync(readme, 'utf8'));
  if (!fence) throw new ToolError(`README of ${name}: no \`\`\`js fence.`);
  return fence[1];
}

/**
 * Packs with pnpm, the only one that applies `publishConfig.exports` and replaces `workspace:`.
 * @returns {Promise<{ name: string, short: string, dir: string, manifest: Record<string, any>, tarball: string }[]>}
 */
export async function packAll(destination, base = root) {
  rmSync(destination, { recursive: true, force: true });
  mkdirSync(destination, { recursive: true });
  const packed = [];
  for (const item of listPackages(base)) {
    const out = join(destination, `${item.short}.tgz`);
    await mustExec('pnpm', ['pack', '--out', out], { cwd: item.dir });
    packed.push({ ...item, tarball: out });
  }
  return packed;
}
