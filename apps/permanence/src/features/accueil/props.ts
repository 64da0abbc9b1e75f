import type { ReactNode } from 'react';
import type { Choix, Envoi, Erreur } from '../../ui/form.tsx';
import type { Cadre } from '../../ui/layout.tsx';

/** A démarche that may be chosen; `aide` is the operator, « CAF ». */
export interface DemarcheProposee extends Choix {
  classe: 'simple' | 'sensible';
}

/** The fields as posted, strings all; absent or '' = not filled in. */
export interface ValeursAccueil {
  q?: string;
  demarche?: string;
  mode?: string;
  /** `guide` or `verifie`, read only when the mode is `faire_faire`. */
  appui?: string;
  /** Read only when the mode is à la place. */
  motifPour?: string;
  actesFaits?: readonly string[];
  /** `oui` when the writer typed the person's credentials. */
  saisieIdentifiants?: string;
  issue?: string;
  relanceLe?: string;
  relanceNature?: string;
  blocage?: string;
  planB?: string;
  abandon?: string;
  trancheAge?: string;
  genre?: string;
  statut?: string;
  dureeMin?: string;
  /** A person to follow from now on: all three, or none. */
  prenom?: string;
  nom?: string;
  anneeNaissance?: string;
  /** Who it is among those of the same name and year: an id, or `autre`. */
  quiEst?: string;
  /** Who the queue of the day announced: an id of passage. */
  passage?: string;
}

export interface AccueilProps {
  cadre: Cadre;
  /**
   * The form posts `etape`: `enregistrer` (save and next; with `q` and no `demarche` it means search),
   * `chercher` (search, values kept), `favoris` (leave the search), `mandat`, `relecture`, `plus_tard`
   * (the three buttons of `pas`, values kept by the server).
   */
  envoi: Envoi;
  valeurs: ValeursAccueil;
  erreurs?: readonly Erreur[];
  /** « Enregistré : … » after the save of the previous person. */
  fait?: string;
  /** That entry, for what may follow it: the empty form below is already that of the next person. */
  entree?: string;
  /** At most nine, in the order of the number keys; the chosen one is always among them. */
  demarches: readonly DemarcheProposee[];
  /** What `demarches` is: the favourites, or the answer to `q`. */
  source: 'favoris' | 'recherche';
  /** The step that the matrix asks before this entry can be saved: calm, and never a dead end. */
  pas?: {
    nature: 'mandat' | 'relecture';
    niveau: 'requis' | 'recommande';
    phrase: string;
    alternative?: string;
  };
  /**
   * `href`: the entry is already that of a followed person. `nommable`: this account may name one, or look for one.
   * `homonymes`: who is known already under the name that was typed.
   */
  personne?: { href?: string; nommable: boolean; homonymes?: readonly Choix[] };
  /** The entry of somebody whom the queue announced: what it says of her, and the referral behind. */
  passage?: { dits: readonly string[]; adressage?: string };
  /** Mandate already linked to this entry, kept in `envoi.caches`. */
  mandat?: { href: string; dernierJour: string };
  /** Read-back already done for this entry. */
  relecture?: boolean;
  /** What the same screen adds where there is no network: above the form, and before its end. */
  horsLigne?: { entete: ReactNode; fin: ReactNode };
  listes: {
    modes: readonly Choix[];
    appuis: readonly Choix[];
    motifsPour: readonly Choix[];
    actes: readonly Choix[];
    issues: readonly Choix[];
    relances: readonly Choix[];
    blocages: readonly Choix[];
    plansB: readonly Choix[];
    abandons: readonly Choix[];
    /** Seven chips, then `non_communique`, then `non_demande` (the default). */
    ages: readonly Choix[];
    genres: readonly Choix[];
    statuts: readonly Choix[];
  };
}
