import { describe, expect, it } from 'vitest';
import { eurostatDsi2021 as dsi2, inseeIllectronisme2021 as insee } from './instruments.ts';
import { areaItems, type Instrument } from './instrument.ts';
import { fromRecord, score, type Bilan, type Evidence, type Reponse, type Valeur } from './score.ts';

const le = '2026-11-22T09:00:00Z';

/** The convention of the vectors: user, items not listed = no. */
function record(
  yes: readonly string[],
  rest: boolean | null = false,
  usage: number | null = 1,
): readonly Reponse[] {
  const answers: Record<string, boolean | number | null> = { IU: usage };
  for (const code of areaItems(dsi2)) answers[code] = yes.includes(code) ? true : rest;
  return fromRecord(answers, { evidence: 'self', le });
}

function bilan(instrument: Instrument, reponses: readonly Reponse[]): Bilan {
  const result = score(instrument, reponses);
  if (!result.ok) throw new Error(JSON.stringify(result.motifs));
  return result.value;
}

const entry = (item: string, value: Valeur, evidence: Reponse['evidence'] = 'self'): Reponse => ({
  item,
  value,
  evidence,
  le,
});

const motifCodes = (reponses: readonly Reponse[]): readonly string[] => {
  const result = score(dsi2, reponses);
  return result.ok ? [] : result.motifs.map((motif) => `${motif.code} ${motif.path?.join('.') ?? ''}`);
};

describe('levels of DSI 2.0 (specification §16, D1–D8)', () => {
  const D8 = [
    ...['IUEM', 'IUPH1', 'IUIF', 'IHIF', 'IUBK', 'IBUY', 'CINSAPP1'],
    ...['CXFER1', 'CWRD1', 'CXLS1', 'PCOOK1', 'MAPS_LAP', 'MAPS_RPS'],
  ];
  it.each([
    ['D2 nothing', [], 'X', true],
    ['D3', ['IUEM'], 'X', true],
    ['D4', ['IUEM', 'IUIF'], 'LM', false],
    ['D5', ['IUEM', 'IUIF', 'IUBK'], 'N', false],
    ['D6 four areas', ['IUEM', 'IUIF', 'IUBK', 'CXFER1'], 'LW', false],
    ['D7', ['IUEM', 'IUIF', 'IUBK', 'CXFER1', 'PCOOK1'], 'B', false],
    ['D8', D8, 'AB', false],
    ['one area of D8 at basic only', D8.filter((code) => code !== 'MAPS_RPS'), 'B', false],
  ])('%s', (_, yes, level, illectronisme) => {
    const result = bilan(dsi2, record(yes));
    expect(result).toMatchObject({ level, illectronisme, certain: true, officialLevel: level });
  });

  it('D1: a non-user is NA, certain, with no area', () => {
    const result = bilan(dsi2, [entry('IU', 4)]);
    expect(result).toMatchObject({ level: 'NA', illectronisme: true, areas: [], officialLevel: 'NA' });
    expect(result.weakestDecisive).toBe('self');
  });
});

describe('areas (D11, D12, D14)', () => {
  const area = (yes: readonly string[], id: string): unknown =>
    bilan(dsi2, record(yes)).areas.find((candidate) => candidate.id === id);

  it.each([
    [['IUIF', 'IHIF'], 'IL', 'above'],
    [['IUIF'], 'IL', 'basic'],
    [['CWRD1', 'CXLS1'], 'DCC', 'basic'],
    [['CWRD1', 'CXLS1', 'CEPVA1'], 'DCC', 'above'],
  ])('D11 %j', (yes, id, level) => {
    expect(area(yes, id)).toMatchObject({ level, count: yes.length, unknown: 0 });
  });

  it('D12: one part makes the composite yes', () => {
    const log = [...record([]).filter((reponse) => reponse.item !== 'TIC'), entry('TICXND', 'yes')];
    expect(bilan(dsi2, log).areas[0]).toMatchObject({ id: 'IL', count: 1, level: 'basic' });
  });

  it('a composite with one part unknown is unknown, with all parts no is no', () => {
    const part = (value: Valeur): number | undefined =>
      bilan(dsi2, [entry('IU', 1), entry('IUOLC', 'no'), entry('IUOLM', value)]).areas[4]?.unknown;
    expect(part('unknown')).toBe(7);
    expect(part('no')).toBe(6);
  });

  it.each<[string, Evidence, Valeur, Evidence, Valeur, Valeur, number]>([
    ['parts prevail at equal strength: yes', 'self', 'no', 'self', 'yes', 'no', 1],
    ['parts prevail at equal strength: no', 'self', 'yes', 'self', 'no', 'no', 0],
    ['a stronger whole prevails: no', 'observed', 'no', 'self', 'yes', 'no', 0],
    ['a stronger whole prevails: yes', 'observed', 'yes', 'self', 'no', 'no', 1],
    ['a whole said and half its parts: the whole', 'self', 'yes', 'observed', 'no', 'unknown', 1],
  ])('composite: %s', (_, strength, whole, partStrength, first, second, count) => {
    const log = [
      entry('IUOL', whole, strength),
      entry('IUOLC', first, partStrength),
      entry('IUOLM', second, partStrength),
    ];
    expect(bilan(dsi2, [entry('IU', 1), ...log]).areas[4]?.count).toBe(count);
  });

  it('a composite is as strong as its strongest yes, and as its weakest no', () => {
    const grades = (value: Valeur): unknown =>
      bilan(dsi2, [entry('IU', 1, 'proxy'), entry('IUOLC', value, 'self'), entry('IUOLM', value, 'observed')])
        .evidence;
    expect(grades('yes')).toEqual({ self: 0, proxy: 1, assisted: 0, observed: 1 });
    expect(grades('no')).toEqual({ self: 1, proxy: 1, assisted: 0, observed: 0 });
  });

  it('a failed demonstration of a composite beats a part that was only said', () => {
    const log = [entry('IU', 1), entry('IUOLC', 'yes'), entry('IUOL', 'no', 'observed')];
    expect(bilan(dsi2, log).areas[4]).toMatchObject({ count: 0, unknown: 6 });
  });

  it.each([
    ['D14', 2, 1],
    ['last three months', 1, 1],
    ['more than a year', 3, 0],
    ['never', 4, 0],
  ])('%s: IBUY', (_, choice, count) => {
    const log = [...record([]).filter((reponse) => reponse.item !== 'IBUY'), entry('IBUY', choice)];
    expect(bilan(dsi2, log).areas[4]).toMatchObject({ id: 'PS', count });
  });
});

describe('three-valued result (D15, D16, D50)', () => {
  it('D15: all items unknown', () => {
    const result = bilan(dsi2, record([], null));
    expect(result).toMatchObject({
      level: null,
      bounds: ['X', 'AB'],
      illectronisme: null,
      officialLevel: 'X',
    });
    expect(result.certain).toBe(false);
    expect(result.weakestDecisive).toBeNull();
  });

  it('D16: IU unknown, all items no: illectronisme is certain, the level is not', () => {
    const result = bilan(dsi2, record([], false, null));
    expect(result).toMatchObject({
      level: null,
      bounds: ['NA', 'X'],
      illectronisme: true,
      officialLevel: null,
    });
  });

  it('D50: IU unknown', () => {
    const result = bilan(dsi2, record(['IUEM', 'IUCHAT1'], null, null));
    expect(result).toMatchObject({ bounds: ['NA', 'AB'], illectronisme: null, officialLevel: null });
  });

  it('a plain record never turns what is missing into a no, nor a word into a yes', () => {
    const said = { IU: 1, IUEM: undefined, IUIF: 'no', IUBK: 'bof' } as unknown as Record<string, boolean>;
    const log = fromRecord(said, { evidence: 'self', le });
    expect(log.map(({ value }) => value)).toEqual([1, 'unknown', 'no', 'bof']);
    expect(motifCodes(log)).toEqual(['value-kind-mismatch 3.value']);
  });

  it('the usage question says who is a user, whatever counts as a yes elsewhere', () => {
    const [usage, ...others] = dsi2.items;
    if (!usage) throw new Error('no usage question');
    const yearly = { ...dsi2, items: [{ ...usage, yesWhen: [1, 2] }, ...others] };
    expect(bilan(yearly, [entry('IU', 2)])).toMatchObject({ level: 'NA', illectronisme: true });
  });

  it('another publisher: no level without all the answers, and no word of illectronisme', () => {
    const strict: Instrument = { ...dsi2, officialMissing: 'none' };
    delete strict.illectronisme;
    const shown = record(['IUEM']).map((reponse) => ({ ...reponse, evidence: 'observed' as const }));
    expect(bilan(strict, shown)).toMatchObject({
      level: 'X',
      officialLevel: 'X',
      illectronisme: null,
      weakestDecisive: 'observed',
    });
    const open = bilan(strict, record(['IUEM'], null));
    expect(open).toMatchObject({ level: null, officialLevel: null, weakestDecisive: null });
    expect(open.evidence).toEqual({ self: 2, proxy: 0, assisted: 0, observed: 0 });
    expect(open.trace.map(({ rule }) => rule)).not.toContain('illectronisme');
  });

  it('an empty log is the widest interval', () => {
    expect(bilan(dsi2, [])).toMatchObject({ bounds: ['NA', 'AB'], illectronisme: null });
  });
});

describe('INSEE 2021 (I18)', () => {
  it('one area out of five is illectronisme', () => {
    expect(bilan(insee, record(['IUEM']))).toMatchObject({ level: 'illectronisme', illectronisme: true });
  });

  it.each([
    ['two areas', ['IUEM', 'IUIF'], 'faible'],
    ['four areas', ['IUEM', 'IUIF', 'IUBK', 'CXFER1'], 'faible'],
    ['five areas', ['IUEM', 'IUIF', 'IUBK', 'CXFER1', 'PCOOK1'], 'base'],
  ])('%s', (_, yes, level) => {
    expect(bilan(insee, record(yes))).toMatchObject({ level, illectronisme: false });
  });

  it('a use 3 to 12 months ago is a non-use in this edition', () => {
    expect(bilan(insee, [entry('IU', 2)])).toMatchObject({ level: 'non-usager', illectronisme: true });
  });
});

describe('log and evidence (L1, L2)', () => {
  it('L1: a later said yes does not override a shown no', () => {
    const log = [entry('IUEM', 'yes'), entry('IUEM', 'no', 'observed'), entry('IUEM', 'yes')];
    expect(bilan(dsi2, [entry('IU', 1), ...log]).areas[1]).toMatchObject({ count: 0, unknown: 5 });
  });

  it('L2: at equal evidence the latest stands', () => {
    const log = [entry('IU', 1), entry('IUEM', 'yes'), entry('IUEM', 'no')];
    expect(bilan(dsi2, log).areas[1]).toMatchObject({ count: 0, unknown: 5 });
  });

  it('a corrected entry drops out, whatever its evidence', () => {
    const log = [entry('IU', 1), entry('IUEM', 'no', 'observed'), { ...entry('IUEM', 'yes'), corrects: 1 }];
    expect(bilan(dsi2, log).areas[1]).toMatchObject({ count: 1 });
  });

  it('na counts no and is flagged in the trace', () => {
    const result = bilan(dsi2, [entry('IU', 1), entry('IUJOB', 'na')]);
    expect(result.areas[4]).toMatchObject({ count: 0, unknown: 6 });
    const step = result.trace.find(({ rule, facts }) => rule === 'area' && facts[0]?.area === 'PS');
    expect(step?.facts).toContainEqual({ area: 'PS', item: 'IUJOB', value: 'na' });
    expect(step?.phrase).toContain('Sans objet, compté comme « non »');
  });

  it('declining to show keeps the said yes and raises an alert', () => {
    const log = [entry('IU', 1), entry('IUEM', 'yes'), entry('IUEM', 'refused', 'observed')];
    const result = bilan(dsi2, log);
    expect(result.areas[1]).toMatchObject({ count: 1 });
    expect(result.alertes.map((alerte) => alerte.code)).toEqual(['decisive-yes-not-shown']);
    expect(bilan(dsi2, [...log, entry('IUEM', 'no')]).alertes).toEqual([]);
  });

  it('the conclusion is as strong as the evidence it needs, redundancy does not weaken it', () => {
    const shown = [entry('IU', 1), entry('IUEM', 'yes', 'observed'), entry('IUIF', 'yes', 'assisted')];
    expect(bilan(insee, shown).weakestDecisive).toBe('assisted');
    expect(bilan(insee, [...shown, entry('IUPH1', 'yes')]).weakestDecisive).toBe('assisted');
    expect(bilan(insee, [...shown, entry('IUBK', 'yes', 'observed')]).weakestDecisive).toBe('observed');
    expect(bilan(insee, shown).evidence).toEqual({ self: 1, proxy: 0, assisted: 1, observed: 1 });
  });

  it('activity without use is an alert, an older purchase is not', () => {
    const codes = (...log: Reponse[]): readonly string[] =>
      bilan(dsi2, [entry('IU', 2), ...log]).alertes.map((alerte) => alerte.code);
    expect(codes(entry('IUEM', 'yes'))).toEqual(['activity-without-use']);
    expect(codes(entry('IBUY', 2))).toEqual([]);
    expect(codes(entry('IBUY', 1))).toEqual(['activity-without-use']);
  });
});

describe('trace', () => {
  it('says each rule in order, in French, with what is not confirmed', () => {
    const { trace } = bilan(insee, [entry('IU', 1), entry('IUEM', 'yes'), entry('IUIF', 'yes', 'observed')]);
    expect(trace.map((etape) => etape.rule)).toEqual([
      'usage',
      ...insee.areas.map(() => 'area'),
      ...['aggregation', 'illectronisme', 'official-missing', 'evidence', 'unconfirmed'],
    ]);
    const phrases = trace.map((etape) => etape.phrase.replaceAll('\u00a0', ' '));
    expect(phrases[0]).toBe(
      'Dernière utilisation d’internet : ces 3 derniers mois. La personne compte parmi les utilisateurs.',
    );
    expect(phrases[6]).toContain('Domaines sans activité établie : entre 0 et 3 sur 5.');
    expect(phrases[6]).toContain('Niveau (INSEE, édition 2021) : entre « compétences faibles »');
    expect(phrases[7]).toBe(
      'Selon INSEE, édition 2021 (insee-illectronisme@2021) : pas d’illectronisme, c’est certain d’après les réponses.',
    );
    expect(phrases[9]).toBe('La preuve la plus faible de la conclusion : ce que dit la personne.');
    expect(trace[9]).toMatchObject({
      result: 'self',
      facts: [{ item: 'IU' }, { item: 'IUIF' }, { item: 'IUEM' }],
    });
    expect(phrases[10]).toContain('seuil de 4 domaines sur 5');
    expect(phrases[10]).not.toContain('INSEE Première');
    const complete = bilan(insee, record(['IUEM'])).trace.map(({ phrase }) =>
      phrase.replaceAll('\u00a0', ' '),
    );
    expect(complete[6]).toBe(
      'Domaines sans activité établie : 4 sur 5. Niveau (INSEE, édition 2021) : « illectronisme ».',
    );
  });

  const phraseOf = (log: readonly Reponse[], rule: string): string | undefined =>
    bilan(insee, log)
      .trace.find((etape) => etape.rule === rule)
      ?.phrase.replaceAll('\u00a0', ' ');

  it('does not call official a level that rests on questions nobody asked', () => {
    expect(phraseOf([entry('IU', 1), entry('IUEM', 'yes')], 'official-missing')).toBe(
      'Règle de l’éditeur : une question sans réponse compte comme « non ». Compté ainsi, le niveau serait « illectronisme » (INSEE, édition 2021) ; ce n’est pas établi.',
    );
    expect(phraseOf(record(['IUEM']), 'official-missing')).toContain(
      'Niveau officiel (INSEE, édition 2021) : « illectronisme ».',
    );
    expect(phraseOf([], 'official-missing')).toContain('Niveau officiel (INSEE, édition 2021) : aucun');
  });

  it('lists as evidence only the answers that carry the conclusion', () => {
    const facts = (log: readonly Reponse[]): readonly unknown[] =>
      bilan(insee, log).trace.find(({ rule }) => rule === 'evidence')?.facts ?? [];
    expect(facts([entry('IU', 4), entry('IUEM', 'yes')])).toEqual([{ item: 'IU', value: 'self' }]);
    const no = facts([entry('IU', 1), entry('IUEM', 'yes'), entry('IUIF', 'yes'), entry('IUBK', 'no')]);
    expect(no).not.toContainEqual({ item: 'IUBK', value: 'self' });
    const yes = facts(record(['IUEM']));
    expect(yes).not.toContainEqual({ item: 'IUEM', value: 'self' });
    expect(yes).toContainEqual({ item: 'IUIF', value: 'self' });
  });

  it('breaks no line inside guillemets or before a high punctuation mark', () => {
    for (const log of [[], [entry('IU', 4)], record(['IUEM']), [entry('IU', 1), entry('IUJOB', 'na')]]) {
      for (const { phrase } of bilan(insee, log).trace) expect(phrase).not.toMatch(/« | [»:;?!]/u);
    }
  });

  it('a level or an area named like a property of every object stays a name', () => {
    const order = dsi2.order.map((level) => (level === 'X' ? 'constructor' : level));
    const aggregation = dsi2.aggregation.map((rule) =>
      rule.level === 'X' ? { ...rule, level: 'constructor' } : rule,
    );
    const areas = dsi2.areas.map((area, index) => (index === 0 ? { ...area, id: '__proto__' } : area));
    const named = { ...dsi2, order, aggregation, areas, illectronisme: ['NA', 'constructor'] };
    const { level, trace } = bilan(named, record([]));
    expect(level).toBe('constructor');
    expect(trace.map(({ phrase }) => phrase).join(' ')).not.toMatch(/native code|\[object/u);
  });
});

describe('bad input: all the motifs at once (§6, B3)', () => {
  it('B3: a choice outside the list', () => {
    expect(motifCodes([entry('IBUY', 7)])).toEqual(['choice-out-of-range 0.value']);
  });

  it('reports everything, with paths', () => {
    const log: Reponse[] = [
      entry('__proto__', 'yes'),
      entry('constructor', 'yes'),
      entry('IU', 'yes'),
      entry('IUEM', 1),
      { ...entry('IUIF', 'yes'), corrects: 4 },
      { ...entry('IUBK', 'yes'), le: '2026-02-30T10:00:00Z' },
      { ...entry('IUBK', 'yes'), le: '2026-02-28' },
    ];
    expect(motifCodes(log)).toEqual([
      'unknown-item 0.item',
      'unknown-item 1.item',
      'value-kind-mismatch 2.value',
      'value-kind-mismatch 3.value',
      'corrects-out-of-range 4.corrects',
      'date-invalid 5.le',
      'date-invalid 6.le',
    ]);
  });

  it('refuses values that the types forbid without throwing', () => {
    const log = [{ item: 'IUEM', value: 'peut-être', evidence: 'sûr', le }] as unknown as Reponse[];
    expect(motifCodes(log)).toEqual(['value-kind-mismatch 0.value', 'shape-invalid 0.evidence']);
  });

  it.each([null, {}, 'yes', 3, [null], [3], ['x'], [[]], [{}], [{ item: ['IUEM'] }]])(
    'answers any JSON by motifs: %j',
    (log) => {
      const result = score(dsi2, log as unknown as Reponse[]);
      expect(!result.ok && result.motifs.length).toBeGreaterThan(0);
    },
  );

  it('reads every day of the calendar, and no other', () => {
    const invalid = (day: string): boolean =>
      motifCodes([{ ...entry('IUEM', 'yes'), le: `${day}T10:00:00Z` }]).length > 0;
    for (const day of ['2026-01-31', '2026-02-28', '2024-02-29', '2000-02-29', '2026-04-30', '2026-12-31'])
      expect([day, invalid(day)]).toEqual([day, false]);
    for (const day of ['2026-00-10', '2026-13-10', '2026-01-00', '2026-01-32', '2026-04-31', '2100-02-29'])
      expect([day, invalid(day)]).toEqual([day, true]);
  });

  it.each([-1, 0.5, 1, '0', null])('a correction names an earlier entry: %j', (corrects) => {
    const log = [entry('IUEM', 'yes'), { ...entry('IUEM', 'no'), corrects } as Reponse];
    expect(motifCodes(log)).toEqual(['corrects-out-of-range 1.corrects']);
  });

  it('accepts leap days and offsets', () => {
    expect(motifCodes([{ ...entry('IUEM', 'yes'), le: '2028-02-29T23:59:59.5+02:00' }])).toEqual([]);
  });
});
