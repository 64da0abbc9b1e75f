import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { contentHash } from './content-hash.ts';
import profilData from '../data/profil-accompagnement@0.json' with { type: 'json' };
import { areaItems, type Instrument } from './instrument.ts';
import { chiffresPublies, instruments, parseInstrument, toReponsesObservees } from './instruments.ts';
import { fromRecord, score, type Bilan, type Evidence, type Reponse, type Valeur } from './score.ts';

const le = '2026-11-22T09:00:00Z';
function edition(key: string): Instrument {
  const found = instruments[key];
  if (!found) throw new Error(`No ${key}`);
  return found;
}
const dsi2 = edition('eurostat-dsi2@2021');
const insee2017 = edition('insee-illectronisme@2017');
const insee2019 = edition('insee-illectronisme@2019');
const dsi1 = edition('eurostat-dsi1@2015');
const uk = edition('uk-eds-work@2022');
const taches = edition('observation-taches@0');

function bilan(instrument: Instrument, log: readonly Reponse[]): Bilan {
  const result = score(instrument, log);
  if (!result.ok) throw new Error(JSON.stringify(result.motifs));
  return result.value;
}
/** User; the items not listed are no. */
function withYes(instrument: Instrument, yes: readonly string[]): Bilan {
  const record = Object.fromEntries(areaItems(instrument).map((code) => [code, yes.includes(code)]));
  return bilan(
    instrument,
    fromRecord(instrument.usage ? { IU: 1, ...record } : record, { evidence: 'self', le }),
  );
}
const entry = (item: string, value: Valeur, evidence: Evidence = 'observed'): Reponse => ({
  item,
  value,
  evidence,
  le,
});
const domains = (values: Readonly<Record<string, number | null>>): readonly Reponse[] =>
  fromRecord(
    { IU: 1, information: 0, communication: 0, problemes: 0, logiciels: 0, ...values },
    { evidence: 'self', le },
  );

test('nine editions are shipped, each under its own name', () => {
  expect(Object.keys(instruments)).toEqual([
    'eurostat-dsi2@2021',
    'eurostat-dsi1@2015',
    'insee-illectronisme@2021',
    'insee-illectronisme@2019',
    'insee-illectronisme@2017',
    'observation-taches@0',
    'uk-eds-work@2022',
    'digcompsat-bands@1',
    'eva-bands@2026',
  ]);
});

test('profil-accompagnement@0 is sealed, and its profiles cover every number of areas once', () => {
  expect(contentHash(profilData)).toBe(profilData.hash);
  const covered = profilData.profils.flatMap(({ zeroAreas: [min = 0, max = 0] }) =>
    Array.from({ length: max - min + 1 }, (_, i) => min + i),
  );
  expect(covered.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
});

describe('INSEE, three editions', () => {
  it('I18: user, communication 1, all other domains 0: illectronisme @2021, not @2019', () => {
    expect(withYes(edition('insee-illectronisme@2021'), ['IUEM'])).toMatchObject({ illectronisme: true });
    for (const instrument of [insee2019, insee2017]) {
      expect(bilan(instrument, domains({ communication: 1 }))).toMatchObject({
        illectronisme: false,
        level: 'faible',
      });
      expect(bilan(instrument, domains({}))).toMatchObject({ illectronisme: true, level: 'illectronisme' });
    }
  });

  it('I20: the parts published for @2021 and @2019 make their total', () => {
    const found = chiffresPublies.get('insee-illectronisme@2021');
    expect([found?.nonUsers, found?.usersWithoutSkill, found?.illectronisme]).toEqual([13.9, 1.5, 15.4]);
    for (const { nonUsers, usersWithoutSkill, illectronisme } of chiffresPublies.values()) {
      if (nonUsers === undefined || usersWithoutSkill === undefined) continue;
      // Rounded parts: 15 + 1.6 is published as 16.5.
      expect(Math.abs(nonUsers + usersWithoutSkill - illectronisme)).toBeLessThanOrEqual(0.1 + 1e-9);
    }
    for (const key of chiffresPublies.keys()) expect(instruments[key]).toBeDefined();
  });

  it('last use 3 to 12 months ago: a user @2019, not @2017', () => {
    const log = domains({ IU: 2, information: 2 });
    expect(bilan(insee2019, log)).toMatchObject({ level: 'faible', alertes: [] });
    expect(bilan(insee2017, log)).toMatchObject({ level: 'non-usager', illectronisme: true });
    expect(bilan(insee2017, log).alertes.map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`)).toEqual(
      ['activity-without-use information'],
    );
  });

  it('a domain without level keeps the interval open, and has no official level', () => {
    const open = bilan(insee2019, domains({ information: null }));
    expect(open).toMatchObject({ level: null, bounds: ['illectronisme', 'faible'], officialLevel: null });
    expect(open.areas[0]).toEqual({
      id: 'information',
      count: 0,
      unknown: 1,
      level: null,
      bounds: ['none', 'above'],
    });
    const phrases = bilan(insee2019, domains({ information: null, logiciels: 2 })).trace.map(
      ({ phrase }) => phrase,
    );
    expect(phrases.find((p) => p.includes('information'))).toContain('niveau inconnu');
    expect(phrases.find((p) => p.includes('logiciels'))).toContain(
      'niveau noté 2. La base commence à 1, plus à 2.',
    );
  });

  it('a level is a number of the list: not a word, not a 3', () => {
    const result = score(insee2019, [entry('information', 'yes'), entry('logiciels', 3)]);
    expect(!result.ok && result.motifs.map(({ code }) => code)).toEqual([
      'value-kind-mismatch',
      'choice-out-of-range',
    ]);
  });
});

describe('DSI 1.0 (reconstructed)', () => {
  it.each([
    ['nothing', [], 'X'],
    ['one area', ['IUEM'], 'L'],
    ['three areas', ['IUEM', 'IUIF', 'IUBK'], 'L'],
    ['one in each area', ['IUEM', 'IUIF', 'IUBK', 'CWRD'], 'B'],
    ['above everywhere', ['IUEM', 'IUPH1', 'IUIF', 'CC', 'IUBK', 'CXFER', 'CPRES1'], 'AB'],
    [
      'two of one list are not above in problem solving',
      ['IUEM', 'IUPH1', 'IUIF', 'CC', 'IUBK', 'IUSELL', 'CPRES1'],
      'B',
    ],
    [
      'three plain software skills are not above',
      ['IUEM', 'IUPH1', 'IUIF', 'CC', 'IUBK', 'CXFER', 'CWRD', 'CXLS', 'CEPVA'],
      'B',
    ],
  ])('%s', (_, yes, level) => {
    expect(withYes(dsi1, yes)).toMatchObject({ level, illectronisme: null, officialLevel: level });
  });

  it('one item of the list B alone is above in software, and the trace says why', () => {
    const { areas, trace } = withYes(dsi1, ['CPRG1']);
    expect(areas.find(({ id }) => id === 'S')).toMatchObject({ level: 'above', count: 1 });
    expect(trace.find(({ phrase }) => phrase.includes('logiciels'))?.phrase).toContain(
      'pour plus, un oui dans «\u00a0CPRES1, CXLSADV, CPRG1\u00a0»',
    );
  });

  it('says that it is reconstructed', () => {
    expect(dsi1.status).toBe('reconstructed');
    expect(withYes(dsi1, []).trace.at(-1)).toMatchObject({ rule: 'unconfirmed' });
  });
});

test('E21: one task in each of five areas: the skills view says yes, the task view no', () => {
  const one = uk.areas.map(({ items }) => items[0] ?? '');
  expect(areaItems(uk)).toHaveLength(20);
  expect(withYes(uk, one)).toMatchObject({ level: 'vue-competences' });
  expect(withYes(uk, areaItems(uk))).toMatchObject({ level: 'vue-taches' });
  expect(withYes(uk, areaItems(uk).slice(1))).toMatchObject({ level: 'vue-competences' });
  expect(withYes(uk, one.slice(1))).toMatchObject({ level: 'aucune-vue' });
  expect(withYes(uk, one).trace.map(({ rule }) => rule)).toContain('caution');
});

describe('observation-taches@0', () => {
  const seen = (
    values: Readonly<Record<string, Valeur>>,
    options?: Parameters<typeof toReponsesObservees>[2],
  ) => {
    const log = Object.entries(values).map(([item, value]) => entry(item, value));
    const result = toReponsesObservees(taches, log, options);
    if (!result.ok) throw new Error(JSON.stringify(result.motifs));
    return result.value;
  };

  it('its eight tasks inform items of DSI 2.0', () => {
    expect(taches.items).toHaveLength(8);
    const known = new Set(areaItems(edition(taches.informs ?? '')));
    for (const { informs = [] } of taches.items) {
      expect(informs.length).toBeGreaterThan(0);
      expect(informs.filter((code) => !known.has(code))).toEqual([]);
    }
  });

  it('alone or with a hint is a yes, observed; done for the person is a no, observed', () => {
    expect(
      seen({ 'horaires-caf': 2, 'refuser-cookies': 1, 'se-connecter': 0, 'site-sur': 'unknown' }),
    ).toEqual([entry('IUIF', 'yes'), entry('PCOOK1', 'yes'), entry('IUBK', 'no')]);
  });

  it('two tasks on one item: a yes stands, whatever the order', () => {
    expect(seen({ 'pdf-renommer': 0, 'photo-jointe': 1 })).toEqual([entry('CXFER1', 'yes')]);
    expect(seen({ 'photo-jointe': 0, 'pdf-renommer': 2 })).toEqual([entry('CXFER1', 'yes')]);
    expect(seen({ 'photo-jointe': 0, 'pdf-renommer': 0 })).toEqual([entry('CXFER1', 'no')]);
  });

  it('the means that the person chose is named by the observer', () => {
    expect(seen({ 'message-photo': 2 })).toEqual([entry('IUEM', 'yes')]);
    expect(seen({ 'message-photo': 2 }, { moyens: { 'message-photo': 'IUCHAT1' } })).toEqual([
      entry('IUCHAT1', 'yes'),
    ]);
  });

  it('what was seen overrides what was said', () => {
    const said = entry('IUIF', 'yes', 'self');
    const log = [entry('IU', 1, 'self'), said, ...seen({ 'horaires-caf': 0 })];
    expect(bilan(dsi2, log).areas[0]).toMatchObject({ id: 'IL', count: 0 });
  });

  it('refuses other instruments, choices and means', () => {
    expect(toReponsesObservees(dsi2, [])).toMatchObject({
      ok: false,
      motifs: [{ code: 'instrument-mismatch' }],
    });
    const bad = toReponsesObservees(taches, [entry('horaires-caf', 3), entry('IUIF', 'yes')], {
      moyens: { 'site-sur': 'IUEM' },
    });
    expect(!bad.ok && bad.motifs.map(({ code }) => code)).toEqual([
      'choice-out-of-range',
      'unknown-item',
      'unknown-item',
    ]);
  });

  it('four of eight is the low mark, shown as a comparison only', () => {
    const done = (n: number) =>
      bilan(
        taches,
        taches.items.map(({ code }, i) => entry(code, i < n ? 1 : 0)),
      );
    expect(done(4)).toMatchObject({ level: 'bas', illectronisme: null });
    expect(done(5)).toMatchObject({ level: 'autre' });
    expect(done(8)).toMatchObject({ level: 'autre' });
    expect(done(4).trace.map(({ rule }) => rule)).toContain('caution');
  });
});

describe('French texts of every edition', () => {
  it.each(Object.entries(instruments))('%s', (_, instrument) => {
    expect(instrument.i18n?.fr?.name).toBeTruthy();
    for (const level of instrument.order) expect(instrument.i18n?.fr?.levels[level]).toBeTruthy();
    for (const { id } of instrument.areas) expect(instrument.i18n?.fr?.areas[id]).toBeTruthy();
    for (const { i18n, tache } of instrument.items) {
      expect(i18n.fr?.text).toMatch(/\u00a0\?$/);
      expect(i18n.fr?.label).toBeTruthy();
      const sentences = [i18n.fr?.text, i18n.fr?.aide, tache?.i18n.fr?.consigne]
        .join(' ')
        .split(/[.?!:]\s*/u);
      for (const sentence of sentences) expect(sentence.trim().split(/\s+/u).length).toBeLessThanOrEqual(12);
    }
  });
});

describe('parseInstrument refuses (§6)', () => {
  const faults = (instrument: unknown): readonly string[] => {
    const result = parseInstrument(instrument);
    return result.ok ? [] : result.motifs.map(({ code, path }) => `${code} ${path?.join('.') ?? ''}`);
  };
  const ps = dsi1.areas.findIndex(({ id }) => id === 'PS');
  const withLists = (aboveLists: readonly (readonly string[])[], aboveMin = 2): Instrument => ({
    ...dsi1,
    areas: dsi1.areas.map((area, i) => (i === ps ? { ...area, aboveMin, aboveLists } : area)),
  });
  const withItem = (change: object): Instrument => ({
    ...insee2017,
    items: insee2017.items.map((item) => (item.code === 'information' ? { ...item, ...change } : item)),
  });

  it.each([
    [
      'an item in two lists',
      withLists([['IUBK'], ['IUBK']]),
      ['threshold-overlap areas.2.aboveLists.0.0', 'threshold-overlap areas.2.aboveLists.1.0'],
    ],
    ['a list item of another area', withLists([['IUBK'], ['IUEM']]), ['unknown-item areas.2.aboveLists.1.0']],
    [
      'a threshold that is not the number of lists',
      withLists([['IUBK'], ['CXFER']], 3),
      ['threshold-inverted areas.2.aboveMin'],
    ],
    ['levels without a zero', withItem({ choices: { 1: 'a', 2: 'b' } }), ['choice-unknown items.1.counts']],
    ['a level that is no yes', withItem({ yesWhen: [2] }), ['choice-unknown items.1.counts']],
    [
      'a level above what the choices give',
      withItem({ choices: { 0: 'a', 1: 'b' }, yesWhen: [1] }),
      ['threshold-unreachable areas.0.aboveMin'],
    ],
  ])('%s', (_, instrument, expected) => {
    expect(faults(instrument)).toEqual(expected);
  });
});

describe('properties of every edition that asks questions', () => {
  const asking = Object.values(instruments).filter(({ areas }) => areas.length > 0);
  const caseArb = fc
    .constantFrom(...asking)
    .chain((instrument) =>
      fc.tuple(
        fc.constant(instrument),
        fc.tuple(
          ...instrument.items.map(({ kind, choices = {} }) =>
            kind === 'boolean'
              ? fc.constantFrom<Valeur>('yes', 'no', 'unknown')
              : fc.constantFrom<Valeur>('unknown', ...Object.keys(choices).map(Number)),
          ),
        ),
        fc.infiniteStream(fc.nat()),
      ),
    );
  const logOf = (instrument: Instrument, values: readonly Valeur[]): readonly Reponse[] =>
    instrument.items.map(({ code }, i) => entry(code, values[i] ?? 'unknown'));

  it('the bounds contain every completion of the unknowns, and a complete log is certain', () => {
    fc.assert(
      fc.property(caseArb, ([instrument, values, random]) => {
        const open = bilan(instrument, logOf(instrument, values));
        const completed = values.map((value, i): Valeur => {
          if (value !== 'unknown') return value;
          const options = Object.keys(instrument.items[i]?.choices ?? {}).map(Number);
          const pick = Number(random.next().value);
          return options.length > 0 ? (options[pick % options.length] ?? 0) : pick % 2 === 0 ? 'yes' : 'no';
        });
        const closed = bilan(instrument, logOf(instrument, completed));
        expect(closed.certain).toBe(true);
        const rank = (level: string | null): number => instrument.order.indexOf(level ?? '');
        expect(rank(closed.level)).toBeGreaterThanOrEqual(rank(open.bounds[0]));
        expect(rank(closed.level)).toBeLessThanOrEqual(rank(open.bounds[1]));
        if (open.illectronisme !== null) expect(closed.illectronisme).toBe(open.illectronisme);
        expect(bilan(instrument, logOf(instrument, values).toReversed())).toEqual(open);
      }),
      { numRuns: 3000 },
    );
  });

  it('the bounds themselves are reached: all unknowns no, all unknowns at their most', () => {
    fc.assert(
      fc.property(caseArb, ([instrument, values]) => {
        const open = bilan(instrument, logOf(instrument, values));
        const at = (end: 'low' | 'high'): string | null =>
          bilan(
            instrument,
            logOf(
              instrument,
              values.map((value, i): Valeur => {
                if (value !== 'unknown') return value;
                const { choices, yesWhen, code } = instrument.items[i] ?? {};
                const usage = code === instrument.usage?.item;
                const options = Object.keys(choices ?? {}).map(Number);
                if (!choices) return end === 'low' ? 'no' : 'yes';
                const good = usage ? (instrument.usage?.userWhen ?? []) : (yesWhen ?? []);
                const bad = options.filter((option) => !good.includes(option));
                return (end === 'low' ? bad[0] : Math.max(...good)) ?? 0;
              }),
            ),
          ).level;
        expect([at('low'), at('high')]).toEqual(open.bounds);
      }),
      { numRuns: 1000 },
    );
  });
});
