import { SERVICES, VALEURS, type Service } from './lieu-standard.ts';
import type { Motif } from './resultat.ts';

/** How far a person can go, in km: `rayon` is reached; up to `portee`, the next one, a lieu is a near miss (§9.1, [hyp]). */
export const RAYONS = {
  marche: { rayon: 1.5, portee: 15 },
  transport: { rayon: 15, portee: 30 },
  voiture: { rayon: 30, portee: 45 },
} as const;
export type Deplacement = keyof typeof RAYONS;

export type Modalite = (typeof VALEURS.modalites_accompagnement)[number];
export type PublicAdresse = (typeof VALEURS.publics_specifiquement_adresses)[number];
export type PriseEnCharge = (typeof VALEURS.prise_en_charge_specifique)[number];

/** A slot of the week: minutes since midnight, `jour` 0 is Monday. */
export interface Creneau {
  jour: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  debut: number;
  fin: number;
  /** The person has no other moment: a lieu known to be closed then is left out (`ferme`), not only marked down. */
  exige?: boolean;
}

/** What is looked for. Absent = not asked or not known; nothing here names a person, and nothing is kept. */
export interface DemandeOrientation {
  /** One at least. */
  besoins: readonly Service[];
  /** From where: the person's commune or the site of the séance is precise enough. */
  position: { latitude: number; longitude: number };
  deplacement: Deplacement;
  /** Replaces the radius of `deplacement`, in km, at most 100. */
  rayonKm?: number;
  modalite?: Modalite;
  creneau?: Creneau;
  /** Publics of the standard that the person belongs to. Absent = not known: no lieu is left out for that. */
  publics?: readonly PublicAdresse[];
  prisesEnCharge?: readonly { code: PriseEnCharge; exige?: boolean }[];
  /** `false`: only free lieux. */
  peutPayer?: boolean;
}

const PHRASES = {
  demande_invalide: 'Cette demande n’a pas la forme attendue.',
  besoin_manquant: 'Dites au moins un besoin.',
  code_inconnu: 'Ce code n’existe pas dans la liste.',
  coordonnees_invalides: 'Ces coordonnées ne sont pas sur la Terre.',
  rayon_invalide: 'Un rayon va de 0 à 100 km.',
  creneau_invalide: 'Ce créneau n’existe pas dans la semaine.',
} as const;

/** Every reason to refuse a request, with its path, without its values. The engine stays light: no schema library here. */
export function checkDemande(demande: unknown): Motif[] {
  const motifs: Motif[] = [];
  const report = (code: keyof typeof PHRASES, ...path: (string | number)[]): void => {
    motifs.push({ code, phrase: PHRASES[code], path });
  };
  const codes = (value: unknown, liste: readonly string[], path: string, pick = (v: unknown) => v): void => {
    if (value === undefined) return;
    if (!Array.isArray(value)) report('demande_invalide', path);
    else
      value.forEach((v, i) => {
        if (!liste.includes(pick(v) as string)) report('code_inconnu', path, i);
      });
  };
  if (typeof demande !== 'object' || demande === null) {
    report('demande_invalide');
    return motifs;
  }
  const d = demande as Readonly<Record<string, unknown>>;
  if (!Array.isArray(d.besoins) || d.besoins.length === 0) report('besoin_manquant', 'besoins');
  else codes(d.besoins, SERVICES, 'besoins');
  const position = (d.position ?? {}) as Readonly<Record<string, unknown>>;
  if (!isWithin(position.latitude, -90, 90)) report('coordonnees_invalides', 'position', 'latitude');
  if (!isWithin(position.longitude, -180, 180)) report('coordonnees_invalides', 'position', 'longitude');
  if (typeof d.deplacement !== 'string' || !Object.hasOwn(RAYONS, d.deplacement)) {
    report('code_inconnu', 'deplacement');
  }
  if (d.rayonKm !== undefined && !isWithin(d.rayonKm, 0, 100)) report('rayon_invalide', 'rayonKm');
  if (
    d.modalite !== undefined &&
    !(VALEURS.modalites_accompagnement as readonly unknown[]).includes(d.modalite)
  ) {
    report('code_inconnu', 'modalite');
  }
  codes(d.publics, VALEURS.publics_specifiquement_adresses, 'publics');
  codes(
    d.prisesEnCharge,
    VALEURS.prise_en_charge_specifique,
    'prisesEnCharge',
    (v) => (v as { code?: unknown } | null)?.code,
  );
  if (d.peutPayer !== undefined && typeof d.peutPayer !== 'boolean') report('demande_invalide', 'peutPayer');
  if (d.creneau !== undefined && !isCreneau(d.creneau)) report('creneau_invalide', 'creneau');
  return motifs;
}

function isWithin(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && value >= min && value <= max;
}

function isCreneau(value: unknown): boolean {
  const { jour, debut, fin } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return (
    Number.isInteger(jour) &&
    isWithin(jour, 0, 6) &&
    isWithin(debut, 0, 1440) &&
    isWithin(fin, 0, 1440) &&
    debut < fin
  );
}
