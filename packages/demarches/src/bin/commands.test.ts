import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ZipFile } from 'yazl';
import { catalogue } from '../catalogue.ts';
import { toCpsvAp } from '../cpsv-ap.ts';
import { toCsv, toTableSchema } from '../export-csv.ts';
import { toJsonSchema } from '../json-schema.ts';
import { R1444_33, R1444_34, toNpmJson, toXml } from '../fiche-synthetique.fixture.ts';
import { createEngine } from '../search.ts';
import type { Snapshot } from '../snapshot.ts';
import { run } from './run.ts';

const data = (name: string) => fileURLToPath(new URL(`../../data/${name}`, import.meta.url));
const F1 = toXml({ id: 'F1', titre: 'Une fiche' });
const ESSAI = toXml({ id: 'F34908', titre: '**CNI - Renouvellement majeur' });
const CASSEE = F1.replaceAll('F1', 'F2').replace('</dc:date>', '</dc:dat>');
const DTD = toXml({ id: 'F3', titre: 'x' }).replace('?>\n', '?>\n<!DOCTYPE x [<!ENTITY a "b">]>\n');

describe('porte-plume-demarches', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const put = (name: string, text: string): string => {
    writeFileSync(at(name), text);
    return at(name);
  };
  const zip = async (name: string, files: Readonly<Record<string, string>>): Promise<string> => {
    const made = new ZipFile();
    for (const [file, text] of Object.entries(files)) made.addBuffer(Buffer.from(text), file);
    made.end();
    await pipeline(made.outputStream, createWriteStream(at(name)));
    return at(name);
  };
  const call = async (...args: string[]): Promise<{ code: number; out: string; err: string }> => {
    const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const code = await run(args);
      const text = (spy: typeof stdout): string => spy.mock.calls.map(([chunk]) => String(chunk)).join('');
      return { code, out: text(stdout), err: text(stderr) };
    } finally {
      stdout.mockRestore();
      stderr.mockRestore();
    }
  };
  const load = (name: string): Snapshot => JSON.parse(readFileSync(at(name), 'utf8')) as Snapshot;
  const importZip = async (files: Readonly<Record<string, string>>, ...more: string[]) =>
    call('import', '--zip', await zip('f.zip', files), '--le', '2026-11-01', '--out', at('s.json'), ...more);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'demarches-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('imports a zip: sorted, counted, the same bytes whatever the order of the files', async () => {
    const files = { 'R1444.xml': toXml(R1444_34), 'F1.xml': F1, 'menu.xml': '<Menu>', 'F34908.xml': ESSAI };
    const { code, out } = await importZip(files, '--via', 'essai');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      lues: 2,
      essais: 1,
      autres: 1,
      refusees: [],
      ecrit: true,
    });
    expect(load('s.json').fiches.map((f) => f.id)).toEqual(['F1', 'R1444']);
    const first = readFileSync(at('s.json'), 'utf8');
    await importZip(Object.fromEntries(Object.entries(files).toReversed()), '--via', 'essai');
    expect(readFileSync(at('s.json'), 'utf8')).toBe(first);
    expect(readdirSync(folder).toSorted()).toEqual(['f.zip', 's.json']);
  });

  test('a folder of the JSON form gives what the zip of XML gives', async () => {
    mkdirSync(at('d'));
    put('d/R1444.json', toNpmJson(R1444_34));
    put('d/F1.json', toNpmJson({ id: 'F1', titre: 'Une fiche' }));
    put('d/index.json', '[]');
    const { code } = await call('import', '--dir', at('d'), '--le', '2026-11-01', '--out', at('d.json'));
    expect(code).toBe(0);
    await importZip({ 'vdd/R1444.xml': toXml(R1444_34), 'F1.xml': F1 });
    expect(load('d.json').sha256).toBe(load('s.json').sha256);
  });

  test('a bad sheet is named with its line, the others go on, what was there is not replaced', async () => {
    const files = {
      'F2.xml': CASSEE,
      'F3.xml': DTD,
      'F1.xml': F1,
      'R1.xml': toXml({ ...R1444_34, id: 'R2' }),
    };
    const { code, out, err } = await importZip(files);
    expect(code).toBe(1);
    expect(err).toMatch(/F2\.xml : ligne\.6 : .*\[XML_INVALIDE\]/);
    expect(err).toMatch(/F3\.xml : ligne\.2 : .*\[DTD_REFUSEE\]/);
    expect(err).toMatch(/R1\.xml : .*R2.*\[NOM_INCOHERENT\]/);
    expect(JSON.parse(out)).toMatchObject({ ok: false, lues: 1, ecrit: true });
    const partial = load('s.json');
    expect(partial.fiches.map((f) => f.id)).toEqual(['F1']);
    expect(partial.refusees.map((r) => r.fichier)).toEqual(['F2.xml', 'F3.xml', 'R1.xml']);

    put('s.json', 'what was there');
    const again = await importZip(files);
    expect(again.code).toBe(1);
    expect(JSON.parse(again.out)).toMatchObject({ ok: false, ecrit: false });
    expect(again.err).toMatch(/n’est pas remplacé/);
    expect(readFileSync(at('s.json'), 'utf8')).toBe('what was there');

    expect(await importZip(files, '--partiel')).toMatchObject({ code: 1 });
    expect(load('s.json').fiches).toHaveLength(1);
  });

  test('damage in the zip is told, sheet by sheet or whole; nothing is written where nothing was read', async () => {
    const path = await zip('ok.zip', { 'F1.xml': F1, 'R1444.xml': toXml(R1444_34) });
    const bytes = readFileSync(path);
    // A byte of the first sheet's compressed data.
    bytes[60] = (bytes[60] ?? 0) ^ 0xff;
    writeFileSync(at('damaged.zip'), bytes);
    const damaged = await call(
      'import',
      '--zip',
      at('damaged.zip'),
      '--le',
      '2026-11-01',
      '--out',
      at('s.json'),
    );
    expect(damaged.code).toBe(1);
    expect(damaged.err).toMatch(/F1\.xml : .*\[FICHIER_ILLISIBLE\]/);
    expect(load('s.json').fiches.map((f) => f.id)).toEqual(['R1444']);

    for (const bad of [put('text.zip', 'not a zip'), at('absent.zip')]) {
      const answer = await call('import', '--zip', bad, '--le', '2026-11-01', '--out', at('none.json'));
      expect(answer).toMatchObject({ code: 2 });
      expect(answer.err).toMatch(/n’est pas un zip lisible/);
    }
    const empty = await call(
      'import',
      '--zip',
      await zip('e.zip', { 'menu.xml': '' }),
      '--le',
      '2026-11-01',
      '--out',
      at('none.json'),
    );
    expect(empty.code).toBe(2);
    expect(existsSync(at('none.json'))).toBe(false);
  });

  test('a sheet that would fill the memory is not read, and a zip that climbs out of its folder is no zip', async () => {
    const made = new ZipFile();
    made.addBuffer(Buffer.alloc(33 * 1024 * 1024), 'F9.xml');
    made.addBuffer(Buffer.from(F1), 'F1.xml');
    made.end();
    await pipeline(made.outputStream, createWriteStream(at('bomb.zip')));
    const bomb = await call('import', '--zip', at('bomb.zip'), '--le', '2026-11-01', '--out', at('s.json'));
    expect(bomb.code).toBe(1);
    expect(bomb.err).toMatch(/F9\.xml : .*\[FICHE_TROP_GROSSE\]/);
    expect(load('s.json').fiches.map((f) => f.id)).toEqual(['F1']);

    // Same length, so that the zip's own counts hold.
    const climbing = readFileSync(await zip('c.zip', { 'abc/F1.xml': F1 })).toString('latin1');
    writeFileSync(at('c.zip'), climbing.replaceAll('abc/F1.xml', '../x/1.xml'), 'latin1');
    const path = await call('import', '--zip', at('c.zip'), '--le', '2026-11-01', '--out', at('none.json'));
    expect(path.code).toBe(2);
    expect(existsSync(at('none.json'))).toBe(false);
  });

  test('a sheet given twice, or not in UTF-8, is refused', async () => {
    mkdirSync(at('d'));
    put('d/F1.xml', F1);
    put('d/F1.json', toNpmJson({ id: 'F1', titre: 'Autre' }));
    writeFileSync(at('d/F2.xml'), Buffer.from(CASSEE.replace('</dc:dat>', '</dc:date>'), 'latin1'));
    const { code, err } = await call('import', '--dir', at('d'), '--le', '2026-11-01', '--out', at('s.json'));
    expect(code).toBe(1);
    expect(err).toMatch(/F1\.xml : .*\[FICHE_EN_DOUBLE\]/);
    expect(err).toMatch(/F2\.xml : .*\[ENCODAGE_INVALIDE\]/);
  });

  test('from sheets to index: import, diff, merge, validate, build-index', async () => {
    const forms = (m: typeof R1444_33) => ({
      'R1444.xml': toXml(m),
      'F99999.xml': toXml({ id: 'F99999', titre: 'x' }),
    });
    await importZip(forms(R1444_33), '--citees');
    expect(load('s.json').fiches.map((f) => f.id)).toEqual(['R1444']);
    const before = put('avant.json', readFileSync(at('s.json'), 'utf8'));
    await importZip(forms(R1444_34), '--citees');

    const same = await call('diff', before, before);
    expect(same).toMatchObject({ code: 0 });
    const diff = await call('diff', before, at('s.json'));
    expect(diff.code).toBe(1);
    expect(diff.err).toContain('15626*02 → 16146*03');
    expect(JSON.parse(diff.out)).toMatchObject({
      demarches: [{ demarcheId: 'aide-juridictionnelle' }],
      autres: 0,
    });

    const args = ['--overlay', data('overlay'), '--seed', data('seed-2026-11-22.json')];
    const merged = await call('merge', data('snapshot-2020-11-12.json'), ...args, '--out', at('c.json'));
    expect(merged.code).toBe(0);
    expect(readFileSync(at('c.json'), 'utf8')).toBe(readFileSync(data('catalogue.json'), 'utf8'));
    // The sheets of one form only: every other entry cites what is not there.
    const partial = await call('merge', at('s.json'), ...args, '--out', at('none.json'));
    expect(partial.code).toBe(1);
    expect(partial.err).toContain('[FICHE_INCONNUE]');
    expect(existsSync(at('none.json'))).toBe(false);

    const le = ['--le', catalogue.date];
    const [premiere] = catalogue.demarches;
    const nu = premiere && { ...premiere, pieces: null, blocages: null, partages: [] };
    const snapshot = ['--snapshot', data('snapshot-2020-11-12.json')];
    const valid = await call('validate', ...le, '--catalogue', at('c.json'), ...snapshot);
    expect(JSON.parse(valid.out)).toMatchObject({ ok: true, erreurs: [] });
    expect(valid.code).toBe(0);
    const stale = await call('validate', '--le', '2030-01-01');
    expect(stale).toMatchObject({ code: 1 });
    expect(stale.err).toContain('[PERIME_365]');
    expect(JSON.parse(valid.out)).toMatchObject({ avertissements: { BAREME_PERIME: 1 } });
    const partiel = put('p.json', JSON.stringify({ ...catalogue, demarches: [nu] }));
    expect(await call('validate', ...le, '--catalogue', partiel)).toMatchObject({ code: 0 });
    const complet = await call('validate', ...le, '--catalogue', partiel, '--complet');
    expect(complet).toMatchObject({ code: 1 });
    expect(complet.err).toContain(`${nu?.id ?? ''}.pieces : Pas encore écrit, ou sans source. [INCOMPLET]`);
    const unknown = await call('validate', ...le, '--snapshot', at('s.json'));
    expect(unknown.code).toBe(1);
    expect(unknown.err).toContain('[FICHE_INCONNUE]');

    const index = await call('build-index', '--out', at('i.txt'));
    expect(index.code).toBe(0);
    const printed = await call('build-index', '--catalogue', at('c.json'));
    expect(printed.out).toBe(readFileSync(at('i.txt'), 'utf8'));
    expect(createEngine(catalogue, printed.out).indexLu).toBe(true);
  }, 30_000);

  test('an alias that does not find its entry is an error', async () => {
    const [first, ...others] = catalogue.demarches;
    const lost = { ...catalogue, demarches: [{ ...first, aliases: ['zzzz'] }, ...others] };
    const fine = await call(
      'validate',
      '--le',
      catalogue.date,
      '--catalogue',
      put('c.json', JSON.stringify(lost)),
    );
    expect(fine.code).toBe(0);
    const deaf = { ...catalogue, demarches: [{ ...first, aliases: ['de la'] }, ...others] };
    const answer = await call(
      'validate',
      '--le',
      catalogue.date,
      '--catalogue',
      put('c.json', JSON.stringify(deaf)),
    );
    expect(answer.code).toBe(1);
    expect(answer.err).toContain('[ALIAS_PERDU]');
  });

  test('exports the catalogue as CPSV-AP or as schema.org, under an address of the caller', async () => {
    const cpsv = await call('export', '--cpsv', '--base', 'https://exemple.fr/d');
    expect(cpsv).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(cpsv.out)).toEqual(toCpsvAp(catalogue, { base: 'https://exemple.fr/d' }));
    const org = await call('export', '--schema-org', '--out', at('o.json'));
    expect(org.code).toBe(0);
    expect(org.err).toContain('Identifiants d’exemple');
    const list = JSON.parse(readFileSync(at('o.json'), 'utf8')) as unknown[];
    expect(list).toHaveLength(catalogue.demarches.length);
    expect(list[0]).toMatchObject({ '@type': 'GovernmentService' });
  });

  test('exports the catalogue as CSV with its Table Schema beside, and the JSON Schema of an entry', async () => {
    const csv = await call('export', '--csv', '--out', at('c.csv'));
    expect(csv).toMatchObject({ code: 0 });
    expect(readFileSync(at('c.csv'), 'utf8')).toBe(toCsv(catalogue));
    expect(JSON.parse(readFileSync(at('c.schema.json'), 'utf8'))).toEqual(toTableSchema());
    expect((await call('export', '--csv')).out).toBe(toCsv(catalogue));
    const schema = await call('export', '--json-schema');
    expect(schema).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(schema.out)).toEqual(toJsonSchema());
  });

  test('help is in French, and a wrong call says what is wrong', async () => {
    for (const args of [['--help'], ['import', '--help']]) {
      const { code, out } = await call(...args);
      expect(code).toBe(0);
      expect(out).toContain('Codes de sortie');
    }
    const wrong: [string[], RegExp][] = [
      [[], /Il manque une commande/],
      [['toString'], /« toString » n’existe pas/],
      [['import', '--zip', 'a'], /« --le » manque/],
      [['import', '--le', '2026-11-01', '--out', at('s')], /l’un des deux/],
      [['import', '--zip', 'a', '--dir', 'b', '--le', '2026-11-01', '--out', at('s')], /l’un des deux/],
      [['import', '--dir', folder, '--le', '2026-02-30', '--out', at('s')], /attend un jour/],
      [['diff', 'a'], /Il manque l’instantané d’après/],
      [['diff', at('a'), at('b')], /« .*a » ne peut pas être lu/],
      [['validate', '--le', '2026-11-22', '--fast'], /« --fast » est inconnue/],
      [['validate', '--le'], /attend une valeur/],
      [['export'], /Donnez un format/],
      [['export', '--cpsv', '--csv'], /Donnez un format/],
      [['export', '--cpsv', '--base', 'demarches'], /adresse publique/],
      [['build-index', 'x'], /« x » est de trop/],
      [['build-index', '--out', join(folder, 'absent', 'i.txt')], /ne peut pas être écrit/],
    ];
    for (const [args, sentence] of wrong) {
      const { code, err } = await call(...args);
      expect([args, code]).toEqual([args, 2]);
      expect(err).toMatch(sentence);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  test('JSON that is broken is named with its file and line', async () => {
    const { code, err } = await call('diff', put('a.json', '{\n"version": 1,\n}'), at('a.json'));
    expect(code).toBe(2);
    expect(err).toMatch(/a\.json », ligne 3 : .*\[JSON_INVALIDE\]/);
  });

  test('when no sheet can be read, each is still named with its line; nothing is written', async () => {
    const { code, err } = await importZip({ 'F2.xml': CASSEE, 'F3.xml': DTD });
    expect(code).toBe(2);
    expect(err).toMatch(/aucune fiche lisible ; refusées : 2\. \[SANS_FICHE\]/);
    expect(err).toMatch(/« F2\.xml » : .*ligne \d+.*\[XML_INVALIDE\]/);
    expect(err).toMatch(/« F3\.xml » : .*ligne 2.*\[DTD_REFUSEE\]/);
    expect(existsSync(at('s.json'))).toBe(false);
  });

  test('an overlay folder without a part is named', async () => {
    mkdirSync(at('vide'));
    const { code, err } = await call('merge', data('snapshot-2020-11-12.json'), '--overlay', at('vide'));
    expect(code).toBe(2);
    expect(err).toMatch(/vide » ne contient aucun fichier \.json/);
  });
});
