import type { ReactNode } from 'react';
import { Bouton, Champ, type Envoi, type Erreur, Formulaire, LienBouton, Puces } from '../../ui/form.tsx';
import type { Ligne } from './lignes.ts';
import { CANAUX, DEMANDEURS } from './libelles.ts';
import type { Suite } from './suite.ts';

export interface SuitesProps {
  /** In force, suspended or not. */
  enCours: boolean;
  /** What may stop alone. */
  lignes: readonly Ligne[];
  /** The page of what seldom happens; none once the person was erased, since nothing may change any more. */
  rares?: string;
  envoi: (geste: Suite) => Envoi;
  erreurs: readonly Erreur[];
  /** The form that was refused. */
  refus?: Refus;
}

/** A form that was refused, with what was typed. */
export interface Refus {
  geste: string;
  valeurs: Readonly<Record<string, string>>;
}

/** One form of these pages: where it posts, and what it keeps when it was the one refused. */
export interface Pli {
  valeurs: Readonly<Record<string, string>>;
  erreurs: readonly Erreur[];
  envoi: Envoi;
}

/** The fold of one form, among those of a page. */
export function toPli(
  geste: Suite,
  props: { envoi: (geste: Suite) => Envoi; erreurs: readonly Erreur[]; refus?: Refus },
): Pli & { ouvert: boolean } {
  const ouvert = props.refus?.geste === geste;
  return {
    ouvert,
    envoi: props.envoi(geste),
    erreurs: ouvert ? props.erreurs : [],
    valeurs: ouvert ? (props.refus?.valeurs ?? {}) : {},
  };
}

/** Stopping is two taps away; what seldom happens has a page of its own. */
export function Suites(props: SuitesProps): ReactNode {
  const arret = toPli('revoquer', props);
  const retrait = toPli('retirer', props);
  return (
    <div className="pile-serree">
      {props.enCours ? (
        <details open={arret.ouvert}>
          <summary data-touche="F9" aria-keyshortcuts="F9">
            Arrêter ce mandat
          </summary>
          <Arreter {...arret} />
        </details>
      ) : null}
      {props.enCours && props.lignes.length > 0 ? (
        <details open={retrait.ouvert}>
          <summary>Arrêter une partie seulement</summary>
          <Retirer {...retrait} lignes={props.lignes} />
        </details>
      ) : null}
      {props.rares === undefined ? null : (
        <div className="actions">
          <LienBouton href={props.rares} nature="discret">
            Autre chose est arrivé
          </LienBouton>
        </div>
      )}
    </div>
  );
}

function Demande({ prefixe, valeurs, erreurs }: Omit<Pli, 'envoi'> & { prefixe: string }): ReactNode {
  return (
    <>
      <Puces
        nom={`${prefixe}demandePar`}
        legende="Qui le demande&nbsp;?"
        choix={DEMANDEURS}
        valeur={valeurs[`${prefixe}demandePar`] ?? DEMANDEURS[0]?.code}
        erreurs={erreurs}
      />
      <Puces
        nom={`${prefixe}canal`}
        legende="Comment l’a-t-on dit&nbsp;?"
        choix={CANAUX}
        valeur={valeurs[`${prefixe}canal`] ?? CANAUX[0]?.code}
        erreurs={erreurs}
      />
    </>
  );
}

function Arreter(pli: Pli): ReactNode {
  const { valeurs, erreurs } = pli;
  return (
    <Formulaire envoi={pli.envoi} className="carte">
      <p>La personne n’a pas à dire pourquoi. L’arrêt vaut tout de suite.</p>
      <div className="actions">
        <Bouton nom="etape" valeur="revoquer">
          Arrêter le mandat maintenant
        </Bouton>
      </div>
      <Demande prefixe="" valeurs={valeurs} erreurs={erreurs} />
      <details open={erreurs.some(({ champ }) => champ === 'quand')}>
        <summary>Elle l’a dit avant aujourd’hui</summary>
        <div className="duo">
          <Champ
            nom="quand"
            libelle="Quel jour&nbsp;?"
            facultatif
            taille="court"
            valeur={valeurs.quand}
            erreurs={erreurs}
            attributs={{ type: 'date' }}
          />
          <Champ
            nom="quandHeure"
            libelle="À quelle heure&nbsp;?"
            facultatif
            taille="court"
            valeur={valeurs.quandHeure}
            attributs={{ type: 'time' }}
          />
        </div>
      </details>
    </Formulaire>
  );
}

function Retirer(pli: Pli & { lignes: readonly Ligne[] }): ReactNode {
  return (
    <Formulaire envoi={pli.envoi} className="carte">
      <Puces
        nom="ligne"
        legende="Qu’est-ce qui s’arrête&nbsp;?"
        aide="Le reste continue jusqu’au dernier jour."
        choix={pli.lignes}
        valeur={pli.valeurs.ligne}
        erreurs={pli.erreurs}
        forme="pile"
      />
      <Demande prefixe="retrait." valeurs={pli.valeurs} erreurs={pli.erreurs} />
      <div className="actions">
        <Bouton>Arrêter cette partie</Bouton>
      </div>
    </Formulaire>
  );
}
