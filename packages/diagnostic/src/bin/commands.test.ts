import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { calibration } from '../compile/shipped-calibration.ts';
import { fromRecord, score } from '../index.ts';
import { inseeIllectronisme2021 as insee } from '../official-editions.ts';
import { mulberry32 } from '../testkit.ts';
import { run } from './run.ts';

const data = (name: string): string => fileURLToPath(new URL(`../../data/${name}`, import.meta.url));

describe('porte-plume-diagnostic', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const put = (name: string, text: string): string => {
    writeFileSync(at(name), text);
    return at(name);
  };
  const call = (...args: string[]): { code: number; out: string; err: string } => {
    const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const code = run(args);
      const text = (spy: typeof stdout): string => spy.mock.calls.map(([chunk]) => String(chunk)).join('');
      return { code, out: text(stdout), err: text(stderr) };
    } finally {
      stdout.mockRestore();
      stderr.mockRestore();
    }
  };
  const csv = (persons: number): string => {
    const random = mulberry32(7);
    const lines = Array.from({ length: persons }, () => {
      const ability = 4 * random() - 2;
      return [
        'oui',
        ...calibration.items.map(({ b }) => (random() < 1 / (1 + Math.exp(b - ability)) ? 1 : 0)),
      ].join(',');
    });
    return [['consentement', ...calibration.items.map(({ code }) => code)].join(','), ...lines].join('\n');
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'diagnostic-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('score: the bilan as JSON, its sentences apart', () => {
    const le = '2026-11-22T09:00:00Z';
    const log = fromRecord({ IU: 1, IUEM: true, IBUY: true }, { evidence: 'self', le });
    const { code, out, err } = call('score', '--reponses', put('r.json', JSON.stringify(log)));
    const attendu = score(insee, log);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(attendu.ok && attendu.value);
    expect(err).toContain('pas d’illectronisme, c’est certain');
    const domains = fromRecord(
      { IU: 2, information: 0, communication: 1, problemes: 0, logiciels: 0 },
      { evidence: 'self', le },
    );
    const other = call(
      'score',
      '--reponses',
      put('d.json', JSON.stringify(domains)),
      '--instrument',
      'insee-illectronisme@2019',
    );
    expect(JSON.parse(other.out)).toMatchObject({ level: 'faible', illectronisme: false });
    const odd = fromRecord({ IU: 4, IUEM: true }, { evidence: 'self', le });
    expect(call('score', '--reponses', put('o.json', JSON.stringify(odd)))).toMatchObject({ code: 1 });
  });

  test('score: refused answers are all named, and nothing of them is repeated', () => {
    const bad = [{ item: 'Durand', value: 'yes', evidence: 'self', le: 'hier' }];
    const { code, out, err } = call('score', '--reponses', put('r.json', JSON.stringify(bad)));
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      motifs: [{ code: 'unknown-item' }, { code: 'date-invalid' }],
    });
    expect(`${out}${err}`).not.toContain('Durand');
    expect(call('score', '--reponses', put('s.json', '[3]'))).toMatchObject({ code: 1 });
  });

  test('arbre: the JSON is the shipped file, byte for byte; the page and the text are those of the file', () => {
    const shipped = readFileSync(data('arbre-illectronisme@2021.json'), 'utf8');
    expect(call('arbre', '--format', 'json')).toMatchObject({ code: 0, out: shipped, err: '' });
    expect(call('arbre').out).toMatch(/^<!doctype html>/);
    expect(call('arbre', '--format', 'texte').out).toContain('\n1\tAcheter sur internet\t2\t3\tIBUY\n');
    const { code, err } = call('arbre', '--seuil', '0,9', '--format', 'json', '--out', at('a.json'));
    expect(code).toBe(0);
    expect(err).toContain('est écrit');
    expect(JSON.parse(readFileSync(at('a.json'), 'utf8'))).toMatchObject({
      threshold: 0.9,
      root: { item: 'IBUY' },
    });
  });

  test('recalibrate: a new calibration, that arbre compiles', () => {
    const { code, out, err } = call(
      'recalibrate',
      '--responses',
      put('f.csv', csv(320)),
      '--calibration',
      data('calibration@0.json'),
      '--out',
      at('d.json'),
    );
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, lues: 320, utilisees: 320 });
    expect(err).toContain('320 utilisées');
    expect(JSON.parse(readFileSync(at('d.json'), 'utf8'))).toMatchObject({
      version: '1',
      targets: calibration.targets,
    });
    const tree = call('arbre', '--calibration', at('d.json'), '--format', 'json');
    expect(JSON.parse(tree.out)).toMatchObject({ calibration: 'dsi2-fr@1' });
  });

  test('recalibrate: too few, or a bad line, and nothing is written', () => {
    const args = ['--calibration', data('calibration@0.json'), '--out', at('d.json')];
    const few = call('recalibrate', '--responses', put('f.csv', csv(299)), ...args);
    expect(few.code).toBe(1);
    expect(few.err).toMatch(/Il faut 300 réponses.*299.*\[REPONSES_INSUFFISANTES\]/);
    const broken = csv(310)
      .replace(/\noui,1/, '\noui,Durand')
      .replace(/0$/, '0,0')
      .replace(/1$/, '1,1');
    const bad = call('recalibrate', '--responses', put('g.csv', broken), ...args);
    expect(bad.code).toBe(1);
    expect(bad.err).toMatch(/ligne\.\d+\.IUIF : .*\[CSV_VALEUR\]/);
    expect(bad.err).toMatch(/ligne\.311 : .*\[CSV_COLONNES\]/);
    expect(bad.err).not.toContain('Durand');
    expect(readdirSync(folder).toSorted()).toEqual(['f.csv', 'g.csv']);
  });

  test('help is in French, and a wrong call says what is wrong', () => {
    for (const args of [['--help'], ['arbre', '--help']]) {
      const { code, out } = call(...args);
      expect(code).toBe(0);
      expect(out).toContain('Codes de sortie');
    }
    const notUtf8 = at('l.csv');
    writeFileSync(notUtf8, Buffer.from('é', 'latin1'));
    const wrong: [string[], number, RegExp][] = [
      [[], 2, /Il manque une commande/],
      [['toString'], 2, /« toString » n’existe pas/],
      [['score'], 2, /« --reponses » manque/],
      [['score', '--reponses', at('absent')], 2, /ne peut pas être lu/],
      [['score', '--reponses', put('j', '[\n1,\n}')], 1, /ligne 3 : ce n’est pas du JSON/],
      [['score', '--reponses', put('k', '[1,\n2')], 1, /ligne 2 : ce n’est pas du JSON/],
      [['score', '--reponses', put('v', '[]'), '--instrument', 'constructor'], 2, /« --instrument » attend/],
      [
        ['arbre', '--format', 'pdf', '--seuil', '2', '--moyenne', 'x'],
        2,
        /« --format » attend[^]*« --seuil »[^]*« --moyenne »/,
      ],
      [['arbre', '--calibration', put('c', '{}')], 1, /CALIBRATION_INVALIDE/],
      [['arbre', '--out', join(folder, 'absent', 'x')], 2, /ne peut pas être écrit/],
      [
        [
          'recalibrate',
          '--responses',
          notUtf8,
          '--calibration',
          data('calibration@0.json'),
          '--out',
          at('o'),
        ],
        2,
        /n’est pas en UTF-8/,
      ],
      [
        ['recalibrate', 'x'],
        2,
        /« --responses » manque[^]*« --calibration » manque[^]*« --out » manque[^]*« x » est de trop/,
      ],
    ];
    for (const [args, code, sentence] of wrong) {
      const answer = call(...args);
      expect([args, answer.code]).toEqual([args, code]);
      expect(answer.err).toMatch(sentence);
    }
  });

  test('a calibration of another instrument is refused', () => {
    const items = calibration.items.map((item, i) => (i === 0 ? { ...item, code: 'ZZ' } : item));
    const { code, err } = call(
      'arbre',
      '--calibration',
      put('c.json', JSON.stringify({ ...calibration, items })),
    );
    expect(code).toBe(1);
    expect(err).toContain('items.0.code');
  });
});
