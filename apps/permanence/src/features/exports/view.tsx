import type { ReactNode } from 'react';
import { LienBouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';

export interface Fichiers {
  code: string;
  titre: string;
  /** What it holds and for whom, in one or two sentences. */
  dit: string;
  liens: readonly { href: string; libelle: string }[];
  /** What the other tool cannot hold. */
  pertes?: readonly string[];
}

/** What may leave, and in which form. Each file is a link. */
export function ExportsView(props: {
  cadre: Cadre;
  avertissement: string;
  fichiers: readonly Fichiers[];
  reste: string;
}): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Exporter"
      chapeau="Vos données vous appartiennent. Aucun nom ne sort d’ici."
    >
      <Avis icone="protege">
        <p>{props.avertissement}</p>
      </Avis>
      {props.fichiers.map(({ code, titre, dit, liens, pertes = [] }, rang) => (
        <section key={code} className="carte pile-serree" aria-labelledby={code}>
          <h2 id={code}>{titre}</h2>
          <p>{dit}</p>
          <div className="actions">
            {liens.map(({ href, libelle }, place) => (
              <LienBouton
                key={href}
                href={href}
                nature={rang === 0 && place === 0 ? 'premier' : 'second'}
                icone="telecharger"
              >
                {libelle}
                <span className="invisible">, {titre}</span>
              </LienBouton>
            ))}
          </div>
          {pertes.length === 0 ? null : (
            <details>
              <summary>Ce qui s’y perd</summary>
              <ul>
                {pertes.map((perte) => (
                  <li key={perte}>{perte}</li>
                ))}
              </ul>
            </details>
          )}
        </section>
      ))}
      <p className="doux">{props.reste}</p>
    </Page>
  );
}
