import type { ReactNode } from 'react';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import { Bouton, type Envoi, type Erreur, Formulaire } from '../../ui/form.tsx';
import { ChoixLanguePlie, enFrancais, Francais, NoteTraduction } from '../../ui/langues.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';

/** Five faces, by the curve of the mouth; the words say the same. */
const VISAGES = [
  { code: '5', bouche: 'M8 13.500c1 2.800 7 2.800 8 0' },
  { code: '4', bouche: 'M8.500 14.500c1.500 1.300 5.500 1.300 7 0' },
  { code: '3', bouche: 'M8.500 15h7' },
  { code: '2', bouche: 'M8.500 16c1.500-1.300 5.500-1.300 7 0' },
  { code: '1', bouche: 'M8 16.500c1-2.800 7-2.800 8 0' },
] as const;

/** The question of the five faces, read by the person helped. Posts `visage`, or `passe`. */
export function AvisView(props: {
  cadre: Cadre;
  envoi: Envoi;
  /** The answer is kept. */
  fait?: boolean;
  erreurs?: readonly Erreur[];
  messages?: Messages;
}): ReactNode {
  const { fait = false, erreurs = [], messages: m = FRANCAIS } = props;
  if (fait)
    return (
      <Page cadre={props.cadre} titre={m.dit('avis.merci')} erreurs={[]} lecteur="personne" messages={m}>
        <Avis nature="fait">
          <p>{m.dit('avis.sans-nom')}</p>
        </Avis>
        <NoteTraduction m={m} />
        <p className="actions" {...enFrancais(m)}>
          <a className="bouton bouton-premier" href="/accueil">
            Personne suivante
          </a>
          <a href="/avis">Une autre réponse</a>
        </p>
      </Page>
    );
  return (
    <Page
      cadre={props.cadre}
      titre={m.dit('avis.titre')}
      chapeau={`${m.dit('avis.toucher')} ${m.dit('avis.nom')}`}
      erreurs={erreurs}
      lecteur="personne"
      messages={m}
    >
      <Formulaire envoi={props.envoi} className="pile">
        <div className="roles">
          {VISAGES.map(({ code, bouche }) => (
            <button key={code} type="submit" className="role" name="visage" value={code}>
              <svg
                viewBox="0 0 24 24"
                width="56"
                height="56"
                fill="none"
                stroke="currentColor"
                strokeWidth="1.5"
                strokeLinecap="round"
                aria-hidden="true"
              >
                <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9 9.500v.01M15 9.500v.01" />
                <path d={bouche} />
              </svg>
              <span className="role-titre">
                {m.dit(`avis.${code}`)}
                <Francais m={m}>{FRANCAIS.dit(`avis.${code}`)}</Francais>
              </span>
            </button>
          ))}
        </div>
        <div className="actions">
          <Bouton nature="discret" nom="visage" valeur="passe">
            {m.dit('avis.passer')}
          </Bouton>
        </div>
      </Formulaire>
      <NoteTraduction m={m} />
      <ChoixLanguePlie m={m} />
    </Page>
  );
}
