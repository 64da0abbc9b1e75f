import type { Motif, Resultat } from '../motif.ts';
import { explain, type ReponseCommande } from './answer.ts';
import { arbreCommand } from './arbre-command.ts';
import { recalibrateCommand } from './recalibrate-command.ts';
import { scoreCommand } from './score-command.ts';

const DONE = 0;
const FINDINGS = 1;
const USAGE = 2;

const AIDE = `porte-plume-diagnostic : le repérage de l’illectronisme, hors de l’écran.

  score --reponses F  [--instrument ID@VERSION]
      Calcule le bilan d’un journal de réponses (JSON). Le bilan en JSON, ses phrases en français.
      Sans « --instrument » : insee-illectronisme@2021.
  arbre  [--calibration C] [--seuil 0.95] [--moyenne -3.2] [--format html|texte|json] [--out F]
      Compile l’entretien court. En html, il s’imprime sur une page A4 ; en json, c’est le fichier que lit « next ».
  recalibrate --responses F --calibration C --out D
      Estime de nouvelles difficultés (Rasch, vraisemblance conditionnelle, domaine par domaine) et écrit la calibration D.
      F est un CSV : une colonne « consentement » (oui, non), une par question de C (1, 0 ou vide), « IU » si elle existe.
      Aucune autre colonne : pas d’identité. Il faut 300 réponses complètes et consenties d’usagers d’internet.
      Chaque faute du CSV est dite avec sa ligne, toutes à la fois ; rien n’est alors écrit.

Réponse en JSON (ou la page, ou le texte) sur la sortie standard, phrases sur la sortie d’erreur.
Codes de sortie : 0 rien à signaler, 1 refus ou alertes, 2 appel ou fichier incorrect.
`;

const COMMANDES: ReadonlyMap<string, (args: readonly string[]) => Resultat<ReponseCommande>> = new Map([
  ['score', scoreCommand],
  ['arbre', arbreCommand],
  ['recalibrate', recalibrateCommand],
]);

/** Motifs that say that the call or a file is wrong; the others are findings about what it says. */
const APPEL = new Set(['APPEL_INVALIDE', 'FICHIER_ILLISIBLE', 'FICHIER_IMPOSSIBLE', 'INTERNE']);

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
