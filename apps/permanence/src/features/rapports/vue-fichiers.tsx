import type { ReactNode } from 'react';
import { FICHIERS, PREUVES } from './fichiers.ts';

/** Links to the files of a publication: what is worked on first, what proves it after. */
export function Fichiers({ dossier, titre }: { dossier: string; titre: string }): ReactNode {
  const liens = (preuves: boolean): ReactNode => (
    <ul className="rapport-fichiers">
      {FICHIERS.filter(({ nom }) => PREUVES.includes(nom) === preuves).map(({ nom, libelle }) => (
        <li key={nom}>
          <a href={`${dossier}/${nom}`} download>
            {libelle}
          </a>
        </li>
      ))}
    </ul>
  );
  return (
    <details className="ecran">
      <summary>Télécharger ces tableaux</summary>
      <div className="pile-serree">
        <h3>{titre}, pour travailler</h3>
        {liens(false)}
        <h3>Pour vérifier soi-même</h3>
        {liens(true)}
      </div>
    </details>
  );
}
