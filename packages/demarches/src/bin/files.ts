import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue, catalogue } from '../catalogue.ts';
import { findFauteJson } from '../json-faute.ts';
import type { Motif, Resultat } from '../motif.ts';
import { joinSurcharges } from '../surcharge.ts';
import { parseSnapshot, type Snapshot } from '../snapshot.ts';
import { parseCatalogue } from '../validation.ts';

const refuse = (code: string, phrase: string): { ok: false; motifs: Motif[] } => ({
  ok: false,
  motifs: [{ code, phrase }],
});

/** Bytes as text; `undefined` when they are not UTF-8. */
export function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** JSON of a file. Codes `FICHIER_ILLISIBLE`, `JSON_INVALIDE` with the line. */
export function readJson(path: string): Resultat<unknown> {
  let text: string | undefined;
  try {
    text = decode(readFileSync(path));
  } catch {
    return refuse('FICHIER_ILLISIBLE', `Le fichier « ${path} » ne peut pas être lu.`);
  }
  if (text === undefined) return refuse('FICHIER_ILLISIBLE', `Le fichier « ${path} » n’est pas en UTF-8.`);
  const fault = findFauteJson(text);
  if (fault !== undefined) {
    const line = text.slice(0, fault).split('\n').length;
    return refuse('JSON_INVALIDE', `« ${path} », ligne ${line} : ce n’est pas du JSON.`);
  }
  return { ok: true, value: JSON.parse(text) as unknown };
}

/** An overlay: one file, or every JSON file of a folder as its parts. */
export function readOverlay(path: string): Resultat<unknown> {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return readJson(path);
  const names = readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .toSorted();
  if (names.length === 0)
    return refuse('FICHIER_ILLISIBLE', `Le dossier « ${path} » ne contient aucun fichier .json.`);
  const parts = names.map((name) => readJson(join(path, name)));
  const motifs = parts.flatMap((p) => (p.ok ? [] : p.motifs));
  if (motifs.length > 0) return { ok: false, motifs };
  const joined = joinSurcharges(parts.flatMap((p) => (p.ok ? [p.value] : [])));
  if (joined.ok) return joined;
  return {
    ok: false,
    motifs: joined.motifs.map((m) => {
      const name = names[Number(m.path?.[0])];
      return name === undefined ? m : { ...m, phrase: `« ${join(path, name)} » : ${m.phrase}` };
    }),
  };
}

function readAs<T>(path: string, parse: (input: unknown) => Resultat<T>): Resultat<T> {
  const json = readJson(path);
  if (!json.ok) return json;
  const parsed = parse(json.value);
  return parsed.ok
    ? parsed
    : { ok: false, motifs: parsed.motifs.map((m) => ({ ...m, phrase: `« ${path} » : ${m.phrase}` })) };
}

export const readSnapshot = (path: string): Resultat<Snapshot> => readAs(path, parseSnapshot);

/** The catalogue of a file, or the package's own. */
export const readCatalogue = (path: string | undefined): Resultat<Catalogue> =>
  path === undefined ? { ok: true, value: catalogue } : readAs(path, parseCatalogue);

/** Writes a file whole or not at all: a temporary name beside it, then a rename. Code `FICHIER_IMPOSSIBLE`. */
export function writeWhole(path: string, text: string): Resultat<null> {
  const temporary = `${path}.tmp-${process.pid}`;
  try {
    writeFileSync(temporary, text, { flag: 'wx' });
    renameSync(temporary, path);
    return { ok: true, value: null };
  } catch {
    rmSync(temporary, { force: true });
    return refuse('FICHIER_IMPOSSIBLE', `Le fichier « ${path} » ne peut pas être écrit ; rien n’est changé.`);
  }
}
