import type { ReactNode } from 'react';
import { Barres } from '../../ui/chart.tsx';
import { Defile } from '../../ui/defile.tsx';
import { LienBouton } from '../../ui/form.tsx';
import { type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { Tableau } from '../../ui/table.tsx';
import { FICHIERS, PREUVES } from '../rapports/fichiers.ts';
import type { UniteLue } from '../rapports/modele.ts';
import { Fait, Protection } from '../rapports/vue-corps.tsx';
import { toTableau } from './tableau.ts';

/** One line, as it is copied. */
const COMMANDE =
  'npx porte-plume-statistiques verify --table table.csv --certificate certificat.json --spec spec.json';

const LICENCE = 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/';

export interface CatalogueProps {
  cadre: Cadre;
  catalogue: string;
  rapports: readonly {
    id: string;
    structure: string;
    periode: string;
    publieLe: string;
    hash: string;
    jeux: readonly { href: string; titre: string; definition: string }[];
  }[];
}

export function CatalogueView(props: CatalogueProps): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Données ouvertes"
      surtitre="Écrivains numériques sociaux"
      chapeau="Ce que font les permanences, en chiffres que chacun peut reprendre, sans que personne s’y reconnaisse."
    >
      {props.rapports.length === 0 ? (
        <Vide icone="tableau">
          <h2>Rien n’est encore publié</h2>
          <p>Les tableaux paraîtront ici dès qu’une structure en figera pour tout le monde.</p>
        </Vide>
      ) : (
        props.rapports.map((rapport) => (
          <section
            key={rapport.id}
            id={`r-${rapport.id}`}
            className="pile"
            aria-labelledby={`t-${rapport.id}`}
          >
            <div className="pile-serree">
              <h2 id={`t-${rapport.id}`}>
                {rapport.structure}, {rapport.periode}
              </h2>
              <p className="doux petit">
                Publié le {rapport.publieLe}. Empreinte du rapport&nbsp;:{' '}
                <code className="adresse">{rapport.hash}</code>
              </p>
            </div>
            <ul className="propositions">
              {rapport.jeux.map((jeu) => (
                <li key={jeu.href} className="carte rapport-ligne">
                  <h3>
                    <a href={jeu.href}>{jeu.titre}</a>
                  </h3>
                  <p>{jeu.definition}</p>
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
      <section className="pile-serree" aria-labelledby="reprendre">
        <h2 id="reprendre">Reprendre ces données</h2>
        <p>
          Licence&nbsp;: <a href={LICENCE}>Licence Ouverte 2.0</a>. Citez la structure et la date.
        </p>
        <p>
          Le <a href={props.catalogue}>catalogue DCAT-AP</a> (JSON-LD) garde la même adresse&nbsp;: un portail
          peut le relire chaque jour.
        </p>
      </section>
    </Page>
  );
}

export interface JeuProps {
  cadre: Cadre;
  structure: string;
  periode: string;
  jours: string;
  extraitLe: string;
  publieLe: string;
  dossier: string;
  unite: UniteLue;
  norme: string;
  tableHash: string;
}

export function JeuView(props: JeuProps): ReactNode {
  const { unite } = props;
  return (
    <Page
      cadre={props.cadre}
      titre={`${unite.titre}, ${props.periode}`}
      surtitre={`Données ouvertes, ${props.structure}`}
      large
    >
      <dl className="faits">
        <Fait nom="Ce qui est compté" valeur={unite.definition} />
        <Fait nom="Période" valeur={props.jours} />
        <Fait nom="Extrait le" valeur={props.extraitLe} />
        <Fait nom="Publié le" valeur={props.publieLe} />
        <Fait nom="Norme" valeur={props.norme} />
        <div className="fait-rang">
          <dt>Licence</dt>
          <dd>
            <a href={LICENCE}>Licence Ouverte 2.0</a>
          </dd>
        </div>
      </dl>
      <section className="pile-serree" aria-labelledby="fichiers">
        <h2 id="fichiers">Fichiers</h2>
        <Liens dossier={props.dossier} preuves={false} />
      </section>
      <section className="pile" aria-labelledby="tableaux">
        <h2 id="tableaux">
          {unite.total === 'non diffusé' ? 'Les tableaux' : `Les tableaux\u00a0: ${unite.total} au total`}
        </h2>
        {unite.regroupements.length === 0 ? null : <p>{unite.regroupements.join('\u00a0; ')}.</p>}
        <div className="rapport-figures">
          {unite.figures.map((figure) => (
            <figure key={figure.id} className="carte rapport-figure">
              <figcaption className="pile-serree">
                <h3>{figure.titre}</h3>
                <p className="doux petit">{figure.note}</p>
              </figcaption>
              <Barres barres={figure.barres} id={figure.id} />
              <Tableau tableau={figure.tableau ?? toTableau(figure)} />
            </figure>
          ))}
        </div>
      </section>
      <Protection seuil={unite.seuil} />
      <section className="pile" aria-labelledby="verifier">
        <h2 id="verifier">Vérifier soi-même</h2>
        <p>
          Téléchargez ces trois fichiers dans un même dossier. Le programme recalcule les empreintes et refait
          la preuve, sans compte et sans nous.
        </p>
        <Liens dossier={props.dossier} preuves />
        <Defile nom="Commande de vérification">
          <pre className="commande">{COMMANDE}</pre>
        </Defile>
        <p className="doux petit">
          Empreinte de table.csv&nbsp;: <code className="adresse">{props.tableHash}</code>
        </p>
      </section>
      <div className="actions">
        <LienBouton href="/donnees-ouvertes" nature="discret">
          Toutes les données ouvertes
        </LienBouton>
      </div>
    </Page>
  );
}

function Liens({ dossier, preuves }: { dossier: string; preuves: boolean }): ReactNode {
  return (
    <ul className="rapport-fichiers">
      {FICHIERS.filter(({ nom }) => PREUVES.includes(nom) === preuves).map(({ nom, libelle }) => (
        <li key={nom}>
          <a href={`${dossier}/${nom}`} download={preuves ? nom : true}>
            {libelle}
          </a>
        </li>
      ))}
    </ul>
  );
}
