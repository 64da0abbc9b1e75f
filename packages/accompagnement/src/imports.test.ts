import { utils, write, type CellObject } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evolve, type EtatSeance } from './seance.ts';
import {
  confirmImport,
  importTableur,
  parseMapping,
  readEchantillon,
  type ImportReport,
  type Mapping,
  type OptionsImport,
} from './imports.ts';
import { parseIntervention } from './parse-intervention.ts';

const o: OptionsImport = {
  maintenant: '2026-11-23T09:30:00.000Z',
  acteur: { id: 'ecrivain-1', structureId: 'structure-1', roles: ['ecrivain'] },
  lieux: { 'Médiathèque de Roanne': 'lieu-1', 'CCAS d’Épernay': 'lieu-2' },
  lieuParDefaut: 'lieu-1',
  findDemarche: (texte) => (texte === 'Carte grise' ? { id: 'carte-grise', catalogue: '0.1.0' } : null),
};
const mapping: Mapping = {
  version: 1,
  colonnes: [
    { entete: 'Date', champ: 'date' },
    { entete: 'Lieu', champ: 'lieu' },
    { entete: 'Durée', champ: 'dureeMin' },
    { entete: 'Thème', champ: 'theme' },
    { entete: 'Démarche', champ: 'demarche' },
    { entete: 'Genre', champ: 'genre' },
  ],
};
const HEADER = 'Date;Lieu;Durée;Thème;Démarche;Genre';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const csv = (...rows: string[]): Uint8Array => bytes([HEADER, ...rows].join('\r\n'));
const run = (file: Uint8Array, over: Partial<OptionsImport> = {}, m = mapping): Promise<ImportReport> =>
  importTableur(file, m, { ...o, ...over });
const found = (r: ImportReport): string[] => r.issues.map((i) => `${i.ligne}${i.colonne ?? ''} ${i.code}`);
const statuts = (r: ImportReport): string[] => r.lignes.map((l) => l.statut);
const book = (
  rows: unknown[][],
  change: (sheet: ReturnType<typeof utils.aoa_to_sheet>) => void = () => undefined,
  bookType: 'xlsx' | 'ods' = 'xlsx',
): Uint8Array => {
  const sheet = utils.aoa_to_sheet(rows);
  change(sheet);
  const wb = utils.book_new();
  utils.book_append_sheet(wb, sheet, 'Suivi');
  return new Uint8Array(write(wb, { type: 'array', bookType }) as ArrayBuffer);
};

describe('a preview of a spreadsheet', () => {
  it('reads a sound file and changes nothing until confirmed', async () => {
    const r = await run(
      csv('23/11/2026;Médiathèque de Roanne;30;Courriel;;F', '2026-11-20;CCAS d’Épernay;1h15;;Carte grise;H'),
    );
    expect(found(r)).toEqual([]);
    expect(statuts(r)).toEqual(['prete', 'prete']);
    expect(r.evenements).toEqual([]);
    expect(r.resume).toMatchObject({
      lignes: 2,
      pretes: 2,
      interventions: 2,
      seances: 2,
      du: '2026-11-20',
      au: '2026-11-23',
    });
    const [first, second] = r.interventions.map((i) => i.intervention);
    expect(first?.actes.map((a) => a.objet)).toEqual([{ nature: 'theme', theme: 'email' }]);
    expect(second).toMatchObject({
      dureeMin: 75,
      date: '2026-11-20',
      personne: { nature: 'anonyme', profil: { genre: 'masculin' } },
    });
    for (const { intervention } of r.interventions) expect(parseIntervention(intervention).ok).toBe(true);
    expect(r.resume.approches).toContainEqual({ champ: 'issue', code: 'finalisee', nombre: 2 });
  });

  it('gives the events once confirmed, the same each time, and folds them into closed séances', async () => {
    const file = csv('23/11/2026;;30;Courriel;;F', '23/11/2026;;20;Bureautique;;H');
    const preview = await run(file);
    const events = confirmImport(preview, o);
    expect(events.map((e) => e.type)).toEqual([
      'SeanceOuverte',
      'InterventionEnregistree',
      'InterventionEnregistree',
      'SeanceClose',
    ]);
    expect((await run(file, { dryRun: false })).evenements).toEqual(events);
    let etat: EtatSeance | null = null;
    for (const e of [...events, ...events]) etat = evolve(etat, e);
    expect(Object.keys(etat?.interventions ?? {})).toHaveLength(2);
    expect(etat?.seance.closeA).not.toBeNull();
  });

  it('makes an exact import again a no-op', async () => {
    const file = csv('23/11/2026;;30;Courriel;;F', '22/11/2026;;20;Bureautique;;H');
    const first = await run(file);
    const connus = new Set(first.interventions.flatMap((i) => [i.intervention.id, i.intervention.seanceId]));
    const again = await run(file, { connus, dryRun: false });
    expect(statuts(again)).toEqual(['connue', 'connue']);
    expect(again.evenements).toEqual([]);
  });

  it('says every fault of every row with row, column and code, and no value', async () => {
    const r = await run(
      csv(
        '31/02/2026;Chez Mme Secret;30;Courriel;;F',
        '23/11/2026;;neuf cents;Macramé Secret;;F',
        ';;30;Courriel;;Secrète',
        '23/11/2031;;30;;;F',
        '23/11/2026;;30;;Demande Secret;F',
        '23/11/2026;;0;Courriel;;F',
      ),
    );
    expect(found(r)).toEqual([
      ...[
        '2A date_invalide',
        '2B lieu_inconnu',
        '3C duree_invalide',
        '3D code_inconnu',
        '4F code_inconnu',
        '4A champ_manquant',
      ],
      ...['5A date_future', '5D sans_acte', '6E demarche_inconnue', '6D sans_acte', '7C duree_invalide'],
    ]);
    expect(statuts(r)).toEqual(Array(6).fill('erreur'));
    expect(JSON.stringify(r)).not.toMatch(/secr/i);
    expect(confirmImport(r, o)).toEqual([]);
  });
});

describe('defects of text files', () => {
  const row = '23/11/2026;;30;Prendre en main du matériel;;Féminin';
  const one = [HEADER, row].join('\n');

  it.each([
    ['UTF-8 with a byte order mark', bytes(`\ufeff${one}`), 'utf-8'],
    ['UTF-16 little endian', new Uint8Array(Buffer.from(`\ufeff${one}`, 'utf16le')), 'utf-16'],
    ['Windows-1252', new Uint8Array(Buffer.from(one, 'latin1')), 'windows-1252'],
    ['carriage returns alone', bytes(one.replaceAll('\n', '\r')), 'utf-8'],
    ['tabs', bytes(one.replaceAll(';', '\t')), 'utf-8'],
    ['commas', bytes(one.replaceAll(';', ',')), 'utf-8'],
    ['quotes everywhere', bytes(one.replaceAll(/[^;\n]+/g, '"$&"')), 'utf-8'],
    ['blank rows around', bytes(`\n\n${one}\n;;;;;\n`), 'utf-8'],
  ] as const)('reads %s', async (_, file, encodage) => {
    const r = await run(file);
    expect(r.resume).toMatchObject({ pretes: 1, enErreur: 0, encodage });
    expect(r.interventions[0]?.intervention.personne.profil.genre).toBe('feminin');
    expect(found(r)).toEqual(encodage === 'windows-1252' ? ['0 encodage_windows_1252'] : []);
  });

  it('keeps separators, quotes and line ends inside quotes', async () => {
    const r = await run(csv('23/11/2026;;30;"Courriel\r\nBureautique; ""Santé""";;F'));
    expect(r.interventions[0]?.intervention.actes).toHaveLength(3);
  });

  it.each([
    ['nothing', new Uint8Array(), 'fichier_vide'],
    ['blanks', bytes(' \r\n \n'), 'fichier_vide'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'fichier_illisible'],
    ['a damaged workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0]), 'fichier_illisible'],
    ['the old binary format', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'format_ancien'],
    ['octets of no encoding', new Uint8Array([...bytes(HEADER), 0x81, 0x8d, 0xe9]), 'encodage_inconnu'],
    ['no known header', bytes('a;b\n1;2'), 'entete_absente'],
  ] as const)('refuses %s', async (_, file, code) => {
    const r = await run(file);
    expect(r.issues.some((i) => i.code === code && i.niveau === 'erreur')).toBe(true);
    expect(r.interventions).toEqual([]);
  });

  it('says text damaged by an encoding, ragged rows, a quote that stays open', async () => {
    expect(found(await run(csv('23/11/2026;;30;Courriel;;FÃ©minin')))).toEqual([
      '0 texte_abime',
      '2F code_inconnu',
    ]);
    const ragged = await run(csv('23/11/2026;;30;Courriel', '23/11/2026;;30;Courriel;;F;suite', row));
    expect(found(ragged)).toEqual(['2 ligne_irreguliere', '3 ligne_irreguliere']);
    expect(statuts(ragged)).toEqual(['erreur', 'erreur', 'prete']);
    const open = await run(csv(row, '23/11/2026;;30;"Courriel;;F', row));
    expect(found(open)).toEqual(['3 guillemet_ouvert']);
    expect(statuts(open)).toEqual(['prete']);
  });

  it('takes an equal row once, and refuses an identifier with two contents', async () => {
    const twice = await run(csv(row, row));
    expect(found(twice)).toEqual(['3 ligne_en_double']);
    expect(statuts(twice)).toEqual(['prete', 'doublon']);
    const withId: Mapping = {
      ...mapping,
      colonnes: [...mapping.colonnes, { entete: 'N°', champ: 'identifiant' }],
    };
    const file = bytes([`${HEADER};N°`, `${row};7`, `${row.replace('30', '45')};7`].join('\n'));
    const clash = await run(file, {}, withId);
    expect(found(clash)).toEqual(['3G identifiant_en_double']);
    expect(statuts(clash)).toEqual(['prete', 'erreur']);
  });

  it('says a missing or doubled column of the mapping without reading a row', async () => {
    const missing = await run(bytes('Date;Lieu;Durée;Thème;Genre\n23/11/2026;;30;Courriel;F'));
    expect(missing.issues).toMatchObject([{ ligne: 1, champ: 'demarche', code: 'colonne_manquante' }]);
    expect(missing.lignes).toEqual([]);
    const doubled = await run(bytes(`${HEADER};genre\n${row};F`));
    expect(found(doubled)).toEqual(['1F colonne_en_double']);
  });
});

describe('workbooks', () => {
  const header = HEADER.split(';');
  const sound = [new Date(Date.UTC(2026, 10, 23)), 'Médiathèque de Roanne', 30, 'Courriel', '', 'Féminin'];

  it.each(['xlsx', 'ods'] as const)('reads typed dates, numbers and formulas of an %s', async (type) => {
    const r = await run(
      book(
        [['Suivi de l’année'], [], header, sound, sound],
        (s) => {
          s.C5 = { t: 'n', f: '15+30', v: 45 } satisfies CellObject;
        },
        type,
      ),
    );
    expect(found(r)).toEqual(['5C formule']);
    expect(r.interventions.map((i) => [i.intervention.date, i.intervention.dureeMin])).toEqual([
      ['2026-11-23', 30],
      ['2026-11-23', 45],
    ]);
    expect(r.resume.format).toBe(type);
  });

  it('refuses a formula without result, an error of calculation and a merged cell, row by row', async () => {
    const r = await run(
      book([header, sound, sound, sound, sound], (s) => {
        s.C2 = { t: 'n', f: '1+1' };
        s.C3 = { t: 'e', v: 7 };
        s['!merges'] = [{ s: { r: 3, c: 0 }, e: { r: 4, c: 0 } }];
      }),
    );
    expect(found(r)).toEqual(['2C formule_sans_valeur', '3C cellule_en_erreur', '5A cellule_fusionnee']);
    expect(statuts(r)).toEqual(['erreur', 'erreur', 'prete', 'erreur']);
  });

  it('never reads a hidden column of names, and says when a mapped one is hidden', async () => {
    const r = await run(
      book(
        [
          ['Nom', ...header],
          ['MARTIN Secret', ...sound],
          ['MARTIN Secret', 'x', ...sound.slice(1)],
        ],
        (s) => {
          s['!cols'] = [{ hidden: true }, {}, { hidden: true }];
        },
      ),
    );
    expect(found(r)).toEqual(['1C colonne_masquee', '3B date_invalide']);
    expect(r.resume.colonnesEcartees).toBe(1);
    expect(JSON.stringify(r)).not.toMatch(/secret|martin/i);
  });

  it('refuses a file that inflates too much before inflating it', async () => {
    const big = book([header, ...Array.from({ length: 200 }, () => sound)]);
    const packed = await run(big, { limites: { octets: 10_000 } });
    expect(found(packed)).toEqual(['0 fichier_trop_grand']);
    expect(found(await run(big, { limites: { lignes: 100 } }))).toEqual(['0 trop_de_lignes']);
  });
});

describe('the mapping of columns', () => {
  it('takes the words of the house, and says all that is wrong with it', async () => {
    const own: Mapping = {
      ...mapping,
      colonnes: mapping.colonnes.map((c) =>
        c.champ === 'theme' ? { ...c, valeurs: { 'Boîte mail, etc.': 'email' } } : c,
      ),
    };
    const r = await run(csv('23/11/2026;;30;boite mail, etc;;F'), {}, own);
    expect(r.interventions[0]?.intervention.actes[0]?.objet).toEqual({ nature: 'theme', theme: 'email' });
    const bad = parseMapping({
      version: 1,
      colonnes: [
        { entete: 'A', champ: 'genre', valeurs: { x: 'martien' } },
        { entete: 'a', champ: 'genre' },
        { entete: 'B', champ: 'nom' },
      ],
    });
    expect(bad.ok ? [] : bad.motifs.map((m) => m.code).sort()).toEqual(
      ['champ_en_double', 'code_inconnu', 'code_inconnu', 'date_manquante', 'entete_en_double'].sort(),
    );
    const refused = await run(csv('23/11/2026;;30;Courriel;;F'), {}, { version: 1, colonnes: [] });
    expect(found(refused)).toEqual(['0 mapping_invalide']);
  });

  it('shows a sample of the file for the screen of the mapping', async () => {
    const sample = await readEchantillon(csv('a;b;c;d;e;f', 'g;h;i;j;k;l'), { lignes: 2 });
    expect(sample).toEqual({ entetes: HEADER.split(';'), echantillon: [['a', 'b', 'c', 'd', 'e', 'f']] });
    expect(await readEchantillon(new Uint8Array())).toBeNull();
  });
});

const cell = fc.oneof(
  fc.constantFrom(
    '23/11/2026',
    '2026-11-20',
    '30',
    '1h30',
    'Courriel',
    'F',
    'Non communiqué',
    'Carte grise',
    '=1+1',
    '',
  ),
  fc.string(),
);

describe('properties', () => {
  it('never throws on any octets', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.uint8Array({ maxLength: 200 }).map((a) => new Uint8Array([0x50, 0x4b, 3, 4, ...a])),
          fc.string({ unit: 'binary' }).map((s) => csv(s)),
          fc
            .array(fc.array(cell, { minLength: 6, maxLength: 6 }))
            .map((rows) => csv(...rows.slice(0, 3).map((r) => r.join(';')))),
        ),
        async (file) => {
          const r = await run(file);
          const { lignes, pretes, enErreur, doublons, connues } = r.resume;
          expect(pretes + enErreur + doublons + connues).toBe(lignes);
          expect(r.interventions).toHaveLength(pretes);
          for (const { intervention } of r.interventions)
            expect(parseIntervention(intervention)).toMatchObject({ ok: true });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('never throws on a damaged workbook', async () => {
    const sound = book([HEADER.split(';'), ['23/11/2026', '', 30, 'Courriel', '', 'F']]);
    await fc.assert(
      fc.asyncProperty(fc.nat(sound.length - 1), fc.nat(255), fc.boolean(), async (at, octet, cut) => {
        const file = cut ? sound.slice(0, at) : sound.map((b, i) => (i === at ? octet : b));
        const r = await run(file);
        expect(r.evenements).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same report in any order of the columns', async () => {
    const columns = HEADER.split(';');
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(
            cell.map((c) => c.replace(/[;"\r\n]/g, '')),
            { minLength: 6, maxLength: 6 },
          ),
          { maxLength: 5 },
        ),
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
        async (rows, order) => {
          const swap = (row: string[]): string => order.map((c) => row[c] ?? '').join(',');
          const text = (all: string[][], join: (r: string[]) => string) => bytes(all.map(join).join('\n'));
          const safe = rows.map((r) => r.map((c) => c.replaceAll(',', ' ')));
          const a = await run(text([columns, ...safe], (r) => r.join(',')));
          const b = await run(text([columns, ...safe], swap));
          expect(b.interventions).toEqual(a.interventions);
          expect(b.lignes).toEqual(a.lignes);
          const named = (r: ImportReport): string[] =>
            r.issues.map((i) => `${i.ligne} ${i.champ ?? ''} ${i.code}`).sort();
          expect(named(b)).toEqual(named(a));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
