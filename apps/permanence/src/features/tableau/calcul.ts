import {
  computeIndicateurs,
  getIndicateurs,
  toCubeColumns,
  type Faits,
} from '@porte-plume/accompagnement/indicateurs';
import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { PERIMETRES } from '@porte-plume/demarches';
import type { Columns, Protection } from '@porte-plume/statistiques';
import { toCsv } from '@porte-plume/statistiques/export';
import type { Cases } from './case.ts';
import { protectTable, SEUIL, type Secret } from './protege.ts';

/** Both days included. */
export interface Periode {
  du: string;
  au: string;
}

/** A table that was protected, as it is kept: what a page says of it, and its CSV, written while it is still proven. */
export interface Croisement extends Cases {
  seuil: number;
  /** Masked cells that the attack found exactly. */
  exactes: number;
  csv: string;
}

/** Everything that the page and its CSV may show. */
export interface Publie {
  periode: Periode;
  /** Démarches by périmètre and mode; null when nothing could be published. */
  croisement: Croisement | null;
  /** Figures of the period by code of indicator; null = not published. */
  chiffres: Readonly<Record<'A1' | 'A2' | 'A2b' | 'A4', number | null>>;
}

/** Computes and protects the figures of the coordinator's page. Nothing raw is returned. */
export async function publish(faits: Faits, periode: Periode, secret: Secret): Promise<Publie> {
  const protection = await protectCroisement(faits, periode, secret);
  return {
    periode,
    croisement: protection === null ? null : toCroisement(protection),
    chiffres: computeChiffres(faits, periode),
  };
}

function toCroisement({ table, threshold, audit }: Protection): Croisement {
  return {
    table: { dims: table.dims, cells: table.cells },
    seuil: threshold,
    exactes: audit.exact,
    csv: toCsv(table, { separator: ';', layout: 'publication' }),
  };
}

/** Démarches of a period by périmètre and mode, protected; null when there are none, or nothing may be published. */
export async function protectCroisement(
  faits: Faits,
  periode: Periode,
  secret: Secret,
): Promise<Protection | null> {
  const actes = onlyDemarches(toCubeColumns(faits, 'acte', periode));
  if (Object.values(actes).every((colonne) => colonne.length === 0)) return null;
  return protectTable(
    'demarches-perimetre-mode',
    {
      dimensions: [
        { code: 'perimetre', codes: [...PERIMETRES] },
        { code: 'mode', codes: LISTES.mode.map(({ code }) => code) },
      ],
      tables: [['perimetre', 'mode']],
      universe: {
        id: 'permanences',
        period: { from: periode.du.slice(0, 7), to: periode.au.slice(0, 7) },
        vintage: periode.au,
      },
    },
    actes,
    secret,
  );
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

const CHIFFRES = ['A1', 'A2', 'A2b', 'A4'] as const;

/**
 * Figures over the whole period, each null under the threshold. No sum relation ties those that are published: A4 would
 * tie A1 to A2b (followed = all − anonymous), so it is published only together with both.
 */
function computeChiffres(faits: Faits, periode: Periode): Publie['chiffres'] {
  const definitions = getIndicateurs('indicateurs@2026.1')
    .filter(({ code }) => CHIFFRES.includes(code as (typeof CHIFFRES)[number]))
    .map((definition) => ({ ...definition, dimensions: [] }));
  const resultats = computeIndicateurs(definitions, faits, periode);
  const [A1, A2, A2b, A4] = CHIFFRES.map((code) => {
    const resultat = resultats[code];
    return resultat?.ok === true ? resultat.value.value : null;
  });
  const permis = (valeur: number | null | undefined) =>
    valeur === null || valeur === undefined || (valeur > 0 && valeur < SEUIL) ? null : valeur;
  const publies = { A1: permis(A1), A2: permis(A2), A2b: permis(A2b) };
  const lies = Object.values(publies).every((valeur) => valeur !== null);
  return { ...publies, A4: lies ? (A4 ?? null) : null };
}
