import { REGLES_CONSERVATION, type LigneConservation } from '@porte-plume/accompagnement/conservation';
import type { CertificatGarde } from '../../domain/conservation.ts';
import type { Demande } from '../../domain/demandes.ts';
import { momentEnMots } from '../../server/heure.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Choix } from '../../ui/form.tsx';
import type { ConservationProps, DemandeVue, RegleVue } from './vue-conservation.tsx';

/** Lines of one rule in sight, the oldest first. */
const LIGNES = 5;

const OBJETS: Readonly<Record<string, string>> = {
  dossier: 'Dossier',
  intervention: 'Visite',
  suivi: 'Suivi',
  orientation: 'Orientation',
  adressage: 'Adressage',
  note: 'Note',
  diagnostic: 'Diagnostic',
  passage: 'Ligne de la file',
  mandat: 'Mandat',
  seance: 'Séance',
};
const MOTIFS: Readonly<Record<string, string>> = { litige: 'Litige', controle: 'Contrôle' };
const NATURES: Readonly<Record<string, string>> = {
  acces: 'Copie de ses données',
  effacement: 'Effacement',
  rectification: 'Rectification',
  limitation: 'Limitation',
  opposition: 'Opposition',
};
const REPONSES: Readonly<Record<string, string>> = {
  satisfaite: 'Satisfaite',
  en_partie: 'En partie',
  refusee: 'Refusée',
};

const choix = (libelles: Readonly<Record<string, string>>, codes = Object.keys(libelles)): Choix[] =>
  codes.map((code) => ({ code, libelle: libelles[code] ?? code }));

/** Labels and lists of the screen. */
export const LISTES_CONSERVATION = {
  libelleObjet: (code: string): string => OBJETS[code] ?? code,
  libelleMotif: (code: string): string => MOTIFS[code] ?? code,
  libelleNature: (code: string): string => NATURES[code] ?? code,
  choix: {
    natures: choix(NATURES),
    motifs: choix(MOTIFS),
    objets: choix(OBJETS, ['dossier', 'mandat', 'intervention', 'seance']),
    reponses: choix(REPONSES),
  } satisfies Pick<ConservationProps, 'natures' | 'motifs' | 'objets' | 'reponses'>,
};

/** The plan, rule by rule, the oldest lines first. */
export function toRegles(plan: readonly LigneConservation[]): RegleVue[] {
  return REGLES_CONSERVATION.flatMap(({ id, libelle, source, aConfirmer }) => {
    const lignes = plan.filter(({ regle }) => regle === id);
    if (lignes.length === 0) return [];
    const garder = lignes.filter(({ action }) => action === 'garder').length;
    return [
      {
        id,
        libelle,
        source,
        aConfirmer,
        faire: lignes.length - garder,
        garder,
        lignes: lignes.slice(0, LIGNES).map(({ objet, dernierContact, dernierJour, action }) => ({
          cle: `${objet.nature} ${objet.id}`,
          objet: OBJETS[objet.nature] ?? objet.nature,
          numero: objet.id,
          nature: objet.nature,
          quand: [
            ...(dernierContact === null ? [] : [`dernier contact le ${dateEnMots(dernierContact)}`]),
            dernierJour === null ? 'sans terme' : `gardé jusqu’au ${dateEnMots(dernierJour)}`,
          ].join(', '),
          garde: action === 'garder',
        })),
        reste: Math.max(0, lignes.length - LIGNES),
      },
    ];
  });
}

const MOIS = 30;

/** A line of the register of requests. */
export function toDemande({ id, nature, recueLe, reponse, repondueLe, personneId }: Demande): DemandeVue {
  const due = new Date(Date.parse(`${recueLe}T12:00:00Z`) + MOIS * 86_400_000).toISOString().slice(0, 10);
  return {
    id,
    nature: NATURES[nature] ?? nature,
    recueLe: dateEnMots(recueLe),
    etat:
      reponse === null
        ? `à répondre avant le ${dateEnMots(due)}`
        : `${(REPONSES[reponse] ?? reponse).toLowerCase()} le ${dateEnMots(repondueLe ?? recueLe)}`,
    ouverte: reponse === null,
    ...(reponse === null && personneId !== null ? { href: `/conservation/demandes/${id}` } : {}),
  };
}

/** What a certificate counts, « 12 visites, 3 dossiers ». */
export function toCertificat(
  { id, nature, donnees, le }: { id: string; nature: string; donnees: unknown; le: string },
  zone: string,
): { id: string; quand: string; quoi: string } {
  const quoi =
    nature === 'effacement'
      ? 'Effacement à la demande d’une personne'
      : compteOf((donnees as CertificatGarde).nombres) || 'Durées appliquées';
  return { id, quand: momentEnMots(new Date(le).toISOString(), zone), quoi };
}

const PLURIELS: Readonly<Record<string, string>> = {
  intervention: 'visites',
  dossier: 'dossiers',
  suivi: 'suivis',
  orientation: 'orientations',
  adressage: 'adressages',
  note: 'notes',
  diagnostic: 'diagnostics',
  passage: 'lignes de file',
  mandat: 'mandats purgés',
  mandat_archive: 'mandats archivés',
  statistique: 'lignes de statistique gardées',
  garde: 'gardés par un gel',
};

/** Numbers of a run in words. */
export function compteOf(nombres: Readonly<Record<string, number>>): string {
  return Object.entries(nombres)
    .map(([nom, nombre]) => `${PLURIELS[nom] ?? nom}\u00a0: ${String(nombre)}`)
    .join(', ');
}
