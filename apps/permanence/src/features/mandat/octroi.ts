import { decide, evolve, type Commande, type CommandeDe, type EtatMandat } from '@porte-plume/mandat';
import type { MotifRefus } from '../../db/operation.ts';
import { CHARTE, ordre, toAuteur, type Ordre } from '../../domain/mandats.ts';
import { now, type Services, type Visiteur } from '../../server/contexte.ts';

/** Who asks, and the other mandates of the person. */
export interface Regard {
  services: Pick<Services, 'clock' | 'alea'>;
  visiteur: Visiteur;
  autres?: readonly EtatMandat[];
}

/** Fingerprint of no text: what is rehearsed is never recorded. */
const SANS_TEXTE = '0'.repeat(64);

/**
 * Runs commands in memory, to say early what would be refused later. Nothing is recorded and nothing is decided here.
 * @returns every motif of the first refused command; none when all would pass
 */
export function rehearse(
  etat: EtatMandat | null,
  ordres: readonly Ordre[],
  { services, visiteur, autres = [] }: Regard,
): readonly MotifRefus[] {
  const { zone, acteur, habilitations } = toAuteur(visiteur);
  const maintenant = now(services);
  let courant = etat;
  for (const [seq, { type, donnees, suffixe }] of ordres.entries()) {
    const commande = {
      v: 1,
      id: `essai.${suffixe}`,
      type,
      mandatId: etat?.id ?? 'essai',
      faitLe: maintenant,
      acteur,
      donnees,
    } as Commande;
    const resultat = decide(courant, commande, {
      maintenant,
      zone,
      alea: services.alea,
      appareil: 'essai',
      seq,
      habilitations,
      mandatsDuMandant: autres,
    });
    if (!resultat.ok) return resultat.motifs;
    for (const evenement of resultat.value.evenements)
      if (evenement.mandatId === commande.mandatId) courant = evolve(courant, evenement);
  }
  return [];
}

/** How a reading is told before anyone has read. */
const LECTURE = {
  langue: 'fr',
  lecture: 'voix_haute',
  interprete: 'aucun',
  reformulation: 'comprise',
  noticeBilingue: false,
} as const;

/** From a prepared mandate to its acceptance, signed on the spot. */
export function toSignature(
  visiteur: Visiteur,
  lecture: CommandeDe<'EnregistrerLecture'>['donnees'] = LECTURE,
): Ordre[] {
  const notice = { modele: 'essai', version: '1', langue: 'fr', documentHash: SANS_TEXTE };
  return [
    ordre('PresenterNotice', 'notice', { notice }),
    ordre('EnregistrerLecture', 'lecture', lecture),
    ordre('Consentir', 'consentir', {
      recueil: { ...lecture, mode: 'presence', forme: 'signature_papier', temoins: [] },
      documentHash: SANS_TEXTE,
    }),
    ordre('AccepterMandat', 'accepter', { ecrivainRef: visiteur.compteId, charteVersion: CHARTE }),
  ];
}

/** Why a mandate prepared so could never be given, whoever signs it and however it is read. */
export function checkOctroi(
  donnees: CommandeDe<'PreparerMandat'>['donnees'],
  regard: Regard,
): readonly MotifRefus[] {
  return rehearse(
    null,
    [ordre('PreparerMandat', 'preparer', donnees), ...toSignature(regard.visiteur)],
    regard,
  );
}
