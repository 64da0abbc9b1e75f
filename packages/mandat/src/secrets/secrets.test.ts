import { describe, expect, it } from 'vitest';
import { detectMotsSensibles, detectSecrets, type KindDeSecret } from '../secrets.ts';
import {
  createHasard,
  deguiser,
  drawAllocataire,
  drawCarte,
  drawFiscal,
  drawIban,
  drawMotDePasse,
  drawNir,
  drawNote,
  entourer,
  type Hasard,
} from './secrets.fixture.ts';
import { NOTES, NOTES_SECRETES } from './secrets-notes.fixture.ts';

const kindsDe = (texte: string) => detectSecrets(texte).map((s) => s.kind);
const N = 2000;

/** Share of the drawn texts for which `oui` holds; the first exceptions are shown when the test fails. */
function mesurer(graine: number, tirer: (h: Hasard) => string, oui: (texte: string) => boolean) {
  const h = createHasard(graine);
  const textes = Array.from({ length: N }, () => tirer(h));
  const rates = textes.filter((texte) => !oui(texte));
  return { part: 1 - rates.length / N, rates: rates.slice(0, 12), distincts: new Set(textes).size };
}

const TIRAGES: readonly [KindDeSecret, (h: Hasard) => string][] = [
  ['nir', drawNir],
  ['iban', drawIban],
  ['carte', drawCarte],
  ['fiscal', drawFiscal],
  ['allocataire', drawAllocataire],
  ['mot_de_passe', drawMotDePasse],
];

describe('secrets are refused: 99 % of the synthetic ones at least', () => {
  it.each(TIRAGES)('%s, spaced in many ways, in a sentence or alone', (kind, tirer) => {
    const { part, rates, distincts } = mesurer(
      kind.length * 7919,
      (h) => entourer(h, tirer(h)),
      (texte) => kindsDe(texte).includes(kind),
    );
    expect(part, rates.join('\n')).toBeGreaterThanOrEqual(0.99);
    expect(distincts).toBeGreaterThan(500);
  });

  it.each(TIRAGES.filter(([kind]) => kind !== 'mot_de_passe' && kind !== 'fiscal' && kind !== 'allocataire'))(
    '%s, disguised: digits of other scripts, invisible characters, O for 0',
    (kind, tirer) => {
      const { part, rates } = mesurer(
        kind.length * 104729,
        (h) => entourer(h, deguiser(h, tirer(h))),
        (texte) => kindsDe(texte).includes(kind),
      );
      expect(part, rates.join('\n')).toBeGreaterThanOrEqual(0.99);
    },
  );

  it('all of them together', () => {
    const { part, rates } = mesurer(
      20261122,
      (h) => entourer(h, h.parmi(TIRAGES)[1](h)),
      (texte) => kindsDe(texte).length > 0,
    );
    expect(part, rates.join('\n')).toBeGreaterThanOrEqual(0.99);
  });
});

describe('innocent notes pass: less than 1 % of false alarms', () => {
  it.each([1, 42, 20261122])('drawn from patterns, seed %i', (graine) => {
    const { part, rates, distincts } = mesurer(graine, drawNote, (texte) => kindsDe(texte).length === 0);
    expect(part, rates.map((t) => `${t} → ${kindsDe(t).join()}`).join('\n')).toBeGreaterThan(0.99);
    expect(distincts).toBeGreaterThan(1500);
  });

  it.each(NOTES)('« %s »', (note) => {
    expect(kindsDe(note)).toEqual([]);
  });
});

describe('detectSecrets', () => {
  it.each(NOTES_SECRETES)('« %s » → %s', (note, kind) => {
    expect(kindsDe(note)).toContain(kind);
  });

  it('gives advice that never holds the value', () => {
    const h = createHasard(3);
    for (let i = 0; i < 1000; i += 1) {
      const secret = h.parmi(TIRAGES)[1](h);
      const trouve = JSON.stringify(detectSecrets(secret));
      for (const mot of secret.split(/\s+/)) if (/\d{3}/.test(mot)) expect(trouve).not.toContain(mot);
    }
    expect(detectSecrets('mdp Tournesol42')).toEqual([
      { kind: 'mot_de_passe', hint: expect.stringMatching(/^Ce texte semble contenir .+\.$/) as string },
    ]);
  });

  // INSEE's published example of the key: 2 55 08 14 168 025 has the key 38.
  it('knows the keys: NIR, Corsica, Luhn, modulo 97', () => {
    expect(kindsDe('2 55 08 14 168 025 38')).toEqual(['nir']);
    expect(kindsDe('1 55 08 2A 168 025')).toEqual(['nir']);
    // Test number of a card brand, and the same with a wrong last digit.
    expect(kindsDe('4111 1111 1111 1111')).toEqual(['carte']);
    expect(kindsDe('4111 1111 1111 1112')).toEqual([]);
    // Examples of the IBAN Registry.
    for (const iban of [
      'FR14 2004 1010 0505 0001 3M02 606',
      'DE89370400440532013000',
      'MT84MALT011000012345MTLCAST001S',
    ]) {
      expect(kindsDe(iban)).toContain('iban');
    }
    expect(kindsDe('FR15 2004 1010 0505 0001 3M02 606')).not.toContain('iban');
  });

  it('stays quick on hostile texts', () => {
    const debut = performance.now();
    for (const motif of ['1', '1 ', 'a1', 'FR76', 'code ', 'mdp:', '1.', ' caf ', '(', '2A', '0O']) {
      detectSecrets(motif.repeat(Math.floor(5000 / motif.length)));
    }
    expect(performance.now() - debut).toBeLessThan(5000);
  });
});

describe('detectMotsSensibles', () => {
  const sujets = (texte: string) => detectMotsSensibles(texte).map((m) => m.kind);

  it.each([
    ['Madame est hospitalisée depuis lundi', ['sante']],
    ['DIABÉTIQUE, dossier MDPH', ['sante']],
    ['Ne vient pas pendant le ramadan', ['religion']],
    ['Sort de prison, garde à vue en mars', ['infraction']],
    ['En cure, va à l’église', ['sante', 'religion']],
    ['Il était en garde à vue', ['infraction']],
    ['Demande de logement, garde des enfants', []],
    ['Le volet bleu, le vélo, les violettes', []],
    ['Carte grise : changement d’adresse', []],
  ] as const)('« %s » → %j', (texte, attendu) => {
    expect(sujets(texte)).toEqual(attendu);
  });

  it('warns and never refuses: these words are no secret', () => {
    expect(detectSecrets('Madame est malade, au tribunal pour un vol, va à la mosquée')).toEqual([]);
  });
});
