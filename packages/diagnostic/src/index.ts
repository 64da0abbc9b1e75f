export type { Motif, Resultat } from './motif.ts';
export type {
  AggregationRule,
  Area,
  BandScale,
  Instrument,
  InstrumentText,
  Item,
  ItemText,
  Source,
  Status,
  Synthesis,
  TacheObservable,
} from './instrument.ts';
export { instrumentKey } from './instrument.ts';
export { instruments } from './editions.ts';
export { parseInstrument } from './parse-instrument.ts';
export type { Evidence, Reponse, Valeur } from './reponse.ts';
export { fromRecord } from './reponse.ts';
export { parseReponses } from './parse-reponses.ts';
export type { ReponseActuelle } from './answers.ts';
export { readAnswers } from './answers.ts';
export type { AreaBilan, AreaLevel, Bilan, Etape } from './bilan.ts';
export { score } from './score.ts';
export type { Bande, BandResultat, ValeurDeBande } from './bandes.ts';
export { scoreBands } from './bandes.ts';
export { AUTONOMIE_COOP, toReponsesObservees } from './observation.ts';
export type { Criterion, LogicalPlan, Plan, ShowPolicy, Suite, TreeNode, TreePlan } from './plan.ts';
export {
  arbreIllectronisme2021,
  createLogicalPlan,
  departRapide,
  entretienIllectronisme2021,
  next,
} from './plan.ts';
export type { CodeFrein, FreinConstate } from './frein.ts';
export type { BilanOriente, Contexte, ReglesOrientation } from './orientation/regles.ts';
export type { Proposition } from './orientation/orienter.ts';
export { orienter } from './orientation/orienter.ts';
export type { Confiance, ProfilNumerique } from './profil.ts';
export { profil, PROFILS_NUMERIQUES } from './profil.ts';
export type { LigneStatistique } from './statistique.ts';
export { toStatistique } from './statistique.ts';
