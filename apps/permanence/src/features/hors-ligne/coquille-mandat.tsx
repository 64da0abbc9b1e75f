import type { ReactNode } from 'react';
import { FRANCAIS } from '../../messages/messages.ts';
import { Bouton, Case, Champ, type Choix, Formulaire, Liste, Puces } from '../../ui/form.tsx';
import { Page } from '../../ui/layout.tsx';
import { toChoixLangues } from '../mandat/langues.ts';
import { CAPACITES, CONSTITUANTS, INTERPRETES, LECTURES, REFORMULATIONS } from '../mandat/libelles.ts';
import { NOM_MAX } from '../mandat/qui.ts';
import { Signataire } from '../mandat/signataire.tsx';
import { Signature } from '../mandat/signature.tsx';
import { Dit, Entete, SANS_OP, Verrou, type Coquille } from './pieces.tsx';

/** Without the answer the mandate cannot be accepted, and nobody can look for it here. */
const CONNUES = CAPACITES.filter(({ code }) => code !== 'inconnue');
/** What it allows meanwhile: the rules of the device refuse the rest. */
const ORAL = {
  phrases: [{ dit: 'Votre oui suffit pour regarder et remplir. Il faudra signer ensuite.' }],
  actes: [],
};

export function MandatHorsLigne({ cadre, durees }: Coquille & { durees: readonly Choix[] }): ReactNode {
  return (
    <Page cadre={cadre} titre="Mandat" surtitre="Hors connexion">
      <Entete cadre={cadre} script="hl-mandat" />
      <Verrou />
      <Dit />
      <Formulaire envoi={SANS_OP('/mandat')} className="pile">
        <div data-pas="qui" className="pile">
          <p>
            Pour&nbsp;: <strong data-demarche="">aucune démarche</strong>
          </p>
          <div className="carte">
            <div className="duo">
              <Champ nom="prenom" libelle="Prénom" attributs={{ maxLength: 80 }} />
              <Champ nom="nom" libelle="Nom" attributs={{ maxLength: 80 }} />
            </div>
            <div className="duo">
              <Champ
                nom="anneeNaissance"
                libelle="Année de naissance"
                taille="court"
                attributs={{ inputMode: 'numeric', maxLength: 4 }}
              />
              <Champ
                nom="naissance"
                libelle="Date de naissance"
                facultatif
                aide="Seulement si elle a peut-être moins de 18 ans."
                taille="moyen"
                attributs={{ type: 'date' }}
              />
            </div>
            <Signataire
              valeurs={{}}
              erreurs={[]}
              aide="Si personne ne sait, attendez le réseau, et faites ensemble."
              capacites={CONNUES}
              constituants={CONSTITUANTS}
            />
          </div>
          <div className="carte" data-actes="" hidden />
          <div className="carte">
            <Puces nom="duree" legende="Durée" choix={durees} />
            <Liste nom="langue" libelle="Langue de la personne" choix={toChoixLangues()} valeur="fr" />
          </div>
          <p className="doux">
            Le papier à signer, un compte bancaire, un paiement ou un compte à ouvrir attendent le réseau.
          </p>
          <div className="actions">
            <button type="button" className="bouton bouton-premier" data-vers="texte">
              Lire le mandat
            </button>
          </div>
        </div>
        <div data-pas="texte" className="pile personne" hidden>
          <div className="carte lu" data-texte="" />
          <div className="carte" data-traduit="" hidden>
            <Puces
              nom="interprete"
              legende="Qui traduit&nbsp;?"
              aide="Le texte français fait foi."
              choix={INTERPRETES}
              forme="liste"
            />
            <Champ
              nom="interpreteNom"
              libelle="Son nom, s’il signe aussi"
              facultatif
              attributs={{ maxLength: NOM_MAX }}
            />
          </div>
          <div className="carte">
            <Puces nom="lecture" legende="Comment ce texte a-t-il été lu&nbsp;?" choix={LECTURES} />
            <Puces
              nom="reformulation"
              legende="La personne l’a redit avec ses mots"
              choix={REFORMULATIONS.filter(({ code }) => code !== 'non_comprise')}
              forme="pile"
            />
          </div>
          <div className="actions">
            <button type="button" className="bouton bouton-premier" data-vers="signer">
              Continuer vers la signature
            </button>
            <a className="bouton" href="/accueil">
              Sans mandat, nous faisons ensemble
            </a>
          </div>
        </div>
        <div data-pas="signer" className="pile personne" hidden>
          <Signature valeurs={{}} erreurs={[]} oral={ORAL} messages={FRANCAIS} />
          <div className="carte">
            <Case
              nom="accepte"
              libelle="Écrivain·e&nbsp;: j’accepte ce mandat et je m’y tiens"
              aide="Le mandat naît de deux accords&nbsp;: le sien, puis le vôtre."
            />
          </div>
          <div className="actions">
            <Bouton nature="premier" nom="etape" valeur="signer">
              Valider le mandat
            </Bouton>
          </div>
        </div>
      </Formulaire>
    </Page>
  );
}
