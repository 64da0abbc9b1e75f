import { expect } from '@playwright/test';
import { evenements, secondes, type Gestes } from '../support/compteur.ts';
import type { Main } from '../support/main.ts';

interface Budget {
  scenario: string;
  /** Counted from its source @46aa33b, not timed with users. */
  coop: string;
  gestes: number | null;
  /** Keyboard alone, where it is not the same: to get there is a gesture too. */
  clavier?: number;
  signes?: number;
  secondes: number | null;
}

/**
 * Application §4 and §5. The budgets of one and two clicks count the pointer's: it goes straight to a button. The keyboard
 * has F9 to get there, then Enter. A button that had the focus by itself would cost one gesture less, and an Enter pressed
 * twice would then call two persons back, or erase one: these keep two gestures a page.
 */
const BUDGETS = {
  seance: { scenario: 'ouvrir la permanence', coop: 'sans séance', gestes: 2, secondes: null },
  minimal: { scenario: 'passage, le minimum', coop: '7 clics, ≈ 19 s', gestes: 4, secondes: 10 },
  standard: { scenario: 'fiche courante', coop: '9 clics + ~20 signes, ≈ 30 s', gestes: 6, secondes: 20 },
  financeur: {
    scenario: 'complète, anonyme',
    coop: '≈ 20 clics + 25 signes, ≈ 68 s',
    gestes: 9,
    signes: 6,
    secondes: 25,
  },
  nouvelle: {
    scenario: 'nouvelle personne nommée',
    coop: '12+ et une deuxième page, 60–80 s',
    gestes: 9,
    secondes: 35,
  },
  connue: { scenario: 'personne connue', coop: '9 + 4 signes, ≈ 25 s', gestes: 5, secondes: 15 },
  dix: { scenario: 'dix fiches en fin de séance', coop: '≥ 70', gestes: null, secondes: 180 },
  orientation: {
    scenario: 'orienter, jusqu’à la feuille',
    coop: '2, sans résultat',
    gestes: 4,
    secondes: null,
  },
  mandat: { scenario: 'mandat signé', coop: '–', gestes: null, secondes: 120 },
  arret: { scenario: 'mandat arrêté', coop: '–', gestes: 2, secondes: null },
  relance: { scenario: 'relance faite', coop: '–', gestes: 1, clavier: 2, secondes: null },
  suivi: { scenario: 'suivi clos', coop: '–', gestes: 1, clavier: 2, secondes: null },
  copie: { scenario: 'copie du dossier', coop: '–', gestes: 2, secondes: null },
  effacement: { scenario: 'effacement, par le délégué', coop: '–', gestes: 2, clavier: 4, secondes: null },
  creneau: { scenario: 'adressage, créneau proposé', coop: '–', gestes: 3, clavier: 4, secondes: null },
  reponse: { scenario: 'adressage, réponse au service', coop: '–', gestes: 3, secondes: null },
  horsLigneMinimal: {
    scenario: 'hors ligne, passage',
    coop: 'impossible',
    gestes: 4,
    secondes: 10,
  },
  horsLigneStandard: {
    scenario: 'hors ligne, fiche courante',
    coop: 'impossible',
    gestes: 6,
    secondes: 20,
  },
  horsLigneFeuille: {
    scenario: 'hors ligne, une ligne de la feuille',
    coop: 'impossible',
    gestes: null,
    secondes: 18,
  },
} as const satisfies Record<string, Budget>;
export type Scenario = keyof typeof BUDGETS;

const mesures = new Map<Scenario, Partial<Record<Main['nom'], Gestes>>>();

/** Keeps what was counted for the table, and holds it to its budget. */
export function check(scenario: Scenario, main: Main['nom'], gestes: Gestes): void {
  mesures.set(scenario, { ...mesures.get(scenario), [main]: gestes });
  const budget: Budget = BUDGETS[scenario];
  const dit = `${budget.scenario}, ${main}`;
  const plafond = main === 'clavier' ? (budget.clavier ?? budget.gestes) : budget.gestes;
  if (main === 'clavier') expect(gestes.pointeur, `${dit}, keyboard only`).toBe(0);
  if (plafond !== null) expect(evenements(gestes), dit).toBeLessThanOrEqual(plafond);
  if (budget.signes !== undefined) expect(gestes.signes, `${dit}, signs`).toBeLessThanOrEqual(budget.signes);
  if (budget.secondes !== null) expect(secondes(gestes), `${dit}, KLM`).toBeLessThanOrEqual(budget.secondes);
}

export function printTable(): void {
  const say = (gestes: Gestes | undefined): string =>
    gestes === undefined
      ? '–'
      : `${String(evenements(gestes))} + ${String(gestes.signes)} signes, ${secondes(gestes).toFixed(1)} s`;
  const lignes = [...mesures].map(([scenario, { souris: s, clavier: c }]) => {
    const { scenario: nom, coop, gestes, clavier, secondes: duree }: Budget = BUDGETS[scenario];
    const plafond = [
      gestes === null ? '' : `≤ ${String(gestes)}`,
      clavier === undefined ? '' : `clavier ≤ ${String(clavier)}`,
      duree === null ? '' : `≤ ${String(duree)} s`,
    ];
    return [nom, coop, plafond.filter(Boolean).join(', '), say(s), say(c)];
  });
  const table = [
    ['scénario', 'La Coop (lu dans sa source, non chronométré)', 'budget', 'souris', 'clavier'],
    ...lignes,
  ];
  const largeurs = table[0]?.map((_, place) => Math.max(...table.map((ligne) => ligne[place]?.length ?? 0)));
  const texte = table.map((ligne) =>
    ligne.map((une, place) => une.padEnd(largeurs?.[place] ?? 0)).join(' │ '),
  );
  console.log(
    `\nGestes comptés dans la page ; secondes estimées (KLM), hors attente et hors parole\n${texte.join('\n')}\n`,
  );
}
