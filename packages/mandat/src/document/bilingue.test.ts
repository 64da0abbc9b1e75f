/** French beside another language: same blocks, isolated numbers, plain sentences, and what is said of the translation. */
import { describe, expect, it } from 'vitest';
import { DocumentMandatSchema, GENRES_DOCUMENT, type Bloc, type DocumentMandat } from './ast.ts';
import { createCode } from '../codes/code.ts';
import { IDENTITES, listLignes, signerTout, write } from './document.fixture.ts';
import { documentHash, LANGUES_DOCUMENT, renderMandatHtml } from '../document.ts';
import type { EtatMandat } from '../modele/etat.ts';
import { acte, AIDE_LOGEMENT, commande, DEPOT_RSA, H, PLUS_TARD, signer } from '../f0.fixture.ts';
import { findTextes } from './langues.ts';
import { toDemarches } from '../modele/portee.ts';
import { CAPACITES, NIVEAUX_DOCUMENT } from '../modele/nomenclatures.ts';
import { fr } from './textes/fr.ts';

const alea = (octets: number) => Uint8Array.from({ length: octets }, (_, i) => i * 7 + 3);
const codes = { mandat: createCode('M', alea), revocation: createCode('R', alea) };
const base = 'https://mandats.structure.example';
const ADRESSE = IDENTITES.structure?.adresse;
const AUTRES = LANGUES_DOCUMENT.filter((l) => l.code !== 'fr').map((l) => l.code);

function requis(): never {
  throw new Error('no state');
}

/** Mandates that together hold every sentence of the catalogue that a document can hold. */
function listEtats(): EtatMandat[] {
  const temoins = ['t-1', 't-2'].map((ref) => ({ ref, kind: 'tiers' as const }));
  const actif = signerTout();
  actif.faire(acte({ acte: 'consulter', recepisse4: 'A7F2' }));
  actif.faire(acte({ acte: 'creer_compte', resultat: 'reussi' }, 'a2'));
  const compte = { demarcheId: AIDE_LOGEMENT.id, nature: 'compte' as const };
  actif.faire(commande('RemettreCompte', compte, { faitLe: PLUS_TARD }));
  actif.faire(acte({ demarcheId: DEPOT_RSA.id, horsPerimetreReconnu: true, resultat: 'echoue' }, 'a3'));
  actif.faire(
    commande(
      'RevoquerMandat',
      { demandePar: 'mandant', canal: 'code' },
      { faitLe: '2026-12-02T09:00:00.000Z' },
    ),
  );
  const mandant = (capacite: (typeof CAPACITES)[number]) => ({ ref: 'p-1', capacite });
  const mineur = {
    ref: 'p-1',
    capacite: 'aucune_mesure' as const,
    naissance: { ageCommitment: H, le: '2010-03-05' },
  };
  return [
    actif,
    signer({ mandant: mandant('tutelle'), constituant: { kind: 'tuteur', ref: 'x-1' } }),
    signer({
      mandant: mandant('curatelle_renforcee'),
      constituant: { kind: 'curateur_assiste', ref: 'x-1' },
    }),
    signer({ mandant: mandant('sauvegarde') }, { recueil: { forme: 'ne_sait_signer', temoins } }),
    signer({ mandant: mineur, constituant: { kind: 'parent', ref: 'x-1' } }),
    signer({}, { recueil: { forme: 'oral_a_regulariser', mode: 'telephone', interprete: 'telephone' } }),
    signer({}, { recueil: { forme: 'signature_ecran', interprete: 'professionnel', langue: 'ar' } }),
    signerTout(),
    signer({ duree: { jours: 15 } }, { jusqua: 'EnregistrerLecture' }),
  ].flatMap(({ etat }) => (etat === null ? [] : [etat]));
}
const ETATS = listEtats();
const [ARRETE = requis(), TUTELLE = requis()] = ETATS;

function listDocuments(langue: string, niveau: DocumentMandat['niveau']): DocumentMandat[] {
  return ETATS.flatMap((etat) =>
    GENRES_DOCUMENT.filter((genre) => genre !== 'revocation' || etat === ARRETE).map((genre) =>
      write(etat, { langue, niveau, genre, codes }),
    ),
  );
}

/** The columns of one language, and what stands beside a signature in it. */
function toColonne(blocs: readonly Bloc[], langue: string): Bloc[] {
  return blocs.flatMap((bloc): Bloc[] => {
    if (bloc.kind === 'bilingue') return langue === 'fr' ? bloc.fr : bloc.traduction.blocs;
    if (langue === 'fr') return [bloc];
    if (bloc.kind !== 'signature' || bloc.traduction === undefined) return [];
    const { libelle, mention } = bloc.traduction;
    return [libelle, ...(mention === undefined ? [] : [mention])].map((contenu) => ({
      kind: 'paragraphe',
      contenu,
    }));
  });
}

const NOMS = new Set(
  ETATS.flatMap((etat) => etat.items.flatMap((i) => toDemarches(i.portee).map((d) => d.libelle))),
);

/** Sentences of more than twelve words, names of démarches and addresses apart. */
function listLongues(blocs: readonly Bloc[], langue: string): string[] {
  const segmenteur = new Intl.Segmenter(langue, { granularity: 'word' });
  return listLignes(blocs, langue)
    .map((ligne) => [...NOMS].reduce((texte, nom) => texte.replaceAll(nom, 'X'), ligne))
    .map((ligne) => ligne.replaceAll(ADRESSE ?? '', 'X').replaceAll('\u00a0', ' '))
    .map((ligne) => ligne.replaceAll(/\S+@\S+|[MR][\w-]{14,}|\d{2}( \d{2}){4}/g, 'X'))
    .flatMap((ligne) => ligne.split(/[.!?:؟。](?:\s|$)/u))
    .filter((phrase) => [...segmenteur.segment(phrase)].filter((s) => s.isWordLike).length > 12);
}

it.each(['fr', ...AUTRES])(
  '%s: plain level, twelve words a sentence at most, in every kind of paper',
  (langue) => {
    const longues = listDocuments(langue, 'langage_simple').flatMap((doc) =>
      listLongues(langue === 'fr' ? doc.blocs : toColonne(doc.blocs, langue), langue),
    );
    expect([...new Set(longues)]).toEqual([]);
  },
);

describe.each(AUTRES)('French and %s', (langue) => {
  const t = findTextes(langue) ?? fr;
  const forme = (blocs: readonly Bloc[]): unknown[] =>
    blocs.map((b) =>
      b.kind === 'liste'
        ? [b.kind, b.items.length]
        : b.kind === 'definitions'
          ? [b.kind, b.entrees.map((e) => e.valeurs.length)]
          : b.kind === 'encadre'
            ? forme(b.blocs)
            : b.kind,
    );

  it.each(NIVEAUX_DOCUMENT)('%s: the same blocks side by side, in every kind of paper', (niveau) => {
    for (const doc of listDocuments(langue, niveau)) {
      expect(DocumentMandatSchema.parse(JSON.parse(JSON.stringify(doc)))).toEqual(doc);
      expect([doc.langue, doc.sens]).toEqual([langue, t.sens]);
      for (const bloc of doc.blocs) {
        if (bloc.kind === 'signature') expect(bloc.traduction?.langue).toBe(langue);
        else if (bloc.kind !== 'bilingue') throw new Error(`${bloc.kind} in one language only`);
        else expect(forme(bloc.traduction.blocs)).toEqual(forme(bloc.fr));
      }
      expect(JSON.stringify(doc)).not.toMatch(/undefined|\{\w+\}(?!")/);
    }
  });

  it('the French side is the French document, word for word', () => {
    for (const niveau of NIVEAUX_DOCUMENT) {
      const seul = write(TUTELLE, { niveau, codes });
      const double = write(TUTELLE, { niveau, codes, langue });
      // The second block says what the translation is worth: the French document has nothing to say of it.
      const blocs = double.blocs.filter((_, rang) => rang !== 1);
      expect(listLignes(toColonne(blocs, 'fr').map(sansTraduction))).toEqual(listLignes(seul.blocs));
    }
  });

  it('says in both languages that French binds, and whether anyone checked the translation', () => {
    const doc = write(TUTELLE, { langue });
    const statut = (u: typeof fr) =>
      t.relecture === null ? u.traduction.nonRelue : u.traduction.relue.replace('{par}', t.relecture.par);
    expect(listLignes(encadre(doc, 'fr')).join('\n')).toContain(fr.traduction.francais);
    expect(listLignes(encadre(doc, 'fr'))[1]).toContain(statut(fr).slice(0, 20));
    expect(listLignes(encadre(doc, langue), langue)).toEqual([t.traduction.francais, expect.any(String)]);
    expect(listLignes(encadre(doc, langue), langue)[1]).toContain(statut(t).slice(0, 10));
  });

  it('the names of the démarches stay French, and say so', () => {
    const html = renderMandatHtml(write(TUTELLE, { langue }));
    expect(html).toContain('<h3>Demander une aide au logement</h3>');
    const nom =
      t.sens === 'rtl' ? '\u2066Demander une aide au logement\u2069' : 'Demander une aide au logement';
    expect(html).toContain(`<h3><bdi lang="fr">${nom}</bdi></h3>`);
    expect(html).toContain(`<div lang="${langue}" dir="${t.sens}">`);
    const theme = renderMandatHtml(write(ARRETE, { langue }));
    const noms = [...theme.matchAll(/<bdi lang="fr">([^<]*)<\/bdi>/g)].map((m) =>
      m[1]?.replace(/[\u2066\u2069]/g, ''),
    );
    expect(new Set(noms)).toEqual(
      new Set([
        'Demander une aide au logement',
        'Demander le RSA',
        'Demander l’AAH',
        'Maison de quartier',
        ADRESSE,
        'Ville',
      ]),
    );
    expect(html.match(/<div lang="fr" dir="ltr">/g)?.length).toBeGreaterThan(10);
  });

  it('the fingerprint is that of this document: it changes with the language, not with the codes', () => {
    const avec = write(ARRETE, { langue, codes });
    expect(documentHash(avec)).toBe(documentHash(write(ARRETE, { langue })));
    expect(documentHash(avec)).not.toBe(documentHash(write(ARRETE)));
    expect(renderMandatHtml(avec, { base })).toContain(documentHash(avec));
  });

  it.runIf(t.sens === 'rtl')(
    'T51: phone and dates isolated by U+2066 … U+2069, in the columns from right to left',
    () => {
      const doc = write(TUTELLE, { langue, codes });
      const html = renderMandatHtml(doc, { base });
      expect(html).toContain('<bdi>\u206604 77 00 00 00\u2069</bdi>');
      const dates = [...html.matchAll(/<time datetime="[\d-]+"><bdi>([^<]+)<\/bdi>/g)].map((m) => m[1] ?? '');
      const isolees = dates.filter((d) => /^\u2066[^\u2066\u2069]+\u2069$/.test(d));
      expect(isolees.length).toBeGreaterThan(1);
      expect(isolees.length * 2).toBe(dates.length);
      expect(isolees.join()).toMatch(/22 \p{L}+ 2027/u);
      expect(html).toContain('<code><bdi>\u2066M');
    },
  );
});

function encadre(doc: DocumentMandat, langue: string) {
  const premier = toColonne(doc.blocs, langue).find((b) => b.kind === 'encadre');
  return premier?.kind === 'encadre' ? premier.blocs : [];
}

function sansTraduction(bloc: Bloc): Bloc {
  if (bloc.kind !== 'signature') return bloc;
  const { kind, role, libelle } = bloc;
  return { kind, role, libelle };
}

describe('words that no paper says', () => {
  it.each(['fr', ...AUTRES])('%s', (langue) => {
    for (const niveau of NIVEAUX_DOCUMENT) {
      for (const doc of listDocuments(langue, niveau)) {
        expect(listLignes(doc.blocs).join('\n')).not.toMatch(
          /FALC|consentement RGPD|qualifiée|qualified|lu et approuvé|read and approved|[\u064b-\u0652]|\b(?:e\.g|i\.e)\./i,
        );
      }
    }
  });

  it('FALC only with the validation of the people concerned, and only at the plain level', () => {
    const validationFalc = { par: 'Atelier de lecture', le: '2026-10-01' };
    const doc = write(ARRETE, { niveau: 'langage_simple', validationFalc });
    expect(listLignes(doc.blocs).join('\n')).toContain(
      '(FALC), validé par Atelier de lecture le jeudi 1er\u00a0octobre\u00a02026.',
    );
    expect(() => write(ARRETE, { validationFalc })).toThrow('commande_invalide');
  });
});

it('a regional form of a language gives the language', () => {
  for (const { code } of LANGUES_DOCUMENT) {
    expect(write(ARRETE, { langue: `${code}-XX` }).langue).toBe(code);
  }
});

it('the seven languages of the project stand beside French; checked only if someone is named for it', () => {
  expect(LANGUES_DOCUMENT.map((l) => l.code)).toEqual(['fr', 'ar', 'en', 'uk', 'tr', 'ps', 'fa', 'pt']);
  for (const { code, relue } of LANGUES_DOCUMENT.slice(1)) {
    expect(relue).toBe(findTextes(code)?.relecture !== null);
  }
});
