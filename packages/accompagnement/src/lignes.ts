import { convert } from './correspondance.ts';
import type { Acte } from './acte.ts';
import type { Id } from './date-civile.ts';
import type { Faits } from './indicateur.ts';
import type { Intervention } from './intervention.ts';
import { LISTES } from './nomenclature-2026-1.ts';

/** A row to count: each field has one code, or several for a multi-choice one. `non_demande` = nobody asked. */
export type Ligne = Readonly<Record<string, string | readonly string[]>>;

/** Bands of duration of A1 and A6. */
function bandOf(minutes: number | 'non_demande'): string {
  if (minutes === 'non_demande') return minutes;
  if (minutes < 30) return 'moins_30';
  if (minutes < 60) return '30_59';
  return minutes < 120 ? '60_119' : '120_plus';
}

/** Six INSEE bands; an age outside them, or a chip that does not nest, is “non communiqué” there. */
const INSEE_AGES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  LISTES.trancheAge.map(({ code }) => {
    const band = convert('insee', 'trancheAge', code, 'vers');
    return [code, band.ok ? (band.value[0] ?? 'non_communique') : 'non_communique'];
  }),
);

/** Rows of the interventions that count: a cancelled one counts nowhere. */
export function toLignes(faits: Faits): Ligne[] {
  const place = createPlace(faits);
  return counted(faits).map((i) => ({
    ...place.common(i),
    mode: distinct(i.actes.map((a) => a.mode)),
    perimetre: distinct(i.actes.map((a) => place.perimetre(a)).filter((p) => p !== '')),
  }));
}

/** Rows of the actes of these interventions. */
export function toLignesActes(faits: Faits): Ligne[] {
  const place = createPlace(faits);
  return counted(faits).flatMap((i) => {
    const common = place.common(i);
    return i.actes.map((a) => ({
      ...common,
      objet: a.objet.nature,
      demarche: a.objet.nature === 'demarche' ? a.objet.demarcheId : 'sans_demarche',
      theme: a.objet.nature === 'theme' ? a.objet.theme : 'sans_theme',
      mode: a.mode,
      issue: a.issue.code,
      perimetre: place.perimetre(a) || 'sans_perimetre',
      operateur: place.operateur(a),
    }));
  });
}

function counted(faits: Faits): Intervention[] {
  return faits.interventions.filter((i) => i.annulee === null);
}

function distinct(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}

function createPlace(faits: Faits) {
  const lieux = new Map(faits.lieux.map((l) => [l.id, l]));
  const lieuOf = new Map(faits.seances.map((s) => [s.id, lieux.get(s.lieuId)]));
  const merged = new Map((faits.fusions ?? []).map((f) => [f.de, f.vers]));
  const canonical = (id: Id): Id => {
    let current = id;
    const seen = new Set<Id>();
    for (let next = merged.get(current); next !== undefined && !seen.has(next); next = merged.get(current)) {
      seen.add(next);
      current = next;
    }
    return current;
  };
  const demarcheOf = (a: Acte) =>
    a.objet.nature === 'demarche' ? faits.getDemarche?.(a.objet.demarcheId) : undefined;
  const common = (i: Intervention): Ligne => {
    const lieu = lieuOf.get(i.seanceId);
    const { profil } = i.personne;
    return {
      date: i.date,
      mois: i.date.slice(0, 7),
      lieu: lieu?.id ?? 'non_communique',
      territoire: lieu?.territoireId ?? 'non_communique',
      nature_lieu: lieu?.nature ?? 'non_communique',
      canal: i.canal,
      nature: i.personne.nature,
      personne: i.personne.nature === 'suivie' ? canonical(i.personne.id) : '',
      duree: bandOf(i.dureeMin),
      duree_min: String(i.dureeMin),
      age: INSEE_AGES.get(profil.trancheAge) ?? profil.trancheAge,
      age_detail: profil.trancheAge,
      genre: profil.genre,
      statut: profil.statut,
      commune: profil.communeInsee,
      langue_lecture: profil.langueLecture,
      equipement: profil.equipement,
      connexion: profil.connexion,
      faibles_revenus: profil.faiblesRevenus,
      profil_numerique: profil.profilNumerique,
      adressage: profil.adressage,
      service_social: profil.suiviServiceSocial,
      renoncement: i.renoncement,
      motif_venue: i.motifsVenue,
    };
  };
  return {
    common,
    perimetre: (a: Acte): string => demarcheOf(a)?.perimetre ?? '',
    operateur: (a: Acte): string => demarcheOf(a)?.operateur.id ?? 'sans_operateur',
  };
}
