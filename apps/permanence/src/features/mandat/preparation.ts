import { toDemarcheFaits } from '@porte-plume/accompagnement';
import { catalogue, getDemarche, type Demarche } from '@porte-plume/demarches';
import {
  ACTES_COURANTS,
  ACTES_EXPRES,
  CAPACITES,
  computePeriode,
  type Acte,
  type CommandeDe,
} from '@porte-plume/mandat';
import { z } from 'zod';
import type { Visiteur } from '../../server/contexte.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';
import { ACTES } from './libelles.ts';
import type { DemarcheDuMandat } from './view.tsx';

/** Nature of the drafts of mandates being prepared. */
export const PREPARATION = 'mandat';

/** What was said before the mandate exists, step by step; the fiche is the entry that asked for it. */
export const PreparationSchema = z.object({
  ficheId: z.string(),
  demarcheId: z.string(),
  qui: z
    .object({ prenom: z.string(), nom: z.string(), anneeNaissance: z.number(), capacite: z.enum(CAPACITES) })
    .optional(),
  actes: z.array(z.string()).optional(),
});
export type Preparation = z.infer<typeof PreparationSchema>;

/** The same once the three steps are filled. */
export interface Complete extends Preparation {
  qui: NonNullable<Preparation['qui']>;
  actes: NonNullable<Preparation['actes']>;
}

const AGE_MAJEUR = 18;
const LETTRES = /\p{L}/u;

/** Reads the first step. Every refusal at once, each on its field. */
export function readQui(
  saisie: { prenom: string; nom: string; anneeNaissance: string; capacite: string },
  annee: number,
): { qui: NonNullable<Preparation['qui']> } | { erreurs: Erreur[] } {
  const erreurs: Erreur[] = [];
  for (const [champ, libelle] of [
    ['prenom', 'le prénom'],
    ['nom', 'le nom'],
  ] as const) {
    if (!LETTRES.test(saisie[champ])) erreurs.push({ champ, phrase: `Écrivez ${libelle}.` });
    else if (saisie[champ].length > 80)
      erreurs.push({ champ, phrase: `Raccourcissez ${libelle}\u00a0: 80 signes au plus.` });
  }
  const anneeNaissance = /^\d{4}$/.test(saisie.anneeNaissance) ? Number(saisie.anneeNaissance) : Number.NaN;
  if (!(anneeNaissance >= 1900 && anneeNaissance <= annee)) {
    erreurs.push({ champ: 'anneeNaissance', phrase: 'Écrivez l’année de naissance en quatre chiffres.' });
  } else if (annee - anneeNaissance <= AGE_MAJEUR) {
    erreurs.push({
      champ: 'anneeNaissance',
      phrase: 'Cette version ne prépare un mandat que pour une personne majeure.',
    });
  }
  const capacite = CAPACITES.find((code) => code === saisie.capacite);
  if (capacite !== undefined && capacite !== 'aucune_mesure') {
    erreurs.push({
      champ: 'capacite',
      phrase:
        'Cette version ne prépare que le mandat d’une personne sans mesure de protection. Faites avec elle, ou avec son représentant.',
    });
  }
  if (capacite === undefined)
    erreurs.push({ champ: 'capacite', phrase: 'Dites si une mesure de protection est en cours.' });
  if (erreurs.length > 0 || capacite === undefined) return { erreurs };
  return { qui: { prenom: saisie.prenom, nom: saisie.nom, anneeNaissance, capacite } };
}

/** One démarche with the acts that a mandate may list; what is reserved to the person is said, not offered. */
export function toDemarcheDuMandat(demarche: Demarche): DemarcheDuMandat {
  const faits = toDemarcheFaits(demarche, catalogue.version);
  const permis = (acte: Acte) =>
    !faits.actesReserves.includes(acte) && !(acte === 'signer' && faits.signaturePersonnelle);
  const choix = (acte: Acte): Choix => ({ code: acte, libelle: ACTES[acte] });
  return {
    code: demarche.id,
    libelle: demarche.nom,
    aide: demarche.operateur.nom,
    classe: demarche.classe,
    actes: ACTES_COURANTS.filter(permis).map(choix),
    express: ACTES_EXPRES.filter(permis).map(choix),
    ...(faits.actesReserves.length > 0
      ? { reserve: 'La loi réserve certains gestes à la personne\u00a0: ils ne sont pas proposés.' }
      : {}),
  };
}

/** Durations offered, each with its last day in words. */
export function listDurees(du: string, zone: string): Choix[] {
  return [1, 3, 6, 12].flatMap((mois) => {
    const periode = computePeriode(du, { mois }, zone);
    return periode.ok
      ? [
          {
            code: `mois:${mois}`,
            libelle: mois === 12 ? 'Un an' : `${mois} mois`,
            aide: `jusqu’au ${dateEnMots(periode.value.auInclus)}`,
          },
        ]
      : [];
  });
}

/** Data of `PreparerMandat` from the three steps. The démarche is frozen with the facts of the catalogue of that day. */
export function toPreparerMandat(
  preparation: Complete,
  { mois, uneFois }: { mois: number; uneFois: boolean },
  personneId: string,
  visiteur: Visiteur,
): CommandeDe<'PreparerMandat'>['donnees'] {
  const demarche = getDemarche(preparation.demarcheId);
  if (demarche === undefined) throw new Error('a draft of mandate names a démarche of the catalogue');
  const actes = preparation.actes as Acte[];
  return {
    structure: { id: visiteur.orgId, libelle: visiteur.organisation, zone: visiteur.zone },
    mandant: { ref: personneId, capacite: preparation.qui.capacite, naissance: 'majeur' },
    constituant: { kind: 'mandant' },
    items: [
      {
        id: 'item-1',
        portee: { kind: 'demarche', demarche: toDemarcheFaits(demarche, catalogue.version) },
        actes,
        sauf: [],
        uneFois: uneFois && actes.includes('deposer'),
      },
    ],
    duree: { mois },
    ecrivains: [visiteur.compteId],
  };
}
