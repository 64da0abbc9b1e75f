import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { accept, refuse, type Resultat } from '../resultat.ts';

/** Bytes of a file and their text. Code `FICHIER_ILLISIBLE`. */
export function readText(path: string): Resultat<{ octets: Uint8Array; texte: string }> {
  let octets: Uint8Array;
  try {
    octets = readFileSync(path);
  } catch {
    return refuse({ code: 'FICHIER_ILLISIBLE', phrase: `Le fichier « ${path} » ne peut pas être lu.` });
  }
  try {
    return accept({ octets, texte: new TextDecoder('utf-8', { fatal: true }).decode(octets) });
  } catch {
    return refuse({
      code: 'FICHIER_ILLISIBLE',
      phrase: `Le fichier « ${path} » n’est pas en UTF-8. Enregistrez-le en UTF-8, puis recommencez.`,
    });
  }
}

/** Writes every file whole, or none: each under a temporary name beside it, then all renamed. Code `FICHIER_IMPOSSIBLE`. */
export function writeAll(files: readonly { path: string; text: string }[]): Resultat<null> {
  const made = files.map(({ path, text }) => ({ path, text, temporary: `${path}.tmp-${process.pid}` }));
  let current = '';
  try {
    for (const { path, text, temporary } of made) {
      current = path;
      if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) throw new Error('directory');
      writeFileSync(temporary, text, { flag: 'wx' });
    }
    for (const { path, temporary } of made) {
      current = path;
      renameSync(temporary, path);
    }
    return accept(null);
  } catch {
    for (const { temporary } of made) rmSync(temporary, { force: true });
    return refuse({
      code: 'FICHIER_IMPOSSIBLE',
      phrase: `Le fichier « ${current} » ne peut pas être écrit ; rien n’est changé.`,
    });
  }
}
