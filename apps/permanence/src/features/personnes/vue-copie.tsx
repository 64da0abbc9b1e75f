import type { ReactNode } from 'react';
import { Icone } from '../../ui/icons.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import type { Copie } from './copie.ts';

/** Everything held about a person, on a page to print: for her, in words. */
export function CopieView(props: {
  cadre: Cadre;
  copie: Copie;
  structure: string;
  date: string;
  contact: string;
  retour: string;
}): ReactNode {
  const { copie } = props;
  return (
    <Page cadre={props.cadre} titre="Copie de vos données" surtitre={props.structure}>
      <p className="actions">
        <button type="button" className="bouton bouton-premier si-js" data-imprimer="">
          <Icone nom="imprimer" />
          Imprimer
        </button>
        <a href={props.retour}>Revenir</a>
      </p>
      <p>
        Voici tout ce que nous gardons sur vous, le {props.date}. Vous pouvez demander de corriger ou
        d’effacer. {props.contact}
      </p>
      {copie.nom === null ? <p>Nom&nbsp;: …………………………………………</p> : null}
      {copie.parties.map(({ titre, vide, lignes }) => (
        <section key={titre} className="pile-serree">
          <h2>{titre}</h2>
          {lignes.length === 0 ? (
            <p className="doux">{vide}</p>
          ) : (
            <ul>
              {lignes.map(({ titre: quoi, details }, rang) => (
                <li key={`${quoi} ${String(rang)}`}>
                  <strong>{quoi}</strong>
                  {details.length === 0 ? null : <>&nbsp;: {details.join(', ')}</>}
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </Page>
  );
}
