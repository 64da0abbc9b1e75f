import type { ReactNode } from 'react';
import { Case, Cases, Champ, type Choix, Formulaire, Puces } from '../../ui/form.tsx';
import { type EtapeProps, PageEtape, Suite } from './etape.tsx';

export interface MandatQuiProps extends EtapeProps {
  valeurs: {
    prenom?: string;
    nom?: string;
    anneeNaissance?: string;
    /** Codes of `Capacite`. */
    capacite?: string;
    /** Code of `ConstituantKind`, read only when the capacity asks for a representative. */
    constituant?: string;
  };
  capacites: readonly Choix[];
  constituants: readonly Choix[];
}

/** Who gives the mandate. */
export function MandatQuiView(props: MandatQuiProps): ReactNode {
  const { valeurs, erreurs = [] } = props;
  const representes = props.capacites.map(({ code }) => code).filter((code) => !seuls.has(code));
  return (
    <PageEtape
      {...props}
      rang={1}
      titre="Qui donne le mandat&nbsp;?"
      chapeau="Le nom reste chiffré dans votre structure. Il n’apparaît dans aucun chiffre."
    >
      <Formulaire envoi={props.envoi}>
        <div className="carte">
          <div className="duo">
            <Champ
              nom="prenom"
              libelle="Prénom"
              valeur={valeurs.prenom}
              erreurs={erreurs}
              attributs={{ maxLength: 80 }}
            />
            <Champ
              nom="nom"
              libelle="Nom"
              valeur={valeurs.nom}
              erreurs={erreurs}
              attributs={{ maxLength: 80 }}
            />
          </div>
          <Champ
            nom="anneeNaissance"
            libelle="Année de naissance"
            aide="Quatre chiffres. Le jour et le mois ne sont pas demandés."
            valeur={valeurs.anneeNaissance}
            taille="court"
            erreurs={erreurs}
            attributs={{ inputMode: 'numeric', maxLength: 4 }}
          />
        </div>
        <div className="carte">
          <Puces
            nom="capacite"
            legende="Une mesure de protection est-elle en cours&nbsp;?"
            aide="La raison de la mesure n’est jamais demandée ni notée."
            choix={props.capacites}
            valeur={valeurs.capacite}
            erreurs={erreurs}
            forme="pile"
            ouvre={Object.fromEntries(representes.map((code) => [code, 'representant']))}
          />
          <Puces
            nom="constituant"
            legende="Qui donne le mandat avec la personne, ou pour elle&nbsp;?"
            choix={props.constituants}
            valeur={valeurs.constituant}
            erreurs={erreurs}
            volet="representant"
          />
        </div>
        <Suite etape="qui" libelle="Continuer" retour={props.retour} />
      </Formulaire>
    </PageEtape>
  );
}

/** Capacities in which the person grants alone, whatever the acts. */
const seuls = new Set(['aucune_mesure', 'sauvegarde', 'inconnue']);

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
                  choix={demarche.express}
                  valeurs={props.valeurs[demarche.code] ?? []}
                />
              </details>
            )}
            {demarche.reserve === undefined ? null : <p className="doux petit">{demarche.reserve}</p>}
          </div>
        ))}
        <Suite etape="quoi" libelle="Continuer" retour={props.retour} />
      </Formulaire>
    </PageEtape>
  );
}

export interface MandatDureeProps extends EtapeProps {
  /** `code` is the value of `duree` (« mois:6 »); `aide` says the last day in words. */
  durees: readonly Choix[];
  valeurs: { duree?: string; uneFois?: string };
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
          />
          <Case
            nom="uneFois"
            libelle="Le mandat s’arrête dès que la démarche est déposée"
            cochee={props.valeurs.uneFois === 'oui'}
          />
        </div>
        <Suite etape="duree" libelle="Continuer" retour={props.retour} />
      </Formulaire>
    </PageEtape>
  );
}
