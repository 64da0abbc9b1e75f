import type { ReactNode } from 'react';
import { Defile } from '../../ui/defile.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import { nav } from '../../ui/menu.tsx';
import { ContactDe, type ContactProps } from '../code/contact.tsx';
import { LIMITES, type Sujet, TOUCHES } from './sujets.ts';

export interface AideProps {
  cadre: Cadre;
  sujets: readonly Sujet[];
  contact?: ContactProps;
}

/** How to do each thing, in a few lines; the page is short enough for the search of the browser. */
export function AideView({ cadre, sujets, contact }: AideProps): ReactNode {
  return (
    <Page cadre={cadre} titre="Aide" chapeau="Ctrl + F cherche un mot dans cette page.">
      {sujets.map(({ titre, lien, etapes }) => (
        <section key={titre} className="pile-serree">
          <h2>{titre}</h2>
          <ul>
            {etapes.map((etape) => (
              <li key={etape}>{etape}</li>
            ))}
          </ul>
          {lien === undefined ? null : (
            <p>
              <a href={nav[lien].href}>{nav[lien].libelle}</a>
            </p>
          )}
        </section>
      ))}
      <section className="pile-serree" aria-labelledby="touches">
        <h2 id="touches">Au clavier</h2>
        {/* What scrolls must take the focus, or the keyboard can’t read its right side. */}
        <Defile nom="Raccourcis">
          <table>
            <caption className="invisible">Raccourcis</caption>
            <thead>
              <tr>
                <th scope="col">Touches</th>
                <th scope="col">Effet</th>
              </tr>
            </thead>
            <tbody>
              {TOUCHES.map(({ ou, touches, effet }) => (
                <tr key={`${ou} ${touches}`}>
                  <th scope="row">
                    <kbd>{touches}</kbd>
                  </th>
                  <td>
                    {effet} <small>{ou}</small>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Defile>
      </section>
      <section className="pile-serree" aria-labelledby="limites">
        <h2 id="limites">Ce que l’outil ne fait pas</h2>
        <ul>
          {LIMITES.map((phrase) => (
            <li key={phrase}>{phrase}</li>
          ))}
        </ul>
      </section>
      {contact === undefined ? null : <ContactDe {...contact} />}
    </Page>
  );
}
