import { SECTIONS_TABLEAU, type Lu, type SectionTableau } from '@porte-plume/accompagnement/tableau-de-bord';
import type { ReactNode } from 'react';
import { Defile } from '../../ui/defile.tsx';
import { Barres } from '../../ui/chart.tsx';
import {
  couvertureEnMots,
  LIBELLES_SECTIONS,
  nombreEnMots,
  partEnMots,
  reponseEnMots,
  valeurEnMots,
} from './libelles.ts';
import { hrefOf, type LienChoix } from './lien.ts';

/** One section of the dashboard: every indicator with what it rests on, and the answers of one of them. */
export interface SectionProps {
  section: SectionTableau;
  choix: LienChoix;
  lus: readonly Lu[];
  /** The indicator whose answers are shown. */
  voir?: string;
  /** Workshops of the period: counted apart, never crossed. */
  ateliers?: { tenus: number; participants: number | null };
}

export function Onglets({ section, choix }: Pick<SectionProps, 'section' | 'choix'>): ReactNode {
  return (
    <nav aria-label="Sections du tableau">
      <ul className="onglets">
        {SECTIONS_TABLEAU.map((une) => (
          <li key={une}>
            <a
              href={hrefOf('/tableau', choix, { section: une === 'activite' ? undefined : une })}
              aria-current={une === section ? 'page' : undefined}
            >
              {LIBELLES_SECTIONS[une]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function Indicateurs({ section, choix, lus, voir, ateliers }: SectionProps): ReactNode {
  const vu = lus.find(({ code, parts }) => code === voir && parts !== undefined) ?? lus.find(isShown);
  return (
    <>
      {/* A region that scrolls must take the focus, or the keyboard can't read its right side. */}
      <Defile nom="Indicateurs">
        <table>
          <caption>
            <span>Indicateurs de la convention</span>
          </caption>
          <thead>
            <tr>
              <th scope="col">Indicateur</th>
              <th scope="col" className="chiffre">
                Valeur
              </th>
              <th scope="col" className="chiffre">
                n
              </th>
              <th scope="col" className="chiffre">
                Couverture
              </th>
              <th scope="col" className="chiffre">
                Non communiqué
              </th>
            </tr>
          </thead>
          <tbody>
            {lus.map((lu) => (
              <tr key={lu.code}>
                <th scope="row">
                  {lu.parts === undefined ? (
                    lu.libelle
                  ) : (
                    <a href={`${hrefOf('/tableau', choix, { section, voir: lu.code })}#reponses`}>
                      {lu.libelle}
                    </a>
                  )}{' '}
                  <small className="doux">{lu.code}</small>
                </th>
                <td className="chiffre">{valeurEnMots(lu)}</td>
                <td className="chiffre">{nombreEnMots(lu.n)}</td>
                <td className="chiffre">{couvertureEnMots(lu)}</td>
                <td className="chiffre">{nombreEnMots(lu.nonCommunique)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Defile>
      <p className="doux petit">
        n&nbsp;: les réponses connues. Couverture&nbsp;: la part des fiches où la question a été posée.
        {section === 'activite' && choix.lieu === undefined
          ? ' Les rendez-vous non honorés portent sur trente jours\u00a0: la file est oubliée ensuite.'
          : null}
      </p>
      {ateliers === undefined ? null : (
        <p>
          Ateliers tenus&nbsp;: <strong>{nombreEnMots(ateliers.tenus)}</strong>. Participations&nbsp;:{' '}
          <strong>
            {ateliers.participants === null ? 'non diffusé' : nombreEnMots(ateliers.participants)}
          </strong>
          , comptées à part.
        </p>
      )}
      {vu?.parts === undefined ? null : <Reponses lu={vu} parts={vu.parts} />}
    </>
  );
}

const isShown = ({ parts }: Lu): boolean => parts?.lignes.some(({ valeur }) => (valeur ?? 0) > 0) === true;

/** The answers of one indicator: the drawing, and the same figures as a table. */
function Reponses({ lu, parts }: { lu: Lu; parts: NonNullable<Lu['parts']> }): ReactNode {
  const lignes = parts.lignes
    .filter(({ valeur }) => valeur !== 0)
    .map(({ code, valeur }) => ({ libelle: reponseEnMots(parts.champ, code), valeur }));
  const sur = lu.nature === 'nombre' ? lu.valeur : lu.n;
  return (
    <section className="pile" id="reponses" aria-labelledby="reponses-titre">
      <h2 id="reponses-titre">{lu.libelle}</h2>
      <p>{lu.definition}</p>
      {lignes.length === 0 ? (
        <p className="doux">Aucune réponse pour l’instant.</p>
      ) : (
        <div className="duo">
          <figure className="carte rapport-figure">
            <Barres barres={lignes} />
          </figure>
          {/* A region that scrolls must take the focus, or the keyboard can't read its right side. */}
          <Defile nom={`${lu.libelle}, en tableau`}>
            <table>
              <caption>
                <span>{lu.libelle}, les mêmes chiffres</span>
              </caption>
              <thead>
                <tr>
                  <th scope="col">Réponse</th>
                  <th scope="col" className="chiffre">
                    Nombre
                  </th>
                  <th scope="col" className="chiffre">
                    Part
                  </th>
                </tr>
              </thead>
              <tbody>
                {lignes.map(({ libelle, valeur }) => (
                  <tr key={libelle}>
                    <th scope="row">{libelle}</th>
                    <td className="chiffre">{valeur === null ? 'non diffusé' : nombreEnMots(valeur)}</td>
                    <td className="chiffre">{partEnMots(valeur, sur)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Defile>
        </div>
      )}
    </section>
  );
}
