import fc from 'fast-check';
import { SERVICES, VALEURS } from './lieu-standard.ts';
import { parseLieux } from './lieux.ts';
import type { DemandeOrientation, LieuIndexable } from './orientation.ts';

/** A synthetic place: it does not exist. */
export function lieuOf(over: Record<string, unknown> = {}): LieuIndexable {
  const { lieux, issues } = parseLieux([
    {
      id: 'lieu-1',
      nom: 'Atelier du Buvard-Bleu',
      commune: 'Roanne',
      code_postal: '42300',
      adresse: '1 rue Inventée',
      latitude: 46.03,
      longitude: 4.07,
      date_maj: '2026-10-01',
      services: ['Aide aux démarches administratives'],
      ...over,
    },
  ]);
  const [lieu] = lieux;
  if (lieu === undefined) throw new Error(JSON.stringify(issues));
  return lieu;
}

const HORAIRES = [
  null,
  'sur rendez-vous',
  'Mo-Fr 09:00-12:00,14:00-17:00',
  'We 14:00-18:00',
  'Mo-Su 08:00-20:00; Tu off',
];
const NOMS = [
  'Atelier du Buvard',
  'atelier du buvard',
  'Médiathèque Imaginaire',
  'Maison d’Essai',
  'Café des Pages',
];
const ici = { latitude: 46.03, longitude: 4.07 };
const some = <T>(values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values]);
const base = lieuOf();

export const lieuxArbitrary: fc.Arbitrary<LieuIndexable[]> = fc
  .array(
    fc.record({
      nom: fc.constantFrom(...NOMS),
      // A grid of about 30 m near by, and a coarse one up to 100 km: twins, near misses and far places all happen.
      pas: fc.constantFrom(0.0003, 0.02, 0.1),
      x: fc.integer({ min: -9, max: 9 }),
      y: fc.integer({ min: -9, max: 9 }),
      place: fc.integer({ min: 0, max: 9 }),
      services: some(SERVICES.slice(0, 4)),
      horaires: fc.constantFrom(...HORAIRES),
      publics_specifiquement_adresses: some(VALEURS.publics_specifiquement_adresses.slice(2, 4)),
      prise_en_charge_specifique: some(VALEURS.prise_en_charge_specifique.slice(2, 5)),
      frais_a_charge: some(VALEURS.frais_a_charge),
      itinerance: some(VALEURS.itinerance),
      modalites_acces: some(VALEURS.modalites_acces.slice(0, 5)),
      modalites_accompagnement: some(VALEURS.modalites_accompagnement),
      date_maj: fc.constantFrom(
        '2026-11-22',
        '2026-05-22',
        '2025-12-01',
        '2025-05-22',
        '2025-05-21',
        '2022-01-31',
      ),
      ferme: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 15 },
  )
  .map((rows) =>
    rows.map(({ pas, x, y, place, ferme, ...row }, i) => ({
      ...base,
      ...row,
      id: `lieu-${i}`,
      latitude: place === 0 ? null : ici.latitude + x * pas,
      longitude: place === 0 ? null : ici.longitude + y * pas,
      ...(ferme === 0 ? { fermeLe: '2026-11-01' } : {}),
    })),
  );

export const demandeArbitrary: fc.Arbitrary<DemandeOrientation> = fc.record(
  {
    besoins: fc.subarray([...SERVICES.slice(0, 4)], { minLength: 1 }),
    position: fc.constant(ici),
    deplacement: fc.constantFrom('marche' as const, 'transport' as const, 'voiture' as const),
    rayonKm: fc.constantFrom(0, 0.5, 20, 100),
    modalite: fc.constantFrom(...VALEURS.modalites_accompagnement),
    creneau: fc.record({
      jour: fc.constantFrom(0 as const, 1 as const, 2 as const),
      debut: fc.constantFrom(540, 840),
      fin: fc.constantFrom(900, 1020),
      exige: fc.boolean(),
    }),
    publics: fc.subarray([...VALEURS.publics_specifiquement_adresses.slice(2, 4)]),
    prisesEnCharge: fc.array(
      fc.record({
        code: fc.constantFrom(...VALEURS.prise_en_charge_specifique.slice(2, 5)),
        exige: fc.boolean(),
      }),
      { maxLength: 2 },
    ),
    peutPayer: fc.boolean(),
  },
  { requiredKeys: ['besoins', 'position', 'deplacement'] },
);
