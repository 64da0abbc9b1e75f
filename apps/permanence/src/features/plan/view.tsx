import type { ReactNode } from 'react';
import type { Messages } from '../../messages/messages.ts';
import { ChoixLangue, NoteTraduction } from '../../ui/langues.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import type { PageDuPlan, Rubrique } from './plan.ts';

export interface PlanProps {
  cadre: Cadre;
  messages: Messages;
  /** What the account opens; absent on the public page. */
  rubriques?: readonly Rubrique[];
  publiques: readonly PageDuPlan[];
}

/** Pages that stay French whatever the language of the reader. */
const EN_FRANCAIS: readonly PageDuPlan[] = [
  { href: '/donnees-ouvertes', libelle: 'Données ouvertes' },
  { href: '/connexion', libelle: 'Se connecter' },
];

/** The second way through the application, beside the menu (RGAA 12.1 and 12.3). */
export function PlanView({ cadre, messages: m, rubriques = [], publiques }: PlanProps): ReactNode {
  const agent = rubriques.length > 0;
  return (
    <Page
      cadre={cadre}
      titre={m.dit('commun.plan')}
      lecteur={agent ? 'agent' : 'personne'}
      messages={m}
      large={agent}
    >
      {agent ? null : <ChoixLangue m={m} href="/plan" />}
      <div className="plan">
        {rubriques.map(({ titre, pages }) => (
          <section key={titre} className="pile-serree">
            <h2>{titre}</h2>
            <Pages pages={pages} />
          </section>
        ))}
        <section className="pile-serree">
          {agent ? <h2>Pour tous, sans compte</h2> : null}
          <Pages pages={publiques}>
            <li>
              <a href="/accessibilite" hrefLang="fr">
                {m.dit('commun.accessibilite')}
              </a>
            </li>
            {EN_FRANCAIS.filter(({ href }) => !agent || href !== '/connexion').map(({ href, libelle }) => (
              <li key={href}>
                <a href={href} lang="fr" hrefLang="fr">
                  {libelle}
                </a>
              </li>
            ))}
          </Pages>
        </section>
      </div>
      <NoteTraduction m={m} />
    </Page>
  );
}

function Pages({ pages, children }: { pages: readonly PageDuPlan[]; children?: ReactNode }): ReactNode {
  return (
    <ul>
      {pages.map(({ href, libelle }) => (
        <li key={href}>
          <a href={href}>{libelle}</a>
        </li>
      ))}
      {children}
    </ul>
  );
}
