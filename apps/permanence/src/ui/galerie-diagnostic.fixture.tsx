import { arbreIllectronisme2021, type Evidence, type Reponse, type Valeur } from '@porte-plume/diagnostic';
import {
  DEBUT,
  ecranOf,
  entretienOf,
  instrumentOf,
  itemOf,
  type Entretien,
} from '../features/diagnostic/entretien.ts';
import { direGarde, resultatOf, toDossier } from '../features/diagnostic/resultat.ts';
import {
  DiagnosticAccueilView,
  DiagnosticFreinsView,
  DiagnosticHistoireView,
  DiagnosticMontrerView,
  DiagnosticPlusView,
  DiagnosticQuestionView,
  DiagnosticRessentiView,
  DiagnosticResultatView,
} from '../features/diagnostic/view.tsx';
import { questionDans } from '../messages/entretien.ts';
import { dateDans } from '../messages/temps.ts';
import { messagesOf } from '../messages/messages.ts';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const dit = (item: string, value: Valeur, evidence: Evidence = 'self', corrects?: number): Reponse => ({
  item,
  value,
  evidence,
  le: '2026-11-22T09:00:00Z',
  ...(corrects === undefined ? {} : { corrects }),
});

const debut: Entretien = {
  ...DEBUT,
  complet: true,
  vus: ['plus', 'ressenti', 'freins'],
  reponses: [dit('IU', 1), dit('IBUY', 4), dit('IUIF', 'no'), dit('IUEM', 'yes')],
};
const aujourdhui: Entretien = {
  ...debut,
  ressenti: { niveau: 1, crainte: true, souhait: 'apprendre' },
  freins: [
    { code: 'I_IUNUSP', evidence: 'self' },
    { code: 'I_IUNUTD', evidence: 'self' },
    { code: 'lecture', value: 'avec_aide', evidence: 'observed' },
    { code: 'equipement', value: 'telephone', evidence: 'self' },
  ],
  reponses: [
    dit('IU', 1),
    dit('IBUY', 4),
    dit('IUIF', 'no'),
    dit('IUIF', 'yes', 'assisted', 2),
    dit('IUEM', 'yes'),
    dit('IUEM', 'yes', 'observed'),
    dit('IUBK', 'yes', 'proxy'),
    dit('IUBK', 'refused', 'observed'),
    dit('CXFER1', 'unknown'),
  ],
};
const { instrument, instrumentHash } = arbreIllectronisme2021;
const borne = entretienOf({
  v: 1,
  instrument,
  hash: instrumentHash,
  level: null,
  bounds: ['faible', 'base'],
  illectronisme: false,
  freins: ['I_IUNUCO', 'equipement=aucun'],
});
const entree = { demarcheEnCours: false };
const avant = { date: 'lundi 2 mars 2026', dossier: toDossier(debut) };

/** The longest page that the interview can lead to: every question answered, everything said apart. */
const tout: Entretien = {
  ...aujourdhui,
  freins: [
    ...['I_IUNUN', 'I_IUNUTD', 'I_IUNUCH', 'I_IUNUSP', 'I_IUNUCO', 'I_IUNUNO', 'I_IUNUOTH', 'langue'].map(
      (code) => ({ code, evidence: 'self' as const }),
    ),
    ...aujourdhui.freins,
  ],
  reponses: [
    dit('IU', 1),
    ...instrumentOf().areas.flatMap(({ items }) =>
      items.slice(0, 3).flatMap((code) => [dit(code, 'unknown'), dit(code, 'no', 'observed')]),
    ),
  ],
};

const base = { cadre: n.cadre, envoi: n.envoi };
const question = (item: string) => ({
  ...base,
  voix: item,
  question: itemOf(item).i18n.fr?.text ?? '',
  aide: itemOf(item).i18n.fr?.aide ?? '',
});
const rien = { frein: [], equipement: [], connexion: [], lecture: [], 'besoin-fonctionnel': [] };

/** The interview, screen by screen; the results are those of real answers. */
export const ecransDiagnostic: readonly Ecran[] = [
  {
    nom: 'diagnostic-offre',
    personne: true,
    vue: <DiagnosticAccueilView {...base} retour="/" />,
  },
  {
    nom: 'diagnostic-offre-revient',
    personne: true,
    vue: <DiagnosticAccueilView {...base} retour="/" derniere="lundi 2 mars 2026" />,
  },
  {
    nom: 'diagnostic-borne-refusee',
    vue: (
      <DiagnosticAccueilView
        {...base}
        retour="/"
        code="PPD1:abc"
        erreurs={[{ champ: 'code', phrase: 'Ce code est abîmé ou incomplet.' }]}
      />
    ),
  },
  {
    nom: 'diagnostic-usage',
    personne: true,
    vue: (
      <DiagnosticQuestionView
        {...question('IU')}
        surtitre="Question 1 sur 3"
        choix={Object.entries(itemOf('IU').choices ?? {}).map(([code, libelle]) => ({ code, libelle }))}
        parole="self"
        precedente={false}
      />
    ),
  },
  {
    nom: 'diagnostic-question',
    personne: true,
    vue: (
      <DiagnosticQuestionView {...question('IUEM')} surtitre="Question 3 sur 3" parole="proxy" precedente />
    ),
  },
  {
    nom: 'diagnostic-montrer',
    personne: true,
    vue: <DiagnosticMontrerView {...base} tache={itemOf('IUEM').tache?.i18n.fr?.consigne ?? ''} />,
  },
  ...(['ask', 'show'] as const).map((reste) => ({
    nom: `diagnostic-plus-${reste}`,
    personne: true,
    vue: <DiagnosticPlusView {...base} reste={reste} />,
  })),
  {
    nom: 'diagnostic-ressenti',
    personne: true,
    vue: <DiagnosticRessentiView {...base} valeurs={aujourdhui.ressenti} />,
  },
  {
    nom: 'diagnostic-freins',
    personne: true,
    vue: (
      <DiagnosticFreinsView {...base} valeurs={{ ...rien, frein: ['I_IUNUSP'], lecture: ['avec_aide'] }} />
    ),
  },
  ...(
    [
      ['diagnostic-resultat', aujourdhui, avant],
      ['diagnostic-resultat-interrompu', { ...DEBUT, arrete: true, reponses: [dit('IU', 1)] }, null],
      ['diagnostic-resultat-sans-internet', { ...debut, reponses: [dit('IU', 4)] }, null],
      ['diagnostic-resultat-borne', borne, avant],
      ['diagnostic-resultat-long', tout, avant],
    ] satisfies [string, Entretien, typeof avant | null][]
  ).map(([nom, entretien, precedent]) => ({
    nom,
    personne: true,
    vue: <DiagnosticResultatView {...base} {...resultatOf(entretien, entree, precedent)} />,
  })),
  ...(['ar', 'uk'] as const).flatMap((langue): Ecran[] => {
    const messages = messagesOf(langue);
    const { text, aide = '', consigne = '' } = questionDans(messages, 'IUEM');
    const dite = { ...base, messages };
    const francais = itemOf('IUEM').i18n.fr?.text ?? '';
    return [
      { nom: `diagnostic-offre-${langue}`, vue: <DiagnosticAccueilView {...dite} retour="/" /> },
      {
        nom: `diagnostic-question-${langue}`,
        vue: (
          <DiagnosticQuestionView
            {...dite}
            question={text}
            aide={aide}
            francais={francais}
            surtitre={messages.dit('repere.rang', { rang: '3', total: '3' })}
            parole="self"
            precedente
          />
        ),
      },
      {
        nom: `diagnostic-montrer-${langue}`,
        vue: (
          <DiagnosticMontrerView
            {...dite}
            tache={consigne}
            francais={itemOf('IUEM').tache?.i18n.fr?.consigne ?? ''}
          />
        ),
      },
      {
        nom: `diagnostic-ressenti-${langue}`,
        vue: <DiagnosticRessentiView {...dite} valeurs={aujourdhui.ressenti} />,
      },
      { nom: `diagnostic-freins-${langue}`, vue: <DiagnosticFreinsView {...dite} valeurs={rien} /> },
      {
        nom: `diagnostic-resultat-${langue}`,
        vue: (
          <DiagnosticResultatView
            {...dite}
            {...resultatOf(
              aujourdhui,
              entree,
              { ...avant, date: dateDans(messages, '2026-03-02') },
              messages,
            )}
          />
        ),
      },
    ].map((un) => ({ ...un, personne: true }));
  }),
  {
    nom: 'diagnostic-garde',
    vue: (
      <DiagnosticHistoireView
        {...base}
        fait="Résultat gardé. Les réponses restent dans le dossier de la personne, scellées."
        diagnostics={[aujourdhui, debut].map((entretien, rang) =>
          direGarde(
            {
              id: String(rang),
              faitLe: rang === 0 ? '2026-11-22' : '2026-03-02',
              statistique: {
                instrument,
                level: 'incertain',
                certain: false,
                illectronisme: null,
                evidenceClass: null,
              },
              suites: [
                { regle: 'O3', cible: 'eva', accueil: 'plus_tard' },
                { regle: 'O5', cible: 'atelier-debutant', accueil: 'confirmee' },
              ],
              dossier: toDossier(entretien),
            },
            rang === 0
              ? {
                  id: '1',
                  faitLe: '2026-03-02',
                  statistique: {
                    instrument,
                    level: 'incertain',
                    certain: false,
                    illectronisme: null,
                    evidenceClass: null,
                  },
                  suites: [],
                  dossier: toDossier(debut),
                }
              : undefined,
            (date) => (date === '2026-11-22' ? 'dimanche 22 novembre 2026' : 'lundi 2 mars 2026'),
          ),
        )}
        anciens={['mardi 4 novembre 2025']}
        retour="/"
      />
    ),
  },
];

// A fixture that no longer leads to the screen that it names would show nothing.
if (ecranOf(aujourdhui).nature === 'montrer') throw new Error('the fixture of the result has a yes to show');
