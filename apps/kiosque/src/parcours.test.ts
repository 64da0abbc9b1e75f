import { describe, expect, it } from 'vitest';
import {
  avancer,
  bilanDe,
  DEBUT,
  progression,
  reponsesActuelles,
  resteDesQuestions,
  type Geste,
  type Parcours,
} from './parcours.ts';
import { resultatDe } from './resultat.ts';

const le = '2026-11-22T09:00:00Z';

type Pas = Geste['geste'] | { dit: 'yes' | 'no' | 'unknown' | 'refused' | number } | { change: string };

function geste(pas: Pas): Geste {
  if (typeof pas === 'object') {
    return 'dit' in pas ? { geste: 'repondre', value: pas.dit } : { geste: 'changer', item: pas.change };
  }
  if (pas === 'repondre' || pas === 'changer') throw new Error('say what');
  return { geste: pas };
}

function jouer(...pas: readonly Pas[]): Parcours {
  return pas.reduce<Parcours>((parcours, un) => avancer(parcours, geste(un), le), DEBUT);
}

const OUVERT: readonly Pas[] = ['commencer', 'compris', 'continuer'];
const oui: Pas = { dit: 'yes' };
const non: Pas = { dit: 'no' };

describe('from the door to the first question', () => {
  it('an example first, repeated until understood', () => {
    expect(jouer('commencer').ecran).toEqual({ nom: 'exemple' });
    expect(jouer('commencer', 'compris', 'exemple').ecran).toEqual({ nom: 'exemple' });
    expect(jouer(...OUVERT).ecran).toEqual({ nom: 'question', item: 'IU' });
  });

  it('stopping before any answer goes back to the door', () => {
    expect(jouer(...OUVERT, 'arreter')).toEqual(DEBUT);
  });
});

describe('quick start', () => {
  it('three questions, two yes: the overview, then a certain result', () => {
    const fini = jouer(...OUVERT, { dit: 1 }, oui, oui);
    expect(fini.ecran).toEqual({ nom: 'apercu' });
    expect(resteDesQuestions(fini)).toBe(false);
    expect(bilanDe(fini).illectronisme).toBe(false);
    expect(resultatDe(fini).titre).toBe('Vous faites déjà plusieurs choses sur internet.');
    expect(resultatDe(fini).faits).toEqual(['Envoyer ou recevoir un e-mail', 'Acheter sur internet']);
  });

  it('a non-user has one question, and lasting help is a full answer', () => {
    const fini = jouer(...OUVERT, { dit: 4 });
    expect(fini.ecran).toEqual({ nom: 'apercu' });
    expect(resultatDe(fini).aides).toContain('Être aidé longtemps est une bonne solution.');
  });

  it('otherwise offers to go on, and a stop there stays honest', () => {
    const ouvert = jouer(...OUVERT, { dit: 1 }, oui, non);
    expect(ouvert.ecran).toEqual({ nom: 'suite' });
    expect(resultatDe(ouvert).titre).toBe('Nous ne savons pas encore.');
    expect(avancer(ouvert, { geste: 'arreter' }, le).ecran).toEqual({ nom: 'apercu' });
  });

  it('passing and not knowing are answers like others', () => {
    const ouvert = jouer(...OUVERT, { dit: 'refused' }, { dit: 'unknown' }, { dit: 'refused' });
    expect(ouvert.ecran).toEqual({ nom: 'suite' });
    expect(bilanDe(ouvert)).toMatchObject({ illectronisme: null, bounds: ['non-usager', 'base'] });
  });
});

describe('the other questions', () => {
  it('go on with the same journal and stop as soon as it is certain', () => {
    const suite = jouer(...OUVERT, { dit: 1 }, oui, non, 'continuer');
    expect(suite.ecran).toEqual({ nom: 'question', item: 'IUCHAT1' });
    expect(avancer(suite, geste(oui), le).ecran).toEqual({ nom: 'apercu' });
  });

  it('all no: ends by the certain yes', () => {
    let parcours = jouer(...OUVERT, { dit: 1 }, non, non, 'continuer');
    for (let tour = 0; parcours.ecran.nom === 'question'; tour += 1) {
      if (tour > 31) throw new Error('does not end');
      parcours = avancer(parcours, geste(non), le);
    }
    expect(bilanDe(parcours).illectronisme).toBe(true);
    expect(resultatDe(parcours).titre).toBe('Vous faites peu de choses sur internet.');
  });

  it('can be stopped after each question', () => {
    const arret = jouer(...OUVERT, { dit: 1 }, non, non, 'continuer', non, 'arreter');
    expect(arret.ecran).toEqual({ nom: 'apercu' });
    expect(resteDesQuestions(arret)).toBe(true);
    expect(avancer(arret, { geste: 'continuer' }, le).ecran).toMatchObject({ nom: 'question' });
  });
});

describe('going back and changing', () => {
  it('goes back one step, not two', () => {
    const deux = jouer(...OUVERT, { dit: 1 }, oui);
    const retour = avancer(deux, { geste: 'retour' }, le);
    expect(retour.ecran).toEqual({ nom: 'question', item: 'IBUY' });
    expect(retour.journal).toHaveLength(1);
    expect(avancer(retour, { geste: 'retour' }, le)).toEqual(retour);
  });

  it('changes an answer from the overview by a correction, and comes back to it', () => {
    const change = jouer(...OUVERT, { dit: 1 }, oui, oui, { change: 'IUEM' });
    expect(change.ecran).toEqual({ nom: 'question', item: 'IUEM' });
    const fini = avancer(change, geste(non), le);
    expect(fini.ecran).toEqual({ nom: 'apercu' });
    expect(fini.journal.at(-1)).toMatchObject({ item: 'IUEM', value: 'no', corrects: 2 });
    expect(reponsesActuelles(fini.journal).map(({ item, value }) => [item, value])).toEqual([
      ['IU', 1],
      ['IBUY', 'yes'],
      ['IUEM', 'no'],
    ]);
    expect(resteDesQuestions(fini)).toBe(true);
  });

  it('comes back to the overview even where questions are left', () => {
    const arret: readonly Pas[] = [...OUVERT, { dit: 1 }, non, non, 'continuer', non, 'arreter'];
    expect(jouer(...arret, { change: 'IUEM' }, non).ecran).toEqual({ nom: 'apercu' });
  });

  it('passing while changing keeps the answer that was there', () => {
    const change = jouer(...OUVERT, { dit: 1 }, oui, oui, { change: 'IUEM' }, { dit: 'refused' });
    expect(change.ecran).toEqual({ nom: 'apercu' });
    expect(reponsesActuelles(change.journal)[2]).toMatchObject({ item: 'IUEM', value: 'yes' });
  });

  it('never says both "you do not use internet" and "you already do this"', () => {
    const fini = jouer(...OUVERT, { dit: 1 }, oui, oui, { change: 'IU' }, { dit: 4 }, 'resultat');
    const { titre, faits, regles } = resultatDe(fini);
    expect(titre).toBe('Vous n’utilisez pas internet en ce moment.');
    expect(faits).toEqual([]);
    const alertes = regles.filter((regle) => regle.startsWith('À vérifier ensemble'));
    expect(alertes.length).toBe(1);
    expect(alertes[0]).toContain('une activité est notée');
  });

  it('keeps one step back in memory, not the whole walk', () => {
    const loin = jouer(...OUVERT, { dit: 1 }, oui, oui);
    expect(loin.precedent?.precedent).toBeNull();
  });

  it('an answer where no question is asked changes nothing', () => {
    const fini = jouer(...OUVERT, { dit: 1 }, oui, oui);
    expect(avancer(fini, geste(oui), le)).toBe(fini);
  });
});

describe('end and progress', () => {
  it('forgets everything', () => {
    expect(jouer(...OUVERT, { dit: 1 }, oui, oui, 'resultat', 'terminer')).toEqual(DEBUT);
  });

  it('shows three dots, then one more each time', () => {
    expect(progression(jouer(...OUVERT))).toEqual({ faits: 0, total: 3 });
    expect(progression(jouer(...OUVERT, { dit: 1 }, non, non))).toEqual({ faits: 3, total: 3 });
    expect(progression(jouer(...OUVERT, { dit: 1 }, non, non, 'continuer', non))).toEqual({
      faits: 4,
      total: 5,
    });
  });

  it('every sentence for the person has twelve words or fewer', () => {
    const fins = [
      jouer(...OUVERT, { dit: 4 }),
      jouer(...OUVERT, { dit: 1 }, oui, oui),
      jouer(...OUVERT, { dit: 1 }, oui, non),
    ];
    for (const { titre, aides } of fins.map(resultatDe)) {
      for (const phrase of [titre, ...aides].join(' ').split('.')) {
        expect(phrase.trim().split(/\s+/u).length).toBeLessThanOrEqual(12);
      }
    }
  });
});
