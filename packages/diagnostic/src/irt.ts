export { information, probability } from './irt/item.ts';
export type { IrtItem, IrtResponse } from './irt/item.ts';
export { createPosterior, eap } from './irt/posterior.ts';
export type { Posterior } from './irt/posterior.ts';
export { map, mle, wle } from './irt/likelihood.ts';
export type { Estimate } from './irt/likelihood.ts';
export { fitRaschCml } from './irt/rasch-cml.ts';
export { flash, flashScore } from './irt/flash.ts';
export type { FlashEstimate } from './irt/flash.ts';
