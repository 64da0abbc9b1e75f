import type { ReactNode } from 'react';
import {
  Bouton,
  Case,
  Cases,
  Champ,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  LienBouton,
  Liste,
  Puces,
} from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';

/** What the form holds; every value as it was typed. */
export interface ValeursPermanence {
  lieuId?: string;
  cadence?: string;
  jours?: readonly string[];
  rang?: string;
  premierJour?: string;
  auInclus?: string;
  debut?: string;
  fin?: string;
  accueil?: string;
  capacite?: string;
  publique?: boolean;
  feries?: boolean;
  agents?: readonly string[];
  adresse?: string;
  acces?: string;
}

export interface PermanenceProps {
  cadre: Cadre;
  envoi: Envoi;
  nouvelle: boolean;
  valeurs: ValeursPermanence;
  lieux: readonly Choix[];
  agents: readonly Choix[];
  accueils: readonly Choix[];
  /** A rule that came from a calendar and that this form cannot say: kept as it is unless another is chosen. */
  regleGardee?: string;
  erreurs?: readonly Erreur[];
  retour: string;
}

const JOURS: readonly Choix[] = ['Lundi', 'Mardi', 'Mercredi', 'Jeudi', 'Vendredi', 'Samedi', 'Dimanche'].map(
  (libelle, code) => ({ code: String(code), libelle }),
);
const RANGS: readonly Choix[] = [
  { code: '1', libelle: 'le premier' },
  { code: '2', libelle: 'le deuxième' },
  { code: '3', libelle: 'le troisième' },
  { code: '4', libelle: 'le quatrième' },
  { code: '-1', libelle: 'le dernier' },
];
const CADENCES: readonly Choix[] = [
  { code: 'semaine', libelle: 'Chaque semaine' },
  { code: 'quinzaine', libelle: 'Une semaine sur deux' },
  { code: 'mois', libelle: 'Chaque mois' },
  { code: 'une_fois', libelle: 'Une seule fois' },
];

/** A permanence in one page: where, when, how often, by whom. */
export function PermanenceView(props: PermanenceProps): ReactNode {
  const { valeurs, erreurs = [] } = props;
  const { regleGardee } = props;
  const cadences =
    regleGardee === undefined
      ? CADENCES
      : [{ code: 'garder', libelle: 'Comme dans le calendrier importé' }, ...CADENCES];
  return (
    <Page
      cadre={props.cadre}
      titre={props.nouvelle ? 'Ajouter une permanence' : 'Modifier la permanence'}
      surtitre="Planning"
      chapeau={
        props.nouvelle
          ? 'Elle reviendra toute seule dans le planning, et sur la page publique.'
          : 'Ce qui a déjà été tenu reste compté.'
      }
      erreurs={erreurs}
    >
      <Formulaire envoi={props.envoi}>
        <section className="carte" aria-labelledby="ou">
          <h2 id="ou">Où</h2>
          <Liste
            nom="lieuId"
            libelle="Lieu"
            vide="Choisir un lieu"
            choix={props.lieux}
            valeur={valeurs.lieuId}
            erreurs={erreurs}
          />
          <Champ
            nom="adresse"
            libelle="Adresse que le public lit"
            facultatif
            valeur={valeurs.adresse}
            taille="plein"
            erreurs={erreurs}
            attributs={{ maxLength: 120 }}
          />
          <Champ
            nom="acces"
            libelle="Pour trouver l’entrée"
            facultatif
            aide="Par exemple&nbsp;: entrée par la cour, premier étage."
            valeur={valeurs.acces}
            taille="plein"
            erreurs={erreurs}
            attributs={{ maxLength: 120 }}
          />
        </section>
        <section className="carte" aria-labelledby="quand">
          <h2 id="quand">Quand</h2>
          <Puces
            nom="cadence"
            legende="Elle revient"
            choix={cadences}
            valeur={valeurs.cadence}
            ouvre={{ semaine: 'semaine', quinzaine: 'semaine', mois: 'semaine rang' }}
            erreurs={erreurs}
          />
          <div data-volet="rang">
            <Liste
              nom="rang"
              libelle="Quel jour du mois"
              choix={RANGS}
              valeur={valeurs.rang}
              erreurs={erreurs}
            />
          </div>
          <Cases
            nom="jours"
            legende="Jours"
            auMoins
            choix={JOURS}
            valeurs={valeurs.jours ?? []}
            volet="semaine"
            erreurs={erreurs}
          />
          <div className="duo">
            <Champ
              nom="debut"
              libelle="Début"
              valeur={valeurs.debut}
              taille="court"
              erreurs={erreurs}
              attributs={{ type: 'time' }}
            />
            <Champ
              nom="fin"
              libelle="Fin"
              valeur={valeurs.fin}
              taille="court"
              erreurs={erreurs}
              attributs={{ type: 'time' }}
            />
          </div>
          <div className="duo">
            <Champ
              nom="premierJour"
              libelle="Premier jour"
              valeur={valeurs.premierJour}
              taille="court"
              erreurs={erreurs}
              attributs={{ type: 'date' }}
            />
            <Champ
              nom="auInclus"
              libelle="Dernier jour"
              facultatif
              aide="Il compte encore."
              valeur={valeurs.auInclus}
              taille="court"
              erreurs={erreurs}
              attributs={{ type: 'date' }}
            />
          </div>
          <Case nom="feries" libelle="Pas de permanence les jours fériés" cochee={valeurs.feries === true} />
        </section>
        <section className="carte" aria-labelledby="qui">
          <h2 id="qui">Qui et comment</h2>
          <Cases
            nom="agents"
            legende="Qui la tient"
            auMoins
            choix={props.agents}
            valeurs={valeurs.agents ?? []}
            erreurs={erreurs}
          />
          <Puces
            nom="accueil"
            legende="Accueil"
            choix={props.accueils}
            valeur={valeurs.accueil}
            erreurs={erreurs}
          />
          <Champ
            nom="capacite"
            libelle="Personnes reçues, au plus"
            facultatif
            valeur={valeurs.capacite}
            taille="court"
            erreurs={erreurs}
            attributs={{ inputMode: 'numeric', maxLength: 3 }}
          />
          <Case
            nom="publique"
            libelle="La montrer sur la page publique «&nbsp;Où et quand venir&nbsp;»"
            cochee={valeurs.publique === true}
          />
        </section>
        <div className="actions">
          <Bouton nature="premier">{props.nouvelle ? 'Ajouter' : 'Enregistrer'}</Bouton>
          <LienBouton href={props.retour} nature="discret">
            Pas maintenant
          </LienBouton>
        </div>
      </Formulaire>
      {props.nouvelle ? null : (
        <Avis>
          <p>Pour l’arrêter, donnez-lui un dernier jour.</p>
        </Avis>
      )}
    </Page>
  );
}
