// What a page downloads before it can call a function: dynamic imports come later, when they serve.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

/**
 * Gzipped bytes of the chunks that importing these names loads at once, and of all that they may load.
 * @param {{ file: string, names: string, ignore?: string[], folder: string }} o `names` as in an import
 * clause, `{ a, b }`; `folder` receives the entry that is measured
 */
export async function measureFirstLoad({ file, names, ignore = [], folder }) {
  mkdirSync(folder, { recursive: true });
  const entry = join(folder, 'entry.mjs');
  writeFileSync(entry, `export ${names} from ${JSON.stringify(file)};\n`);
  const bundle = await rolldown({ input: entry, external: ignore, platform: 'browser', logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  await bundle.close();
  const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((one) => [one.fileName, one]));
  const first = new Set();
  const follow = (name) => {
    const chunk = chunks.get(name);
    if (!chunk || first.has(name)) return;
    first.add(name);
    chunk.imports.forEach(follow);
  };
  for (const { isEntry, fileName } of chunks.values()) if (isEntry) follow(fileName);
  const weigh = (names) =>
    names.reduce((sum, name) => sum + gzipSync(chunks.get(name)?.code ?? '').length, 0);
  return { first: weigh([...first]), all: weigh([...chunks.keys()]) };
}
