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
import { freinSuivant } from './freins.ts';
import { resultatDe } from './resultat.ts';

const le = '2026-11-22T09:00:00Z';

type Simple = Exclude<Geste['geste'], 'repondre' | 'montrer' | 'choisir' | 'changer'>;
type Pas =
  | Simple
  | { dit: 'yes' | 'no' | 'unknown' | number }
  | { montre: 'yes' | 'no' | 'refused' }
  | { choisit: string }
  | { change: string };

function geste(pas: Pas): Geste {
  if (typeof pas === 'string') return { geste: pas };
  if ('dit' in pas) return { geste: 'repondre', value: pas.dit };
  if ('montre' in pas) return { geste: 'montrer', value: pas.montre };
  return 'choisit' in pas ? { geste: 'choisir', cle: pas.choisit } : { geste: 'changer', item: pas.change };
}

function jouer(...pas: readonly Pas[]): Parcours {
  return pas.reduce<Parcours>((parcours, un) => avancer(parcours, geste(un), le), DEBUT);
}

const OUVERT: readonly Pas[] = ['commencer', 'compris', 'continuer'];
const oui: Pas = { dit: 'yes' };
const non: Pas = { dit: 'no' };

/** Answers until the skill questions are over. */
function repondreTout(depart: Parcours, value: 'yes' | 'no' | 'unknown'): Parcours {
  let parcours = depart;
  for (let tour = 0; parcours.ecran.nom === 'question' || parcours.ecran.nom === 'suite'; tour += 1) {
    if (tour > 60) throw new Error('does not end');
    const pas: Geste = parcours.ecran.nom === 'suite' ? { geste: 'continuer' } : { geste: 'repondre', value };
    parcours = avancer(parcours, pas, le);
  }
  return parcours;
}

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
  it('three questions, two yes: a certain result, then what holds back', () => {
    const fini = jouer(...OUVERT, { dit: 1 }, oui, oui);
    expect(fini.ecran).toEqual({ nom: 'gene' });
    expect(bilanDe(fini).illectronisme).toBe(false);
    expect(resultatDe(fini).titre).toBe('resultat.hors');
    expect(resultatDe(fini).faits).toEqual(['IUEM', 'IBUY']);
    expect(avancer(fini, { geste: 'arreter' }, le).ecran).toEqual({ nom: 'apercu' });
  });

  it('a non-user has one question', () => {
    const fini = jouer(...OUVERT, { dit: 4 });
    expect(fini.ecran).toEqual({ nom: 'gene' });
    expect(resultatDe(fini).titre).toBe('resultat.non-usager');
  });

  it('otherwise offers to go on, and a stop there stays honest', () => {
    const ouvert = jouer(...OUVERT, { dit: 1 }, oui, non);
    expect(ouvert.ecran).toEqual({ nom: 'suite' });
    expect(resultatDe(ouvert).titre).toBe('resultat.ouvert');
    expect(avancer(ouvert, { geste: 'arreter' }, le).ecran).toEqual({ nom: 'apercu' });
  });

  it('passing and not knowing are answers like others', () => {
    const ouvert = jouer(...OUVERT, 'passer', { dit: 'unknown' }, 'passer');
    expect(ouvert.ecran).toEqual({ nom: 'suite' });
    expect(bilanDe(ouvert)).toMatchObject({ illectronisme: null, bounds: ['non-usager', 'base'] });
  });
});

describe('the other questions', () => {
  it('go on with the same journal and stop as soon as it is certain', () => {
    const suite = jouer(...OUVERT, { dit: 1 }, oui, non, 'continuer');
    expect(suite.ecran).toEqual({ nom: 'question', item: 'IUIF' });
    expect(avancer(suite, geste(oui), le).ecran).toEqual({ nom: 'gene' });
  });

  it('all no: ends by a yes that is called probable', () => {
    const fini = repondreTout(jouer(...OUVERT, { dit: 1 }), 'no');
    expect(fini.ecran).toEqual({ nom: 'gene' });
    expect(bilanDe(fini).illectronisme).toBeNull();
    const { titre, regles } = resultatDe(fini);
    expect(titre).toBe('resultat.probable');
    expect(regles.some((regle) => regle.startsWith('Illectronisme probable'))).toBe(true);
  });

  it('all unknown: no decision', () => {
    expect(resultatDe(repondreTout(jouer(...OUVERT, { dit: 1 }), 'unknown')).titre).toBe('resultat.ouvert');
  });

  it('can be stopped after each question', () => {
    const arret = jouer(...OUVERT, { dit: 1 }, non, non, 'continuer', non, 'arreter');
    expect(arret.ecran).toEqual({ nom: 'apercu' });
    expect(resteDesQuestions(arret)).toBe(true);
    expect(avancer(arret, { geste: 'continuer' }, le).ecran).toMatchObject({ nom: 'question' });
  });
});

describe('what holds back', () => {
  const FINI: readonly Pas[] = [...OUVERT, { dit: 1 }, oui, oui, 'continuer'];

  it('is asked one question a screen, the cost only where something is missing', () => {
    const codes: string[] = [];
    let parcours = jouer(...FINI);
    while (parcours.ecran.nom === 'frein') {
      codes.push(parcours.ecran.code);
      parcours = avancer(parcours, { geste: 'choisir', cle: 'oui' }, le);
    }
    expect(codes.join(' ')).toBe('equipement connexion langue lecture securite crainte aisance souhait');
    expect(parcours.ecran).toEqual({ nom: 'apercu' });
    expect(resteDesQuestions(parcours)).toBe(false);
    const manque = jouer(...FINI, { choisit: 'non' }, { choisit: 'oui' });
    expect(manque.ecran).toEqual({ nom: 'frein', code: 'cout' });
    expect(freinSuivant(manque.freins)).toBe('cout');
  });

  it('can be passed and changed', () => {
    const passe = jouer(...FINI, 'passer', 'arreter', { change: 'equipement' }, { choisit: 'non' });
    expect(passe.ecran).toEqual({ nom: 'apercu' });
    expect(passe.freins).toEqual({ equipement: 'non' });
    expect(avancer(passe, { geste: 'continuer' }, le).ecran).toEqual({ nom: 'frein', code: 'connexion' });
  });
});

describe('the interview of the writer', () => {
  const dit = (value: 'yes' | number, evidence: 'self' | 'observed' = 'self'): Geste => ({
    geste: 'repondre',
    value,
    evidence,
  });
  const mener = (...gestes: readonly Geste[]): Parcours =>
    gestes.reduce((parcours, un) => avancer(parcours, un, le), jouer('entretien'));

  it('a yes that would decide and was only said is to be shown', () => {
    expect(jouer('entretien').ecran).toEqual({ nom: 'question', item: 'IU' });
    const achat = mener(dit(1), dit('yes'));
    expect(achat.ecran).toEqual({ nom: 'montrer', item: 'IBUY' });
    const vu = avancer(achat, { geste: 'montrer', value: 'yes' }, le);
    expect(vu.ecran).toEqual({ nom: 'question', item: 'IUEM' });
    expect(vu.journal.at(-1)).toMatchObject({ item: 'IBUY', value: 'yes', evidence: 'observed' });
    const fini = avancer(vu, dit('yes', 'observed'), le);
    expect(fini.ecran).toEqual({ nom: 'gene' });
    expect(bilanDe(fini)).toMatchObject({ illectronisme: false, weakestDecisive: 'observed' });
  });

  it('failed to show counts no; declined keeps what was said and says so', () => {
    const echec = mener(dit(1), dit('yes'), { geste: 'montrer', value: 'no' });
    expect(echec.ecran).toEqual({ nom: 'question', item: 'IUIF' });
    const refus = mener(dit(1), dit('yes'), { geste: 'passer' }, dit('yes'), { geste: 'passer' });
    expect(refus.ecran).toEqual({ nom: 'gene' });
    expect(bilanDe(refus).alertes.map(({ code }) => code)).toContain('decisive-yes-not-shown');
    expect(reponsesActuelles(refus.journal).map(({ value }) => value)).toEqual([1, 'yes', 'yes']);
  });

  it('changing an answer beats the stronger evidence that it had', () => {
    const vu = mener(dit(1), dit('yes', 'observed'), dit('yes', 'observed'), { geste: 'arreter' });
    const change = avancer(avancer(vu, { geste: 'changer', item: 'IBUY' }, le), geste(non), le);
    expect(bilanDe(change).illectronisme).toBeNull();
  });
});

describe('going back and changing', () => {
  const FINI: readonly Pas[] = [...OUVERT, { dit: 1 }, oui, oui, 'arreter'];

  it('goes back one step, not two', () => {
    const deux = jouer(...OUVERT, { dit: 1 }, oui);
    const retour = avancer(deux, { geste: 'retour' }, le);
    expect(retour.ecran).toEqual({ nom: 'question', item: 'IBUY' });
    expect(retour.journal).toHaveLength(1);
    expect(avancer(retour, { geste: 'retour' }, le)).toEqual(retour);
  });

  it('changes an answer from the overview by a correction, and comes back to it', () => {
    const change = jouer(...FINI, { change: 'IUEM' });
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
    expect(jouer(...arret, { change: 'IUIF' }, non).ecran).toEqual({ nom: 'apercu' });
  });

  it('passing while changing keeps the answer that was there', () => {
    const change = jouer(...FINI, { change: 'IUEM' }, 'passer');
    expect(change.ecran).toEqual({ nom: 'apercu' });
    expect(reponsesActuelles(change.journal)[2]).toMatchObject({ item: 'IUEM', value: 'yes' });
  });

  it('never says both "you do not use internet" and "you already do this"', () => {
    const { titre, faits, regles } = resultatDe(jouer(...FINI, { change: 'IU' }, { dit: 4 }, 'resultat'));
    expect(titre).toBe('resultat.non-usager');
    expect(faits).toEqual([]);
    const alertes = regles.filter((regle) => regle.startsWith('À vérifier ensemble'));
    expect(alertes.length).toBe(1);
    expect(alertes[0]).toContain('une activité est notée');
  });

  it('keeps one step back in memory, not the whole walk', () => {
    expect(jouer(...OUVERT, { dit: 1 }, oui, oui).precedent?.precedent).toBeNull();
  });

  it('a gesture that the screen does not offer changes nothing', () => {
    const fini = jouer(...FINI);
    for (const pas of [oui, { montre: 'yes' }, { choisit: 'oui' }, 'passer'] as const) {
      expect(avancer(fini, geste(pas), le)).toBe(fini);
    }
  });
});

describe('end and progress', () => {
  it('forgets everything', () => {
    expect(jouer(...OUVERT, { dit: 1 }, oui, oui, 'arreter', 'resultat', 'terminer')).toEqual(DEBUT);
  });

  it('shows three dots, then one more each time, then those of what holds back', () => {
    expect(progression(jouer(...OUVERT))).toEqual({ faits: 0, total: 3 });
    expect(progression(jouer(...OUVERT, { dit: 1 }, non))).toEqual({ faits: 2, total: 3 });
    expect(progression(jouer(...OUVERT, { dit: 1 }, non, non, 'continuer', non))).toEqual({
      faits: 4,
      total: 5,
    });
    const freins = jouer(...OUVERT, { dit: 4 }, 'continuer');
    expect(progression(freins)).toEqual({ faits: 0, total: 8 });
    const quatre = jouer(...OUVERT, { dit: 4 }, 'continuer', ...[1, 2, 3].map(() => ({ choisit: 'oui' })));
    expect(quatre.ecran).toEqual({ nom: 'frein', code: 'lecture' });
    expect(progression(quatre)).toEqual({ faits: 3, total: 8 });
  });
});
