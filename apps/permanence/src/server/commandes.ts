import type { Services } from './contexte.ts';
import { conservation, rotation, tetes } from './commande-entretien.ts';
import { creerStructure } from './commande-structure.ts';

/** One thing that the installer does at a terminal, with the database and the keys of the application. */
export interface Commande {
  /** What to type after the name, for who typed it wrong. */
  usage: string;
  /**
   * @param args - what follows the name
   * @returns the lines to print
   * @throws {ErreurDemarrage} one French sentence
   */
  run(services: Services, args: readonly string[]): Promise<readonly string[]>;
}

const COMMANDES: Readonly<Record<string, Commande>> = {
  structure: creerStructure,
  conservation,
  tetes,
  rotation,
};

/** The command that a process was started for, or null when it must serve. */
export function findCommande(
  argv: readonly string[],
): { commande: Commande; args: readonly string[] } | null {
  const [nom, ...args] = argv;
  const commande = nom === undefined || !Object.hasOwn(COMMANDES, nom) ? undefined : COMMANDES[nom];
  return commande === undefined ? null : { commande, args };
}
