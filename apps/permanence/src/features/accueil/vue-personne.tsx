import type { ReactNode } from 'react';
import { Libre, Mention } from '../../ui/champ.tsx';
import { Champ, Puces } from '../../ui/form.tsx';
import { Avis } from '../../ui/layout.tsx';
import type { AccueilProps } from './props.ts';

/** Somebody who has come before: looked for among the persons, posted, so that no name is in an address. */
export function Retrouver({ op, passage }: { op: string; passage?: string | undefined }): ReactNode {
  return (
    <form
      method="post"
      action="/personnes"
      className="retrouver"
      role="search"
      aria-label="Retrouver une personne"
    >
      <input type="hidden" name="op" value={op} />
      {passage === undefined ? null : <input type="hidden" name="passage" value={passage} />}
      <label htmlFor="personne">Déjà venue&nbsp;?</label>
      <input
        type="search"
        id="personne"
        name="q"
        className="saisie"
        placeholder="Début du nom, ou année de naissance"
        autoComplete="off"
        enterKeyHint="search"
        maxLength={120}
        data-touche="F2"
      />
      <button type="submit" className="bouton" name="etape" value="chercher">
        Retrouver
      </button>
    </form>
  );
}

/** What the queue says of who sits down: no name. */
export function Passage({ dits, adressage }: NonNullable<AccueilProps['passage']>): ReactNode {
  return (
    <Avis icone="accueil">
      <p>
        {dits.join(' · ')}
        {adressage === undefined ? null : (
          <>
            {' · '}
            <a href={adressage}>adressée par un service</a>
          </>
        )}
      </p>
    </Avis>
  );
}

/** Whose entry it is: a followed person, one to follow from now on, or nobody, which is the rule. */
export function Personne({ personne, valeurs, erreurs = [], horsLigne }: AccueilProps): ReactNode {
  if (personne?.href !== undefined)
    return (
      <Avis icone="personnes">
        <p>
          La fiche ira au dossier de <a href={personne.href}>la personne suivie</a>.
        </p>
      </Avis>
    );
  if (personne?.nommable !== true) return null;
  const { prenom, nom, anneeNaissance, quiEst } = valeurs;
  const { homonymes = [] } = personne;
  return (
    <details
      data-personne=""
      // On a device it opens for whom the page that was cut had named.
      hidden={horsLigne !== undefined}
      open={[prenom, nom, anneeNaissance].some((valeur) => valeur !== undefined)}
    >
      <summary data-touche="F8">Nouvelle personne à suivre</summary>
      <div className="pile-serree">
        {homonymes.length === 0 && quiEst === undefined ? null : (
          <Puces
            nom="quiEst"
            legende="Est-ce la même personne&nbsp;?"
            choix={homonymes}
            valeur={quiEst}
            erreurs={erreurs}
            forme="pile"
          />
        )}
        <fieldset>
          <legend>
            Si un suivi le demande
            <Mention si />
          </legend>
          <Libre value>
            <div className="trio">
              <Champ nom="prenom" libelle="Prénom" valeur={prenom} taille="plein" erreurs={erreurs} />
              <Champ nom="nom" libelle="Nom" valeur={nom} taille="plein" erreurs={erreurs} />
              <Champ
                nom="anneeNaissance"
                libelle="Année de naissance"
                valeur={anneeNaissance}
                taille="court"
                erreurs={erreurs}
                attributs={{ inputMode: 'numeric', maxLength: 4 }}
              />
            </div>
          </Libre>
        </fieldset>
        <p className="aide">Le nom va au coffre, jamais dans les chiffres.</p>
      </div>
    </details>
  );
}
