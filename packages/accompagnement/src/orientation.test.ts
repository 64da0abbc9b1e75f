import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Service } from './lieu-standard.ts';
import { createIndex, search, type DemandeOrientation, type LieuIndexable } from './orientation.ts';
import { lieuOf } from './orientation.fixture.ts';

const le = '2026-11-22';
const ici = { latitude: 46.03, longitude: 4.07 };
const demande: DemandeOrientation = {
  besoins: ['Aide aux démarches administratives'],
  position: ici,
  deplacement: 'marche',
};
const find = (lieux: LieuIndexable[], over: Partial<DemandeOrientation> = {}, jour = le) =>
  search(createIndex(lieux), { ...demande, ...over }, { le: jour });
const runs = { numRuns: 1000 };

/** Vector 25 to 29 stand in orientation.real.test.ts: they need the real lieux. */
describe('search', () => {
  it('gives 100 to what fits in every way, next door, with fresh facts', () => {
    const r = find([lieuOf()]);
    expect(r.top[0]).toMatchObject({
      score: 100,
      distanceKm: 0,
      parts: { besoin: 40, modalite: 15, horaire: 15, distance: 20, fraicheur: 10 },
      avertissements: [],
      doublons: [],
    });
  });
  it.each([
    ['2026-11-22', 10, false],
    ['2026-05-22', 10, false],
    ['2026-05-21', 10, false],
    ['2026-04-22', 9.167, false],
    ['2025-11-22', 5, false],
    ['2025-05-22', 0, false],
    ['2025-05-21', 0, true],
    ['2025-04-30', 0, true],
  ])('freshness: %s → %d points, old: %s', (date_maj, fraicheur, old) => {
    const [r] = find([lieuOf({ date_maj })]).top;
    expect(r?.parts.fraicheur).toBe(fraicheur);
    expect(r?.avertissements).toEqual(
      old
        ? [{ code: 'donnee_ancienne', phrase: 'Information ancienne. Vérifiez avant de vous déplacer.' }]
        : [],
    );
  });
  it('tells to phone only where there is a number', () => {
    const [r] = find([lieuOf({ date_maj: '2022-01-01', telephone: '+33477000000' })]).top;
    expect(r?.avertissements[0]?.phrase).toBe('Information ancienne. Téléphonez avant de vous déplacer.');
  });
  it('says a closed hour as a reason against, and as a near miss where no other moment is possible', () => {
    const lieu = lieuOf({ horaires: 'Mo 09:00-12:00; We 14:00-17:00' });
    const mardi = { jour: 1 as const, debut: 540, fin: 600 };
    expect(find([lieu], { creneau: mardi }).top[0]).toMatchObject({ parts: { horaire: 0 } });
    expect(find([lieu], { creneau: { ...mardi, exige: true } }).presque[0]?.filtre).toEqual({
      code: 'ferme',
      phrase: 'Ce lieu est fermé le mardi.',
    });
    const mercredi = { jour: 2 as const, debut: 540, fin: 630, exige: true };
    expect(find([lieu], { creneau: mercredi }).presque[0]?.filtre?.phrase).toBe(
      'Ce lieu est fermé le mercredi de 9\u00a0h à 10\u00a0h\u00a030.',
    );
    expect(find([lieuOf()], { creneau: mercredi }).top[0]?.parts.horaire).toBe(7);
    expect(find([{ ...lieu, fermeLe: '2026-11-22' }]).presque[0]?.filtre?.phrase).toBe(
      'Ce lieu est fermé depuis le 22 novembre 2026.',
    );
    expect(find([{ ...lieu, fermeLe: '2026-11-23' }]).top).toHaveLength(1);
  });
  it.each<[string, Record<string, unknown>, Partial<DemandeOrientation>, string]>([
    ['service_inconnu', { services: [] }, {}, 'On ne sait pas ce que ce lieu propose.'],
    [
      'public_reserve',
      { publics_specifiquement_adresses: ['Seniors'] },
      { publics: ['Jeunes'] },
      'Ce lieu reçoit seulement les seniors.',
    ],
    ['payant', { frais_a_charge: ['Payant'] }, { peutPayer: false }, 'Ce lieu est payant.'],
    [
      'payant',
      { frais_a_charge: ['Gratuit sous condition'] },
      { peutPayer: false },
      'Ce lieu est gratuit sous condition seulement.',
    ],
    [
      'prise_en_charge_absente',
      {},
      { prisesEnCharge: [{ code: 'Illettrisme', exige: true }] },
      'Ce lieu n’annonce pas recevoir les personnes qui lisent peu.',
    ],
    [
      'pas_de_public',
      { modalites_acces: ["Ce lieu n'accueille pas de public"] },
      {},
      'Ce lieu n’accueille pas de public.',
    ],
    ['trop_loin', { latitude: 46.05 }, {}, 'Ce lieu est à 2,2\u00a0km, au-delà de 1,5\u00a0km.'],
    [
      'position_inconnue',
      { latitude: null, longitude: null },
      {},
      'On ne sait pas à quelle distance est ce lieu.',
    ],
  ])('%s is a near miss, in words', (code, over, asked, phrase) => {
    const r = find([lieuOf(over)], asked);
    expect(r.top).toEqual([]);
    expect(r.presque.map((p) => p.filtre)).toEqual([{ code, phrase }]);
    expect(r.motifs).toMatchObject([{ code: 'aucun_lieu' }]);
  });
  it.each<[string, Record<string, unknown>, Partial<DemandeOrientation>]>([
    ['no service asked', { services: ['Loisirs et créations numériques'] }, {}],
    ['out of reach', { latitude: 47 }, {}],
    ['two things missing', { services: [], latitude: 46.05 }, {}],
  ])('%s is no near miss', (_, over, asked) => {
    expect(find([lieuOf(over)], asked)).toMatchObject({
      top: [],
      presque: [],
      motifs: [{ code: 'aucun_lieu', phrase: 'Aucun lieu connu ne convient.' }],
    });
  });
  it('leaves nobody out for what is not known', () => {
    const lieu = lieuOf({ publics_specifiquement_adresses: ['Seniors'] });
    const [r] = find([lieu], { peutPayer: false, prisesEnCharge: [{ code: 'Surdité' }] }).top;
    expect(r?.raisons.filter((x) => x.sens === 'inconnu').map((x) => x.phrase)).toEqual([
      'On ne sait pas si c’est payant.',
      'Ce lieu s’adresse d’abord à\u00a0: les seniors.',
      'Ce lieu ne dit pas recevoir avec un accueil adapté.',
      'On ne sait pas s’il faut un rendez-vous.',
    ]);
  });
  it('merges a place that stands twice, and never shows it again as a near miss', () => {
    const twin = lieuOf({ id: 'lieu-2', nom: 'ATELIER DU BUVARD BLEU', latitude: 46.0303, services: [] });
    expect(find([twin, lieuOf()])).toMatchObject({
      top: [{ lieuId: 'lieu-1', doublons: ['lieu-2'] }],
      presque: [],
      eligibles: 1,
    });
    expect(find([lieuOf({ id: 'lieu-3', latitude: 46.031 }), lieuOf()]).top).toHaveLength(2);
  });
  it('refuses what cannot be a request, all reasons at once, and never throws', () => {
    const r = search(
      createIndex([]),
      {
        besoins: ['Couture' as Service],
        position: { latitude: 91, longitude: Number.NaN },
        deplacement: 'cheval' as 'marche',
        rayonKm: 101,
        modalite: 'Assis' as 'À distance',
        creneau: { jour: 7 as 6, debut: 600, fin: 540 },
        publics: ['Chats' as 'Femmes'],
        prisesEnCharge: [{ code: 'Faim' as 'Surdité' }],
        peutPayer: 'oui' as unknown as boolean,
      },
      { le: '2026-02-30' },
    );
    expect(r.motifs.map((m) => `${m.code} ${m.path?.join('.') ?? ''}`)).toEqual([
      'code_inconnu besoins.0',
      'coordonnees_invalides position.latitude',
      'coordonnees_invalides position.longitude',
      'code_inconnu deplacement',
      'rayon_invalide rayonKm',
      'code_inconnu modalite',
      'code_inconnu publics.0',
      'code_inconnu prisesEnCharge.0',
      'demande_invalide peutPayer',
      'creneau_invalide creneau',
      'date_invalide le',
    ]);
    fc.assert(
      fc.property(fc.anything(), (junk) =>
        Array.isArray(search(createIndex([]), junk as DemandeOrientation, { le }).motifs),
      ),
      runs,
    );
  });
  it.each<[string, Record<string, unknown>]>([
    ['besoin_manquant besoins', { besoins: [] }],
    ['besoin_manquant besoins', { besoins: 'Aide aux démarches administratives' }],
    ['demande_invalide publics', { publics: 'Seniors' }],
    ['code_inconnu prisesEnCharge.0', { prisesEnCharge: [null] }],
    ['coordonnees_invalides position.latitude', { position: { latitude: '46', longitude: 4 } }],
    ['coordonnees_invalides position.longitude', { position: { latitude: 46, longitude: -180.1 } }],
    ['code_inconnu deplacement', { deplacement: ['marche'] }],
    ['creneau_invalide creneau', { creneau: null }],
    ['creneau_invalide creneau', { creneau: { jour: 1.5, debut: 0, fin: 60 } }],
    ['creneau_invalide creneau', { creneau: { jour: 1, debut: -1, fin: 60 } }],
    ['creneau_invalide creneau', { creneau: { jour: 1, debut: 60, fin: 60 } }],
    ['creneau_invalide creneau', { creneau: { jour: 1, debut: 60, fin: 1441 } }],
  ])('refuses %s, alone: %j', (expected, over) => {
    const r = find([lieuOf()], over);
    expect(r.motifs.map((m) => `${m.code} ${m.path?.join('.') ?? ''}`)).toEqual([expected]);
    expect(r).toMatchObject({ top: [], presque: [], eligibles: 0 });
    expect(r.motifs[0]?.phrase).toMatch(/\.$/);
  });
  it('shows no near miss of a place that fits under another row, even below the first three', () => {
    const five = [0, 1, 2, 3].map((i) =>
      lieuOf({ id: `l-${i}`, nom: `Lieu ${i}`, latitude: 46.03 + i / 1000 }),
    );
    const twin = lieuOf({ id: 'l-9', nom: 'Lieu 3', latitude: 46.033, services: [] });
    const r = find([...five, twin]);
    expect(r.top.map((t) => t.lieuId)).toEqual(['l-0', 'l-1', 'l-2']);
    expect(r.presque).toEqual([]);
  });
  it('says of a place closed for good the one thing that fails, the hour or the closing', () => {
    const closed = { ...lieuOf({ horaires: 'Mo 09:00-12:00' }), fermeLe: '2026-11-01' };
    const asked = (jour: 0 | 1) => find([closed], { creneau: { jour, debut: 540, fin: 600, exige: true } });
    expect(asked(0).presque[0]?.filtre?.phrase).toBe('Ce lieu est fermé depuis le 1er novembre 2026.');
    expect(asked(1).presque[0]?.filtre?.phrase).toBe('Ce lieu est fermé le mardi.');
    expect(asked(1).motifs[0]?.alternative).toBe('Regardez les lieux à qui il manque une seule chose.');
    const deux = [
      { code: 'Illettrisme' as const, exige: true },
      { code: 'Surdité' as const, exige: true },
    ];
    expect(find([lieuOf()], { prisesEnCharge: deux }).presque[0]?.filtre?.phrase).toBe(
      'Ce lieu n’annonce pas recevoir les personnes qui lisent peu. Ce lieu n’annonce pas recevoir avec un accueil adapté.',
    );
  });
  it('reads nothing but the request: an empty index answers that no place is known', () => {
    expect(find([]).motifs).toEqual([{ code: 'aucun_lieu', phrase: 'Aucun lieu connu ne convient.' }]);
  });
});
