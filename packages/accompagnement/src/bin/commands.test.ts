import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIndex, search } from '../orientation.ts';
import type { LieuPublic } from '../lieux.ts';
import { run } from './run.ts';

/** Synthetic rows: no such place exists. */
const row = {
  id: 'lieu-1',
  nom: 'Atelier du Buvard-Bleu',
  commune: 'Roanne',
  code_postal: '42300',
  adresse: '1 rue Inventée',
  latitude: 46.03,
  longitude: 4.07,
  date_maj: '2026-10-01',
  services: ['Aide aux démarches administratives'],
  source: 'Essai',
  licence: 'Licence Ouverte 2.0',
};
const rows = [
  row,
  { ...row, id: 'lieu-2', code_postal: '5110', services: ['Foo'] },
  { ...row, id: 'lieu-3', nom: 'Ailleurs', code_postal: '51100', latitude: 49.25, longitude: 4.03 },
  { ...row, id: 'lieu-4', telephone: '04 77 00 00 00', date_maj: '01/09/2026' },
];

describe('porte-plume-accompagnement', () => {
  let folder: string;
  const at = (name: string): string => join(folder, name);
  const put = (name: string, text: string | Uint8Array): string => {
    writeFileSync(at(name), text);
    return at(name);
  };
  const json = (name: string): unknown => JSON.parse(readFileSync(at(name), 'utf8'));
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
  const lieux = (input: string, ...more: string[]) =>
    call('lieux', '--in', input, '--out', at('lieux.json'), '--rapport', at('rapport.json'), ...more);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'accompagnement-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lieux: a wrong row is left out and told, what can be mended is, and the search reads the result', () => {
    const { code, out, err } = lieux(put('f.json', JSON.stringify(rows)));
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      lignes: 4,
      gardees: 3,
      ecartees: 1,
      erreurs: { code_postal_invalide: 1, valeur_inconnue: 1 },
      reparations: { date: 1, telephone: 1 },
      doublons: [['lieu-1', 'lieu-4']],
      sources: [
        { source: 'Essai', licence: 'Licence Ouverte 2.0', lieux: 3, du: '2026-09-01', au: '2026-10-01' },
      ],
    });
    expect(err).toContain('ligne 2, code_postal : Un code postal a cinq chiffres. [code_postal_invalide]');
    expect(err).toContain('Lignes lues : 4 ; hors du département : 0 ; écartées : 1.');
    const kept = json('lieux.json') as LieuPublic[];
    expect(kept.map((l) => l.id)).toEqual(['lieu-1', 'lieu-3', 'lieu-4']);
    const found = search(
      createIndex(kept),
      {
        besoins: ['Aide aux démarches administratives'],
        position: { latitude: 46.03, longitude: 4.07 },
        deplacement: 'marche',
      },
      { le: '2026-11-22' },
    );
    expect(found.top.map((t) => [t.lieuId, t.doublons])).toEqual([['lieu-1', ['lieu-4']]]);
    expect(json('rapport.json')).toMatchObject({
      issues: expect.arrayContaining([expect.objectContaining({ row: 2, path: ['services', 0] })]) as unknown,
      repairs: expect.arrayContaining([expect.objectContaining({ row: 4, code: 'telephone' })]) as unknown,
    });
  });

  it('lieux: one département, rows counted as in the file; what cannot be placed is told', () => {
    const input = put('f.json', JSON.stringify([rows[2], row, rows[1]]));
    const { code, out } = lieux(input, '--departement', '42');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ horsDepartement: 1, gardees: 1, ecartees: 1 });
    expect(json('rapport.json')).toMatchObject({
      issues: expect.arrayContaining([expect.objectContaining({ row: 3 })]) as unknown,
    });
    const corse = { ...row, id: 'c', code_postal: '20200' };
    const outremer = { ...row, id: 'o', code_postal: '97410', code_insee: '97416' };
    const other = put('g.json', JSON.stringify([corse, outremer, { ...row, id: 'i', code_insee: 1004 }]));
    for (const [departement, id] of [
      ['2B', 'c'],
      ['974', 'o'],
      ['01', 'i'],
    ] as const) {
      expect(lieux(other, '--departement', departement).code).toBe(0);
      expect((json('lieux.json') as LieuPublic[]).map((l) => l.id)).toEqual([id]);
    }
  });

  it('lieux: a CSV gives the same file as the JSON, and twice the same bytes', () => {
    const csv =
      'id;nom;commune;code_postal;adresse;date_maj;services\nl-1;Atelier;Roanne;42300;1 rue;2026-10-01;';
    const service = 'Aide aux démarches administratives|Loisirs et créations numériques\n';
    expect(lieux(put('f.csv', `\uFEFF${csv}${service}`)).code).toBe(0);
    const first = readFileSync(at('lieux.json'), 'utf8');
    const [given] = JSON.parse(first) as LieuPublic[];
    expect(given?.services).toHaveLength(2);
    expect(lieux(put('f.json', JSON.stringify([given]))).code).toBe(0);
    expect(readFileSync(at('lieux.json'), 'utf8')).toBe(first);
  });

  it('lieux: nothing is mended when nothing may be', () => {
    const { code } = lieux(put('f.json', JSON.stringify(rows)), '--strict');
    expect(code).toBe(1);
    expect((json('lieux.json') as LieuPublic[]).map((l) => l.id)).toEqual(['lieu-1', 'lieu-3']);
    expect(json('rapport.json')).toMatchObject({ reparations: {}, ecartees: 2 });
  });

  it.each<[string, string | Uint8Array, string]>([
    ['no JSON', '[{"id": ', 'json_invalide'],
    ['no list', '{"lieux": []}', 'json_invalide'],
    ['an empty file', '', 'csv_vide'],
    ['another table', 'prenom;age\nx;3\n', 'colonne_manquante'],
    ['an open quote', 'id,nom,commune,code_postal,adresse,date_maj\n"a', 'csv_invalide'],
    ['an empty list', '[]', 'SANS_LIEU'],
    ['no good row', JSON.stringify([rows[1]]), 'SANS_LIEU'],
    ['another encoding', Uint8Array.of(0x69, 0x64, 0xe9, 0x2c), 'FICHIER_ILLISIBLE'],
  ])('lieux: %s is refused, and what was there stays', (_, content, code) => {
    put('lieux.json', 'avant');
    const answer = lieux(put('f', content));
    expect(answer.code).toBe(2);
    expect((JSON.parse(answer.out) as { motifs: { code: string }[] }).motifs[0]?.code).toBe(code);
    expect(readFileSync(at('lieux.json'), 'utf8')).toBe('avant');
    expect(readdirSync(folder).sort()).toEqual(['f', 'lieux.json']);
  });

  it('lieux: writes both files, or none', () => {
    mkdirSync(at('lieux.json'));
    const { code, err } = lieux(put('f.json', JSON.stringify([row])));
    expect(code).toBe(2);
    expect(err).toContain('rien n’est changé. [FICHIER_IMPOSSIBLE]');
    expect(readdirSync(folder).sort()).toEqual(['f.json', 'lieux.json']);
  });

  it('lieux: a wrong call says all that is wrong with it', () => {
    expect(call('lieux', '--quoi', '--in', at('absent.json'))).toMatchObject({ code: 2 });
    expect(call('lieux', '--quoi').err).toMatch(
      /« --quoi » est inconnue[\s\S]*« --in » manque[\s\S]*« --out » manque/,
    );
    const same = call('lieux', '--in', at('a'), '--out', join(folder, '.', 'a'));
    expect(same.err).toContain('sont des fichiers différents');
    expect(lieux(at('absent.json')).err).toContain('ne peut pas être lu');
    expect(lieux(at('absent.json'), '--departement', '99').err).toContain('attend un département');
    expect(call().code).toBe(2);
    expect(call('nager').err).toContain('n’existe pas');
    expect(call('--help')).toMatchObject({ code: 0, err: '' });
  });

  it('lieux: ten thousand rows, all wrong, are all told', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => ({
      ...row,
      id: `l-${i % 5_000}`,
      latitude: 'x',
    }));
    const { code } = lieux(put('f.json', JSON.stringify([...many, { ...row, id: 'bon' }])));
    expect(code).toBe(1);
    expect(json('rapport.json')).toMatchObject({ lignes: 10_001, gardees: 1 });
    expect((json('rapport.json') as { erreurs: Record<string, number> }).erreurs.coordonnees_invalides).toBe(
      10_000,
    );
  });

  const data = process.env.PORTE_PLUME_DATA;
  it.skipIf(data === undefined)('31: the real lieux of PORTE_PLUME_DATA, counted', () => {
    const { code, out } = lieux(`${data ?? ''}/lieux/lieux-42-51.json`);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      lignes: 177,
      gardees: 175,
      ecartees: 2,
      reparations: { date: 39 },
      avertissements: { service_inconnu: 39, pivot_factice: 138, horaires_chevauchants: 2 },
      doublons: [
        ['hinaura-2021_1063', 'hinaura-2021_1064'],
        // Two sources tell of the same France services.
        ['fs-20240801_919', 'epernay-2022_5a2e6ba5-0942-4a7d-884f-0a36e3ae3f45'],
      ],
    });
    expect(lieux(`${data ?? ''}/lieux/lieux-42-51.json`, '--departement', '42').code).toBe(1);
    expect(json('rapport.json')).toMatchObject({ gardees: 106, horsDepartement: 69 });
  });
});
