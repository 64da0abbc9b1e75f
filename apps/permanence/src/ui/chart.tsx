import { scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import { nombreOuMasque } from './table.tsx';

/** A bar of the chart; `null` is not published. */
export interface Barre {
  libelle: string;
  valeur: number | null;
  /** Said after the figure: its share. */
  mention?: string;
}

/**
 * Horizontal bars from protected figures. A masked bar is a hatched marker over the whole width,
 * the same for all, so that its length tells nothing. Names and figures are text beside the drawing:
 * they wrap at 320 px, grow with the reader's letters and are read aloud in order.
 * `id` sets apart the charts of one page.
 */
export function Barres({ barres, id = 'hachures' }: { barres: readonly Barre[]; id?: string }): ReactNode {
  const part = scaleLinear()
    .domain([0, Math.max(1, ...barres.map(({ valeur }) => valeur ?? 0))])
    .range([0, 100]);
  return (
    <ol className="barres">
      {barres.map(({ libelle, valeur, mention }, rang) => (
        <li key={libelle}>
          <span>{libelle}</span>
          <span className={valeur === null ? 'masque' : 'barre-valeur'}>
            {nombreOuMasque(valeur)}
            {mention === undefined ? null : <span className="doux barre-part"> {mention}</span>}
          </span>
          <svg className="barre" width="300" height="12" aria-hidden="true">
            {valeur === null ? (
              <>
                <pattern
                  id={`${id}-${rang}`}
                  width="8"
                  height="8"
                  patternUnits="userSpaceOnUse"
                  patternTransform="rotate(45)"
                >
                  <path className="hachure" d="M0 0V8" />
                </pattern>
                <rect className="voile" width="100%" height="100%" rx="4" fill={`url(#${id}-${rang})`} />
              </>
            ) : (
              <>
                <rect className="rail" fill="#ddd" width="100%" height="100%" rx="4" />
                <rect className="plein" width={`${part(valeur).toFixed(2)}%`} height="100%" rx="4" />
              </>
            )}
          </svg>
        </li>
      ))}
    </ol>
  );
}
