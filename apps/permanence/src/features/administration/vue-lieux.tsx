import type { ReactNode } from 'react';
import { Bouton, Champ, type Choix, type Envoi, Formulaire, LienBouton, Liste } from '../../ui/form.tsx';
import { Vide } from '../../ui/layout.tsx';
import { PageAdministration, type PropsAdministration } from './cadre.tsx';

export interface LigneLieu {
  id: string;
  nom: string;
  /** « Médiathèque, Roanne ». */
  faits: string;
  /** « fermé depuis le… », or empty. */
  fermeture: string;
}

/** Lieux of the structure. */
export function LieuxView(props: PropsAdministration & { lieux: readonly LigneLieu[] }): ReactNode {
  return (
    <PageAdministration
      {...props}
      ici="lieux"
      titre="Lieux"
      chapeau="Où les permanences se tiennent. Un lieu qui ferme garde son passé."
    >
      <div className="actions">
        <LienBouton href="/administration/lieux/nouveau" nature="premier">
          Ajouter un lieu
        </LienBouton>
      </div>
      {props.lieux.length === 0 ? (
        <Vide icone="lieu">
          <h2>Aucun lieu</h2>
          <p>Ajoutez-en un&nbsp;: une permanence s’y ouvrira aussitôt.</p>
        </Vide>
      ) : (
        <ul className="fil">
          {props.lieux.map(({ id, nom, faits, fermeture }) => (
            <li key={id} className="ligne-action">
              <div>
                <p>
                  <a href={`/administration/lieux/${id}`}>
                    <strong>{nom}</strong>
                  </a>
                </p>
                <p className="doux petit">{faits}</p>
              </div>
              {fermeture === '' ? null : <span className="doux petit">{fermeture}</span>}
            </li>
          ))}
        </ul>
      )}
    </PageAdministration>
  );
}

export interface ValeursLieu {
  nom?: string;
  nature?: string;
  commune?: string;
  codeInsee?: string;
  territoireId?: string;
  fermeLe?: string;
  remplacePar?: string;
}

/** One lieu, new or known. Posts its fields to one address, its closing to another. */
export function LieuView(
  props: PropsAdministration & {
    envoi: Envoi;
    /** Absent for a new lieu. */
    fermeture?: { envoi: Envoi; ferme: boolean; autres: readonly Choix[] };
    natures: readonly Choix[];
    territoires: readonly string[];
    valeurs: ValeursLieu;
  },
): ReactNode {
  const { valeurs, erreurs = [], fermeture } = props;
  return (
    <PageAdministration
      {...props}
      ici="lieux"
      titre={fermeture === undefined ? 'Ajouter un lieu' : 'Un lieu'}
      onglet={fermeture === undefined ? 'Ajouter un lieu' : 'Modifier un lieu'}
      {...(fermeture === undefined ? {} : { chapeau: valeurs.nom ?? '' })}
    >
      <Formulaire envoi={props.envoi} tout="demande">
        <Champ nom="nom" libelle="Nom" valeur={valeurs.nom} erreurs={erreurs} />
        <Liste
          nom="nature"
          libelle="Nature"
          choix={props.natures}
          vide="Choisir…"
          valeur={valeurs.nature}
          erreurs={erreurs}
        />
        <div className="duo">
          <Champ nom="commune" libelle="Commune" valeur={valeurs.commune} erreurs={erreurs} />
          <Champ
            nom="codeInsee"
            libelle="Code Insee de la commune"
            aide="Cinq signes, comme 42187. Ce n’est pas le code postal."
            taille="court"
            valeur={valeurs.codeInsee}
            erreurs={erreurs}
          />
        </div>
        <Champ
          nom="territoireId"
          libelle="Territoire"
          aide={
            props.territoires.length === 0
              ? 'Le nom court qui regroupe vos lieux dans les tableaux.'
              : `Déjà là\u00a0: ${props.territoires.join(', ')}.`
          }
          taille="court"
          valeur={valeurs.territoireId}
          erreurs={erreurs}
        />
        <div className="actions">
          <Bouton nature="premier">Enregistrer</Bouton>
        </div>
      </Formulaire>
      {fermeture === undefined ? null : (
        <section className="pile-serree" aria-labelledby="fermeture">
          <h2 id="fermeture">{fermeture.ferme ? 'Ce lieu a un dernier jour' : 'Fermer ce lieu'}</h2>
          <p className="doux">
            Après ce jour, aucune permanence ne s’y ouvre. Ce qui s’y est passé reste compté.
          </p>
          <Formulaire envoi={fermeture.envoi}>
            <Champ
              nom="fermeLe"
              libelle="Dernier jour"
              taille="court"
              valeur={valeurs.fermeLe}
              erreurs={erreurs}
              attributs={{ type: 'date' }}
            />
            <Liste
              nom="remplacePar"
              libelle="Lieu qui le remplace"
              choix={fermeture.autres}
              vide="Aucun"
              valeur={valeurs.remplacePar}
              erreurs={erreurs}
            />
            <div className="actions">
              <Bouton nom="etape" valeur="fermer">
                {fermeture.ferme ? 'Changer le dernier jour' : 'Fermer après ce jour'}
              </Bouton>
              {fermeture.ferme ? (
                <Bouton nature="discret" nom="etape" valeur="rouvrir">
                  Rouvrir
                </Bouton>
              ) : null}
            </div>
          </Formulaire>
        </section>
      )}
    </PageAdministration>
  );
}
