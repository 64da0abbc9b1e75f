import { describe, expect, it } from 'vitest';
import { areaItems } from './instrument.ts';
import { eurostatDsi2021 as dsi2, inseeIllectronisme2021 as insee } from './instruments.ts';
import { parseReponses } from './parse-reponses.ts';
import { profil } from './profil.ts';
import { fromRecord, score, type Bilan } from './score.ts';
import { toStatistique } from './statistique.ts';

function bilan(
  instrument: typeof dsi2,
  yes: readonly string[],
  rest: boolean | null,
  usage: number | null,
): Bilan {
  const record: Record<string, boolean | number | null> = { IU: usage };
  for (const code of areaItems(instrument)) record[code] = yes.includes(code) ? true : rest;
  const result = score(instrument, fromRecord(record, { evidence: 'self', le: '2026-11-22T09:00:00Z' }));
  if (!result.ok) throw new Error(JSON.stringify(result.motifs));
  return result.value;
}

const FIVE = ['IUEM', 'IUIF', 'IUBK', 'CXFER1', 'PCOOK1'];

describe('profil-accompagnement@0', () => {
  it.each([
    ['non-user', [], false, 4, ['eloigne']],
    ['X', ['IUEM'], false, 1, ['eloigne']],
    ['LM', FIVE.slice(0, 2), false, 1, ['debutant']],
    ['N', FIVE.slice(0, 3), false, 1, ['debutant']],
    ['LW', FIVE.slice(0, 4), false, 1, ['presque_autonome']],
    ['B', FIVE, false, 1, ['autonome']],
    ['two areas, the rest unknown', FIVE.slice(0, 2), null, 1, ['debutant', 'presque_autonome', 'autonome']],
    ['all no, use unknown', [], false, null, ['eloigne']],
    ['nothing known', [], null, null, ['eloigne', 'debutant', 'presque_autonome', 'autonome']],
  ])('%s', (_, yes, rest, usage, expected) => {
    expect(profil(bilan(dsi2, yes, rest, usage))).toEqual(expected);
    expect(profil(bilan(insee, yes, rest, usage))).toEqual(expected);
  });

  it('low confidence lowers autonome only', () => {
    const low = { echelle: 'confiance@0', niveau: 1, crainte: true } as const;
    expect(profil(bilan(dsi2, FIVE, false, 1), low)).toEqual(['presque_autonome']);
    expect(profil(bilan(dsi2, ['IUEM'], false, 1), low)).toEqual(['eloigne']);
    expect(profil(bilan(dsi2, FIVE, false, 1), { ...low, niveau: 2 })).toEqual(['autonome']);
  });

  it('says nothing of an instrument whose areas it does not know', () => {
    const other = { ...dsi2, id: 'autre' };
    expect(profil(bilan(other, FIVE, false, 1))).toHaveLength(4);
  });
});

describe('toStatistique', () => {
  it('emits the official category and nothing of the answers', () => {
    expect(toStatistique(bilan(insee, FIVE.slice(0, 2), false, 1))).toEqual({
      instrument: 'insee-illectronisme@2021',
      level: 'faible',
      certain: true,
      illectronisme: false,
      evidenceClass: 'self',
      profil: 'debutant',
    });
  });

  it('an interval is a category of its own', () => {
    const line = toStatistique(bilan(dsi2, [], null, 1), { zeroAreas: true });
    expect(line).toMatchObject({
      level: 'incertain',
      certain: false,
      illectronisme: null,
      profil: 'incertain',
    });
    expect(line).not.toHaveProperty('zeroAreas');
  });

  it('gives the areas at zero as bits, on demand only', () => {
    const line = toStatistique(bilan(dsi2, ['IUIF', 'PCOOK1'], false, 1), { zeroAreas: true, profil: false });
    expect(line.zeroAreas).toBe(0b10110);
    expect(line).not.toHaveProperty('profil');
    expect(toStatistique(bilan(dsi2, [], false, 4), { zeroAreas: true })).not.toHaveProperty('zeroAreas');
  });
});

describe('parseReponses', () => {
  it('reads a log and reports every fault of shape', () => {
    const log = fromRecord({ IU: 1, IUEM: true }, { evidence: 'proxy', le: '2026-11-22T09:00:00Z' });
    expect(parseReponses(JSON.parse(JSON.stringify(log)))).toEqual({ ok: true, value: log });
    const result = parseReponses([{ item: 3, value: 'bof', evidence: 'self', le: '' }, 4]);
    expect(!result.ok && result.motifs.map((motif) => motif.path?.join('.'))).toEqual([
      '0.item',
      '0.value',
      '1',
    ]);
    expect(parseReponses('{').ok).toBe(false);
  });
});
