/** How an act written straight into the history stands: what `decide` would have refused is out of scope. */
import { describe, expect, it } from 'vitest';
import {
  acte,
  commande,
  H,
  ITEM,
  PREPARATION,
  RECUEIL,
  SIGNE,
  signer,
  type Parcours,
} from '../f0.fixture.ts';
import { ACTES } from '../modele/nomenclatures.ts';
import { fold } from './vue.ts';
import { actesAExaminer } from './qualification.ts';

const ORAL = { mode: 'telephone', forme: 'oral_a_regulariser' } as const;
const jour = (n: number) => new Date(Date.parse(SIGNE) + n * 86_400_000).toISOString();

/** How this act stands once it is in the history, though nobody asked whether it was allowed. */
function qualifier(p: Parcours, change: object, faitLe: string): string | undefined {
  const modele = signer();
  modele.faire(acte());
  const fait = modele.evenements.at(-1);
  if (fait?.type !== 'ActeEffectue') throw new Error('no act');
  const ecrit = { ...fait, id: 'ailleurs/0', faitLe, connuLe: faitLe };
  const etat = fold([...p.evenements, { ...ecrit, donnees: { ...fait.donnees, ...change } }]);
  return etat?.actes.find((a) => a.evenementId === 'ailleurs/0')?.qualification;
}

describe('under a spoken consent', () => {
  const p = () => signer({ items: [{ ...ITEM, actes: [...ACTES] }] }, { recueil: ORAL });

  it.each([
    ['consulter', 'regulier'],
    ['saisir', 'regulier'],
    ['deposer', 'hors_perimetre'],
    ['payer', 'hors_perimetre'],
  ])('%s is %s', (nom, attendu) => {
    expect(qualifier(p(), { acte: nom }, jour(3))).toBe(attendu);
  });

  it('everything is regular from the signature on, and only from there', () => {
    const ecrit = p();
    ecrit.faire(commande('RegulariserOral', { recueil: RECUEIL }, { faitLe: jour(4) }));
    expect(qualifier(ecrit, {}, jour(3))).toBe('hors_perimetre');
    expect(qualifier(ecrit, {}, jour(5))).toBe('regulier');
  });

  it('nothing is once it has lapsed: everybody could know it from the start', () => {
    expect(qualifier(p(), { acte: 'saisir' }, '2026-12-07T22:59:59.999Z')).toBe('regulier');
    expect(qualifier(p(), { acte: 'saisir' }, '2026-12-07T23:00:00.000Z')).toBe('hors_perimetre');
  });
});

it('T36: from the first instant of the 18th birthday, an act under a parent’s mandate is out of scope', () => {
  const p = signer({
    mandant: { ...PREPARATION.mandant, naissance: { ageCommitment: H, le: '2008-12-20' } },
    constituant: { kind: 'parent', ref: 'r-1' },
  });
  expect(qualifier(p, {}, '2026-12-19T22:59:59.999Z')).toBe('regulier');
  expect(qualifier(p, {}, '2026-12-19T23:00:00.000Z')).toBe('hors_perimetre');
});

it('the acts to examine are those that are neither regular nor ratified', () => {
  const p = signer();
  p.faire(acte({ acte: 'saisir' }, 'bien', jour(1)));
  p.faire(acte({ acte: 'payer', horsPerimetreReconnu: true }, 'hors', jour(1)));
  p.faire(acte({ acte: 'payer', horsPerimetreReconnu: true }, 'ratifie', jour(1)));
  p.faire(commande('RatifierActe', { acteId: 'm-1.ratifie/0', canal: 'presence' }, { faitLe: jour(2) }));
  if (p.etat === null) throw new Error('no state');
  expect(actesAExaminer(p.etat).map((a) => a.evenementId)).toEqual(['m-1.hors/0']);
});
