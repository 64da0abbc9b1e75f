// Outside projects that install the tarballs with npm, as a stranger would, and run each README's example.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { delimiter, extname, join, sep } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.mjs';
import { exec, mustExec, root } from './exec.mjs';
import { firstFence, nodeOnly } from './packages.mjs';

const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const pinned = (...names) => Object.fromEntries(names.map((name) => [name, devDependencies[name]]));

/** Writes the project and installs it: tarballs by path, everything else from the registry or npm's cache. */
export async function install(dir, packed, dependencies = {}) {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const manifest = {
    name: 'outside',
    private: true,
    type: 'module',
    dependencies: {
      ...Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`])),
      ...dependencies,
    },
  };
  writeFileSync(join(dir, 'package.json'), JSON.stringify(manifest, null, 2));
  await mustExec('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock'], {
    cwd: dir,
  });
}

/** The example of each README; a package without one is itself a failed check. */
function examples(packed) {
  const found = [];
  const missing = [];
  for (const item of packed) {
    try {
      found.push({ ...item, code: firstFence(item.dir, item.name) });
    } catch (error) {
      missing.push({ name: `${item.name}: README`, ok: false, detail: error.message });
    }
  }
  return { found, missing };
}

/** In an installed project: plain ESM JavaScript, run by the Node of the house and by the machine's own when it is another. */
export async function runExamples(dir, packed) {
  const machine = await machineNode();
  const { found, missing } = examples(packed);
  const results = [...missing];
  for (const { name, short, code } of found) {
    writeFileSync(join(dir, `${short}.mjs`), code);
    for (const [label, node] of [['node', process.execPath], ...machine]) {
      const { ok, output, stdout } = await exec(node, [`${short}.mjs`], { cwd: dir, timeout: 120_000 });
      const printed = stdout.trim() !== '';
      results.push({
        name: `${name}: README with ${label}`,
        ok: ok && printed,
        detail: printed ? output : `${output}prints nothing`,
      });
    }
  }
  return results;
}

/** The first `node` of PATH that is not the one of the house, if it is recent enough for the packages. */
async function machineNode() {
  const paths = (process.env.PATH ?? '').split(delimiter).filter((path) => !path.includes('node_modules'));
  for (const path of paths) {
    const { ok, stdout } = await exec(join(path, 'node'), ['--version']);
    if (!ok) continue;
    const version = stdout.trim().slice(1);
    const [major, minor] = version.split('.').map(Number);
    const fits = major > 20 || (major === 20 && minor >= 19);
    return fits && version !== process.versions.node ? [[`node ${major}`, join(path, 'node')]] : [];
  }
  return [];
}

const typescriptProjects = {
  node20: { module: 'node20', types: ['node'] },
  nodenext: { module: 'nodenext', types: ['node'] },
  bundler: { module: 'preserve', moduleResolution: 'bundler', types: ['node'] },
  // Without Node's types: what a browser project sees.
  'bundler-dom': { module: 'preserve', moduleResolution: 'bundler', types: [], lib: ['es2023', 'dom'] },
};

/** The same scripts as strict TypeScript, under each way of resolving modules. */
export async function typescriptConsumer(dir, packed) {
  await install(dir, packed, pinned('typescript', '@types/node'));
  const { found: all } = examples(packed);
  for (const { short, code } of all) writeFileSync(join(dir, `${short}.ts`), code);
  const results = [];
  for (const [label, options] of Object.entries(typescriptProjects)) {
    const seen = label === 'bundler-dom' ? all.filter(({ name }) => !nodeOnly.includes(name)) : all;
    const compilerOptions = { target: 'es2022', lib: ['es2023'], strict: true, noEmit: true, ...options };
    const config = join(dir, `tsconfig.${label}.json`);
    writeFileSync(config, JSON.stringify({ compilerOptions, files: seen.map(({ short }) => `${short}.ts`) }));
    const { ok, output } = await exec(join(dir, 'node_modules/.bin/tsc'), ['-p', config], { cwd: dir });
    results.push({ name: `TypeScript ${label}`, ok, detail: output });
  }
  return results;
}

/** A Vite build of each example, then run in Chromium from the built files. */
export async function viteConsumer(dir, packed) {
  const browser = packed.filter(({ name }) => !nodeOnly.includes(name));
  await install(dir, browser, pinned('vite'));
  const { found: all } = examples(browser);
  for (const { short, code } of all) {
    writeFileSync(join(dir, `${short}.js`), code);
    // The page's title says how the example ended.
    const page = `import('./${short}.js').then(() => (document.title = 'done'), (error) => { console.error(error); document.title = 'failed'; });`;
    writeFileSync(join(dir, `${short}.page.js`), page);
    writeFileSync(
      join(dir, `${short}.html`),
      `<!doctype html><meta charset="utf-8"><title>running</title><script type="module" src="./${short}.page.js"></script>`,
    );
  }
  const input = Object.fromEntries(all.map(({ short }) => [short, `${short}.html`]));
  writeFileSync(
    join(dir, 'vite.config.js'),
    `export default { build: { target: 'es2022', rolldownOptions: { input: ${JSON.stringify(input)} } } };`,
  );
  const built = await exec(join(dir, 'node_modules/.bin/vite'), ['build', '--logLevel', 'warn'], {
    cwd: dir,
  });
  const results = [{ name: 'Vite build', ok: built.ok, detail: built.output }];
  if (built.ok) results.push(...(await runInBrowser(join(dir, 'dist'), all)));
  return results;
}

async function runInBrowser(folder, all) {
  const server = serve(folder);
  const port = await new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(server.address().port)),
  );
  const { executablePath, env } = await findChromium();
  const browser = await chromium.launch({ executablePath, env: { ...process.env, ...env } });
  try {
    const results = [];
    for (const { name, short } of all) {
      const page = await browser.newPage();
      const said = [];
      const errors = [];
      page.on('console', (message) => (message.type() === 'error' ? errors : said).push(message.text()));
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`http://127.0.0.1:${port}/${short}.html`);
      const ended = await page
        .waitForFunction("document.title !== 'running'", undefined, { timeout: 60_000 })
        .then(
          () => page.title(),
          () => 'too long',
        );
      await page.close();
      const ok = ended === 'done' && said.length > 0;
      results.push({
        name: `${name}: README in Chromium`,
        ok,
        detail: [ended, ...errors, ...said].join('\n'),
      });
    }
    return results;
  } finally {
    await browser.close();
    server.close();
  }
}

const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
};

function serve(folder) {
  return createServer((request, response) => {
    const file = join(folder, decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    try {
      if (!file.startsWith(folder + sep)) throw new Error('outside');
      const body = readFileSync(file);
      response
        .writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
}
