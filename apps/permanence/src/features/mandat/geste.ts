import { createHash } from 'node:crypto';
import type { Canal } from '@porte-plume/mandat';
import type { MotifRefus } from '../../db/operation.ts';
import { CHARTE, ordre, type Ordre } from '../../domain/mandats.ts';
import { now, type Services, type Visiteur } from '../../server/contexte.ts';
import type { Champs } from '../../server/formulaire.ts';
import type { Erreur } from '../../ui/form.tsx';
import type { Fiche } from '../accueil/fiche.ts';
import { documentHash, documentOf, type Source } from './document.ts';
import { readLecture, readSignature } from './schema.ts';

/** What is done to a prepared mandate from its screen. */
export type Geste = 'expliquer' | 'refuser' | 'signer';

/** Sentence shown once after it. */
export function faitOf(geste: Geste): string {
  return geste === 'signer' ? 'Mandat signé. La fiche peut reprendre.' : 'C’est noté.';
}

export function afterGeste(geste: Geste, fiche: Fiche, mandatId: string): Fiche {
  if (geste === 'signer') return { ...fiche, mandatId };
  if (geste === 'refuser') return { ...fiche, valeurs: { ...fiche.valeurs, mode: 'faire_avec' } };
  return fiche;
}

/** The control that a refusal of mandat belongs to. */
export function champOfMotif(motif: MotifRefus): string {
  if (motif.code === 'reformulation_manquante') return 'reformulation';
  if (motif.code === 'lecture_manquante') return 'lecture';
  return '';
}

/** The commands of a gesture, in their order, and what goes to the vault. */
export interface Plan {
  ordres: readonly Ordre[];
  /** How the copy was handed over at once, with the code that stops the mandate. */
  remise?: Canal;
  piece?: { nature: 'signature' | 'nom_ecrit'; octets: Uint8Array };
}

/** Reads the form of a gesture and says which commands it means; nothing is decided here. */
export function planGeste(
  geste: Geste,
  source: Source,
  champs: Champs,
  { services, visiteur }: { services: Services; visiteur: Visiteur },
): Plan | { erreurs: Erreur[] } {
  const notice = () =>
    ordre('PresenterNotice', 'notice', {
      notice: {
        modele: 'porte-plume/mandat-simple',
        version: '1',
        langue: 'fr',
        documentHash: documentHash(documentOf(source, 'langage_simple')),
      },
    });
  if (geste === 'refuser') return { ordres: [notice(), ordre('RefuserConsentement', 'refuser', {})] };
  if (geste === 'expliquer') {
    const lecture = readLecture(champs);
    if ('erreurs' in lecture) return lecture;
    return {
      ordres: [
        notice(),
        ordre('EnregistrerLecture', 'lecture', {
          langue: 'fr',
          ...lecture,
          interprete: 'aucun',
          noticeBilingue: false,
        }),
      ],
    };
  }
  const signature = readSignature(champs);
  if ('erreurs' in signature) return signature;
  const { forme, piece } = signature;
  const { lecture } = source.etat;
  const recueil = {
    mode: 'presence' as const,
    forme,
    langue: 'fr',
    lecture: lecture?.lecture ?? 'voix_haute',
    interprete: 'aucun' as const,
    reformulation: lecture?.reformulation ?? 'non_comprise',
    temoins: [],
    noticeBilingue: false,
  };
  const sha256 = piece === undefined ? null : createHash('sha256').update(piece.octets).digest('hex');
  return {
    ordres: [
      ordre('Consentir', 'consentir', { recueil, documentHash: documentHash(documentOf(source, 'complet')) }),
      ...(sha256 === null
        ? []
        : [
            ordre('VerserPreuve', 'preuve', {
              preuve: { nature: 'trace_signature', sha256, verseeLe: now(services) },
            }),
          ]),
      ordre('AccepterMandat', 'accepter', { ecrivainRef: visiteur.compteId, charteVersion: CHARTE }),
    ],
    ...(forme === 'signature_papier' ? { remise: 'papier' as const } : {}),
    ...(piece === undefined ? {} : { piece }),
  };
}
