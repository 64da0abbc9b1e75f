import { createEcriture, createList, rankIn, regroup, toColonne, write, type Colonne } from './colonne.ts';
import type { Intervention } from './intervention.ts';
import type { Profil } from './profil.ts';

/** Fields of the profile, and how each is read. */
export const PROFIL = {
  age_detail: 'trancheAge',
  genre: 'genre',
  statut: 'statut',
  commune: 'communeInsee',
  langue_lecture: 'langueLecture',
  equipement: 'equipement',
  connexion: 'connexion',
  faibles_revenus: 'faiblesRevenus',
  profil_numerique: 'profilNumerique',
  adressage: 'adressage',
  service_social: 'suiviServiceSocial',
} as const satisfies Readonly<Record<string, keyof Profil>>;
export type ChampProfil = keyof typeof PROFIL;

/** Every field of the profiles, each profile met once: it is far in memory, what it holds is near. */
export function readProfils(lignes: readonly Intervention[]): Readonly<Record<ChampProfil, Colonne>> {
  const n = lignes.length;
  const age = createEcriture(n);
  const genre = createEcriture(n);
  const statut = createEcriture(n);
  const commune = createEcriture(n);
  const langue = createEcriture(n);
  const equipement = createEcriture(n);
  const connexion = createEcriture(n);
  const revenus = createEcriture(n);
  const numerique = createEcriture(n);
  const adressage = createEcriture(n);
  const social = createEcriture(n);
  for (let row = 0; row < n; row++) {
    const profil = lignes[row]?.personne.profil;
    if (profil === undefined) continue;
    write(age, row, profil.trancheAge);
    write(genre, row, profil.genre);
    write(statut, row, profil.statut);
    write(commune, row, profil.communeInsee);
    write(langue, row, profil.langueLecture);
    write(equipement, row, profil.equipement);
    write(connexion, row, profil.connexion);
    write(revenus, row, profil.faiblesRevenus);
    write(numerique, row, profil.profilNumerique);
    write(adressage, row, profil.adressage);
    write(social, row, profil.suiviServiceSocial);
  }
  return {
    age_detail: toColonne(age),
    genre: toColonne(genre),
    statut: toColonne(statut),
    commune: toColonne(commune),
    langue_lecture: toColonne(langue),
    equipement: toColonne(equipement),
    connexion: toColonne(connexion),
    faibles_revenus: toColonne(revenus),
    profil_numerique: toColonne(numerique),
    adressage: toColonne(adressage),
    service_social: toColonne(social),
  };
}

/** What is said of a visit itself. */
export interface VisitesLues {
  readonly seance: Colonne;
  readonly canal: Colonne;
  readonly nature: Colonne;
  readonly duree_min: Colonne;
  readonly renoncement: Colonne;
  /** A multi-choice answer ticked twice is one answer. */
  readonly motif_venue: Colonne;
  /** How many actes each has. */
  readonly actes: Colonne;
}

export function readVisites(lignes: readonly Intervention[]): VisitesLues {
  const n = lignes.length;
  const seance = createEcriture(n);
  const canal = createEcriture(n);
  const nature = createEcriture(n);
  const duree = createEcriture(n);
  const renoncement = createEcriture(n);
  const actes = createEcriture(n);
  const motif = createEcriture(0);
  const motifs = createList(n);
  const starts = new Int32Array(n + 1);
  for (let row = 0; row < n; row++) {
    const visite = lignes[row];
    if (visite === undefined) continue;
    write(seance, row, visite.seanceId);
    write(canal, row, visite.canal);
    write(nature, row, visite.personne.nature);
    write(duree, row, visite.dureeMin);
    write(renoncement, row, visite.renoncement);
    write(actes, row, visite.actes.length);
    for (const code of visite.motifsVenue) motifs.push(rankIn(motif, code));
    starts[row + 1] = motifs.size();
  }
  return {
    seance: toColonne(seance),
    canal: toColonne(canal),
    nature: toColonne(nature),
    duree_min: toColonne(duree),
    renoncement: toColonne(renoncement),
    motif_venue: regroup({ dict: motif.dict, codes: motifs.all(), starts: null }, starts),
    actes: toColonne(actes),
  };
}
