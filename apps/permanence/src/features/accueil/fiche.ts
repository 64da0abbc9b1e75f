import { catalogue, getDemarche, type Demarche } from '@porte-plume/demarches';
import type { Acte, InterventionSaisie, Profil, Relecture } from '@porte-plume/accompagnement';
import { inferActesFaits, isALaPlace, PROFIL_NON_DEMANDE } from '@porte-plume/accompagnement';
import { z } from 'zod';
import type { ValeursAccueil } from './view.tsx';

/** The entry in progress of one person: kept sealed between the screens of mandate and read-back. */
export const FicheSchema = z.object({
  valeurs: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  personne: z.object({ id: z.string(), pseudonyme: z.string() }).optional(),
  mandatId: z.string().optional(),
  /** Where it is recorded, for a row of a sheet typed later; otherwise the séance that is open. */
  seanceId: z.string().optional(),
  /** Referral that this person comes from. */
  adressageId: z.string().optional(),
  relecture: z
    .object({ demarcheId: z.string(), donnees: z.custom<Relecture>((valeur) => typeof valeur === 'object') })
    .optional(),
});
export type Fiche = z.infer<typeof FicheSchema>;

/** Nature of these drafts. */
export const FICHE = 'fiche';

/** Acts that the entry says were done by the writer, ticked or implied. */
export function actesFaitsOf({ mode, issue, actesFaits }: ValeursAccueil): Acte['actesFaits'] {
  return inferActesFaits({
    mode: mode as Acte['mode'] | undefined,
    issue: issue as Acte['issue']['code'] | undefined,
    coches: actesFaits as Acte['actesFaits'] | undefined,
  });
}

/** What the entry inherits from its séance and its form. */
export interface Cadrage {
  op: string;
  lieuId: string;
  date: string;
  /** Fresh ids for the acte and the relance. */
  ids: { acte: string; relance: string };
  /** Civil date proposed when the writer gave none for the next step. */
  relanceParDefaut: string;
  /** What is known of the person otherwise than by the form. */
  profil?: Partial<Profil>;
}

/**
 * The intervention that a form describes, unchecked: `decide` of accompagnement says all that is wrong with it.
 * Codes are passed on as typed; only what the screen hides (the fold of another answer) is left out.
 */
export function toIntervention(
  valeurs: ValeursAccueil,
  fiche: Fiche | null,
  cadrage: Cadrage,
): InterventionSaisie {
  const personne = fiche?.personne;
  const profil = {
    ...PROFIL_NON_DEMANDE,
    ...cadrage.profil,
    trancheAge: (valeurs.trancheAge ?? 'non_demande') as never,
    genre: (valeurs.genre ?? 'non_demande') as never,
    statut: (valeurs.statut ?? 'non_demande') as never,
  };
  return {
    id: cadrage.op,
    personne:
      personne === undefined ? { nature: 'anonyme', profil } : { nature: 'suivie', ...personne, profil },
    actes: [toActe(valeurs, fiche, cadrage)],
    motifsVenue: [],
    dureeMin: toDuree(valeurs.dureeMin),
    canal: valeurs.mode === 'faire_a_la_place_absent' ? 'telephone' : 'lieu',
    tiers: 'non_demande',
    renoncement: 'non_demande',
  };
}

function toActe(valeurs: ValeursAccueil, fiche: Fiche | null, cadrage: Cadrage): Acte {
  const { mode = '', demarche = '' } = valeurs;
  const relecture = fiche?.relecture?.demarcheId === demarche ? fiche.relecture.donnees : undefined;
  return {
    id: cadrage.ids.acte,
    objet: { nature: 'demarche', demarcheId: demarche, catalogue: catalogue.version },
    mode: mode as Acte['mode'],
    ...(mode === 'faire_faire' ? { appui: (valeurs.appui ?? 'guide') as 'guide' } : {}),
    ...(isALaPlace(mode as Acte['mode']) && valeurs.motifPour !== undefined
      ? { motifPour: valeurs.motifPour as never }
      : {}),
    actesFaits: actesFaitsOf(valeurs),
    saisieIdentifiants: valeurs.saisieIdentifiants === 'oui',
    ...(fiche?.mandatId === undefined ? {} : { mandatId: fiche.mandatId }),
    ...(relecture === undefined ? {} : { relecture }),
    issue: toIssue(valeurs, cadrage),
    ...(valeurs.issue === 'bloquee' ? toBlocage(valeurs, getDemarche(demarche), cadrage.date) : {}),
  };
}

function toIssue(valeurs: ValeursAccueil, cadrage: Cadrage): Acte['issue'] {
  const { issue } = valeurs;
  if (issue === 'a_poursuivre' || issue === 'en_attente_reponse') {
    return {
      code: issue,
      relance: {
        id: cadrage.ids.relance,
        le: valeurs.relanceLe ?? cadrage.relanceParDefaut,
        nature: (valeurs.relanceNature ??
          (issue === 'en_attente_reponse' ? 'reponse_attendue' : 'rappel_personne')) as 'rdv',
        lieuId: cadrage.lieuId,
        etat: 'a_faire',
      },
    };
  }
  if (issue === 'abandonnee')
    return { code: 'abandonnee', motif: (valeurs.abandon ?? 'personne') as 'personne' };
  return { code: (issue ?? '') as 'finalisee' };
}

function toBlocage(
  valeurs: ValeursAccueil,
  demarche: Demarche | undefined,
  date: string,
): Pick<Acte, 'blocage'> {
  if (valeurs.blocage === undefined || demarche === undefined) return {};
  return {
    blocage: {
      blocage: {
        demarcheId: demarche.id,
        operateurId: demarche.operateur.id,
        canal: 'web',
        code: valeurs.blocage as never,
        mois: date.slice(0, 7),
      },
      planB: (valeurs.planB ?? 'aucun') as never,
    },
  };
}

function toDuree(texte: string | undefined): number | 'non_demande' {
  return texte === undefined ? 'non_demande' : /^\d{1,4}$/.test(texte) ? Number(texte) : Number.NaN;
}

const CHAMPS: Readonly<Record<string, string>> = {
  objet: 'demarche',
  demarcheId: 'demarche',
  mode: 'mode',
  appui: 'appui',
  motifPour: 'motifPour',
  actesFaits: 'actesFaits',
  saisieIdentifiants: 'saisieIdentifiants',
  issue: 'issue',
  relance: 'relanceLe',
  blocage: 'blocage',
  planB: 'planB',
  dureeMin: 'dureeMin',
  trancheAge: 'trancheAge',
  genre: 'genre',
  statut: 'statut',
};

/** The control that a path of the intervention belongs to, '' when it belongs to the whole form. */
export function champOf(path: readonly (string | number)[] | undefined): string {
  return (
    [...(path ?? [])]
      .reverse()
      .map((pas) => CHAMPS[String(pas)])
      .find((champ) => champ !== undefined) ?? ''
  );
}
