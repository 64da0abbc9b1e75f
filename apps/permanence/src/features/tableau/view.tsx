import type { ReactNode } from 'react';
import { type Barre, Barres } from '../../ui/chart.tsx';
import { Bouton, type Choix, LienBouton, Liste } from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { Tableau, type TableauProtege } from '../../ui/table.tsx';
import { LIBELLES_SECTIONS } from './libelles.ts';
import { hrefOf, TOUTE, type LienChoix } from './lien.ts';
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
  choix: {
    lien: LienChoix;
    /** Name of the lieu; null: the whole structure. */
    lieu: string | null;
    /** Lieux of which enough may be told, and the one that was asked for. */
    lieux: readonly Choix[];
    /** How many have too little to be told one by one. */
    tus: number;
    annees: readonly Choix[];
    annee: string;
  };
  /** Too little may be told of this lieu. */
  muet?: boolean;
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
    /** The published count below which nothing is shown, « 5 ». */
    seuil: number;
    /** How many cells are not published, all reasons together. */
    masquees: number;
    /** Result of the attack run on the table: what can be recomputed. */
    audit: { phrase: string };
  };
}

export function TableauView(props: TableauProps): ReactNode {
  const { choix, section } = props;
  const qui = choix.lieu ?? TOUTE;
  return (
    <Page
      cadre={props.cadre}
      titre="Tableau de bord"
      onglet={`Tableau de bord, ${LIBELLES_SECTIONS[section.section]}, ${qui}, ${choix.annee}`}
      surtitre={choix.lieu === null ? props.structure : `${props.structure}, ${choix.lieu}`}
      chapeau={`${qui}\u00a0: ce qui a été fait ${props.periode}, sans livrer personne.`}
      large
    >
      <form method="get" action="/tableau" className="filtres">
        <Liste nom="lieu" libelle="Lieu" vide={TOUTE} choix={choix.lieux} valeur={choix.lien.lieu} />
        <Liste nom="annee" libelle="Période" choix={choix.annees} valeur={choix.annee} />
        {section.section === 'activite' ? null : (
          <input type="hidden" name="section" value={section.section} />
        )}
        <Bouton>Voir</Bouton>
      </form>
      {props.muet === true ? <Muet {...props} /> : <Chiffres {...props} />}
    </Page>
  );
}

/** A lieu whose figures would point at somebody. */
function Muet({ choix, section }: TableauProps): ReactNode {
  const entiere = hrefOf('/tableau', { ...choix.lien, lieu: undefined }, { section: section.section });
  return (
    <Vide icone="protege">
      <h2>Pas encore assez de fiches ici</h2>
      <p>
        Sur cette période, ce lieu a trop peu de fiches&nbsp;: ses chiffres pourraient faire reconnaître
        quelqu’un. Elles comptent dans l’ensemble.
      </p>
      <LienBouton href={entiere}>Voir toute la structure</LienBouton>
    </Vide>
  );
}

function Chiffres(props: TableauProps): ReactNode {
  const { choix, croisement, section } = props;
  return (
    <>
      {props.rapports === true ? (
        <p>
          Ces chiffres vivent&nbsp;: gardez-les entre vous. Pour montrer, citer ou envoyer, prenez un{' '}
          <a href="/rapports">rapport figé</a>.
        </p>
      ) : null}
      <Onglets section={section.section} choix={choix.lien} />
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
      <Indicateurs {...section} />
      {choix.lieu !== null ? (
        <p className="doux">
          Les autres indicateurs se lisent pour{' '}
          <a href={hrefOf('/tableau', { ...choix.lien, lieu: undefined }, { section: section.section })}>
            toute la structure
          </a>
          &nbsp;: lieu par lieu, ils seraient trop petits.
        </p>
      ) : section.section !== 'pratiques' ? null : croisement === undefined ? (
        <Vide icone="tableau">
          <h2>Rien à croiser pour l’instant</h2>
          <p>Le tableau se remplit avec les fiches des permanences. Revenez après la première séance.</p>
        </Vide>
      ) : (
        <Croisement {...croisement} />
      )}
      {choix.tus === 0 ? null : (
        <p className="doux petit">
          {choix.tus === 1
            ? 'Un lieu a trop peu de fiches pour être montré seul\u00a0: il compte'
            : `${choix.tus} lieux ont trop peu de fiches pour être montrés seuls\u00a0: ils comptent`}{' '}
          dans l’ensemble.
        </p>
      )}
      <div className="actions">
        <LienBouton href={hrefOf('/tableau.csv', choix.lien)} icone="telecharger">
          Télécharger ces chiffres (CSV)
        </LienBouton>
      </div>
    </>
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
