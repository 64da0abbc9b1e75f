import { AccueilView } from '../features/accueil/view.tsx';
import { ConnexionView } from '../features/connexion/view.tsx';
import { ErreurView } from '../features/erreur/view.tsx';
import { JourneeView } from '../features/journee/view.tsx';
import {
  MandatDureeView,
  MandatExpliquerView,
  MandatQuiView,
  MandatQuoiView,
  MandatSignerView,
} from '../features/mandat/view.tsx';
import { RelectureView } from '../features/relecture/view.tsx';
import { TableauView } from '../features/tableau/view.tsx';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';
import { activiteDuLieu, choixLieu, choixTableau, publicLu } from './galerie-tableau.fixture.ts';
import { ecransAgenda } from './galerie-agenda.fixture.tsx';
import { ecransOuVenir } from './galerie-ou-venir.fixture.tsx';
import { ecransAdministration } from './galerie-administration.fixture.tsx';
import { ecransAcces } from './galerie-acces.fixture.tsx';
import { ecransAccord } from './galerie-accord.fixture.tsx';
import { ecransDemarches } from './galerie-demarches.fixture.tsx';
import { ecransDiagnostic } from './galerie-diagnostic.fixture.tsx';
import { ecransFeuille } from './galerie-feuille.fixture.tsx';
import { ecransHorsLigne } from './galerie-hors-ligne.fixture.tsx';
import { ecransLangues } from './galerie-langues.fixture.tsx';
import { ecransMandat } from './galerie-mandat.fixture.tsx';
import { ecransPublics } from './galerie-public.fixture.tsx';
import { ecransPersonne } from './galerie-personne.fixture.tsx';
import { ecransPersonnes } from './galerie-personnes.fixture.tsx';
import { ecransOrientation } from './galerie-orientation.fixture.tsx';
import { ecransRapports } from './galerie-rapports.fixture.tsx';
import { ecransReseau } from './galerie-reseau.fixture.tsx';
import { ecransSuivis } from './galerie-suivis.fixture.tsx';

/** Every view in each of its states, with invented data. */
export const ecrans: readonly Ecran[] = [
  {
    nom: 'connexion',
    vue: (
      <ConnexionView
        cadre={n.anonyme}
        cle={{ options: '/connexion/cle/options', verifier: '/connexion/cle' }}
        comptes={n.comptes}
      />
    ),
  },
  { nom: 'journee-fermee', vue: <JourneeView {...n.jour} etat={n.fermee} cadre={n.cadreJour} /> },
  {
    nom: 'journee-sans-permanence',
    vue: <JourneeView {...n.jour} etat={{ ...n.fermee, permanences: [] }} cadre={n.cadreJour} />,
  },
  { nom: 'journee-vide', vue: <JourneeView {...n.jour} etat={{ ...n.ouverte, interventions: [] }} /> },
  { nom: 'journee-ouverte', vue: <JourneeView {...n.jour} fait="Permanence ouverte." etat={n.ouverte} /> },
  { nom: 'accueil', vue: <AccueilView {...n.accueil} /> },
  {
    nom: 'accueil-rempli',
    vue: (
      <AccueilView
        {...n.accueil}
        fait={'Enregistré\u00a0: demander l’aide au logement, faire avec.'}
        mandat={{ href: '/mandat/1', dernierJour: 'samedi 22 mai 2027' }}
        relecture
        valeurs={{
          demarche: 'caf-aide-logement',
          mode: 'faire_a_la_place_present',
          motifPour: 'acces',
          issue: 'en_attente_reponse',
          relanceLe: '2026-12-07',
          trancheAge: '70_74',
          dureeMin: '40',
          actesFaits: ['consulter', 'saisir', 'deposer'],
        }}
      />
    ),
  },
  {
    nom: 'accueil-recherche',
    vue: (
      <AccueilView
        {...n.accueil}
        source="recherche"
        demarches={n.demarches.slice(0, 3)}
        valeurs={{ q: 'mon loyer' }}
      />
    ),
  },
  {
    nom: 'accueil-introuvable',
    vue: <AccueilView {...n.accueil} source="recherche" demarches={[]} valeurs={{ q: 'xyzzy' }} />,
  },
  {
    nom: 'accueil-erreurs',
    vue: (
      <AccueilView
        {...n.accueil}
        erreurs={[
          { champ: 'demarche', phrase: 'Choisissez une démarche.' },
          { champ: 'issue', phrase: 'Dites où en est la démarche.' },
        ]}
        valeurs={{ mode: 'faire_avec', dureeMin: '25' }}
      />
    ),
  },
  {
    nom: 'accueil-mandat-requis',
    vue: (
      <AccueilView
        {...n.accueil}
        pas={{
          nature: 'mandat',
          niveau: 'requis',
          phrase: 'Vous faites cette démarche à la place de la personne, et elle touche à son argent.',
          alternative: 'Vous pouvez aussi la faire ensemble, sans mandat.',
        }}
        valeurs={{
          demarche: 'caf-aide-logement',
          mode: 'faire_a_la_place_present',
          motifPour: 'acces',
          issue: 'finalisee',
          trancheAge: '70_74',
          dureeMin: '40',
        }}
      />
    ),
  },
  {
    nom: 'mandat-1-qui',
    vue: (
      <MandatQuiView
        {...n.etape}
        valeurs={{ capacite: 'aucune_mesure' }}
        capacites={n.capacites}
        constituants={n.constituants}
      />
    ),
  },
  {
    nom: 'mandat-1-qui-erreur',
    vue: (
      <MandatQuiView
        {...n.etape}
        erreurs={[
          { champ: 'anneeNaissance', phrase: 'Écrivez l’année en quatre chiffres, par exemple 1950.' },
        ]}
        valeurs={{ prenom: 'Aïcha', nom: 'Ben Salah', anneeNaissance: '50', capacite: 'curatelle_simple' }}
        capacites={n.capacites}
        constituants={n.constituants}
      />
    ),
  },
  {
    nom: 'mandat-2-quoi',
    vue: (
      <MandatQuoiView
        {...n.etape}
        demarches={n.duMandat}
        valeurs={{ 'caf-aide-logement': ['consulter', 'saisir', 'deposer'] }}
        themes={{ choix: n.themes, valeurs: [] }}
      />
    ),
  },
  {
    nom: 'mandat-3-duree',
    vue: <MandatDureeView {...n.etape} durees={n.durees} valeurs={{ duree: 'mois:6' }} uneFoisPossible />,
  },
  {
    nom: 'mandat-4-expliquer',
    personne: true,
    vue: (
      <MandatExpliquerView
        {...n.etape}
        texte={n.mandatEnClair}
        lectures={n.lectures}
        reformulations={n.reformulations}
        {...n.enFrancais}
        valeurs={{ lecture: 'voix_haute' }}
      />
    ),
  },
  {
    nom: 'mandat-5-signer',
    personne: true,
    vue: (
      <MandatSignerView
        {...n.etape}
        resume={n.resume}
        oral={n.oral}
        valeurs={{}}
        papier={{ html: '/mandat/1/copie', pdf: '/mandat/1/copie.pdf' }}
      />
    ),
  },
  ...ecransAgenda,
  ...ecransOuVenir,
  ...ecransAccord,
  ...ecransFeuille,
  ...ecransMandat,
  ...ecransPublics,
  ...ecransLangues,
  ...ecransPersonne,
  ...ecransDemarches,
  {
    nom: 'relecture',
    personne: true,
    vue: (
      <RelectureView
        cadre={{ ...n.cadre, logo: n.logo }}
        envoi={n.envoi}
        retour="/accueil"
        texte={n.aRelire}
        moyens={n.moyens}
        valeurs={{ recepisse: 'oui' }}
      />
    ),
  },
  ...ecransDiagnostic,
  ...ecransRapports,
  ...ecransReseau,
  ...ecransOrientation,
  ...ecransPersonnes,
  ...ecransSuivis,
  ...ecransHorsLigne,
  { nom: 'tableau', vue: <TableauView {...n.tableau} /> },
  {
    nom: 'tableau-vide',
    vue: (
      <TableauView
        cadre={n.cadreCoordination}
        structure={n.tableau.structure}
        choix={choixTableau}
        periode={n.tableau.periode}
        chiffres={n.tableau.chiffres}
        section={{ section: 'pratiques', choix: choixTableau.lien, lus: [] }}
      />
    ),
  },
  {
    nom: 'tableau-public',
    vue: <TableauView {...n.tableau} chiffres={[]} section={publicLu} />,
  },
  {
    nom: 'tableau-pratiques',
    vue: (
      <TableauView
        {...n.tableau}
        chiffres={[]}
        section={{ section: 'pratiques', choix: choixTableau.lien, lus: [] }}
      />
    ),
  },
  {
    nom: 'tableau-lieu',
    vue: <TableauView {...n.tableau} choix={choixLieu} section={activiteDuLieu} />,
  },
  {
    nom: 'tableau-lieu-muet',
    vue: <TableauView {...n.tableau} choix={choixLieu} muet section={{ ...activiteDuLieu, lus: [] }} />,
  },
  ...[404, 403, 503, 500].map((statut) => ({
    nom: `erreur-${statut}`,
    vue: <ErreurView cadre={n.cadre} statut={statut} />,
  })),
  ...ecransAcces,
  ...ecransAdministration,
];
