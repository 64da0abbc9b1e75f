import type { ActeCode, Demarche } from '@porte-plume/demarches';
import type { Acte as ActeMandat, DemarcheFaits } from '@porte-plume/mandat';

/** What the rules need of a démarche: any entry of the catalogue of demarches will do. */
export type DemarcheVue = Pick<Demarche, 'id' | 'nom' | 'perimetre' | 'classe'> &
  Partial<Pick<Demarche, 'actesReserves' | 'modes' | 'auth' | 'ageSeul' | 'donnees'>>;

/**
 * Acts of the catalogue → acts of a mandate (accompagnement §5.2). `remise`, `biometrie`, `serment` and
 * `choix-irreversible` have none: the writer never does them. `informer` needs none.
 */
export const CROISEMENT_ACTES: readonly {
  readonly demarche: readonly ActeCode[];
  readonly mandat: readonly ActeMandat[];
}[] = [
  { demarche: ['consulter', 'telecharger'], mandat: ['consulter'] },
  { demarche: ['remplir', 'joindre'], mandat: ['saisir'] },
  { demarche: ['deposer', 'valider', 'actualiser'], mandat: ['deposer'] },
  { demarche: ['signer'], mandat: ['signer'] },
  { demarche: ['payer'], mandat: ['payer'] },
  { demarche: ['ouvrir-compte'], mandat: ['creer_compte', 'creer_messagerie'] },
];

/** The act to ask the catalogue about: the first of the line; a change of bank details is asked as `remplir`. */
export function toActeCode(acte: ActeMandat): ActeCode {
  if (acte === 'changer_coordonnees_bancaires') return 'remplir';
  return CROISEMENT_ACTES.find((line) => line.mandat.includes(acte))?.demarche[0] ?? 'consulter';
}

/** Acts of a mandate that the catalogue reserves to the person, whatever the mandate. */
export function toActesReserves(demarche: DemarcheVue): ActeMandat[] {
  const reserved = new Set((demarche.actesReserves ?? []).map((r) => r.acte));
  return CROISEMENT_ACTES.filter((line) => line.demarche.some((acte) => reserved.has(acte))).flatMap(
    (line) => line.mandat,
  );
}

/** Facts of a démarche as a mandate freezes them, with the version of the catalogue in which they were read. */
export function toDemarcheFaits(demarche: DemarcheVue, catalogueVersion: string): DemarcheFaits {
  return {
    id: demarche.id,
    catalogueVersion,
    perimetre: demarche.perimetre,
    classe: demarche.classe,
    libelle: demarche.nom,
    signaturePersonnelle: (demarche.actesReserves ?? []).some((r) => r.acte === 'signer'),
    actesReserves: toActesReserves(demarche),
    ...(demarche.ageSeul && { ageSeul: demarche.ageSeul.valeur }),
    article9: (demarche.donnees?.art9.length ?? 0) > 0,
  };
}
