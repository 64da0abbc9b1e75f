import type { ReactNode } from 'react';
import { Case, Cases, Champ, type Choix, type Erreur, Formulaire, Puces } from '../../ui/form.tsx';
import { type EtapeProps, PageEtape, Suite } from './etape.tsx';

export interface DemarcheDuMandat extends Choix {
  classe: 'simple' | 'sensible';
  /** Ordinary acts (consulter, saisir, deposer), then express ones; reserved acts are left out. */
  actes: readonly Choix[];
  express: readonly Choix[];
  /** Sentence about what nobody may do for the person, « Vous signez vous-même ce dossier ». */
  reserve?: string;
}

export interface MandatQuoiProps extends EtapeProps {
  /** The ticked codes of acts come back in `actes.<code of the démarche>`. */
  demarches: readonly DemarcheDuMandat[];
  valeurs: Readonly<Record<string, readonly string[]>>;
  /** Themes that may be granted whole, and those ticked. */
  themes: { choix: readonly Choix[]; valeurs: readonly string[] };
}

/** Which démarches, and which acts on each. */
export function MandatQuoiView(props: MandatQuoiProps): ReactNode {
  return (
    <PageEtape
      {...props}
      rang={2}
      titre="Pour faire quoi&nbsp;?"
      chapeau="Le mandat ne vaut que pour ce qui est coché. Le moins possible est le mieux."
    >
      <Formulaire envoi={props.envoi}>
        {props.demarches.map((demarche) => (
          <div key={demarche.code} className="carte">
            <input type="hidden" name="demarche" value={demarche.code} />
            <div>
              <h2>{demarche.libelle}</h2>
              {demarche.aide === undefined ? null : <p className="doux">{demarche.aide}</p>}
            </div>
            <Cases
              nom={`actes.${demarche.code}`}
              legende="Je peux, à votre place"
              choix={demarche.actes}
              valeurs={props.valeurs[demarche.code] ?? []}
              erreurs={props.erreurs ?? []}
            />
            {demarche.express.length === 0 ? null : (
              <details
                open={demarche.express.some(({ code }) => props.valeurs[demarche.code]?.includes(code))}
              >
                <summary>Gestes qui demandent un accord exprès</summary>
                <Cases
                  nom={`express.${demarche.code}`}
                  legende="Seulement si la personne le demande elle-même"
                  facultatif
                  choix={demarche.express}
                  valeurs={props.valeurs[demarche.code] ?? []}
                />
              </details>
            )}
            {demarche.reserve === undefined ? null : <p className="doux petit">{demarche.reserve}</p>}
          </div>
        ))}
        <details open={props.themes.valeurs.length > 0 || (props.erreurs ?? []).some(isTheme)}>
          <summary>Tout un thème, si elle le demande</summary>
          <Cases
            nom="theme"
            legende="Thèmes entiers"
            facultatif
            aide="Les mêmes gestes, sur chaque démarche du thème. Jamais les gestes exprès. Vous direz ensuite ce qui n’en fait pas partie."
            choix={props.themes.choix}
            valeurs={props.themes.valeurs}
            erreurs={props.erreurs ?? []}
          />
        </details>
        <Suite etape="quoi" libelle="Continuer" retour={props.retour} />
      </Formulaire>
    </PageEtape>
  );
}

const isTheme = ({ champ }: Erreur): boolean => champ === 'theme';

/** A theme granted whole, with what may be left out of it. */
export interface ThemeDuMandat extends Choix {
  demarches: readonly Choix[];
  sauf: readonly string[];
  sansEnvoi: boolean;
}

/** What is left out of the themes. Posts `sauf.<theme>` and `sansEnvoi.<theme>`. */
export function MandatSaufView(props: EtapeProps & { themes: readonly ThemeDuMandat[] }): ReactNode {
  return (
    <PageEtape
      {...props}
      rang={2}
      titre="Sauf quoi&nbsp;?"
      chapeau="Tout le thème est compris, sauf ce que vous cochez ici."
    >
      <Formulaire envoi={props.envoi}>
        {props.themes.map((theme) => (
          <div key={theme.code} className="carte">
            <h2>{theme.libelle}</h2>
            <Case
              nom={`sansEnvoi.${theme.code}`}
              libelle="La personne envoie elle-même ces dossiers"
              cochee={theme.sansEnvoi}
            />
            <Cases
              nom={`sauf.${theme.code}`}
              legende="Ces démarches ne sont pas dans le mandat"
              choix={theme.demarches}
              valeurs={theme.sauf}
              erreurs={props.erreurs ?? []}
            />
          </div>
        ))}
        <Suite etape="sauf" libelle="Continuer" retour={props.retour} />
      </Formulaire>
    </PageEtape>
  );
}

export interface MandatDureeProps extends EtapeProps {
  /** `code` is the value of `duree` (« mois:6 »); `aide` says the last day in words. */
  durees: readonly Choix[];
  valeurs: { duree?: string; jours?: string; uneFois?: string };
  /** A theme has no single end: the box is for one démarche. */
  uneFoisPossible: boolean;
}

/** Until when. */
export function MandatDureeView(props: MandatDureeProps): ReactNode {
  return (
    <PageEtape
      {...props}
      rang={3}
      titre="Jusqu’à quand&nbsp;?"
      chapeau="Le dernier jour compte en entier. La personne peut arrêter avant, quand elle veut."
    >
      <Formulaire envoi={props.envoi}>
        <div className="carte">
          <Puces
            nom="duree"
            legende="Durée"
            choix={props.durees}
            valeur={props.valeurs.duree}
            erreurs={props.erreurs ?? []}
            forme="pile"
            ouvre={{ jours: 'jours' }}
          />
          <div data-volet="jours">
            <Champ
              nom="jours"
              libelle="Combien de jours&nbsp;?"
              aide="365 au plus."
              valeur={props.valeurs.jours}
              taille="court"
              erreurs={props.erreurs ?? []}
              attributs={{ inputMode: 'numeric', maxLength: 3 }}
            />
          </div>
          {props.uneFoisPossible ? (
            <Case
              nom="uneFois"
              libelle="Le mandat s’arrête dès que la démarche est déposée"
              cochee={props.valeurs.uneFois === 'oui'}
            />
          ) : null}
        </div>
        <Suite etape="duree" libelle="Continuer" retour={props.retour} />
      </Formulaire>
    </PageEtape>
  );
}
