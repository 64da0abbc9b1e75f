import { expandSigles, tokens } from '@porte-plume/demarches/search';

const cle = (texte: string): string => [...new Set(tokens(texte))].sort().join(' ');

/**
 * Makes the function that finds the only démarche that words name whole: a name, an old name, words that people use, an
 * acronym alone.
 */
export function createNommage(
  demarches: readonly { id: string; noms: readonly string[] }[],
): (mots: string) => string | undefined {
  /** Every name of the catalogue → the entries that bear it. */
  const porteurs = new Map<string, Set<string>>();
  for (const { id, noms } of demarches)
    for (const un of noms.map(cle)) if (un !== '') porteurs.set(un, (porteurs.get(un) ?? new Set()).add(id));
  return (mots) => {
    const siens = [...(porteurs.get(cle(mots)) ?? [])];
    if (siens.length > 0) return siens.length === 1 ? siens[0] : undefined;
    const [sigle, ...autres] = tokens(mots).length === 1 ? expandSigles(mots) : [];
    return sigle?.ids.length === 1 && autres.length === 0 ? sigle.ids[0] : undefined;
  };
}
