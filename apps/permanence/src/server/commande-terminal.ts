import type { Services } from './contexte.ts';

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
