import { describe, expect, it } from 'vitest';
import { next, type Plan } from '@porte-plume/diagnostic/plan';
import { arbreIllectronisme2021, departRapide } from '@porte-plume/diagnostic/plan';
import { avancer, DEBUT, type Geste, type Parcours } from './parcours.ts';

const QUESTION = 12;
const TACHE = 60;
const le = '2026-11-22T09:00:00Z';

/** Seconds of every interview with true answers, each yes to be shown being shown. */
function durees(plan: Plan): readonly number[] {
  const toutes: number[] = [];
  const suivre = (journal: Parameters<typeof next>[1], secondes: number): void => {
    const suite = next(plan, journal);
    if (!suite.ok) throw new Error(suite.motifs.map(({ code }) => code).join());
    if (suite.value.kind === 'stop') {
      toutes.push(secondes);
      return;
    }
    const { kind, item } = suite.value;
    const noter = (value: 'yes' | 'no' | number, cout: number): void =>
      suivre(
        [...journal, { item, value, evidence: kind === 'show' ? 'observed' : 'self', le }],
        secondes + cout,
      );
    if (kind === 'show') noter('yes', TACHE);
    else if (item === 'IU') [1, 4].forEach((choix) => noter(choix, QUESTION));
    else (['yes', 'no'] as const).forEach((dit) => noter(dit, QUESTION));
  };
  suivre([], 0);
  return toutes;
}

describe('how long it takes, at twelve seconds a question and a minute a task', () => {
  it('the quick start: ninety seconds at most, whatever is answered', () => {
    expect(Math.max(...durees(departRapide))).toBeLessThanOrEqual(90);
  });

  it('the decision of the interview: five minutes, but for the nine longest walks of the tree', () => {
    const toutes = durees(arbreIllectronisme2021);
    expect(toutes.length).toBe(110);
    expect(toutes.filter((secondes) => secondes > 300).length).toBe(9);
    expect(Math.max(...toutes)).toBeLessThanOrEqual(330);
  });

  it.each([
    ['two yes, both shown', ['yes', 'yes'], 156],
    ['all no', [], 144],
  ] as const)('%s: decided within five minutes', (_, dits, attendu) => {
    const reste = [...dits];
    let journal: Parameters<typeof next>[1] = [];
    let secondes = 0;
    for (;;) {
      const suite = next(arbreIllectronisme2021, journal);
      if (!suite.ok || suite.value.kind === 'stop') break;
      const { kind, item } = suite.value;
      const dit = kind === 'show' ? 'yes' : item === 'IU' ? 1 : (reste.shift() ?? 'no');
      journal = [...journal, { item, value: dit, evidence: kind === 'show' ? 'observed' : 'self', le }];
      secondes += kind === 'show' ? TACHE : QUESTION;
    }
    expect(secondes).toBe(attendu);
  });

  it('the whole screen, with the example and what holds back: six minutes at most where all is no', () => {
    const gestes: readonly Geste[] = [{ geste: 'commencer' }, { geste: 'compris' }, { geste: 'continuer' }];
    let parcours = gestes.reduce<Parcours>((avant, geste) => avancer(avant, geste, le), DEBUT);
    let ecrans = gestes.length;
    for (; parcours.ecran.nom !== 'apercu'; ecrans += 1) {
      const { ecran } = parcours;
      const value = ecran.nom === 'question' && ecran.item === 'IU' ? 1 : 'no';
      const geste: Geste =
        ecran.nom === 'question'
          ? { geste: 'repondre', value }
          : ecran.nom === 'frein'
            ? { geste: 'choisir', cle: 'non' }
            : { geste: 'continuer' };
      parcours = avancer(parcours, geste, le);
    }
    expect(ecrans * QUESTION).toBeLessThanOrEqual(360);
  });
});
