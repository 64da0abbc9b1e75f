import { frenchNumber } from './french-number.ts';
import type { RapportKanon } from './kanon-report-form.ts';

/** At most `digits` decimals, no useless zero. */
const decimal = (value: number, digits: number): string => frenchNumber(Number(value.toFixed(digits)));
/** A share is never rounded to nothing. */
const percent = (share: number): string =>
  share > 0 && share < 0.0005 ? 'moins de 0,1\u00a0%' : `${decimal(100 * share, 1)}\u00a0%`;
/** A header or a label may hold what Markdown reads as markup. */
const cell = (text: string): string => text.replace(/[\\|`*_<>[\]]/g, '\\$&').replace(/\s+/g, ' ');
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (header: readonly string[], rows: readonly string[][]): string[] => [
  row(header),
  row(header.map(() => '---')),
  ...rows.map(row),
];

/** The report as Markdown: what a controller signs and a partner reads, without any value of a record. */
export function kanonMarkdown(rapport: Omit<RapportKanon, 'markdown'>): string {
  const { k, records, suppressed, attributes, sensitive, kept, risks, population } = rapport;
  const oneIn = (risk: number): string => `${percent(risk)} (1 sur ${decimal(1 / risk, risk > 0.1 ? 1 : 0)})`;
  const lines = [
    '# Rapport de k-anonymité',
    '',
    ...rapport.warnings.map((warning) => `> ${warning}\n>`),
    '',
    '## Ce qui a été fait',
    '',
    `- k demandé\u00a0: ${k.asked}. k atteint\u00a0: ${k.reached}. Chacun ressemble à au moins ${k.reached - 1} autres dans les colonnes ci-dessous.`,
    `- Enregistrements remis\u00a0: ${frenchNumber(records)}. Supprimés\u00a0: ${frenchNumber(suppressed)}, soit ${percent(rapport.suppressedShare)} (au plus ${percent(rapport.suppressionLimit)} accepté).`,
    '- Les enregistrements sont triés\u00a0: leur ordre ne dit plus celui de la saisie.',
    '',
    '## Quasi-identifiants',
    '',
    ...table(
      ['colonne', 'niveau', 'en clair'],
      attributes.map(({ column, level, highest, words }) => [cell(column), `${level} sur ${highest}`, words]),
    ),
    '',
    ...(kept.length === 0
      ? []
      : [
          '## Colonnes gardées telles quelles',
          '',
          'k ne les compte pas\u00a0: qui connaît ces réponses peut retrouver une personne dans son groupe.',
          '',
          ...table(
            ['colonne', 'valeurs distinctes'],
            kept.map(({ column, values }) => [cell(column), frenchNumber(values)]),
          ),
          '',
        ]),
    '## Ce qu’on apprend d’une personne retrouvée',
    '',
    ...(sensitive.length === 0
      ? ['Aucune colonne sensible n’a été déclarée\u00a0: la diversité n’a pas été mesurée.']
      : table(
          ['colonne', 'l (valeurs distinctes)', 'l (entropie)', 't (égale)', 't (ordonnée)'],
          sensitive.map((measure) => [
            cell(measure.column),
            String(measure.lDistinct),
            decimal(measure.lEntropy, 2),
            decimal(measure.tEqual, 3),
            decimal(measure.tOrdered, 3),
          ]),
        )),
    '',
    'Plus l est grand et t petit, moins un groupe trahit ses membres.',
    '',
    '## Risque de retrouver quelqu’un',
    '',
    ...table(
      ['attaquant', 'au pire', 'en moyenne'],
      [
        [
          'procureur (il sait que la personne est dans le fichier)',
          oneIn(risks.prosecutor.highest),
          percent(risks.prosecutor.average),
        ],
        [
          'journaliste (il sait seulement qu’elle est dans la population)',
          oneIn(risks.journalist.highest),
          percent(risks.journalist.average),
        ],
        ['marketing (il rapproche tout le fichier)', '—', percent(risks.marketer)],
      ],
    ),
    '',
    population
      ? `Face à la population donnée\u00a0: k-map ${frenchNumber(population.kMap)}\u00a0; la chance d’être dans le fichier va de ${percent(population.deltaMin)} à ${percent(population.deltaMax)} (δ-présence).`
      : 'Aucune population n’a été donnée\u00a0: le fichier est pris pour toute la population, ce qui est le pire des cas.',
    '',
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}
