// Interaction budgets (application §4, §5): each scenario with the pointer, then keyboard only, counted in the page, stored.
import { printTable } from './budget/bilan.ts';
import { countEntries, countFeuille } from './budget/fiches.ts';
import { countHorsLigne } from './budget/hors-ligne.ts';
import {
  countAdressage,
  countMandat,
  countOrientation,
  countPersonne,
  countRelance,
  countSeance,
} from './budget/suites.ts';
import { createCompteur } from './support/compteur.ts';
import { test } from './support/essai.ts';
import { clavier, souris } from './support/main.ts';
import { signIn } from './support/parcours.ts';

test.afterAll(printTable);

const ENTREES = 5;
const FEUILLE = 10;

for (const hand of [souris, clavier])
  test(`budgets de gestes (${hand.name})`, async ({ page }) => {
    const main = hand(page);
    await signIn(page, main, 'pia@demo');
    const poste = { page, main, compteur: await createCompteur(page) };
    await countSeance(poste);
    await countEntries(poste);
    if (main.nom === 'clavier') await countFeuille(poste, ENTREES);
    await countHorsLigne(poste, main.nom === 'clavier' ? ENTREES + FEUILLE : ENTREES);
    await countOrientation(poste);
    await countMandat(poste);
    await countRelance(poste);
    await countAdressage(poste);
    await countPersonne(poste);
  });
