import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DONNEES_EVENEMENTS } from '../modele/donnees.ts';
import { EtatMandatSchema, type EtatMandat } from '../modele/etat.ts';
import { EvenementSchema, parseEvenement, type Evenement } from '../modele/evenement.ts';
import { evolve } from '../histoire/evolve.ts';
import { parseJournal } from './journal.ts';
import { toJsonSchemas } from './json-schema.ts';
import { chain, digest } from '../ledger.ts';
import { etatA, fold, merge } from '../histoire/vue.ts';

/**
 * Journals as the field holds them (scripts/golden.mjs made them once, through decide). Their events are frozen: if a
 * test fails here, stored journals of real structures would be read otherwise too.
 */
interface Golden {
  dit: string;
  evenements: Evenement[];
  tete: { count: number; hash: string };
  mandats: {
    mandatId: string;
    etat: EtatMandat;
    empreinte: string;
    vues: { instant: string; connuA: string | null; statut: string | null; statutItems: object | null }[];
  }[];
}

const dossier = new URL('golden/v1/', import.meta.url);
const noms = readdirSync(dossier).map((fichier) => fichier.replace('.json', ''));
const lire = (nom: string) => JSON.parse(readFileSync(new URL(`${nom}.json`, dossier), 'utf8')) as Golden;
const tous = noms.map((nom): [string, Golden] => [nom, lire(nom)]);

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
addFormats.default(ajv);
const validerEvenement = ajv.compile(toJsonSchemas().evenement ?? {});
const validerEtat = ajv.compile(toJsonSchemas()['etat-mandat'] ?? {});

describe('golden journals of v1', () => {
  it('hold at least one event of every type', () => {
    const vus = new Set(tous.flatMap(([, { evenements }]) => evenements.map((e) => e.type)));
    expect([...vus].sort()).toEqual(Object.keys(DONNEES_EVENEMENTS).sort());
  });

  it.each(tous)(
    '%s is read event by event, unchanged, by zod and by the published JSON Schema',
    (_nom, g) => {
      for (const evenement of g.evenements) {
        expect(parseEvenement(evenement)).toEqual({ ok: true, value: evenement });
        expect(validerEvenement(evenement), JSON.stringify(validerEvenement.errors)).toBe(true);
      }
      expect(parseJournal(g.evenements)).toEqual({ ok: true, value: g.evenements });
      expect(parseJournal(g.evenements.map((e) => JSON.stringify(e)).join('\n'))).toEqual({
        ok: true,
        value: g.evenements,
      });
    },
  );

  it.each(tous)('%s gives the chain that was sealed then', (_nom, g) => {
    const liens = chain(null, g.evenements);
    expect({ count: liens.length, hash: liens.at(-1)?.hash }).toEqual(g.tete);
  });

  it.each(tous)('%s folds into the state of then, with the same fingerprint', (_nom, g) => {
    for (const { mandatId, etat, empreinte } of g.mandats) {
      const plie = fold(g.evenements.filter((e) => e.mandatId === mandatId));
      expect(JSON.parse(JSON.stringify(plie))).toEqual(etat);
      expect(digest(plie)).toEqual({ ok: true, value: empreinte });
      expect(EtatMandatSchema.safeParse(etat).error).toBeUndefined();
      expect(validerEtat(etat), JSON.stringify(validerEtat.errors)).toBe(true);
    }
  });

  it.each(tous)('%s answers as then at each instant', (_nom, g) => {
    for (const { mandatId, vues } of g.mandats) {
      const siens = g.evenements.filter((e) => e.mandatId === mandatId);
      for (const { instant, connuA, statut, statutItems } of vues) {
        const vue = etatA(siens, instant, connuA ?? undefined);
        expect(vue?.statut ?? null, instant).toBe(statut);
        expect(vue?.statutItems ?? null, instant).toEqual(statutItems);
      }
    }
  });

  it(
    'P1 fold alike whatever the order in which the events arrive, and in two halves merged',
    { timeout: 30_000 },
    () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...tous),
          fc.infiniteStream(fc.nat()),
          fc.nat(),
          ([, { evenements, mandats }], alea, coupe) => {
            for (const { mandatId, empreinte } of mandats) {
              const siens = evenements.filter((e) => e.mandatId === mandatId);
              const melanges = shuffle(siens, alea);
              expect(digest(fold(melanges))).toEqual({ ok: true, value: empreinte });
              const n = coupe % melanges.length;
              expect(digest(fold(merge(melanges.slice(n), melanges.slice(0, n + 1))))).toEqual({
                ok: true,
                value: empreinte,
              });
            }
          },
        ),
        { numRuns: 1_000 },
      );
    },
  );

  it('P5 every event is accepted by the schema and by evolve', () => {
    for (const [, { evenements, mandats }] of tous) {
      for (const { mandatId } of mandats) {
        const siens = evenements.filter((e) => e.mandatId === mandatId);
        const etat = siens.reduce<EtatMandat | null>((e, x) => evolve(e, EvenementSchema.parse(x)), null);
        expect(etat?.version).toBe(siens.length);
      }
    }
  });
});

function shuffle<T>(liste: readonly T[], alea: Iterator<number>): T[] {
  return liste
    .map((element) => ({ element, rang: Number(alea.next().value) }))
    .sort((a, b) => a.rang - b.rang)
    .map(({ element }) => element);
}
