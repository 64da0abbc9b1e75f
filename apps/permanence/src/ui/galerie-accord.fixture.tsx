/** What seldom happens between the preparation of a mandate and its signature, with invented data. */
import { findLangue } from '../features/mandat/langues.ts';
import {
  MandatExpliquerView,
  MandatQuiView,
  MandatRegulariserView,
  MandatSaufView,
  MandatSignerView,
  PasAujourdhuiView,
} from '../features/mandat/view.tsx';
import { messagesOf } from '../messages/messages.ts';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const papier = { html: '/mandat/1/copie', pdf: '/mandat/1/copie.pdf' };

export const ecransAccord: readonly Ecran[] = [
  {
    nom: 'mandat-1-qui-mineur',
    vue: (
      <MandatQuiView
        {...n.etape}
        erreurs={[
          {
            champ: 'signataire',
            phrase: 'La personne est mineure\u00a0: elle ne peut pas donner ce mandat seule.',
          },
        ]}
        valeurs={{
          prenom: 'Aïcha',
          nom: 'Ben Salah',
          anneeNaissance: '2011',
          naissance: '2011-05-02',
          capacite: 'aucune_mesure',
        }}
        capacites={n.capacites}
        constituants={n.constituants}
      />
    ),
  },
  {
    nom: 'mandat-1-qui-attente',
    vue: (
      <MandatQuiView
        {...n.etape}
        attente
        valeurs={{ prenom: 'Aïcha', nom: 'Ben Salah', anneeNaissance: '1950', capacite: 'inconnue' }}
        capacites={n.capacites}
        constituants={n.constituants}
      />
    ),
  },
  {
    nom: 'mandat-1-qui-renouvelle',
    vue: (
      <MandatQuiView
        {...n.etape}
        connue="Aïcha Ben Salah"
        erreurs={[
          { champ: 'identiteVerifiee', phrase: 'L’ancien mandat a pris fin\u00a0: vérifiez l’identité.' },
        ]}
        valeurs={{ capacite: 'tutelle', constituant: 'tuteur', constituantNom: 'Jean Exemple' }}
        capacites={n.capacites}
        constituants={n.constituants}
      />
    ),
  },
  {
    nom: 'mandat-2-sauf',
    vue: (
      <MandatSaufView
        {...n.etape}
        themes={[
          {
            code: 'logement',
            libelle: 'Logement',
            sauf: ['expulsion'],
            sansEnvoi: true,
            demarches: [
              { code: 'expulsion', libelle: 'Répondre à une expulsion' },
              { code: 'logement-social', libelle: 'Demander un logement social' },
            ],
          },
        ]}
      />
    ),
  },
  {
    nom: 'mandat-4-expliquer-ukrainien',
    personne: true,
    vue: (
      <MandatExpliquerView
        {...n.etape}
        texte={n.mandatEnClair}
        lectures={n.lectures}
        reformulations={n.reformulations}
        {...n.enFrancais}
        langue={findLangue('und')}
        erreurs={[{ champ: 'interprete', phrase: 'Un enfant ne peut pas servir d’interprète.' }]}
        valeurs={{ interprete: 'proche_mineur' }}
      />
    ),
  },
  {
    nom: 'mandat-4-pas-aujourdhui',
    personne: true,
    vue: <PasAujourdhuiView cadre={n.cadre} ensemble="/accueil" reprendre="/mandat/1" />,
  },
  {
    nom: 'mandat-4-pas-aujourdhui-ps',
    personne: true,
    vue: (
      <PasAujourdhuiView
        cadre={n.cadre}
        ensemble="/accueil"
        reprendre="/mandat/1"
        messages={messagesOf('ps')}
      />
    ),
  },
  {
    nom: 'mandat-5-signer-temoins',
    personne: true,
    vue: (
      <MandatSignerView
        {...n.etape}
        resume={n.resume}
        oral={n.oral}
        papier={papier}
        signataire="Jean Exemple"
        capacites={n.capacites}
        erreurs={[
          {
            champ: 'temoin1',
            phrase: 'Deux témoins sont nécessaires quand la personne ne sait pas signer.',
          },
        ]}
        valeurs={{ forme: 'ne_sait_signer', temoin1: 'Rose Exemple', voixHaute: 'oui' }}
      />
    ),
  },
  {
    nom: 'mandat-regulariser',
    personne: true,
    vue: (
      <MandatRegulariserView
        {...n.etape}
        erreurs={[]}
        resume={n.resume}
        limite={{ dit: 'Signez avant le mardi 8 décembre 2026 au soir.', traduit: '' }}
        papier={papier}
        valeurs={{ forme: 'signature_papier', preuvePapier: 'scan' }}
      />
    ),
  },
];
