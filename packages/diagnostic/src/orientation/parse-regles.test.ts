import { describe, expect, it } from 'vitest';
import file from '../../data/regles-orientation@1.json' with { type: 'json' };
import { instruments } from '../instruments.ts';
import { parseRegles } from '../orientation.ts';

type Json = Record<string, unknown>;

/** The file, changed; and the codes of the refusal with their paths. */
function codes(change: (draft: Json) => void): readonly string[] {
  const draft = structuredClone(file) as unknown as Json;
  change(draft);
  const result = parseRegles(draft);
  return result.ok ? [] : result.motifs.map(({ code, path }) => [code, ...(path ?? [])].join(' '));
}

const rule = (draft: Json, id: string): Json => (draft.regles as Json[]).find((one) => one.id === id) ?? {};
const proposal = (draft: Json, id: string): Json => (rule(draft, id).propositions as Json[])[0] ?? {};

describe('parseRegles', () => {
  it('accepts the shipped rules as they are', () => {
    expect(parseRegles(file)).toEqual({ ok: true, value: file });
  });

  it('reads each instrument by all its levels, in its own order, and each of its areas', () => {
    for (const [key, { niveaux, domaines }] of Object.entries(file.instruments)) {
      expect(niveaux.map(({ code }) => code)).toEqual(instruments[key]?.order);
      expect(Object.keys(domaines).sort()).toEqual(instruments[key]?.areas.map(({ id }) => id).sort());
    }
  });

  it('the vocabulary of La Coop has its thirty themes', () => {
    expect(new Set(file.vocabulaires.coop).size).toBe(30);
  });

  it.each<[string, (draft: Json) => void, readonly string[]]>([
    ['no status', (d) => delete d.statut, ['status-missing statut']],
    ['no source', (d) => (d.sources = []), ['source-missing sources']],
    ['a rule without source', (d) => delete rule(d, 'O2').source, ['source-missing regles 0 source']],
    ['a key from elsewhere', (d) => (d.code = 'x'), ['shape-invalid']],
    [
      'a condition that says nothing',
      (d) => (proposal(d, 'O2').quand = [{}]),
      ['shape-invalid regles 0 propositions 0 quand 0'],
    ],
    ['no proposal shown', (d) => (d.max = 0), ['shape-invalid max']],
    [
      'two rules of one name',
      (d) => (rule(d, 'O3').id = 'O2'),
      ['regle-repeated regles 1 id', 'precedence-mismatch precedence 1'],
    ],
    ['a rule out of the order', (d) => (d.precedence as string[]).pop(), ['precedence-mismatch regles 9 id']],
    [
      'a rule twice in the order',
      (d) => (d.precedence as string[]).push('O2'),
      ['precedence-mismatch regles 0 id'],
    ],
    [
      'an unknown step',
      (d) => (proposal(d, 'O5').quand = [{ paliers: ['Z'] }]),
      ['palier-unknown regles 5 propositions 0 quand 0 paliers 0'],
    ],
    [
      'an unknown barrier',
      (d) => (proposal(d, 'O2').quand = [{ frein: 'toString' }]),
      ['frein-unknown regles 0 propositions 0 quand 0 frein'],
    ],
    [
      'an unknown value of a barrier',
      (d) => (proposal(d, 'O2').quand = [{ frein: 'equipement=avion' }]),
      ['frein-value-unknown regles 0 propositions 0 quand 0 frein'],
    ],
    [
      'a rule on a functional need',
      (d) => (proposal(d, 'O2').quand = [{ frein: 'besoin-fonctionnel=voir' }]),
      ['frein-not-exported regles 0 propositions 0 quand 0 frein'],
    ],
    [
      'a word out of the vocabulary',
      (d) => (proposal(d, 'O2').coop = ['atelier']),
      ['vocabulaire-unknown regles 0 propositions 0 coop 0'],
    ],
    [
      'an unknown area',
      (d) => (proposal(d, 'O6').coopParDomaine = { ZZ: ['email'] }),
      ['domaine-unknown regles 7 propositions 0 coopParDomaine ZZ'],
    ],
    [
      'a level that leads nowhere',
      (d) =>
        ((d.instruments as Record<string, Json>)['eurostat-dsi2@2021'] = {
          parDomaines: true,
          domaines: {},
          niveaux: [{ code: 'NA', paliers: ['NA', 'X', 'LM', 'N', 'LW', 'B'] }],
        }),
      ['palier-unreachable instruments eurostat-dsi2@2021 niveaux'],
    ],
    [
      'several defects',
      (d) => {
        proposal(d, 'O2').coop = ['x'];
        (d.aPreciser as Json).sansSuite = ['Q'];
      },
      ['vocabulaire-unknown regles 0 propositions 0 coop 0', 'palier-unknown aPreciser sansSuite 0'],
    ],
  ])('refuses %s', (_, change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  it.each([null, undefined, 3, 'x', [], {}])('never throws on %j', (input) => {
    expect(parseRegles(input).ok).toBe(false);
  });
});
