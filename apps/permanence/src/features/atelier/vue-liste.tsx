import type { ReactNode } from 'react';
import {
  Bouton,
  Champ,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  Liste,
  Puces,
} from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { NIVEAUX, THEMES, type ValeursAtelier } from './schema.ts';

/** One workshop of a list. */
export interface LigneAtelier {
  id: string;
  titre: string;
  /** « mardi 24 novembre 2026 à 14 h ». */
  quand: string;
  ou: string;
  /** « 3 inscrites sur 8 », « 5 venues ». */
  etat: string;
}

/** The workshops of the structure, and the form to announce one. */
export function AteliersView(props: {
  cadre: Cadre;
  envoi: Envoi;
  aVenir: readonly LigneAtelier[];
  passes: readonly LigneAtelier[];
  lieux: readonly Choix[];
  /** This account imports the places of orientation. */
  importe?: boolean;
  valeurs: Partial<ValeursAtelier>;
  fait?: string;
  erreurs?: readonly Erreur[];
}): ReactNode {
  const { valeurs, erreurs = [] } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Ateliers"
      chapeau="Annoncés ici, proposés dans l’orientation. Qui anime n’a pas besoin de compte."
      erreurs={erreurs}
    >
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      {props.aVenir.length === 0 ? (
        <Vide icone="planning">
          <h2>Aucun atelier annoncé</h2>
          <p>Annoncez-en un dessous&nbsp;: il viendra aussitôt dans l’orientation.</p>
        </Vide>
      ) : (
        <Fil titre="À venir" id="a-venir" lignes={props.aVenir} />
      )}
      <details open={erreurs.length > 0 || props.aVenir.length === 0 ? true : undefined}>
        <summary>Annoncer un atelier</summary>
        <Formulaire envoi={props.envoi} className="pile carte">
          <Liste
            nom="theme"
            libelle="Thème"
            choix={THEMES}
            valeur={valeurs.theme}
            vide="Choisir un thème"
            erreurs={erreurs}
          />
          <Puces
            nom="niveau"
            legende="Niveau"
            choix={NIVEAUX}
            valeur={valeurs.niveau ?? 'debutant'}
            erreurs={erreurs}
          />
          <div className="duo">
            <Champ
              nom="date"
              libelle="Jour"
              taille="court"
              valeur={valeurs.date}
              erreurs={erreurs}
              attributs={{ type: 'date' }}
            />
            <Champ
              nom="debut"
              libelle="Début"
              taille="court"
              valeur={valeurs.debut ?? '14:00'}
              erreurs={erreurs}
              attributs={{ type: 'time' }}
            />
            <Champ
              nom="dureeMin"
              libelle="Durée, en minutes"
              taille="court"
              valeur={valeurs.dureeMin ?? '120'}
              erreurs={erreurs}
              attributs={{ inputMode: 'numeric' }}
            />
            <Champ
              nom="places"
              libelle="Places"
              facultatif
              aide="Vide&nbsp;: sans limite."
              taille="court"
              valeur={valeurs.places}
              erreurs={erreurs}
              attributs={{ inputMode: 'numeric' }}
            />
          </div>
          <Liste
            nom="lieuId"
            libelle="Lieu"
            choix={props.lieux}
            valeur={valeurs.lieuId}
            vide="Choisir un lieu"
            erreurs={erreurs}
          />
          <Champ
            nom="adresse"
            libelle="Adresse à imprimer"
            facultatif
            aide="Si le nom du lieu ne suffit pas."
            taille="plein"
            valeur={valeurs.adresse}
            erreurs={erreurs}
          />
          <Champ
            nom="animateur"
            libelle="Qui anime"
            facultatif
            aide="Prénom ou service."
            valeur={valeurs.animateur}
            erreurs={erreurs}
          />
          <div className="actions">
            <Bouton nature="premier">Annoncer</Bouton>
          </div>
        </Formulaire>
      </details>
      {props.importe === true ? (
        <p>
          <a href="/lieux-publics">Lieux publics</a>
          <span className="doux">&nbsp;: le fichier de données ouvertes que l’orientation propose</span>
        </p>
      ) : null}
      {props.passes.length === 0 ? null : <Fil titre="Passés" id="passes" lignes={props.passes} />}
    </Page>
  );
}

function Fil(props: { titre: string; id: string; lignes: readonly LigneAtelier[] }): ReactNode {
  return (
    <section className="pile-serree" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.titre}</h2>
      <ul className="fil codes">
        {props.lignes.map(({ id, titre, quand, ou, etat }) => (
          <li key={id}>
            <div>
              <p>
                <a href={`/ateliers/${id}`}>
                  <strong>{titre}</strong>
                </a>
              </p>
              <p className="doux petit">
                {quand} · {ou}
              </p>
            </div>
            <p className="petit">{etat}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
