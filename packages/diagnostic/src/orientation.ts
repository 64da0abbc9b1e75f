export type { Confiance, ProfilNumerique } from './profil.ts';
export { profil, PROFILS_NUMERIQUES } from './profil.ts';
