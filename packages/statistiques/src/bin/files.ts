import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

/** JSON content of a file; code `JSON_INVALID`. */
export function readJson(path: string, code: string): Resultat<unknown> {
  const text = readText(path);
  if (!text.ok) return text;
  try {
    return done(JSON.parse(text.value.replace(/^\ufeff/, '')) as unknown);
  } catch {
    return refuse({ code, phrase: `Le fichier ${cite(path)} n’est pas du JSON.` });
  }
}

/** Writes every file or none: temporary names first, then renames. */
export function writeTogether(files: readonly { path: string; text: string }[]): void {
  const written: string[] = [];
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(path), { recursive: true });
      const temporary = `${path}.tmp-${process.pid}`;
      written.push(temporary);
      writeFileSync(temporary, text);
    }
    files.forEach(({ path }, index) => renameSync(written[index] ?? '', path));
  } catch (error) {
    for (const temporary of written) rmSync(temporary, { force: true });
    throw error;
  }
}
