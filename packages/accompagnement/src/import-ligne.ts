import type { Mode, MotifPour, Theme } from './acte.ts';
import type { DateCivile, Id } from './date-civile.ts';
import type { Cellule, LigneFeuille } from './feuille.ts';
import { textOf } from './feuille.ts';
import { codesOf, fold, lectureOf, LISTES_CHAMP, type ChampImport } from './import-champ.ts';
import { isFutureDate, readDate, readDuree } from './import-date.ts';
import type { Mapping } from './import-mapping.ts';
import type { Collecte } from './import-rapport.ts';
import { unknownCode } from './correspondance.ts';
import { LISTES } from './nomenclature-2026-1.ts';
import { PROFIL_NON_DEMANDE, type Profil } from './profil.ts';
import { computeTrancheAge } from './tranche-age.ts';

/** A column of the file that fills a field. */
export interface ColonneLue {
  readonly rang: number;
  readonly champ: ChampImport;
  readonly valeurs: ReadonlyMap<string, string>;
}

/** What was read of a row: codes and texts by field, and whether an error blocks it. */
export interface LigneLue {
  readonly numero: number;
  readonly codes: ReadonlyMap<ChampImport, readonly string[]>;
  readonly date: DateCivile | undefined;
  readonly lieuId: Id | undefined;
  readonly dureeMin: number | 'non_demande';
  readonly sound: boolean;
  /** Fields whose cell was refused: nothing more is said of them. */
  readonly refuses: ReadonlySet<ChampImport>;
}

const MULTIPLE = /[\n\r;|,]+/;

/** Reads the mapped cells of a row, each fault with its row and column, and never its value. */
export function readLigne(
  ligne: LigneFeuille,
  colonnes: readonly ColonneLue[],
  mapping: Pick<Mapping, 'ordreDate'>,
  maintenant: string,
  collecte: Collecte,
): LigneLue {
  const { numero } = ligne;
  const codes = new Map<ChampImport, readonly string[]>();
  let date: DateCivile | undefined;
  let dureeMin: number | 'non_demande' = 'non_demande';
  let lieu: { nom: string; rang?: number } = { nom: '' };
  const refuses = new Set<ChampImport>();
  let dateRead = false;
  let sound = true;
  const fail = (code: Parameters<Collecte['error']>[0], c: ColonneLue, alternative?: string): void => {
    sound = false;
    refuses.add(c.champ);
    collecte.error(code, numero, c.rang, c.champ, alternative);
  };

  for (const colonne of colonnes) {
    const cellule: Cellule = ligne.cellules[colonne.rang] ?? '';
    if (typeof cellule !== 'string') {
      if (cellule.defaut !== undefined) {
        dateRead ||= colonne.champ === 'date';
        fail(cellule.defaut, colonne);
        continue;
      }
      if (cellule.formule) collecte.warn('formule', numero, colonne.rang, colonne.champ);
    }
    const texte = textOf(cellule).normalize('NFC').trim();
    if (texte === '') continue;
    const lecture = lectureOf(colonne.champ);
    switch (lecture.nature) {
      case 'date': {
        dateRead = true;
        const read = readDate(cellule, mapping.ordreDate);
        if ('erreur' in read) fail(read.erreur, colonne);
        else if (isFutureDate(read.date, maintenant)) fail('date_future', colonne);
        else {
          date = read.date;
          if (read.avertissement) collecte.warn(read.avertissement, numero, colonne.rang, colonne.champ);
        }
        break;
      }
      case 'duree': {
        const minutes = readDuree(cellule);
        if (minutes === undefined) fail('duree_invalide', colonne);
        else dureeMin = minutes;
        break;
      }
      case 'annee':
        if (/^(19|20)\d{2}$/.test(texte)) codes.set(colonne.champ, [texte]);
        else fail('annee_invalide', colonne);
        break;
      case 'commune': {
        const insee = /^\d{4}$/.test(texte) ? `0${texte}` : texte.toUpperCase();
        if (/^(\d{2}|2[AB])\d{3}$/.test(insee)) codes.set(colonne.champ, [insee]);
        else fail('commune_invalide', colonne);
        break;
      }
      case 'texte':
        if (colonne.champ === 'lieu') lieu = { nom: texte, rang: colonne.rang };
        else codes.set(colonne.champ, [texte]);
        break;
      case 'code': {
        const known = codesOf(lecture.liste);
        const parts =
          lecture.plusieurs === true && !colonne.valeurs.has(fold(texte)) ? split(texte, known) : [texte];
        const found = parts.map((p) => colonne.valeurs.get(fold(p)) ?? known.get(fold(p)));
        const missing = parts.find((_, i) => found[i] === undefined);
        if (missing !== undefined) {
          const near = unknownCode(
            missing,
            LISTES[lecture.liste].map((e) => e.code),
          );
          fail('code_inconnu', colonne, near.alternative);
        }
        const champ = LISTES_CHAMP.includes(lecture.liste);
        const sure = found
          .filter((c) => c !== undefined)
          .filter((c) => champ || (c !== 'non_communique' && c !== 'non_demande'));
        if (sure.length > 0) codes.set(colonne.champ, [...new Set(sure)]);
        break;
      }
    }
  }

  const dateColumn = colonnes.find((c) => c.champ === 'date');
  if (date === undefined && !dateRead) {
    sound = false;
    collecte.error('champ_manquant', numero, dateColumn?.rang, 'date');
  }
  const lieuId = collecte.lieuOf(lieu.nom);
  if (lieuId === undefined) {
    sound = false;
    collecte.error('lieu_inconnu', numero, lieu.rang, 'lieu');
  }
  return { numero, codes, date, lieuId, dureeMin, sound, refuses };
}

/** A label that holds a comma is one value when it is a known one. */
function split(texte: string, known: ReadonlyMap<string, string>): string[] {
  if (known.has(fold(texte))) return [texte];
  return texte
    .split(MULTIPLE)
    .map((p) => p.trim())
    .filter((p) => p !== '');
}

/** The profile of a row: what no column says was not asked. Warns or fails on a year of birth that cannot be. */
export function profilOf(
  l: LigneLue,
  collecte: Collecte,
  colonnes: readonly ColonneLue[],
): Profil | undefined {
  const one = (champ: ChampImport): string => l.codes.get(champ)?.[0] ?? 'non_demande';
  const born = l.codes.get('anneeNaissance')?.[0];
  let trancheAge = one('trancheAge');
  if (born !== undefined && l.date !== undefined) {
    const age = Number(l.date.slice(0, 4)) - Number(born);
    if (age < 0 || age > 130) {
      collecte.error(
        'annee_invalide',
        l.numero,
        colonnes.find((c) => c.champ === 'anneeNaissance')?.rang,
        'anneeNaissance',
      );
      return undefined;
    }
    trancheAge = computeTrancheAge(Number(born), l.date);
  }
  return {
    ...PROFIL_NON_DEMANDE,
    trancheAge,
    genre: one('genre'),
    statut: one('statut'),
    communeInsee: one('commune'),
    langueLecture: one('langueLecture'),
    equipement: one('equipement'),
    connexion: one('connexion'),
    faiblesRevenus: one('faiblesRevenus'),
    profilNumerique: one('profilNumerique'),
    adressage: one('adressage'),
    suiviServiceSocial: one('suiviServiceSocial'),
    // Every code above was read from the list of its own field.
  } as Profil;
}

/** The fields of the acts of a row, as codes of their lists. */
export function actesOf(l: LigneLue): {
  themes: Theme[];
  mode: Mode | undefined;
  appui: 'guide' | 'verifie' | undefined;
  motifPour: MotifPour | undefined;
} {
  const all = (champ: ChampImport): readonly string[] => l.codes.get(champ) ?? [];
  return {
    themes: all('theme') as Theme[],
    mode: all('mode')[0] as Mode | undefined,
    appui: all('appui')[0] as 'guide' | 'verifie' | undefined,
    motifPour: all('motifPour')[0] as MotifPour | undefined,
  };
}
