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
  Liste,
  Puces,
} from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';

/** A démarche that may be chosen; `aide` is the operator, « CAF ». */
export interface DemarcheProposee extends Choix {
  classe: 'simple' | 'sensible';
}

/** The fields as posted, strings all; absent or '' = not filled in. */
export interface ValeursAccueil {
  q?: string;
  demarche?: string;
  mode?: string;
  /** `guide` or `verifie`, read only when the mode is `faire_faire`. */
  appui?: string;
  /** Read only when the mode is à la place. */
  motifPour?: string;
  actesFaits?: readonly string[];
  /** `oui` when the writer typed the person's credentials. */
  saisieIdentifiants?: string;
  issue?: string;
  relanceLe?: string;
  relanceNature?: string;
  blocage?: string;
  planB?: string;
  abandon?: string;
  trancheAge?: string;
  genre?: string;
  statut?: string;
  dureeMin?: string;
}

export interface AccueilProps {
  cadre: Cadre;
  /**
   * The form posts `etape`: `enregistrer` (save and next; with `q` and no `demarche` it means search),
   * `chercher` (search, values kept), `favoris` (leave the search), `mandat`, `relecture`, `plus_tard`
   * (the three buttons of `pas`, values kept by the server).
   */
  envoi: Envoi;
  valeurs: ValeursAccueil;
  erreurs?: readonly Erreur[];
  /** « Enregistré : … » after the save of the previous person. */
  fait?: string;
  /** At most nine, in the order of the number keys; the chosen one is always among them. */
  demarches: readonly DemarcheProposee[];
  /** What `demarches` is: the favourites, or the answer to `q`. */
  source: 'favoris' | 'recherche';
  /** The step that the matrix asks before this entry can be saved: calm, and never a dead end. */
  pas?: {
    nature: 'mandat' | 'relecture';
    niveau: 'requis' | 'recommande';
    phrase: string;
    alternative?: string;
  };
  /** Mandate already linked to this entry, kept in `envoi.caches`. */
  mandat?: { href: string; dernierJour: string };
  /** Read-back already done for this entry. */
  relecture?: boolean;
  listes: {
    modes: readonly Choix[];
    appuis: readonly Choix[];
    motifsPour: readonly Choix[];
    actes: readonly Choix[];
    issues: readonly Choix[];
    relances: readonly Choix[];
    blocages: readonly Choix[];
    plansB: readonly Choix[];
    abandons: readonly Choix[];
    /** Seven chips, then `non_communique`, then `non_demande` (the default). */
    ages: readonly Choix[];
    genres: readonly Choix[];
    statuts: readonly Choix[];
  };
}

const absences = ['non_communique', 'non_demande'];

export function AccueilView(props: AccueilProps): ReactNode {
  const { valeurs, listes, erreurs = [], pas } = props;
  return (
    <Page cadre={props.cadre} titre="Accueil rapide" erreurs={erreurs} dense>
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>
            {props.fait} <a href="/diagnostic">Lui proposer trois questions</a>
          </p>
        </Avis>
      )}
      <Formulaire envoi={props.envoi} className="fiche" ilot="accueil">
        {/* The first button of a form answers the Enter key: it must be « save and next ». */}
        <button
          type="submit"
          name="etape"
          value="enregistrer"
          className="defaut"
          tabIndex={-1}
          aria-hidden="true"
        >
          Enregistrer
        </button>
        {pas === undefined ? null : <Pas pas={pas} />}
        <div className="fiche-colonnes">
          <div className="carte">
            <Demarche {...props} />
          </div>
          <div className="carte">
            <Puces
              nom="mode"
              legende="Comment aidez-vous&nbsp;?"
              choix={listes.modes}
              valeur={valeurs.mode}
              erreurs={erreurs}
              forme="pile"
              touches
              ouvre={{
                faire_faire: 'appui',
                faire_avec: 'actes',
                faire_a_la_place_present: 'motif actes',
                faire_a_la_place_absent: 'motif actes',
              }}
            />
            <Puces
              nom="appui"
              legende="De quelle façon&nbsp;?"
              choix={listes.appuis}
              valeur={valeurs.appui ?? listes.appuis[0]?.code}
              erreurs={erreurs}
              volet="appui"
            />
            <Puces
              nom="motifPour"
              legende="Pourquoi à sa place&nbsp;?"
              choix={listes.motifsPour}
              valeur={valeurs.motifPour}
              erreurs={erreurs}
              volet="motif"
              touches
            />
            <div data-volet="actes" className="pile-serree">
              <details>
                <summary>Ce que j’ai fait moi-même</summary>
                <div className="pile">
                  <Cases
                    nom="actesFaits"
                    legende="Gestes faits par moi sur le site"
                    choix={listes.actes}
                    valeurs={valeurs.actesFaits ?? []}
                    erreurs={erreurs}
                  />
                  <Case
                    nom="saisieIdentifiants"
                    libelle="J’ai tapé l’identifiant ou le mot de passe de la personne"
                    aide="À dire simplement, si c’est le cas. Un mandat est alors demandé."
                    cochee={valeurs.saisieIdentifiants === 'oui'}
                    erreurs={erreurs}
                  />
                </div>
              </details>
            </div>
          </div>
          <div className="carte">
            <Issue {...props} />
          </div>
          <div className="carte">
            <Puces
              nom="trancheAge"
              legende="Âge"
              choix={listes.ages}
              valeur={valeurs.trancheAge ?? 'non_demande'}
              erreurs={erreurs}
              quiets={absences}
              touches
            />
            <Champ
              nom="dureeMin"
              libelle="Durée, en minutes"
              valeur={valeurs.dureeMin}
              taille="court"
              erreurs={erreurs}
              attributs={{ inputMode: 'numeric', maxLength: 3, 'data-chrono': '' }}
              suite={<p className="aide si-js" data-chrono-phrase="" aria-live="off" />}
            />
            <details>
              <summary>Préciser&nbsp;: genre, situation</summary>
              <div className="pile">
                <Puces
                  nom="genre"
                  legende="Genre"
                  choix={listes.genres}
                  valeur={valeurs.genre ?? 'non_demande'}
                  erreurs={erreurs}
                  quiets={absences}
                />
                <Puces
                  nom="statut"
                  legende="Situation"
                  choix={listes.statuts}
                  valeur={valeurs.statut ?? 'non_demande'}
                  erreurs={erreurs}
                  quiets={absences}
                />
              </div>
            </details>
          </div>
        </div>
        <Preuves mandat={props.mandat} relecture={props.relecture === true} />
        <div className="fiche-fin">
          <Bouton
            nature={pas === undefined ? 'premier' : 'second'}
            nom="etape"
            valeur="enregistrer"
            icone="fait"
          >
            Enregistrer, personne suivante
          </Bouton>
          <p className="aide si-js">Les touches 1 à 9 choisissent, Entrée enregistre.</p>
        </div>
      </Formulaire>
    </Page>
  );
}

function Demarche({ valeurs, demarches, source, erreurs = [] }: AccueilProps): ReactNode {
  const introuvable = source === 'recherche' && demarches.length === 0;
  return (
    <div className="pile" id="demarches">
      <div className="recherche" role="search">
        <Champ
          nom="q"
          libelle="Que vient faire la personne&nbsp;?"
          aide="Avec ses mots&nbsp;: «&nbsp;mon loyer&nbsp;», «&nbsp;la carte grise&nbsp;»…"
          valeur={source === 'recherche' ? valeurs.q : undefined}
          taille="plein"
          attributs={{ type: 'search', enterKeyHint: 'search', maxLength: 80 }}
        />
        <Bouton nom="etape" valeur="chercher" icone="chercher" ilot="chercher">
          Chercher
        </Bouton>
      </div>
      <div id="resultats" className="pile-serree">
        {introuvable ? (
          <Avis titre="Aucune démarche trouvée">
            <p>Essayez un mot plus simple, ou le nom de l’organisme&nbsp;: CAF, impôts, préfecture.</p>
          </Avis>
        ) : (
          <Puces
            nom="demarche"
            legende={source === 'favoris' ? 'Les plus fréquentes ici' : nombreDeDemarches(demarches.length)}
            choix={demarches.map(({ code, libelle, aide, classe }) => ({
              code,
              libelle,
              ...(aide === undefined && classe === 'simple'
                ? {}
                : {
                    aide: [aide, classe === 'sensible' ? 'sensible' : undefined].filter(Boolean).join(' · '),
                  }),
            }))}
            valeur={valeurs.demarche}
            erreurs={erreurs}
            forme="liste"
            touches
          />
        )}
        {source === 'recherche' ? (
          <div>
            <Bouton nature="discret" nom="etape" valeur="favoris" ilot="favoris">
              Revenir aux plus fréquentes
            </Bouton>
          </div>
        ) : null}
      </div>
    </div>
  );
}

function nombreDeDemarches(nombre: number): string {
  return nombre === 1 ? 'Une démarche trouvée' : `${nombre} démarches trouvées`;
}

function Issue({ valeurs, listes, erreurs = [] }: AccueilProps): ReactNode {
  return (
    <>
      <Puces
        nom="issue"
        legende="Où en est-on&nbsp;?"
        choix={listes.issues}
        valeur={valeurs.issue}
        erreurs={erreurs}
        touches
        ouvre={{
          a_poursuivre: 'relance',
          en_attente_reponse: 'relance',
          bloquee: 'blocage',
          abandonnee: 'abandon',
        }}
      />
      <div className="duo" data-volet="relance">
        <Champ
          nom="relanceLe"
          libelle="À reprendre le"
          valeur={valeurs.relanceLe}
          taille="moyen"
          erreurs={erreurs}
          attributs={{ type: 'date' }}
        />
        <Liste
          nom="relanceNature"
          libelle="Ce qu’on attend"
          choix={listes.relances}
          valeur={valeurs.relanceNature}
          erreurs={erreurs}
        />
      </div>
      <div className="duo" data-volet="blocage">
        <Liste
          nom="blocage"
          libelle="Ce qui bloque"
          vide="Choisir"
          choix={listes.blocages}
          valeur={valeurs.blocage}
          erreurs={erreurs}
        />
        <Liste
          nom="planB"
          libelle="Autre chemin trouvé"
          choix={listes.plansB}
          valeur={valeurs.planB}
          erreurs={erreurs}
        />
      </div>
      <Puces
        nom="abandon"
        legende="Pourquoi s’arrêter&nbsp;?"
        choix={listes.abandons}
        valeur={valeurs.abandon}
        erreurs={erreurs}
        volet="abandon"
      />
    </>
  );
}

/** A mandate or a read-back is asked: said once, calmly, with three ways on. */
function Pas({ pas }: { pas: NonNullable<AccueilProps['pas']> }): ReactNode {
  const mandat = pas.nature === 'mandat';
  return (
    <section className="avis avis-pas" role="alert" aria-labelledby="pas" tabIndex={-1} data-focus="">
      <Icone nom={mandat ? 'mandat' : 'relecture'} />
      <div>
        <h2 id="pas">
          {mandat
            ? pas.niveau === 'requis'
              ? 'Il faut d’abord un mandat'
              : 'Un mandat vous protégerait tous les deux'
            : 'Relisons avant d’envoyer'}
        </h2>
        <p>{pas.phrase}</p>
        <p className="doux">
          {pas.alternative === undefined ? null : `${pas.alternative} `}
          Votre fiche est gardée.
        </p>
        <div className="actions">
          <Bouton nature="premier" nom="etape" valeur={pas.nature} icone={mandat ? 'mandat' : 'relecture'}>
            {mandat ? 'Préparer le mandat' : 'Relire avec la personne'}
          </Bouton>
          <Bouton nature="discret" nom="etape" valeur="plus_tard">
            Pas maintenant
          </Bouton>
        </div>
      </div>
    </section>
  );
}

function Preuves({ mandat, relecture }: { mandat: AccueilProps['mandat']; relecture: boolean }): ReactNode {
  if (mandat === undefined && !relecture) return null;
  return (
    <Avis nature="fait" icone="protege">
      {mandat === undefined ? null : (
        <p>
          <a href={mandat.href}>Mandat signé</a>, jusqu’au {mandat.dernierJour}.
        </p>
      )}
      {relecture ? <p>La personne a entendu le résumé et a dit oui.</p> : null}
    </Avis>
  );
}
