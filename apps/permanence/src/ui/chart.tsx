import { scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';
import { nombreOuMasque } from './table.tsx';

/** A bar of the chart; `null` is not published. */
export interface Barre {
  libelle: string;
  valeur: number | null;
}

const largeur = 640;
const rang = 64;
const marge = { haut: 4, droite: 96 };

/**
 * Horizontal bars from protected figures. A masked bar is a hatched marker over the whole width,
 * the same for all, so that its length tells nothing. The label stands above its bar: long French
 * names stay whole and readable at 320 px.
 */
export function Barres({ barres, nom }: { barres: readonly Barre[]; nom: string }): ReactNode {
  const plus = Math.max(1, ...barres.map(({ valeur }) => valeur ?? 0));
  const x = scaleLinear()
    .domain([0, plus])
    .range([0, largeur - marge.droite]);
  const hauteur = marge.haut + barres.length * rang;
  return (
    <svg className="graphe" viewBox={`0 0 ${largeur} ${hauteur}`} role="img" aria-label={nom}>
      <defs>
        <pattern
          id="hachures"
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path className="hachure" d="M0 0V8" />
        </pattern>
      </defs>
      {barres.map(({ libelle, valeur }, place) => {
        const y = marge.haut + place * rang;
        return (
          <g key={libelle}>
            <text x="0" y={y + 16}>
              {libelle}
            </text>
            {valeur === null ? (
              <rect
                className="voile"
                x="0.5"
                y={y + 26}
                width={largeur - marge.droite}
                height="22"
                rx="3"
                fill="url(#hachures)"
              />
            ) : (
              <rect className="barre" x="0" y={y + 26} width={Math.max(2, x(valeur))} height="22" rx="3" />
            )}
            <text
              className={valeur === null ? 'doux' : undefined}
              x={(valeur === null ? largeur - marge.droite : Math.max(2, x(valeur))) + 10}
              y={y + 42}
            >
              {nombreOuMasque(valeur)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
