import type { Commande } from './commande-terminal.ts';
import { conservation, rotation, tetes } from './commande-entretien.ts';
import { tableau } from './commande-tableau.ts';
import { creerStructure } from './commande-structure.ts';

const COMMANDES: Readonly<Record<string, Commande>> = {
  structure: creerStructure,
  conservation,
  tetes,
  rotation,
  tableau,
};

/** The command that a process was started for, or null when it must serve. */
export function findCommande(
  argv: readonly string[],
): { commande: Commande; args: readonly string[] } | null {
  const [nom, ...args] = argv;
  const commande = nom === undefined || !Object.hasOwn(COMMANDES, nom) ? undefined : COMMANDES[nom];
  return commande === undefined ? null : { commande, args };
}
