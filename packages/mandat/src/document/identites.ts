import type { Inline } from './ast.ts';
import { commit } from '../registre/ledger-digest.ts';
import { toMotif, type Motif } from '../modele/motif.ts';

/**
 * What the application's vault knows and the events never hold. Personal texts are committed with `sel`, so that
 * the fingerprint of the document survives their erasure.
 */
export interface Identites {
  /** Salt of the person, from the vault: see `commit`. */
  sel: Uint8Array | string;
  mandant: {
    nom: string;
    /** Year of birth, `AAAA`. */
    naissance?: string | undefined;
  };
  /** Who grants for the person, or assists her (parent, guardian, curator…), when it is not herself. */
  constituant?: { nom: string } | undefined;
  /** Names of the writers listed by the mandate; one without a name shows its reference. */
  ecrivains: { ref: string; nom: string }[];
  /** Names of the witnesses of a person who cannot sign. */
  temoins?: { ref: string; nom: string }[] | undefined;
  /** Who translated, when somebody did and may be named. */
  interprete?: { nom: string } | undefined;
  /** How to reach the structure, as on the day of the signature; its name is frozen in the mandate. */
  structure?:
    | {
        adresse?: string | undefined;
        /** E.164, e.g. `+33477000000`. */
        telephone?: string | undefined;
        courriel?: string | undefined;
        /** Where to write for one's data, when different from `courriel`. */
        courrielDonnees?: string | undefined;
      }
    | undefined;
  /** Place of the signature. */
  lieu?: string | undefined;
  /** The signature of who grants, drawn on the screen: PNG octets, kept out of the fingerprint. */
  signature?: { png: Uint8Array } | undefined;
}

/** Signs that nobody types and that turn the text after them round, so that a paper would say something else. */
const RETOURNEMENT = /[\u202a-\u202e\u2066-\u2069]/;

/** Refuses invisible signs of direction in what the vault gives, without repeating it. */
export function checkSens(identites: Identites | undefined): Motif[] {
  if (identites === undefined) return [];
  const textes = JSON.stringify({ ...identites, sel: null, signature: null });
  if (!RETOURNEMENT.test(textes)) return [];
  const phrase = 'Un nom ou une adresse contient un signe invisible qui retourne le texte : retapez-le.';
  return [toMotif('texte_invalide', { path: ['identites'], phrase })];
}

/** Turns personal texts into runs that carry their commitment, collecting the reasons of refusal on the way. */
export function createCoffre(identites: Identites | undefined): {
  run: (valeur: string) => Inline;
  motifs: Motif[];
} {
  const motifs: Motif[] = [];
  const run = (valeur: string): Inline => {
    if (identites === undefined) return { kind: 'fort', texte: valeur };
    const engagement = commit(identites.sel, valeur);
    if (engagement.ok) return { kind: 'fort', texte: valeur, engagement: engagement.value };
    motifs.push(...engagement.motifs);
    return { kind: 'fort', texte: '' };
  };
  return { run, motifs };
}
