import type { ReactNode } from 'react';
import { Bouton, Champ, type Envoi, type Erreur, Formulaire } from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';

/** A person among others: what lets a writer recognise who stands there, and tells the others nothing more. */
export interface LignePersonne {
  id: string;
  /** « Z. C. ». */
  initiales: string;
  annee: string;
  /** « vue le 12 novembre, Médiathèque de Roanne ». */
  derniere: string;
  /** What she came for, last time. */
  objet?: string;
}

export interface PersonnesProps {
  cadre: Cadre;
  envoi: Envoi;
  /** A volunteer looks among the persons of her own day only. */
  duJour: boolean;
  q?: string;
  /** Answers to `q`, at most ten; absent before a search. */
  resultats?: readonly LignePersonne[];
  /** More than ten answer: the writer says a little more. */
  trop?: boolean;
  /** Received today by this writer. */
  recues: readonly LignePersonne[];
  erreurs?: readonly Erreur[];
  ajout?: {
    valeurs: Partial<Record<'prenom' | 'nom' | 'anneeNaissance', string>>;
    /** Somebody of this name and year is known already. */
    connues?: readonly LignePersonne[];
  };
}

/** Search of a person, posted: no name is ever in an address. */
export function PersonnesView(props: PersonnesProps): ReactNode {
  const { envoi, resultats, recues, erreurs = [] } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Personnes"
      chapeau={
        props.duJour
          ? 'Les personnes de votre séance d’aujourd’hui.'
          : 'Retrouver une personne déjà reçue. Chaque nom lu est noté dans le journal.'
      }
      erreurs={erreurs}
    >
      <Formulaire envoi={envoi} className="recherche">
        <Champ
          nom="q"
          libelle="Nom, prénom ou année de naissance"
          aide="Les premières lettres suffisent&nbsp;: «&nbsp;ben sal 1951&nbsp;»."
          valeur={props.q}
          taille="plein"
          erreurs={erreurs}
          attributs={{
            type: 'search',
            enterKeyHint: 'search',
            maxLength: 120,
            autoFocus: (resultats ?? []).length === 0,
          }}
        />
        <Bouton nature="premier" nom="etape" valeur="chercher" icone="chercher">
          Chercher
        </Bouton>
      </Formulaire>
      {resultats === undefined ? null : (
        <Reponse envoi={envoi} resultats={resultats} trop={props.trop === true} />
      )}
      {props.duJour ? null : <Ajout envoi={envoi} erreurs={erreurs} ajout={props.ajout} />}
      <section className="pile-serree" aria-labelledby="recues">
        <h2 id="recues">Reçues aujourd’hui</h2>
        {recues.length === 0 ? (
          <Vide icone="personnes">
            <p>Les personnes suivies que vous recevez aujourd’hui viendront ici.</p>
          </Vide>
        ) : (
          <Lignes envoi={envoi} lignes={recues} />
        )}
      </section>
    </Page>
  );
}

function Reponse(props: { envoi: Envoi; resultats: readonly LignePersonne[]; trop: boolean }): ReactNode {
  const { resultats, trop } = props;
  if (resultats.length === 0)
    return (
      <Avis titre="Personne à ce nom">
        <p>Essayez moins de lettres, ou l’année seule. Une première visite&nbsp;? Ajoutez la personne.</p>
      </Avis>
    );
  return (
    <section className="pile-serree" aria-labelledby="trouvees">
      <h2 id="trouvees">
        {trop
          ? 'Plus de dix personnes'
          : resultats.length === 1
            ? 'Une personne'
            : `${String(resultats.length)} personnes`}
      </h2>
      {trop ? <p className="doux">Voici les dix dernières. Ajoutez une lettre, ou l’année.</p> : null}
      <Lignes envoi={props.envoi} lignes={resultats} premiere />
    </section>
  );
}

function Lignes({
  envoi,
  lignes,
  premiere = false,
}: {
  envoi: Envoi;
  lignes: readonly LignePersonne[];
  /** The first one waits under the Enter key. */
  premiere?: boolean;
}): ReactNode {
  return (
    <ul className="fil codes">
      {lignes.map(({ id, initiales, annee, derniere, objet }, rang) => (
        <li key={id}>
          <div>
            <p>
              <a href={`/personnes/${id}`}>
                <strong>{initiales}</strong>
              </a>
              , née en {annee}
            </p>
            <p className="doux petit">
              {derniere}
              {objet === undefined ? null : ` · ${objet}`}
            </p>
          </div>
          <Formulaire envoi={{ ...envoi, action: `/personnes/${id}/accueillir` }} className="actions">
            <Bouton icone="accueil" attend={premiere && rang === 0}>
              Accueillir<span className="invisible"> {initiales}</span>
            </Bouton>
          </Formulaire>
        </li>
      ))}
    </ul>
  );
}

function Ajout({
  envoi,
  erreurs,
  ajout,
}: {
  envoi: Envoi;
  erreurs: readonly Erreur[];
  ajout: PersonnesProps['ajout'];
}): ReactNode {
  const { valeurs = {}, connues = [] } = ajout ?? {};
  return (
    <details open={ajout !== undefined}>
      <summary>Ajouter une personne</summary>
      <Formulaire envoi={{ ...envoi, action: '/personnes/ajouter' }} className="carte" tout="demande">
        {connues.length === 0 ? null : (
          <Avis nature="pas" titre="Ce nom et cette année sont déjà connus">
            <p>Si c’est elle, ouvrez sa fiche. Sinon, dites-le&nbsp;: les deux restent séparées.</p>
            <ul>
              {connues.map(({ id, initiales, annee, derniere }) => (
                <li key={id}>
                  <a href={`/personnes/${id}`}>
                    {initiales}, née en {annee}
                  </a>
                  , {derniere}
                </li>
              ))}
            </ul>
          </Avis>
        )}
        <div className="duo">
          <Champ nom="prenom" libelle="Prénom" valeur={valeurs.prenom} taille="plein" erreurs={erreurs} />
          <Champ nom="nom" libelle="Nom" valeur={valeurs.nom} taille="plein" erreurs={erreurs} />
        </div>
        <Champ
          nom="anneeNaissance"
          libelle="Année de naissance"
          aide="L’année seule, en quatre chiffres."
          valeur={valeurs.anneeNaissance}
          taille="court"
          erreurs={erreurs}
          attributs={{ inputMode: 'numeric', maxLength: 4 }}
        />
        <div className="actions">
          {connues.length === 0 ? (
            <Bouton nom="etape" valeur="ajouter">
              Ajouter, puis accueillir
            </Bouton>
          ) : (
            <Bouton nom="etape" valeur="autre">
              Ce n’est pas la même personne
            </Bouton>
          )}
        </div>
      </Formulaire>
    </details>
  );
}
