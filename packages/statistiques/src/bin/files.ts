import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { cite, done, refuse, type Resultat } from '../motif.ts';

/** Text of a UTF-8 file; codes `FILE_UNREADABLE`, `CSV_INVALID` when it is not UTF-8. */
export function readText(path: string): Resultat<string> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    return refuse({ code: 'FILE_UNREADABLE', phrase: `Le fichier ${cite(path)} ne peut pas être lu.` });
  }
  try {
    return done(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return refuse({ code: 'CSV_INVALID', phrase: `Le fichier ${cite(path)} n’est pas en UTF-8.` });
  }
}

/** JSON content of a UTF-8 file; `code` when the file is not JSON. */
export function readJson(path: string, code: string): Resultat<unknown> {
  const text = readText(path);
  if (!text.ok) return text;
  try {
    return done(JSON.parse(text.value.replace(/^\ufeff/, '')) as unknown);
  } catch {
    return refuse({ code, phrase: `Le fichier ${cite(path)} n’est pas du JSON.` });
  }
}

/** Makes a folder and its parents; gives those that were not there, outermost first. */
function makeFolder(path: string): string[] {
  if (existsSync(path)) return [];
  // Not `recursive`: Node 20 and 24 never return from it under a folder such as /proc.
  const parent = dirname(path);
  const made = parent === path ? [] : makeFolder(parent);
  mkdirSync(path);
  return [...made, path];
}

/**
 * Writes every file or none, and removes those of `stale` with it: temporary names first, then
 * renames, undone if one of them fails. Code `FILE_UNWRITABLE`.
 */
export function writeTogether(
  files: readonly { path: string; text: string | Uint8Array }[],
  stale: readonly string[] = [],
): Resultat<null> {
  const undo: (() => void)[] = [];
  let current = '';
  try {
    for (const { path, text } of files) {
      current = path;
      for (const folder of makeFolder(dirname(path))) undo.push(() => rmdirSync(folder));
      const temporary = temporaryName(path);
      undo.push(() => rmSync(temporary, { force: true }));
      writeFileSync(temporary, text);
    }
    for (const path of stale) {
      current = path;
      renameSync(path, temporaryName(path));
      undo.push(() => renameSync(temporaryName(path), path));
    }
    for (const { path } of files) {
      current = path;
      const before = existsSync(path) ? readFileSync(path) : null;
      renameSync(temporaryName(path), path);
      undo.push(() => (before ? writeFileSync(path, before) : rmSync(path)));
    }
    for (const path of stale) attempt(() => rmSync(temporaryName(path)));
    return done(null);
  } catch {
    for (const step of undo.reverse()) attempt(step);
    return refuse({
      code: 'FILE_UNWRITABLE',
      phrase: `Le fichier ${cite(current)} ne peut pas être écrit. Rien n’est publié.`,
    });
  }
}

const temporaryName = (path: string): string => `${path}.tmp-${process.pid}`;

function attempt(step: () => void): void {
  try {
    step();
  } catch {
    // The other steps must still be undone.
  }
}
