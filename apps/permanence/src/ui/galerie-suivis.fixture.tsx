import { BoiteView, CompteView, ServiceView } from '../features/adressages/view.tsx';
import { AvisView } from '../features/avis/view.tsx';
import { DetailView } from '../features/adressages/vue-detail.tsx';
import { FicheView } from '../features/adressages/vue-fiche.tsx';
import { NouveauView } from '../features/adressages/vue-nouveau.tsx';
import { RelancesView, type LigneRelance, type RelancesProps } from '../features/relances/view.tsx';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const cadre = { ...n.cadreJour, chemin: '/relances' };
const cadreAdressages = { ...n.cadreJour, chemin: '/adressages' };
const op = (): string => '0199-essai';

const ligne = (rang: number, plus: Partial<LigneRelance> = {}): LigneRelance => ({
  suiviId: `suivi-${rang}`,
  relanceId: `relance-${rang}`,
  demarche: 'Revenu de solidarité active',
  quand: 'depuis le 20 novembre',
  aFaire: 'Une réponse est attendue\u00a0: regarder le courrier ou le compte en ligne.',
  qui: 'Z. C.',
  lieu: 'Médiathèque de Firminy',
  gestes: 'tous',
  ...plus,
});

const relances: RelancesProps = {
  cadre,
  op,
  action: '/relances',
  filtre: { equipe: false, lieuId: null },
  perso: true,
  lieux: Array.from({ length: 30 }, (_, rang) => ({
    code: `lieu-${rang}`,
    libelle: `Médiathèque n° ${rang}`,
  })),
  jour: '2026-11-23',
  pages: { apres: '/relances?rang=6' },
  sections: [
    {
      code: 'retard',
      titre: 'En retard',
      aide: 'Le jour prévu est passé.',
      nombre: 2,
      lignes: [
        ligne(1),
        ligne(2, { demarche: 'Logement social', aFaire: 'Appeler la personne.', qui: 'A. B.' }),
      ],
    },
    {
      code: 'jour',
      titre: 'Aujourd’hui',
      aide: 'À faire dans la journée.',
      nombre: 9,
      lignes: [
        ligne(3, { quand: 'aujourd’hui', qui: 'passage sans nom', gestes: 'sans_nom' }),
        ligne(4, { quand: 'aujourd’hui, dernier jour le 30 novembre' }),
        ligne(5, { quand: 'aujourd’hui' }),
      ],
    },
    {
      code: 'clos',
      titre: 'Clos aujourd’hui',
      aide: 'Une erreur se reprend ici.',
      nombre: 1,
      lignes: [ligne(7, { quand: 'obtenu', aFaire: null, gestes: 'rouvrir' })],
    },
  ],
};

const oubliee: LigneRelance = {
  suiviId: 'suivi-8',
  demarche: 'Carte d’identité',
  quand: 'ouvert le lundi 3 août 2026',
  aFaire: null,
  qui: 'M. T.',
  gestes: 'tous',
};

/** Due list and referrals, in each of their states. */
export const ecransSuivis: readonly Ecran[] = [
  { nom: 'relances', vue: <RelancesView {...relances} fait="C’est fait." /> },
  { nom: 'relances-vide', vue: <RelancesView {...relances} sections={[]} pages={{}} /> },
  {
    nom: 'relances-sans-nouvelles',
    vue: (
      <RelancesView
        {...relances}
        erreurs={[{ champ: 'le-suivi-8', phrase: 'La relance est dans le passé.' }]}
        pages={{}}
        sections={[
          {
            code: 'oublies',
            titre: 'Sans nouvelles depuis trois mois',
            aide: 'Rien n’est prévu. Dites comment c’est fini, ou prévoyez une suite.',
            nombre: 1,
            lignes: [oubliee],
          },
        ]}
      />
    ),
  },
  {
    nom: 'relances-coordination',
    vue: (
      <RelancesView
        {...relances}
        cadre={n.cadreCoordination}
        perso={false}
        pages={{}}
        sections={relances.sections.slice(0, 1).map((section) => ({
          ...section,
          lignes: section.lignes.map((une) => ({ ...une, qui: null, gestes: 'aucun' as const })),
        }))}
      />
    ),
  },
  {
    nom: 'adressages',
    vue: (
      <BoiteView
        cadre={cadreAdressages}
        op={op}
        fait="Réponse envoyée&nbsp;: «&nbsp;Fait&nbsp;»."
        sections={[
          {
            code: 'a_prendre',
            titre: 'À prendre',
            aide: 'Un créneau proposé, et la personne est attendue.',
            reste: 0,
            lignes: [
              {
                id: 'a-1',
                perimetre: 'Logement',
                service: 'Maison des solidarités',
                urgence: true,
                faits: ['reçu le 20 novembre', 'avant le 27 novembre', 'arabe'],
              },
              {
                id: 'a-2',
                perimetre: 'Social, santé',
                service: 'CCAS',
                urgence: false,
                faits: ['reçu le 19 novembre'],
              },
            ],
          },
          {
            code: 'attendues',
            titre: 'Attendues',
            aide: 'Un mot suffit au service\u00a0: le premier est proposé d’après les suivis.',
            reste: 0,
            lignes: [
              {
                id: 'a-3',
                perimetre: 'Argent, impôts',
                service: 'CCAS',
                urgence: false,
                faits: ['reçu le 18 novembre'],
                attendue: 'Attendue mardi 24 novembre 2026 à 9\u00a0h\u00a030, Médiathèque de Firminy.',
                propose: 'en_cours',
              },
            ],
          },
          {
            code: 'repondus',
            titre: 'Répondus',
            aide: 'Le service a lu ces réponses. Elles peuvent changer.',
            reste: 2,
            lignes: [
              {
                id: 'a-4',
                perimetre: 'Logement',
                service: 'CCAS',
                urgence: false,
                faits: ['reçu le 2 novembre'],
                retour: '«\u00a0Besoin de vous\u00a0», le 9 novembre',
              },
            ],
          },
        ]}
      />
    ),
  },
  {
    nom: 'avis',
    vue: <AvisView cadre={{ ...n.cadreJour, chemin: '/avis' }} envoi={{ action: '/avis', op: op() }} />,
  },
  {
    nom: 'avis-merci',
    vue: <AvisView cadre={{ ...n.cadreJour, chemin: '/avis' }} envoi={{ action: '/avis', op: op() }} fait />,
  },
  { nom: 'adressages-vide', vue: <BoiteView cadre={cadreAdressages} op={op} sections={[]} /> },
  {
    nom: 'adressage',
    vue: (
      <DetailView
        cadre={cadreAdressages}
        op={op}
        id="a-3"
        titre="Argent, impôts"
        service="Maison des solidarités"
        faits={[
          { libelle: 'Personne', valeur: 'Kemal' },
          { libelle: 'Téléphone', valeur: '06 39 98 00 14' },
          { libelle: 'Mot du service', valeur: 'Première déclaration en ligne.' },
          { libelle: 'Langue', valeur: 'Turc' },
          { libelle: 'Reçu', valeur: '18 novembre' },
        ]}
        miens={[24, 25, 26].map((jour) => ({
          valeur: `p.${jour}`,
          jour: `mardi ${jour} novembre 2026`,
          heures: '9\u00a0h – 12\u00a0h',
          lieu: 'Firminy\u00a0: Médiathèque',
          agents: '',
        }))}
        autres={[
          {
            valeur: 'q.27',
            jour: 'vendredi 27 novembre 2026',
            heures: '14\u00a0h – 17\u00a0h, sur rendez-vous',
            lieu: 'Roanne\u00a0: Mairie',
            agents: 'Marc Vialle',
          },
        ]}
        attendue="Attendue mardi 24 novembre 2026 à 9&nbsp;h&nbsp;30, Médiathèque de Firminy."
        propose="en_cours"
        libre={false}
        erreurs={[{ champ: 'heure', phrase: 'Cette heure n’est pas dans la permanence choisie.' }]}
        heure="23:00"
      />
    ),
  },
  {
    nom: 'adressage-nouveau',
    vue: (
      <NouveauView
        cadre={cadreAdressages}
        envoi={n.envoi}
        services={[{ code: 's-1', libelle: 'Maison des solidarités' }]}
        valeurs={{ perimetre: 'logement', note: 'Elle est fatiguée.' }}
        erreurs={[
          { champ: 'prenom', phrase: 'Écrivez un prénom, ou donnez une fiche à quatre chiffres.' },
          { champ: 'accord', phrase: 'Demandez à la personne\u00a0: sans son oui, rien n’est envoyé.' },
        ]}
      />
    ),
  },
  {
    nom: 'adressage-averti',
    vue: (
      <NouveauView
        cadre={cadreAdressages}
        envoi={n.envoi}
        services={[]}
        valeurs={{ perimetre: 'social', prenom: 'Odile', telephone: '06 39 98 00 15', accord: 'oui' }}
        avertissements={['Ce mot parle de santé\u00a0: gardez-le seulement s’il est nécessaire.']}
      />
    ),
  },
  {
    nom: 'adressages-service',
    vue: (
      <ServiceView
        cadre={{
          ...cadreAdressages,
          compte: { nom: 'Salima Ferrand', role: 'Travail social', liens: ['demarches', 'adressages'] },
        }}
        service="Maison des solidarités"
        lignes={[
          {
            id: 'a-1',
            perimetre: 'Logement',
            urgence: true,
            envoye: 'envoyé le 20 novembre',
            qui: 'Nadia',
            fiche: false,
            retour: null,
          },
          {
            id: 'a-2',
            perimetre: 'Social, santé',
            urgence: false,
            envoye: 'envoyé le 19 novembre',
            qui: 'Fiche 4271',
            fiche: true,
            retour: {
              code: 'en_cours',
              libelle: 'En cours',
              aide: 'Nous nous en occupons.',
              le: '21 novembre',
            },
          },
          {
            id: 'a-3',
            perimetre: 'Logement',
            urgence: false,
            envoye: 'envoyé le 2 novembre',
            fiche: false,
            retour: {
              code: 'besoin_de_vous',
              libelle: 'Besoin de vous',
              aide: 'Contactez-nous, il manque quelque chose.',
              le: '9 novembre',
            },
          },
          {
            id: 'a-4',
            perimetre: 'Papiers, citoyenneté',
            urgence: false,
            envoye: 'envoyé le 1er novembre',
            qui: 'Paul',
            fiche: false,
            retour: { code: 'fait', libelle: 'Fait', aide: 'C’est terminé.', le: '9 novembre' },
          },
        ]}
      />
    ),
  },
  {
    nom: 'adressages-service-vide',
    vue: (
      <ServiceView
        cadre={cadreAdressages}
        service="CCAS"
        lignes={[]}
        fait="Envoyé. La réponse viendra ici."
      />
    ),
  },
  {
    nom: 'adressages-compte',
    vue: (
      <CompteView
        cadre={n.cadreCoordination}
        nombres={[
          { libelle: 'À prendre', nombre: 3 },
          { libelle: 'Attendues', nombre: 2 },
          { libelle: 'Réponse «\u00a0Fait\u00a0»', nombre: 4 },
        ]}
      />
    ),
  },
  {
    nom: 'adressage-fiche',
    personne: true,
    vue: (
      <FicheView
        cadre={cadreAdressages}
        numero="4271"
        structure="Département d’essai"
        telephone="04 65 71 00 42"
      />
    ),
  },
];
