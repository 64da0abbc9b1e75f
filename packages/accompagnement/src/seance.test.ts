import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Acte } from './acte.ts';
import type { EtatSeance } from './etat-seance.ts';
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
import { decide, evolve, type CommandeSeance, type EvenementSeance } from './seance.ts';

const ouverte = play([ouvrir]);
const record = (a: Acte, context = ctx) =>
  codes(
    decide(ouverte, enregistrer(saisie([a], { personne: suivie, canal: 'telephone' })), sansMandat, context),
  );

describe('the matrix without any mandate', () => {
  const pour = { mode: 'faire_a_la_place_present', motifPour: 'urgence' } as const;
  const absent = { mode: 'faire_a_la_place_absent', motifPour: 'urgence' } as const;
  it.each<[string, Acte, string[]]>([
    ['à la place, sensible', acte(sensible, { ...pour, actesFaits: ['saisir'] }), ['pas_de_mandat']],
    ['à la place, simple, saisir', acte(simple, { ...pour, actesFaits: ['saisir'] }), []],
    [
      'à la place, simple, créer un compte',
      acte(simple, { ...pour, actesFaits: ['creer_compte'] }),
      ['pas_de_mandat'],
    ],
    ['avec, sensible', acte(sensible, { mode: 'faire_avec' }), []],
    [
      'avec, simple, identifiants saisis',
      acte(simple, { mode: 'faire_avec', saisieIdentifiants: true }),
      ['pas_de_mandat'],
    ],
    ['à la place, absente, simple', acte(simple, { ...absent, actesFaits: ['saisir'] }), ['pas_de_mandat']],
    ['informer, sensible', acte(sensible), []],
    [
      'faire faire, identifiants saisis',
      acte(simple, { mode: 'faire_faire', appui: 'guide', saisieIdentifiants: true }),
      ['mode_incoherent'],
    ],
  ])('9: %s', (_, a, expected) => {
    expect(record(a)).toEqual(expected);
  });

  it('offers to do it together instead', () => {
    const answer = decide(
      ouverte,
      enregistrer(saisie([acte(sensible, { ...pour, actesFaits: ['saisir'] })])),
      sansMandat,
      ctx,
    );
    expect(answer).toMatchObject({
      ok: false,
      motifs: [{ code: 'pas_de_mandat', alternative: expect.stringContaining('faire avec') as string }],
    });
  });

  it('keeps the mandate that the port found, and passes its motifs on unchanged', () => {
    const entry = enregistrer(
      saisie([acte(simple, { ...pour, actesFaits: ['creer_compte'] })], { personne: suivie }),
    );
    const done = decide(ouverte, entry, avecMandat, ctx);
    expect(done).toMatchObject({
      ok: true,
      value: [{ donnees: { intervention: { actes: [{ mandatId: 'mandat-1' }] } } }],
    });
    const expired = { code: 'expire', phrase: 'Le mandat a pris fin.' };
    expect(
      decide(ouverte, entry, { ...avecMandat, checkMandat: () => ({ ok: false, motifs: [expired] }) }, ctx),
    ).toEqual({
      ok: false,
      motifs: [{ ...expired, path: ['actes', 0] }],
    });
  });

  it('asks mandat about each act that needs one, and no other', () => {
    const asked: string[] = [];
    const ports = {
      ...avecMandat,
      checkMandat: (q: { acte: string }) => (
        asked.push(q.acte),
        { ok: true as const, value: { mandatId: 'm' } }
      ),
    };
    const a = acte(simple, { ...pour, actesFaits: ['consulter', 'saisir', 'payer'] });
    expect(decide(ouverte, enregistrer(saisie([a], { personne: suivie })), ports, ctx).ok).toBe(true);
    expect(asked).toEqual(['payer']);
  });
});

describe('a volunteer', () => {
  const benevole = { ...ctx, acteur: { ...ctx.acteur, roles: ['benevole'] as const } };
  it('10: does no sensitive démarche', () => {
    expect(record(acte(sensible, { mode: 'faire_avec' }), benevole)).toEqual(['benevole_acte_sensible']);
  });
  it('10: never acts in the absence of the person', () => {
    const a = acte(simple, { mode: 'faire_a_la_place_absent', motifPour: 'urgence', actesFaits: ['saisir'] });
    expect(
      codes(
        decide(
          ouverte,
          enregistrer(saisie([a], { personne: suivie, canal: 'telephone' })),
          avecMandat,
          benevole,
        ),
      ),
    ).toEqual(['benevole_absence']);
  });
  it('10: hears both reasons together', () => {
    const a = acte(sensible, {
      mode: 'faire_a_la_place_absent',
      motifPour: 'urgence',
      actesFaits: ['saisir'],
      issue: { code: 'bloquee' },
    });
    const found = record(a, benevole);
    expect(found).toEqual(
      expect.arrayContaining(['benevole_acte_sensible', 'benevole_absence', 'blocage_requis']),
    );
  });
});

describe('all motifs at once', () => {
  it('11: says the missing motive, the empty duration and the past relance together', () => {
    const relance = { id: 'r', le: '2026-11-01', nature: 'rdv', lieuId: 'lieu-1', etat: 'a_faire' } as const;
    const a = acte(simple, {
      mode: 'faire_a_la_place_present',
      actesFaits: ['saisir'],
      issue: { code: 'a_poursuivre', relance },
    });
    const answer = decide(ouverte, enregistrer(saisie([a], { dureeMin: 0 })), sansMandat, ctx);
    expect(codes(answer).sort()).toEqual(['duree_invalide', 'motif_pour_requis', 'relance_passee']);
    expect(answer.ok ? [] : answer.motifs.map((m) => m.path)).toEqual(
      expect.arrayContaining([
        ['dureeMin'],
        ['actes', 0, 'motifPour'],
        ['actes', 0, 'issue', 'relance', 'le'],
      ]),
    );
  });
});

describe('relecture', () => {
  const sent = {
    mode: 'faire_a_la_place_present',
    motifPour: 'incapacite',
    actesFaits: ['saisir', 'deposer'],
  } as const;
  const relecture = {
    id: 'rel',
    faiteA: ctx.maintenant,
    moyen: 'voix_haute',
    accord: 'oui',
    recepisse: 'attendu',
  } as const;
  const answer = (over: Partial<Acte>) =>
    codes(
      decide(
        ouverte,
        enregistrer(
          saisie([acte(sensible, { ...sent, actesFaits: [...sent.actesFaits], ...over })], {
            personne: suivie,
          }),
        ),
        avecMandat,
        ctx,
      ),
    );
  it('is required before a sensitive démarche is filed in the place of the person', () => {
    expect(answer({})).toEqual(['relecture_manquante']);
    expect(answer({ relecture: { ...relecture, accord: 'non' } })).toEqual(['relecture_manquante']);
    expect(answer({ relecture })).toEqual([]);
    expect(answer({ relecture: { ...relecture, accord: 'corrige_puis_oui' } })).toEqual([]);
    expect(answer({ actesFaits: ['saisir'] })).toEqual([]);
  });
  it('keeps four signs of the receipt, and no future', () => {
    expect(answer({ relecture: { ...relecture, recepisse4: '12345' } })).toEqual(['recepisse_trop_long']);
    expect(answer({ relecture: { ...relecture, faiteA: '2026-11-23T10:30:00.000Z' } })).toEqual([
      'instant_futur',
    ]);
  });
  it('leaves an absent person’s démarche to be continued when she was not reached', () => {
    const absent = { mode: 'faire_a_la_place_absent', motifPour: 'choix', actesFaits: ['saisir'] } as const;
    const issue = {
      code: 'a_poursuivre',
      relance: { id: 'r', le: '2026-11-24', nature: 'rappel_personne', lieuId: 'lieu-1', etat: 'a_faire' },
    } as const;
    const say = (over: Partial<Acte>) =>
      codes(
        decide(
          ouverte,
          enregistrer(
            saisie([acte(sensible, { ...absent, actesFaits: ['saisir'], ...over })], {
              personne: suivie,
              canal: 'telephone',
            }),
          ),
          avecMandat,
          ctx,
        ),
      );
    expect(say({})).toEqual(['relecture_manquante']);
    expect(say({ issue })).toEqual([]);
  });
});

describe('a séance', () => {
  it('12: answers the same op once', () => {
    const entry = enregistrer(saisie([acte(simple)]));
    const etat = play([ouvrir, entry]);
    expect(decide(etat, entry, sansMandat, ctx)).toEqual({ ok: true, value: [] });
    expect(play([ouvrir, entry, entry, ouvrir])).toEqual(etat);
  });
  it('counts an intervention once, whatever its op', () => {
    const etat = play([ouvrir, enregistrer(saisie([acte(simple)]))]);
    expect(codes(decide(etat, enregistrer(saisie([acte(simple)]), 'op-2'), sansMandat, ctx))).toEqual([
      'intervention_existante',
    ]);
  });
  it('inherits date and séance into each entry', () => {
    const etat = play([ouvrir, enregistrer(saisie([acte(simple)]))]);
    expect(etat.interventions['intervention-1']).toMatchObject({
      seanceId: 'seance-1',
      date: '2026-11-23',
      version: 1,
      nomenclature: '2026.1',
      annulee: null,
    });
  });
  it('once closed takes corrections only', () => {
    const entry = enregistrer(saisie([acte(simple)]));
    const clore: CommandeSeance = { type: 'CloreSeance', op: 'op-clore', seanceId: 'seance-1' };
    const etat = play([ouvrir, entry, clore]);
    expect(etat.seance.closeA).toBe(ctx.maintenant);
    const more = enregistrer(saisie([acte(simple)], { id: 'intervention-2' }), 'op-3');
    expect(codes(decide(etat, more, sansMandat, ctx))).toEqual(['seance_close']);
    const fixed: CommandeSeance = {
      type: 'CorrigerIntervention',
      op: 'op-4',
      seanceId: 'seance-1',
      intervention: saisie([acte(simple)], { dureeMin: 45 }),
      versionAttendue: 1,
    };
    expect(play([ouvrir, entry, clore, fixed]).interventions['intervention-1']).toMatchObject({
      dureeMin: 45,
      version: 2,
      creeLe: ctx.maintenant,
    });
    expect(codes(decide(etat, { ...fixed, versionAttendue: 3 }, sansMandat, ctx))).toEqual([
      'version_depassee',
    ]);
  });
  it('moves a date only for a coordinator, thirty days at most', () => {
    const etat = play([ouvrir, enregistrer(saisie([acte(simple)]))]);
    const move = (date: string): CommandeSeance => ({
      type: 'CorrigerIntervention',
      op: `op-${date}`,
      seanceId: 'seance-1',
      intervention: saisie([acte(simple)], { date }),
    });
    const chief = { ...ctx, acteur: { ...ctx.acteur, id: 'c', roles: ['coordinateur'] as const } };
    expect(codes(decide(etat, move('2026-11-20'), sansMandat, ctx))).toEqual(['date_seance']);
    expect(codes(decide(etat, move('2026-11-20'), sansMandat, chief))).toEqual([]);
    expect(codes(decide(etat, move('2026-10-20'), sansMandat, chief))).toEqual(['saisie_tardive']);
    expect(codes(decide(etat, move('2026-11-26'), sansMandat, chief))).toEqual(['date_future']);
    expect(
      codes(decide(ouverte, enregistrer(saisie([acte(simple)], { date: '2026-11-20' })), sansMandat, chief)),
    ).toEqual(['date_seance']);
  });
  it('cancels without erasing', () => {
    const annuler: CommandeSeance = {
      type: 'AnnulerIntervention',
      op: 'op-x',
      seanceId: 'seance-1',
      interventionId: 'intervention-1',
      motif: 'doublon',
    };
    const etat = play([ouvrir, enregistrer(saisie([acte(simple)])), annuler]);
    expect(etat.interventions['intervention-1']).toMatchObject({
      annulee: { motif: 'doublon', par: 'ecrivain-1' },
      version: 2,
    });
    expect(codes(decide(etat, { ...annuler, op: 'op-y' }, sansMandat, ctx))).toEqual([
      'intervention_annulee',
    ]);
    expect(
      codes(decide(etat, { ...annuler, op: 'op-z', interventionId: 'toString' }, sansMandat, ctx)),
    ).toEqual(['intervention_introuvable']);
  });
  it('refuses a future, a stranger, and what comes before its opening', () => {
    expect(codes(decide(null, { ...ouvrir, date: '2026-11-25' }, sansMandat, ctx))).toEqual(['date_future']);
    expect(codes(decide(null, { ...ouvrir, date: '2026-11-24' }, sansMandat, ctx))).toEqual([]);
    expect(codes(decide(ouverte, { ...ouvrir, op: 'again' }, sansMandat, ctx))).toEqual([
      'seance_deja_ouverte',
    ]);
    expect(codes(decide(null, enregistrer(saisie([acte(simple)])), sansMandat, ctx))).toEqual([
      'seance_introuvable',
    ]);
    const stranger = { ...ctx, acteur: { ...ctx.acteur, structureId: 'autre' } };
    expect(codes(decide(ouverte, enregistrer(saisie([acte(simple)])), sansMandat, stranger))).toEqual([
      'hors_structure',
    ]);
    const colleague = { ...ctx, acteur: { ...ctx.acteur, id: 'ecrivain-2' } };
    expect(codes(decide(null, ouvrir, sansMandat, colleague))).toEqual(['hors_perimetre_role']);
  });
  it('needs a person already known before she may be absent', () => {
    const a = acte(simple, { mode: 'faire_a_la_place_absent', motifPour: 'choix', actesFaits: ['saisir'] });
    const here = (personne: typeof suivie) => enregistrer(saisie([a], { personne, canal: 'lieu' }));
    const jamais = { ...avecMandat, dejaVenue: () => false };
    expect(codes(decide(ouverte, here(suivie), jamais, ctx))).toEqual(['absent_au_lieu']);
    expect(codes(decide(ouverte, here(suivie), { ...avecMandat, dejaVenue: () => true }, ctx))).toEqual([]);
    const seen = play([ouvrir, enregistrer(saisie([acte(simple)], { id: 'i-0', personne: suivie }), 'op-0')]);
    expect(codes(decide(seen, here(suivie), jamais, ctx))).toEqual([]);
  });
  it('refuses bad input as values, whatever comes', () => {
    expect(
      codes(decide(ouverte, enregistrer(saisie([acte({ ...simple, id: 'inconnue' })])), sansMandat, ctx)),
    ).toEqual(['demarche_inconnue']);
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const answer = decide(ouverte, anything as CommandeSeance, sansMandat, ctx);
        return !answer.ok && answer.motifs.length > 0;
      }),
    );
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        const answer = decide(ouverte, enregistrer(anything as never), sansMandat, ctx);
        return !answer.ok && answer.motifs.length > 0;
      }),
    );
  });
});

describe('commuting commands', () => {
  it('give the same state in 1,000 random orders, each event possibly twice', () => {
    const demande = (n: number) => ({
      id: `d-${n}`,
      a: `2026-11-23T08:0${n % 10}:00.000Z`,
      motif: 'plus_de_place' as const,
      perimetre: 'non_demande' as const,
    });
    const commandes: CommandeSeance[] = [
      ...Array.from({ length: 6 }, (_, n) =>
        enregistrer(saisie([acte(simple)], { id: `i-${n}` }), `op-i-${n}`),
      ),
      ...Array.from({ length: 4 }, (_, n): CommandeSeance => ({
        type: 'NoterDemandeNonSatisfaite',
        op: `op-d-${n}`,
        seanceId: 'seance-1',
        demande: { ...demande(n % 2), id: `d-${n}` },
      })),
      { type: 'NoterRdvNonHonore', op: 'op-r', seanceId: 'seance-1', nombre: 2 },
    ];
    const evenements = commandes.flatMap((c): EvenementSeance[] => {
      const answer = decide(ouverte, c, sansMandat, ctx);
      return answer.ok ? answer.value : [];
    });
    expect(evenements).toHaveLength(commandes.length);
    const expected = evenements.reduce<EtatSeance>(evolve, ouverte);
    expect(Object.keys(expected.interventions)).toHaveLength(6);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(evenements, { minLength: evenements.length }),
        fc.array(fc.constantFrom(...evenements)),
        (order, again) => {
          expect([...order, ...again].reduce<EtatSeance>(evolve, ouverte)).toEqual(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });
  it('never fold before the opening, nor into another séance', () => {
    const event = {
      v: 1,
      id: 'x/0',
      op: 'x',
      seanceId: 'autre',
      le: ctx.maintenant,
      par: 'e',
      type: 'SeanceClose',
      donnees: { closeA: ctx.maintenant },
    } as const;
    expect(() => evolve(null, event)).toThrow(TypeError);
    expect(() => evolve(ouverte, event)).toThrow(TypeError);
  });
});
