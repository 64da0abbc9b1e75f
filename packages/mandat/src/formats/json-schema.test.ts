import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DONNEES_COMMANDES } from '../modele/donnees.ts';
import { parseEvenement, type Commande } from '../modele/evenement.ts';
import { toDpv27560 } from '../export/export-dpv.ts';
import { commande, ITEM, PREPARATION, RECUEIL, signer } from '../f0.fixture.ts';
import { toJsonSchemas } from './json-schema.ts';
import { chain } from '../ledger.ts';
import { POLITIQUE_PAR_DEFAUT } from '../modele/politique.ts';
import { CommandeSchema, EtatMandatSchema } from '../schemas.ts';

const dossier = new URL('../../schemas/', import.meta.url);
const schemas = toJsonSchemas();
const COMMANDES = JSON.parse(
  readFileSync(new URL('golden/commandes-v1.json', import.meta.url), 'utf8'),
) as Commande[];

/** Validators that share nothing with zod; they must themselves find our schemas sound. */
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
addFormats.default(ajv);
const validateurs = new Map(Object.entries(schemas).map(([nom, schema]) => [nom, ajv.compile(schema)]));

function toValidateur(nom: string): (valeur: unknown) => boolean {
  return (valeur) => validateurs.get(nom)?.(valeur) ?? false;
}

describe('toJsonSchemas', () => {
  it('is what the package publishes: run scripts/schemas.mjs after a change', () => {
    const attendus = Object.keys(schemas).map((nom) => `${nom}.schema.json`);
    const fichiers = readdirSync(dossier).sort();
    expect(fichiers).toEqual(attendus.sort());
    for (const fichier of fichiers) {
      const publie: unknown = JSON.parse(readFileSync(new URL(fichier, dossier), 'utf8'));
      const nom = fichier.replace('.schema.json', '');
      expect(JSON.stringify(publie), fichier).toBe(JSON.stringify(schemas[nom]));
    }
  });

  it.each(Object.keys(schemas))('%s is a sound schema of the draft 2020-12', (nom) => {
    expect(schemas[nom]).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: nom,
    });
    expect(toValidateur(nom)({})).toBe(false);
    expect(toValidateur(nom)(null)).toBe(false);
  });

  it('accepts what the package makes', () => {
    const { evenements, etat } = signer();
    if (etat === null) throw new Error('Nothing was prepared');
    const faits: [string, unknown][] = [
      ...evenements.map((e): [string, unknown] => ['evenement', e]),
      ...chain(null, evenements).map((l): [string, unknown] => ['link', l]),
      ['etat-mandat', JSON.parse(JSON.stringify(etat))],
      ['commande', commande('PreparerMandat', PREPARATION)],
      ['item', ITEM],
      ['recueil', RECUEIL],
      ['politique', POLITIQUE_PAR_DEFAUT],
      ['dpv-27560', toDpv27560(etat, { base: 'https://ecrivain.exemple.fr' })],
    ];
    for (const [nom, fait] of faits) expect(toValidateur(nom)(fait), nom).toBe(true);
  });

  it('refuses the same bad commands as zod', () => {
    const bonne = commande('PreparerMandat', PREPARATION);
    const donnees = (plus: object) => ({ ...bonne, donnees: { ...bonne.donnees, ...plus } });
    const mauvaises: unknown[] = [
      { ...bonne, v: 2 },
      { ...bonne, type: 'Vendre' },
      { ...bonne, faitLe: '2026-11-22T10:00:00+01:00' },
      { ...bonne, faitLe: '2026-02-30T09:00:00.000Z' },
      { ...bonne, acteur: { kind: 'ecrivain', ref: 'Madame Durand' } },
      { ...bonne, cleInconnue: true },
      donnees({ items: [] }),
      donnees({ items: [{ ...ITEM, actes: ['tout'] }] }),
      donnees({ items: [{ ...ITEM, sauf: [{}] }] }),
      donnees({ duree: { mois: 0 } }),
      donnees({ duree: { mois: 1, jours: 1 } }),
      donnees({ prix: 10 }),
      donnees({ mandant: { ref: 'p-1', capacite: 'incapable' } }),
    ];
    const valider = toValidateur('commande');
    for (const mauvaise of mauvaises) {
      expect(CommandeSchema.safeParse(mauvaise).success, JSON.stringify(mauvaise)).toBe(false);
      expect(valider(mauvaise), JSON.stringify(mauvaise)).toBe(false);
    }
  });

  it('refuses the same bad events, and forgives the same unknown keys', () => {
    const [bon] = signer().evenements;
    const valider = toValidateur('evenement');
    const cas: unknown[] = [
      bon,
      { ...bon, plusTard: 1 },
      { ...bon, v: 0 },
      { ...bon, v: 2 },
      { ...bon, seq: -1 },
      { ...bon, seq: 1.5 },
      { ...bon, id: 'sans-rang' },
      { ...bon, type: 'MandatVendu' },
      { ...bon, connuLe: 'hier' },
      { ...bon, donnees: {} },
    ];
    expect(cas.map((c) => valider(c))).toEqual(cas.map((c) => parseEvenement(c).ok));
    expect(cas.map((c) => valider(c))).toEqual([true, true, ...Array<boolean>(8).fill(false)]);
  });

  it('accepts the golden command of every type, as zod does', () => {
    expect(COMMANDES.map((c) => c.type).sort()).toEqual(Object.keys(DONNEES_COMMANDES).sort());
    for (const c of COMMANDES) {
      expect(CommandeSchema.parse(c)).toEqual(c);
      expect(toValidateur('commande')(c), c.type).toBe(true);
    }
  });

  it('P-S1 agrees with zod on commands and events damaged at random', { timeout: 30_000 }, () => {
    const { evenements } = signer();
    const cas = [
      ...COMMANDES.map((c) => ['commande', c, (x: unknown) => CommandeSchema.safeParse(x).success] as const),
      ...evenements.map((e) => ['evenement', e, (x: unknown) => parseEvenement(x).ok] as const),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...cas), fc.nat(), abime(), ([nom, bon, lire], ou, plus) => {
        const mauvais: unknown = damage(structuredClone(bon), ou, plus);
        expect(toValidateur(nom)(mauvais), JSON.stringify(mauvais)).toBe(lire(mauvais));
      }),
      { numRuns: 2_000 },
    );
  });

  it('says what it cannot check: an unknown zone passes here, and not in the package', () => {
    const { etat } = signer();
    if (etat === null) throw new Error('Nothing was prepared');
    const ailleurs = { ...etat, structure: { ...etat.structure, zone: 'Europe/Atlantide' } };
    expect(toValidateur('etat-mandat')(JSON.parse(JSON.stringify(ailleurs)))).toBe(true);
    expect(EtatMandatSchema.safeParse(ailleurs).success).toBe(false);
    expect(schemas['etat-mandat']?.$comment).toContain('IANA zone');
  });
});

/** What takes the place of a value: nothing, a code of ours, a near miss, anything. */
function abime(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constant(undefined),
    fc.constantFrom(
      'mandant',
      'papier',
      'x y',
      'A'.repeat(101),
      '2026-02-30',
      '2026-11-22T09:00:00Z',
      '',
      0,
      -1,
      1.5,
    ),
    fc.jsonValue({ maxDepth: 1 }),
  );
}

/** Replaces one place of a JSON value; a zone is left alone, since JSON Schema cannot know the zones. */
function damage(racine: object, ou: number, plus: unknown): object {
  const places: [Record<string, unknown>, string][] = [];
  const visit = (noeud: unknown): void => {
    if (typeof noeud !== 'object' || noeud === null) return;
    for (const cle of Object.keys(noeud)) {
      if (cle !== 'zone') places.push([noeud as Record<string, unknown>, cle]);
      visit((noeud as Record<string, unknown>)[cle]);
    }
  };
  visit(racine);
  const [noeud, cle] = places[ou % places.length] ?? [{}, ''];
  if (plus === undefined && !Array.isArray(noeud)) Reflect.deleteProperty(noeud, cle);
  else noeud[cle] = plus ?? null;
  return racine;
}
