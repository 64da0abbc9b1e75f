/** The interview as a pure function of its draft: what comes next, what is kept, what is refused. */
import { describe, expect, it } from 'vitest';
import { advanced } from './avancer.ts';
import { bilanOf, DEBUT, ecranOf, entretienOf, instrumentOf, type Entretien } from './entretien.ts';
import { faitsOf } from './progres.ts';
import { journalOf, toDossier } from './resultat.ts';

const LE = '2026-11-22T09:00:00.000Z';

/** Presses a button; a page without this button would give null. */
function press(entretien: Entretien, champs: Readonly<Record<string, string>>): Entretien {
  const suite = advanced(entretien, new Map(Object.entries(champs).map(([nom, v]) => [nom, [v]])), LE);
  if (suite === null) throw new Error(`refused: ${JSON.stringify(champs)}`);
  return suite;
}

/** Answers the question on the screen, whatever it is. */
function repond(entretien: Entretien, valeur: string, preuve?: string): Entretien {
  const ecran = ecranOf(entretien);
  if (ecran.nature !== 'question' && ecran.nature !== 'montrer') throw new Error(ecran.nature);
  return press(entretien, {
    etape: ecran.nature === 'question' ? 'repondre' : 'montrer',
    item: ecran.item,
    valeur,
    ...(preuve === undefined ? {} : { preuve }),
  });
}

const items = (entretien: Entretien): string[] => entretien.reponses.map(({ item }) => item);
const yesOf = (entretien: Entretien): string[] =>
  faitsOf(toDossier(entretien)).map(({ item, evidence }) => `${item} ${evidence}`);

const troisQuestions = ['1', '4', 'no'].reduce((un, valeur) => repond(un, valeur), DEBUT);

describe('the course of an interview', () => {
  it('asks three questions, then offers to go on, and goes to the result when the person does not want to', () => {
    expect(items(troisQuestions)).toEqual(['IU', 'IBUY', 'IUIF']);
    expect(ecranOf(troisQuestions)).toEqual({ nature: 'plus', reste: 'ask' });
    const pages = ['plus_tard', 'sans_ressenti', 'sans_freins'].map((etape, rang, etapes) => {
      const apres = etapes.slice(0, rang + 1).reduce((un, pas) => press(un, { etape: pas }), troisQuestions);
      return ecranOf(apres).nature;
    });
    expect(pages).toEqual(['ressenti', 'freins', 'resultat']);
  });

  it('is over after one answer for who does not use the internet: nothing more is offered', () => {
    const jamais = repond(DEBUT, '4');
    expect(bilanOf(jamais).illectronisme).toBe(true);
    expect(ecranOf(jamais)).toEqual({ nature: 'ressenti' });
  });

  it('goes on in the tree, where a yes that decides is shown before it counts', () => {
    let suite = press(troisQuestions, { etape: 'continuer' });
    for (let tour = 0; ecranOf(suite).nature === 'question' && tour < 12; tour += 1)
      suite = repond(suite, 'yes');
    expect(ecranOf(suite)).toMatchObject({ nature: 'montrer', item: suite.reponses.at(-1)?.item });
    expect(bilanOf(repond(suite, 'seul')).evidence.observed).toBe(1);
    expect(bilanOf(repond(suite, 'avec_aide')).evidence.assisted).toBe(1);
  });

  it('offers to show after a quick start that only words decide', () => {
    const dits = ['1', '1', 'yes'].reduce((un, valeur) => repond(un, valeur), DEBUT);
    expect(bilanOf(dits)).toMatchObject({ illectronisme: false, weakestDecisive: 'self' });
    expect(ecranOf(dits)).toEqual({ nature: 'plus', reste: 'show' });
    const vus = ['seul', 'avec_aide'].reduce(
      (un, valeur) => repond(un, valeur),
      press(dits, { etape: 'continuer' }),
    );
    expect(bilanOf(vus)).toMatchObject({ illectronisme: false, weakestDecisive: 'assisted' });
    expect(ecranOf(vus)).toEqual({ nature: 'ressenti' });
  });

  it('stops at any page, asks nothing else, and can be taken up again', () => {
    let suite = DEBUT;
    for (const valeur of ['1', '4', 'no']) {
      suite = repond(suite, valeur);
      const arrete = press(suite, { etape: 'arreter' });
      expect(ecranOf(arrete)).toEqual({ nature: 'resultat' });
      expect(arrete.reponses).toEqual(suite.reponses);
      expect(ecranOf(press(arrete, { etape: 'continuer' })).nature).toBe('question');
      expect(ecranOf(press(arrete, { etape: 'apart' })).nature).toBe('ressenti');
    }
  });

  it.each([
    ['never known', ['unknown']],
    ['always passed', ['refused']],
    ['always no', ['1', '4', 'no']],
  ])('ends by itself: %s', (_, valeurs) => {
    let suite: Entretien = { ...DEBUT, complet: true };
    let pages = 0;
    for (; ecranOf(suite).nature === 'question'; pages += 1)
      suite = repond(suite, valeurs[pages] ?? valeurs.at(-1) ?? '');
    expect(pages).toBeGreaterThan(3);
    expect(pages).toBeLessThanOrEqual(instrumentOf().items.length);
    expect(ecranOf(suite).nature).toBe('ressenti');
  });
});

describe('evidence', () => {
  it('keeps how each answer is known; who speaks stays, what was seen does not', () => {
    const suite = repond(repond(repond(DEBUT, '1', 'proxy'), '1', 'observed'), 'yes');
    expect(suite.reponses.map(({ evidence }) => evidence)).toEqual(['proxy', 'observed', 'proxy']);
  });

  it('never takes an answer that was passed for a demonstration declined', () => {
    for (const valeur of ['unknown', 'refused'])
      expect(repond(DEBUT, valeur, 'observed').reponses[0]?.evidence).toBe('self');
  });

  it('lets what is seen override what was said, keeps the history, and lets a person decline', () => {
    const dits = press(
      ['1', '1', 'yes'].reduce((un, valeur) => repond(un, valeur), DEBUT),
      { etape: 'continuer' },
    );
    expect(yesOf(dits)).toEqual(['IUEM self', 'IBUY self']);
    const rate = repond(dits, 'pas_reussi');
    expect(yesOf(rate)).toEqual(['IUEM self']);
    expect(journalOf(rate.reponses).map(({ reponse, preuve }) => `${reponse}, ${preuve}`)).toEqual([
      'ces 3 derniers mois, la personne le dit',
      'ces 3 derniers mois, la personne le dit',
      'oui, la personne le dit',
      'non, vu ensemble',
    ]);
    const refus = repond(dits, 'refused');
    expect(yesOf(refus)).toEqual(['IUEM self', 'IBUY self']);
    expect(bilanOf(refus).alertes).toMatchObject([{ code: 'decisive-yes-not-shown', path: ['IBUY'] }]);
  });

  it('corrects an answer without erasing it', () => {
    const suite = repond(press(troisQuestions, { etape: 'revenir' }), 'yes');
    expect(suite.reponses).toHaveLength(4);
    expect(suite.reponses[3]).toMatchObject({ item: 'IUIF', value: 'yes', corrects: 2 });
    expect(yesOf(suite)).toEqual(['IUIF self']);
    expect(journalOf(suite.reponses).map(({ remplacee }) => remplacee)).toEqual([false, false, true, false]);
    const premiere = repond(press(suite, { etape: 'revoir:0' }), '4');
    expect(bilanOf(premiere)).toMatchObject({ level: 'non-usager', illectronisme: true });
  });
});

describe('what no page offers', () => {
  it.each([
    ['another question', { etape: 'repondre', item: 'CPRG2', valeur: 'yes' }],
    ['a choice out of range', { etape: 'repondre', item: 'IU', valeur: '9' }],
    ['a word that is none', { etape: 'repondre', item: 'IU', valeur: 'peut-être' }],
    ['a demonstration that was not asked', { etape: 'montrer', item: 'IU', valeur: 'seul' }],
    ['a prototype name', { etape: 'repondre', item: 'constructor', valeur: 'yes' }],
    ['a button that does not exist', { etape: 'noter_tout' }],
    ['a place out of the log', { etape: 'revoir:4' }],
  ])('changes nothing: %s', (_, champs) => {
    expect(advanced(DEBUT, new Map(Object.entries(champs).map(([nom, v]) => [nom, [v]])), LE)).toBeNull();
  });

  it('changes nothing: a demonstration with an unknown outcome', () => {
    const dits = press(
      ['1', '1', 'yes'].reduce((un, valeur) => repond(un, valeur), DEBUT),
      { etape: 'continuer' },
    );
    expect(() => repond(dits, 'toString')).toThrow('refused');
  });
});

describe('a result carried from the kiosk', () => {
  it('goes to the result with its barriers, without a question, and claims no more than it carries', () => {
    const instrument = instrumentOf();
    const entretien = entretienOf({
      v: 1,
      instrument: `${instrument.id}@${instrument.version}`,
      hash: instrument.hash,
      level: null,
      bounds: ['faible', 'base'],
      illectronisme: false,
      freins: ['I_IUNUCO', 'equipement=aucun'],
    });
    expect(ecranOf(entretien)).toEqual({ nature: 'resultat' });
    expect(entretien.freins).toEqual([
      { code: 'I_IUNUCO', evidence: 'self' },
      { code: 'equipement', value: 'aucun', evidence: 'self' },
    ]);
    expect(bilanOf(entretien)).toMatchObject({
      level: null,
      certain: false,
      illectronisme: false,
      weakestDecisive: null,
    });
    expect(yesOf(entretien)).toEqual([]);
  });
});
