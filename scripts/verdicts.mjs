// Verdicts of earlier runs: a check that depends on listed files is not run twice on the same files
// (docs/decisions/0021-kept-verdicts.md says what may be kept, and what could make it wrong).
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Made by tools, never read by a check of the sources. `dist` is read where a caller names it. */
export const MADE = new Set([
  ...['node_modules', '.git', '.turbo', '.reports', '.artifacts', '.data', '.stryker-tmp'],
  ...['coverage', 'dist', 'test-results', 'playwright-report'],
]);
/** What a check may read of its surroundings, besides the settings whose name starts with PORTE_PLUME_. */
const SETTINGS = ['CHROMIUM_PATH', 'LANG', 'LC_ALL', 'NODE_ENV', 'NODE_OPTIONS', 'TZ'];
/** Settings that name a file or a folder: what is in it counts, not only its name. */
const FOLDERS = ['PORTE_PLUME_DATA', 'PORTE_PLUME_PAIRS'];

const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** Path and content of every file under `path`, in one order on every machine. */
function* readAll(path, name) {
  if (!existsSync(path)) {
    yield [name, 'absent'];
    return;
  }
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    yield [name, sha256(readFileSync(path))];
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (MADE.has(entry.name)) continue;
    if (entry.isDirectory()) yield* readAll(join(path, entry.name), `${name}/${entry.name}`);
    else if (entry.isFile()) yield [`${name}/${entry.name}`, sha256(readFileSync(join(path, entry.name)))];
    else yield [`${name}/${entry.name}`, 'link'];
  }
}

/**
 * @param {{ base: string, folder: string, env?: Record<string, string | undefined>, today?: () => string, fresh?: boolean }} options
 * `folder`: where verdicts are kept; `fresh`: nothing kept is believed, what is found is kept all the same.
 */
export function openVerdicts({ base, folder, env = process.env, today = utcDay, fresh = false }) {
  const fileOf = (name) => join(folder, `${name.replaceAll(/[^a-z-]+/g, '_')}.json`);

  /** The key of a check: what it is, where it runs, what it reads, and what it finds on the machine. */
  const keyOf = ({ name, inputs, facts = [] }) => {
    const hash = createHash('sha256');
    const add = (...parts) => hash.update(`${JSON.stringify(parts)}\n`);
    add('porte-plume verdict 1', name, process.version, process.platform, process.arch, today(), facts);
    const settings = Object.keys(env).filter((each) => /^PORTE_PLUME_/.test(each) || SETTINGS.includes(each));
    for (const each of settings.sort()) add(each, env[each]);
    for (const each of FOLDERS) if (env[each]) for (const file of readAll(env[each], each)) add(...file);
    for (const input of inputs) for (const file of readAll(join(base, input), input)) add(...file);
    return hash.digest('hex');
  };

  /** What was counted on these very files, or null. A file of ours that does not read is no verdict. */
  const take = (name, key) => {
    if (fresh) return null;
    try {
      const kept = JSON.parse(readFileSync(fileOf(name), 'utf8'));
      const { passed, skipped } = kept;
      const whole = Number.isSafeInteger(passed) && passed > 0 && Number.isSafeInteger(skipped);
      return whole && kept.name === name && kept.key === key ? { passed, skipped } : null;
    } catch {
      return null;
    }
  };

  const keep = (name, key, { passed, skipped = 0 }) => {
    mkdirSync(folder, { recursive: true });
    // Written aside, then renamed: an interrupted run leaves no half verdict.
    const draft = `${fileOf(name)}-${randomBytes(4).toString('hex')}`;
    writeFileSync(draft, JSON.stringify({ name, key, passed, skipped }));
    renameSync(draft, fileOf(name));
  };

  /**
   * Runs the parts of a check that no verdict covers, in one go.
   * @param {{ name: string, inputs: string[], facts?: string[] }[]} parts
   * @param {(missing: string[]) => Promise<{ passed: number, failed: number, skipped?: number, output?: string,
   *   parts?: Record<string, { passed: number, skipped?: number }> }>} run
   * counts what it ran; `parts` are the same counts by part, and are needed where there are several
   * @returns {Promise<{ passed: number, failed: number, skipped: number, again: number, output?: string }>}
   */
  const through = async (parts, run) => {
    const keys = new Map(parts.map((part) => [part.name, keyOf(part)]));
    const found = new Map(parts.map(({ name }) => [name, take(name, keys.get(name))]));
    const missing = parts.filter(({ name }) => found.get(name) === null);
    const again = { passed: 0, skipped: 0 };
    for (const kept of found.values()) {
      again.passed += kept?.passed ?? 0;
      again.skipped += kept?.skipped ?? 0;
    }
    if (missing.length === 0) return { ...again, failed: 0, again: again.passed };
    // Whatever happens to this run, what it runs again is not known any more.
    for (const { name } of missing) rmSync(fileOf(name), { force: true });
    const result = await run(missing.map(({ name }) => name));
    const { passed, failed, skipped = 0 } = result;
    const counts = result.parts ?? (missing.length === 1 ? { [missing[0].name]: { passed, skipped } } : {});
    const sum = (what) => Object.values(counts).reduce((all, one) => all + (one[what] ?? 0), 0);
    // Nothing of a run that failed, or whose parts do not add up, is kept.
    if (failed === 0 && sum('passed') === passed && sum('skipped') === skipped)
      for (const part of missing) {
        const { name } = part;
        const counted = counts[name];
        // Files that changed meanwhile: nobody knows which of their states was judged.
        if (counted !== undefined && counted.passed > 0 && keyOf(part) === keys.get(name))
          keep(name, keys.get(name), counted);
      }
    return {
      ...result,
      passed: passed + again.passed,
      skipped: skipped + again.skipped,
      again: again.passed,
    };
  };

  return { through };
}

/** A verdict lives a day: chance, clock and machine get their turn every day, whatever changed. */
function utcDay() {
  return new Date().toISOString().slice(0, 10);
}
