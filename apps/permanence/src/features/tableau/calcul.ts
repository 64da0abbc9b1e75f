import {
  computeIndicateur,
  getIndicateurs,
  toCubeColumns,
  type Faits,
} from '@porte-plume/accompagnement/indicateurs';
import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { PERIMETRES } from '@porte-plume/demarches';
import {
  buildCube,
  norms,
  protect,
  releaseSpec,
  type Columns,
  type Protection,
} from '@porte-plume/statistiques';
import type { Alea } from '../../domain/identifiant.ts';

/** Both days included. */
export interface Periode {
  du: string;
  au: string;
}

/** Everything that the page and its CSV may show. */
export interface Publie {
  periode: Periode;
  /** Démarches by périmètre and mode; null when nothing could be published. */
  croisement: Protection | null;
  /** Figures of the period by code of indicator; null = not published. */
  chiffres: Readonly<Record<'A1' | 'A2' | 'A2b' | 'A4', number | null>>;
}

const NORME = 'FR_SOCIAL_5';
/** Threshold of the norm, for the figures that are no cell of a table. */
export const SEUIL = norms[NORME].threshold;
const TEMPS_MAX = 8000;

interface Secret {
  /**
   * Key of the organisation: the same table is always masked the same way. With a fresh one, two readings of the same
   * figures would mask different cells, and reveal both.
   */
  cle: Uint8Array;
  alea: Alea;
}

/** Computes and protects the figures of the coordinator's page. Nothing raw is returned. */
export async function publish(bruts: Faits, periode: Periode, secret: Secret): Promise<Publie> {
  const interventions = bruts.interventions.filter(
    ({ date, annulee }) => annulee === null && date >= periode.du && date <= periode.au,
  );
  const faits: Faits = { ...bruts, interventions };
  const actes = onlyDemarches(toCubeColumns(faits, 'acte'));
  const mois = { from: periode.du.slice(0, 7), to: periode.au.slice(0, 7) };
  const croisement = await protectTable(
    {
      version: 1,
      id: 'demarches-perimetre-mode',
      unit: 'demarche',
      measure: { type: 'records' },
      dimensions: [
        { code: 'perimetre', codes: [...PERIMETRES] },
        { code: 'mode', codes: LISTES.mode.map(({ code }) => code) },
      ],
      tables: [['perimetre', 'mode']],
      rules: NORME,
      universe: { id: 'permanences', period: mois, vintage: periode.au },
    },
    actes,
    secret,
  );
  return { periode, croisement, chiffres: computeChiffres(faits, periode) };
}

function onlyDemarches(columns: Record<string, (string | number)[]>): Columns {
  const gardees = (columns.objet ?? []).map((objet) => objet === 'demarche');
  return Object.fromEntries(
    ['perimetre', 'mode'].map((nom) => [
      nom,
      (columns[nom] ?? []).filter((_, rang) => gardees[rang] === true),
    ]),
  );
}

async function protectTable(
  entree: unknown,
  columns: Columns,
  { cle, alea }: Secret,
): Promise<Protection | null> {
  if (Object.values(columns).every((colonne) => colonne.length === 0)) return null;
  const spec = releaseSpec(entree);
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
    now: () => performance.now(),
  });
  // Too few records, no solver or no time: nothing is published, the page says so.
  return protection.ok ? protection.value : null;
}

/**
 * Figures over the whole period, each null under the threshold. No sum relation ties those that are published: A4 would
 * tie A1 to A2b (followed = all − anonymous), so it is published only together with both.
 */
function computeChiffres(faits: Faits, periode: Periode): Publie['chiffres'] {
  const [A1, A2, A2b, A4] = (['A1', 'A2', 'A2b', 'A4'] as const).map((code) => {
    const definition = getIndicateurs('indicateurs@2026.1').find((une) => une.code === code);
    const resultat =
      definition === undefined ? null : computeIndicateur({ ...definition, dimensions: [] }, faits, periode);
    return resultat?.ok === true ? resultat.value.value : null;
  });
  const permis = (valeur: number | null | undefined) =>
    valeur === null || valeur === undefined || (valeur > 0 && valeur < SEUIL) ? null : valeur;
  const publies = { A1: permis(A1), A2: permis(A2), A2b: permis(A2b) };
  const lies = Object.values(publies).every((valeur) => valeur !== null);
  return { ...publies, A4: lies ? (A4 ?? null) : null };
}
