import type { ReactNode } from 'react';
import { Bouton, Case, Cases, Champ, Formulaire, Puces } from '../../ui/form.tsx';
import { Avis, Page } from '../../ui/layout.tsx';
import { Passage, Personne, Retrouver } from './vue-personne.tsx';
import { Pas, Preuves } from './preuves.tsx';
import type { AccueilProps } from './props.ts';
import { Demarche, Issue } from './questions.tsx';

export type { AccueilProps, DemarcheProposee, ValeursAccueil } from './props.ts';

export function AccueilView(props: AccueilProps): ReactNode {
  const { valeurs, listes, erreurs = [], pas } = props;
  // A sheet that has begun would be lost by looking for somebody: the search is for a fresh one.
  const neuve =
    props.horsLigne === undefined &&
    props.personne?.nommable === true &&
    props.personne.href === undefined &&
    erreurs.length === 0 &&
    pas === undefined &&
    props.mandat === undefined;
  return (
    <Page cadre={props.cadre} titre="Accueil rapide" erreurs={erreurs} dense>
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>
            {props.fait} <a href="/diagnostic">Lui proposer trois questions</a>
            {props.entree === undefined ? null : (
              <>
                , <a href={`/orientation?entree=${props.entree}`}>l’orienter</a>, ou{' '}
                <a href="/">voir qui attend</a>
              </>
            )}
            .
          </p>
        </Avis>
      )}
      {props.passage === undefined ? null : <Passage {...props.passage} />}
      {neuve ? <Retrouver op={props.envoi.op} passage={valeurs.passage} /> : null}
      {props.horsLigne?.entete}
      <Formulaire envoi={props.envoi} className="fiche" ilot="accueil">
        {/* The first button of a form answers the Enter key: it must be « save and next ». */}
        <button name="etape" value="enregistrer" className="defaut" tabIndex={-1} aria-hidden="true">
          Enregistrer
        </button>
        {valeurs.passage === undefined ? null : (
          <input type="hidden" name="passage" value={valeurs.passage} />
        )}
        {pas === undefined ? null : <Pas pas={pas} />}
        <Personne {...props} />
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
                    facultatif
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
              touches
            />
            <Champ
              nom="dureeMin"
              libelle="Durée, en minutes"
              valeur={valeurs.dureeMin}
              taille="court"
              erreurs={erreurs}
              attributs={{ inputMode: 'numeric', maxLength: 3, 'data-chrono': '' }}
              suite={<p className="aide si-js" data-chrono-phrase="" />}
            />
            <details data-precision="">
              <summary>Préciser&nbsp;: genre, situation</summary>
              <div className="pile">
                <Puces
                  nom="genre"
                  legende="Genre"
                  choix={listes.genres}
                  valeur={valeurs.genre ?? 'non_demande'}
                  erreurs={erreurs}
                  touches
                />
                <Puces
                  nom="statut"
                  legende="Situation"
                  choix={listes.statuts}
                  valeur={valeurs.statut ?? 'non_demande'}
                  erreurs={erreurs}
                  touches
                />
              </div>
            </details>
          </div>
        </div>
        <Preuves mandat={props.mandat} relecture={props.relecture === true} />
        {props.horsLigne?.fin}
        <div className="fiche-fin">
          <Bouton
            nature={pas === undefined ? 'premier' : 'second'}
            nom="etape"
            valeur="enregistrer"
            icone="fait"
          >
            Enregistrer, personne suivante
          </Bouton>
          <p className="aide si-js">
            Les touches 1 à 9 choisissent, Entrée enregistre.
            {neuve ? ' F2 retrouve une personne, F8 en note une nouvelle.' : null}
          </p>
        </div>
      </Formulaire>
    </Page>
  );
}
