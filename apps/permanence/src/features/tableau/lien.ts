/** A choice, as addresses say it. */
export interface LienChoix {
  annee: string;
  /** Undefined: the whole structure. */
  lieu: string | undefined;
}

export const TOUTE = 'Toute la structure';

/** Address of the same choice, elsewhere in the dashboard. */
export function hrefOf(
  chemin: '/tableau' | '/tableau.csv',
  { annee, lieu }: LienChoix,
  plus: Readonly<Record<string, string | undefined>> = {},
): string {
  const query = new URLSearchParams({ annee });
  for (const [nom, valeur] of Object.entries({ lieu, ...plus }))
    if (valeur !== undefined) query.set(nom, valeur);
  return `${chemin}?${query.toString()}`;
}
