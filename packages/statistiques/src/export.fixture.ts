import {
  buildCube,
  certify,
  protect,
  releaseSpec,
  type Certificate,
  type Columns,
  type ProtectedTable,
  type Resultat,
} from './index.ts';
import { openCube } from './raw-cube.ts';
import { roundControlled } from './rounding.ts';

export const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};

/** A protected table with its certificate, and what its masked cells hide (for tests that look for leaks). */
export type Release = {
  readonly table: ProtectedTable;
  readonly certificate: Certificate;
  readonly hidden: readonly number[];
};

export async function release(input: object, columns: Columns, threshold?: number): Promise<Release> {
  const spec = value(releaseSpec({ version: 1, rules: 'FR_SOCIAL_5', unit: 'intervention', ...input }));
  const cube = value(buildCube(spec, columns));
  const protection = value(
    await protect(cube, {
      level: 'exact',
      alea: (octets) => new Uint8Array(octets),
      ...(threshold === undefined ? {} : { threshold }),
    }),
  );
  const { values } = openCube(cube);
  const { table } = protection;
  const certificate = value(
    await certify(protection, protection.audit, {
      maintenant: '2026-04-06T08:00:00Z',
      release: 'demo-2026-T1',
    }),
  );
  const hidden = table.cells.flatMap(({ valeur }, cell) => (valeur === null ? [values[cell] ?? 0] : []));
  return { table, certificate, hidden };
}

export const universe = {
  id: 'interventions-42',
  period: { from: '2026-01', to: '2026-03' },
  vintage: '2026-04-05',
};

/** The example of §11.3. */
export const example = (): Promise<Release> =>
  release(
    {
      id: 'demo',
      measure: { type: 'frequency', column: 'n' },
      dimensions: [{ code: 'site' }, { code: 'sexe' }],
      tables: [['site', 'sexe']],
      universe,
    },
    {
      site: ['S01', 'S01', 'S02', 'S02', 'S03', 'S03'],
      sexe: ['F', 'H', 'F', 'H', 'F', 'H'],
      n: [12, 3, 9, 14, 12, 12],
    },
  );

/** Zones over sites, months and quarters, age bands, unknown answers, two linked tables. */
export function rich(): Promise<Release> {
  const sites = ['Z1-Centre', 'Z1-Gare', 'Z2-Nord', 'Z2-Sud'];
  const months = ['2026-01', '2026-02', '2026-03'];
  const ages = [18, 30, 70, null];
  const rows = sites.flatMap((site, s) =>
    months.flatMap((mois, m) =>
      ages.map((age, a) => ({
        site,
        mois,
        age,
        n: s === 3 ? Number(a === 2) * (m + 1) : (s * 37 + m * 17 + a * 29 + s * m * a * 7) % 23,
      })),
    ),
  );
  const column = <K extends keyof (typeof rows)[number]>(name: K): (typeof rows)[number][K][] =>
    rows.map((row) => row[name]);
  return release(
    {
      id: 'demarches-t1',
      measure: { type: 'frequency', column: 'n' },
      dimensions: [
        {
          code: 'site',
          hierarchies: [{ Total: ['Z1', 'Z2'], Z1: ['Z1-Centre', 'Z1-Gare'], Z2: ['Z2-Nord', 'Z2-Sud'] }],
        },
        { code: 'mois', calendar: ['mois', 'trimestre'] },
        { code: 'age', bands: [25, 65] },
      ],
      tables: [
        ['site', 'mois'],
        ['site', 'age'],
      ],
      universe,
    },
    { site: column('site'), mois: column('mois'), age: column('age'), n: column('n') },
  );
}

/** Masked values that are seen nowhere else: large, all different, under a threshold as large. */
export const unmistakable = (): Promise<Release> =>
  release(
    {
      id: 'grands-nombres',
      measure: { type: 'frequency', column: 'n' },
      dimensions: [{ code: 'site' }, { code: 'sexe' }],
      tables: [['site', 'sexe']],
      universe,
    },
    {
      site: ['S01', 'S01', 'S02', 'S02', 'S03', 'S03'],
      sexe: ['F', 'H', 'F', 'H', 'F', 'H'],
      n: [7_654_321, 48_613, 9_182_736, 8_273_645, 63_524_178, 71_829_364],
    },
    50_000,
  );

/** Codes that attack spreadsheets, CSV, XML, HTML and terminals. */
export const HOSTILE = [
  '=cmd|’ /C calc’!A0',
  '+33 6',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '<script>alert(1)</script>',
  '"; DROP',
  "' onload='x",
  'a&b;c,d',
  'ligne\nsuite',
  'x\u0000\u0008\u001f\ufffey',
  '\ud800 seul',
  '_x0041_',
  's',
  '  deux  espaces ',
  '__proto__',
  'constructor',
] as const;

export const hostile = (): Promise<Release> =>
  release(
    {
      id: '=hostile & "co"',
      measure: { type: 'frequency', column: 'n' },
      dimensions: [{ code: 'lieu' }],
      tables: [['lieu']],
    },
    { lieu: [...HOSTILE, 'petit', 'petit2'], n: [...HOSTILE.map((_, rank) => 20 + rank), 2, 9] },
  );

/** Several answers a record, and records without any. */
export const multiple = (): Promise<Release> =>
  release(
    {
      id: 'familles',
      measure: { type: 'records' },
      dimensions: [{ code: 'famille', multi: '|' }],
      tables: [['famille']],
    },
    {
      famille: Array.from({ length: 90 }, (_, rank) =>
        rank % 9 === 0 ? null : rank % 2 === 1 ? 'caf|sante' : rank % 5 === 0 ? 'impots|caf' : 'caf',
      ),
    },
  );

/** The example of §11.3, rounded to a multiple of 5 instead of masked. */
export async function rounded(): Promise<ProtectedTable> {
  const spec = value(
    releaseSpec({
      version: 1,
      id: 'demo',
      unit: 'intervention',
      measure: { type: 'frequency', column: 'n' },
      dimensions: [{ code: 'site' }, { code: 'sexe' }],
      tables: [['site', 'sexe']],
      rules: 'FR_SOCIAL_5',
    }),
  );
  const columns = { site: ['S01', 'S01', 'S02', 'S02'], sexe: ['F', 'H', 'F', 'H'], n: [12, 3, 9, 14] };
  return value(await roundControlled(value(buildCube(spec, columns)), { base: 5 }));
}
