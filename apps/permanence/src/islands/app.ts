/** Every island, in one small file: a page works without it, and works better with it. */
import { startAccueil } from './accueil.ts';
import { startChrono } from './chrono.ts';
import { startCle } from './cle.ts';
import { startEcoute } from './ecoute.ts';
import { startEmpreinte } from './empreinte.ts';
import { startFocus } from './focus.ts';
import { startGrille } from './grille.ts';
import { startPresence } from './hors-ligne/presence.ts';
import { startImprimer } from './imprimer.ts';
import { startMesure } from './mesure.ts';
import { startRecherche } from './recherche.ts';
import { startSession } from './session.ts';
import { startSignature } from './signature.ts';

document.documentElement.classList.add('js');
startFocus();
startAccueil();
startGrille();
startChrono();
startSignature();
startCle();
startEmpreinte();
startRecherche();
startMesure();
startImprimer();
startEcoute();
startPresence();
startSession();
