import {
  audit,
  parsePublishedTable,
  releaseSpec,
  unionLedger,
  type Ledger,
  type LedgerEntry,
  type ReleaseSpec,
} from '@porte-plume/statistiques';
import canonicalize from 'canonicalize';
import type { Id } from './date-civile.ts';
import type { Motif } from './resultat.ts';
import { RESEAU_TROP_PETIT, STRUCTURES_MIN } from './union-faits.ts';

/** A structure whose facts a common report counts, with what it has published by itself. */
export interface StructurePubliante {
  id: Id;
  ledger: Ledger;
}

/** The structures of a common report, all of them. */
export interface Reseau {
  structures: readonly StructurePubliante[];
}

/** A table of a common report that a structure was part of: its own reports are checked beside it. */
export interface PublicationCommune {
  spec: ReleaseSpec;
  csv: string;
  /** The others of that réseau, with what they have published. */
  structures: readonly StructurePubliante[];
}

const RESEAU = 'reseau:';
const DIMENSION = 'structure';

/** What a universe counts: `<structure>:<unit>`, or `reseau:<structures>:<unit>`. */
const partsOf = (universeId: string): Id[] =>
  universeId
    .replace(RESEAU, '')
    .replace(/:[^:]*$/u, '')
    .split('+');

/** What the universe of a common report is called, before its unit: the structures that it counts. */
export const universOf = ({ structures }: Reseau): string =>
  `${RESEAU}${structures
    .map(({ id }) => id)
    .sort()
    .join('+')}`;

const codesOf = ({ dimensions }: ReleaseSpec): Record<string, readonly string[]> =>
  Object.fromEntries(dimensions.flatMap(({ code, codes }) => (codes === undefined ? [] : [[code, codes]])));

/** All that the structures of a common table have published, alone or together, as a reader of everything sees it. */
export function ledgerBeside(spec: ReleaseSpec, ledgers: readonly Ledger[]): Ledger {
  const universe = spec.universe?.id ?? '';
  const parts = partsOf(universe);
  return unionLedger(ledgers, {
    universe,
    dimension: DIMENSION,
    parts,
    codes: codesOf(spec),
    partsOf: (id) => {
      const siennes = partsOf(id);
      return siennes.every((part) => parts.includes(part)) ? siennes : null;
    },
  });
}

/**
 * What forbids a common report: too few structures (`reseau_trop_petit`), one of them twice (`structure_en_double`), or one
 * that left since a common report over some of these months (`reseau_change`): taking one from the other would tell it.
 */
export function checkReseau(
  { structures }: Reseau,
  ledger: Ledger,
  mois: { from: string; to: string },
): Motif[] {
  const ids = new Set(structures.map(({ id }) => id));
  const motifs: Motif[] = [];
  if (ids.size < STRUCTURES_MIN) motifs.push(RESEAU_TROP_PETIT);
  if (ids.size < structures.length)
    motifs.push({
      code: 'structure_en_double',
      phrase: 'Une structure est là deux fois\u00a0: ses fiches compteraient deux fois.',
      path: ['reseau'],
    });
  const parties = ledger.entries.some(
    ({ universe: { id, period } }) =>
      id.startsWith(RESEAU) &&
      period.from <= mois.to &&
      period.to >= mois.from &&
      partsOf(id).some((part) => !ids.has(part)),
  );
  if (parties)
    motifs.push({
      code: 'reseau_change',
      phrase:
        'Une structure est partie depuis un rapport commun sur ces mois\u00a0: comparés, les deux livreraient ses chiffres. Choisissez des mois qui n’y sont pas.',
      path: ['reseau'],
    });
  return motifs;
}

const LIVRE: Motif = {
  code: 'LEDGER_BLOCKS',
  phrase:
    'Avec un rapport commun déjà figé, ce tableau ferait retrouver un petit nombre. Choisissez d’autres mois, ou plus de mois.',
  path: ['reseau'],
};

/**
 * Whether a release of one structure, put beside the common tables that count it, gives anything away: in a common table,
 * in those of the others, or in its own. Empty: nothing.
 */
export async function checkBeside(
  entries: readonly LedgerEntry[],
  communes: readonly PublicationCommune[],
): Promise<Motif[]> {
  const own = entries.at(-1);
  if (own === undefined) return [];
  const { period } = own.universe;
  for (const { spec, csv, structures } of communes) {
    const sien = spec.universe?.period;
    if (spec.unit !== own.unit || sien === undefined || sien.from > period.to || sien.to < period.from)
      continue;
    const lue = releaseSpec(spec);
    const table = lue.ok ? parsePublishedTable(csv, lue.value) : lue;
    if (!table.ok) return [...table.motifs];
    // The common table is what is attacked: its own line is no past to it.
    const autre = (entry: LedgerEntry): boolean =>
      canonicalize(entry.universe) !== canonicalize(spec.universe);
    const ledgers = [entries, ...structures.map((une) => une.ledger.entries)];
    const ledger = ledgerBeside(
      spec,
      ledgers.map((lines) => ({ entries: lines.filter(autre) })),
    );
    const vu = await audit(table.value, { ledger, bounds: { masked: [1, null] }, explain: false });
    if (!vu.ok) return [...vu.motifs];
    const { consistent, exact, joint } = vu.value;
    if (!consistent || exact > 0 || (joint?.leaks.length ?? 0) > 0) return [LIVRE];
  }
  return [];
}
