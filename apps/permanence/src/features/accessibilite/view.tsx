import type { ReactNode } from 'react';
import { Defile } from '../../ui/defile.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import type { ContactProps } from '../code/contact.tsx';
import { ContactDe } from '../code/contact.tsx';
import type { Conformite, Critere } from './rgaa.ts';

export interface AccessibiliteProps {
  cadre: Cadre;
  conformite: Conformite;
  criteres: readonly Critere[];
  /** Structure of the account; absent on the public page. */
  contact?: ContactProps;
}

const ETATS: readonly (readonly [Critere['etat'], string])[] = [
  ['conforme', 'Conforme'],
  ['non_conforme', 'Non conforme'],
  ['non_applicable', 'Sans objet'],
  ['a_verifier', 'À vérifier'],
];

/** The accessibility statement, made from docs/rgaa.csv. */
export function AccessibiliteView({ cadre, conformite, criteres, contact }: AccessibiliteProps): ReactNode {
  const { etat, nombres, taux } = conformite;
  const tests = criteres.filter((un) => un.etat === 'conforme' && un.preuve !== '').length;
  const restes = criteres.filter((un) => un.etat === 'non_conforme' || un.etat === 'a_verifier');
  return (
    <Page cadre={cadre} titre="Accessibilité" surtitre={`Application ${etat}`} large>
      <div className="pile">
        <p>
          Porte-plume est <strong>{etat}</strong> au référentiel général d’amélioration de l’accessibilité
          (RGAA&nbsp;4.1.2). {nombres.conforme} critères sur les {criteres.length - nombres.non_applicable}{' '}
          qui s’appliquent sont atteints, soit {taux}&nbsp;%&nbsp;: {tests} par un test, rejoué à chaque
          changement du code, les autres par une relecture datée.
        </p>
        <p>
          L’équipe s’est évaluée elle-même. Aucun audit par une personne extérieure, aucun essai par une
          personne qui lit avec un lecteur d’écran n’a eu lieu. Un critère à vérifier compte comme non
          atteint.
        </p>
      </div>
      <section className="pile" aria-labelledby="si-besoin">
        <h2 id="si-besoin">Une page vous bloque&nbsp;?</h2>
        <p>Dites-le à la personne qui vous aide&nbsp;: elle vous donne la même chose autrement.</p>
        <p>
          Sans réponse, le <a href="https://formulaire.defenseurdesdroits.fr/">Défenseur des droits</a> peut
          vous aider&nbsp;: 09&nbsp;69&nbsp;39&nbsp;00&nbsp;00.
        </p>
      </section>
      {contact === undefined ? null : <ContactDe {...contact} />}
      {restes.length === 0 ? null : (
        <section className="pile" aria-labelledby="restes">
          <h2 id="restes">Ce qui n’est pas encore atteint</h2>
          <ul>
            {restes.map(({ critere, theme, etat: un, note }) => (
              <li key={critere}>
                <strong>
                  {critere}, {theme}
                </strong>
                {un === 'a_verifier' ? ', à vérifier' : ''}&nbsp;: {note}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="pile" aria-labelledby="moyens">
        <h2 id="moyens">Ce qui est prévu</h2>
        <ul>
          <li>Les formulaires sont faits pour le clavier, et marchent sans JavaScript.</li>
          <li>Les lettres grandissent jusqu’à 200&nbsp;%, les couleurs se choisissent.</li>
          <li>Les pages et feuilles publiques existent en neuf langues, dont le français simple.</li>
          <li>Une signature dessinée a un équivalent sur papier ou à l’oral.</li>
        </ul>
      </section>
      <section className="pile" aria-labelledby="criteres">
        <h2 id="criteres">Les {criteres.length} critères</h2>
        {/* What scrolls must take the focus, or the keyboard can’t read its right side. */}
        <Defile nom="Critères">
          <table>
            <caption>Numéros des critères, par thème et par état</caption>
            <thead>
              <tr>
                <th scope="col">Thème</th>
                {ETATS.map(([code, libelle]) => (
                  <th key={code} scope="col">
                    {libelle} ({nombres[code]})
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {[...new Set(criteres.map(({ theme }) => theme))].map((theme) => (
                <tr key={theme}>
                  <th scope="row">{theme}</th>
                  {ETATS.map(([code]) => (
                    <td key={code}>
                      {criteres
                        .filter((un) => un.theme === theme && un.etat === code)
                        .map(({ critere }) => critere)
                        .join(' · ') || '–'}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Defile>
        <p>
          <a href="/accessibilite.csv">Chaque critère, sa preuve ou sa relecture (CSV)</a>
        </p>
      </section>
    </Page>
  );
}
