import type { Meta, ReadMeta } from './export-meta.ts';
import { readMeta } from './export-meta.ts';
import { figuresOf, overlapWords, roundingWords } from './figure.ts';
import { frenchNumber } from './french-number.ts';
import type { ProtectedTable } from './protected-table.ts';
import { normOf } from './release-spec.ts';
import { figureShares } from './taux.ts';

/** A cell of a spreadsheet: a number, or a text that is never read as a formula. */
export type SheetCell = { readonly number: number } | { readonly text: string; readonly role?: 'masked' };

/** A sheet with one header row, frozen. */
export type Sheet = {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
  /** Widths in characters. */
  readonly widths: readonly number[];
};

/** What both spreadsheet formats write. */
export type Workbook = {
  readonly title: string;
  readonly description: string;
  readonly sheets: readonly Sheet[];
};

/** Rows of a spreadsheet, header included. */
const MAX_ROWS = 1_048_576;
const MASK = 's';
export const LEGEND = `«\u00a0${MASK}\u00a0»\u00a0: case non diffusée, pour protéger le secret statistique. Ce n’est pas un zéro.`;
export const LICENCE = 'Licence Ouverte 2.0 (Etalab)';
const WIDEST = 60;

const cellText = (cell: SheetCell): string => ('number' in cell ? frenchNumber(cell.number) : cell.text);

function sheet(name: string, header: readonly string[], rows: Sheet['rows']): Sheet {
  const widths = header.map((title, column) =>
    rows.reduce(
      (widest, row) => Math.max(widest, Math.min(WIDEST, cellText(row[column] ?? { text: '' }).length + 2)),
      Math.min(WIDEST, title.length + 3),
    ),
  );
  return { name, header, rows, widths };
}

/** Headings on one line, all different whatever their case: spreadsheet tables need it. */
function distinctHeadings(headings: readonly string[]): string[] {
  const taken = new Set<string>();
  return headings.map((heading) => {
    const plain = heading.replace(/\s+/g, ' ').trim() || 'Colonne';
    let name = plain;
    for (let rank = 2; taken.has(name.toLowerCase()); rank += 1) name = `${plain} ${rank}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function unknowns(t: ProtectedTable, told: ReadMeta): string {
  const seen = new Map<string, string>();
  for (const figure of figuresOf(t)) {
    for (const { dimension, shares } of figureShares(t.spec, figure)) {
      const { inconnus, tauxInconnus } = shares;
      const words =
        inconnus === null || tauxInconnus === null
          ? 'non diffusé'
          : `${frenchNumber(tauxInconnus)}\u00a0% (${frenchNumber(inconnus)})`;
      if (!seen.has(dimension)) seen.set(dimension, `${told.heading(dimension)}\u00a0: ${words}`);
    }
  }
  return [...seen.values()].join('\u00a0; ');
}

function explanation(t: ProtectedTable, told: ReadMeta): [string, string][] {
  const norm = normOf(t.spec);
  const total = t.cells.find(({ key }) => t.dims.every((dim) => (key[dim] ?? 'Total') === 'Total'));
  const publisher = typeof told.publisher === 'string' ? told.publisher : told.publisher?.name;
  const n = total?.valeur ?? null;
  const lines: [string, string | undefined][] = [
    ['Titre', told.title],
    ['Description', told.description],
    ['Définition', told.definition],
    ['Unité comptée', t.spec.unit],
    ['Période', told.period],
    ['Effectif total (n)', n === null ? 'non diffusé' : frenchNumber(n)],
    ['Taux d’inconnus', unknowns(t, told)],
    ['Arrondi', roundingWords(t)],
    [
      'Réponses multiples',
      overlapWords(
        t,
        figuresOf(t).flatMap(({ axes }) => axes),
        told.heading,
      ),
    ],
    ['Légende', LEGEND],
    ['Total', 'La ligne «\u00a0Total\u00a0» compte toutes les modalités de la colonne.'],
    ['Norme', `${norm.id}, version ${norm.version} (${norm.source}).`],
    ['Éditeur', publisher],
    ['Page de présentation', told.homepage],
    ['Licence', told.licence ?? (told.audience === 'open' ? LICENCE : undefined)],
    ['Empreinte du tableau', t.hash],
  ];
  return lines.filter((line): line is [string, string] => line[1] !== undefined && line[1] !== '');
}

/** The two sheets of a protected table: the cells, then how to read them. Codes stay as they are unless the meta words them. */
export function workbookOf(t: ProtectedTable, meta: Meta | undefined): Workbook {
  const told = readMeta(t.spec, meta);
  if (t.cells.length >= MAX_ROWS) {
    throw new TypeError(
      `Un tableur ne tient pas plus de ${frenchNumber(MAX_ROWS - 1)} lignes\u00a0: prenez le CSV.`,
    );
  }
  const rows = t.cells.map(({ key, valeur }): SheetCell[] => [
    ...t.dims.map((dim) => ({ text: told.given(dim, key[dim] ?? 'Total') })),
    valeur === null ? { text: MASK, role: 'masked' } : { number: valeur },
    { text: valeur === null ? 'non diffusé' : 'publié' },
  ]);
  const headings = distinctHeadings([...t.dims.map(told.heading), told.valueLabel, 'Statut']);
  const reading = explanation(t, told).map(([label, text]): SheetCell[] => [{ text: label }, { text }]);
  return {
    title: told.title,
    description: told.description ?? told.definition ?? '',
    sheets: [sheet('Tableau', headings, rows), sheet('Lire ce tableau', ['Rubrique', 'Contenu'], reading)],
  };
}
