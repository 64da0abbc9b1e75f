import type { Acte, Canal, EtatMandat } from '@porte-plume/mandat';
import type { MotifRefus } from '../../db/operation.ts';
import { ordre, type Ordre } from '../../domain/mandats.ts';
import { civilDate } from '../../server/contexte.ts';
import { field, fields, isChoix, oneOf, type Champs } from '../../server/formulaire.ts';
import { toInstant } from '../../server/heure.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';
import {
  CANAUX_COMPTE,
  CANAUX_REMISE,
  MOTIFS_RENONCIATION,
  MOTIFS_REPRISE,
  MOTIFS_SUSPENSION,
  PREAVIS,
  PROTECTIONS,
  STRUCTURES,
} from './choix.ts';
import { CANAUX, DEMANDEURS } from './libelles.ts';
import { listLignes } from './lignes.ts';

/** What may happen to a mandate after its signature: the last part of each form's address. */
export const SUITES = [
  'revoquer',
  'retirer',
  'suspendre',
  'reprendre',
  'renoncer',
  'deces',
  'protection',
  'structure',
  'remise',
  'compte-rendu',
  'code-annule',
] as const;
export type Suite = (typeof SUITES)[number];

/** The command of a form; `remise` needs the vault first, to commit to the code printed on the copy. */
export type Prevu = { ordre: Ordre } | { remise: Canal } | { erreurs: Erreur[] };

/** What the forms are read against. */
export interface Regard {
  etat: EtatMandat;
  zone: string;
  maintenant: string;
}

/** Sentence shown once after each of them. */
export const FAITS: Readonly<Record<Suite, string>> = {
  revoquer: 'Mandat arrêté. Rien de plus ne se fait à la place de la personne.',
  retirer: 'Cette partie est arrêtée. Le reste continue.',
  suspendre: 'Mandat suspendu. Aucun geste tant qu’il n’est pas repris.',
  reprendre: 'Mandat repris. Le dernier jour n’a pas bougé.',
  renoncer: 'Mandat rendu. Prévenez la personne, et dites-lui vers qui se tourner.',
  deces: 'Décès signalé. Les gestes faits depuis sont à examiner.',
  protection: 'Mesure signalée. Les gestes faits depuis le jugement sont à examiner.',
  structure: 'C’est noté. Un nouvel accord sera nécessaire.',
  remise: 'Remise de la copie notée.',
  'compte-rendu': 'Compte rendu noté.',
  'code-annule': 'Code annulé. Il n’ouvre plus rien.',
};

/** Reads the form of a suite and says which command it means; nothing is decided here. */
export function planSuite(suite: Suite, champs: Champs, regard: Regard): Prevu {
  switch (suite) {
    case 'revoquer':
      return planRevocation(champs, regard);
    case 'retirer':
      return planRetrait(champs, regard);
    case 'suspendre':
      return withMotif(champs, 'suspension', MOTIFS_SUSPENSION, (motifCode) =>
        ordre('SuspendreMandat', 'suspendre', { motifCode }),
      );
    case 'reprendre':
      return withMotif(champs, 'reprise', MOTIFS_REPRISE, (motifCode) =>
        ordre('ReprendreMandat', 'reprendre', { motifCode }),
      );
    case 'renoncer':
      return planRenonciation(champs);
    case 'deces':
      return planDate(champs, 'deces', regard, (le) => ordre('SignalerDeces', 'deces', { le }));
    case 'protection':
      return planProtection(champs, regard);
    case 'structure':
      return planStructure(champs);
    case 'remise':
      return planRemise(champs);
    case 'compte-rendu':
      return planCompteRendu(champs, regard.etat);
    case 'code-annule':
      return planCodeAnnule(champs, regard.etat);
  }
}

/** The control that a refusal of the package belongs to. */
export function champOfSuite(suite: Suite, motif: MotifRefus): string {
  if (motif.code !== 'instant_futur' && motif.code !== 'instant_recule') return '';
  if (suite === 'deces') return 'deces';
  if (suite === 'protection') return 'jugement';
  return suite === 'revoquer' ? 'quand' : '';
}

function planRevocation(champs: Champs, regard: Regard): Prevu {
  const demande = readDemande(champs, '');
  const quand = readQuand(champs, regard);
  const erreurs = [
    ...('erreurs' in demande ? demande.erreurs : []),
    ...('erreurs' in quand ? quand.erreurs : []),
  ];
  if ('erreurs' in demande || 'erreurs' in quand) return { erreurs };
  return { ordre: { ...ordre('RevoquerMandat', 'revoquer', demande), ...quand } };
}

/** Who asks, and how: never why. */
function readDemande(champs: Champs, prefixe: string) {
  const [champQui, champComment] = [`${prefixe}demandePar`, `${prefixe}canal`];
  const demandePar = oneOf(field(champs, champQui), ['mandant', 'ecrivain', 'structure'] as const);
  const canal = oneOf(field(champs, champComment), [
    'presence',
    'telephone',
    'courrier',
    'courriel',
  ] as const);
  const erreurs: Erreur[] = [];
  if (demandePar === null || !isChoix(demandePar, DEMANDEURS))
    erreurs.push({ champ: champQui, phrase: 'Dites qui demande l’arrêt.' });
  if (canal === null || !isChoix(canal, CANAUX))
    erreurs.push({ champ: champComment, phrase: 'Dites comment l’arrêt a été demandé.' });
  return demandePar === null || canal === null || erreurs.length > 0 ? { erreurs } : { demandePar, canal };
}

/** When it was said, if not just now: a day and an hour of the structure. */
function readQuand(champs: Champs, { zone }: Regard): { faitLe?: string } | { erreurs: Erreur[] } {
  const [date, heure] = [field(champs, 'quand'), field(champs, 'quandHeure')];
  if (date === '' && heure === '') return {};
  const faitLe = toInstant(date, heure === '' ? '12:00' : heure, zone);
  return faitLe === null
    ? { erreurs: [{ champ: 'quand', phrase: 'Écrivez le jour et l’heure où cela a été dit.' }] }
    : { faitLe };
}

function planRetrait(champs: Champs, { etat, maintenant }: Regard): Prevu {
  const demande = readDemande(champs, 'retrait.');
  const ligne = listLignes(etat, maintenant).find(({ code }) => code === field(champs, 'ligne'));
  const erreurs = 'erreurs' in demande ? demande.erreurs : [];
  if (ligne === undefined) erreurs.unshift({ champ: 'ligne', phrase: 'Choisissez ce qui s’arrête.' });
  if (ligne === undefined || 'erreurs' in demande) return { erreurs };
  const { itemId, acte } = ligne;
  const actes: Acte[] | undefined = acte === undefined ? undefined : [acte];
  return {
    ordre: ordre('RetirerPerimetre', 'retirer', {
      itemId,
      ...(actes === undefined ? {} : { actes }),
      ...demande,
    }),
  };
}

function withMotif(
  champs: Champs,
  champ: string,
  choix: readonly Choix[],
  toOrdre: (motifCode: string) => Ordre,
): Prevu {
  const motifCode = field(champs, champ);
  return isChoix(motifCode, choix)
    ? { ordre: toOrdre(motifCode) }
    : { erreurs: [{ champ, phrase: 'Choisissez une raison de la liste.' }] };
}

function planRenonciation(champs: Champs): Prevu {
  const preavis = field(champs, 'preavis');
  if (!isChoix(preavis, PREAVIS))
    return { erreurs: [{ champ: 'preavis', phrase: 'Choisissez un préavis.' }] };
  return withMotif(champs, 'renonciation', MOTIFS_RENONCIATION, (motifCode) =>
    ordre('RenoncerMandat', 'renoncer', { motifCode, preavisJours: Number(preavis) }),
  );
}

function planDate(
  champs: Champs,
  champ: string,
  { zone, maintenant }: Regard,
  toOrdre: (le: string) => Ordre,
): Prevu {
  const le = field(champs, champ);
  const aujourdhui = civilDate(new Date(maintenant), zone);
  if (toInstant(le, '12:00', zone) === null) return { erreurs: [{ champ, phrase: 'Écrivez la date.' }] };
  if (le > aujourdhui) return { erreurs: [{ champ, phrase: 'Cette date n’est pas encore venue.' }] };
  return { ordre: toOrdre(le) };
}

function planProtection(champs: Champs, regard: Regard): Prevu {
  const capacite = oneOf(field(champs, 'mesure'), [
    'sauvegarde',
    'curatelle_simple',
    'curatelle_renforcee',
    'habilitation_familiale',
    'tutelle',
    'mandat_protection_future',
  ] as const);
  const date = planDate(champs, 'jugement', regard, (jugementLe) =>
    ordre('SignalerProtection', 'protection', { capacite: capacite ?? 'inconnue', jugementLe }),
  );
  if (capacite !== null && isChoix(capacite, PROTECTIONS)) return date;
  const faute = { champ: 'mesure', phrase: 'Choisissez la mesure.' };
  return { erreurs: [faute, ...('erreurs' in date ? date.erreurs : [])] };
}

function planStructure(champs: Champs): Prevu {
  const cause = oneOf(field(champs, 'cause'), ['dissolution', 'changement_structure'] as const);
  return cause === null || !isChoix(cause, STRUCTURES)
    ? { erreurs: [{ champ: 'cause', phrase: 'Dites ce qui arrive à la structure.' }] }
    : { ordre: ordre('SignalerStructure', 'structure', { cause }) };
}

function planRemise(champs: Champs): Prevu {
  const canal = oneOf(field(champs, 'remise'), ['papier', 'courrier', 'courriel'] as const);
  return canal === null || !isChoix(canal, CANAUX_REMISE)
    ? { erreurs: [{ champ: 'remise', phrase: 'Dites comment la copie a été remise.' }] }
    : { remise: canal };
}

function planCompteRendu(champs: Champs, etat: EtatMandat): Prevu {
  const canal = oneOf(field(champs, 'compte'), ['papier', 'presence', 'telephone', 'courrier'] as const);
  const connus = new Set(etat.actes.map(({ evenementId }) => evenementId));
  const actes = fields(champs, 'rendus').filter((id) => connus.has(id));
  const erreurs: Erreur[] = [];
  if (actes.length === 0) erreurs.push({ champ: 'rendus', phrase: 'Cochez ce dont vous avez rendu compte.' });
  if (canal === null || !isChoix(canal, CANAUX_COMPTE))
    erreurs.push({ champ: 'compte', phrase: 'Dites comment.' });
  return canal === null || erreurs.length > 0
    ? { erreurs }
    : { ordre: ordre('RendreCompte', 'compte', { actes, canal }) };
}

function planCodeAnnule(champs: Champs, etat: EtatMandat): Prevu {
  const codeCommitment = field(champs, 'code');
  return etat.codes.some((code) => code.codeCommitment === codeCommitment)
    ? { ordre: ordre('RevoquerCodeTiers', 'code', { codeCommitment }) }
    : { erreurs: [{ champ: '', phrase: 'Ce code n’est pas de ce mandat.' }] };
}
