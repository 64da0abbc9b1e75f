import type { DateCivile } from './date-civile.ts';
import { isOpen } from './horaires.ts';
import type { FicheLieu } from './orientation-index.ts';
import type { DemandeOrientation, PublicAdresse } from './orientation-demande.ts';
import { JOURS, PRISES_EN_CHARGE, PUBLICS, sayCreneau, sayDate, sayDistance } from './orientation-mots.ts';
import type { Motif } from './resultat.ts';

/**
 * What leaves a lieu out (§9.1), but `hors_portee`: what is beyond reach is not even looked at. `position_inconnue` is ours: an
 * unknown distance is not said to be far.
 */
export type Filtre =
  | 'service_inconnu'
  | 'service_absent'
  | 'public_reserve'
  | 'payant'
  | 'prise_en_charge_absente'
  | 'pas_de_public'
  | 'trop_loin'
  | 'position_inconnue'
  | 'ferme';

/** Radius and reach of a request, in km. */
export interface Portee {
  readonly rayon: number;
  readonly portee: number;
}

/** Every filter that a lieu within reach fails. `km` is null when the position of the lieu is not known. */
export function listFiltres(
  fiche: FicheLieu,
  demande: DemandeOrientation,
  besoins: number,
  km: number | null,
  { rayon }: Portee,
  le: DateCivile,
): Filtre[] {
  const { lieu } = fiche;
  const out: Filtre[] = [];
  if (fiche.services === 0) out.push('service_inconnu');
  else if ((fiche.services & besoins) === 0) out.push('service_absent');
  const [seul, ...autres] = lieu.publics_specifiquement_adresses;
  if (
    seul !== undefined &&
    autres.length === 0 &&
    demande.publics !== undefined &&
    !demande.publics.includes(seul as PublicAdresse)
  ) {
    out.push('public_reserve');
  }
  const frais = lieu.frais_a_charge;
  if (demande.peutPayer === false && frais.length > 0 && !frais.includes('Gratuit')) out.push('payant');
  if (listManquantes(fiche, demande).length > 0) out.push('prise_en_charge_absente');
  if (lieu.modalites_acces.includes("Ce lieu n'accueille pas de public")) out.push('pas_de_public');
  if (km === null) out.push('position_inconnue');
  else if (km > rayon) out.push('trop_loin');
  if (isClosed(fiche, demande, le)) out.push('ferme');
  return out;
}

function isClosed({ lieu, horaires }: FicheLieu, { creneau }: DemandeOrientation, le: DateCivile): boolean {
  if (lieu.fermeLe !== undefined && lieu.fermeLe <= le) return true;
  return creneau?.exige === true && horaires !== null && !isOpen(horaires, creneau);
}

function listManquantes({ lieu }: FicheLieu, { prisesEnCharge }: DemandeOrientation): string[] {
  return (prisesEnCharge ?? [])
    .filter(({ code, exige }) => exige === true && !lieu.prise_en_charge_specifique.includes(code))
    .map(({ code }) => PRISES_EN_CHARGE[code]);
}

/** The one thing that fails, in words that can be read aloud. */
export function sayFiltre(
  filtre: Filtre,
  fiche: FicheLieu,
  demande: DemandeOrientation,
  km: number | null,
  { rayon }: Portee,
): Motif & { readonly code: Filtre } {
  return { code: filtre, phrase: phraseOf(filtre, fiche, demande, km, rayon) };
}

function phraseOf(
  filtre: Filtre,
  fiche: FicheLieu,
  demande: DemandeOrientation,
  km: number | null,
  rayon: number,
): string {
  const { lieu, horaires } = fiche;
  switch (filtre) {
    case 'service_inconnu':
      return 'On ne sait pas ce que ce lieu propose.';
    case 'service_absent':
      return 'Ce lieu ne propose rien de ce qui est demandé.';
    case 'public_reserve':
      return `Ce lieu reçoit seulement ${PUBLICS[lieu.publics_specifiquement_adresses[0] as PublicAdresse]}.`;
    case 'payant':
      return lieu.frais_a_charge.includes('Gratuit sous condition')
        ? 'Ce lieu est gratuit sous condition seulement.'
        : 'Ce lieu est payant.';
    case 'prise_en_charge_absente':
      return [...new Set(listManquantes(fiche, demande))]
        .map((qui) => `Ce lieu n’annonce pas recevoir ${qui}.`)
        .join(' ');
    case 'pas_de_public':
      return 'Ce lieu n’accueille pas de public.';
    case 'trop_loin':
      return `Ce lieu est à ${sayDistance(km ?? 0)}, au-delà de ${sayDistance(rayon)}.`;
    case 'position_inconnue':
      return 'On ne sait pas à quelle distance est ce lieu.';
    case 'ferme': {
      if (lieu.fermeLe !== undefined && !closedBySlot(fiche, demande)) {
        return `Ce lieu est fermé depuis le ${sayDate(lieu.fermeLe)}.`;
      }
      const { creneau } = demande;
      if (creneau === undefined) return 'Ce lieu est fermé.';
      return horaires?.jours[creneau.jour]?.length === 0
        ? `Ce lieu est fermé le ${JOURS[creneau.jour]}.`
        : `Ce lieu est fermé ${sayCreneau(creneau)}.`;
    }
  }
}

function closedBySlot({ horaires }: FicheLieu, { creneau }: DemandeOrientation): boolean {
  return creneau?.exige === true && horaires !== null && !isOpen(horaires, creneau);
}
