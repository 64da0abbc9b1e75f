import type { Service } from '@porte-plume/accompagnement/lieux';
import { toDemande } from '@porte-plume/accompagnement/orientation';
import { reglesOrientation } from '@porte-plume/diagnostic/orientation';
import type { DiagnosticGarde } from '../../domain/diagnostics.ts';
import type { Valeurs } from './demande.ts';
import { besoinOf, MODALITES } from './listes.ts';

const PROPOSITIONS = new Map(
  reglesOrientation.regles.flatMap(({ id, propositions }) =>
    propositions.map((une) => [une.cible, { ...une, regle: id }] as const),
  ),
);
const NULLE_PART = { position: { latitude: 0, longitude: 0 }, deplacement: 'transport' } as const;

/**
 * What the person confirmed after a diagnostic, as needs already ticked: the writer looks at them and searches, or not.
 * Proposals that lead to no place (`cible_sans_lieu`) are left out.
 */
export function prefillOf(gardes: readonly DiagnosticGarde[]): {
  valeurs: Partial<Valeurs>;
  propositions: string[];
} {
  const besoins = new Set<Service>();
  const phrases: string[] = [];
  let modalite: string | undefined;
  let niveau: string | undefined;
  for (const { cible, accueil } of gardes.at(-1)?.suites ?? []) {
    const une = PROPOSITIONS.get(cible);
    if (une === undefined || (accueil !== 'confirmee' && accueil !== 'ajoutee')) continue;
    const { dataInclusion, coop } = une;
    const demande = toDemande(
      {
        ...une,
        vocabulaires: {
          ...(dataInclusion === undefined ? {} : { dataInclusion }),
          ...(coop === undefined ? {} : { coop }),
        },
        faits: [],
        raison: '',
        changeraitSi: [],
      },
      NULLE_PART,
    );
    if (!demande.ok) continue;
    phrases.push(une.phrase);
    for (const besoin of demande.value.besoins) besoins.add(besoin);
    modalite ??= MODALITES.find(({ valeur }) => valeur === demande.value.modalite)?.code;
    niveau ??= une.niveauAtelier;
  }
  return {
    valeurs: {
      besoin: [...besoins].map(besoinOf),
      ...(modalite === undefined ? {} : { modalite }),
      ...(niveau === undefined ? {} : { niveau }),
    },
    propositions: phrases,
  };
}
