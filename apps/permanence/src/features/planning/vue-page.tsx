import type { ReactNode } from 'react';
import { Bouton, Case, Champ, type Envoi, type Erreur, Formulaire, LienBouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';

/** What the public reads. Posts `ouverte`, `slug`, `nom`, `telephone`. */
export function PageView(props: {
  cadre: Cadre;
  envoi: Envoi;
  page: { slug: string; ouverte: boolean; nom: string; telephone: string | null };
  /** What comes before the slug. */
  origine: string;
  /** Address of the page once it is open. */
  lien?: string;
  erreurs: readonly Erreur[];
  fait?: string;
}): ReactNode {
  const { page, erreurs, lien } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Page publique"
      onglet="Planning, page publique"
      surtitre="Planning"
      chapeau="«&nbsp;Où et quand venir&nbsp;»&nbsp;: chacun la lit, sans compte. Elle ne montre ni les collègues, ni les personnes."
      erreurs={erreurs}
    >
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      <Formulaire envoi={props.envoi} className="carte">
        <Case nom="ouverte" libelle="La page est ouverte à tous" cochee={page.ouverte} />
        <Champ
          nom="slug"
          libelle="Son adresse"
          aide={`Elle commence par ${props.origine}`}
          valeur={page.slug}
          erreurs={erreurs}
          attributs={{ maxLength: 40, spellCheck: false, autoCapitalize: 'none' }}
        />
        <Champ
          nom="nom"
          libelle="Nom de la structure"
          valeur={page.nom}
          taille="plein"
          erreurs={erreurs}
          attributs={{ maxLength: 80 }}
        />
        <Champ
          nom="telephone"
          libelle="Téléphone que l’on peut appeler"
          facultatif
          valeur={page.telephone ?? ''}
          erreurs={erreurs}
          attributs={{ type: 'tel' }}
        />
        <div className="actions">
          <Bouton nature="premier">Enregistrer</Bouton>
          {lien === undefined ? null : (
            <>
              <LienBouton href={lien}>Voir la page</LienBouton>
              <LienBouton href={`${lien}/affiche`} icone="imprimer">
                Affiche
              </LienBouton>
            </>
          )}
        </div>
      </Formulaire>
      <p className="doux">
        L’adresse d’un lieu et son entrée se donnent dans la permanence&nbsp;: Planning, puis une permanence,
        puis «&nbsp;Modifier&nbsp;».
      </p>
    </Page>
  );
}
