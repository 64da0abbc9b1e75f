/** Mandates and commands out of which refusals are made, and what any refusal must be. */
import { expect } from 'vitest';
import type { Contexte } from '../modele/contexte.ts';
import { decide } from './decide.ts';
import type { Commande, CommandeDe } from '../modele/evenement.ts';
import {
  acte,
  AIDE_LOGEMENT,
  commande,
  contexte,
  H,
  ITEM,
  Parcours,
  PLUS_TARD,
  PREPARATION,
  RECUEIL,
  signer,
} from '../f0.fixture.ts';
import type { Recueil } from '../modele/modele.ts';
import { toMotif } from '../modele/motif.ts';

export type Donnees<T extends Commande['type']> = CommandeDe<T>['donnees'];

export const FIN = '2027-05-22T22:00:00.000Z';
export const HIER = '2026-11-21T09:00:00.000Z';
export const demande = { demandePar: 'mandant', canal: 'telephone' } as const;
const { langue, lecture, interprete, reformulation, noticeBilingue } = RECUEIL;
export const LECTURE = { langue, lecture, interprete, reformulation, noticeBilingue };
export const NOTICE = { notice: { modele: 'n', version: '1', langue: 'fr', documentHash: H } };
export const ACCEPTER = { ecrivainRef: 'e-1', charteVersion: '1' };
export const RELIRE = {
  itemId: 'i-1',
  demarcheId: 'aide-logement',
  interventionRef: 'v-1',
  recapitulatifHash: H,
  luPar: 'e-1',
  accord: true,
  langue: 'fr',
} as const;
export const ORAL = { mode: 'telephone', forme: 'oral_a_regulariser' } as const;
export const ANCIEN = '2027-03-01T09:00:00.000Z';
export const ENFANT = { ageCommitment: H, le: '2012-01-01' };

export const vide = () => new Parcours();
export const jusqua = (etape: Commande['type'], plus: Partial<Donnees<'PreparerMandat'>> = {}) =>
  signer(plus, { jusqua: etape });
export const actif = () => signer();
export const apres = (...commandes: Commande[]) => {
  const p = signer();
  for (const c of commandes) p.faire(c, { maintenant: ANCIEN });
  return p;
};
export const revoque = () => apres(commande('RevoquerMandat', demande, { faitLe: PLUS_TARD }));
export const refuse = () => {
  const p = jusqua('EnregistrerLecture');
  p.faire(commande('RefuserConsentement', {}));
  return p;
};
export const oral = (jusque: Commande['type'] = 'AccepterMandat') =>
  signer({}, { recueil: ORAL, jusqua: jusque });
export const efface = () => {
  const p = revoque();
  p.faire(commande('EffacerDonnees', { portee: 'vault', base: 'demande' }, { faitLe: ANCIEN }));
  return p;
};
export const fait = (c = acte()) => apres(c);
export const preparer = (plus: object) => commande('PreparerMandat', { ...PREPARATION, ...plus });
export const consentir = (plus: Partial<Recueil>) =>
  commande('Consentir', { recueil: { ...RECUEIL, ...plus }, documentHash: H });
export const item = (plus: object) => preparer({ items: [{ ...ITEM, ...plus }] });
export const theme = (...demarches: object[]) => ({
  kind: 'perimetre',
  perimetre: 'logement',
  catalogueVersion: '1',
  demarches: demarches.map((d) => ({ ...AIDE_LOGEMENT, ...d })),
});
export const q = (id: string, faitLe = PLUS_TARD) => ({ id, faitLe });
export const code = (plus: object = {}) => ({ codeCommitment: H, destinataire: 'b-1', ...plus });
export const temoins = (...refs: string[]) => refs.map((ref) => ({ ref, kind: 'tiers' as const }));
export const NE_SAIT = { forme: 'ne_sait_signer' } as const;
export const donner = () => apres(commande('EmettreCodeTiers', code(), q('emettre')));

export type Cas = [
  dit: string,
  sur: () => Parcours,
  c: Commande,
  attendu: string[],
  plus?: Partial<Contexte>,
];

const situer = ({ code: nom, path }: { code: string; path?: (string | number)[] }) =>
  path === undefined ? nom : `${nom} ${path.join('.')}`;

/** Too vague alone: a refusal names the missing step, or what is wrong (specification §5). */
const VAGUES = (['transition_interdite', 'commande_invalide'] as const).map((c) => toMotif(c).phrase);

/** The reasons are these, at these places; each is a sentence of its own, precise, without a value. */
export function verifierRefus(
  sur: () => Parcours,
  c: Commande,
  attendu: string[],
  plus?: Partial<Contexte>,
): void {
  const resultat = decide(sur().etat, c, contexte(c.faitLe, plus));
  const motifs = resultat.ok ? [] : resultat.motifs;
  expect(motifs.map(situer)).toEqual(attendu);
  for (const { phrase } of motifs) {
    expect(phrase).toMatch(/^[A-ZÀÉ][^\n]{14,}\.$/u);
    expect(VAGUES).not.toContain(phrase);
    expect(phrase).not.toMatch(/\b[pemistd]-\d|[0-9a-f]{16}|\d{4}-\d{2}-\d{2}|undefined|null/);
  }
  expect(new Set(motifs.map((m) => m.phrase)).size).toBe(motifs.length);
}
