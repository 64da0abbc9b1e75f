/**
 * Screens of the gallery in which nothing was found today on this machine, by what was looked at: their page, the sheets
 * and scripts, axe, the browser and the code of the check (docs/decisions/0021). Kept only for `npm test`.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DOSSIER = process.env.PORTE_PLUME_VERDICTS;

const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(createHash('sha256').update(part).digest());
  return hash.digest('hex');
};

export interface Verdicts {
  isKnown(page: string): boolean;
  /** Only after every check of the page, none of which found anything. */
  add(page: string): void;
  save(): void;
}

/** What is kept of earlier runs on the same ground: the files of `dossier` and `fichiers`, the `faits`, the day. */
export function openVerdicts(
  dossier: string,
  fichiers: readonly string[],
  faits: readonly string[],
): Verdicts {
  const servis = readdirSync(dossier, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const socle = sha256(
    ...[new Date().toISOString().slice(0, 10), process.version, process.platform, ...faits],
    ...[fileURLToPath(import.meta.url), ...fichiers, ...servis].flatMap((file) => [file, readFileSync(file)]),
  );
  const fichier = DOSSIER === undefined ? null : join(DOSSIER, 'galerie.json');
  const lus = fichier === null ? [] : readKnown(fichier, socle);
  const connus = new Set(lus);
  return {
    isKnown: (page) => connus.has(sha256(page)),
    add: (page) => connus.add(sha256(page)),
    save() {
      if (fichier === null || DOSSIER === undefined) return;
      mkdirSync(DOSSIER, { recursive: true });
      // Written aside, then renamed: an interrupted run leaves no half list.
      const brouillon = `${fichier}-${randomBytes(4).toString('hex')}`;
      writeFileSync(brouillon, JSON.stringify({ socle, pages: [...connus] }));
      renameSync(brouillon, fichier);
    },
  };
}

function readKnown(fichier: string, socle: string): string[] {
  try {
    const lu = JSON.parse(readFileSync(fichier, 'utf8')) as { socle?: unknown; pages?: unknown };
    if (lu.socle !== socle || !Array.isArray(lu.pages)) return [];
    return lu.pages.filter((page): page is string => typeof page === 'string');
  } catch {
    return [];
  }
}
