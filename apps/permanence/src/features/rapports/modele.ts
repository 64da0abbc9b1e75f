import {
  describeUnite,
  getIndicateurs,
  libelleDimension,
  libelleModalite,
  libelleRegroupement,
  QUESTIONS_RAPPORT,
  type PublicationRapport,
  type Rapport,
} from '@porte-plume/accompagnement/indicateurs';
import type { ProtectedTable } from '@porte-plume/statistiques';
import { toPourcentages, type Pourcentages } from '@porte-plume/statistiques/export';
import type { Barre } from '../../ui/chart.tsx';
import { nombreOuMasque, type EnTete, type TableauProtege } from '../../ui/table.tsx';
import type { Ouverte } from './tables.ts';

/** One table of a report as it is shown: bars, what they are shares of, and the same as a table when it has two sides. */
export interface FigureLue {
  id: string;
  titre: string;
  /** n, unknown answers and their rate. */
  note: string;
  barres: readonly Barre[];
  /** Answers that nobody gave, in one sentence; empty when all were given. */
  zeros: string;
  tableau?: TableauProtege;
}

export interface UniteLue {
  unite: PublicationRapport['unite'];
  titre: string;
  definition: string;
  /** All of them, in the words of the page. */
  total: string;
  regroupements: readonly string[];
  figures: readonly FigureLue[];
  masquees: number;
  seuil: number;
}

const TOTAL = 'Total';
const MOTIF = 'motif_';
const NON_COMMUNIQUE = libelleModalite('', 'non_communique');

const dimsOf = (table: PublicationRapport['spec']['tables'][number]): readonly string[] =>
  'dims' in table ? table.dims : table;

function valueAt(table: ProtectedTable, codes: Readonly<Record<string, string>>): number | null {
  const cell = table.cells.find(({ key }) =>
    table.dims.every((dim) => (key[dim] ?? TOTAL) === (codes[dim] ?? TOTAL)),
  );
  return cell?.valeur ?? null;
}

/** Codes of a dimension in the cells of a table of the release, the others at `Total`. */
function codesOf(table: ProtectedTable, dimension: string): string[] {
  const codes = table.cells
    .filter(({ key }) => table.dims.every((dim) => dim === dimension || (key[dim] ?? TOTAL) === TOTAL))
    .map(({ key }) => key[dimension] ?? TOTAL);
  return [...new Set(codes)].filter((code) => code !== TOTAL);
}

const decimale = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const enPourcent = (part: number): string => `${decimale.format(part)}\u00a0%`;

/** What the shares are shares of: never a percentage without its n and its unknown answers. */
function noteOf({ n, inconnus, tauxInconnus, connus }: Pourcentages): string {
  if (n === null) return 'Le total n’est pas diffusé\u00a0: les parts ne le sont pas non plus.';
  const total = `n = ${nombreOuMasque(n)}`;
  if (inconnus === null || tauxInconnus === null || connus === null)
    return `${total}. Les réponses inconnues ne sont pas diffusées\u00a0: les parts ne le sont pas non plus.`;
  if (inconnus === 0) return `${total}, sans réponse inconnue.`;
  return `${total}, dont ${nombreOuMasque(inconnus)} sans réponse (${enPourcent(tauxInconnus)}). Les parts portent sur les ${nombreOuMasque(connus)} autres.`;
}

function figureOf(table: ProtectedTable, dimension: string, id: string): FigureLue | null {
  const shares = toPourcentages(table, { dimension });
  const parts = shares.parts.map(({ code, valeur, pourcentage }) => ({
    libelle: libelleModalite(dimension, code),
    valeur,
    ...(pourcentage === null || valeur === 0 ? {} : { mention: enPourcent(pourcentage) }),
  }));
  if (parts.length === 0) return null;
  return {
    id,
    titre: libelleDimension(dimension),
    note: noteOf(shares),
    ...split(parts),
  };
}

/** Empty answers make one sentence instead of a column of empty bars. */
function split(parts: readonly Barre[]): Pick<FigureLue, 'barres' | 'zeros'> {
  const vides = parts
    .filter(({ valeur, libelle }) => valeur === 0 && libelle !== NON_COMMUNIQUE)
    .map(({ libelle }) => libelle.replace(/^\p{Lu}(?=\p{Ll})/u, (lettre) => lettre.toLocaleLowerCase('fr')));
  return {
    barres: parts.filter(({ valeur }) => valeur !== 0),
    zeros: vides.length === 0 ? '' : `Aucun cas\u00a0: ${vides.join(', ')}.`,
  };
}

/** Why people came: one question of yes or no a reason, shown as one chart. */
function motifsOf(table: ProtectedTable, motifs: readonly string[], id: string): FigureLue {
  const parts = motifs.map((motif) => ({ motif, shares: toPourcentages(table, { dimension: motif }) }));
  const barres = parts.map(({ motif, shares }): Barre => {
    const oui = shares.parts.find(({ code }) => code === 'oui');
    const part = oui?.pourcentage ?? null;
    return {
      libelle: libelleDimension(motif).replace(/^.*\u00a0: /u, ''),
      valeur: oui?.valeur ?? null,
      ...(part === null || oui?.valeur === 0 ? {} : { mention: enPourcent(part) }),
    };
  });
  const [premier] = parts;
  const note = premier === undefined ? '' : noteOf(premier.shares);
  return {
    id,
    titre: 'Motifs de venue',
    note: `${note} Plusieurs motifs sont possibles\u00a0: ensemble, ils peuvent dépasser 100\u00a0%.`,
    ...split(barres),
  };
}

/** Form of a calendar code: a level that has one code only repeats the total. */
const niveauOf = (code: string): string => code.replaceAll(/\d/gu, '0');

function crossOf(
  table: ProtectedTable,
  [dimension = '', autre = '']: readonly string[],
  id: string,
): FigureLue[] {
  const figure = figureOf(table, autre, id);
  if (figure === null) return [];
  const colonnes = codesOf(table, dimension).filter(
    (code, _, tous) => tous.filter((un) => niveauOf(un) === niveauOf(code)).length > 1,
  );
  if (colonnes.length === 0) return [figure];
  const enTete = (dim: string, code: string): EnTete => ({
    code,
    libelle: libelleModalite(dim, code),
    ...(code === TOTAL ? { total: true } : {}),
  });
  const lignes = [...codesOf(table, autre), TOTAL]
    .filter((code) => code === TOTAL || valueAt(table, { [autre]: code }) !== 0)
    .map((code) => enTete(autre, code));
  const tetes = [...colonnes, TOTAL].map((code) => enTete(dimension, code));
  return [
    {
      ...figure,
      tableau: {
        titre: `${libelleDimension(autre)} et période`,
        enLignes: libelleDimension(autre),
        lignes,
        colonnes: tetes,
        cellules: lignes.map((ligne) =>
          tetes.map((tete) => valueAt(table, { [autre]: ligne.code, [dimension]: tete.code })),
        ),
      },
    },
  ];
}

/** One publication of a report as a reader sees it: everything comes out of its protected table. */
export function toUniteLue({ publication, table }: Ouverte): UniteLue {
  const { unite } = publication;
  const { titre, definition } = describeUnite(unite);
  const tables = publication.spec.tables.map(dimsOf);
  const motifs = tables.flatMap(([dim = '']) => (dim.startsWith(MOTIF) ? [dim] : []));
  const figures = tables.flatMap((dims, rang): FigureLue[] => {
    const id = `${unite}-${rang}`;
    const [dim = ''] = dims;
    // Told as figures of the set.
    if (QUESTIONS_RAPPORT.includes(dim)) return [];
    if (dims.length === 2) return crossOf(table, dims, id);
    if (dim.startsWith(MOTIF)) return dim === motifs[0] ? [motifsOf(table, motifs, id)] : [];
    const figure = figureOf(table, dim, id);
    return figure === null ? [] : [figure];
  });
  return {
    unite,
    titre,
    definition,
    total: nombreOuMasque(valueAt(table, {})),
    regroupements: publication.regroupements.map(libelleRegroupement),
    figures,
    masquees: table.cells.filter(({ statut }) => statut === 'masque').length,
    seuil: publication.certificat.threshold,
  };
}

/** A figure of the set, in words. */
export interface ChiffreLu {
  code: string;
  libelle: string;
  definition: string;
  valeur: string;
  raison?: string;
  reserve?: string;
}

const euros = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });
export const enEuros = (centimes: number): string => euros.format(centimes / 100);

/** The only figure of the set that is no count. */
const RATIO = 'A4';
/** Figures that are the share of known answers; the answers themselves are in the tables. */
const CONNUES: ReadonlySet<string> = new Set(
  getIndicateurs('indicateurs@2026.1')
    .filter(({ numerator: { where }, repartition }) => {
      return repartition !== undefined && where !== undefined && 'known' in where && where.known;
    })
    .map(({ code }) => code),
);

export function toChiffresLus({ chiffres }: Rapport): ChiffreLu[] {
  return chiffres.map(({ code, libelle, definition, valeur, nature, raison, reserve }) => ({
    code,
    libelle,
    definition,
    // Half up to one decimal, which a ratio shows even when it is nought.
    valeur:
      nature === 'part' && valeur !== null
        ? `${enPourcent(Math.floor(valeur * 1000 + 0.5) / 10)}${CONNUES.has(code) ? ' de réponses connues' : ''}`
        : valeur === null || code !== RATIO
          ? nombreOuMasque(valeur)
          : decimale.format(Math.floor(valeur * 10 + 0.5) / 10),
    ...(raison === undefined ? {} : { raison }),
    ...(reserve === undefined ? {} : { reserve }),
  }));
}
