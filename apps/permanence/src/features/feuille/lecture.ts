import { computeTrancheAge } from '@porte-plume/accompagnement/nomenclatures';
import type { Erreur } from '../../ui/form.tsx';
import { LISTES_ACCUEIL } from '../accueil/listes.ts';
import type { ValeursAccueil } from '../accueil/props.ts';
import { readCellule, type Reponse } from './cellule.ts';
import { COLONNES, type Colonne, type Saisie } from './colonnes.ts';

/** A row as the rules of the entry know it, and what could not be read of it. */
export interface LigneLue {
  valeurs: ValeursAccueil;
  /** On the columns, not on fields. */
  erreurs: (Erreur & { champ: Colonne })[];
  /** Names to offer when the words fit several démarches. */
  candidates: string[];
}

const CODES = {
  m: { champ: 'mode', reponses: LISTES_ACCUEIL.modes },
  i: { champ: 'issue', reponses: LISTES_ACCUEIL.issues },
  a: { champ: 'trancheAge', reponses: LISTES_ACCUEIL.ages },
  p: { champ: 'motifPour', reponses: LISTES_ACCUEIL.motifsPour },
  b: { champ: 'blocage', reponses: LISTES_ACCUEIL.blocages },
  g: { champ: 'genre', reponses: LISTES_ACCUEIL.genres },
  s: { champ: 'statut', reponses: LISTES_ACCUEIL.statuts },
} as const satisfies Partial<Record<Colonne, { champ: keyof ValeursAccueil; reponses: readonly Reponse[] }>>;

/** The answers of each column, in the order of their numbers. */
export const LISTES = {
  m: CODES.m.reponses,
  i: CODES.i.reponses,
  a: CODES.a.reponses,
  p: CODES.p.reponses,
  b: CODES.b.reponses,
  g: CODES.g.reponses,
  s: CODES.s.reponses,
};

/** The column in which a field of the entry is written. */
export function colonneOf(champ: string): Colonne {
  const codee = Object.entries(CODES).find(([, une]) => une.champ === champ)?.[0] as Colonne | undefined;
  return codee ?? (champ === 'dureeMin' ? 't' : champ === 'relanceLe' || champ === 'abandon' ? 'i' : 'd');
}

/** The démarche that words name, or the names of those that they fit. */
export type Recherche = (mots: string) => { id: string } | { candidates: readonly string[] };

/** What a row is read with. */
interface Sources {
  /** Démarches that the number keys stand for, in order. */
  favorites: readonly Reponse[];
  /** Civil date of the séance, at which an age is counted. */
  date: string;
  /** The catalogue: whole on the server, public facts on a device without network. */
  find: Recherche;
}

/** Reads a row of text, alike here and on a device. */
export function readRang(saisie: Saisie, { favorites, date, find }: Sources): LigneLue {
  const erreurs: LigneLue['erreurs'] = [];
  const valeurs: Partial<Record<Exclude<keyof ValeursAccueil, 'actesFaits'>, string>> = {};
  const { id, candidates, phrase } = readDemarche(saisie.d ?? '', favorites, find);
  if (id !== undefined) valeurs.demarche = id;
  if (phrase !== undefined) erreurs.push({ champ: 'd', phrase });
  for (const [colonne, { champ, reponses }] of Object.entries(CODES) as [
    keyof typeof CODES,
    (typeof CODES)[keyof typeof CODES],
  ][]) {
    const texte = saisie[colonne] ?? '';
    const age = colonne === 'a' ? readAge(texte, date) : null;
    const lu = age === null ? readCellule(texte, reponses) : { code: age };
    if (typeof lu === 'object') valeurs[champ] = lu.code;
    else if (lu !== 'vide') {
      const debut = COLONNES[colonne].libelle;
      erreurs.push({
        champ: colonne,
        phrase:
          lu === 'ambigu'
            ? `${debut}\u00a0: plusieurs réponses commencent ainsi. Tapez son numéro.`
            : `${debut}\u00a0: réponse inconnue. Tapez un numéro de la liste.`,
      });
    }
  }
  if (saisie.t !== undefined) valeurs.dureeMin = saisie.t;
  return { valeurs, erreurs, candidates };
}

/** A number of two digits or more is an age in years: below ten, it is a number of the list. */
function readAge(texte: string, date: string): string | null {
  const ans = /^\d{2,3}$/.test(texte) ? Number(texte) : 0;
  return ans >= 10 && ans <= 120 ? computeTrancheAge(Number(date.slice(0, 4)) - ans, date) : null;
}

function readDemarche(
  texte: string,
  favorites: readonly Reponse[],
  find: Recherche,
): { id?: string; candidates: string[]; phrase?: string } {
  const lu = readCellule(texte, favorites);
  if (lu === 'vide') return { candidates: [] };
  if (typeof lu === 'object') return { id: lu.code, candidates: [] };
  const trouvee = find(texte.trim());
  if ('id' in trouvee) return { id: trouvee.id, candidates: [] };
  const candidates = [...trouvee.candidates];
  return {
    candidates,
    phrase:
      candidates.length === 0
        ? 'Aucune démarche ne porte ces mots. Essayez un mot plus simple.'
        : `Laquelle\u00a0? ${candidates.join(', ')}. Écrivez son nom.`,
  };
}
