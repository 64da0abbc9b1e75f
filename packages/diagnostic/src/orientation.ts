export type { CodeFrein, Frein, FreinConstate } from './frein.ts';
export { FREINS } from './frein.ts';
export type { Proposition } from './orientation/orienter.ts';
export { orienter } from './orientation/orienter.ts';
export type {
  BilanOriente,
  Condition,
  Contexte,
  Lecture,
  LectureInstrument,
  Mode,
  Nature,
  NiveauAtelier,
  PropositionRegle,
  Regle,
  ReglesOrientation,
  Souhait,
} from './orientation/regles.ts';
export { LECTURES, reglesOrientation, SOUHAITS } from './orientation/regles.ts';
export { parseRegles } from './orientation/parse-regles.ts';
export type { Confiance, ProfilNumerique } from './profil.ts';
export { profil, PROFILS_NUMERIQUES } from './profil.ts';
export type { Posture } from './orientation/posture.ts';
export { posture, POSTURES } from './orientation/posture.ts';
