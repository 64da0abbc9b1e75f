import type { ReactNode } from 'react';
import { Barres } from '../../ui/chart.tsx';
import { Avis } from '../../ui/layout.tsx';
import { Tableau } from '../../ui/table.tsx';
import type { ChiffreLu, FigureLue, UniteLue } from './modele.ts';

/** The cost of one intervention, or the sentence that says why it is not there. */
export interface CoutLu {
  financeur: string;
  convention: string;
  jours: string;
  valeur: string;
  phrase: string;
}

/** A unit that could not be published, and why. */
export interface TueLue {
  titre: string;
  phrases: readonly string[];
}

/** What a report holds, the same in the preview, for the funder and on paper. */
export interface CorpsProps {
  chiffres: readonly ChiffreLu[];
  cout?: CoutLu;
  unites: readonly UniteLue[];
  tues: readonly TueLue[];
  /** Files of a unit, when the report is frozen. */
  fichiers?: (unite: string) => ReactNode;
}

export function Corps(props: CorpsProps): ReactNode {
  const [premiere] = props.unites;
  const premiers = props.chiffres.filter(isPremier);
  const suite = props.chiffres.filter((chiffre) => !isPremier(chiffre));
  return (
    <>
      <section className="pile" aria-labelledby="essentiel">
        <h2 id="essentiel">L’essentiel</h2>
        <dl className="chiffres">
          {premiers.map((chiffre) =>
            chiffre.raison === undefined ? (
              <div key={chiffre.code}>
                <dt>{chiffre.libelle}</dt>
                <dd className="valeur">{chiffre.valeur}</dd>
                <dd className="doux petit">
                  {chiffre.definition}
                  {chiffre.reserve === undefined ? null : ` ${chiffre.reserve}`}
                </dd>
              </div>
            ) : null,
          )}
          {props.cout === undefined ? null : <Cout {...props.cout} />}
        </dl>
        <ul className="doux petit">
          {premiers.map(({ code, libelle, raison }) =>
            raison === undefined ? null : (
              <li key={code}>
                {libelle}&nbsp;: non diffusé. {raison}
              </li>
            ),
          )}
        </ul>
      </section>
      {suite.length === 0 ? null : <Indicateurs chiffres={suite} />}
      {props.unites.map((unite) => (
        <Unite key={unite.unite} unite={unite}>
          {props.fichiers?.(unite.unite)}
        </Unite>
      ))}
      {props.tues.length === 0 ? null : (
        <section className="pile" aria-labelledby="absents">
          <h2 id="absents">Ce qui n’a pas pu être publié</h2>
          {props.tues.map(({ titre, phrases }) => (
            <Avis key={titre} icone="protege">
              <p>
                <strong>{titre}</strong>&nbsp;: {phrases.join(' ')}
              </p>
            </Avis>
          ))}
        </section>
      )}
      {premiere === undefined ? null : <Protection seuil={premiere.seuil} />}
    </>
  );
}

/** The first figures of a report, as every report has told them; the others follow by section. */
const PREMIERS: readonly string[] = ['A1', 'A2', 'A2b', 'A4', 'A5', 'A6'];
const isPremier = ({ code }: ChiffreLu): boolean => PREMIERS.includes(code);

const SECTIONS: readonly { titre: string; lettres: string }[] = [
  { titre: 'Activité', lettres: 'A' },
  { titre: 'Public', lettres: 'P' },
  { titre: 'Pratiques', lettres: 'Q' },
  { titre: 'Résultats', lettres: 'OR' },
  { titre: 'Moyens et territoire', lettres: 'ET' },
];

/** Every other indicator of the convention: its share, or in one sentence a section, those that no table carries. */
function Indicateurs({ chiffres }: { chiffres: readonly ChiffreLu[] }): ReactNode {
  return (
    <section className="pile" aria-labelledby="indicateurs">
      <h2 id="indicateurs">Les autres indicateurs de la convention</h2>
      {SECTIONS.map(({ titre, lettres }) => {
        const siens = chiffres.filter(({ code }) => lettres.includes(code.charAt(0)));
        const dits = siens.filter(({ raison }) => raison === undefined);
        const tus = [...new Set(siens.flatMap(({ raison }) => raison ?? []))];
        if (siens.length === 0) return null;
        return (
          <div key={titre} className="pile-serree">
            <h3>{titre}</h3>
            {dits.length === 0 ? null : (
              <ul>
                {dits.map(({ code, libelle, valeur, reserve }) => (
                  <li key={code}>
                    {libelle}&nbsp;: <strong>{valeur}</strong>
                    {reserve === undefined ? null : <span className="doux"> {reserve}</span>}
                  </li>
                ))}
              </ul>
            )}
            {tus.map((raison) => (
              <p key={raison} className="doux petit">
                {raison}{' '}
                {siens
                  .filter((un) => un.raison === raison)
                  .map(({ libelle }) => libelle)
                  .join('\u00a0; ')}
                .
              </p>
            ))}
          </div>
        );
      })}
    </section>
  );
}

function Cout(props: CoutLu): ReactNode {
  return (
    <div>
      <dt>Coût d’une intervention</dt>
      <dd className="valeur">{props.valeur}</dd>
      <dd className="doux petit">
        {props.phrase} Convention {props.convention}, {props.financeur}, {props.jours}.
      </dd>
    </div>
  );
}

function Unite({ unite, children }: { unite: UniteLue; children?: ReactNode }): ReactNode {
  const id = `unite-${unite.unite}`;
  return (
    <section className="pile rapport-unite" aria-labelledby={id}>
      <div className="pile-serree">
        <h2 id={id}>
          {unite.titre}&nbsp;: <span className="nombre">{unite.total}</span>
        </h2>
        <p className="doux">{unite.definition}</p>
        {unite.regroupements.length === 0 ? null : (
          <p>Trop peu de fiches pour tout détailler. {unite.regroupements.join('\u00a0; ')}.</p>
        )}
      </div>
      <div className="rapport-figures">
        {unite.figures.map((figure) => (
          <Figure key={figure.id} figure={figure} />
        ))}
      </div>
      {children}
    </section>
  );
}

function Figure({ figure }: { figure: FigureLue }): ReactNode {
  return (
    <figure className="carte rapport-figure">
      <figcaption className="pile-serree">
        <h3>{figure.titre}</h3>
        <p className="doux petit">{figure.note}</p>
      </figcaption>
      {figure.barres.length === 0 ? null : <Barres barres={figure.barres} id={figure.id} />}
      {figure.zeros === '' ? null : <p className="doux petit">{figure.zeros}</p>}
      {figure.tableau === undefined ? null : <Tableau tableau={figure.tableau} />}
    </figure>
  );
}

/** What a masked cell means. It never says how large it may be: a secondary cell is not small. */
export function Protection({ seuil }: { seuil: number }): ReactNode {
  return (
    <Avis icone="protege" titre="Pourquoi certaines cases ne sont pas diffusées">
      <p>
        En dessous de {seuil}, un nombre pourrait faire reconnaître quelqu’un. D’autres cases sont retirées
        avec lui, car une soustraction suffirait à le retrouver. Toutes portent les mêmes mots, et un nombre
        plus grand peut se cacher derrière.
      </p>
      <p>Chaque tableau a été attaqué par le calcul, seul puis à côté de tout ce qui est déjà publié.</p>
    </Avis>
  );
}

/** One line of what a report says of itself: its period, its readers, its licence. */
export function Fait({ nom, valeur }: { nom: string; valeur: string }): ReactNode {
  return (
    <div className="fait-rang">
      <dt>{nom}</dt>
      <dd>{valeur}</dd>
    </div>
  );
}
