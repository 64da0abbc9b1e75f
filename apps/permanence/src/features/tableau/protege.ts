/** The one way by which a table of the team's pages is counted and protected. */
import {
  buildCube,
  norms,
  protect,
  releaseSpec,
  type Columns,
  type Protection,
} from '@porte-plume/statistiques';
import { processorTime } from '../../domain/chrono.ts';
import type { Alea } from '../../domain/identifiant.ts';

const NORME = 'FR_SOCIAL_5';
/** Threshold of the norm, for the figures that are no cell of a table. */
export const SEUIL = norms[NORME].threshold;
/** Of processor. */
const TEMPS_MAX = 8000;

export interface Secret {
  /**
   * Key of the organisation: the same table is always masked the same way. With a fresh one, two readings of the same
   * figures would mask different cells, and reveal both.
   */
  cle: Uint8Array;
  alea: Alea;
}

/** What is counted: the dimensions, the tables wanted, where and when. */
export interface Demande {
  dimensions: readonly unknown[];
  tables: readonly (readonly string[])[];
  universe: { id: string; period: { from: string | undefined; to: string | undefined }; vintage: unknown };
}

/**
 * Démarches counted in tables, after `protect`; null when nothing may be published: too few records, no solver or no time.
 * @param id - name of the release
 */
export async function protectTable(
  id: string,
  demande: Demande,
  columns: Columns,
  { cle, alea }: Secret,
): Promise<Protection | null> {
  const spec = releaseSpec({
    ...{ version: 1, id, unit: 'demarche', measure: { type: 'records' }, rules: NORME },
    ...demande,
  });
  if (!spec.ok)
    throw new Error(`release specification refused: ${spec.motifs.map(({ code }) => code).join(' ')}`);
  const cube = buildCube(spec.value, columns);
  if (!cube.ok) throw new Error(`cube refused: ${cube.motifs.map(({ code }) => code).join(' ')}`);
  const protection = await protect(cube.value, {
    level: 'interval',
    // Zeros are published, so a reader knows that a masked cell holds at least one.
    bounds: { masked: [1, null] },
    alea,
    key: cle,
    audience: 'internal',
    timeLimitMs: TEMPS_MAX,
    now: processorTime,
  });
  return protection.ok ? protection.value : null;
}
