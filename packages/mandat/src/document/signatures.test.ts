/** Who signs, and what the text says of who grants and of how the agreement is given. */
import { describe, expect, it } from 'vitest';
import type { RoleSignature } from './ast.ts';
import { IDENTITES, PNG, signerTout, texteDe, write } from './document.fixture.ts';
import { documentHash, type OptionsDocument } from '../document.ts';
import type { EtatMandat } from '../modele/etat.ts';
import { AIDE_LOGEMENT, commande, H, ITEM, RECUEIL, SIGNE, signer } from '../f0.fixture.ts';
import type { Recueil } from '../modele/modele.ts';
import { NIVEAUX_DOCUMENT, type Capacite, type ConstituantKind } from '../modele/nomenclatures.ts';

function rolesDe(etat: EtatMandat | null, plus: Partial<OptionsDocument> = {}): RoleSignature[] {
  return write(etat, plus).blocs.flatMap((bloc) => (bloc.kind === 'signature' ? [bloc.role] : []));
}
const TEMOINS: Recueil['temoins'] = [
  { ref: 't-1', kind: 'tiers' },
  { ref: 't-2', kind: 'tiers' },
];

describe('who grants', () => {
  it.each<[Capacite, ConstituantKind, RoleSignature[], string]>([
    ['aucune_mesure', 'mandant', ['mandant', 'mandataire'], 'Vous déclarez avoir 18 ans ou plus'],
    ['sauvegarde', 'mandant', ['mandant', 'mandataire'], 'sauvegarde de justice'],
    ['curatelle_simple', 'mandant', ['mandant', 'mandataire'], 'Vous êtes sous curatelle.'],
    [
      'curatelle_renforcee',
      'curateur_assiste',
      ['mandant', 'curateur', 'mandataire'],
      'Vous êtes sous curatelle renforcée.',
    ],
    ['tutelle', 'tuteur', ['constituant', 'mandataire'], 'Anne Modèle, votre tuteur'],
    ['habilitation_familiale', 'personne_habilitee', ['constituant', 'mandataire'], 'habilitée par le juge'],
    [
      'mandat_protection_future',
      'mandataire_protection',
      ['constituant', 'mandataire'],
      'Anne Modèle, votre mandataire de protection future',
    ],
  ])('%s, granted by %s', (capacite, kind, roles, mention) => {
    const { etat } = signer({ mandant: { ref: 'p-1', capacite }, constituant: { kind, ref: 'x-1' } });
    expect(rolesDe(etat)).toEqual(roles);
    const texte = texteDe(write(etat));
    expect(texte).toContain(mention);
    expect(texte).toContain('Jeanne Exemple');
    if (capacite !== 'aucune_mesure') expect(texte).not.toContain('aucune mesure de protection');
    const simple = texteDe(write(etat, { niveau: 'langage_simple' }));
    if (kind !== 'mandant') expect(simple).toContain('Anne Modèle');
    expect(simple).not.toContain('undefined');
  });

  it('a minor: the parent signs, the mandate says when it ends; alone when the age allows it', () => {
    const naissance = { ageCommitment: H, le: '2010-03-05' };
    const mandant = { ref: 'p-1', capacite: 'aucune_mesure' as const, naissance };
    const parent = signer({ mandant, constituant: { kind: 'parent', ref: 'x-1' } }).etat;
    expect(rolesDe(parent)).toEqual(['constituant', 'mandataire']);
    const texte = texteDe(write(parent));
    expect(texte).toContain('Anne Modèle, votre parent');
    expect(texte).toContain('le jour de vos 18 ans ;');
    const portee = { kind: 'demarche' as const, demarche: { ...AIDE_LOGEMENT, ageSeul: 16 } };
    const seul = signer({ mandant, items: [{ ...ITEM, portee }] }).etat;
    expect(rolesDe(seul)).toEqual(['mandant', 'mandataire']);
    expect(texteDe(write(seul))).toContain('l’âge de faire seul ces démarches');
  });

  it('the drawn signature stands in the box of who grants', () => {
    const identites = { ...IDENTITES, signature: { png: PNG } };
    const { etat } = signer({
      mandant: { ref: 'p-1', capacite: 'tutelle' },
      constituant: { kind: 'tuteur', ref: 'x-1' },
    });
    const images = write(etat, { identites }).blocs.flatMap((b) =>
      b.kind === 'signature' && b.image !== undefined ? [b.role] : [],
    );
    expect(images).toEqual(['constituant']);
  });
});

describe('how the agreement is given', () => {
  it('who cannot sign: read aloud, the witnesses sign, and nobody signs in her place', () => {
    const recueil = { ...RECUEIL, forme: 'ne_sait_signer' as const, temoins: TEMOINS };
    const { etat } = signer({}, { recueil });
    expect(rolesDe(etat)).toEqual(['temoin', 'temoin', 'mandataire']);
    expect(texteDe(write(etat))).toContain('lu à voix haute devant les témoins');
    expect(texteDe(write(etat))).toContain('Le témoin : Paul Témoin');
    const brouillon = signer({}, { jusqua: 'EnregistrerLecture' }).etat;
    expect(documentHash(write(brouillon, { signeLe: SIGNE, recueil }))).toBe(documentHash(write(etat)));
    expect(documentHash(write(brouillon, { signeLe: SIGNE }))).not.toBe(documentHash(write(etat)));
  });

  it.each([
    ['professionnel', true],
    ['proche_interesse', true],
    ['telephone', false],
  ] as const)('an interpreter (%s) signs when she is there', (interprete, signe) => {
    const { etat } = signer({}, { recueil: { interprete, langue: 'ar' } });
    expect(rolesDe(etat).includes('interprete')).toBe(signe);
    for (const niveau of NIVEAUX_DOCUMENT) expect(texteDe(write(etat, { niveau }))).toMatch(/traduit/);
  });

  it('oral: what is open, and the last day to sign; the same before and after', () => {
    const recueil = { ...RECUEIL, mode: 'telephone' as const, forme: 'oral_a_regulariser' as const };
    const { etat } = signer({}, { recueil });
    const texte = texteDe(write(etat));
    expect(texte).toContain('à l’oral, par téléphone');
    expect(texte).toContain('Sans signature au plus tard le lundi 7 décembre 2026, le mandat s’arrête.');
    expect(texte).toContain('si l’accord oral n’est pas signé à temps ;');
    const brouillon = signer({}, { jusqua: 'EnregistrerLecture' }).etat;
    expect(documentHash(write(brouillon, { signeLe: SIGNE, recueil }))).toBe(documentHash(write(etat)));
    expect(texteDe(write(brouillon, { recueil }))).toContain('Sans signature dans un délai de 15 jours');
    expect(
      texteDe(write(brouillon, { recueil, politique: { joursOral: 8, actesOral: ['consulter'] } })),
    ).toContain('8 jours');
  });

  it('remote and signed: said in both levels', () => {
    const { etat } = signer({}, { recueil: { mode: 'courrier' } });
    for (const niveau of NIVEAUX_DOCUMENT) {
      expect(texteDe(write(etat, { niveau }))).toContain('Vous donnez votre accord par courrier.');
    }
    expect(texteDe(write(signer().etat))).not.toContain('Vous donnez votre accord');
  });

  it('an oral agreement signed later on the screen bears its mention, and stays the same text', () => {
    const p = signer({}, { recueil: { forme: 'oral_a_regulariser' } });
    const avant = documentHash(write(p.etat));
    const recueil = { ...RECUEIL, forme: 'signature_ecran' as const };
    p.faire(commande('RegulariserOral', { recueil }, { faitLe: '2026-11-25T09:00:00.000Z' }));
    expect(texteDe(write(p.etat))).toContain('Signé à l’écran le mercredi 25 novembre 2026 à 10 h 00');
    expect(documentHash(write(p.etat))).toBe(avant);
  });
});

it('money: what is checked with the person before it leaves', () => {
  const { etat } = signerTout();
  expect(texteDe(write(etat))).toContain('Avant un paiement ou un changement de compte bancaire');
  expect(texteDe(write(etat, { niveau: 'langage_simple' }))).toContain('Nous vérifions avec vous');
  expect(texteDe(write(signer().etat))).not.toContain('compte bancaire');
});
