import type { Faits } from './faits.ts';
import type { Periode } from './socle.ts';
import { lazy, once } from './table-lignes.ts';
import { createEntieres, type Tables } from './tables-source.ts';

type TablesOf = (periode: Periode | null) => Tables;

/** The columns of prepared facts last as long as these. */
const preparations = new WeakMap<Faits, TablesOf>();

/**
 * The same facts, of which the columns are kept: everything that takes facts takes these, and reads the objects once however
 * many periods and figures are asked of it. Prepare when more than one thing is computed of the same facts.
 *
 * The columns are made at the first question that needs them, and never again: the facts may not change afterwards (prepare
 * them again). They weigh some hundred octets an intervention, as long as the answer is held; a copy of it (`{ ...faits }`) is
 * made of ordinary facts.
 */
export function prepareFaits(faits: Faits): Faits {
  if (preparations.has(faits)) return faits;
  const prepares: Faits = Object.freeze({ ...faits });
  const create = createEntieres(prepares);
  const entieres = lazy(() => create(null));
  const ofPeriode = once((days: string) => {
    const [du = '', au = ''] = days.split(' ');
    return create({ du, au });
  });
  preparations.set(prepares, (periode) =>
    periode === null ? entieres() : ofPeriode(`${periode.du} ${periode.au}`),
  );
  return prepares;
}

/** The tables of these facts over a period; null: all of them. */
export function tablesOf(faits: Faits, periode: Periode | null): Tables {
  return (preparations.get(faits) ?? createEntieres(faits))(periode);
}
