import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { basename, resolve } from 'node:path';
import { readLignes } from '../lieux-fichier.ts';
import { parseLieux, type LieuIssue, type LieuPublic, type LieuRepair } from '../lieux.ts';
import { listLieuxEnDouble } from '../orientation-index.ts';
import { refuse, type Resultat } from '../resultat.ts';
import type { ReponseCommande } from './answer.ts';
import { readArgs } from './args.ts';
import { readText, writeAll } from './files.ts';

const KINDS = {
  in: 'value',
  out: 'value',
  rapport: 'value',
  departement: 'value',
  strict: 'switch',
} as const;
const DEPARTEMENT = /^(0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-8]|98[678])$/;
/** More than that on the screen says nothing more; the report holds them all. */
const LIGNES_MONTREES = 20;

/** What the import did, for the person who runs it and for who asks later where the lieux come from. */
interface Rapport {
  fichier: string;
  sha256: string;
  departement: string | null;
  lignes: number;
  horsDepartement: number;
  gardees: number;
  ecartees: number;
  /** Counts by code. */
  erreurs: Record<string, number>;
  avertissements: Record<string, number>;
  reparations: Record<string, number>;
  /** Ids of the rows that are one place (same name within 50 m). */
  doublons: string[][];
  /** What to print wherever the lieux are shown. */
  sources: { source: string | null; licence: string | null; lieux: number; du: string; au: string }[];
}

/** Every finding, with the row of the file that it is about. */
interface Constats {
  issues: LieuIssue[];
  repairs: LieuRepair[];
}

/**
 * `lieux`: an open-data file of places as the JSON that `createIndex` reads, and a report of everything that was wrong, mended
 * or double. A wrong row is left out; the file is refused when no row is left, and then nothing is written.
 */
export function lieuxCommand(args: readonly string[]): Resultat<ReponseCommande> {
  const appel = readArgs(args, { kinds: KINDS, required: ['in', 'out'] });
  if (!appel.ok) return appel;
  const { options } = appel.value;
  const [entree, sortie] = [options.get('in') ?? '', options.get('out') ?? ''];
  const rapportPath = options.get('rapport');
  const departement = options.get('departement') ?? null;
  const paths = [entree, sortie, ...(rapportPath === undefined ? [] : [rapportPath])].map((p) => resolve(p));
  if (new Set(paths).size < paths.length) {
    return refuse({
      code: 'APPEL_INVALIDE',
      phrase: '« --in », « --out » et « --rapport » sont des fichiers différents.',
    });
  }
  if (departement !== null && !DEPARTEMENT.test(departement)) {
    return refuse({
      code: 'APPEL_INVALIDE',
      phrase: '« --departement » attend un département : 42, 2A, 974.',
    });
  }
  const file = readText(entree);
  if (!file.ok) return file;
  const lignes = readLignes(file.value.texte);
  if (!lignes.ok) {
    return refuse(...lignes.motifs.map((m) => ({ ...m, phrase: `« ${entree} » : ${m.phrase}` })));
  }

  const kept = lignes.value.flatMap((ligne, i) => (isOutside(ligne, departement) ? [] : [i]));
  const { lieux, issues, repairs } = parseLieux(
    kept.map((i) => lignes.value[i]),
    { repair: !options.has('strict') },
  );
  const numbered = <T extends { row: number }>(one: T): T => ({ ...one, row: (kept[one.row - 1] ?? -1) + 1 });
  const rapport: Rapport = {
    fichier: basename(entree),
    sha256: bytesToHex(sha256(file.value.octets)),
    departement,
    lignes: lignes.value.length,
    horsDepartement: lignes.value.length - kept.length,
    gardees: lieux.length,
    ecartees: kept.length - lieux.length,
    erreurs: countBy(issues.filter((i) => i.niveau === 'erreur')),
    avertissements: countBy(issues.filter((i) => i.niveau === 'avertissement')),
    reparations: countBy(repairs),
    doublons: listLieuxEnDouble(lieux),
    sources: listSources(lieux),
  };
  const constats: Constats = { issues: issues.map(numbered), repairs: repairs.map(numbered) };
  const erreurs = constats.issues.filter((i) => i.niveau === 'erreur').map(toLine);
  if (lieux.length === 0) {
    const ou = departement === null ? '' : ` du département ${departement}`;
    return refuse(
      { code: 'SANS_LIEU', phrase: `« ${entree} » ne contient aucun lieu${ou} ; rien n’est écrit.` },
      ...erreurs.slice(0, LIGNES_MONTREES).map((phrase) => ({ code: 'LIGNE_ECARTEE', phrase })),
    );
  }
  const written = writeAll([
    ...(rapportPath === undefined
      ? []
      : [{ path: rapportPath, text: `${JSON.stringify({ ...rapport, ...constats }, null, 2)}\n` }]),
    { path: sortie, text: `[\n${lieux.map((lieu) => JSON.stringify(lieu)).join(',\n')}\n]\n` },
  ]);
  if (!written.ok) return written;
  return {
    ok: true,
    value: {
      print: { ok: rapport.ecartees === 0, ...rapport },
      phrases: [...listPhrases(rapport, erreurs), `« ${sortie} » est écrit ; lieux : ${lieux.length}.`],
      constats: rapport.ecartees > 0,
    },
  };
}

/** Whether the row is of another département. One that cannot be placed stays, so that its fault is told. */
function isOutside(ligne: unknown, departement: string | null): boolean {
  if (departement === null || typeof ligne !== 'object' || ligne === null) return false;
  const row = ligne as Readonly<Record<string, unknown>>;
  const insee = codeOf(row.code_insee, /^(\d|2[AB])\d{3,4}$/);
  const postal = codeOf(row.code_postal, /^\d{5}$/);
  if (insee !== null) return departementOfInsee(insee.padStart(5, '0')) !== departement;
  if (postal === null) return false;
  if (!postal.startsWith('20')) return departementOfInsee(postal) !== departement;
  // Corsica: 200 and 201 are the south, the others the north.
  return (/^20[01]/.test(postal) ? '2A' : '2B') !== departement;
}

function codeOf(value: unknown, form: RegExp): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return form.test(text) ? text : null;
}

function departementOfInsee(code: string): string {
  return /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2);
}

function countBy(found: readonly { code: string }[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of found) counts.set(code, (counts.get(code) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function listSources(lieux: readonly LieuPublic[]): Rapport['sources'] {
  const sources = new Map<string, Rapport['sources'][number]>();
  for (const { source, licence, date_maj } of lieux) {
    const key = JSON.stringify([source, licence]);
    const known = sources.get(key) ?? { source, licence, lieux: 0, du: date_maj, au: date_maj };
    sources.set(key, {
      ...known,
      lieux: known.lieux + 1,
      du: date_maj < known.du ? date_maj : known.du,
      au: date_maj > known.au ? date_maj : known.au,
    });
  }
  return [...sources.values()];
}

const toLine = ({ row, path, phrase, code }: LieuIssue): string =>
  `ligne ${row}, ${path.join('.')} : ${phrase} [${code}]`;

function listPhrases(rapport: Rapport, erreurs: readonly string[]): string[] {
  const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0);
  const more = erreurs.length - LIGNES_MONTREES;
  return [
    ...erreurs.slice(0, LIGNES_MONTREES),
    ...(more > 0 ? [`Et ${more} autres erreurs : « --rapport » les dit toutes.`] : []),
    `Lignes lues : ${rapport.lignes} ; hors du département : ${rapport.horsDepartement} ; écartées : ${rapport.ecartees}.`,
    `Réparations : ${sum(rapport.reparations)} ; avertissements : ${sum(rapport.avertissements)} ; lieux en double : ${rapport.doublons.length}.`,
    ...rapport.sources.map(
      ({ source, licence, lieux, du, au }) =>
        `À citer : ${source ?? 'source non communiquée'}, ${licence ?? 'licence non communiquée'}, du ${du} au ${au} (lieux : ${lieux}).`,
    ),
  ];
}
