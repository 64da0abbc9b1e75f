import type { ReactNode } from 'react';
import { Bouton, type Envoi, type Erreur, Formulaire } from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';

/** Five faces, by the curve of the mouth; the words say the same. */
const VISAGES = [
  { code: '5', libelle: 'Très content', bouche: 'M8 13.500c1 2.800 7 2.800 8 0' },
  { code: '4', libelle: 'Content', bouche: 'M8.500 14.500c1.500 1.300 5.500 1.300 7 0' },
  { code: '3', libelle: 'Moyen', bouche: 'M8.500 15h7' },
  { code: '2', libelle: 'Pas content', bouche: 'M8.500 16c1.500-1.300 5.500-1.300 7 0' },
  { code: '1', libelle: 'Pas content du tout', bouche: 'M8 16.500c1-2.800 7-2.800 8 0' },
] as const;

/** The question of the five faces, read by the person helped. Posts `visage`, or `passe`. */
export function AvisView(props: {
  cadre: Cadre;
  envoi: Envoi;
  fait?: string;
  erreurs?: readonly Erreur[];
}): ReactNode {
  const { fait, erreurs = [] } = props;
  if (fait !== undefined)
    return (
      <Page cadre={props.cadre} titre="Merci" erreurs={[]}>
        <Avis nature="fait">
          <p>{fait} Votre réponse ne porte pas votre nom.</p>
        </Avis>
        <p className="actions">
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
      titre={'Êtes-vous content de l’aide\u00a0?'}
      chapeau="Touchez un visage. Nous ne gardons pas votre nom."
      erreurs={erreurs}
    >
      <Formulaire envoi={props.envoi} className="pile">
        <div className="roles">
          {VISAGES.map(({ code, libelle, bouche }) => (
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
              <span className="role-titre">{libelle}</span>
            </button>
          ))}
        </div>
        <div className="actions">
          <Bouton nature="discret" nom="visage" valeur="passe">
            Je ne réponds pas
          </Bouton>
        </div>
      </Formulaire>
    </Page>
  );
}
