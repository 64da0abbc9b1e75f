import type { Exception, Item } from './modele.ts';
import type { Acte, NiveauDocument, Perimetre } from './nomenclatures.ts';
import { findDemarche } from './portee.ts';
import { fr } from './typographie.ts';

/** The acts as the person reads them. */
const ACTES_LUS: Record<NiveauDocument, Record<Acte, string>> = {
  complet: {
    consulter: 'consulter votre dossier et les réponses reçues',
    saisir: 'remplir le formulaire et joindre les pièces que vous confiez',
    deposer: 'envoyer la demande',
    signer: 'signer en ligne en votre nom',
    payer: 'payer en ligne en votre nom, avec le moyen de paiement que vous présentez ce jour-là',
    creer_compte: "créer votre compte en ligne, et vous en remettre l'accès",
    creer_messagerie: "créer votre adresse électronique, et vous en remettre l'accès",
    changer_coordonnees_bancaires: 'changer les coordonnées bancaires de votre dossier',
  },
  langage_simple: {
    consulter: 'Regarder votre dossier.',
    saisir: 'Remplir le formulaire avec vos informations.',
    deposer: 'Envoyer la demande.',
    signer: 'Signer en ligne pour vous.',
    payer: 'Payer en ligne pour vous, avec votre argent.',
    creer_compte: 'Créer votre compte en ligne.',
    creer_messagerie: 'Créer votre adresse mail.',
    changer_coordonnees_bancaires: 'Changer votre numéro de compte en banque.',
  },
};

const PERIMETRES_LUS: Record<Perimetre, string> = {
  papiers: 'Papiers et citoyenneté',
  famille: 'Famille et scolarité',
  social: 'Social et santé',
  travail: 'Travail et formation',
  logement: 'Logement',
  transports: 'Transports et mobilité',
  argent: 'Argent, impôts et consommation',
  justice: 'Justice',
  etranger: 'Étranger et Europe',
  loisirs: 'Loisirs, sports et culture',
};

export function toLibelleActe(acte: Acte, niveau: NiveauDocument): string {
  return fr(ACTES_LUS[niveau][acte]);
}

/** Acts that stay the person's own, where the words above would say that someone does them for her. */
const ACTES_GARDES: Record<NiveauDocument, Partial<Record<Acte, string>>> = {
  complet: {
    saisir: 'remplir le formulaire et joindre les pièces',
    signer: 'signer la demande',
    payer: 'payer',
    creer_compte: 'créer votre compte en ligne',
    creer_messagerie: 'créer votre adresse électronique',
  },
  langage_simple: { signer: 'Signer la demande.', payer: 'Payer.' },
};

/** One act that the person keeps; inside a theme, with the name of its démarche. */
export function toLibelleGarde(item: Item, p: Exception, niveau: NiveauDocument): string {
  const acte =
    p.acte === undefined ? undefined : fr(ACTES_GARDES[niveau][p.acte] ?? ACTES_LUS[niveau][p.acte]);
  return toLigne(item.portee.kind === 'perimetre' ? findNom(item, p.demarcheId) : undefined, acte);
}

/** One exception: an act, a démarche, or one act of one démarche. */
export function toLibelleException(item: Item, e: Exception, niveau: NiveauDocument): string {
  return toLigne(
    findNom(item, e.demarcheId),
    e.acte === undefined ? undefined : toLibelleActe(e.acte, niveau),
  );
}

function findNom(item: Item, demarcheId: string | undefined): string | undefined {
  return demarcheId === undefined ? undefined : findDemarche(item, demarcheId)?.libelle;
}

function toLigne(demarche: string | undefined, acte: string | undefined): string {
  if (demarche === undefined) return acte ?? '';
  if (acte === undefined) return demarche;
  return `${demarche}\u00a0: ${acte.charAt(0).toLowerCase()}${acte.slice(1)}`;
}

export function toLibellePerimetre(perimetre: Perimetre): string {
  return fr(PERIMETRES_LUS[perimetre]);
}
