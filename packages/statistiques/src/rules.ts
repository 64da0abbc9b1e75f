export { groupDisclosure, isDisclosive, isSmallCount } from './count-rules.ts';
export type { CountRules } from './count-rules.ts';
export { dominanceRule, magnitudeVerdict, nkRule, pPercentRule } from './magnitude.ts';
export type { Contributions, MagnitudeRules, MagnitudeVerdict } from './magnitude.ts';
export { norms } from './norm.ts';
export type { Norm, NormId } from './norm.ts';
