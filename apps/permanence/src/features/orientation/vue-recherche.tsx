import type { ReactNode } from 'react';
import {
  Bouton,
  Case,
  Cases,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  Liste,
  Puces,
} from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { Ailleurs } from './vue-ailleurs.tsx';
import type { Valeurs } from './demande.ts';
import {
  BESOINS,
  CHOIX_MOMENTS,
  DEPLACEMENTS,
  JOURS,
  MODALITES,
  NIVEAUX,
  PRISES,
  PUBLICS,
} from './listes.ts';

/** The entry that an orientation would be kept with. */
export interface EntreeDite {
  id: string;
  /** « La fiche de 10 h 12 : Allocation logement ». */
  libelle: string;
}

export interface RechercheProps {
  cadre: Cadre;
  envoi: Envoi;
  valeurs: Partial<Valeurs>;
  communes: readonly Choix[];
  /** Absent: nothing will be kept, one searches and prints. */
  entree?: EntreeDite;
  /** What the diagnostic proposed and the person confirmed, in words. */
  propositions?: readonly string[];
  erreurs?: readonly Erreur[];
  /** Whether this account may import places, when there is none. */
  lieux?: boolean;
  /** The form of who goes elsewhere, as it was typed. */
  ailleurs?: Readonly<Record<string, string>>;
}

/** What is looked for: needs, from where, how. Posts the fields of {@link Valeurs}. */
export function RechercheView(props: RechercheProps): ReactNode {
  const { valeurs, communes, erreurs = [], propositions = [] } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Orienter vers un lieu"
      chapeau="Trois lieux au plus, chacun avec ses raisons. La personne choisit."
      erreurs={erreurs}
    >
      {communes.length === 0 ? (
        <Vide icone="orientation">
          <h2>Aucun lieu n’est encore connu</h2>
          <p>La coordination importe un fichier de données ouvertes. Les lieux viendront ici.</p>
          {props.lieux === true ? (
            <p>
              <a href="/lieux-publics">Importer des lieux</a>
            </p>
          ) : null}
        </Vide>
      ) : (
        <Formulaire envoi={props.envoi}>
          <p className="doux">
            {props.entree === undefined
              ? 'Sans fiche du jour\u00a0: on cherche et on imprime, rien n’est gardé.'
              : `Avec ${props.entree.libelle}.`}
          </p>
          {propositions.length === 0 ? null : (
            <Avis titre="Choisi avec la personne, après le diagnostic">
              <ul>
                {propositions.map((phrase) => (
                  <li key={phrase}>{phrase}</li>
                ))}
              </ul>
            </Avis>
          )}
          <div className="carte besoins">
            <Cases
              nom="besoin"
              legende="De quoi a-t-elle besoin&nbsp;?"
              auMoins
              choix={BESOINS}
              valeurs={valeurs.besoin ?? []}
              erreurs={erreurs}
              attend
            />
          </div>
          <div className="carte">
            <Liste
              nom="commune"
              libelle="D’où part-elle&nbsp;?"
              choix={communes}
              valeur={valeurs.commune}
              vide="Choisir une commune"
              erreurs={erreurs}
            />
            <Puces
              nom="deplacement"
              legende="Comment se déplace-t-elle&nbsp;?"
              choix={DEPLACEMENTS}
              valeur={valeurs.deplacement}
              erreurs={erreurs}
            />
          </div>
          <Details valeurs={valeurs} erreurs={erreurs} />
          <div className="actions">
            <Bouton nature="premier" nom="etape" valeur="chercher" icone="chercher">
              Chercher
            </Bouton>
          </div>
        </Formulaire>
      )}
      {props.entree === undefined ? null : (
        <Ailleurs envoi={props.envoi} valeurs={props.ailleurs ?? {}} erreurs={erreurs} />
      )}
    </Page>
  );
}

function Details({
  valeurs: v,
  erreurs,
}: {
  valeurs: Partial<Valeurs>;
  erreurs: readonly Erreur[];
}): ReactNode {
  const dit = [v.jour, v.moment, v.modalite, v.niveau].some((un) => un !== undefined && un !== '');
  const plus = (v.public?.length ?? 0) + (v.prise?.length ?? 0) > 0 || v.gratuit === true;
  return (
    <details open={dit || plus ? true : undefined}>
      <summary>Préciser&nbsp;: moment, façon d’apprendre, accueil, prix</summary>
      <div className="carte">
        <div className="duo">
          <Liste
            nom="jour"
            libelle="Jour qui l’arrange"
            choix={JOURS}
            valeur={v.jour}
            vide="Tous"
            erreurs={erreurs}
          />
          <Puces
            nom="moment"
            legende="Moment"
            facultatif
            choix={CHOIX_MOMENTS}
            valeur={v.moment}
            erreurs={erreurs}
          />
        </div>
        <Case
          nom="creneauExige"
          libelle="Aucun autre moment n’est possible"
          cochee={v.creneauExige === true}
        />
        <Puces nom="modalite" legende="Façon d’apprendre" facultatif choix={MODALITES} valeur={v.modalite} />
        <Puces nom="niveau" legende="Niveau pour un atelier" facultatif choix={NIVEAUX} valeur={v.niveau} />
        <Cases
          nom="public"
          legende="Publics"
          facultatif
          aide="Certains lieux reçoivent un seul public."
          choix={PUBLICS}
          valeurs={v.public ?? []}
        />
        <Cases
          nom="prise"
          legende="Accueil souhaité"
          facultatif
          aide="Sert à chercher, n’est pas gardé."
          choix={PRISES}
          valeurs={v.prise ?? []}
        />
        <Case
          nom="priseExigee"
          libelle="Seulement les lieux qui annoncent cet accueil"
          cochee={v.priseExigee === true}
        />
        <Case nom="gratuit" libelle="Seulement les lieux gratuits" cochee={v.gratuit === true} />
      </div>
    </details>
  );
}
