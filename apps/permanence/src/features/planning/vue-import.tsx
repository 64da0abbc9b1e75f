import type { ReactNode } from 'react';
import {
  Bouton,
  type Choix,
  type Envoi,
  type Erreur,
  Fichier,
  Formulaire,
  LienBouton,
  Liste,
} from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';

export interface ImportProps {
  cadre: Cadre;
  envoi: Envoi;
  lieux: readonly Choix[];
  agents: readonly Choix[];
  lieuId: string;
  agentId: string;
  erreurs: readonly Erreur[];
  /** What is wrong in the file, event by event. */
  motifs: readonly string[];
}

/** Refusals shown of one file: the first ones tell what is wrong with it. */
const MOTIFS_MAX = 20;

export function ImportView(props: ImportProps): ReactNode {
  const { erreurs, motifs } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Importer un calendrier"
      surtitre="Planning"
      chapeau="D’Outlook, de Google, de RDV Service Public ou d’un autre Porte-plume. Vous verrez tout avant que rien ne change."
      erreurs={erreurs}
    >
      {motifs.length === 0 ? null : (
        <Avis nature="pas" icone="attention" titre="Ce qui ne va pas dans ce fichier">
          <ul>
            {motifs.slice(0, MOTIFS_MAX).map((motif) => (
              <li key={motif}>{motif}</li>
            ))}
          </ul>
          {motifs.length > MOTIFS_MAX ? <p>Et {motifs.length - MOTIFS_MAX} autres.</p> : null}
        </Avis>
      )}
      <Formulaire envoi={props.envoi} className="carte" tout="demande" fichier>
        <Fichier
          nom="fichier"
          libelle="Fichier du calendrier"
          aide="Un fichier qui finit par .ics."
          types=".ics,text/calendar"
          erreurs={erreurs}
        />
        <Liste
          nom="lieuId"
          libelle="Lieu, quand le fichier ne le dit pas"
          vide="Choisir un lieu"
          choix={props.lieux}
          valeur={props.lieuId}
          erreurs={erreurs}
        />
        <Liste
          nom="agentId"
          libelle="Qui les tient, quand le fichier ne le dit pas"
          vide="Choisir"
          choix={props.agents}
          valeur={props.agentId}
          erreurs={erreurs}
        />
        <div className="actions">
          <Bouton nature="premier">Voir ce qui change</Bouton>
          <LienBouton href="/planning" nature="discret">
            Pas maintenant
          </LienBouton>
        </div>
      </Formulaire>
    </Page>
  );
}

/** One permanence of the file. */
export interface LigneApercu {
  id: string;
  quand: string;
  lieu: string;
  agents: string;
  /** How many days off. */
  sauf: number;
  etat: 'nouvelle' | 'modifiee' | 'identique';
}

const ETATS = { nouvelle: 'Nouvelle', modifiee: 'Change', identique: 'Déjà là' } as const;
/** Lines shown: the page stays light, and the count says the rest. */
const LIGNES_MAX = 40;

export function ApercuView(props: { cadre: Cadre; envoi: Envoi; lignes: readonly LigneApercu[] }): ReactNode {
  const { lignes } = props;
  const changent = lignes.filter(({ etat }) => etat !== 'identique').length;
  return (
    <Page
      cadre={props.cadre}
      titre="Ce que l’import changera"
      onglet="Planning, ce que l’import changera"
      surtitre="Planning"
      chapeau={
        changent === 0
          ? 'Tout est déjà dans le planning. Rien ne changera.'
          : `${changent === 1 ? 'Une permanence change' : `${changent} permanences changent`}. Rien n’est encore enregistré.`
      }
    >
      <ul className="fil echeances">
        {lignes.slice(0, LIGNES_MAX).map((ligne) => (
          <li key={ligne.id}>
            <p>
              <strong>{ligne.lieu}</strong> <span className={classOf(ligne.etat)}>{ETATS[ligne.etat]}</span>
            </p>
            <p className="doux petit">
              {ligne.quand} · {ligne.agents}
              {ligne.sauf === 0 ? null : ` · sauf ${ligne.sauf === 1 ? 'un jour' : `${ligne.sauf} jours`}`}
            </p>
          </li>
        ))}
      </ul>
      {lignes.length > LIGNES_MAX ? <p className="doux">Et {lignes.length - LIGNES_MAX} autres.</p> : null}
      <Formulaire envoi={props.envoi} className="actions">
        {changent === 0 ? null : <Bouton nature="premier">Mettre dans le planning</Bouton>}
        <LienBouton href="/planning/importer" nature="discret">
          Choisir un autre fichier
        </LienBouton>
      </Formulaire>
    </Page>
  );
}

const classOf = (etat: LigneApercu['etat']): string =>
  etat === 'nouvelle' ? 'etat etat-bon' : etat === 'modifiee' ? 'etat etat-attente' : 'etat';
