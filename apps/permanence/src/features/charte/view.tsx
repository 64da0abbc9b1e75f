import type { ReactNode } from 'react';
import { Bouton, Case, type Envoi, type Erreur, Formulaire } from '../../ui/form.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';

/** The sentences of a charter, one a line. */
export function TexteCharte({ texte }: { texte: string }): ReactNode {
  return (
    <ol className="charte">
      {texte
        .split('\n')
        .filter((ligne) => ligne.trim() !== '')
        .map((ligne) => (
          <li key={ligne}>{ligne}</li>
        ))}
    </ol>
  );
}

/** The ethics charter, read whole, then signed. Posts `accepte`. */
export function CharteView(props: {
  cadre: Cadre;
  /** Absent once signed. */
  envoi?: Envoi;
  version: number;
  texte: string;
  signee: string | null;
  erreurs?: readonly Erreur[];
}): ReactNode {
  const { envoi, erreurs = [] } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="La charte"
      chapeau={
        props.signee === null
          ? 'Lisez-la en entier. Votre compte s’ouvre une fois signée.'
          : `Version ${props.version}, signée le ${props.signee}.`
      }
      erreurs={erreurs}
    >
      <TexteCharte texte={props.texte} />
      {envoi === undefined ? (
        <p>
          <a href="/">Revenir à l’accueil</a>
        </p>
      ) : (
        <Formulaire envoi={envoi}>
          <Case nom="accepte" libelle="J’ai lu cette charte et je la suivrai." erreurs={erreurs} />
          <div className="actions">
            <Bouton nature="premier" icone="plume">
              Signer
            </Bouton>
          </div>
        </Formulaire>
      )}
    </Page>
  );
}
