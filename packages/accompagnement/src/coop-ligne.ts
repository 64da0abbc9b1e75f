import type { Theme } from './acte.ts';
import { convert, unknownCode } from './correspondance.ts';
import { COLONNES_COOP, COOP, coopCodesOf, type ColonneCoop, type ListeCoop } from './coop-libelles.ts';
import type { DateCivile } from './date-civile.ts';
import { textOf, type LigneFeuille } from './feuille.ts';
import { fold, type ChampImport } from './import-champ.ts';
import { isFutureDate, readDate, readDuree } from './import-date.ts';
import type { Collecte } from './import-rapport.ts';
import { PUCES_AGE, type Code } from './nomenclature-2026-1.ts';
import { PROFIL_NON_DEMANDE, type Profil } from './profil.ts';

/** Our name of a column of La Coop, for issues. */
const CHAMP_OF: Readonly<Partial<Record<ColonneCoop, ChampImport>>> = {
  date: 'date',
  canal: 'canal',
  lieu: 'lieu',
  duree: 'dureeMin',
  themes: 'theme',
  demarche: 'demarche',
  autonomie: 'mode',
  reoriente: 'issue',
  communeInsee: 'commune',
  genre: 'genre',
  trancheAge: 'trancheAge',
  statut: 'statut',
  id: 'identifiant',
};

/** One row of sheet « Activités »: one participant of one activity. */
export interface LigneCoop {
  readonly numero: number;
  readonly cra: string;
  readonly collectif: boolean;
  readonly rang: number;
  readonly participants: number;
  readonly date: DateCivile | undefined;
  readonly lieu: string;
  readonly canal: Code<'canal'> | undefined;
  readonly dureeMin: number | 'non_demande';
  readonly themes: readonly Theme[];
  readonly perimetres: readonly Code<'perimetre'>[];
  readonly tags: readonly string[];
  readonly demarche: string;
  readonly autonomie: string;
  readonly reoriente: boolean;
  readonly redirection: string | null;
  readonly profil: Profil;
  readonly sound: boolean;
}

/** Where each column of La Coop stands in a file. */
export type RangsCoop = ReadonlyMap<ColonneCoop, number>;

/** The columns of a header row; the personal ones are not looked for. */
export function findRangs(entete: LigneFeuille): RangsCoop {
  const headers = entete.cellules.map((c) => fold(textOf(c)));
  const names = Object.entries(COLONNES_COOP) as [ColonneCoop, string][];
  return new Map(
    names.flatMap(([key, name]) =>
      headers.includes(fold(name)) ? [[key, headers.indexOf(fold(name))]] : [],
    ),
  );
}

/** Reads one row, each fault with its row and column, never its value. */
export function readLigneCoop(
  ligne: LigneFeuille,
  rangs: RangsCoop,
  maintenant: string,
  collecte: Collecte,
): LigneCoop {
  const { numero } = ligne;
  let sound = true;
  const fail = (code: Parameters<Collecte['error']>[0], key: ColonneCoop, alternative?: string): void => {
    sound = false;
    collecte.error(code, numero, rangs.get(key), CHAMP_OF[key], alternative);
  };
  const cellOf = (key: ColonneCoop) => ligne.cellules[rangs.get(key) ?? -1] ?? '';
  const textFor = (key: ColonneCoop): string => {
    const cell = cellOf(key);
    if (typeof cell !== 'string') {
      if (cell.defaut !== undefined) {
        fail(cell.defaut, key);
        return '';
      }
      if (cell.formule) collecte.warn('formule', numero, rangs.get(key), CHAMP_OF[key]);
    }
    return textOf(cell).normalize('NFC').trim();
  };
  const codeFor = (key: ColonneCoop, liste: ListeCoop, text = textFor(key)): string | undefined => {
    if (text === '') return undefined;
    const code = coopCodesOf(liste).get(fold(text));
    if (code === undefined)
      fail('code_inconnu', key, unknownCode(text, Object.keys(COOP[liste])).alternative);
    return code;
  };

  const cra = textFor('id');
  if (cra === '') fail('champ_manquant', 'id');
  else if (cra.length > 100) fail('identifiant_invalide', 'id');
  const type = codeFor('type', 'type');
  if (type === undefined && textFor('type') === '') fail('champ_manquant', 'type');
  const place = /^(?:1|(\d{1,4})\/(\d{1,4}))(?:[.,]0+)?$/.exec(textFor('participants'));
  const rang = Number(place?.[1] ?? 1);
  const participants = Number(place?.[2] ?? 1);
  if (place === null || rang < 1 || rang > participants || participants > 1000) {
    fail('participants_invalides', 'participants');
  }
  let date: DateCivile | undefined;
  if (textFor('date') === '') fail('champ_manquant', 'date');
  else {
    const read = readDate(cellOf('date'));
    if ('erreur' in read) fail(read.erreur, 'date');
    else if (isFutureDate(read.date, maintenant)) fail('date_future', 'date');
    else {
      date = read.date;
      if (read.avertissement) collecte.warn(read.avertissement, numero, rangs.get('date'), 'date');
    }
  }
  const minutes = textFor('duree') === '' ? 'non_demande' : readDuree(cellOf('duree'));
  if (minutes === undefined) fail('duree_invalide', 'duree');
  const canal = codeFor('canal', 'canal');
  if (canal === undefined && textFor('canal') === '') fail('champ_manquant', 'canal');
  const words = linesOf(textFor('themes'));
  const themes: Theme[] = [];
  const perimetres: Code<'perimetre'>[] = [];
  for (const word of words) {
    const theme = coopCodesOf('theme').get(fold(word));
    const scope = coopCodesOf('perimetre').get(fold(word));
    if (theme !== undefined) {
      if (theme !== 'aide_aux_demarches_administratives') themes.push(theme as Theme);
    } else if (scope !== undefined) perimetres.push(...(ours('perimetre', scope) as Code<'perimetre'>[]));
    else {
      const known = [...Object.keys(COOP.theme), ...Object.keys(COOP.perimetre)];
      fail('code_inconnu', 'themes', unknownCode(word, known).alternative);
    }
  }
  const collectif = type === 'collectif';
  const autonomie = codeFor('autonomie', collectif ? 'niveau' : 'autonomie') ?? '';
  return {
    numero,
    cra,
    collectif,
    rang,
    participants,
    date,
    lieu: textFor('lieu'),
    canal: canal === undefined ? undefined : (ours('canal', canal)[0] as Code<'canal'> | undefined),
    dureeMin: minutes ?? 'non_demande',
    themes,
    perimetres,
    tags: linesOf(textFor('tags')),
    demarche: textFor('demarche'),
    autonomie,
    reoriente: codeFor('reoriente', 'ouiNon') === 'oui',
    redirection: codeFor('redirection', 'redirection') ?? null,
    profil: {
      ...PROFIL_NON_DEMANDE,
      genre: oursOrUnsaid('genre', codeFor('genre', 'genre')) as Profil['genre'],
      statut: oursOrUnsaid('statut', codeFor('statut', 'statut')) as Profil['statut'],
      trancheAge: trancheOf(codeFor('trancheAge', 'trancheAge'), collecte),
      communeInsee: communeOf(textFor('communeInsee'), () => fail('commune_invalide', 'communeInsee')),
    },
    sound,
  };
}

function linesOf(text: string): string[] {
  return text
    .split(/[\n\r]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function ours(liste: 'perimetre' | 'canal' | 'genre' | 'statut' | 'trancheAge', code: string): string[] {
  const codes = convert('coop', liste, code, 'depuis');
  return codes.ok ? codes.value : [];
}

function oursOrUnsaid(liste: 'genre' | 'statut', code: string | undefined): string {
  return code === undefined ? 'non_communique' : (ours(liste, code)[0] ?? 'non_communique');
}

/**
 * La Coop's band as ours: the same, or the entry chip that covers it. « 12–17 » and « 70 et plus » have neither: their last
 * band is taken, so that the count of each band of La Coop stays, and the report says how often.
 */
function trancheOf(code: string | undefined, collecte: Collecte): Profil['trancheAge'] {
  if (code === undefined) return 'non_communique';
  const codes = ours('trancheAge', code);
  const chips = codes.filter((c) => PUCES_AGE.some((p) => p === c));
  const [only] = codes.length === 1 ? codes : chips.length === 1 ? chips : [];
  const taken = only ?? codes.at(-1) ?? 'non_communique';
  if (only === undefined && codes.length > 1) collecte.approximate('trancheAge', taken);
  return taken as Profil['trancheAge'];
}

function communeOf(text: string, fail: () => void): string {
  if (text === '') return 'non_communique';
  const insee = /^\d{4}$/.test(text) ? `0${text}` : text.toUpperCase();
  if (/^(\d{2}|2[AB])\d{3}$/.test(insee)) return insee;
  fail();
  return 'non_communique';
}
