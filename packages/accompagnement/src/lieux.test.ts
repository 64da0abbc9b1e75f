import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateScenario } from './scenario.ts';
import { COLONNES, isOpen, parseHoraires, parseLieux, type Horaires } from './lieux.ts';

/** A synthetic row: no such place exists. */
const row = {
  id: 'lieu-1',
  pivot: '43493312300029',
  nom: 'Atelier du Buvard-Bleu',
  commune: 'Roanne',
  code_postal: '42300',
  adresse: '1 rue Inventée',
  date_maj: '2026-10-01',
  services: ['Aide aux démarches administratives'],
};
const one = (over: Record<string, unknown>, options = {}) => parseLieux([{ ...row, ...over }], options);
const brief = (r: ReturnType<typeof parseLieux>) =>
  r.issues.map((i) => `${i.niveau} ${i.code} ${String(i.row)} ${i.path.join('.')}`);

const hours = (s: string): Horaires => {
  const parsed = parseHoraires(s);
  if (!parsed.ok) throw new Error(parsed.motifs[0]?.code);
  return parsed.value;
};
const TUESDAY = 1;
const WEDNESDAY = 2;
const THURSDAY = 3;

describe('parseHoraires and isOpen', () => {
  it('24: reads ranges, lists and days off', () => {
    const h = hours('Mo-Fr 09:00-12:00,14:00-17:00; We off');
    expect(isOpen(h, { jour: TUESDAY, debut: 11 * 60, fin: 12 * 60 })).toBe(true);
    expect(isOpen(h, { jour: WEDNESDAY, debut: 11 * 60, fin: 12 * 60 })).toBe(false);
    expect(isOpen(h, { jour: TUESDAY, debut: 11 * 60, fin: 14 * 60 + 30 })).toBe(false);
  });
  it('24: lets a later rule replace the day', () => {
    const h = hours('Mo-Th 08:30-12:30,13:30-16:30; We 08:30-13:00');
    expect(isOpen(h, { jour: WEDNESDAY, debut: 14 * 60, fin: 15 * 60 })).toBe(false);
    expect(isOpen(h, { jour: TUESDAY, debut: 14 * 60, fin: 15 * 60 })).toBe(true);
  });
  it('24: merges overlapping ranges with a warning', () => {
    const h = hours('Th 08:30-12:00,08:30-16:00');
    expect(h.jours[THURSDAY]).toEqual([{ debut: 510, fin: 960 }]);
    expect(h.avertissements.map((m) => m.code)).toEqual(['horaires_chevauchants']);
    expect(hours('Th 08:30-12:00,12:00-16:00').avertissements).toEqual([]);
  });
  it.each([
    "n'importe quoi",
    '',
    'Mo',
    'Mo 12:00-09:00',
    'Mo 09:00-12:60',
    'PH off',
    'Mo-Xx 09:00-12:00',
    'Mo 9:00-12:00',
  ])('24: does not understand « %s »', (s) => {
    expect(parseHoraires(s)).toMatchObject({ ok: false, motifs: [{ code: 'horaires_non_compris' }] });
  });
  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (s) => typeof parseHoraires(s).ok === 'boolean'));
  });
});

describe('parseLieux', () => {
  it('accepts a row that follows the standard', () => {
    const r = one({});
    expect(r.issues).toEqual([]);
    expect(r.repairs).toEqual([]);
    expect(r.lieux[0]).toMatchObject({ ...row, telephone: null, horaires: null, typologie: [] });
    expect(Object.keys(r.lieux[0] ?? {}).sort()).toEqual([...COLONNES, 'licence'].sort());
  });
  it('30: says both errors of a row, with row and path, and keeps the other rows', () => {
    const r = parseLieux([row, { ...row, id: 'lieu-2', code_postal: '5110', services: ['Foo'] }]);
    expect(brief(r).sort()).toEqual([
      'erreur code_postal_invalide 2 code_postal',
      'erreur valeur_inconnue 2 services.0',
    ]);
    expect(r.lieux.map((l) => l.id)).toEqual(['lieu-1']);
  });
  it.each([
    ['date_maj', 'pas une date', 'erreur date_invalide 1 date_maj'],
    ['date_maj', '31/02/2023', 'erreur date_invalide 1 date_maj'],
    ['telephone', '0326', 'erreur telephone_invalide 1 telephone'],
    ['latitude', 91, 'erreur coordonnees_invalides 1 latitude'],
    ['code_insee', 'abc', 'erreur code_insee_invalide 1 code_insee'],
    ['nom', '  ', 'erreur champ_manquant 1 nom'],
    ['pivot', '00000000000000', 'avertissement pivot_factice 1 pivot'],
    ['pivot', null, 'avertissement pivot_absent 1 pivot'],
    ['services', [], 'avertissement service_inconnu 1 services'],
    ['horaires', 'sur rendez-vous', 'avertissement horaires_non_compris 1 horaires'],
    ['frais_a_charge', ['Cher'], 'avertissement valeur_inconnue 1 frais_a_charge.0'],
  ])('30: %s = %j → %s', (column, value, expected) => {
    const r = one({ [column]: value });
    expect(brief(r)).toEqual([expected]);
    expect(r.lieux).toHaveLength(expected.startsWith('erreur') ? 0 : 1);
  });
  it('never exports a placeholder as an establishment number', () => {
    expect(one({ pivot: '00000000000000' }).lieux[0]?.pivot).toBeNull();
  });
  it.each([
    ['date_maj', '27/07/2023', '2023-07-27', 'date'],
    ['telephone', '04 77 24 97 08', '+33477249708', 'telephone'],
    ['telephone', '+33 (0)4 77 24 97 08', '+33477249708', 'telephone'],
    ['code_insee', '1004', '01004', 'code_insee'],
    [
      'modalites_acces',
      ['Ce lieu n’accueille pas de public'],
      ["Ce lieu n'accueille pas de public"],
      'apostrophe',
    ],
    [
      'services',
      ['Utiliser le numérique au quotidien'],
      ['Maîtrise des outils numériques du quotidien'],
      'service_v1',
    ],
    [
      'frais_a_charge',
      ['Gratuit : Je peux accéder gratuitement au lieu et à ses services'],
      ['Gratuit'],
      'libelle_long',
    ],
    ['modalites_acces', 'Se présenter;Téléphoner', ['Se présenter', 'Téléphoner'], 'separateur'],
    ['courriels', 'a@exemple.fr; b@exemple.fr', ['a@exemple.fr', 'b@exemple.fr'], 'separateur'],
    [
      'modalites_accompagnement',
      ['À distance (par téléphone ou en visioconférence)'],
      ['À distance'],
      'libelle_long',
    ],
  ])('repairs %s %j → %j, and lists it', (column, avant, apres, code) => {
    const r = one({ [column]: avant });
    expect(r.issues).toEqual([]);
    expect(r.lieux[0]).toMatchObject({ [column]: apres });
    expect(r.repairs).toMatchObject([{ row: 1, code }]);
    const strict = one({ [column]: avant }, { repair: false });
    expect(strict.lieux).toEqual([]);
    expect(strict.issues).toMatchObject([{ niveau: 'erreur' }]);
  });
  it('refuses the second row of one id, and what is no row', () => {
    expect(brief(parseLieux([row, row]))).toEqual(['erreur id_en_double 2 id']);
    for (const nothing of [{}, null, undefined, 3])
      expect(parseLieux(nothing as string).issues.map(({ code }) => code)).toEqual(['type_invalide']);
    expect(brief(parseLieux([null, 3, []]))).toEqual([
      'erreur ligne_invalide 1 ',
      'erreur ligne_invalide 2 ',
      'erreur ligne_invalide 3 ',
    ]);
  });
  it('reads the CSV form like the JSON form', () => {
    const csv =
      '\uFEFFid,pivot,nom,commune,code_postal,adresse,latitude,date_maj,services\r\nlieu-1,43493312300029,"Atelier ""du"" Buvard",Roanne,42300,"1, rue Inventée",46.03,2026-10-01,Aide aux démarches administratives|Loisirs et créations numériques\r\n';
    const r = parseLieux(csv);
    expect(r.issues).toEqual([]);
    expect(r.lieux[0]).toMatchObject({
      nom: 'Atelier "du" Buvard',
      adresse: '1, rue Inventée',
      latitude: 46.03,
      services: ['Aide aux démarches administratives', 'Loisirs et créations numériques'],
    });
  });
  it('names the missing columns of a file, once', () => {
    const r = parseLieux('id;nom;commune;adresse;date_maj\na;b;c;d;e\nf;g;h;i;j\n');
    expect(r).toEqual({
      lieux: [],
      issues: [
        {
          row: 0,
          path: ['code_postal'],
          niveau: 'erreur',
          code: 'colonne_manquante',
          phrase: 'La colonne «\u00a0code_postal\u00a0» manque dans ce fichier.',
        },
      ],
      repairs: [],
    });
    expect(brief(parseLieux('id\tnom\n1\t2'))).toHaveLength(6);
  });
  it('says a broken file once', () => {
    const head = 'id,nom,commune,code_postal,adresse,date_maj';
    expect(brief(parseLieux(`${head}\n"a,b`))).toEqual(['erreur csv_invalide 0 ']);
    expect(brief(parseLieux(`${head}\na,b,c`))).toEqual(['erreur csv_invalide 1 ']);
    expect(brief(parseLieux(`${head},nom\na,b,c,d,e,f,g`))).toEqual(['erreur colonne_en_double 0 nom']);
    expect(JSON.stringify(parseLieux(`${head},Jeanne,Jeanne\n`))).not.toContain('Jeanne');
    expect(brief(parseLieux(''))).toEqual(['erreur csv_vide 0 ']);
  });
  it('lets no code pass for a link, and no broken text for a name', () => {
    const r = one({
      site_web: ['javascript:alert(1)', 'https://exemple.fr'],
      prise_rdv: 'data:text/html,x',
    });
    expect(brief(r)).toEqual([
      'avertissement url_invalide 1 site_web.0',
      'avertissement url_invalide 1 prise_rdv',
    ]);
    expect(r.lieux[0]).toMatchObject({ site_web: ['https://exemple.fr'], prise_rdv: null });
    expect(brief(one({ nom: 'Atelier\ud800' }))).toEqual(['erreur texte_invalide 1 nom']);
    expect(brief(one({ courriels: 'a\u0000@exemple.fr' }))).toEqual(['erreur texte_invalide 1 courriels']);
  });
  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.array(fc.anything()), (rows) => Array.isArray(parseLieux(rows).issues)));
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(parseLieux(text).issues)));
  });
});

const folder = process.env.PORTE_PLUME_DATA;

describe.skipIf(folder === undefined)('the 177 real lieux of PORTE_PLUME_DATA', () => {
  const rows = JSON.parse(
    folder === undefined ? '[]' : readFileSync(`${folder}/lieux/lieux-42-51.json`, 'utf8'),
  ) as { id: string; nom: string; horaires?: string | null }[];
  it('31: gives the counts that were measured', () => {
    const { lieux, issues, repairs } = parseLieux(rows);
    const count = (code: string) => issues.filter((i) => i.code === code).length;
    const blocked = new Set(issues.filter((i) => i.niveau === 'erreur').map((i) => i.row));
    expect(rows).toHaveLength(177);
    expect(blocked.size).toBe(2);
    expect(issues.filter((i) => i.code === 'champ_manquant' && i.path[0] === 'code_postal')).toHaveLength(2);
    expect(lieux).toHaveLength(175);
    expect(repairs.filter((r) => r.code === 'date')).toHaveLength(39);
    expect(count('service_inconnu')).toBe(39);
    expect(count('pivot_factice')).toBe(138);
    expect(count('horaires_chevauchants')).toBe(2);
    expect(count('horaires_non_compris')).toBe(0);
    expect(rows.filter((r) => typeof r.horaires === 'string' && parseHoraires(r.horaires).ok)).toHaveLength(
      124,
    );
  });
  it('holds none of the invented sites of the scenarios', () => {
    const fold = (s: string) => s.normalize('NFD').replace(/\P{L}/gu, '').toLowerCase();
    const real = new Set(rows.map((r) => fold(r.nom)));
    for (const set of ['loire-seed', 'marne-seed'] as const) {
      const { lieux } = generateScenario({ set, graine: 42, zone: 'Europe/Paris' });
      expect(lieux.filter((l) => real.has(fold(l.nom)))).toEqual([]);
    }
  });
});
