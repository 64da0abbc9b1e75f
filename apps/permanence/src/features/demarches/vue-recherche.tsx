import type { Secours } from '@porte-plume/demarches/search';
import type { ReactNode } from 'react';
import { Bouton, Champ, type Choix, type Envoi, Formulaire } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { LIGNE_MAX, pageOf, type Resultat } from './reponse.ts';
import { compose } from './typographie.ts';

export interface RechercheProps {
  cadre: Cadre;
  envoi: Envoi;
  /** Words of the search that was just made, shown back in the field. */
  mots?: string;
  /** Answer to `mots`, best first; empty: nothing fits. */
  resultats?: readonly Resultat[];
  /** Numbers to call first, when the words show a danger. */
  secours?: readonly Secours[];
  /** The results are guesses: the screen says so before them. */
  incertain?: boolean;
  /** Démarches of one family, instead of a search. */
  famille?: { libelle: string; demarches: readonly { id: string; nom: string; operateur: string }[] };
  /** The families of the catalogue; `aide` is how many démarches each holds. */
  familles: readonly Choix[];
}

/** The catalogue: one line of typing, or its ten families. */
export function RechercheView(props: RechercheProps): ReactNode {
  const { famille, resultats } = props;
  const onglet =
    famille !== undefined
      ? `Démarches, ${famille.libelle}`
      : resultats === undefined
        ? undefined
        : `Démarches, ${resultats.length === 0 ? 'aucune réponse' : 'réponses'}`;
  return (
    <Page
      cadre={props.cadre}
      titre={famille === undefined ? 'Trouver une démarche' : famille.libelle}
      onglet={onglet}
      surtitre="Catalogue"
    >
      <Question
        envoi={props.envoi}
        mots={props.mots}
        attend={famille === undefined && (resultats ?? []).length === 0}
      />
      <div id="reponse" className="pile">
        {famille === undefined ? null : <Famille famille={famille} />}
        {(props.secours ?? []).length === 0 ? null : <Appeler secours={props.secours ?? []} />}
        {resultats === undefined ? null : resultats.length === 0 ? (
          <Rien />
        ) : (
          <Resultats
            resultats={resultats}
            incertain={props.incertain === true}
            attend={(props.secours ?? []).length === 0}
          />
        )}
        <Familles
          familles={props.familles}
          titre={resultats === undefined && famille === undefined ? 'Par famille' : 'Chercher par famille'}
        />
      </div>
    </Page>
  );
}

/** The one field. Posted, never put in the address: the line may hold a name. */
export function Question(props: { envoi: Envoi; mots?: string | undefined; attend?: boolean }): ReactNode {
  return (
    <Formulaire envoi={props.envoi} ilot="recherche" className="recherche">
      <Champ
        nom="q"
        libelle="Que se passe-t-il pour la personne&nbsp;?"
        aide={
          <>
            Avec ses mots, sans son nom. Puis Entrée.
            <span className="si-js">
              {' '}
              <kbd>Ctrl</kbd>+<kbd>K</kbd> ramène ici de partout.
            </span>
          </>
        }
        valeur={props.mots}
        taille="plein"
        attributs={{
          type: 'search',
          enterKeyHint: 'search',
          maxLength: LIGNE_MAX,
          // The screen has one job; after a search without answer, another word is typed at once.
          autoFocus: props.attend === true,
        }}
      />
      <Bouton nature="premier" icone="chercher">
        Chercher
      </Bouton>
    </Formulaire>
  );
}

/** Before any démarche: the numbers, large, that the writer dials with the person. */
function Appeler({ secours }: { secours: readonly Secours[] }): ReactNode {
  return (
    <section className="carte appeler" role="alert" aria-labelledby="appeler">
      <h2 id="appeler">D’abord, appeler</h2>
      <ul className="pile-serree">
        {secours.map(({ id, numero, aussi, nom, quand, horaires }, rang) => (
          <li key={id}>
            <a
              href={`tel:${numero}`}
              className="numero"
              // Enter must not open the papers of a death when somebody speaks of dying.
              autoFocus={rang === 0}
            >
              {numero}
            </a>{' '}
            <strong>{compose(nom)}</strong>
            <p>
              {compose(quand)} {compose(horaires)}
              {aussi === undefined ? null : (
                <>
                  {' '}
                  Ou le <a href={`tel:${aussi}`}>{aussi}</a>.
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Resultats(props: {
  resultats: readonly Resultat[];
  incertain: boolean;
  /** The focus waits on the first one: not before a number to call. */
  attend: boolean;
}): ReactNode {
  const { resultats } = props;
  const ids = resultats.map(({ demarche }) => demarche.id);
  return (
    <section className="pile-serree" aria-labelledby="resultats">
      <h2 id="resultats">
        {props.incertain
          ? 'Rien de sûr. Peut-être\u00a0:'
          : resultats.length === 1
            ? 'Une démarche'
            : `${resultats.length} démarches, la plus proche d’abord`}
      </h2>
      <ol className="fil trouvees">
        {resultats.map(({ demarche, pourquoi }, rang) => (
          <li key={demarche.id}>
            <a
              href={pageOf(
                demarche.id,
                ids.filter((id) => id !== demarche.id),
              )}
              // Enter once more opens the first result: the focus waits on it, with or without script.
              autoFocus={props.attend && rang === 0}
            >
              <strong>{compose(demarche.nom)}</strong>
            </a>
            <p>{compose(demarche.langageSimple)}</p>
            <p className="doux petit">
              {compose(demarche.operateur.nom)}
              {demarche.classe === 'sensible' ? ' · sensible' : ''}
              {' · parce que\u00a0: '}
              <em>{compose(pourquoi)}</em>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Rien(): ReactNode {
  return (
    <div role="alert">
      <Avis titre="Rien ne correspond à ces mots">
        <p>
          Essayez un autre mot&nbsp;: ce qui arrive à la personne («&nbsp;plus de travail&nbsp;»), le nom du
          papier reçu, ou l’organisme («&nbsp;CAF&nbsp;», «&nbsp;impôts&nbsp;»).
        </p>
        <p>Ou choisissez une famille ci-dessous. Si elle n’y est pas, elle n’est pas au catalogue.</p>
      </Avis>
    </div>
  );
}

function Famille({ famille }: { famille: NonNullable<RechercheProps['famille']> }): ReactNode {
  return (
    <ul className="fil trouvees">
      {famille.demarches.map(({ id, nom, operateur }) => (
        <li key={id}>
          <a href={`/demarches/${id}`}>
            <strong>{compose(nom)}</strong>
          </a>
          <p className="doux petit">{compose(operateur)}</p>
        </li>
      ))}
    </ul>
  );
}

function Familles({ familles, titre }: { familles: readonly Choix[]; titre: string }): ReactNode {
  return (
    <nav className="pile-serree" aria-labelledby="familles">
      <h2 id="familles">{titre}</h2>
      <ul className="familles">
        {familles.map(({ code, libelle, aide }) => (
          <li key={code}>
            <a href={`/demarches?famille=${code}`}>
              <Icone nom="fleche" />
              <span>
                {libelle}
                <small>{aide}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
