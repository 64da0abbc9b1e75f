import { toDay } from './jour.ts';
import type { Motif } from './motif.ts';
import {
  type ActeCode,
  ACTES,
  type Mode,
  MODES,
  type Moyen,
  MOYENS,
  type Perimetre,
  type Protection,
  PROTECTIONS,
  type Statut,
  STATUTS,
} from './nomenclatures.ts';

/** What the catalogue needs to know of a mandate. */
export interface MandatVu {
  perimetres: readonly Perimetre[];
  /** Last valid day, included: `YYYY-MM-DD`. */
  finLe: string;
  actesExclus?: readonly ActeCode[];
}

/** Who wants to do what, how, on which day (`le`: `YYYY-MM-DD`). */
export interface ContexteActe {
  mode: Mode;
  acte: ActeCode;
  moyen: Moyen;
  le: string;
  acteur: {
    statut: Statut;
    /** One code is known: `aidants-connect`. */
    habilitations: readonly string[];
  };
  /** The mandate relied on. It is judged wherever it is given: give none when the act does not rest on it. */
  mandat?: MandatVu;
  /** curatelle_simple and _renforcee → `curatelle`; tutelle, habilitation familiale, mandat de protection future → `tutelle`. */
  protection?: Protection;
}

type Brut = Readonly<Record<string, unknown>>;

const isBrut = (value: unknown): value is Brut =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isListe = (value: unknown): boolean =>
  Array.isArray(value) && value.every((code) => typeof code === 'string');

/** Parts that have not the shape of a context, whatever the types say: nothing else can be read then. */
function checkForme(c: unknown): Motif[] {
  const refuse = (path: string[]): Motif => ({
    code: 'CHAMP_INVALIDE',
    phrase: `${path.length === 0 ? 'Le contexte' : `Le champ « ${path.join('.')} »`} n’a pas la forme attendue.`,
    path,
  });
  if (!isBrut(c)) return [refuse([])];
  const motifs: Motif[] = [];
  if (!isBrut(c.acteur)) motifs.push(refuse(['acteur']));
  else if (!isListe(c.acteur.habilitations)) motifs.push(refuse(['acteur', 'habilitations']));
  if (c.mandat === undefined) return motifs;
  if (!isBrut(c.mandat)) return [...motifs, refuse(['mandat'])];
  if (!isListe(c.mandat.perimetres)) motifs.push(refuse(['mandat', 'perimetres']));
  if (!isListe(c.mandat.actesExclus ?? [])) motifs.push(refuse(['mandat', 'actesExclus']));
  return motifs;
}

/**
 * What cannot be judged: a part of another shape, a code outside the vocabularies, a day that does not exist. A form or a database may
 * send one whatever the types say, and a rule that does not know it would let it through.
 */
export function checkContexte(c: ContexteActe): Motif[] {
  const forme = checkForme(c);
  if (forme.length > 0) return forme;
  const codes: [known: readonly string[], said: string, path: string[]][] = [
    [MODES, c.mode, ['mode']],
    [ACTES, c.acte, ['acte']],
    [MOYENS, c.moyen, ['moyen']],
    [STATUTS, c.acteur.statut, ['acteur', 'statut']],
    [PROTECTIONS, c.protection ?? 'aucune', ['protection']],
  ];
  const jours: [said: string, path: string[]][] = [[c.le, ['le']]];
  if (c.mandat !== undefined) jours.push([c.mandat.finLe, ['mandat', 'finLe']]);
  return [
    ...codes
      .filter(([known, said]) => !known.includes(said))
      .map(([, , path]) => ({
        code: 'CHAMP_INVALIDE',
        phrase: `Le champ « ${path.join('.')} » n’a pas une valeur connue.`,
        path,
      })),
    ...jours
      .filter(([said]) => toDay(said) === undefined)
      .map(([, path]) => ({
        code: 'DATE_INVALIDE',
        phrase: `Le champ « ${path.join('.')} » n’est pas un jour qui existe.`,
        path,
      })),
  ];
}
