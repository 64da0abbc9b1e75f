import { describe, expect, it } from 'vitest';
import {
  acte,
  commande,
  H,
  ITEM,
  motifsDe,
  PLUS_TARD,
  PREPARATION,
  RECUEIL,
  SIGNE,
  signer,
  type Parcours,
} from '../f0.fixture.ts';
import { actesAExaminer } from '../histoire/qualification.ts';
import { retention } from './retention.ts';
import { etatA } from '../histoire/vue.ts';

const deces = (le: string, faitLe = '2026-12-10T09:00:00.000Z', id = 'dec') =>
  commande('SignalerDeces', { le }, { id, faitLe });
const protection = (
  capacite: 'tutelle' | 'curatelle_simple' | 'habilitation_familiale' | 'inconnue' | 'sauvegarde',
  jugementLe = '2026-12-05',
) =>
  commande(
    'SignalerProtection',
    { capacite, jugementLe },
    { id: `pro-${capacite}`, faitLe: '2026-12-10T09:00:00.000Z' },
  );

function examines({ etat }: Parcours): string[] {
  return etat === null ? [] : actesAExaminer(etat).map((a) => `${a.evenementId} ${a.qualification}`);
}

describe('death', () => {
  it('T35: the acts after it are listed, no new act, the salt is kept to the end of the archive', () => {
    const p = signer();
    p.faire(acte({ acte: 'saisir' }, 'avant', '2026-12-03T22:59:59.999Z'));
    p.faire(acte({ acte: 'saisir' }, 'jour', '2026-12-03T23:00:00.000Z'));
    p.faire(acte({ acte: 'saisir' }, 'apres', '2026-12-08T09:00:00.000Z'));
    p.faire(deces('2026-12-04'));
    expect(examines(p)).toEqual(['m-1.jour/0 fait_dans_l_ignorance', 'm-1.apres/0 fait_dans_l_ignorance']);
    p.faire(acte({}, 'nouveau', '2026-12-11T09:00:00.000Z'));
    expect(p.evenements.at(-1)).toMatchObject({
      type: 'ActeRefuse',
      donnees: { motifs: [{ code: 'caduc' }] },
    });
    if (p.etat === null) throw new Error('no state');
    const dates = retention(p.etat, {
      dernierContact: '2026-12-08',
      zone: 'Europe/Paris',
      politique: {
        version: '1',
        justification: 'prouver',
        actif: { depuis: 'dernier_contact', mois: 24 },
        archive: { depuis: 'fin_mandat', mois: 72 },
        gel: [],
      },
    });
    expect(dates).toEqual({ archiveDes: '2028-12-09', purgeDes: '2032-12-05', gele: false });
  });

  it('T13: caduc from the first instant of the civil day, on both clocks', () => {
    const p = signer();
    p.faire(deces('2026-12-04'));
    const su = '2026-12-10T09:00:00.000Z';
    expect(etatA(p.evenements, '2026-12-03T22:59:59.999Z')?.statut).toBe('actif');
    expect(etatA(p.evenements, '2026-12-03T23:00:00.000Z')).toMatchObject({
      statut: 'caduc',
      fin: { cause: 'deces', faitLe: '2026-12-03T23:00:00.000Z', connuLe: su },
    });
    expect(etatA(p.evenements, '2026-12-05T09:00:00.000Z', '2026-12-05T09:00:00.000Z')?.statut).toBe('actif');
  });

  it('is refused in the future or before the preparation; said twice, nothing changes', () => {
    expect(motifsDe(signer(), deces('2026-12-11'))).toEqual(['instant_futur']);
    expect(motifsDe(signer(), deces('2026-11-21'))).toEqual(['instant_recule']);
    expect(motifsDe(signer(), deces('2026-11-22'))).toEqual([]);
    expect(motifsDe(signer(), deces('2026-02-30'))).toEqual(['commande_invalide']);
    const p = signer();
    p.faire(deces('2026-12-04'));
    p.faire(deces('2026-12-04', undefined, 'encore'));
    expect(p.etat?.fins).toHaveLength(1);
  });

  it('told again with its right day, both are kept and the first instant counts', () => {
    const p = signer();
    p.faire(commande('RevoquerMandat', { demandePar: 'mandant', canal: 'code' }, { faitLe: PLUS_TARD }));
    p.faire(deces('2026-12-04'));
    p.faire(deces('2026-12-03', undefined, 'juste'));
    expect(p.etat?.fins.map((f) => f.cause ?? f.statut)).toEqual(['revoque', 'deces', 'deces']);
    expect(p.etat?.fins.at(-2)?.faitLe).toBe('2026-12-02T23:00:00.000Z');
  });

  it('a draft of a dead person is not signed; a mandate that had ended keeps its first end', () => {
    const brouillon = signer({}, { jusqua: 'EnregistrerLecture' });
    brouillon.faire(deces('2026-12-04'));
    expect(etatA(brouillon.evenements, '2026-12-10T09:00:00.000Z')?.statut).toBe('caduc');
    const consentir = commande(
      'Consentir',
      { recueil: { ...RECUEIL }, documentHash: H },
      { faitLe: '2026-12-11T09:00:00.000Z' },
    );
    expect(motifsDe(brouillon, consentir)).toContain('transition_interdite');

    const fini = signer();
    fini.faire(commande('RevoquerMandat', { demandePar: 'mandant', canal: 'code' }, { faitLe: PLUS_TARD }));
    fini.faire(deces('2026-12-04'));
    expect(etatA(fini.evenements, '2027-06-01T09:00:00.000Z')?.statut).toBe('revoque');
    expect(fini.etat?.fin?.statut).toBe('revoque');

    const expire = signer();
    expire.faire(deces('2027-06-01', '2027-06-02T09:00:00.000Z'));
    expect(etatA(expire.evenements, '2027-06-02T09:00:00.000Z')?.statut).toBe('expire');

    const epuise = signer({ items: [{ ...ITEM, uneFois: true }] });
    epuise.faire(acte());
    epuise.faire(deces('2026-12-04'));
    expect(etatA(epuise.evenements, '2026-12-10T09:00:00.000Z')).toMatchObject({
      statut: 'epuise',
      statutItems: { 'i-1': 'epuise' },
    });
  });
});

describe('protection told during the mandate', () => {
  it('a measure of representation ends it from the day of the judgment', () => {
    const p = signer();
    p.faire(acte({ acte: 'saisir' }, 'apres', '2026-12-08T09:00:00.000Z'));
    p.faire(protection('tutelle'));
    expect(etatA(p.evenements, '2026-12-04T22:59:59.999Z')?.statut).toBe('actif');
    expect(etatA(p.evenements, '2026-12-04T23:00:00.000Z')?.statut).toBe('caduc');
    expect(p.etat?.fin?.cause).toBe('tutelle');
    expect(examines(p)).toEqual(['m-1.apres/0 fait_dans_l_ignorance']);
  });

  it('not when that representative gave the mandate', () => {
    const p = signer({
      mandant: { ...PREPARATION.mandant, capacite: 'tutelle' },
      constituant: {
        kind: 'tuteur',
        ref: 't-1',
        justificatif: { nature: 'jugement', sha256: H, verseeLe: SIGNE },
      },
    });
    p.faire(protection('tutelle'));
    expect(etatA(p.evenements, '2026-12-10T09:00:00.000Z')?.statut).toBe('actif');
    p.faire(protection('habilitation_familiale'));
    expect(etatA(p.evenements, '2026-12-10T09:00:00.000Z')?.statut).toBe('caduc');
  });

  it('curatelle leaves it in force: the acts it closes, done in ignorance, are listed', () => {
    const p = signer({ items: [{ ...ITEM, actes: ['saisir', 'payer'] }] });
    p.faire(acte({ acte: 'saisir' }, 'libre', '2026-12-08T09:00:00.000Z'));
    p.faire(acte({ acte: 'payer', relectureId: undefined }, 'ferme', '2026-12-08T09:00:00.000Z'));
    p.faire(protection('curatelle_simple'));
    expect(etatA(p.evenements, '2026-12-10T09:00:00.000Z')?.statut).toBe('actif');
    expect(examines(p)).toEqual(['m-1.ferme/0 fait_dans_l_ignorance']);
    p.faire(protection('sauvegarde'));
    expect(p.etat?.protections.map((x) => x.capacite)).toEqual(['curatelle_simple', 'sauvegarde']);
  });

  it('a judgment older than the mandate is recorded: every act is to be examined', () => {
    const p = signer();
    p.faire(acte({}, 'a1', PLUS_TARD));
    p.faire(protection('tutelle', '2020-03-01'));
    expect(etatA(p.evenements, PLUS_TARD)?.statut).toBe('caduc');
    expect(examines(p)).toEqual(['m-1.a1/0 fait_dans_l_ignorance']);
  });

  it('a measure is told once of its day, and again of another day', () => {
    const p = signer();
    const dire = (capacite: 'sauvegarde' | 'curatelle_simple', jugementLe: string, id: string) => {
      p.faire({ ...protection(capacite, jugementLe), id });
      return p.etat?.protections.length;
    };
    expect(dire('sauvegarde', '2026-12-05', 'p1')).toBe(1);
    expect(dire('curatelle_simple', '2026-12-07', 'p2')).toBe(2);
    expect(dire('sauvegarde', '2026-12-05', 'p3')).toBe(2);
    expect(dire('sauvegarde', '2026-12-09', 'p4')).toBe(3);
    expect(dire('curatelle_simple', '2026-12-09', 'p5')).toBe(4);
  });

  it('an unknown measure or a judgment to come is refused', () => {
    expect(motifsDe(signer(), protection('inconnue'))).toEqual(['commande_invalide']);
    expect(motifsDe(signer(), protection('tutelle', '2026-12-11'))).toEqual(['instant_futur']);
  });
});

it('the end of the structure is told again when it came sooner, or for another cause', () => {
  const p = signer();
  const dire = (cause: 'dissolution' | 'changement_structure', faitLe: string, id: string) => {
    p.faire(commande('SignalerStructure', { cause }, { id, faitLe }), {
      maintenant: '2026-12-30T09:00:00.000Z',
    });
    return p.etat?.fins.length;
  };
  expect(dire('dissolution', '2026-12-10T09:00:00.000Z', 's1')).toBe(1);
  expect(dire('dissolution', '2026-12-12T09:00:00.000Z', 's2')).toBe(1);
  expect(dire('dissolution', '2026-12-08T09:00:00.000Z', 's3')).toBe(2);
  expect(dire('changement_structure', '2026-12-20T09:00:00.000Z', 's4')).toBe(3);
  expect(p.etat?.fin).toMatchObject({ cause: 'dissolution', faitLe: '2026-12-08T09:00:00.000Z' });
});

describe('structure', () => {
  const dissoudre = (suivante?: string, id = 'str') =>
    commande(
      'SignalerStructure',
      { cause: 'changement_structure', ...(suivante === undefined ? {} : { suivante }) },
      { id, faitLe: PLUS_TARD },
    );

  it('its end makes the mandate lapse; the one that follows gets nothing', () => {
    const p = signer();
    p.faire(dissoudre('s-2'));
    p.faire(dissoudre('s-2', 'encore'));
    expect(p.etat?.fins).toHaveLength(1);
    expect(etatA(p.evenements, PLUS_TARD)).toMatchObject({
      statut: 'caduc',
      fin: { cause: 'changement_structure' },
      structure: { id: 's-1' },
    });
    expect(motifsDe(signer(), dissoudre('s-1'))).toEqual(['commande_invalide']);
  });
});
