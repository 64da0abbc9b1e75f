import type { ReactNode } from 'react';
import { Bouton, Formulaire, type Envoi } from '../../ui/form.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';

export interface AttenteProps {
  cadre: Cadre;
  periode: string;
  /** The very form that was sent: sent again, it asks whether the draft is there. */
  envoi: Envoi;
  valeurs: Readonly<Partial<Record<string, string>>>;
}

/** A report of so many interventions that it is still being computed: one comes back for it by a button. */
export function AttenteView({ cadre, periode, envoi, valeurs }: AttenteProps): ReactNode {
  return (
    <Page
      cadre={cadre}
      titre="Le rapport se prépare"
      surtitre={`Rapports, ${periode}`}
      chapeau="Les fiches sont nombreuses. Comptez une ou deux minutes."
    >
      <p>
        Vous pouvez faire autre chose&nbsp;: le projet vous attendra dans les <a href="/rapports">rapports</a>
        .
      </p>
      <Formulaire envoi={envoi}>
        {Object.entries(valeurs).map(([nom, valeur]) => (
          <input key={nom} type="hidden" name={nom} value={valeur} />
        ))}
        <div className="actions">
          <Bouton nature="premier">Voir si le projet est prêt</Bouton>
        </div>
      </Formulaire>
    </Page>
  );
}
