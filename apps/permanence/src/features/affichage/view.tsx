import type { ReactNode } from 'react';
import { LANGUES } from '../../messages/langue.ts';
import { messagesOf, type Messages } from '../../messages/messages.ts';
import { type Affichage, TAILLES, THEMES } from '../../ui/affichage.ts';
import { Bouton, type Envoi, Formulaire, Puces } from '../../ui/form.tsx';
import { ChoixLangue, NoteTraduction } from '../../ui/langues.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';

export interface AffichageProps {
  cadre: Cadre;
  messages: Messages;
  /** Posts `taille`, `theme`, `langue`. */
  envoi: Envoi;
  /** A writer is signed in: the choice follows the account. */
  agent: boolean;
  valeurs: Affichage;
  fait?: boolean;
}

/** Size of the letters, colours, language: the reader's business, with or without an account. */
export function AffichageView(props: AffichageProps): ReactNode {
  const { agent, messages: m, valeurs } = props;
  return (
    <Page
      cadre={props.cadre}
      titre={m.dit('affichage.titre')}
      chapeau={
        agent
          ? 'Vos choix vous suivent d’un ordinateur à l’autre. Les mouvements se règlent dans le système.'
          : m.dit('affichage.chapeau')
      }
      lecteur={agent ? 'agent' : 'personne'}
      messages={m}
    >
      {props.fait === true ? (
        <Avis nature="fait">
          <p>{m.dit('affichage.garde')}</p>
        </Avis>
      ) : null}
      {agent ? null : <ChoixLangue m={m} href="/affichage" />}
      <Formulaire envoi={props.envoi}>
        <Puces
          nom="taille"
          legende={m.dit('affichage.taille')}
          choix={TAILLES.map((code) => ({ code, libelle: `${code}\u00a0%` }))}
          valeur={valeurs.taille}
        />
        <Puces
          nom="theme"
          legende={m.dit('affichage.theme')}
          choix={THEMES.map((code) => ({ code, libelle: m.dit(`affichage.${code}`) }))}
          valeur={valeurs.theme}
        />
        {agent ? <Langues valeur={valeurs.langue} /> : <input type="hidden" name="langue" value={m.langue} />}
        <div className="actions">
          <Bouton nature="premier">{m.dit('affichage.garder')}</Bouton>
        </div>
      </Formulaire>
      <NoteTraduction m={m} />
    </Page>
  );
}

/** Each language in its own name; plain French is one of them. */
function Langues({ valeur }: { valeur: Affichage['langue'] }): ReactNode {
  return (
    <fieldset aria-describedby="langue-aide">
      <legend>Langue proposée d’abord à la personne</legend>
      <p className="aide" id="langue-aide">
        Pour les pages et les feuilles que la personne lit. Vos écrans restent en français.
      </p>
      <div className="puces">
        {LANGUES.map((langue, rang) => {
          const { lang, dir, nom } = messagesOf(langue);
          return (
            <label key={langue}>
              <input
                type="radio"
                id={rang === 0 ? 'langue' : undefined}
                name="langue"
                value={langue}
                defaultChecked={langue === valeur}
              />
              <span lang={lang} dir={dir}>
                {nom}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
