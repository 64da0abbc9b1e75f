/**
 * Anything at all, sent to everything that reads: a hundred thousand inputs over the schemas and readers of the endpoints,
 * then the real routes with the session of each role. A 500 would be a failure of ours.
 */
import fc from 'fast-check';
import { parsePermanence } from '@porte-plume/accompagnement';
import { parseMapping, parseRdvsp } from '@porte-plume/accompagnement/imports';
import { parseReponses } from '@porte-plume/diagnostic';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTetes } from '../domain/audit.ts';
import { readValeurs as readAccueil } from '../features/accueil/schema.ts';
import { readValeurs as readAdressage, toSaisie } from '../features/adressages/saisie.ts';
import { readMarges, readValeursAtelier } from '../features/atelier/schema.ts';
import { connexionSchema, enregistrementSchema, readSuite } from '../features/connexion/schema.ts';
import { readFreins, readRessenti } from '../features/diagnostic/apart.ts';
import { readLigne } from '../features/feuille/lignes.ts';
import { OperationSchema, toChamps } from '../features/hors-ligne/schema.ts';
import { readMapping } from '../features/imports/saisie.ts';
import { readDuree } from '../features/mandat/preparation.ts';
import { readQui } from '../features/mandat/qui.ts';
import { readAcceptation, readLecture, readSignature } from '../features/mandat/schema.ts';
import { toValeurs } from '../features/planning/saisie.ts';
import { readFinancement, readMontant, readPart } from '../features/rapports/saisie.ts';
import { readRelecture } from '../features/relecture/schema.ts';
import { newOp } from './contexte.ts';
import { cache, Navigateur, openEssai, ORIGINE, type Essai } from './essai.fixture.ts';
import { envoie, explore, listFormulaires, remplis, type FormulaireVu } from './explorateur.fixture.ts';
import type { Champs } from './formulaire.ts';

const LENT = process.env.PORTE_PLUME_LENT === '1';
const ENTREES = 100_000;
const ENVOIS = LENT ? 5000 : 400;

const EXTREMES = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  '9'.repeat(40),
  'NaN',
  '0x10',
  '1/0',
  '100 %',
  '2026-02-30',
  '2026-13-45',
  '0000-00-00',
  '9999-12-31',
  '+275760-09-13',
  '24:61',
  '25:00',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '\ud800',
  '\udfff\ud800',
  '\u0000',
  '\ufeff',
  '\u202e',
  'e\u0301'.repeat(200),
  '😀'.repeat(300),
  'x'.repeat(70_000),
  "'; drop table compte --",
  '%00',
  '../../../etc/passwd',
  '01900000-0000-7000-8000-000000000000',
  '[object Object]',
  'null',
  'true',
  '{"a":1}',
] as const;
const NOMS = [
  'etape', 'q', 'demarche', 'mode', 'issue', 'relanceLe', 'dureeMin', 'trancheAge', 'prenom', 'nom', 'anneeNaissance',
  'telephone', 'note', 'duree', 'jours', 'rang', 'debut', 'fin', 'premierJour', 'capacite', 'montant', 'part', 'forme',
  'trace', 'lecture', 'langue', 'temoins', 'temoin1', 'frein', 'niveau', 'date', 'places', 'geste', 'le', 'code', 'roles',
  'service', 'lieuId', 'agents', 'slug', 'zone', 'texte', 'col-0', 'defaut-mode', 'ordreDate', 'moyen', 'accord',
  'recepisse', 'recepisse4', 'capacite', 'constituantKind', 'jugement', 'deces', 'quand', 'quandHeure', 'suite', 'mandat',
  '__proto__', 'constructor', 'op', '', 'a[b][c]',
]; // prettier-ignore

const valeur = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...EXTREMES) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.integer().map(String) },
  { weight: 1, arbitrary: fc.double().map(String) },
);
const champs: fc.Arbitrary<Champs> = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom(...NOMS), fc.string({ maxLength: 12 })),
      fc.array(valeur, { minLength: 1, maxLength: 3 }),
    ),
    {
      maxLength: 12,
    },
  )
  .map((paires) => new Map(paires));
const json = fc.oneof(
  fc.anything({ withBigInt: false, withNullPrototype: true, maxDepth: 4 }),
  fc.jsonValue({ maxDepth: 6 }),
  fc.dictionary(
    fc.constantFrom(
      'op',
      'type',
      'at',
      'seq',
      'compte',
      'payload',
      'resolution',
      'id',
      'rawId',
      'response',
      'version',
      'colonnes',
      'meta',
      'data',
      '__proto__',
    ),
    fc.oneof(valeur, fc.integer(), fc.jsonValue({ maxDepth: 3 }), fc.constant(null)),
  ),
);

/** Readers of posted forms. */
const LECTEURS: readonly ((une: Champs) => unknown)[] = [
  readAccueil,
  (une) => toSaisie(readAdressage(une), null),
  readValeursAtelier,
  readMarges,
  readFreins,
  readRessenti,
  readDuree,
  readLecture,
  (une) => readSignature(une, null),
  (une) => readSignature(une, new Uint8Array([0x25, 0x50])),
  (une) => readAcceptation(une, true),
  toValeurs,
  (une) => parsePermanence(toValeurs(une)),
  (une) => readFinancement(une, 'x'),
  readRelecture,
  (une) => readMapping(une, { entetes: ['Date', 'Lieu'], personnelles: [] }),
  (une) => readQui(une, { aujourdhui: '2026-11-22' }),
  (une) =>
    readLigne(Object.fromEntries([...une].map(([nom, [premier]]) => [nom, premier ?? ''])), [], '2026-11-22'),
];
/** Readers of anything: JSON bodies, files, webhooks. */
const SCHEMAS: readonly ((une: unknown) => unknown)[] = [
  (une) => connexionSchema.safeParse(une),
  (une) => enregistrementSchema.safeParse(une),
  (une) => {
    const lue = OperationSchema.safeParse(une);
    return lue.success ? toChamps(lue.data.payload) : null;
  },
  parseRdvsp,
  parseMapping,
  parseReponses,
  parsePermanence,
  (une) => parseTetes(typeof une === 'string' ? une : JSON.stringify(une)),
];
const TEXTES: readonly ((une: string) => unknown)[] = [readSuite, readMontant, readPart, parseTetes];

describe('schemas and readers of the endpoints', () => {
  it('never throw, over a hundred thousand inputs', () => {
    let entrees = 0;
    const verifie = <T>(
      sorte: fc.Arbitrary<T>,
      lecteurs: readonly ((une: T) => unknown)[],
      part: number,
    ): void => {
      const numRuns = Math.ceil((ENTREES * part) / lecteurs.length);
      fc.assert(
        fc.property(sorte, (une) => {
          for (const lecteur of lecteurs) {
            lecteur(une);
            entrees += 1;
          }
        }),
        { numRuns },
      );
    };
    verifie(champs, LECTEURS, 0.45);
    verifie(json, SCHEMAS, 0.45);
    verifie(valeur, TEXTES, 0.1);
    expect(entrees).toBeGreaterThanOrEqual(ENTREES);
  }, 120_000);
});

describe('routes', () => {
  const COMPTES = ['pia', 'denise', 'ines', 'marie', 'salima', 'herve', 'dpo', 'admin', ''] as const;
  /** What would end the session of the test, or close its account. */
  const SORTIES =
    /^\/(?:deconnexion|connexion\/demo|sessions|administration\/comptes\/:?[^/]*\/(?:etat|sessions|roles))/;
  let essai: Essai;
  const navs: { nav: Navigateur; formulaires: FormulaireVu[]; ids: string[] }[] = [];
  let routes: { method: string; path: string }[] = [];

  beforeAll(async () => {
    essai = await openEssai({ graine: 'demo' });
    for (const compte of COMPTES) {
      const nav = new Navigateur(essai.app);
      if (compte !== '') await nav.connecte(`${compte}@demo`);
      if (['pia', 'denise', 'marie'].includes(compte)) {
        const journee = await nav.get('/');
        const lieuId = /<option value="([^"]{10,})"/.exec(journee.texte)?.[1] ?? '';
        const permanenceId = cache(journee, 'permanenceId');
        await nav.post('/seance', {
          op: journee.op,
          ...(permanenceId === '' ? { lieuId, etape: 'ouvrir_lieu' } : { permanenceId, etape: 'ouvrir' }),
        });
      }
      const vues = await explore(
        nav,
        compte === '' ? ['/v', '/arreter', '/affichage'] : ['/', '/accueil', '/mandat/nouveau'],
        1,
        false,
      );
      const textes = vues.map(({ reponse }) => reponse.texte).join('\n');
      navs.push({
        nav,
        formulaires: vues
          .flatMap(({ chemin, reponse }) => listFormulaires(chemin, reponse.texte))
          .filter(({ action }) => !SORTIES.test(action)),
        ids: [...new Set(textes.match(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g))],
      });
    }
    routes = essai.app.routes.filter(({ method, path }) => method !== 'ALL' && !SORTIES.test(path));
  }, 180_000);
  afterAll(() => essai.close());

  /** A seeded pick, so that a failure is found again. */
  const pick = <T>(liste: readonly T[], n: number): T | undefined => liste[n % Math.max(1, liste.length)];

  it(
    'never answer 500 to a form with a few fields gone wild, whoever sends it',
    async () => {
      const vus = new Map<string, number>();
      const fautes: unknown[] = [];
      await fc.assert(
        fc.asyncProperty(
          fc.nat(),
          fc.nat(),
          fc.nat(),
          fc.array(fc.tuple(fc.nat(), fc.array(valeur, { minLength: 1, maxLength: 3 })), { maxLength: 3 }),
          champs,
          fc.boolean(),
          async (qui, quel, bouton, folies, sauvages, libre) => {
            const moi = pick(navs, qui);
            if (moi === undefined) return;
            const op = newOp(essai.services);
            let quoi: string;
            let reponse;
            if (libre) {
              const route = pick(routes, quel);
              if (route === undefined) return;
              const chemin = route.path.replaceAll(/:[a-zA-Z]+/g, () => pick(moi.ids, bouton) ?? 'x');
              const valeurs: Record<string, readonly string[]> = Object.fromEntries([
                ...sauvages,
                ['op', [op]],
              ]);
              quoi = `${route.method} ${route.path} ${JSON.stringify(valeurs).slice(0, 400)}`;
              const requete = new URLSearchParams(
                [...sauvages].map(([nom, [premier]]) => [nom, (premier ?? '').slice(0, 300)]),
              );
              reponse =
                route.method === 'GET'
                  ? await moi.nav.get(`${chemin}?${requete.toString()}`)
                  : await moi.nav.post(chemin, valeurs);
            } else {
              const formulaire = pick(moi.formulaires, quel);
              if (formulaire === undefined) return;
              const valeurs: Record<string, string | readonly string[]> = {
                ...remplis(
                  formulaire,
                  pick(formulaire.boutons, bouton) ?? ['', ''],
                  ({ valeur: deja }) => deja,
                ),
                op,
              };
              for (const [lequel, folles] of folies) {
                const nom = pick(formulaire.controles, lequel)?.nom;
                if (nom !== undefined && nom !== 'op') valeurs[nom] = folles;
              }
              quoi = `${formulaire.methode} ${formulaire.action} ${JSON.stringify(valeurs).slice(0, 600)}`;
              reponse = await envoie(moi.nav, formulaire, valeurs);
            }
            vus.set(String(reponse.statut), (vus.get(String(reponse.statut)) ?? 0) + 1);
            if (reponse.statut >= 500) fautes.push([reponse.statut, quoi, essai.lignes.at(-1)]);
          },
        ),
        { numRuns: ENVOIS },
      );
      expect(fautes).toEqual([]);
      // Not vacuous: some were recorded, many refused for what they hold.
      expect(vus.get('303') ?? 0).toBeGreaterThan(ENVOIS / 100);
      expect(vus.get('422') ?? 0).toBeGreaterThan(ENVOIS / 50);
    },
    LENT ? 1_800_000 : 120_000,
  );

  it('never answer 500 to a body of any kind where JSON is read', async () => {
    const [pia] = navs;
    const corps = fc.oneof(
      json.map((une) => JSON.stringify(une)),
      fc.string({ unit: 'binary' }),
      fc.nat({ max: 20_000 }).map((profondeur) => '['.repeat(profondeur)),
      fc
        .tuple(
          fc.constantFrom(
            'intervention.enregistrer',
            'mandat.signer',
            'diagnostic.enregistrer',
            'demande.noter',
          ),
          champs,
        )
        .map(([type, payload]) =>
          JSON.stringify({
            op: newOp(essai.services),
            type,
            at: '2026-11-22T10:00:00.000Z',
            seq: 1,
            compte: '',
            payload: Object.fromEntries([...payload].filter(([nom]) => nom !== '__proto__')),
          }),
        ),
    );
    const vus = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(
        corps,
        fc.constantFrom(
          '/api/operations',
          '/api/operations',
          '/connexion/passkey/verification',
          '/connexion/passkey/enregistrement/verification',
          '/confirmation/verification',
          '/accueil',
          '/imports',
          '/api/rdvsp/01900000-0000-7000-8000-000000000000',
        ),
        fc.constantFrom(
          'application/json',
          'text/plain',
          'multipart/form-data; boundary=x',
          'application/x-www-form-urlencoded',
          '',
        ),
        async (texte, chemin, type) => {
          const { status } = await essai.app.request(`${ORIGINE}${chemin}`, {
            method: 'POST',
            body: texte,
            headers: { origin: ORIGINE, 'content-type': type, cookie: pia?.nav.cookie ?? '' },
          });
          vus.set(status, (vus.get(status) ?? 0) + 1);
          expect([chemin, type, status < 500]).toEqual([chemin, type, true]);
        },
      ),
      { numRuns: LENT ? 3000 : 150 },
    );
    expect([...vus.keys()].length).toBeGreaterThan(2);
  }, 300_000);
});
