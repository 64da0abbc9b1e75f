import type { Columns } from './build-cube.ts';
import { identifierWarnings, type KanonOptions } from './kanon-anonymise.ts';
import { diversity } from './kanon-diversity.ts';
import { generalise, type GeneralisedFile } from './kanon-generalise.ts';
import type { RapportKanon, ReportAttribute } from './kanon-report-form.ts';
import { kanonMarkdown } from './kanon-report-text.ts';
import { againstPopulation, risks } from './kanon-risk.ts';
import { cite, done, refuse, type Motif, type Resultat } from './motif.ts';

/** What the report is about: the request to {@link kAnonymise}, the levels it found, and what to measure. */
export type ReportOptions = Pick<KanonOptions, 'k' | 'hierarchies' | 'suppressionLimit'> & {
  levels: Readonly<Record<string, number>>;
  /** Names of the levels of an attribute, level 0 first: `{ mois: ['mois', 'trimestre', 'année'] }`. */
  levelNames?: Readonly<Record<string, readonly string[]>>;
  /** Columns handed over as they are, whose content must not be learnt of anybody. */
  sensitive?: readonly string[];
  /** Other columns handed over as they are. */
  keep?: readonly string[];
  /** The same quasi-identifiers for everybody who could be in the file, not yet generalised. */
  population?: Columns;
};

/** What no level of k changes. The first four always apply. */
const WARNINGS = [
  'La k-anonymité n’est pas, à elle seule, une anonymisation au sens du RGPD. Ce fichier reste une donnée personnelle tant que l’analyse des trois critères de l’avis WP216 (individualisation, corrélation, inférence) n’est pas faite.',
  'L’inférence reste possible\u00a0: si tous ceux d’un groupe ont la même réponse, elle est connue de chacun d’eux.',
  'La corrélation reste possible\u00a0: k ne tient compte que des colonnes listées ici et d’un seul fichier. Ne remettez pas un second fichier tiré des mêmes dossiers.',
  'Ce fichier est réservé à un partenaire de recherche lié par une convention. Il n’est jamais remis à un financeur ni publié\u00a0: pour eux, faites des tableaux protégés.',
];

function inWords(
  { levels, labels, domain }: { levels: number; labels: number; domain: number },
  level: number,
  names: readonly string[] | undefined,
): string {
  const name = names?.[level];
  if (level === 0) return 'valeurs d’origine';
  if (labels === 1) return 'tout est regroupé\u00a0: la colonne ne dit plus rien';
  const by = name === undefined ? `regroupé au niveau ${level} sur ${levels - 1}` : `regroupé par ${name}`;
  return `${by}\u00a0: ${labels} valeurs possibles au lieu de ${domain}`;
}

/**
 * Generalises a file for a research partner and reports on what comes out: quasi-identifiers, levels
 * in words, k reached, suppression, diversity, risks, and what k-anonymity does not promise (WP216).
 *
 * Codes: those of {@link generalise} and {@link risks}, and `EVERYTHING_SUPPRESSED`.
 */
export function rapportKanon(
  columns: Columns,
  o: ReportOptions,
): Resultat<{ rapport: RapportKanon; file: GeneralisedFile }> {
  const quasi = Object.keys(o.hierarchies);
  const sensitive = [...new Set(o.sensitive ?? [])];
  const keep = [...new Set([...sensitive, ...(o.keep ?? [])])];
  const generalised = generalise(columns, o.hierarchies, o.levels, o.k, { keep });
  const everybody = o.population && generalise(o.population, o.hierarchies, o.levels, 1);
  const motifs: Motif[] = [generalised, everybody].flatMap((part) => (part && !part.ok ? part.motifs : []));
  if (!generalised.ok || (everybody && !everybody.ok)) return refuse(...motifs);
  const file = generalised.value;
  if (file.records === 0) {
    return refuse({
      code: 'EVERYTHING_SUPPRESSED',
      phrase: 'À ces niveaux, tous les enregistrements sont supprimés\u00a0: il n’y a rien à remettre.',
    });
  }
  const population = everybody?.value.columns;
  const risk = risks(file.columns, quasi, population);
  if (!risk.ok) return risk;
  const checks = population && againstPopulation(file.columns, population, quasi);
  if (checks && !checks.ok) return checks;

  const total = file.records + file.suppressed;
  const reached = Math.round(1 / risk.value.prosecutor.highest);
  const diversities = sensitive
    .filter((column) => !quasi.includes(column))
    .map((column) => ({ column, ...diversity(file.columns, quasi, column) }));
  const kept = Object.fromEntries(Object.entries(file.columns).filter(([name]) => keep.includes(name)));
  const asTheyAre = [...new Set(o.keep ?? [])]
    .filter((column) => !quasi.includes(column) && !sensitive.includes(column))
    .map((column) => ({ column, values: new Set(file.columns[column]).size }));
  const rapport = {
    k: { asked: o.k, reached },
    records: file.records,
    suppressed: file.suppressed,
    suppressedShare: file.suppressed / total,
    suppressionLimit: o.suppressionLimit,
    attributes: Object.entries(o.hierarchies).map(([column, rows]): ReportAttribute => {
      const level = o.levels[column] ?? 0;
      const values = new Set(rows.map((row) => row[level])).size;
      const levels = rows[0]?.length ?? 1;
      const words = inWords({ levels, labels: values, domain: rows.length }, level, o.levelNames?.[column]);
      return { column, level, highest: levels - 1, values, domain: rows.length, words };
    }),
    sensitive: diversities,
    kept: asTheyAre,
    risks: risk.value,
    population: checks?.value ?? null,
    warnings: [
      ...WARNINGS,
      ...(asTheyAre.length === 0
        ? []
        : [
            `Colonnes gardées telles quelles, que k ne compte pas\u00a0: ${asTheyAre.map(({ column }) => cite(column)).join(', ')}. Une date, un lieu ou toute réponse connue d’un tiers y fait retrouver quelqu’un dans son groupe\u00a0: donnez-lui plutôt une hiérarchie.`,
          ]),
      ...identifierWarnings(kept, []).map(({ phrase }) => phrase),
      ...diversities
        .filter(({ lDistinct }) => lDistinct === 1)
        .map(
          ({ column }) =>
            `Dans au moins un groupe, tous ont la même valeur de «\u00a0${column}\u00a0»\u00a0: elle est révélée.`,
        ),
      ...(file.suppressed > total * o.suppressionLimit + 1e-9
        ? ['Plus d’enregistrements ont été supprimés que la part annoncée.']
        : []),
    ],
  };
  return done({ rapport: { ...rapport, markdown: kanonMarkdown(rapport) }, file });
}
