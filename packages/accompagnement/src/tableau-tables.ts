import { buildCube, norms, protect, releaseSpec, type CellKey } from '@porte-plume/statistiques';

const NORME = 'FR_SOCIAL_5';
/** Threshold of the norm, for the figures that are no cell of a table. */
export const SEUIL_TABLEAU: number = norms[NORME].threshold;
const TEMPS_MAX = 8000;

/** What protection asks for besides the figures. */
export interface SecretTableau {
  /**
   * Key of the organisation: the same table is always masked the same way. With a fresh one, two readings of the same
   * figures would mask different cells, and reveal both.
   */
  cle: Uint8Array;
  alea: (octets: number) => Uint8Array;
  /** Clock in milliseconds: without it each run of the solver is bounded, not all of them together. */
  horloge?: () => number;
}

export interface CaseTableau {
  key: Readonly<Record<string, string>>;
  valeur: number | null;
  statut: 'publie' | 'masque';
}

/** Counts by cell, and the tables to make of them, protected together. */
export interface DemandeTables {
  unit: string;
  dimensions: readonly ({ code: string } & (
    { codes: readonly string[] } | { hierarchies: readonly Readonly<Record<string, readonly string[]>>[] }
  ))[];
  tables: readonly (readonly string[])[];
  /** One column a dimension, and `n`. */
  colonnes: Readonly<Record<string, readonly (string | number)[]>>;
  /** Cells that are known elsewhere: they must be published, others are masked in their place. */
  garder: readonly CellKey[];
}

/** Cells that may be shown; null when nothing of these tables may. */
export type Protecteur = (demande: DemandeTables) => Promise<readonly CaseTableau[] | null>;

/**
 * Protects by `protect` of statistiques, audit included. One question by lieu is a two-way table: flows find its masks in a
 * few milliseconds, and the solver is asked only when they found none.
 */
export function createProtecteur({ cle, alea, horloge }: SecretTableau): Protecteur {
  return async ({ unit, dimensions, tables, colonnes, garder }) => {
    const spec = releaseSpec({
      ...{ version: 1, id: 'tableau', unit, measure: { type: 'frequency', column: 'n' } },
      ...{ rules: NORME, dimensions, tables },
    });
    if (!spec.ok)
      throw new Error(`release specification refused: ${spec.motifs.map(({ code }) => code).join(' ')}`);
    const cube = buildCube(spec.value, colonnes);
    if (!cube.ok) throw new Error(`cube refused: ${cube.motifs.map(({ code }) => code).join(' ')}`);
    const options = {
      level: 'interval' as const,
      // Zeros are published, so a reader knows that a masked cell holds at least one.
      bounds: { masked: [1, null] as const },
      publish: garder,
      alea,
      key: cle,
      audience: 'internal' as const,
      timeLimitMs: TEMPS_MAX,
      ...(horloge && { now: horloge }),
    };
    if (tables.length === 1) {
      const flots = await protect(cube.value, { ...options, solver: noSolver });
      if (flots.ok) return flots.value.table.cells;
      if (flots.motifs.every(({ code }) => code !== 'SOLVER_MISSING')) return null;
    }
    const protection = await protect(cube.value, options);
    return protection.ok ? protection.value.table.cells : null;
  };
}

const noSolver = (): Promise<never> => Promise.reject(new Error('flows are enough'));
