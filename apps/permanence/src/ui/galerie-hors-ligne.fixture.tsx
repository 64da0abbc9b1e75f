import { AttenteView } from '../features/hors-ligne/attente.tsx';
import { JourneeHorsLigne, PerduHorsLigne } from '../features/hors-ligne/coquilles.tsx';
import * as n from './galerie-donnees.fixture.ts';
import type { Ecran } from './galerie-ecran.fixture.ts';

const coquille = { demo: true, chemin: '/hors-ligne' };

/** What waits on a device, and pages of it, before their script: those that hold several steps at once are not here. */
export const ecransHorsLigne: readonly Ecran[] = [
  {
    nom: 'hors-connexion',
    vue: <AttenteView cadre={{ ...n.cadreJour, chemin: '/hors-connexion' }} coquille={false} />,
  },
  { nom: 'hors-ligne-attente', vue: <AttenteView cadre={coquille} coquille /> },
  { nom: 'hors-ligne-journee', vue: <JourneeHorsLigne cadre={coquille} /> },
  { nom: 'hors-ligne-perdu', vue: <PerduHorsLigne cadre={coquille} /> },
];
