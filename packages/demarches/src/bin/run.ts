import type { Motif, Resultat } from '../motif.ts';
import { explain, type Reponse } from './answer.ts';
import { diffCommand } from './diff-command.ts';
import { exportCommand } from './export-command.ts';
import { importCommand } from './import-command.ts';
import { indexCommand } from './index-command.ts';
import { mergeCommand } from './merge-command.ts';
import { validateCommand } from './validate-command.ts';

const DONE = 0;
const FINDINGS = 1;
const USAGE = 2;

const AIDE = `porte-plume-demarches : des fiches officielles au catalogue.

  import --zip F | --dir D  --le JOUR --out S  [--citees [--catalogue C]] [--via TEXTE] [--partiel]
      Lit les fiches de la DILA (schémas 3.3 et 3.4, XML ou JSON de npm) et écrit un instantané S.
      JOUR est le jour de l’état des fiches : 2026-11-22. « --citees » ne garde que les fiches du catalogue.
      Une fiche illisible est nommée avec sa ligne ; un instantané qui existe n’est alors remplacé qu’avec « --partiel ».
  diff A B  [--catalogue C]
      Dit ce qui a changé entre deux instantanés, et quelles démarches sont touchées.
  merge S --overlay O  [--seed G] [--avant A] [--out C]
      Pose la surcharge O (un fichier, ou un dossier dont chaque fichier est une partie) sur l’instantané S. « --avant » : l’instantané sur lequel O a été écrite.
  validate --le JOUR  [--catalogue C] [--snapshot S] [--complet]
      Forme, cohérence, fraîcheur, renvois, fiches citées, alias, barèmes : toutes les erreurs à la fois.
      « --complet » : un champ que personne n’a écrit est une erreur.
  build-index  [--catalogue C] [--out F]
      Écrit l’index de recherche, toujours le même pour le même catalogue.
  export --cpsv | --schema-org | --csv | --json-schema  [--base ADRESSE] [--catalogue C] [--out F]
      Le catalogue en CPSV-AP 3.2.0 (JSON-LD), en schema.org, en CSV (avec son Table Schema à côté de F), ou le schéma
      JSON d’une entrée. ADRESSE est celle sous laquelle vous publiez les données liées.

Sans « --catalogue », c’est le catalogue du paquet. Réponse en JSON sur la sortie standard, phrases sur la sortie d’erreur.
Codes de sortie : 0 rien à signaler, 1 des constats, 2 appel ou fichier incorrect.
`;

const COMMANDES: Readonly<
  Record<string, (args: readonly string[]) => Resultat<Reponse> | Promise<Resultat<Reponse>>>
> = {
  import: importCommand,
  diff: diffCommand,
  merge: mergeCommand,
  validate: validateCommand,
  'build-index': indexCommand,
  export: exportCommand,
};

/** Motifs that say that the call or a file is wrong; the others are findings about what it says. */
const APPEL = new Set([
  'APPEL_INVALIDE',
  'FICHIER_ILLISIBLE',
  'FICHIER_IMPOSSIBLE',
  'INTERNE',
  'JSON_INVALIDE',
  'SANS_FICHE',
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
export async function run(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  if (name === '--help' || name === '-h' || rest.includes('--help')) {
    process.stdout.write(AIDE);
    return DONE;
  }
  const command = Object.hasOwn(COMMANDES, name) ? COMMANDES[name] : undefined;
  if (command === undefined) {
    const phrase = name === '' ? 'Il manque une commande.' : `La commande « ${name} » n’existe pas.`;
    const code = fail([{ code: 'APPEL_INVALIDE', phrase }]);
    process.stderr.write(AIDE);
    return code;
  }
  try {
    const resultat = await command(rest);
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
