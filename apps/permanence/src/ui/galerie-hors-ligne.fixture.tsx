import { AttenteView } from '../features/hors-ligne/attente.tsx';
import { MandatHorsLigne } from '../features/hors-ligne/coquille-mandat.tsx';
import {
  AccueilHorsLigne,
  DemarchesHorsLigne,
  DiagnosticHorsLigne,
  FeuilleHorsLigne,
  JourneeHorsLigne,
  PerduHorsLigne,
} from '../features/hors-ligne/coquilles.tsx';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const coquille = { demo: true, chemin: '/hors-ligne' };

/** What waits on a device, and its pages before their script: the first step of those that have several. */
export const ecransHorsLigne: readonly Ecran[] = [
  {
    nom: 'hors-connexion',
    vue: <AttenteView cadre={{ ...n.cadreJour, chemin: '/hors-connexion' }} coquille={false} />,
  },
  { nom: 'hors-ligne-attente', vue: <AttenteView cadre={coquille} coquille /> },
  { nom: 'hors-ligne-journee', vue: <JourneeHorsLigne cadre={coquille} /> },
  { nom: 'hors-ligne-accueil', vue: <AccueilHorsLigne cadre={coquille} /> },
  { nom: 'hors-ligne-feuille', vue: <FeuilleHorsLigne cadre={coquille} /> },
  { nom: 'hors-ligne-demarches', vue: <DemarchesHorsLigne cadre={coquille} /> },
  { nom: 'hors-ligne-diagnostic', vue: <DiagnosticHorsLigne cadre={coquille} /> },
  {
    nom: 'hors-ligne-mandat',
    vue: <MandatHorsLigne cadre={coquille} durees={[{ code: 'mois:6', libelle: '6 mois' }]} />,
  },
  { nom: 'hors-ligne-perdu', vue: <PerduHorsLigne cadre={coquille} /> },
];
