import data from '../../data/calibration@0.json' with { type: 'json' };
import type { Calibration } from './calibration.ts';

/** Who an interview is judged on; `status` says how far the figures are from a measure. */
export interface PopulationDeReference {
  id: string;
  mu: number;
  nonUsers: number;
  status: string;
}

/** The shipped calibration (experimental: 15 starting shares of 30 are assumptions, no field test yet). */
export const calibration: Calibration & {
  id: string;
  version: string;
  usersShare: number;
  targets: Readonly<Record<string, number>>;
  populations: readonly PopulationDeReference[];
} = data;
