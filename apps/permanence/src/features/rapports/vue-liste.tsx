import type { ReactNode } from 'react';
import { LienBouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';

export interface RapportsProps {
  cadre: Cadre;
  structure: string;
  /** True for who may prepare one. */
  coordination: boolean;
  brouillons: readonly LigneListe[];
  figes: readonly LigneListe[];
  fait?: string;
}

export interface LigneListe {
  href: string;
  periode: string;
  lecteurs: string;
  jour: string;
  empreinte?: string;
}

export function RapportsView(props: RapportsProps): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Rapports"
      surtitre={props.structure}
      chapeau="Des chiffres figés, protégés, que chacun peut vérifier."
    >
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      {props.coordination ? (
        <div className="actions">
          <LienBouton href="/rapports/preparer" nature="premier">
            Préparer un rapport
          </LienBouton>
        </div>
      ) : null}
      {props.brouillons.length === 0 ? null : (
        <section className="pile" aria-labelledby="projets">
          <h2 id="projets">Projets à relire</h2>
          <Liste lignes={props.brouillons} />
        </section>
      )}
      {props.figes.length === 0 ? (
        <Vide icone="protege">
          <h2>Aucun rapport figé pour l’instant</h2>
          <p>
            {props.coordination
              ? 'Préparez un trimestre fini\u00a0: vous le relirez comme le liront les financeurs, puis vous le figerez.'
              : 'La coordination fige un rapport quand un trimestre est fini. Il paraîtra ici, avec son empreinte.'}
          </p>
        </Vide>
      ) : (
        <section className="pile" aria-labelledby="figes">
          <h2 id="figes">Rapports figés</h2>
          <Liste lignes={props.figes} />
        </section>
      )}
    </Page>
  );
}

function Liste({ lignes }: { lignes: readonly LigneListe[] }): ReactNode {
  return (
    <ul className="propositions">
      {lignes.map((ligne) => (
        <li key={ligne.href} className="carte rapport-ligne">
          <h3>
            <a href={ligne.href}>
              {ligne.periode.charAt(0).toLocaleUpperCase('fr') + ligne.periode.slice(1)}
            </a>
          </h3>
          <p>
            Pour {ligne.lecteurs}. {ligne.jour}
          </p>
          {ligne.empreinte === undefined ? null : (
            <p className="doux petit">
              Empreinte <code>{ligne.empreinte}</code>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
