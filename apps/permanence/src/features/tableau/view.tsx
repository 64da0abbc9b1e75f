import type { ReactNode } from 'react';
import { type Barre, Barres } from '../../ui/chart.tsx';
import { LienBouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { Tableau, type TableauProtege } from '../../ui/table.tsx';
import { LIBELLES_SECTIONS } from './libelles.ts';
import { Indicateurs, Onglets, type SectionProps } from './vue-section.tsx';

/** A figure of the period; `valeur` is already protected and formatted, null = not published. */
export interface Chiffre {
  code: string;
  libelle: string;
  valeur: string | null;
  /** What it counts, in one sentence. */
  definition: string;
  /** Share asked, unknown share: printed beside the figure, always. */
  reserve?: string;
}

export interface TableauProps {
  cadre: Cadre;
  structure: string;
  /** In words, « du 1er janvier au 22 novembre 2026 ». */
  periode: string;
  /** First figures of the page, on its first section only. */
  chiffres: readonly Chiffre[];
  section: SectionProps;
  /** The account reads frozen reports too. */
  rapports?: boolean;
  /** Absent when nothing has been recorded yet. */
  croisement?: {
    tableau: TableauProtege;
    /** One line of the same protected table; its masked cells stay masked. */
    graphe: { titre: string; lecture: string; barres: readonly Barre[] };
    csv: string;
    /** The published count below which nothing is shown, « 5 ». */
    seuil: number;
    /** How many cells are not published, all reasons together. */
    masquees: number;
    /** Result of the attack run on the table: what can be recomputed. */
    audit: { phrase: string };
  };
}

export function TableauView(props: TableauProps): ReactNode {
  const { croisement } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Tableau de bord"
      onglet={`Tableau de bord, ${LIBELLES_SECTIONS[props.section.section]}`}
      surtitre={props.structure}
      chapeau={`Ce qui a été fait ${props.periode}, sans livrer personne.`}
      large
    >
      {props.rapports === true ? (
        <p>
          Ces chiffres vivent&nbsp;: gardez-les entre vous. Pour montrer, citer ou envoyer, prenez un{' '}
          <a href="/rapports">rapport figé</a>.
        </p>
      ) : null}
      <Onglets section={props.section.section} />
      {props.chiffres.length === 0 ? null : (
        <dl className="chiffres">
          {props.chiffres.map((chiffre) => (
            <div key={chiffre.code}>
              <dt>{chiffre.libelle}</dt>
              <dd className="valeur">{chiffre.valeur ?? 'non diffusé'}</dd>
              <dd className="doux petit">
                {chiffre.definition}
                {chiffre.reserve === undefined ? null : ` ${chiffre.reserve}`}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Indicateurs {...props.section} />
      {props.section.section !== 'pratiques' ? null : croisement === undefined ? (
        <Vide icone="tableau">
          <h2>Rien à croiser pour l’instant</h2>
          <p>Le tableau se remplit avec les fiches des permanences. Revenez après la première séance.</p>
        </Vide>
      ) : (
        <Croisement {...croisement} />
      )}
    </Page>
  );
}

function Croisement(props: NonNullable<TableauProps['croisement']>): ReactNode {
  return (
    <>
      <figure className="carte">
        <figcaption className="pile-serree">
          <h2>{props.graphe.titre}</h2>
          <p>{props.graphe.lecture}</p>
        </figcaption>
        <Barres barres={props.graphe.barres} />
      </figure>
      <section className="pile" aria-labelledby="croisement">
        <h2 id="croisement">Les mêmes chiffres, en tableau</h2>
        <Tableau tableau={props.tableau} />
        <div className="actions">
          <LienBouton href={props.csv} icone="telecharger">
            Télécharger le tableau (CSV)
          </LienBouton>
        </div>
      </section>
      <Avis icone="protege" titre="Ce qui est protégé, et pourquoi">
        <p>
          Une case trop petite pourrait faire reconnaître quelqu’un. En dessous de {props.seuil}, elle n’est
          pas diffusée.
        </p>
        <p>
          D’autres cases sont retirées avec elle&nbsp;: sans cela, une soustraction suffirait à la retrouver.
          Toutes portent les mêmes mots, et un nombre plus grand peut se cacher derrière.
        </p>
        <p>
          {props.masquees === 0
            ? 'Ici, toutes les cases sont diffusées.'
            : `Ici, ${props.masquees === 1 ? 'une case n’est pas diffusée' : `${props.masquees} cases ne sont pas diffusées`}.`}{' '}
          {props.audit.phrase}
        </p>
      </Avis>
    </>
  );
}
