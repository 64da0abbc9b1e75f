import { describe, expect, it } from 'vitest';
import {
  applyConservation,
  evolve,
  planConservation,
  REGLES_CONSERVATION,
  type EtatDossiers,
  type LigneConservation,
} from './conservation.ts';
import { PROFIL_NON_DEMANDE } from './profil.ts';

const profil = { ...PROFIL_NON_DEMANDE, trancheAge: '70_74' as const, profilNumerique: 'debutant' as const };
const acte = (demarcheId: string) => ({
  objet: { nature: 'demarche' as const, demarcheId },
  mode: 'faire_avec' as const,
});
const intervention = (id: string, personne: string, date: string) => ({
  id,
  seanceId: 'seance-1',
  date,
  personne: { nature: 'suivie' as const, id: personne, profil },
  actes: [acte('rsa')],
  dureeMin: 30,
  annulee: null,
});
const seance = { id: 'seance-1', lieuId: 'lieu-1', date: '2026-11-20', passages: [] };
const base: EtatDossiers = {
  zone: 'Europe/Paris',
  dossiers: [],
  seances: [seance],
  lieux: [{ id: 'lieu-1', territoireId: 'territoire-1' }],
};
const plan = (etat: EtatDossiers, le: string) => planConservation(etat, REGLES_CONSERVATION, le);
const brief = (lignes: readonly LigneConservation[]) =>
  lignes.map(({ objet, regle, dernierJour, action }) => [objet.id, regle, dernierJour, action]);
const at = (le: string) => ({ maintenant: `${le}T09:00:00.000Z`, zone: 'Europe/Paris' });
const run = (etat: EtatDossiers, le: string) => {
  const { operations, certificat } = applyConservation(plan(etat, le), at(le));
  return { etat: operations.reduce(evolve, etat), operations, certificat };
};

describe('the retention of a dossier', () => {
  const dossier = (dernierContact: string): EtatDossiers => ({
    ...base,
    dossiers: [{ personne: 'p-1', ouvertLe: '2024-01-10' }],
    interventions: [intervention('i-1', 'p-1', '2024-01-10'), intervention('i-2', 'p-1', dernierContact)],
  });

  it('never falls due because a year was keyed far ahead', () => {
    for (const ouvertLe of ['9998-06-01', '9999-12-31'])
      expect(run({ ...base, dossiers: [{ personne: 'p-1', ouvertLe }] }, '2026-11-22').operations).toEqual(
        [],
      );
  });

  it('22: two years by quantième, the last day kept; a hold is listed and not done; a second run has 0 lines', () => {
    const fevrier = dossier('2024-02-29');
    expect(plan(fevrier, '2026-02-28')).toEqual([]);
    expect(plan(fevrier, '2026-03-01')).toMatchObject([
      {
        objet: { nature: 'dossier', id: 'p-1' },
        regle: 'dossier',
        dernierContact: '2024-02-29',
        dernierJour: '2026-02-28',
        action: 'desidentifier',
      },
    ]);
    const novembre = dossier('2024-11-22');
    expect(plan(novembre, '2026-11-22')).toEqual([]);
    expect(brief(plan(novembre, '2026-11-23'))).toEqual([['p-1', 'dossier', '2026-11-22', 'desidentifier']]);

    const gele: EtatDossiers = {
      ...novembre,
      gels: [{ objet: { nature: 'intervention', id: 'i-1' }, motifCode: 'litige', du: '2026-01-01' }],
    };
    expect(brief(plan(gele, '2026-11-23'))).toEqual([['p-1', 'dossier', '2026-11-22', 'garder']]);
    expect(run(gele, '2026-11-23')).toMatchObject({
      operations: [],
      etat: gele,
      certificat: { nombres: { garde: 1 } },
    });

    const after = run(novembre, '2026-11-23').etat;
    expect(after).toMatchObject({ dossiers: [], interventions: [] });
    expect(plan(after, '2026-11-23')).toEqual([]);
  });

  it('leaves one row of statistics an intervention, computed before anything goes, and destroys the key last', () => {
    const { operations, etat } = run(dossier('2024-02-29'), '2026-03-01');
    expect(operations.map(({ type }) => type)).toEqual([
      'ajouter_statistiques',
      'supprimer',
      'supprimer',
      'supprimer',
      'detruire_cle',
    ]);
    expect(etat.statistiques).toEqual([
      {
        nature: 'intervention',
        trimestre: '2024-T1',
        territoireId: 'territoire-1',
        personne: 'suivie',
        trancheAge: '70_74',
        profilNumerique: 'debutant',
        perimetres: ['social'],
        modes: ['faire_avec'],
        duree: '30_59',
      },
      expect.objectContaining({ nature: 'intervention', trimestre: '2024-T1' }),
    ]);
    expect(JSON.stringify(etat.statistiques)).not.toMatch(/p-1|i-1|i-2|seance-1|lieu-1|2024-\d\d-/);
  });

  it('counts a cancelled intervention nowhere, and is no contact', () => {
    const etat = dossier('2024-02-29');
    const wrong = {
      ...intervention('i-3', 'p-1', '2026-01-01'),
      annulee: { le: '2026-01-02T09:00:00.000Z' },
    };
    const after = run({ ...etat, interventions: [...(etat.interventions ?? []), wrong] }, '2026-03-01').etat;
    expect(after.interventions).toEqual([]);
    expect(after.statistiques).toHaveLength(2);
  });

  it('takes a call as a contact, that of a merged dossier too, and a hold on one holds both', () => {
    const etat: EtatDossiers = {
      ...dossier('2024-02-29'),
      dossiers: [
        { personne: 'p-1', ouvertLe: '2024-01-10' },
        { personne: 'p-2', ouvertLe: '2024-01-10', dernierContact: '2024-05-31' },
      ],
      fusions: [{ de: 'p-2', vers: 'p-1' }],
    };
    expect(plan(etat, '2026-05-31')).toEqual([]);
    expect(brief(plan(etat, '2026-06-01')).map(([id]) => id)).toEqual(['p-1', 'p-2']);
    const held: EtatDossiers = {
      ...etat,
      gels: [{ objet: { nature: 'dossier', id: 'p-2' }, motifCode: 'controle', du: '2026-01-01' }],
    };
    expect(brief(plan(held, '2026-06-01')).map((l) => l[3])).toEqual(['garder', 'garder']);
    const after = run(etat, '2026-06-01').etat;
    expect(after).toMatchObject({ dossiers: [], fusions: [], interventions: [] });
  });

  it('finds a dossier that only its interventions name', () => {
    expect(brief(plan({ ...dossier('2024-02-29'), dossiers: [] }, '2026-03-01'))).toHaveLength(1);
  });
});

describe('the other rules', () => {
  const etat: EtatDossiers = {
    ...base,
    dossiers: [{ personne: 'p-1', ouvertLe: '2026-01-05' }],
    interventions: [
      intervention('i-1', 'p-1', '2026-01-05'),
      { ...intervention('i-2', 'p-1', '2024-01-05'), personne: { nature: 'anonyme', profil } },
    ],
    seances: [
      { ...seance, date: '2026-01-05', passages: [{ id: 'q-1', prevuA: '2026-01-05T09:00:00.000Z' }] },
    ],
    orientations: [
      {
        id: 'o-1',
        interventionId: 'i-1',
        cible: { nature: 'lieu' },
        statut: 'venue',
        proposeeLe: '2025-08-31',
      },
    ],
    adressages: [
      {
        id: 'a-1',
        recuLe: '2026-01-05T23:30:00.000Z',
        perimetre: 'social',
        urgence: false,
        retour: null,
      },
      {
        id: 'a-2',
        recuLe: '2025-06-01T09:00:00.000Z',
        perimetre: 'social',
        urgence: true,
        retour: null,
        personne: 'p-1',
      },
      {
        id: 'a-3',
        recuLe: '2025-06-01T09:00:00.000Z',
        perimetre: 'logement',
        urgence: true,
        retour: { code: 'fait', le: '2026-01-10T09:00:00.000Z' },
        personne: 'p-1',
      },
    ],
    notes: [
      { id: 'n-1', personne: 'p-1', ecriteLe: '2026-01-05' },
      { id: 'n-2', personne: 'p-1', ecriteLe: '2026-01-05', expireLe: '2026-01-12' },
    ],
    diagnostics: [{ id: 'd-1', personne: 'p-1', le: '2024-03-31', profilNumerique: 'eloigne' }],
    mandats: [
      {
        id: 'm-1',
        personne: 'p-1',
        archiveDes: '2026-02-01',
        purgeDes: '2032-02-01',
        gele: false,
        archive: false,
      },
      {
        id: 'm-2',
        personne: 'p-9',
        archiveDes: '2020-02-01',
        purgeDes: '2026-02-01',
        gele: false,
        archive: true,
      },
      { id: 'm-3', personne: 'p-8', archiveDes: '2019-02-01', purgeDes: null, gele: true, archive: true },
    ],
  };
  it.each([
    ['o-1', 'orientation', '2026-02-28', 'supprimer'],
    ['a-1', 'adressage', '2026-04-06', 'supprimer'],
    ['a-3', 'retour', '2026-04-10', 'supprimer'],
    ['n-1', 'note', '2026-02-04', 'supprimer'],
    ['n-2', 'note', '2026-01-12', 'supprimer'],
    ['q-1', 'file_attente', '2026-02-04', 'supprimer'],
    ['i-2', 'passage_anonyme', '2026-01-05', 'desidentifier'],
    ['d-1', 'diagnostic', '2026-03-31', 'supprimer'],
    ['m-1', 'mandat_archive', '2026-01-31', 'archiver'],
    ['m-2', 'mandat_purge', '2026-01-31', 'purger'],
    ['m-3', 'mandat_purge', '2019-01-31', 'garder'],
  ])('%s: %s, kept through %s', (id, regle, dernierJour, action) => {
    const of = (le: string) => brief(plan(etat, le)).filter((ligne) => ligne[0] === id);
    const [lendemain] = [new Date(Date.parse(dernierJour) + 86_400_000).toISOString().slice(0, 10)];
    expect(of(dernierJour)).toEqual([]);
    expect(of(lendemain)).toEqual([[id, regle, dernierJour, action]]);
  });
  it('keeps an adressage that became a dossier as long as the dossier, and then takes all of it', () => {
    expect(brief(plan(etat, '2026-12-31')).map(([id]) => id)).not.toContain('a-2');
    const after = run(etat, '2028-01-06').etat;
    expect(after).toMatchObject({
      dossiers: [],
      interventions: [],
      orientations: [],
      adressages: [],
      notes: [],
      diagnostics: [],
      mandats: [{ id: 'm-1', archive: true }, { id: 'm-3' }],
    });
    expect(after.statistiques?.map(({ nature }) => nature).sort()).toEqual([
      ...['adressage', 'adressage', 'adressage', 'diagnostic', 'intervention', 'intervention'],
      ...['orientation', 'passage'],
    ]);
    expect(brief(plan(after, '2028-01-06'))).toEqual([['m-3', 'mandat_purge', '2019-01-31', 'garder']]);
  });
  it('archives a mandate that a hold keeps from the purge, and holds all of a person through any of her objects', () => {
    const gels = [
      { objet: { nature: 'mandat' as const, id: 'm-1' }, motifCode: 'litige' as const, du: '2026-01-01' },
    ];
    const lignes = brief(plan({ ...etat, gels }, '2033-01-01'));
    expect(lignes.filter(([id]) => id === 'm-1').map((l) => l[3])).toEqual(['archiver', 'garder']);
    const freed = ['a-1', 'i-2', 'm-1', 'm-2', 'q-1'];
    expect([...new Set(lignes.filter((l) => l[3] !== 'garder').map(([id]) => id))].sort()).toEqual(freed);
  });
  it('reaches, by a hold on a séance, its queue and everyone received there', () => {
    const gels = [
      {
        objet: { nature: 'seance' as const, id: 'seance-1' },
        motifCode: 'controle' as const,
        du: '2026-01-01',
      },
    ];
    const lignes = brief(plan({ ...etat, gels }, '2033-01-01'));
    expect(
      lignes.filter(([id]) => ['q-1', 'i-2', 'p-1', 'n-1'].includes(String(id))).map((l) => l[3]),
    ).toEqual(['garder', 'garder', 'garder', 'garder']);
  });
  it('resumes the day after a hold has ended, and looks again when the plan is applied', () => {
    const gel = {
      objet: { nature: 'dossier' as const, id: 'p-1' },
      motifCode: 'litige' as const,
      du: '2026-02-10',
    };
    const closed = { ...etat, gels: [{ ...gel, auInclus: '2026-03-31' }] };
    const note = (le: string) => brief(plan(closed, le)).find(([id]) => id === 'n-1')?.[3];
    expect([note('2026-02-09'), note('2026-02-10'), note('2026-03-31'), note('2026-04-01')]).toEqual([
      'supprimer',
      'garder',
      'garder',
      'supprimer',
    ]);
    const early = plan(closed, '2026-02-09');
    const ids = (le: string) =>
      applyConservation(early, at(le)).operations.flatMap((o) =>
        o.type === 'supprimer' ? [o.objet.id] : [],
      );
    expect(ids('2026-02-09')).toContain('n-1');
    expect(ids('2026-02-10')).not.toContain('n-1');
  });
  it('removes nothing early: a plan made for a later day waits', () => {
    const { operations, certificat } = applyConservation(plan(etat, '2030-01-01'), at('2026-01-05'));
    expect(operations).toEqual([]);
    expect(certificat.hashApres).toBe(certificat.hashAvant);
    expect(certificat.nombres).toEqual({ garde: 1, reporte: 11 });
  });
  it('uses the rules in force on the day, and no other', () => {
    const [dossier] = REGLES_CONSERVATION;
    if (dossier === undefined) throw new Error('no rule');
    const regles = [
      { ...dossier, auInclus: '2026-12-31' },
      { ...dossier, version: 'locale-2', duree: { mois: 12 }, du: '2027-01-01' },
    ];
    expect(planConservation(etat, regles, '2026-12-31')).toEqual([]);
    expect(planConservation(etat, regles, '2027-01-06')).toMatchObject([{ version: 'locale-2' }]);
    expect(planConservation(etat, regles, '2017-01-01')).toEqual([]);
    expect(() => plan(etat, '2026-02-30')).toThrow(RangeError);
  });
});

describe('the certificate', () => {
  it('holds numbers and hashes, and nothing of anybody', () => {
    const etat: EtatDossiers = {
      ...base,
      dossiers: [{ personne: 'p-canari', ouvertLe: '2024-01-05' }],
      interventions: [intervention('i-canari', 'p-canari', '2024-01-05')],
    };
    const { certificat } = run(etat, '2026-11-23');
    expect(certificat).toEqual({
      executeLe: '2026-11-23T09:00:00.000Z',
      regleVersion: 'conservation-2026.1',
      nombres: { intervention: 1, dossier: 1, statistique: 1 },
      // SHA-256 of ["dossier:p-canari","intervention:i-canari"] and of [], worked out with sha256sum.
      hashAvant: 'sha256:2abf1b737902d76d116afdf1e30bcaa3af44c65a825e3dafcb6a7ec5eb203961',
      hashApres: 'sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945',
    });
    expect(JSON.stringify(certificat)).not.toContain('canari');
    expect(applyConservation([], at('2026-11-23'))).toMatchObject({
      operations: [],
      certificat: { regleVersion: 'aucune', nombres: {} },
    });
  });
});
