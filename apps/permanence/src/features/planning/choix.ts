import { jourEnMots } from '../../ui/date.ts';
import type { Planning } from '../../domain/planning.ts';
import type { Choix } from '../../ui/form.tsx';

const tri = new Intl.Collator('fr');
const ranges = (choix: Choix[]): Choix[] => choix.sort((a, b) => tri.compare(a.libelle, b.libelle));

/**
 * Lieux and people to choose from, in the order of the alphabet.
 * @param tenants - who holds the permanence now: they stay in the list once their account is closed
 */
export function toChoix(
  planning: Planning,
  tenants: readonly string[] = [],
): { lieux: Choix[]; agents: Choix[] } {
  return {
    lieux: ranges(
      [...planning.lieux.values()].map(({ id, nom, commune, fermeLe }) => ({
        code: id,
        libelle: `${commune}\u00a0: ${nom}${fermeLe === null ? '' : ` (ferme le ${jourEnMots(fermeLe)})`}`,
      })),
    ),
    agents: ranges(
      [...planning.agents.values()]
        .filter(({ id, actif }) => actif || tenants.includes(id))
        .map(({ id, nom }) => ({ code: id, libelle: nom })),
    ),
  };
}
