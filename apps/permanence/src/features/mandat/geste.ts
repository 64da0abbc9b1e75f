import { createHash } from 'node:crypto';
import type { Canal, EtatMandat, Forme, Recueil } from '@porte-plume/mandat';
import type { MotifRefus } from '../../db/operation.ts';
import { CHARTE, ordre, type Ordre } from '../../domain/mandats.ts';
import { createRef, type Tiers } from '../../domain/tiers.ts';
import { now, type Services } from '../../server/contexte.ts';
import { toErreurs } from '../../server/formulaire.ts';
import type { Erreur } from '../../ui/form.tsx';
import type { Fiche } from '../accueil/fiche.ts';
import { documentHash, documentOf, type Source } from './document.ts';
import { findLangue, toLangueDocument } from './langues.ts';
import { rehearse, toSignature } from './octroi.ts';
import type { Saisie } from './saisie.ts';
import { readAcceptation, readLecture, readSignature, type Piece, type SignatureLue } from './schema.ts';
import { nameTemoins } from './temoins.ts';

/** What is done to a prepared mandate from its screen. */
export type Geste = 'expliquer' | 'refuser' | 'signer' | 'regulariser';

/** Sentence shown once after it. */
export function faitOf(geste: Geste, forme?: Forme): string {
  if (geste === 'regulariser') return 'Accord signé. Tout le mandat est ouvert.';
  if (geste !== 'signer') return 'C’est noté.';
  return forme === 'oral_a_regulariser'
    ? 'Accord oral noté. La fiche peut reprendre\u00a0: regarder et remplir seulement.'
    : 'Mandat signé. La fiche peut reprendre.';
}

export function afterGeste(geste: Geste, fiche: Fiche, mandatId: string, comprise: boolean): Fiche {
  if (geste === 'signer') return { ...fiche, mandatId };
  if (geste === 'refuser' || !comprise)
    return { ...fiche, valeurs: { ...fiche.valeurs, mode: 'faire_avec' } };
  return fiche;
}

/** The control that a refusal of mandat belongs to. */
export function champOfMotif({ code, path = [] }: MotifRefus): string {
  const champ = CHAMPS[code];
  if (champ !== undefined) return champ;
  return path.includes('forme') ? 'forme' : '';
}

const CHAMPS: Readonly<Record<string, string>> = {
  reformulation_manquante: 'reformulation',
  lecture_manquante: 'voixHaute',
  temoins_insuffisants: 'temoin1',
  temoin_ecrivain: 'temoin1',
  langue_non_comprise: 'interprete',
  interprete_mineur: 'interprete',
  representant_requis: 'capacite',
  capacite_inconnue: 'capacite',
};

/** The commands of a gesture, in their order, and what goes to the vault. */
export interface Plan {
  ordres: readonly Ordre[];
  /** How the copy was handed over at once, with the code that stops the mandate. */
  remise?: Canal;
  piece?: Piece;
  tiers: readonly Tiers[];
  /** What the person said back: without it, no mandate today. */
  comprise: boolean;
  forme?: Forme;
}

/** Reads the form of a gesture and says which commands it means; nothing is decided here. */
export function planGeste(geste: Geste, saisie: Saisie): Plan | { erreurs: Erreur[] } {
  switch (geste) {
    case 'refuser': {
      const ordres = [toNotice(saisie.source, 'fr'), ordre('RefuserConsentement', 'refuser', {})];
      return { ordres, tiers: [], comprise: true };
    }
    case 'expliquer':
      return planExplication(saisie);
    case 'signer':
      return planSignature(saisie);
    case 'regulariser':
      return planRegularisation(saisie);
  }
}

function toNotice(source: Source, langue: string): Ordre {
  return ordre('PresenterNotice', 'notice', {
    notice: {
      modele: 'porte-plume/mandat-simple',
      version: '1',
      langue,
      documentHash: documentHash(documentOf(source, 'langage_simple', { langue })),
    },
  });
}

function planExplication(saisie: Saisie): Plan | { erreurs: Erreur[] } {
  const { source, champs, services, visiteur } = saisie;
  const lue = readLecture(champs);
  if ('erreurs' in lue) return lue;
  const { lecture, interpreteNom } = lue;
  const langue = toLangueDocument(findLangue(lecture.langue));
  const comprise = lecture.reformulation !== 'non_comprise';
  // A reading that no signature could follow is refused now; what the person did not understand is not a mistake.
  const motifs = rehearse(source.etat, toSignature(visiteur, lecture), { services, visiteur }).filter(
    ({ code }) => code === 'langue_non_comprise' || code === 'interprete_mineur',
  );
  if (motifs.length > 0) return { erreurs: toErreurs(motifs, champOfMotif) };
  return {
    ordres: [toNotice(source, langue), ordre('EnregistrerLecture', 'lecture', lecture)],
    tiers:
      interpreteNom === undefined
        ? []
        : [{ ref: createRef(services), role: 'interprete', nom: interpreteNom, mandatId: source.etat.id }],
    comprise,
  };
}

/** What was read and said back stays true at the signature; the rest is how she signs. */
function toRecueil(etat: EtatMandat, lue: SignatureLue, temoins: Recueil['temoins']): Recueil {
  const { lecture: entendue } = etat;
  return {
    mode: lue.mode,
    forme: lue.forme,
    langue: entendue?.langue ?? 'fr',
    lecture: lue.forme === 'ne_sait_signer' ? 'voix_haute' : (entendue?.lecture ?? 'voix_haute'),
    interprete: entendue?.interprete ?? 'aucun',
    reformulation: entendue?.reformulation ?? 'non_comprise',
    temoins,
    noticeBilingue: entendue?.noticeBilingue ?? false,
  };
}

function toPreuve(piece: Piece | undefined, services: Services): Ordre[] {
  if (piece?.preuve === undefined) return [];
  const sha256 = createHash('sha256').update(piece.octets).digest('hex');
  const preuve = { nature: piece.preuve, sha256, verseeLe: now(services) };
  return [ordre('VerserPreuve', 'preuve', { preuve })];
}

function planSignature(saisie: Saisie): Plan | { erreurs: Erreur[] } {
  const { source, champs, scan, services, visiteur } = saisie;
  const lue = readSignature(champs, scan);
  const accord = readAcceptation(champs, source.etat.mandant.capacite === 'inconnue');
  if ('erreurs' in lue || 'erreurs' in accord)
    return {
      erreurs: [...('erreurs' in lue ? lue.erreurs : []), ...('erreurs' in accord ? accord.erreurs : [])],
    };
  const { capacite } = accord;
  const { temoins, tiers } = nameTemoins(saisie, lue.temoins);
  const recueil = toRecueil(source.etat, lue, temoins);
  // The text says the capacity that is told with the signature.
  const etat: EtatMandat =
    capacite === undefined ? source.etat : { ...source.etat, mandant: { ...source.etat.mandant, capacite } };
  const langue = toLangueDocument(findLangue(recueil.langue));
  const texte = documentOf(withTemoins({ ...source, etat }, tiers), 'complet', { langue, recueil });
  return {
    ordres: [
      ...(capacite === undefined ? [] : [ordre('DeclarerCapacite', 'capacite', { capacite })]),
      ordre('Consentir', 'consentir', { recueil, documentHash: documentHash(texte) }),
      ...toPreuve(lue.piece, services),
      ordre('AccepterMandat', 'accepter', { ecrivainRef: visiteur.compteId, charteVersion: CHARTE }),
    ],
    // Two sheets are signed on the spot, and the person keeps hers.
    ...(lue.forme === 'signature_papier' && lue.mode === 'presence' ? { remise: 'papier' as const } : {}),
    ...(lue.piece === undefined ? {} : { piece: lue.piece }),
    tiers,
    comprise: true,
    forme: lue.forme,
  };
}

/** The names that the signed text will bear, before they are in the vault. */
function withTemoins(source: Source, tiers: readonly Tiers[]): Source {
  const { identites } = source;
  return identites === null || tiers.length === 0
    ? source
    : { ...source, identites: { ...identites, temoins: [...(identites.temoins ?? []), ...tiers] } };
}

function planRegularisation(saisie: Saisie): Plan | { erreurs: Erreur[] } {
  const { source, champs, scan, services } = saisie;
  const lue = readSignature(champs, scan);
  if ('erreurs' in lue) return lue;
  const { temoins, tiers } = nameTemoins(saisie, lue.temoins);
  const recueil = toRecueil(source.etat, lue, temoins);
  return {
    ordres: [ordre('RegulariserOral', 'regulariser', { recueil }), ...toPreuve(lue.piece, services)],
    ...(lue.piece === undefined ? {} : { piece: lue.piece }),
    tiers,
    comprise: true,
    forme: lue.forme,
  };
}
