import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

/** What is known of a criterion; `a_verifier` until somebody, or a test, decides. */
export const ETATS = ['conforme', 'non_conforme', 'non_applicable', 'a_verifier'] as const;

const Ligne = z.object({
  critere: z.string().regex(/^\d{1,2}\.\d{1,2}$/),
  theme: z.string().min(1),
  etat: z.enum(ETATS),
  /** File of the test that proves it, from the root of the repository; '' when a dated reading decides, which the note tells. */
  preuve: z.string(),
  note: z.string().min(1),
});
/** One line of `docs/rgaa.csv`: a criterion of RGAA 4.1.2. */
export type Critere = z.infer<typeof Ligne>;

/** Number of criteria of RGAA 4.1.2. */
export const CRITERES = 106;
const COLONNES = 'critere;theme;etat;preuve;note';

/** Beside the built server, or in the repository. */
const LIEUX = ['../rgaa.csv', '../../../../../docs/rgaa.csv'].map((chemin) =>
  fileURLToPath(new URL(chemin, import.meta.url)),
);

/**
 * Reads the file of the criteria.
 * @throws when a line is not one: the file is ours, and a test reads it
 */
export function parseRgaa(texte: string): Critere[] {
  const [tete, ...lignes] = texte.trim().split('\n');
  if (tete !== COLONNES) throw new Error('docs/rgaa.csv has other columns');
  return lignes.map((ligne) => {
    const [critere, theme, etat, preuve, note, ...reste] = ligne.split(';');
    if (reste.length > 0) throw new Error(`docs/rgaa.csv, ${critere ?? ''}: one column too many`);
    return Ligne.parse({ critere, theme, etat, preuve, note });
  });
}

/** The same file again, as the public reads it. */
export function writeRgaa(criteres: readonly Critere[]): string {
  const lignes = criteres.map((un) => [un.critere, un.theme, un.etat, un.preuve, un.note].join(';'));
  return `${[COLONNES, ...lignes].join('\n')}\n`;
}

let lus: readonly Critere[] | null = null;

/** The criteria, read once. */
export function readRgaa(): readonly Critere[] {
  const fichier = LIEUX.find((lieu) => existsSync(lieu));
  if (fichier === undefined) throw new Error('docs/rgaa.csv is missing from the build');
  return (lus ??= parseRgaa(readFileSync(fichier, 'utf8')));
}

/** Where the application stands, in the words of the law. */
export interface Conformite {
  etat: 'conforme' | 'partiellement conforme' | 'non conforme';
  /** Criteria by state. */
  nombres: Readonly<Record<(typeof ETATS)[number], number>>;
  /** Whole percentage of conforming criteria among those that apply; an undecided one counts as not met. */
  taux: number;
}

/**
 * RGAA 4.1.2: all that applies is met → conforme; half at least → partiellement; less → non conforme. Until every
 * criterion is decided, never more than « partiellement ».
 */
export function toConformite(criteres: readonly Critere[]): Conformite {
  const nombres = { conforme: 0, non_conforme: 0, non_applicable: 0, a_verifier: 0 };
  for (const { etat } of criteres) nombres[etat] += 1;
  const applicables = criteres.length - nombres.non_applicable;
  const taux = applicables === 0 ? 0 : Math.floor((nombres.conforme / applicables) * 100);
  const decide = criteres.length === CRITERES && nombres.a_verifier === 0;
  const etat =
    decide && nombres.non_conforme === 0
      ? 'conforme'
      : taux >= 50
        ? 'partiellement conforme'
        : 'non conforme';
  return { etat, nombres, taux };
}
