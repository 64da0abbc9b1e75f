import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHoraires } from './horaires.ts';
import type { Service } from './lieu-standard.ts';
import {
  createIndex,
  distanceKm,
  RAYONS,
  search,
  type DemandeOrientation,
  type LieuIndexable,
  type Raison,
  type ResultatOrientation,
} from './orientation.ts';
import { demandeArbitrary, lieuOf, lieuxArbitrary } from './orientation.fixture.ts';

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
  it('reads nothing but the request: an empty index answers that no place is known', () => {
    expect(find([]).motifs).toEqual([{ code: 'aucun_lieu', phrase: 'Aucun lieu connu ne convient.' }]);
  });
});

/** The filters of §9.1 a second time, straight from the text of the specification. */
function filtersOf(lieu: LieuIndexable, d: DemandeOrientation): string[] {
  const km = kmOf(lieu, d);
  const rayon = d.rayonKm ?? RAYONS[d.deplacement].rayon;
  const portee = Math.max(d.rayonKm ?? 0, RAYONS[d.deplacement].portee);
  const listed = lieu.publics_specifiquement_adresses;
  const checks: [string, boolean][] = [
    ['service_inconnu', lieu.services.length === 0],
    ['service_absent', lieu.services.length > 0 && !d.besoins.some((b) => lieu.services.includes(b))],
    ['public_reserve', listed.length === 1 && d.publics?.includes(listed[0] as 'Femmes') === false],
    [
      'payant',
      d.peutPayer === false && lieu.frais_a_charge.length > 0 && !lieu.frais_a_charge.includes('Gratuit'),
    ],
    [
      'prise_en_charge_absente',
      (d.prisesEnCharge ?? []).some(
        (p) => p.exige === true && !lieu.prise_en_charge_specifique.includes(p.code),
      ),
    ],
    ['pas_de_public', lieu.modalites_acces.includes("Ce lieu n'accueille pas de public")],
    ['position_inconnue', km === null],
    ['hors_portee', km !== null && km > portee],
    ['trop_loin', km !== null && km > rayon && km <= portee],
    ['ferme', (lieu.fermeLe ?? '9999') <= le || (d.creneau?.exige === true && openOn(lieu, d) === false)],
  ];
  return checks.filter(([, fails]) => fails).map(([code]) => code);
}

function kmOf(lieu: LieuIndexable, d: DemandeOrientation): number | null {
  if (lieu.latitude === null || lieu.longitude === null) return null;
  // Chord on the unit sphere, not the haversine of the engine.
  const point = (latitude: number, longitude: number) => {
    const [p, l] = [(latitude * Math.PI) / 180, (longitude * Math.PI) / 180];
    return [Math.cos(p) * Math.cos(l), Math.cos(p) * Math.sin(l), Math.sin(p)] as const;
  };
  const [a, b] = [point(d.position.latitude, d.position.longitude), point(lieu.latitude, lieu.longitude)];
  return 2 * 6371.0088 * Math.asin(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) / 2);
}

/** `null` = not known. Minute by minute, not by ranges. */
function openOn(lieu: LieuIndexable, d: DemandeOrientation): boolean | null {
  const parsed = parseHoraires(lieu.horaires ?? '');
  if (!parsed.ok || d.creneau === undefined) return null;
  const open = new Set<number>();
  for (const p of parsed.value.jours[d.creneau.jour] ?? [])
    for (let m = p.debut; m < p.fin; m += 1) open.add(m);
  for (let m = d.creneau.debut; m < d.creneau.fin; m += 1) if (!open.has(m)) return false;
  return true;
}

const TRUE_OF: Record<Raison['code'], (l: LieuIndexable, d: DemandeOrientation, r: Raison) => boolean> = {
  besoin: (l, d, r) =>
    r.sens === 'inconnu'
      ? l.services.length === 0
      : d.besoins.some(
          (b) =>
            r.phrase.toLowerCase().includes(b.toLowerCase()) &&
            l.services.includes(b) === (r.sens === 'pour'),
        ),
  modalite: (l, d, r) =>
    r.sens === 'inconnu'
      ? l.modalites_accompagnement.length === 0
      : l.modalites_accompagnement.length > 0 &&
        l.modalites_accompagnement.includes(d.modalite ?? '') === (r.sens === 'pour'),
  horaire: (l, d, r) => openOn(l, d) === (r.sens === 'inconnu' ? null : r.sens === 'pour'),
  distance: (l, d, r) => (kmOf(l, d) === null) === (r.sens === 'inconnu'),
  fraicheur: (l, _, r) => l.date_maj >= '2026-04-23' === (r.sens === 'pour'),
  frais: (l, _, r) =>
    r.sens ===
    (l.frais_a_charge.length === 0 ? 'inconnu' : l.frais_a_charge.includes('Gratuit') ? 'pour' : 'contre'),
  public: (l, d, r) =>
    l.publics_specifiquement_adresses.length > 0 &&
    (r.sens === 'pour') === (d.publics ?? []).some((p) => l.publics_specifiquement_adresses.includes(p)) &&
    (r.sens === 'inconnu') === (d.publics === undefined),
  prise_en_charge: (l, d, r) =>
    (d.prisesEnCharge ?? []).some(
      (p) => l.prise_en_charge_specifique.includes(p.code) === (r.sens === 'pour'),
    ),
  acces: (l, _, r) =>
    l.modalites_acces.filter((m) => !m.startsWith('Ce lieu')).length > 0 === (r.sens === 'pour'),
};

/** The same request, or the same place, without the one thing that failed. */
function relax(r: ResultatOrientation, d: DemandeOrientation): [LieuIndexable, DemandeOrientation] {
  const open = { ...r.lieu };
  delete open.fermeLe;
  const anyone = { ...d };
  delete anyone.publics;
  switch (r.filtre?.code) {
    case 'service_inconnu':
      return [{ ...r.lieu, services: [...d.besoins] }, d];
    case 'public_reserve':
      return [r.lieu, anyone];
    case 'payant':
      return [r.lieu, { ...d, peutPayer: true }];
    case 'prise_en_charge_absente':
      return [r.lieu, { ...d, prisesEnCharge: (d.prisesEnCharge ?? []).map(({ code }) => ({ code })) }];
    case 'pas_de_public':
      return [{ ...r.lieu, modalites_acces: [] }, d];
    case 'trop_loin':
      return [r.lieu, { ...d, rayonKm: Math.ceil(r.distanceKm ?? 0) + 1 }];
    case 'position_inconnue':
      return [{ ...r.lieu, ...d.position }, d];
    case 'ferme':
      return [open, { ...d, ...(d.creneau && { creneau: { ...d.creneau, exige: false } }) }];
    default:
      throw new Error('not a near miss');
  }
}

const shown = (r: ReturnType<typeof search>) => [...r.top, ...r.presque];

describe('search, as properties', () => {
  it('counts what passes every filter, and shows as near misses only what fails one', () => {
    fc.assert(
      fc.property(lieuxArbitrary, demandeArbitrary, (lieux, d) => {
        const r = search(createIndex(lieux), d, { le });
        expect(r.eligibles).toBe(lieux.filter((l) => filtersOf(l, d).length === 0).length);
        for (const one of r.top) expect(filtersOf(one.lieu, d)).toEqual([]);
        for (const one of r.presque) expect(filtersOf(one.lieu, d)).toEqual([one.filtre?.code]);
        if (r.eligibles > 0) expect(r.top.length).toBeGreaterThan(0);
      }),
      runs,
    );
  });
  it('gives the same answer whatever the order of the lieux', () => {
    fc.assert(
      fc.property(
        lieuxArbitrary.chain((l) =>
          fc.tuple(fc.constant(l), fc.shuffledSubarray(l, { minLength: l.length })),
        ),
        demandeArbitrary,
        ([lieux, shuffled], d) => {
          const [a, b] = [lieux, shuffled].map((l) => search(createIndex(l), d, { le }));
          expect(b).toEqual(a);
        },
      ),
      runs,
    );
  });
  it('says only what is true of the lieu, in sentences of twelve words at most', () => {
    fc.assert(
      fc.property(lieuxArbitrary, demandeArbitrary, (lieux, d) => {
        for (const one of shown(search(createIndex(lieux), d, { le }))) {
          for (const raison of one.raisons) {
            expect([raison, TRUE_OF[raison.code](one.lieu, d, raison)]).toEqual([raison, true]);
          }
          const phrases = [...one.raisons, ...one.avertissements, ...(one.filtre ? [one.filtre] : [])];
          for (const sentence of phrases.flatMap((p) => p.phrase.split(/[.?!]/))) {
            expect(sentence.split(/[\s\u00a0]+/).filter((w) => /[\p{L}\p{N}]/u.test(w)).length).toBeLessThan(
              13,
            );
          }
        }
      }),
      runs,
    );
  });
  it('turns a near miss into a result when the one thing that failed is given up', () => {
    fc.assert(
      fc.property(lieuxArbitrary, demandeArbitrary, (lieux, d) => {
        for (const one of search(createIndex(lieux), d, { le }).presque) {
          const [lieu, relaxed] = relax(one, d);
          const again = search(createIndex([lieu]), relaxed, { le });
          expect([one.filtre?.code, again.top.map((t) => t.lieuId)]).toEqual([
            one.filtre?.code,
            [one.lieuId],
          ]);
        }
      }),
      runs,
    );
  });
  it('adds its parts up to the score, orders by it, and shows a place once', () => {
    fc.assert(
      fc.property(lieuxArbitrary, demandeArbitrary, (lieux, d) => {
        const r = search(createIndex(lieux), d, { le });
        for (const one of shown(r)) {
          const { besoin, modalite, horaire, distance, fraicheur } = one.parts;
          expect(besoin + modalite + horaire + distance + fraicheur).toBeCloseTo(one.score, 2);
          expect(one.score).toBeGreaterThanOrEqual(0);
          expect(one.score).toBeLessThanOrEqual(100);
        }
        for (const list of [r.top, r.presque]) {
          const scores = list.map((x) => x.score);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
        }
        const ids = shown(r).flatMap((x) => [x.lieuId, ...x.doublons]);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      runs,
    );
  });
  it('measures distances as the chord of the sphere does', () => {
    const coordinate = (max: number) => fc.double({ min: -max, max, noNaN: true });
    fc.assert(
      fc.property(coordinate(89), coordinate(180), coordinate(89), coordinate(180), (a, b, c, e) => {
        const d = { ...demande, position: { latitude: a, longitude: b } };
        const lieu = lieuOf({ latitude: c, longitude: e });
        expect(distanceKm(d.position, { latitude: c, longitude: e })).toBeCloseTo(kmOf(lieu, d) ?? 0, 3);
      }),
      runs,
    );
  });
});
