import { describe, expect, it } from 'vitest';
import { areaItems } from '../instrument.ts';
import { eurostatDsi2021 as dsi2, inseeIllectronisme2021 as insee } from '../instruments.ts';
import {
  orienter,
  posture,
  reglesOrientation as regles,
  type Contexte,
  type FreinConstate,
} from '../orientation.ts';
import { fromPorte, parseQr, toQr } from '../qr.ts';
import { at, bilanOf, cibles, confiance, IN_ORDER, propose, said, user } from './orienter.fixture.ts';

describe('orienter: vectors of the specification (§16)', () => {
  it('O1: NA, frein I_IUNUN → first proposal accompagnement-durable; no atelier', () => {
    const propositions = propose(at('NA'), [said('I_IUNUN')]);
    expect(propositions[0]?.cible).toBe('accompagnement-durable');
    expect(propositions.filter(({ nature }) => nature === 'atelier')).toEqual([]);
  });

  it('O2: LM, lecture = avec_aide, souhait = apprendre → first proposal eva, then atelier debutant', () => {
    const propositions = propose(at('LM'), [], { lecture: 'avec_aide', souhait: 'apprendre' });
    expect(cibles(propositions)).toEqual(['O3 eva', 'O5 atelier-debutant']);
    expect(propositions[1]).toMatchObject({ nature: 'atelier', niveauAtelier: 'debutant' });
  });

  it('O3: B, demarcheEnCours → one-off help only', () => {
    expect(cibles(propose(at('B'), [], { demarcheEnCours: true }))).toEqual(['O7 aide-ponctuelle']);
  });
});

describe('orienter: each rule (§10)', () => {
  const apprendre: Contexte = { souhait: 'apprendre' };
  it.each<[string, string, readonly FreinConstate[], Contexte, readonly string[]]>([
    ['O1, non-user and cost', 'NA', [said('I_IUNUCO')], {}, ['O1 acquerir-un-equipement']],
    [
      'O1, no device whatever the level',
      'B',
      [said('equipement', 'aucun')],
      {},
      ['O1 acquerir-un-equipement'],
    ],
    ['O1, no connection', 'LM', [said('connexion', 'aucune')], {}, ['O1 acceder-a-une-connexion']],
    [
      'O1, neither device nor connection',
      'NA',
      [said('equipement', 'aucun'), said('connexion', 'aucune')],
      {},
      ['O1 acquerir-un-equipement', 'O1 acceder-a-une-connexion'],
    ],
    ['O1 needs a non-user for the cost', 'B', [said('I_IUNUCO')], {}, []],
    ['O2, opposed', 'X', [said('I_IUNUNO')], apprendre, ['O2 accompagnement-durable']],
    ['O2, wishes to have it done', 'N', [], { souhait: 'deleguer' }, ['O2 accompagnement-durable']],
    ['O3, does not read', 'B', [], { lecture: 'non' }, ['O3 eva']],
    ['O3, from the barriers', 'B', [said('lecture', 'avec_aide')], {}, ['O3 eva']],
    ['O3, the writer saw the contrary', 'B', [said('lecture', 'non')], { lecture: 'seul' }, []],
    ['O3, the latest of equal evidence', 'B', [said('lecture', 'non'), said('lecture', 'seul')], {}, []],
    [
      'O3, what was seen before what is said',
      'B',
      [{ ...said('lecture', 'seul'), evidence: 'observed' }, said('lecture', 'non')],
      {},
      [],
    ],
    ['O3, a barrier without value', 'B', [said('lecture')], {}, ['O3 eva']],
    ['O4, security', 'B', [said('I_IUNUSP')], {}, ['O4 accompagnement-individuel', 'O4 atelier-securite']],
    [
      'O4, fear',
      'AB',
      [],
      { confiance: confiance(3, true) },
      ['O4 accompagnement-individuel', 'O4 atelier-securite'],
    ],
    ['O5, X', 'X', [], apprendre, ['O5 atelier-debutant']],
    ['O5 waits for the wish', 'LM', [], {}, ['O9 a-preciser']],
    ['O6, N', 'N', [], {}, ['O6 atelier-intermediaire']],
    ['O6, LW', 'LW', [], apprendre, ['O6 atelier-intermediaire']],
    ['O7, AB', 'AB', [], { demarcheEnCours: true }, ['O7 aide-ponctuelle']],
    ['O7 is for the skilled', 'LW', [], { demarcheEnCours: true }, ['O6 atelier-intermediaire']],
    ['O8, B and ill at ease', 'B', [], { confiance: confiance(1) }, ['O8 j-observe-je-verifie']],
    [
      'O8, LW and ill at ease',
      'LW',
      [],
      { confiance: confiance(0) },
      ['O6 atelier-intermediaire', 'O8 j-observe-je-verifie'],
    ],
    ['O8 is not for who is at ease', 'B', [], { confiance: confiance(2) }, []],
    ['E1, to be accompanied', 'LM', [], { souhait: 'etre_accompagne' }, ['E1 accompagnement-individuel']],
    [
      'E1 sends nobody to a workshop',
      'N',
      [],
      { souhait: 'etre_accompagne' },
      ['E1 accompagnement-individuel'],
    ],
    [
      'the first rule names a proposal that two rules make',
      'LM',
      [said('I_IUNUSP')],
      { souhait: 'etre_accompagne' },
      ['O4 accompagnement-individuel'],
    ],
    ['E2, a non-user who wishes to learn', 'NA', [], apprendre, ['E2 atelier-debutant']],
    ['nothing is missing', 'AB', [], apprendre, []],
    ['a non-user of whom nothing is known', 'NA', [], {}, ['O9 a-preciser']],
    [
      'precedence O2 > O3 > O1, at most three',
      'NA',
      [said('I_IUNUN'), said('equipement', 'aucun'), said('I_IUNUSP')],
      { lecture: 'non' },
      ['O2 accompagnement-durable', 'O3 eva', 'O1 acquerir-un-equipement'],
    ],
    [
      'precedence O1 > O4 > O5',
      'X',
      [said('connexion', 'aucune'), said('I_IUNUSP')],
      apprendre,
      ['O1 acceder-a-une-connexion', 'O4 accompagnement-individuel', 'O4 atelier-securite'],
    ],
  ])('%s', (_, level, freins, contexte, expected) => {
    expect(cibles(propose(at(level), freins, contexte))).toEqual(expected);
    expect(cibles(propose(at(level, insee), freins, contexte))).toEqual(expected);
  });

  it('O6 names the themes of each area at zero, in the words of La Coop', () => {
    const [proposition] = propose(at('N'));
    expect(proposition?.vocabulaires.coop).toEqual([
      'bureautique',
      'gere_ses_contenus_numeriques',
      'securite_numerique',
    ]);
    expect(proposition?.faits).toEqual(['niveau=N', 'domaine.DCC=none', 'domaine.SF=none']);
    expect(proposition?.raison).toContain('création de contenus, sécurité');
  });

  it('O6 leaves out an area that could still be established', () => {
    const answers = Object.fromEntries(
      areaItems(dsi2).map((code) => [code, IN_ORDER.slice(0, 3).includes(code)]),
    );
    const [proposition] = propose(bilanOf(dsi2, { ...answers, IU: 1, PCOOK1: null }));
    expect(proposition?.faits).toEqual(['niveau=N..LW', 'domaine.DCC=none']);
    expect(proposition?.vocabulaires.coop).toEqual(['bureautique', 'gere_ses_contenus_numeriques']);
  });

  it('O2: helped for long is a full result, with the modes of a mandate', () => {
    expect(propose(at('NA'), [], { souhait: 'deleguer' })[0]?.modes).toEqual([
      'faire_avec',
      'faire_a_la_place_present',
      'faire_a_la_place_absent',
    ]);
  });
});

describe('orienter: O9, intervals', () => {
  it('proposes what fits every level', () => {
    const open = user(dsi2, [], null);
    expect(open.bounds).toEqual(['X', 'AB']);
    expect(cibles(propose(open, [], { lecture: 'non', souhait: 'apprendre' }))).toEqual(['O3 eva']);
    const low = bilanOf(dsi2, { IU: null, ...Object.fromEntries(areaItems(dsi2).map((c) => [c, false])) });
    expect(low.bounds).toEqual(['NA', 'X']);
    expect(cibles(propose(low, [], { souhait: 'apprendre' }))).toEqual(['O5 atelier-debutant']);
  });

  it('else says « à préciser », and what each level and each wish would bring', () => {
    const open = user(insee, ['IUEM', 'IUIF'], null);
    const [only, ...others] = propose(open);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ regle: 'O9', cible: 'a-preciser', faits: ['niveau=faible..base'] });
    expect(only?.phrase).toBe(regles.aPreciser.niveau);
    expect(only?.changeraitSi.join(' ')).toContain('Si le niveau est «\u00a0une partie des bases\u00a0»');
    expect(only?.changeraitSi.join(' ')).toContain('Si la personne souhaite déléguer');
  });

  it('where only the wish is missing, asks for it', () => {
    const [only] = propose(at('X'));
    expect(only?.phrase).toBe(regles.aPreciser.souhait);
    expect(only?.changeraitSi).toHaveLength(3);
    expect(propose(at('X'), [], { souhait: 'ne_sait_pas' })).toEqual([only]);
  });

  it('rules of one’s own: what B alone would bring is no proposal for B or AB', () => {
    const own = structuredClone(regles);
    const condition = { paliers: ['B'], demarcheEnCours: true } as const;
    const mine: typeof regles = {
      ...own,
      regles: own.regles.map((regle) => ({
        ...regle,
        propositions: regle.propositions.map((one) =>
          one.cible === 'aide-ponctuelle' ? { ...one, quand: [condition] } : one,
        ),
      })),
    };
    const between = { ...at('B'), bounds: ['B', 'AB'] as const };
    expect(cibles(propose(between, [], { demarcheEnCours: true }))).toEqual(['O7 aide-ponctuelle']);
    expect(cibles(propose(between, [], { demarcheEnCours: true }, mine))).toEqual(['O9 a-preciser']);
    expect(cibles(propose(between, [], {}, mine))).toEqual([]);
  });

  it('an edition in four levels is narrowed by its areas: faible is LM, N or LW', () => {
    expect(at('LM', insee).level).toBe('faible');
    expect(at('LW', insee).level).toBe('faible');
    expect(cibles(propose(at('LM', insee), [], { souhait: 'apprendre' }))).toEqual(['O5 atelier-debutant']);
    expect(cibles(propose(at('LW', insee)))).toEqual(['O6 atelier-intermediaire']);
  });

  it('a carried result has no areas: it proposes what its level allows, and no theme', () => {
    const freins = [said('equipement', 'aucun'), said('langue', 'ps')];
    const carried = parseQr(toQr(at('N'), freins));
    if (!carried.ok) throw new Error('refused');
    const { bilan, freins: read } = fromPorte(carried.value);
    expect(read).toEqual([said('equipement', 'aucun'), said('langue')]);
    const propositions = propose(bilan, read);
    expect(cibles(propositions)).toEqual(['O1 acquerir-un-equipement', 'O6 atelier-intermediaire']);
    expect(propositions[1]?.vocabulaires.coop).toBeUndefined();
  });
});

describe('orienter: words', () => {
  const phrases = regles.regles.flatMap(({ propositions }) => propositions.map(({ phrase }) => phrase));
  const all = [...phrases, regles.aPreciser.niveau, regles.aPreciser.souhait];

  it('says everything in sentences of twelve words at most', () => {
    for (const phrase of all) {
      for (const sentence of phrase.split(/[.!?]\s*/u)) {
        expect(sentence.split(/[\s'’]+/u).filter((word) => /\p{L}/u.test(word)).length).toBeLessThanOrEqual(
          12,
        );
      }
    }
  });

  it('a difficulty in reading orients, and labels nobody', () => {
    const told = propose(at('LM'), [], { lecture: 'non', souhait: 'apprendre' }).flatMap((one) => [
      one.phrase,
      one.raison,
      ...one.changeraitSi,
    ]);
    expect([...all, ...told].join(' ')).not.toMatch(
      /illett|illectr|analphab|handicap|incapable|échec|lacune/iu,
    );
  });
});

describe('orienter: bad input', () => {
  const codes = (...input: Parameters<typeof orienter>): readonly string[] => {
    const result = orienter(...input);
    return result.ok ? [] : result.motifs.map(({ code, path }) => [code, ...(path ?? [])].join(' '));
  };
  const wrong = { souhait: 'voler', lecture: 1, demarcheEnCours: 'oui', confiance: { niveau: 4 } } as unknown;

  it('refuses with all the motifs at once', () => {
    expect(
      codes(
        { ...at('B'), bounds: ['B', 'expert'] },
        [said('__proto__'), said('equipement', 'avion'), { code: 'I_IUNUN' } as FreinConstate],
        wrong as Contexte,
      ),
    ).toEqual([
      'level-unknown bilan bounds',
      'frein-unknown freins 0 code',
      'frein-value-unknown freins 1 value',
      'shape-invalid freins 2 evidence',
      'shape-invalid contexte souhait',
      'shape-invalid contexte lecture',
      'shape-invalid contexte demarcheEnCours',
      'shape-invalid contexte confiance echelle',
      'shape-invalid contexte confiance niveau',
      'shape-invalid contexte confiance crainte',
    ]);
  });

  it('refuses an instrument that the rules do not read, and inverted bounds', () => {
    const other = { ...at('B'), instrument: { id: 'autre', version: '1', hash: '' } };
    expect(codes(other, [], {})).toEqual(['version-unknown bilan instrument']);
    expect(codes({ ...at('B'), bounds: ['B', 'X'] }, [], {})).toEqual(['bounds-inverted bilan bounds']);
    expect(codes(at('B'), 'x' as unknown as [], {})).toEqual(['shape-invalid freins']);
  });
});

describe('posture: confidence against skill (§7)', () => {
  it.each([
    ['skilled, ill at ease', 'B', 1, 'j_observe_je_verifie'],
    ['skilled, at ease', 'B', 3, null],
    ['skilled, rather at ease', 'B', 2, null],
    ['unskilled, at ease', 'X', 2, 'montrer_d_abord'],
    ['unskilled, ill at ease', 'NA', 0, null],
    ['unskilled, little at ease', 'X', 1, null],
    ['not said', 'B', null, null],
  ] as const)('%s', (_, level, niveau, expected) => {
    expect(posture(at(level), confiance(niveau))).toBe(expected);
    expect(posture(at(level, insee), confiance(niveau))).toBe(expected);
  });

  it('says nothing of an open interval', () => {
    expect(posture(user(dsi2, [], null), confiance(0))).toBeNull();
    expect(posture(user(dsi2, [], null), confiance(3))).toBeNull();
  });
});
