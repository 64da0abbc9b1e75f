import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type CalibrationFile, parseCalibration } from '../compile/parse-calibration.ts';
import { calibration } from '../compile/shipped-calibration.ts';
import type { Resultat } from '../motif.ts';

const refuse = (code: string, phrase: string): { ok: false; motifs: { code: string; phrase: string }[] } => ({
  ok: false,
  motifs: [{ code, phrase }],
});

/** Text of a file. Code `FICHIER_ILLISIBLE`. */
export function readText(path: string): Resultat<string> {
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)) };
  } catch (error) {
    const why = error instanceof TypeError ? 'n’est pas en UTF-8' : 'ne peut pas être lu';
    return refuse('FICHIER_ILLISIBLE', `Le fichier « ${path} » ${why}.`);
  }
}

/** JSON of a file. Codes `FICHIER_ILLISIBLE`, `JSON_INVALIDE` with the line; the text is not repeated. */
export function readJson(path: string): Resultat<unknown> {
  const text = readText(path);
  if (!text.ok) return text;
  try {
    return { ok: true, value: JSON.parse(text.value) as unknown };
  } catch (error) {
    const place = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const before = place === undefined ? text.value.trimEnd() : text.value.slice(0, Number(place));
    const line = before.split('\n').length;
    return refuse('JSON_INVALIDE', `« ${path} », ligne ${line} : ce n’est pas du JSON.`);
  }
}

/** The calibration of a file, or the package's own. */
export function readCalibration(path: string | undefined): Resultat<CalibrationFile> {
  if (path === undefined) return { ok: true, value: calibration };
  const json = readJson(path);
  if (!json.ok) return json;
  const parsed = parseCalibration(json.value);
  if (parsed.ok) return parsed;
  return { ok: false, motifs: parsed.motifs.map((m) => ({ ...m, phrase: `« ${path} » : ${m.phrase}` })) };
}

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
