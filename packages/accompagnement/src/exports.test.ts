import { read, utils } from '@e965/xlsx';
import { getDemarche } from '@porte-plume/demarches';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Acte } from './acte.ts';
import { COOP } from './coop-libelles.ts';
import { convert } from './correspondance.ts';
import {
  exportInterventions,
  MAPPING_EXPORT,
  PERTES_COOP,
  toTableauCoop,
  toTableSchema,
  writeCsv,
  writeOds,
  writeXlsx,
  type SourceExport,
  type Tableau,
} from './exports.ts';
import { importCoop, importTableur, type OptionsImport } from './imports.ts';
import type { Intervention } from './intervention.ts';
import { parseIntervention } from './parse-intervention.ts';
import { generateScenario } from './scenario.ts';
import { LISTES, type ListeId } from './nomenclature-2026-1.ts';
import { PROFIL_NON_DEMANDE, type Profil } from './profil.ts';

const o: OptionsImport = {
  maintenant: '2026-11-23T09:30:00.000Z',
  acteur: { id: 'ecrivain-1', structureId: 'structure-1', roles: ['ecrivain'] },
  lieux: { 'Médiathèque de Roanne': 'lieu-1' },
  findDemarche: (texte) => DEMARCHES.find((d) => d.nom === texte.trim()) ?? null,
};
const DEMARCHES = [
  { id: 'carte-grise', nom: 'Carte grise', perimetre: 'transports', catalogue: '0.1.0' },
  { id: 'logement-social', nom: 'Demande de logement social', perimetre: 'logement', catalogue: '0.1.0' },
  { id: 'aide-logement', nom: 'Aide au logement', perimetre: 'logement', catalogue: '0.1.0' },
] as const;
const sourceOf = (interventions: Intervention[]): SourceExport => ({
  interventions,
  seances: [{ id: 'seance-1', lieuId: 'lieu-1' }],
  lieux: [{ id: 'lieu-1', nom: 'Médiathèque de Roanne' }],
  getDemarche: (id) => DEMARCHES.find((d) => d.id === id),
});

const one = <L extends ListeId>(liste: L): fc.Arbitrary<(typeof LISTES)[L][number]['code']> =>
  fc.constantFrom(...LISTES[liste].map((e) => e.code as (typeof LISTES)[L][number]['code']));
const champ = (liste: ListeId): fc.Arbitrary<string> =>
  fc.oneof(one(liste), fc.constantFrom('non_communique', 'non_demande'));

const profilArb = fc.record({
  ...Object.fromEntries(Object.keys(PROFIL_NON_DEMANDE).map((k) => [k, fc.constant('non_demande')])),
  trancheAge: champ('trancheAge'),
  genre: champ('genre'),
  statut: champ('statut'),
  communeInsee: fc.constantFrom('42187', '2A004', 'non_demande'),
  langueLecture: champ('langueLecture'),
  equipement: champ('equipement'),
  connexion: champ('connexion'),
  faiblesRevenus: champ('ouiNon'),
  profilNumerique: champ('profilNumerique'),
  adressage: champ('adressage'),
  suiviServiceSocial: champ('ouiNon'),
}) as unknown as fc.Arbitrary<Profil>;

/** One mode an intervention, one issue at most besides « terminée »: what a row can hold. */
const interventionArb: fc.Arbitrary<Intervention> = fc
  .record({
    id: fc.uuid(),
    date: fc.constantFrom('2026-01-05', '2026-06-30', '2026-11-23'),
    profil: profilArb,
    demarches: fc.uniqueArray(fc.constantFrom(...DEMARCHES), { maxLength: 3 }),
    themes: fc.uniqueArray(one('theme'), { maxLength: 4 }),
    mode: one('mode'),
    appui: one('appui'),
    motifPour: one('motifPour'),
    motifsVenue: fc.uniqueArray(one('motifVenue'), { maxLength: 3 }),
    canal: one('canal'),
    dureeMin: fc.oneof(fc.integer({ min: 1, max: 720 }), fc.constant('non_demande' as const)),
    oriented: fc.boolean(),
    tiers: champ('tiers'),
    renoncement: champ('renoncement'),
  })
  .filter((r) => r.demarches.length + r.themes.length > 0)
  .filter((r) => r.mode !== 'faire_a_la_place_absent' || r.canal !== 'lieu')
  .map((r) => {
    const objets: Acte['objet'][] = [
      ...r.demarches.map((d) => ({ nature: 'demarche' as const, demarcheId: d.id, catalogue: d.catalogue })),
      ...r.themes.map((theme) => ({ nature: 'theme' as const, theme })),
    ];
    return {
      id: r.id,
      seanceId: 'seance-1',
      date: r.date,
      personne: {
        nature: 'suivie',
        id: 'dossier-1',
        pseudonyme: 'e4d5fabe04e14f53339b3331ada74520',
        profil: r.profil,
      },
      actes: objets.map((objet, i): Acte => ({
        id: `acte-${i}`,
        objet,
        mode: r.mode,
        ...(r.mode === 'faire_faire' && { appui: r.appui }),
        ...(r.mode.startsWith('faire_a_la') && { motifPour: r.motifPour }),
        actesFaits: [],
        saisieIdentifiants: false,
        issue:
          r.oriented && i === 0
            ? { code: 'orientee', orientationId: 'orientation-1' }
            : { code: 'finalisee' },
      })),
      motifsVenue: r.motifsVenue,
      dureeMin: r.dureeMin,
      canal: r.canal,
      tiers: r.tiers as 'aucun',
      renoncement: r.renoncement as 'oui',
      creeLe: o.maintenant,
      modifieLe: o.maintenant,
      version: 1,
      nomenclature: '2026.1',
      annulee: null,
    };
  });

/** What both sides hold. */
const kept = (i: Intervention, profil: Partial<Profil>) => ({
  date: i.date,
  actes: i.actes.map(({ objet, mode, appui, motifPour, issue }) => ({
    objet,
    mode,
    appui,
    motifPour,
    issue: issue.code,
  })),
  dureeMin: i.dureeMin,
  profil,
});

describe('CSV', () => {
  const text = (b: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(b);

  it('32: neutralises formulas in texts, keeps numbers, and is what Excel in French opens', () => {
    const t: Tableau = { nom: 'T', colonnes: ['a'], lignes: [['=1+1'], ['@x'], ['-5'], [-5], [3.5]] };
    const octets = writeCsv(t);
    expect([...octets.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text(octets)).toBe("\ufeffa\r\n'=1+1\r\n'@x\r\n'-5\r\n-5\r\n3,5\r\n");
    expect(text(writeCsv(t, { dialecte: 'rfc4180' }))).toBe("a\r\n'=1+1\r\n'@x\r\n'-5\r\n-5\r\n3.5\r\n");
  });

  it('quotes, keeps empty cells empty, and neutralises headers and line starts too', () => {
    const t: Tableau = {
      nom: 'T',
      colonnes: ['=h', 'b'],
      lignes: [
        ['a;"b"\nc', null],
        ['\t=1', '\r+1'],
        ['3,5', Number.NaN],
      ],
    };
    expect(text(writeCsv(t))).toBe('\ufeff\'=h;b\r\n"a;""b""\nc";\r\n\'\t=1;"\'\r+1"\r\n3,5;\r\n');
  });
});

describe('workbooks', () => {
  const t: Tableau = {
    nom: 'Mes/données',
    colonnes: ['Texte', 'Nombre'],
    lignes: [
      ['=1+1', 3.5],
      ['@x', -5],
      ['', null],
    ],
    avertissement: 'Attention',
  };

  it.each([
    ['xlsx', writeXlsx],
    ['ods', writeOds],
  ] as const)(
    'types the cells of an %s: no formula, numbers as numbers, the warning on its sheet',
    async (_, write) => {
      const book = read(await write([t, t]), { type: 'array', cellFormula: true });
      expect(book.SheetNames).toEqual(['Mes données', 'Mes données 2', 'À lire']);
      const sheet = book.Sheets['Mes données'];
      expect(utils.sheet_to_json(sheet ?? {}, { header: 1 }).slice(0, 3)).toEqual([
        ['Texte', 'Nombre'],
        ['=1+1', 3.5],
        ['@x', -5],
      ]);
      expect(Object.values(sheet ?? {}).some((c) => (c as { f?: string }).f !== undefined)).toBe(false);
      expect(JSON.stringify(book.Sheets['À lire'])).toContain('Attention');
    },
  );

  it('has a TableSchema beside', () => {
    expect(toTableSchema({ ...t, colonnes: ['Texte', { nom: 'Nombre', type: 'nombre' }] })).toEqual({
      title: 'Mes/données',
      description: 'Attention',
      fields: [
        { name: 'Texte', type: 'string' },
        { name: 'Nombre', type: 'number' },
      ],
      missingValues: [''],
    });
  });
});

describe('one’s own interventions', () => {
  it('says that it is personal data, and holds neither pseudonym nor dossier', () => {
    const [i] = fc.sample(interventionArb, { numRuns: 1, seed: 7 });
    const t = exportInterventions(
      sourceOf(
        i
          ? [
              i,
              { ...i, version: 2, annulee: null },
              { ...i, id: 'annulee-1', annulee: { le: i.creeLe, par: 'x', motif: 'doublon' } },
            ]
          : [],
      ),
    );
    expect(t.lignes).toHaveLength(1);
    expect(t.avertissement).toMatch(/^Données personnelles/);
    expect(t.lignes[0]?.at(-1)).toBe('interne, données personnelles');
    expect(JSON.stringify(t)).not.toMatch(/e4d5fabe|dossier-1/);
  });

  it('comes back as it was on the kept fields', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(interventionArb, { maxLength: 4, selector: (i) => i.id }),
        async (list) => {
          const csv = writeCsv(exportInterventions(sourceOf(list)));
          const r = await importTableur(csv, MAPPING_EXPORT, o);
          if (list.length === 0) return;
          expect(r.issues).toEqual([]);
          const back = r.interventions.map((i) => i.intervention);
          const sorted = [...list].sort((a, b) => (a.date + a.id < b.date + b.id ? -1 : 1));
          const whole = (i: Intervention) => ({
            ...kept(i, i.personne.profil),
            ...{ canal: i.canal, tiers: i.tiers, renoncement: i.renoncement, motifsVenue: i.motifsVenue },
          });
          expect(back.map(whole)).toEqual(sorted.map(whole));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('an export of a whole year', () => {
  const scenario = generateScenario({ set: 'loire-seed', graine: 42, zone: 'Europe/Paris' });
  const lieux = Object.fromEntries(scenario.lieux.map(({ id, nom }) => [nom, id]));
  const csv = writeCsv(exportInterventions({ ...scenario, getDemarche: (id) => getDemarche(id) }));

  it('is imported again row for row, blocked and abandoned ones with their details', async () => {
    const r = await importTableur(csv, MAPPING_EXPORT, {
      acteur: o.acteur,
      maintenant: `${scenario.au}T18:00:00.000Z`,
      lieux,
    });
    expect(r.issues.filter(({ niveau }) => niveau === 'erreur')).toEqual([]);
    expect(r.resume.pretes).toBe(scenario.interventions.length);
    const of = (list: Intervention[], code: string) =>
      list.filter((i) => i.actes.some(({ issue }) => issue.code === code));
    const back = r.interventions.map(({ intervention }) => intervention);
    for (const code of ['bloquee', 'abandonnee', 'orientee'])
      expect(of(back, code).length, code).toBeGreaterThanOrEqual(
        Math.min(1, of(scenario.interventions, code).length),
      );
    expect(
      of(scenario.interventions, 'bloquee').length + of(scenario.interventions, 'abandonnee').length,
    ).toBeGreaterThan(20);
    for (const i of back) expect(parseIntervention(i)).toMatchObject({ ok: true });
  });
});

describe('La Coop’s fields', () => {
  const roundTrip = async (list: Intervention[]) => importCoop(writeCsv(toTableauCoop(sourceOf(list))), o);

  it('33: keeps « oriented » as « oriented », and nothing else becomes so', async () => {
    const issues: Acte['issue'][] = [
      { code: 'finalisee' },
      { code: 'orientee', orientationId: 'orientation-1' },
      { code: 'bloquee' },
      { code: 'abandonnee', motif: 'sans_nouvelles' },
      {
        code: 'a_poursuivre',
        relance: { id: 'r', le: '2026-12-01', nature: 'rdv', lieuId: 'lieu-1', etat: 'a_faire' },
      },
    ];
    const list = fc.sample(interventionArb, { numRuns: 100, seed: 33 }).map((i, n) => ({
      ...i,
      id: `intervention-${n}`,
      actes: i.actes.slice(0, 1).map((a) => ({ ...a, issue: issues[n % issues.length] ?? a.issue })),
    }));
    const table = toTableauCoop(sourceOf(list));
    const column = table.colonnes.findIndex(
      (c) => typeof c !== 'string' && c.nom === 'Bénéficiaire réorienté',
    );
    const r = await roundTrip(list);
    expect(r.issues).toEqual([]);
    const back = r.interventions.map((i) => i.intervention.actes[0]?.issue.code);
    expect(back.filter((c) => c === 'orientee')).toHaveLength(20);
    expect(table.lignes.filter((l) => l[column] === 'Oui')).toHaveLength(20);
    expect(back).toEqual(list.map((i) => (i.actes[0]?.issue.code === 'orientee' ? 'orientee' : 'finalisee')));
    expect(r.orientations).toHaveLength(20);
  });

  it('comes back as it was, but for what is said to be lost', async () => {
    const coop = (liste: ListeId, code: string): unknown => {
      const found = convert('coop', liste, code, 'vers');
      return found.ok ? found.value : 'non_communique';
    };
    const shown = (i: Intervention) => ({
      ...kept(i, {}),
      canal: coop('canal', i.canal),
      age: coop('trancheAge', i.personne.profil.trancheAge),
      genre: coop('genre', i.personne.profil.genre),
      statut: coop('statut', i.personne.profil.statut),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(interventionArb, { minLength: 1, maxLength: 4, selector: (i) => i.id }),
        async (list) => {
          const r = await roundTrip(list);
          expect(r.issues).toEqual([]);
          expect(r.interventions.map((i) => shown(i.intervention))).toEqual(list.map(shown));
        },
      ),
      { numRuns: 1000 },
    );
    expect(PERTES_COOP.length).toBeGreaterThan(5);
  });

  it.each(['genre', 'statut', 'trancheAge', 'perimetre', 'theme', 'canal'] as const)(
    'counts as many of each code of %s after as before',
    (liste) => {
      for (const code of Object.keys(COOP[liste])) {
        if (code === 'aide_aux_demarches_administratives') continue;
        const ours = convert('coop', liste, code, 'depuis');
        expect(ours.ok).toBe(true);
        for (const own of ours.ok ? ours.value : []) {
          expect(convert('coop', liste, own, 'vers')).toEqual({ ok: true, value: [code] });
        }
      }
    },
  );
});
