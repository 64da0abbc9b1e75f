import type { QuiPeut } from './demarche.ts';
import type { Classe } from './nomenclatures.ts';

/**
 * Who may do the démarche for the person, derived from what the entry says (never stored apart from it).
 * A volunteer keeps to `simple`; where a third party must come through Aidants Connect, only the
 * accredited employee may; on `sensible`, employees need a mandate.
 */
export function deriveQuiPeut(d: { classe: Classe; auth: { valeur: { aidantsConnect: string } } }): QuiPeut {
  const salarie = d.classe === 'simple' ? 'oui' : 'avec-mandat';
  const exclusif = d.auth.valeur.aidantsConnect === 'exclusif';
  return {
    benevole: d.classe === 'simple' && !exclusif ? 'oui' : 'non',
    salarieNonHabilite: exclusif ? 'non' : salarie,
    habilite: salarie,
  };
}
