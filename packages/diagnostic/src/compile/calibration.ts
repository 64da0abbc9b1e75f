/**
 * What is known of the items in a population (data/calibration@0.json): logit P(yes) = θ + ε_area − b, with θ ~ N(μ, σ²)
 * for a person and ε ~ N(0, τ²) for each area, among users only. Experimental.
 */
export interface Calibration {
  sigma: number;
  tau: number;
  /** In the order that breaks ties. `b`: difficulty, logits. */
  items: readonly { code: string; area: string; b: number }[];
}

/**
 * Truth of a question asked, as it was answered. Misreport: a true no is said yes with `falseYes`, a true yes is said no
 * with `falseNo`.
 */
export interface Misreport {
  falseYes: number;
  falseNo: number;
}

export const TRUTHFUL: Misreport = { falseYes: 0, falseNo: 0 };

/** Probability of each said answer on each point of the quadrature, item by item. */
export interface Table {
  areas: readonly (readonly number[])[];
  thetaWeights: readonly number[];
  areaWeights: readonly number[];
  /** `[item][θ × ε]`. */
  saidYes: readonly Float64Array[];
  trueNo: readonly Float64Array[];
}
