import type { Motif, Resultat } from '../resultat.ts';
import { explain, type ReponseCommande } from './answer.ts';
import { lieuxCommand } from './lieux-command.ts';

const DONE = 0;
const FINDINGS = 1;
const USAGE = 2;

const AIDE = `porte-plume-accompagnement : le travail de l’écrivain numérique, hors de l’écran.

  lieux --in F --out L  [--rapport R] [--departement 42] [--strict]
      Lit une liste de lieux de médiation numérique (standard national, JSON ou CSV, en UTF-8) et écrit L : le fichier JSON
      que lit le moteur d’orientation. Une ligne fausse est écartée, les autres restent. R dit tout : chaque défaut avec sa
      ligne, chaque réparation, les lieux en double, les sources et les licences à citer.
      « --departement » : ne garde que ce département (deux chiffres, 2A, 2B, ou trois chiffres outre-mer).
      « --strict » : rien n’est réparé ; ce qui devrait l’être est une erreur.

Réponse en JSON sur la sortie standard, phrases sur la sortie d’erreur. L et R sont écrits entiers, ou pas du tout.
Codes de sortie : 0 rien à signaler, 1 des lignes écartées, 2 appel ou fichier incorrect.
`;

const COMMANDES: ReadonlyMap<string, (args: readonly string[]) => Resultat<ReponseCommande>> = new Map([
  ['lieux', lieuxCommand],
]);

/** Motifs that say that the call or a file is wrong; the others are findings about what it says. */
const APPEL = new Set([
  ...['APPEL_INVALIDE', 'FICHIER_ILLISIBLE', 'FICHIER_IMPOSSIBLE', 'INTERNE', 'SANS_LIEU'],
  ...['json_invalide', 'csv_invalide', 'csv_vide', 'colonne_manquante', 'colonne_en_double'],
]);

const tell = (phrases: readonly string[]): void => {
  for (const phrase of phrases) process.stderr.write(`${phrase}\n`);
};

function print(value: unknown): void {
  process.stdout.write(typeof value === 'string' ? value : `${JSON.stringify(value)}\n`);
}

function fail(motifs: readonly Motif[]): number {
  print({ ok: false, motifs });
  tell(motifs.map(explain));
  return motifs.some(({ code }) => APPEL.has(code)) ? USAGE : FINDINGS;
}

/** Runs a command line: prints its answer and sentences, and gives the exit code. */
export function run(args: readonly string[]): number {
  const [name = '', ...rest] = args;
  if (name === '--help' || name === '-h' || rest.includes('--help')) {
    process.stdout.write(AIDE);
    return DONE;
  }
  const command = COMMANDES.get(name);
  if (command === undefined) {
    const phrase = name === '' ? 'Il manque une commande.' : `La commande « ${name} » n’existe pas.`;
    const code = fail([{ code: 'APPEL_INVALIDE', phrase }]);
    process.stderr.write(AIDE);
    return code;
  }
  try {
    const resultat = command(rest);
    if (!resultat.ok) return fail(resultat.motifs);
    print(resultat.value.print);
    tell(resultat.value.phrases);
    return resultat.value.constats ? FINDINGS : DONE;
  } catch (error) {
    // A fault of the program, not of the call.
    const kind = error instanceof Error ? error.name : 'Error';
    return fail([
      { code: 'INTERNE', phrase: `Une erreur interne est survenue (${kind}). Rien n’est écrit.` },
    ]);
  }
}
