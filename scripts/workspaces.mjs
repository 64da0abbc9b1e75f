// The folders of the house, and what a check of each may read: its own files and those of the packages that it imports.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from './exec.mjs';
import { MADE } from './verdicts.mjs';

const AREAS = ['packages', 'apps'];

/** @returns {{ name: string, folder: string, reads: string[] }[]} `reads`: the folder and those it depends on, at any depth */
export function workspaces(base = root) {
  const all = AREAS.flatMap((area) =>
    readdirSync(join(base, area), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => ({
        name,
        folder: `${area}/${name}`,
        manifest: manifestOf(base, `${area}/${name}`),
      })),
  );
  const imports = ({ manifest }) =>
    all.filter((other) =>
      ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].some(
        (kind) => manifest[kind]?.[other.manifest.name] !== undefined,
      ),
    );
  const reach = (one, seen = new Set()) => {
    if (!seen.has(one)) {
      seen.add(one);
      for (const other of imports(one)) reach(other, seen);
    }
    return seen;
  };
  return all.map((one) => ({
    name: one.name,
    folder: one.folder,
    reads: [...reach(one)].map(({ folder }) => folder).sort(),
  }));
}

const manifestOf = (base, folder) => JSON.parse(readFileSync(join(base, folder, 'package.json'), 'utf8'));

const top = (base) => readdirSync(base, { withFileTypes: true }).filter(({ name }) => !MADE.has(name));

/** Settings of the tools and the lockfile at the root, and the scripts: they count for every folder. */
export function shared(base = root) {
  const settings = top(base).filter((entry) => entry.isFile() && !/^LICENSE$|\.md$/.test(entry.name));
  return [...settings.map(({ name }) => name), 'scripts'].sort();
}

/** What belongs to no folder of `packages` and `apps`. */
export const houseOf = (base = root) =>
  top(base)
    .map(({ name }) => name)
    .filter((name) => !AREAS.includes(name))
    .sort();

/** Every file of the house. */
export const everything = (base = root) => [...houseOf(base), ...AREAS];

/** The Vitest project of a test file: its folder, or the house. */
export function projectOf(file, base = root) {
  const [area, name] = relative(base, file).split(sep);
  return AREAS.includes(area) ? name : 'house';
}
