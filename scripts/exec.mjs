// Runs a command and keeps what it printed, so that a passing step stays one line and a failing one shows all.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

const quiet = {
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  NO_UPDATE_NOTIFIER: '1',
  npm_config_loglevel: 'error',
  // Turbo keeps nothing of another Node.
  PORTE_PLUME_NODE: process.version,
  NO_COLOR: '1',
  FORCE_COLOR: undefined,
};

/**
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string | undefined>, timeout?: number, input?: string }} [options]
 * @returns {Promise<{ ok: boolean, code: number | null, output: string, stdout: string }>}
 */
export function exec(command, args, { cwd = root, env = {}, timeout = 15 * 60_000, input } = {}) {
  return new Promise((resolve) => {
    const path = join(root, 'node_modules/.bin') + delimiter + process.env.PATH;
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, PATH: path, ...quiet, ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    // Not spawn's own `timeout`: its timer outlives a command that could not be started.
    const limit = setTimeout(() => child.kill(), timeout);
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
    if (input !== undefined) child.stdin.end(input);
    child.on('error', (error) => {
      clearTimeout(limit);
      resolve({ ok: false, code: null, output: `${output}${error.message}\n`, stdout });
    });
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      if (signal) output += `\n${command} stopped by ${signal} (limit ${timeout / 1000} s)\n`;
      resolve({ ok: code === 0, code, output, stdout });
    });
  });
}

/** A tool said no: its own words matter, our stack does not. */
export class ToolError extends Error {}

/** Same as `exec`, for a step without which nothing further makes sense. */
export async function mustExec(command, args, options) {
  const result = await exec(command, args, options);
  if (!result.ok) throw new ToolError(`${command} ${args.join(' ')}\n${result.output}`);
  return result;
}
