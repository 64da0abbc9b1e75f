import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { catalogue, listAConfirmer } from './catalogue.ts';
import { toCsv, toTableSchema } from './export.ts';
import { COMPLETE, ELARGI } from './jsonld.fixture.ts';
import { toDay } from './jour.ts';

const lire = (csv: string) => parse<Record<string, string>>(csv, { columns: true, record_delimiter: '\r\n' });
const lignes = lire(toCsv(ELARGI));
const schema = toTableSchema();
const complete = lignes.find((l) => l.id === COMPLETE.id);

const LECTEURS = {
  string: () => true,
  number: (s: string) => /^-?\d+(\.\d+)?$/.test(s),
  boolean: (s: string) => s === 'oui' || s === 'non',
  date: (s: string) => toDay(s) !== undefined,
} as const;

describe('toCsv', () => {
  it('has one line a démarche, whatever the order of the catalogue', () => {
    expect(lignes.map((l) => l.id)).toEqual(ELARGI.demarches.map((d) => d.id).sort());
    expect(toCsv({ ...ELARGI, demarches: ELARGI.demarches.toReversed() })).toBe(toCsv(ELARGI));
  });

  it('is what the Table Schema says, cell by cell', () => {
    for (const ligne of lignes) {
      expect(Object.keys(ligne)).toEqual(schema.fields.map((f) => f.name));
      for (const { name, type, format, constraints } of schema.fields) {
        const cellule = ligne[name] ?? '';
        const ou = `${ligne.id ?? ''} ${name}`;
        if (schema.missingValues.includes(cellule)) {
          expect(constraints?.required, ou).toBeUndefined();
          continue;
        }
        expect(LECTEURS[type](cellule), ou).toBe(true);
        if (constraints?.enum !== undefined) expect(constraints.enum, ou).toContain(cellule);
        if (format === 'uri') expect(URL.canParse(cellule), ou).toBe(true);
      }
    }
    expect(new Set(lignes.map((l) => l[schema.primaryKey])).size).toBe(lignes.length);
  });

  it('writes what a complete entry knows', () => {
    expect(complete).toMatchObject({
      synonymes: 'AI',
      alias: 'l’aide qui n’existe pas|AI',
      situations: 'j’ai reçu une lettre',
      etapes: 'Vous ouvrez le site.|Vous gardez le récépissé.',
      pieces_verifiees_le: '2026-11-01',
      decideur: 'Commission des droits',
      cerfa: '12345*01',
      url_verifiee_le: '2026-11-01',
      pieces:
        'Pièce d’identité (Copie, obligatoire)|Pièce d’identité (Photo, facultatif, pour\u00a0: chaque enfant)',
      auth_moyens: 'franceconnect|aucun',
      reponse_jours: '60',
      silence: 'rejet',
      duree_mediane: '40',
    });
    expect(complete?.canaux).toContain(
      'Au guichet\u00a0: 1 rue Inventée · le mardi · pour\u00a0: département 42 (à confirmer)',
    );
    expect(complete?.actes_reserves).toContain(
      'serment (usager-presence)\u00a0: texte à confirmer (à confirmer)',
    );
  });

  it('tells what nobody knows from what is known to be none', () => {
    const [d] = lire(toCsv({ ...catalogue, demarches: [{ ...COMPLETE, blocages: null, pieces: [] }] }));
    expect(complete?.blocages).toBe('aucun');
    expect(d).toMatchObject({ blocages: '', pieces: 'aucun' });
    const indecis = { ...COMPLETE, actesReserves: [], actesReservesDecide: false, modes: {} };
    expect(lire(toCsv({ ...catalogue, demarches: [indecis] }))[0]).toMatchObject({
      actes_reserves: '',
      modes_refuses: '',
    });
    for (const entree of catalogue.demarches) {
      const ligne = lignes.find((l) => l.id === entree.id);
      expect(ligne?.a_confirmer).toBe(listAConfirmer(entree).join('|') || 'aucun');
    }
  });

  it('carries no formula, even when an entry of another catalogue does', () => {
    const piege = { ...COMPLETE, nom: '=HYPERLINK("https://exemple.fr")', aliases: ['@x', 'a|b'] };
    const csv = toCsv({ ...catalogue, demarches: [piege] });
    expect(lire(csv)[0]).toMatchObject({ nom: '\'=HYPERLINK("https://exemple.fr")', alias: "'@x|a/b" });
  });
});
