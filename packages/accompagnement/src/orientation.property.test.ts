import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHoraires } from './horaires.ts';
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
const demande: DemandeOrientation = {
  besoins: ['Aide aux démarches administratives'],
  position: { latitude: 46.03, longitude: 4.07 },
  deplacement: 'marche',
};
const runs = { numRuns: 1000 };

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

const TRUE_OF: Partial<
  Record<Raison['code'], (l: LieuIndexable, d: DemandeOrientation, r: Raison) => boolean>
> = {
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
    r.phrase.startsWith('Ce lieu se déplace')
      ? l.itinerance.includes('Itinérant') && r.sens === 'inconnu'
      : l.modalites_acces.some((m) => !m.startsWith('Ce lieu')) === (r.sens === 'pour'),
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
            expect([raison, TRUE_OF[raison.code]?.(one.lieu, d, raison)]).toEqual([raison, true]);
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
  it('finds what is near wherever it is: poles and the far side of the date line', () => {
    // Doubles of fast-check crowd around zero: whole tenths spread over the globe.
    const over = (max: number, by: number) =>
      fc.integer({ min: -max * by, max: max * by }).map((n) => n / by);
    const latitude = fc.oneof(over(90, 10), fc.constantFrom(90, 89.9, -89.8, 0));
    const longitude = fc.oneof(over(180, 10), fc.constantFrom(179.9, -179.9));
    const step = over(0.5, 1000);
    const around = fc.oneof(step, over(180, 1));
    fc.assert(
      fc.property(latitude, longitude, step, around, (la, lo, dLa, dLo) => {
        const to = {
          latitude: Math.max(-90, Math.min(90, la + dLa)),
          longitude: ((((lo + dLo + 180) % 360) + 360) % 360) - 180,
        };
        const d = {
          ...demande,
          position: { latitude: la, longitude: lo },
          deplacement: 'voiture' as const,
        };
        const km = distanceKm(d.position, to);
        const r = search(createIndex([lieuOf(to)]), d, { le });
        expect([r.top.length, r.presque.length]).toEqual(km <= 30 ? [1, 0] : km <= 45 ? [0, 1] : [0, 0]);
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
