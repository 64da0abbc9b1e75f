import { describe, expect, it } from 'vitest';
import type { Acte } from './acte.ts';
import type { QuestionMandat } from './ports-seance.ts';
import {
  acte,
  avecMandat,
  codes,
  ctx,
  enregistrer,
  ouvrir,
  play,
  saisie,
  sansMandat,
  sensible,
  simple,
  suivie,
} from './seance.fixture.ts';
import { decide, evolve, type CommandeSeance } from './seance.ts';

const ouverte = play([ouvrir]);
const pour = { mode: 'faire_a_la_place_present', motifPour: 'urgence' } as const;
const entry = (a: Acte) => enregistrer(saisie([a], { personne: suivie, canal: 'telephone' }));
const theme = (over: Partial<Acte>) =>
  acte(simple, { objet: { nature: 'theme', theme: 'banque_et_achats_en_ligne' }, ...over });

describe('a theme is no way round the matrix', () => {
  it.each<[string, Partial<Acte>, string[]]>([
    ['paying', { ...pour, actesFaits: ['payer'] }, ['pas_de_mandat']],
    ['opening an account', { ...pour, actesFaits: ['creer_compte'] }, ['pas_de_mandat']],
    ['acting for an absent person', { ...pour, mode: 'faire_a_la_place_absent' }, ['pas_de_mandat']],
    ['typing credentials together', { mode: 'faire_avec', saisieIdentifiants: true }, ['pas_de_mandat']],
    ['typing credentials while she does', { saisieIdentifiants: true }, ['mode_incoherent']],
    ['typing for her', { ...pour, actesFaits: ['saisir'] }, []],
    ['doing it together', { mode: 'faire_avec' }, []],
    ['claiming a mandate', { mode: 'faire_avec', mandatId: 'mandat-1' }, ['pas_de_mandat']],
  ])('%s', (_, over, expected) => {
    expect(codes(decide(ouverte, entry(theme(over)), avecMandat, ctx))).toEqual(expected);
  });
  it('nor for a volunteer', () => {
    const benevole = { ...ctx, acteur: { ...ctx.acteur, roles: ['benevole'] as const } };
    const a = theme({ ...pour, mode: 'faire_a_la_place_absent', saisieIdentifiants: true });
    expect(codes(decide(ouverte, entry(a), avecMandat, benevole))).toEqual([
      'benevole_absence',
      'benevole_identifiants',
      'pas_de_mandat',
    ]);
  });
});

describe('the mandate of an acte', () => {
  const payer = acte(simple, { ...pour, actesFaits: ['payer'], mandatId: 'pretendu' });
  it('is the one that was checked, not the one that was claimed', () => {
    expect(decide(ouverte, entry(payer), avecMandat, ctx)).toMatchObject({
      ok: true,
      value: [{ donnees: { intervention: { actes: [{ mandatId: 'mandat-1' }] } } }],
    });
  });
  it('is judged on the day of the séance at the earliest: a revoked one does not come back by an old instant', () => {
    const at = (a: string) => codes(decide(ouverte, { ...entry(payer), a }, avecMandat, ctx));
    expect(at('2026-11-22T22:59:59.000Z')).toEqual(['instant_recule']);
    expect(at('2026-11-22T23:00:00.000Z')).toEqual([]);
  });
  it('is not asked again by a correction that leaves the acte and the person alone', () => {
    const etat = play([ouvrir, entry(payer)], avecMandat);
    const asked: QuestionMandat[] = [];
    const expire = {
      ...avecMandat,
      checkMandat: (q: QuestionMandat) => {
        asked.push(q);
        return { ok: false as const, motifs: [{ code: 'expire', phrase: 'Le mandat a pris fin.' }] };
      },
    };
    const fix = (a: Acte, personne = suivie): CommandeSeance => ({
      type: 'CorrigerIntervention',
      op: 'op-fix',
      seanceId: 'seance-1',
      intervention: saisie([a], { personne, canal: 'telephone', dureeMin: 45 }),
    });
    const kept = acte(simple, { ...pour, actesFaits: ['payer'], issue: { code: 'bloquee' }, blocage });
    expect(decide(etat, fix(kept), expire, ctx)).toMatchObject({
      ok: true,
      value: [{ donnees: { intervention: { dureeMin: 45, actes: [{ mandatId: 'mandat-1' }] } } }],
    });
    expect(asked).toEqual([]);
    expect(codes(decide(etat, fix({ ...kept, actesFaits: ['payer', 'signer'] }), expire, ctx))).toEqual([
      'expire',
    ]);
    expect(codes(decide(etat, fix(kept, { ...suivie, id: 'personne-2' }), expire, ctx))).toEqual(['expire']);
  });
});

const blocage = {
  blocage: {
    demarcheId: 'demarche-simple',
    operateurId: 'o',
    canal: 'web',
    code: 'panne',
    mois: '2026-11',
  },
  planB: 'guichet',
} as const;

describe('a relecture', () => {
  it('names an event of mandat, whose ids hold a slash', () => {
    const relecture = {
      id: 'rel',
      evenementId: '0199-op/0',
      faiteA: ctx.maintenant,
      moyen: 'voix_haute',
      accord: 'oui',
      recepisse: 'non',
    } as const;
    expect(
      codes(decide(ouverte, entry(acte(sensible, { mode: 'faire_avec', relecture })), sansMandat, ctx)),
    ).toEqual([]);
  });
  it('is not skipped by waiting for an answer to what an absent person never heard', () => {
    const relance = {
      id: 'r',
      le: '2026-11-24',
      nature: 'reponse_attendue',
      lieuId: 'l',
      etat: 'a_faire',
    } as const;
    const a = acte(sensible, {
      ...pour,
      mode: 'faire_a_la_place_absent',
      actesFaits: ['saisir'],
      issue: { code: 'en_attente_reponse', relance },
    });
    expect(codes(decide(ouverte, entry(a), avecMandat, ctx))).toEqual(['relecture_manquante']);
  });
});

describe('a volunteer and the work of others', () => {
  it('neither cancels nor rewrites an intervention on a sensitive démarche', () => {
    const etat = play([ouvrir, enregistrer(saisie([acte(sensible)]))]);
    const benevole = { ...ctx, acteur: { ...ctx.acteur, roles: ['benevole'] as const } };
    const common = { op: 'op-b', seanceId: 'seance-1' } as const;
    for (const c of [
      { ...common, type: 'AnnulerIntervention', interventionId: 'intervention-1', motif: 'doublon' },
      { ...common, type: 'CorrigerIntervention', intervention: saisie([acte(simple)]) },
    ] satisfies CommandeSeance[]) {
      expect(codes(decide(etat, c, sansMandat, benevole))).toEqual(['benevole_acte_sensible']);
    }
  });
});

describe('a séance counts what happened once, in order', () => {
  const common = { seanceId: 'seance-1' } as const;
  it('notes a demand once, whatever its op', () => {
    const demande = { id: 'd', a: ctx.maintenant, motif: 'plus_de_place', perimetre: 'non_demande' } as const;
    const noter = (op: string): CommandeSeance => ({
      ...common,
      type: 'NoterDemandeNonSatisfaite',
      op,
      demande,
    });
    const etat = play([ouvrir, noter('op-1')]);
    expect(codes(decide(etat, noter('op-2'), sansMandat, ctx))).toEqual(['demande_existante']);
  });
  it('does not close before it opened', () => {
    const a = '2026-11-23T08:00:00.000Z';
    expect(
      codes(decide(ouverte, { ...common, type: 'CloreSeance', op: 'op-c', a }, sansMandat, ctx)),
    ).toEqual(['cloture_avant_ouverture']);
  });
});

describe('a correction folded after a cancellation', () => {
  it('does not bring the intervention back', () => {
    const etat = play([ouvrir, enregistrer(saisie([acte(simple)]))]);
    const common = { seanceId: 'seance-1' } as const;
    const late = decide(
      etat,
      { ...common, type: 'CorrigerIntervention', op: 'op-c', intervention: saisie([acte(simple)]) },
      sansMandat,
      ctx,
    );
    const cancelled = play([
      ouvrir,
      enregistrer(saisie([acte(simple)])),
      {
        ...common,
        type: 'AnnulerIntervention',
        op: 'op-x',
        interventionId: 'intervention-1',
        motif: 'doublon',
      },
    ]);
    if (!late.ok) throw new Error('refused');
    const after = late.value.reduce(evolve, cancelled);
    expect(after.interventions['intervention-1']?.annulee).not.toBeNull();
  });
});
