import type { ReactNode } from 'react';
import { LienBouton } from '../../ui/form.tsx';
import { type Cadre, Page, Vide } from '../../ui/layout.tsx';

/** Before the first entry of the day: where the interview comes from, and the one step that leads to it. */
export function SansFicheView({ cadre }: { cadre: Cadre }): ReactNode {
  return (
    <Page cadre={cadre} titre="Diagnostic">
      <Vide icone="diagnostic">
        <h2>Les trois questions suivent une fiche</h2>
        <p>Enregistrez d’abord ce que vous avez fait avec la personne. On vous les proposera ensuite.</p>
        <LienBouton href="/accueil" nature="premier" icone="accueil">
          Accueillir une personne
        </LienBouton>
      </Vide>
    </Page>
  );
}
