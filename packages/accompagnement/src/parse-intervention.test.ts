import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSeance } from './etat-seance.ts';
import { parseIntervention } from './parse-intervention.ts';
import { acte, play, enregistrer, ouvrir, saisie, simple, suivie } from './seance.fixture.ts';

const [stored] = Object.values(
  play([ouvrir, enregistrer(saisie([acte(simple)], { personne: suivie }))]).interventions,
);
if (stored === undefined) throw new Error('the séance holds one intervention');
const found = (input: unknown) => {
  const answer = parseIntervention(input);
  return answer.ok ? [] : answer.motifs.map((m) => `${m.code} ${(m.path ?? []).join('.')}`);
};
const relance = { id: 'r', le: '2026-11-01', nature: 'rdv', lieuId: 'l', etat: 'a_faire' };
const withActe = (over: object) => ({ ...stored, actes: [{ ...acte(simple), ...over }] });

describe('parseIntervention', () => {
  it('accepts what decide made, unchanged, through JSON', () => {
    expect(parseIntervention(JSON.parse(JSON.stringify(stored)))).toEqual({ ok: true, value: stored });
  });
  it('says shape and coherence together, even inside one acte', () => {
    const input = {
      ...withActe({
        mode: 'faire_a_la_place_present',
        actesFaits: ['sasir'],
        issue: { code: 'a_poursuivre', relance },
      }),
      dureeMin: 0,
      canal: 'pigeon',
    };
    expect(found(input).sort()).toEqual([
      'code_inconnu actes.0.actesFaits.0',
      'code_inconnu canal',
      'duree_invalide dureeMin',
      'motif_pour_requis actes.0.motifPour',
      'relance_passee actes.0.issue.relance.le',
    ]);
  });
  it('names the three nearest codes, and never what was typed', () => {
    const answer = parseIntervention(withActe({ mode: 'faire_avek' }));
    const [motif] = answer.ok ? [] : answer.motifs;
    expect(motif).toMatchObject({ code: 'code_inconnu', path: ['actes', 0, 'mode'] });
    expect(motif?.alternative).toMatch(/^Codes proches\u00a0: faire_avec, /);
    expect(JSON.stringify(answer)).not.toContain('faire_avek');
  });
  it.each<[string, object, string[]]>([
    ['a number as a string', { ...stored, dureeMin: '30' }, ['type_invalide dureeMin']],
    ['half a minute', { ...stored, dureeMin: 12.5 }, ['duree_invalide dureeMin']],
    ['more than twelve hours', { ...stored, dureeMin: 721 }, ['duree_invalide dureeMin']],
    ['a date that does not exist', { ...stored, date: '2026-02-30' }, ['date_invalide date']],
    [
      'an instant without offset',
      { ...stored, creeLe: '2026-11-23T08:30:00.000' },
      ['instant_invalide creeLe'],
    ],
    ['an unknown key', { ...stored, nir: '1' }, ['cle_inconnue nir']],
    [
      'a null profile code',
      { ...stored, personne: { ...suivie, profil: { ...suivie.profil, genre: null } } },
      ['code_inconnu personne.profil.genre'],
    ],
    [
      'an absent profile code',
      { ...stored, personne: { ...suivie, profil: { ...suivie.profil, genre: undefined } } },
      ['champ_manquant personne.profil.genre'],
    ],
    [
      'a name as a pseudonym',
      { ...stored, personne: { ...suivie, pseudonyme: 'Jeanne' } },
      ['pseudonyme_invalide personne.pseudonyme'],
    ],
    ['no acte', { ...stored, actes: [] }, ['trop_court actes']],
    [
      'thirteen actes',
      { ...stored, actes: Array.from({ length: 13 }, (_, i) => acte(simple, { id: `a-${i}` })) },
      ['trop_long actes'],
    ],
    ['appui without faire_faire', withActe({ appui: 'guide' }), ['appui_inattendu actes.0.appui']],
    ['faire_faire without appui', withActe({ mode: 'faire_faire' }), ['appui_requis actes.0.appui']],
    [
      'a motive without à la place',
      withActe({ motifPour: 'choix' }),
      ['motif_pour_inattendu actes.0.motifPour'],
    ],
    ['blocked by nothing', withActe({ issue: { code: 'bloquee' } }), ['blocage_requis actes.0.blocage']],
    ['an unknown issue', withActe({ issue: { code: 'finie' } }), ['code_inconnu actes.0.issue.code']],
    [
      'a prototype key',
      JSON.parse(`{"__proto__":{"x":1},${JSON.stringify(stored).slice(1)}`) as object,
      ['cle_inconnue __proto__'],
    ],
    ['one acte twice', { ...stored, actes: [acte(simple), acte(simple)] }, ['acte_en_double actes.1.id']],
    [
      'a lone surrogate',
      withActe({
        relecture: {
          id: 'r',
          faiteA: stored.creeLe,
          moyen: 'voix_haute',
          accord: 'oui',
          recepisse: 'oui',
          recepisse4: 'a\ud800',
        },
      }),
      ['texte_invalide actes.0.relecture.recepisse4'],
    ],
    ['a prototype id', { ...stored, id: '__proto__' }, ['id_invalide id']],
    [
      'an anonymous absent person at the lieu',
      {
        ...stored,
        personne: { nature: 'anonyme', profil: suivie.profil },
        actes: [acte(simple, { mode: 'faire_a_la_place_absent', motifPour: 'choix' })],
      },
      ['absent_au_lieu actes.0.mode'],
    ],
  ])('refuses %s', (_, input, expected) => {
    expect(found(input)).toEqual(expected);
  });
  it('never throws, and never accepts what is not one', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (input) => found(input).length > 0),
      { numRuns: 500 },
    );
    const key = fc.constantFrom(...Object.keys(stored));
    fc.assert(
      fc.property(key, fc.anything(), (k, value) => Array.isArray(found({ ...stored, [k]: value }))),
      { numRuns: 500 },
    );
  });
});

describe('parseSeance', () => {
  const { seance } = play([ouvrir]);
  it('accepts a séance and refuses one that ends before it starts', () => {
    expect(parseSeance(seance)).toEqual({ ok: true, value: seance });
    expect(parseSeance({ ...seance, closeA: '2026-11-23T09:00:00.000Z' })).toMatchObject({
      motifs: [{ code: 'cloture_avant_ouverture' }],
    });
  });
  it('refuses more than 200 passages', () => {
    const passages = Array.from({ length: 201 }, (_, i) => ({ id: `p-${i}`, arriveA: seance.ouverteA }));
    expect(parseSeance({ ...seance, passages })).toMatchObject({
      motifs: [{ code: 'trop_long', path: ['passages'] }],
    });
  });
});
