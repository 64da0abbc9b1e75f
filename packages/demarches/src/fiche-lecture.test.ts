import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { R1444_33, R1444_34, toNpmJson, toXml } from './fiche-synthetique.fixture.ts';
import { readFiche } from './fiche-lecture.ts';

const read = (text: string) => {
  const r = readFiche(text);
  if (!r.ok) throw new Error(r.motifs.map((m) => m.phrase).join(' '));
  return r.value;
};
const refusal = (text: string) => {
  const r = readFiche(text);
  return r.ok ? [] : r.motifs.map((m) => [m.code, ...(m.path ?? [])]);
};

describe.each([
  ['XML', toXml],
  ['JSON of npm', toNpmJson],
])('%s', (_, write) => {
  test('V23: schema 3.3, then 3.4: same title, its own Cerfa', () => {
    expect(read(write(R1444_33))).toMatchObject({
      nom: "Demande d'aide juridictionnelle",
      cerfa: { numero: '15626', version: '02' },
    });
    expect(read(write(R1444_34))).toMatchObject({
      nom: "Demande d'aide juridictionnelle",
      cerfa: { numero: '16146', version: '03' },
    });
  });

  test('all that a sheet says, and nothing it does not', () => {
    expect(read(write({ ...R1444_34, services: ['R2', 'R1', 'R2'], niveaux: ['N19807', 'N261'] }))).toEqual({
      id: 'R1444',
      schema: '3.4',
      type: 'Formulaire',
      nom: "Demande d'aide juridictionnelle",
      description: "Fiche d'essai & rien d'autre.",
      modifieLe: '2024-07-09',
      audience: ['Particuliers', 'Professionnels'],
      chemin: ['N19807', 'N261'],
      url: 'https://www.service-public.gouv.fr/simulateur/calcul/16146',
      organisme: "Organisme d'essai",
      cerfa: { numero: '16146', version: '03' },
      services: ['R2', 'R1'],
    });
    expect(read(write({ id: 'F1', titre: 'Une fiche' }))).toEqual({
      id: 'F1',
      schema: '3.4',
      type: "Fiche d'information conditionnée",
      nom: 'Une fiche',
      description: "Fiche d'essai & rien d'autre.",
      modifieLe: '2024-07-09',
      audience: ['Particuliers', 'Professionnels'],
      chemin: [],
      services: [],
    });
  });

  test('the number of the title serves where the sheet has no other', () => {
    const sans = { ...R1444_33, cerfa: undefined };
    expect(read(write(sans)).cerfa).toEqual({ numero: '15626', version: '02' });
    expect(read(write({ ...sans, cerfa: '60-3555' }))).toMatchObject({ numeroBrut: '60-3555' });
    expect(read(write({ ...sans, cerfa: '14463*03 (ex-60-3682)' }))).toMatchObject({
      cerfa: { numero: '14463', version: '03' },
      numeroBrut: '14463*03 (ex-60-3682)',
    });
  });

  test('a title of a fiche is never cut: only resources bear their kind', () => {
    const titre = 'Formulaire : comment le remplir ?';
    expect(read(write({ id: 'F1', titre })).nom).toBe(titre);
  });

  test('trial items are told apart from faults', () => {
    expect(refusal(write({ id: 'F34908', titre: '**CNI - Renouvellement majeur' }))).toEqual([
      ['FICHE_ESSAI', 'nom'],
    ]);
  });

  test.each(['3.0', '3.5', '9.9', ''])('schema %j is unknown', (schema) => {
    expect(refusal(write({ id: 'F1', titre: 'Une fiche', schema }))).toEqual([['SCHEMA_INCONNU', 'schema']]);
  });

  test('every fault of a sheet comes at once', () => {
    expect(refusal(write({ id: 'X1', titre: ' ', date: '2024-02-30', services: ['bad'] }))).toEqual([
      ['CHAMP_INVALIDE', 'id'],
      ['CHAMP_INVALIDE', 'nom'],
      ['CHAMP_INVALIDE', 'modifieLe'],
    ]);
  });
});

test('both forms of one sheet give the same record', () => {
  const modele = { ...R1444_33, services: ['R1', 'R2'], niveaux: ['N1'] };
  expect(read(toNpmJson(modele))).toEqual(read(toXml(modele)));
});

test('an xml-js tree under its own names is read too', () => {
  const text = toNpmJson(R1444_33).replaceAll('"children"', '"elements"');
  expect(read(text)).toEqual(read(toXml(R1444_33)));
});

test('where no schema is named, the host of the site tells it', () => {
  const sans = (m: typeof R1444_33) => toXml(m).replace(/ xsi:noNamespaceSchemaLocation="[^"]*"/, '');
  expect(read(sans(R1444_33)).schema).toBe('3.3');
  expect(read(sans(R1444_34)).schema).toBe('3.4');
  expect(refusal(sans(R1444_34).replace(/ spUrl="[^"]*"/, ''))).toEqual([['SCHEMA_INCONNU', 'schema']]);
});

test.each([
  ['', 'XML_INVALIDE', 1],
  ['texte', 'XML_INVALIDE', 1],
  ['<html/>', 'SCHEMA_INCONNU', undefined],
  ['<Publication>\n<a>\n</b>\n</Publication>', 'XML_INVALIDE', 3],
  ['<Publication>\n&nbsp;</Publication>', 'XML_INVALIDE', 2],
  ['<Publication\nID="F1" ID="F1"/>', 'XML_INVALIDE', 2],
  ['<Publication/><Publication/>', 'XML_INVALIDE', 1],
  ['<a>'.repeat(201), 'XML_INVALIDE', 1],
  ['<!DOCTYPE a>\n<Publication/>', 'DTD_REFUSEE', 1],
  ['\n<!DOCTYPE a [\n<!ENTITY x "y">\n]><Publication>&x;</Publication>', 'DTD_REFUSEE', 4],
  ['\n<?xml version="1.0"?><Publication/>', 'XML_INVALIDE', 2],
  [
    '<?xml version="1.0"?>\n<!DOCTYPE a [\n<!ENTITY x "y">\n]><Publication>&x;</Publication>',
    'DTD_REFUSEE',
    4,
  ],
  ['{', 'JSON_INVALIDE', 1],
  ['{\n"id": "F1",\n"children": [}\n', 'JSON_INVALIDE', 3],
  ['{\n"id": "F1"\n', 'JSON_INVALIDE', 3],
  ['[]', 'JSON_INVALIDE', 1],
  ['{"children":[{"type":"comment"}]}', 'JSON_INVALIDE', 1],
  ['{"children":[{"type":"element","name":"html"}]}', 'SCHEMA_INCONNU', undefined],
])('%o is refused: %s', (text, code, ligne) => {
  const [motif] = refusal(text);
  expect(motif?.[0]).toBe(code);
  if (ligne !== undefined) expect(motif?.slice(1)).toEqual(['ligne', ligne]);
});

test('an entity of the file is never expanded: the bomb is refused at its first line', () => {
  const levels = Array.from({ length: 20 }, (_, i) => `<!ENTITY l${i + 1} "&l${i};&l${i};&l${i};">`).join(
    '\n',
  );
  const bomb = `<!DOCTYPE Publication [\n<!ENTITY l0 "x">\n${levels}\n]>\n<Publication>&l20;</Publication>`;
  expect(refusal(bomb)[0]?.[0]).toBe('DTD_REFUSEE');
});

test('a value of the file is never repeated in a motif', () => {
  for (const bad of [
    '<secret-123',
    '{"secret-123"',
    toXml({ id: 'secret-123', titre: 'x', date: 'secret-123' }),
  ]) {
    expect(JSON.stringify(readFiche(bad))).not.toContain('secret-123');
  }
});

describe('properties', () => {
  const runs = { numRuns: 2000 };

  test('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const r = readFiche(text);
        return r.ok || r.motifs.length > 0;
      }),
      runs,
    );
  });

  test('never throws on a real sheet cut, or with a piece of something else in it', () => {
    const sheets = [toXml(R1444_33), toNpmJson(R1444_34)];
    fc.assert(
      fc.property(
        fc.constantFrom(...sheets),
        fc.nat(4000),
        fc.nat(200),
        fc.oneof(
          fc.string(),
          fc.constantFrom('<', '&', ']]>', '<!DOCTYPE', '"', '{', '[', '\u0000', '\ud800'),
        ),
        (sheet, from, length, piece) => {
          const r = readFiche(sheet.slice(0, from) + piece + sheet.slice(from + length));
          return r.ok || r.motifs.length > 0;
        },
      ),
      runs,
    );
  });

  test('never throws on any JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        const r = readFiche(text);
        return r.ok || r.motifs.length > 0;
      }),
      runs,
    );
    expect(refusal('['.repeat(100_000) + ']'.repeat(100_000))[0]?.[0]).toBe('JSON_INVALIDE');
    const deep = '{"type":"element","name":"a","children":['.repeat(5000) + ']}'.repeat(5000);
    expect(refusal(deep)[0]?.[0]).toBe('SCHEMA_INCONNU');
  });

  test('every title comes back through both forms', () => {
    const titre = fc
      .string({ unit: 'grapheme-composite', minLength: 1, maxLength: 60 })
      // eslint-disable-next-line no-control-regex -- XML has no way to say these
      .filter((s) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(s))
      .filter((s) => s.trim() !== '' && !s.startsWith('**') && !s.startsWith('*'));
    fc.assert(
      fc.property(titre, (t) => {
        const xml = readFiche(toXml({ id: 'F1', titre: t }));
        const json = readFiche(toNpmJson({ id: 'F1', titre: t }));
        expect(xml).toEqual(json);
      }),
      runs,
    );
  });
});
