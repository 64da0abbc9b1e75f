export { createIndex, distanceKm, listLieuxEnDouble } from './orientation-index.ts';
export type { LieuIndexable, LieuxIndex } from './orientation-index.ts';
export { search } from './orientation-recherche.ts';
export type { PartsOrientation, ResultatOrientation } from './orientation-recherche.ts';
export type {} from './orientation-annonce.ts';
export { HORIZON_ATELIER, searchAteliers } from './orientation-atelier.ts';
export type { AtelierAnnonce, DemandeAtelier } from './orientation-annonce.ts';
export type { FiltreAtelier, PartsAtelier, ResultatAtelier } from './orientation-atelier.ts';
export { serviceOfTheme } from './orientation-theme.ts';
export { RAYONS } from './orientation-demande.ts';
export type {
  Creneau,
  DemandeOrientation,
  Deplacement,
  Modalite,
  PriseEnCharge,
  PublicAdresse,
} from './orientation-demande.ts';
export type { Filtre } from './orientation-filtre.ts';
export type { Raison } from './orientation-raison.ts';
export { listPrisesEnCharge, toDemande } from './orientation-proposition.ts';
export { advance, createOrientation, DELAIS_ORIENTATION } from './orientation-statut.ts';
export type {
  CibleOrientation,
  MotifRefusOrientation,
  Orientation,
  StatutOrientation,
} from './orientation-statut.ts';
export { toDataInclusion } from './lieu-data-inclusion.ts';
export { createFiche, createFicheAtelier, toIcalendar } from './orientation-fiche.ts';
export { FICHE_FR } from './orientation-fiche-mots.ts';
export type { MotsFiche } from './orientation-fiche-mots.ts';
export type { FicheOrientation, OptionsFiche, RendezVous } from './orientation-fiche.ts';
