import type { Bilan } from '@porte-plume/diagnostic';
import {
  orienter,
  posture,
  profil,
  type Confiance,
  type Proposition,
} from '@porte-plume/diagnostic/orientation';
import { toQr } from '@porte-plume/diagnostic/qr';
import { confianceDe, constats, contexteDe } from './freins.ts';
import { bilanDe, finDe, type Parcours } from './parcours.ts';

/** What the last screen says. All but `regles` are keys of texts, which are also those of the audio. */
export interface Resultat {
  titre: string;
  /** What the person already does: the items of the yes that the trace counts. */
  faits: readonly string[];
  aides: readonly string[];
  /** For the helper beside, in French: the trace, what to check again, the reasons of what is proposed. */
  regles: readonly string[];
  /** Text of the QR code. */
  code: string;
}

function titreDe(parcours: Parcours, { illectronisme, areas }: Bilan): string {
  if (illectronisme === false) return 'resultat.hors';
  if (illectronisme) return areas.length === 0 ? 'resultat.non-usager' : 'resultat.peu';
  const fin = finDe(parcours);
  return fin?.by === 'posterior' && fin.decision === true ? 'resultat.probable' : 'resultat.ouvert';
}

const PROFILS = {
  eloigne: 'éloigné',
  debutant: 'débutant',
  presque_autonome: 'presque autonome',
  autonome: 'autonome',
} as const;

const AISANCES = ['pas du tout à l’aise', 'peu à l’aise', 'plutôt à l’aise', 'à l’aise'] as const;
const POSTURES = {
  j_observe_je_verifie: 'La personne fait, l’écrivain regarde et vérifie.',
  montrer_d_abord: 'Faire montrer avant de conclure.',
} as const;

/** Told apart: it enters no level. */
function aisance(bilan: Bilan, confiance: Confiance | undefined): readonly string[] {
  if (confiance === undefined) return [];
  const { niveau, crainte } = confiance;
  const dites = [
    ...(niveau === null ? [] : [AISANCES[niveau]]),
    ...(crainte === null ? [] : [crainte ? 'peur de faire une erreur' : 'pas peur de faire une erreur']),
  ];
  const a = posture(bilan, confiance);
  return [`Confiance, à part du niveau\u00a0: ${dites.join(', ')}.${a === null ? '' : ` ${POSTURES[a]}`}`];
}

function raisons({ phrase, raison, changeraitSi }: Proposition): readonly string[] {
  return [`Proposé\u00a0: ${phrase} ${raison}`, ...changeraitSi.slice(0, 3)];
}

/** @throws RangeError if the package refuses what `avancer` made (programmer error). */
export function resultatDe(parcours: Parcours): Resultat {
  const bilan = bilanDe(parcours);
  const freins = constats(parcours.freins);
  const propositions = orienter(bilan, freins, contexteDe(parcours.freins));
  if (!propositions.ok) throw new RangeError(propositions.motifs.map(({ code }) => code).join(' '));
  const comptes = bilan.trace.filter(({ rule }) => rule === 'area').flatMap(({ facts }) => facts);
  const faits = comptes.flatMap(({ item, value }) => (item !== undefined && value === 'yes' ? [item] : []));
  const alertes = new Set(bilan.alertes.map(({ phrase }) => phrase));
  const confiance = confianceDe(parcours.freins);
  const profils = profil(bilan, confiance).map((code) => PROFILS[code]);
  const cibles = propositions.value.map(({ cible }) => cible);
  const probable = titreDe(parcours, bilan) === 'resultat.probable';
  return {
    titre: titreDe(parcours, bilan),
    faits,
    aides: [...(cibles.length > 0 ? cibles : ['aide-ponctuelle']), 'parler', 'libre'].map(
      (cible) => `aide.${cible}`,
    ),
    regles: [
      ...bilan.trace.map((etape) => etape.phrase),
      ...(probable
        ? ['Illectronisme probable, pas certain\u00a0: l’entretien court s’arrête à 95 chances sur 100.']
        : []),
      ...[...alertes].map((phrase) => `À vérifier ensemble. ${phrase}`),
      `Profils possibles (grille expérimentale)\u00a0: ${profils.join(', ')}.`,
      ...aisance(bilan, confiance),
      ...propositions.value.flatMap(raisons),
    ],
    code: toQr(bilan, freins),
  };
}
