import { describe, expect, it } from 'vitest';

import { audit, parsePublishedTable, type AuditOptions } from './attack.ts';
import type { Finding } from './findings.ts';
import { releaseSpec } from './spec.ts';
import type { Resultat } from './motif.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const found = async (csv: string, o?: AuditOptions, spec?: unknown): Promise<Finding[]> => {
  const table = value(parsePublishedTable(csv, spec === undefined ? undefined : value(releaseSpec(spec))));
  return value(await audit(table, o)).findings ?? [];
};
const phrases = (findings: readonly Finding[], kind: Finding['kind']): string[] =>
  findings.filter((finding) => finding.kind === kind).map(({ phrase }) => phrase.replaceAll('\u00a0', ' '));

const table = (...rows: string[]): string => ['site,sexe,valeur,statut', ...rows, ''].join('\n');

describe('findings of an audit', () => {
  it('says which cell falls by one subtraction', async () => {
    const csv = table(
      'Total,Total,40,publie',
      'Total,F,25,publie',
      'Total,H,15,publie',
      'S01,Total,10,publie',
      'S01,F,7,publie',
      'S01,H,,masque',
      'S02,Total,30,publie',
      'S02,F,18,publie',
      'S02,H,12,publie',
    );
    const [finding, ...others] = await found(csv);
    expect(finding?.cell).toEqual({ site: 'S01', sexe: 'H' });
    expect(finding?.phrase).toBe(
      'La case site S01, sexe H vaut exactement 3\u00a0: c’est le total «\u00a0sexe H\u00a0» moins l’autre case.',
    );
    expect(others).toEqual([]);
  });

  it('gives the chain of subtractions, shortest first', async () => {
    // Vector A03: masks in a tree.
    const csv = table(
      'Total,Total,60,publie',
      'Total,A,20,publie',
      'Total,B,20,publie',
      'Total,C,20,publie',
      'X,Total,20,publie',
      'X,A,,masque',
      'X,B,,masque',
      'X,C,10,publie',
      'Y,Total,20,publie',
      'Y,A,10,publie',
      'Y,B,,masque',
      'Y,C,,masque',
      'Z,Total,20,publie',
      'Z,A,6,publie',
      'Z,B,10,publie',
      'Z,C,4,publie',
    );
    const said = phrases(await found(csv), 'subtraction');
    expect(said).toContain(
      'La case site X, sexe A vaut exactement 4 : c’est le total « sexe A » moins les autres cases.',
    );
    expect(said).toContain(
      'La case site X, sexe B vaut exactement 6 : par soustractions successives, une fois trouvées « site X, sexe A » = 4, c’est le total « site X » moins les autres cases.',
    );
    expect(said).toHaveLength(4);
  });

  it('finds zeros, what a legend tells, and a recomputed total', async () => {
    const zeros = 'd,valeur,statut\nTotal,5,publie\na,5,publie\nb,,masque\nc,,masque\n';
    expect(phrases(await found(zeros), 'zero')).toEqual([
      'La case d b vaut exactement 0 : les cases connues font déjà le total « Total ».',
      'La case d c vaut exactement 0 : les cases connues font déjà le total « Total ».',
    ]);
    const legend = 'd,valeur,statut\nTotal,12,publie\na,10,publie\nb,,masque\nc,,masque\n';
    expect(phrases(await found(legend, { bounds: { masked: [1, 4] } }), 'legend')).toEqual([
      'La case d b vaut exactement 1 : c’est la seule valeur que la légende laisse sous le total « Total ».',
      'La case d c vaut exactement 1 : c’est la seule valeur que la légende laisse sous le total « Total ».',
    ]);
    const total = 'd,valeur,statut\nTotal,,masque\na,2,publie\nb,3,publie\n';
    expect(phrases(await found(total), 'subtraction')).toEqual([
      'La case Total vaut exactement 5 : c’est la somme de ses parts, toutes connues.',
    ]);
  });

  it('says when only the whole system gives the value', async () => {
    // Three overlapping codings of four codes: a + b = 5, b + c = 7, a + c = 6; no relation has one unknown.
    const pairs = [
      ['ab', 'cd'],
      ['bc', 'ad'],
      ['ac', 'bd'],
    ];
    const spec = {
      version: 1,
      id: 't',
      unit: 'demande',
      measure: { type: 'records' },
      dimensions: [
        {
          code: 'd',
          hierarchies: pairs.map((groups) => ({
            Total: groups,
            ...Object.fromEntries(groups.map((group) => [group, group.split('')])),
          })),
        },
      ],
      tables: [['d']],
      rules: 'FR_SOCIAL_5',
    };
    const published = ['Total,20', 'ab,5', 'cd,15', 'bc,7', 'ad,13', 'ac,6', 'bd,14'];
    const rows = [
      ...published.map((row) => `${row},publie`),
      ...['a', 'b', 'c', 'd'].map((code) => `${code},,masque`),
    ];
    const said = phrases(await found(['d,valeur,statut', ...rows, ''].join('\n'), {}, spec), 'system');
    expect(said[0]).toBe(
      'La case d a vaut exactement 2 : aucune autre valeur ne va avec toutes les cases publiées (par le système entier).',
    );
    expect(said).toHaveLength(4);
  });

  it('counts what an insider knows', async () => {
    const csv = 'd,valeur,statut\nTotal,10,publie\na,,masque\nb,,masque\nc,5,publie\n';
    const insiders = [{ key: { d: 'a' }, valeur: 2 }];
    expect(phrases(await found(csv, { insiders }), 'subtraction')).toEqual([
      'La case d b vaut exactement 3 : c’est le total « Total » moins les autres cases.',
    ]);
  });

  it('names the insiders that a table would give another cell', async () => {
    const csv = 'd,valeur,statut\nTotal,9,publie\na,,masque\nb,,masque\nc,5,publie\n';
    expect(phrases(await found(csv, { mode: 'intervals' }), 'singleton')).toEqual([
      'Qui est seul dans la case d a la connaît, et en déduit la case d b.',
    ]);
    const three = 'd,valeur,statut\nTotal,9,publie\na,,masque\nb,,masque\nc,,masque\n';
    expect(phrases(await found(three), 'singleton')).toEqual([]);
  });

  it('names groups that are all in one cell', async () => {
    const csv = table(
      'Total,Total,20,publie',
      'Total,F,14,publie',
      'Total,H,6,publie',
      'S01,Total,6,publie',
      'S01,F,6,publie',
      'S01,H,0,publie',
      'S02,Total,14,publie',
      'S02,F,8,publie',
      'S02,H,6,publie',
    );
    expect(phrases(await found(csv), 'group')).toEqual([
      'Tout le groupe « sexe H » (6) est dans la case site S02, sexe H : qui sait que quelqu’un est du groupe le sait aussi de cette case.',
      'Tout le groupe « site S01 » (6) est dans la case site S01, sexe F : qui sait que quelqu’un est du groupe le sait aussi de cette case.',
    ]);
  });

  it('says when a value comes through another table', async () => {
    // The margin of a is masked in one table and recomputed from the other (vector A14).
    const spec = {
      version: 1,
      id: 't',
      unit: 'demande',
      measure: { type: 'records' },
      dimensions: [
        { code: 'a', codes: ['x', 'y'] },
        { code: 'b', codes: ['u', 'v'] },
        { code: 'c', codes: ['m', 'n'] },
      ],
      tables: [
        ['a', 'b'],
        ['a', 'c'],
      ],
      rules: 'FR_SOCIAL_5',
    };
    const csv = [
      'a,b,c,valeur,statut',
      'Total,Total,Total,,masque',
      'Total,u,Total,,masque',
      'Total,v,Total,20,publie',
      'x,Total,Total,,masque',
      'x,u,Total,,masque',
      'x,v,Total,11,publie',
      'y,Total,Total,,masque',
      'y,u,Total,,masque',
      'y,v,Total,9,publie',
      'Total,Total,m,,masque',
      'Total,Total,n,,masque',
      'x,Total,m,7,publie',
      'x,Total,n,8,publie',
      'y,Total,m,,masque',
      'y,Total,n,12,publie',
      '',
    ].join('\n');
    const linked = (await found(csv, {}, spec)).filter(({ kind }) => kind === 'linked');
    expect(linked.map(({ cell }) => cell)).toContainEqual({ a: 'x', b: 'u', c: 'Total' });
    expect(phrases(linked, 'linked')[0]).toContain('vaut exactement 4');
  });

  it('finds nothing in a protected table of the specification, and can be left out', async () => {
    const csv = table(
      'Total,Total,62,publie',
      'Total,F,33,publie',
      'Total,H,29,publie',
      'S01,Total,15,publie',
      'S01,F,,masque',
      'S01,H,,masque',
      'S02,Total,23,publie',
      'S02,F,,masque',
      'S02,H,,masque',
      'S03,Total,24,publie',
      'S03,F,12,publie',
      'S03,H,12,publie',
    );
    expect((await found(csv)).filter(({ kind }) => kind !== 'singleton')).toEqual([]);
    expect(value(await audit(value(parsePublishedTable(csv)), { explain: false })).findings).toBeUndefined();
  });
});
