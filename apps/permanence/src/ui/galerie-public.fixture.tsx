/** The pages that anybody opens, in French and in the languages of the persons, with invented data. */
import { REGLES_CONSERVATION } from '@porte-plume/accompagnement/conservation';
import { readRgaa, toConformite } from '../features/accessibilite/rgaa.ts';
import { AccessibiliteView } from '../features/accessibilite/view.tsx';
import { AffichageView } from '../features/affichage/view.tsx';
import { SUJETS } from '../features/aide/sujets.ts';
import { AideView } from '../features/aide/view.tsx';
import { ArretView, ArreterView, ConfirmerArretView } from '../features/code/arret.tsx';
import { CodePerimeView, PapierView, VerifierView, VueTiersView } from '../features/code/verification.tsx';
import { ConfidentialiteView } from '../features/confidentialite/view.tsx';
import { planPublic } from '../features/plan/plan.ts';
import { PlanView } from '../features/plan/view.tsx';
import type { Langue } from '../messages/langue.ts';
import { messagesOf } from '../messages/messages.ts';
import { momentDans } from '../messages/temps.ts';
import { AFFICHAGE } from './affichage.ts';
import { nav } from './menu.tsx';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const contact = {
  nom: 'Département de démonstration',
  telephone: '+33100000000',
  courriel: 'accueil@demonstration.invalid',
};
const arreter = { ...n.etape.envoi, action: '/arreter' };
const verifier = { ...n.etape.envoi, action: '/v' };
const affichage = { ...n.etape.envoi, action: '/affichage' };
const empreinte = (signe: string) => signe.repeat(64);

function ecransIn(langue: Langue): Ecran[] {
  const messages = messagesOf(langue);
  const commun = { cadre: n.anonyme, messages };
  const ecrans: Ecran[] = [
    { nom: 'arreter', vue: <ArreterView {...commun} envoi={arreter} /> },
    {
      nom: 'arreter-inconnu',
      vue: (
        <ArreterView
          {...commun}
          envoi={arreter}
          code="R7K9-MXQ2"
          erreurs={[{ champ: 'code', phrase: messages.dit('arret.inconnu') }]}
        />
      ),
    },
    { nom: 'arreter-confirmer', vue: <ConfirmerArretView {...commun} envoi={arreter} /> },
    ...(['fait', 'deja', 'fini'] as const).map((nature) => ({
      nom: `arreter-${nature}`,
      vue: (
        <ArretView
          {...commun}
          nature={nature}
          contact={contact}
          {...(nature === 'fini'
            ? {}
            : { le: momentDans(messages, '2026-11-22T13:30:00.000Z', 'Europe/Paris') })}
        />
      ),
    })),
    { nom: 'verifier', vue: <VerifierView {...commun} envoi={verifier} /> },
    {
      nom: 'verifier-tiers',
      vue: (
        <VueTiersView
          {...commun}
          contact={contact}
          vue={{
            statut: 'actif',
            structure: 'Département de démonstration',
            items: [
              {
                demarche: 'Demander l’aide au logement',
                actes: ['consulter', 'saisir', 'deposer'],
                statut: 'actif',
              },
            ],
            auInclus: '2027-05-22',
            initiales: 'A. B.',
          }}
        />
      ),
    },
    {
      nom: 'verifier-papier',
      vue: (
        <PapierView
          {...commun}
          contact={{ ...contact, telephone: null, courriel: null }}
          papier={{
            statut: 'revoque',
            structure: 'Département de démonstration',
            auInclus: '2027-05-22',
            empreintes: [
              { nature: 'signe', sha256: empreinte('a') },
              { nature: 'explique', sha256: empreinte('b') },
            ],
          }}
        />
      ),
    },
    { nom: 'verifier-expire', vue: <CodePerimeView {...commun} nature="expire" /> },
    { nom: 'verifier-annule', vue: <CodePerimeView {...commun} nature="annule" /> },
    {
      nom: 'confidentialite',
      vue: <ConfidentialiteView {...commun} regles={REGLES_CONSERVATION} contact={contact} />,
    },
    {
      nom: 'affichage-public',
      vue: (
        <AffichageView {...commun} envoi={affichage} agent={false} valeurs={{ ...AFFICHAGE, langue }} fait />
      ),
    },
  ];
  return ecrans.map((ecran) => ({
    ...ecran,
    nom: langue === 'fr' ? ecran.nom : `${ecran.nom}-${langue}`,
    personne: true,
  }));
}

/** French whole; elsewhere one screen in a few, each language in turn, so that every screen is seen in another script. */
const AUTRES: readonly Langue[] = ['ar', 'fa', 'uk', 'tr', 'ps', 'fr-simple', 'en', 'pt'];

export const ecransPublics: readonly Ecran[] = [
  ...ecransIn('fr'),
  ...ecransIn('fr').flatMap((_, rang) => {
    const langue = AUTRES[rang % AUTRES.length] ?? 'ar';
    return ecransIn(langue)[rang] ?? [];
  }),
  ...ecransIn('ar').filter(({ nom }) => nom === 'confidentialite-ar'),
  {
    nom: 'plan',
    vue: (
      <PlanView
        cadre={n.cadreJour}
        messages={messagesOf('fr')}
        publiques={planPublic(messagesOf('fr'))}
        rubriques={[
          { titre: 'La journée', pages: Object.values(nav).slice(0, 3) },
          { titre: 'Mon compte', pages: [{ href: '/sessions', libelle: 'Mes sessions' }] },
        ]}
      />
    ),
  },
  ...(['fr', 'fa'] as const).map((langue) => ({
    nom: `plan-public-${langue}`,
    personne: true,
    vue: (
      <PlanView cadre={n.anonyme} messages={messagesOf(langue)} publiques={planPublic(messagesOf(langue))} />
    ),
  })),
  {
    nom: 'accessibilite',
    vue: (
      <AccessibiliteView
        cadre={n.anonyme}
        conformite={toConformite(readRgaa())}
        criteres={readRgaa()}
        contact={contact}
      />
    ),
  },
  { nom: 'aide', vue: <AideView cadre={n.cadreJour} sujets={SUJETS} contact={contact} /> },
  {
    nom: 'affichage',
    vue: (
      <AffichageView
        cadre={n.cadreJour}
        messages={messagesOf('fr')}
        envoi={affichage}
        agent
        valeurs={{ taille: '125', theme: 'clair', langue: 'fr-simple' }}
      />
    ),
  },
];
