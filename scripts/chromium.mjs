// Finds or obtains a Chromium: CHROMIUM_PATH, the one pinned in npm (Linux x64), Playwright's.
// Never @sparticuz/chromium's own `args`: they switch web security off.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { exec, root } from './exec.mjs';

const require = createRequire(import.meta.url);

/**
 * @returns {Promise<{ executablePath: string, env: Record<string, string> }>} what Playwright's `launch` needs;
 * `env` is for the browser alone, never for the process that starts it.
 */
export async function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (!existsSync(chosen)) throw new Error('CHROMIUM_PATH names no file.');
    return { executablePath: chosen, env: {} };
  }
  if (process.platform === 'linux' && process.arch === 'x64') return pinned();
  return playwright();
}

async function pinned() {
  const bin = join(dirname(require.resolve('@sparticuz/chromium')), '../bin');
  const { version } = JSON.parse(readFileSync(join(bin, '../package.json'), 'utf8'));
  const home = join(root, '.artifacts', `chromium-${version}`);
  const saved = { ...process.env };
  try {
    const { inflate, setupLambdaEnvironment } = await import('@sparticuz/chromium');
    if (!existsSync(home)) {
      // Unpacked aside, then renamed: an interrupted run leaves no half Chromium behind.
      const draft = `${home}-${randomBytes(4).toString('hex')}`;
      mkdirSync(draft, { recursive: true });
      process.env.TMPDIR = draft;
      const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
      await Promise.all(archives.map((name) => inflate(join(bin, name))));
      writeFileSync(join(draft, 'fonts/fonts.conf'), fontsConf(join(home, 'fonts')));
      if (existsSync(home)) rmSync(draft, { recursive: true });
      else renameSync(draft, home);
    }
    delete process.env.FONTCONFIG_PATH;
    process.env.TMPDIR = home;
    setupLambdaEnvironment(join(home, 'al2023/lib'));
    const { FONTCONFIG_PATH, LD_LIBRARY_PATH } = process.env;
    return { executablePath: join(home, 'chromium'), env: { FONTCONFIG_PATH, LD_LIBRARY_PATH } };
  } finally {
    for (const name of ['TMPDIR', 'FONTCONFIG_PATH', 'LD_LIBRARY_PATH', 'HOME']) {
      if (saved[name] === undefined) delete process.env[name];
      else process.env[name] = saved[name];
    }
  }
}

/** The shipped file looks for its fonts in a fixed folder; ours looks where they were unpacked. */
function fontsConf(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}-cache</cachedir>
  <config></config>
</fontconfig>
`;
}

async function playwright() {
  const { chromium } = await import('@playwright/test');
  if (!existsSync(chromium.executablePath())) {
    const installed = await exec('playwright', ['install', '--no-shell', 'chromium']);
    if (!installed.ok)
      throw new Error(`Chromium could not be obtained; set CHROMIUM_PATH.\n${installed.output}`);
  }
  return { executablePath: chromium.executablePath(), env: {} };
}
