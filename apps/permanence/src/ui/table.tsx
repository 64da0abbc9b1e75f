import type { ReactNode } from 'react';
import { Defile } from './defile.tsx';

/**
 * A protected two-way table as the screen needs it: only published figures come in.
 * `null` is a cell that is not published: its value is unknown to this code, whatever the reason.
 */
export interface TableauProtege {
  titre: string;
  /** Name of the variable in lines, « Mode ». */
  enLignes: string;
  lignes: readonly EnTete[];
  colonnes: readonly EnTete[];
  /** One row a line, one figure a column, same order. */
  cellules: readonly (readonly (number | null)[])[];
}

export interface EnTete {
  code: string;
  libelle: string;
  /** The total of the others. */
  total?: boolean;
}

const nombres = new Intl.NumberFormat('fr-FR');

/** 1234 → « 1 234 » with the French separator; null → the one word used for every masked cell. */
export function nombreOuMasque(valeur: number | null): string {
  return valeur === null ? 'non diffusé' : nombres.format(valeur);
}

/** A real table: headers with scope, one word for a masked cell, totals set apart. */
export function Tableau({ tableau }: { tableau: TableauProtege }): ReactNode {
  return (
    <Defile nom={tableau.titre}>
      <table>
        <caption>
          <span>{tableau.titre}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{tableau.enLignes}</th>
            {tableau.colonnes.map((colonne) => (
              <th key={colonne.code} scope="col" className="chiffre">
                {colonne.libelle}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tableau.lignes.map((ligne, rang) => (
            <tr key={ligne.code} className={ligne.total === true ? 'total' : undefined}>
              <th scope="row">{ligne.libelle}</th>
              {tableau.colonnes.map((colonne, place) => (
                <Cellule
                  key={colonne.code}
                  valeur={tableau.cellules[rang]?.[place] ?? null}
                  total={colonne.total === true}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Defile>
  );
}

function Cellule({ valeur, total }: { valeur: number | null; total: boolean }): ReactNode {
  const classe = `chiffre${total ? ' total-colonne' : ''}${valeur === null ? ' masque' : ''}`;
  return <td className={classe}>{nombreOuMasque(valeur)}</td>;
}
