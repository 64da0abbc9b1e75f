import {
  appendRelease,
  applyLayout,
  buildCube,
  certify,
  protect,
  releaseSpec,
  suggestLayout,
  toCsv,
  type Audience,
  type CellKey,
  type Columns,
  type LayoutOption,
  type Ledger,
  type Protection,
  type ReleaseSpec,
} from '@porte-plume/statistiques';
import { checkPeriode } from './controle-indicateur.ts';
import { civilDateOf, type DateCivile } from './date-civile.ts';
import { prepareFaits } from './faits-prepares.ts';
import { computeCout, parseFinancement, type Financement } from './financement.ts';
import type { Faits } from './indicateur.ts';
import { getIndicateurs } from './jeu-indicateurs.ts';
import type { Contexte } from './ports-seance.ts';
import { toChiffres, type CasePubliee, type ChiffreRapport } from './rapport-chiffres.ts';
import { checkLiens } from './rapport-liens.ts';
import type { CoutRapport, PublicationRapport, Rapport, UniteTue } from './rapport-modele.ts';
import {
  MOTIFS_VENUE,
  planPublication,
  QUESTIONS,
  toColonnes,
  UNITES_RAPPORT,
  type CadreRapport,
  type UniteRapport,
} from './rapport-plan.ts';
import {
  checkBeside,
  checkReseau,
  ledgerBeside,
  universOf,
  type PublicationCommune,
  type Reseau,
} from './rapport-reseau.ts';
import { hashOf } from './rapport-verification.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';
import { can } from './role.ts';

/** What freezing needs besides the moment: who will read it, what was published before. */
export type ContexteRapport = Contexte & {
  audience: Audience;
  ledger: Ledger;
  /** Gives the cost of one intervention, if it covers the very days of the report. */
  financement?: Financement;
  /** The facts are those of several structures (`unionFaits`), each with what it has published. */
  reseau?: Reseau;
  /** Common tables that count this structure: nothing may be told by comparing its report with them. */
  communes?: readonly PublicationCommune[];
  /** Secret of the structure that tells apart patterns of equal cost; chance without it. */
  cle?: Uint8Array;
  /** Clock in milliseconds and its limit for each table; without them each run of the solver is unbounded. */
  horloge?: () => number;
  tempsMs?: number;
};

/** The grand total: every dimension at `Total`. */
const TOTAL_GENERAL: readonly CellKey[] = [{}];

/** Nobody asked: what a table says of the empty value. */
const PAS_DEMANDE = 'NR';

/** How many coarser layouts are tried after the one recommended. */
const ESSAIS = 4;

const endOfMonth = (month: string): DateCivile => {
  const [year, rank] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, rank ?? 0, 0)).toISOString().slice(0, 10);
};

function checkPeriodeRapport({ du, au }: Rapport['periode'], le: DateCivile): Motif[] {
  const incoherente = checkPeriode({ du, au });
  if (incoherente.length > 0) return incoherente;
  const motifs: Motif[] = [];
  if (!du.endsWith('-01') || au !== endOfMonth(au.slice(0, 7)))
    motifs.push({
      code: 'periode_incoherente',
      phrase: 'Un rapport couvre des mois entiers.',
      path: ['periode'],
    });
  if (au >= le)
    motifs.push({
      code: 'periode_incoherente',
      phrase: 'Cette période n’est pas finie\u00a0: le rapport se fige après son dernier jour.',
      path: ['periode', 'au'],
    });
  return motifs;
}

const AUDIENCES: Readonly<Record<Audience, true>> = { internal: true, funder: true, open: true };

function checkAudience(audience: unknown): Motif[] {
  if (typeof audience === 'string' && Object.hasOwn(AUDIENCES, audience)) return [];
  return [{ code: 'code_inconnu', phrase: 'Ces lecteurs n’existent pas dans la liste.', path: ['audience'] }];
}

function checkFinancement(financement: Financement | undefined): Motif[] {
  const lu = financement === undefined ? null : parseFinancement(financement);
  return lu === null || lu.ok
    ? []
    : lu.motifs.map((motif) => ({ ...motif, path: ['financement', ...(motif.path ?? [])] }));
}

type Fige = { publication: PublicationRapport; ledger: Ledger; cases: readonly CasePubliee[] };

/** Layouts to try: the recommended one, then what is coarser; the plain one when the search gives none. */
function optionsOf(spec: ReleaseSpec, columns: Columns): Resultat<readonly (LayoutOption | null)[]> {
  const cube = buildCube(withoutMotifs(spec), columns);
  if (!cube.ok) return cube;
  const plan = suggestLayout(cube.value);
  if (!plan.ok) return plan;
  const { options, recommended } = plan.value;
  const from = recommended ?? Math.max(0, options.length - ESSAIS);
  const kept = options.slice(from, from + ESSAIS);
  return accept(kept.length === 0 ? [null] : kept);
}

const isMotifVenue = (dimension = ''): boolean => MOTIFS_VENUE.includes(dimension);
const isMotif = (dimension = ''): boolean => isMotifVenue(dimension) || QUESTIONS.includes(dimension);
const dimsOf = (table: ReleaseSpec['tables'][number]): readonly string[] =>
  'dims' in table ? table.dims : table;

/** A question cannot be made coarser: the search would only weigh 2¹⁵ layouts more. */
const withoutMotifs = (spec: ReleaseSpec): ReleaseSpec => without(spec, isMotif);

const without = (spec: ReleaseSpec, isLeft: (dimension?: string) => boolean): ReleaseSpec => ({
  ...spec,
  dimensions: spec.dimensions.filter(({ code }) => !isLeft(code)),
  tables: spec.tables.filter((table) => !isLeft(dimsOf(table)[0])),
});

/**
 * What is tried, best first: a release, and its cells that must be told. Whoever was not asked for their reasons is one
 * count, in the table of each reason: told by all of them or none is published, for masked in one and told by another it
 * would give away a yes. A report without its first figure is of little use: the total is given up last.
 */
function listEssais(spec: ReleaseSpec): { spec: ReleaseSpec; garder: readonly CellKey[] }[] {
  const motifs = spec.tables.flatMap((table) => dimsOf(table).filter(isMotifVenue));
  const autres = without(spec, isMotifVenue);
  return [
    ...(motifs.length === 0
      ? []
      : [{ spec, garder: [...TOTAL_GENERAL, ...motifs.map((motif) => ({ [motif]: PAS_DEMANDE }))] }]),
    { spec: autres, garder: TOTAL_GENERAL },
    { spec: autres, garder: [] },
  ];
}

function withLayout(spec: ReleaseSpec, option: LayoutOption | null): ReleaseSpec {
  if (option === null) return spec;
  const { tables } = applyLayout(withoutMotifs(spec), option);
  return { ...spec, tables: [...tables, ...spec.tables.filter((table) => isMotif(dimsOf(table)[0]))] };
}

async function protectWith(
  spec: ReleaseSpec,
  columns: Columns,
  ctx: ContexteRapport,
  garder: readonly CellKey[],
): Promise<Resultat<Protection>> {
  const cube = buildCube(spec, columns);
  if (!cube.ok) return cube;
  return protect(cube.value, {
    level: 'interval',
    publish: garder,
    // Zeros are published: a reader knows that a masked cell holds at least one.
    bounds: { masked: [1, null] },
    ledger:
      ctx.reseau === undefined
        ? ctx.ledger
        : ledgerBeside(spec, [ctx.ledger, ...ctx.reseau.structures.map(({ ledger }) => ledger)]),
    audience: ctx.audience,
    alea: ctx.alea,
    ...(ctx.audience === 'open' && { rules: { groupDisclosure: { k: 0 } } }),
    ...(ctx.cle && { key: ctx.cle }),
    ...(ctx.tempsMs !== undefined && { timeLimitMs: ctx.tempsMs }),
    ...(ctx.horloge && { now: ctx.horloge }),
  });
}

/** Told beside territories: where each has its own lieu, both count the same visits. */
const isNatureLieu = (dimension?: string): boolean => dimension === 'nature_lieu';

async function freezeUnite(
  unite: UniteRapport,
  faits: Faits,
  cadre: CadreRapport,
  ctx: ContexteRapport,
): Promise<Resultat<Fige>> {
  const read = releaseSpec(planPublication(unite, faits, cadre));
  if (!read.ok) throw new Error(`plan of ${unite}: ${read.motifs.map(({ code }) => code).join(' ')}`);
  const fige = await freezeSpec(unite, read.value, faits, cadre, ctx);
  if (!fige.ok || unite !== 'intervention') return fige;
  const livre = await checkLiens(faits.lieux, fige.value.cases);
  return livre.length === 0 ? fige : freezeSpec(unite, without(read.value, isNatureLieu), faits, cadre, ctx);
}

async function freezeSpec(
  unite: UniteRapport,
  plan: ReleaseSpec,
  faits: Faits,
  cadre: CadreRapport,
  ctx: ContexteRapport,
): Promise<Resultat<Fige>> {
  const columns = toColonnes(unite, faits);
  const options = optionsOf(plan, columns);
  if (!options.ok) return options;
  let last: Resultat<Fige> = refuse();
  for (const { spec: essai, garder } of listEssais(plan))
    for (const option of options.value) {
      const spec = withLayout(essai, option);
      const protection = await protectWith(spec, columns, ctx, garder);
      if (!protection.ok) {
        last = protection;
        continue;
      }
      const fige = await publish(unite, protection.value, option?.words ?? [], cadre, ctx);
      if (!fige.ok || ctx.communes === undefined) return fige;
      const livre = await checkBeside(fige.value.ledger.entries, ctx.communes);
      if (livre.length === 0) return fige;
      last = refuse(...livre);
    }
  return last;
}

async function publish(
  unite: UniteRapport,
  protection: Protection,
  regroupements: readonly string[],
  { univers, mois, millesime }: CadreRapport,
  ctx: ContexteRapport,
): Promise<Resultat<Fige>> {
  const releaseId = `${unite}-${mois.from}-${mois.to}-${ctx.audience}-${millesime}`;
  const head = ctx.ledger.entries.at(-1)?.hash ?? null;
  const certificate = await certify(protection, protection.audit, {
    maintenant: ctx.maintenant,
    release: releaseId,
    ledgerHead: head,
  });
  if (!certificate.ok) return certificate;
  const appended = appendRelease(ctx.ledger, protection.table, certificate.value, {
    releaseId,
    audience: ctx.audience,
    universe: { id: `${univers}:${unite}`, period: mois, vintage: millesime },
    maintenant: ctx.maintenant,
  });
  if (!appended.ok) return appended;
  return accept({
    publication: {
      unite,
      releaseId,
      spec: protection.table.spec,
      csv: toCsv(protection.table),
      certificat: certificate.value,
      ligne: appended.value.line,
      regroupements,
    },
    ledger: appended.value.ledger,
    cases: protection.table.cells,
  });
}

function coutOf(
  financement: Financement | undefined,
  chiffres: readonly ChiffreRapport[],
  periode: Rapport['periode'],
): CoutRapport | null {
  if (financement === undefined) return null;
  const interventions = chiffres.find(({ code }) => code === 'A1')?.valeur ?? null;
  const cout = computeCout(financement, interventions, periode);
  if (cout.ok) {
    const { centimes, totalCentimes } = cout.value;
    return { financement, centimes, totalCentimes };
  }
  const raison = cout.motifs[0]?.phrase ?? '';
  return { financement, centimes: null, totalCentimes: null, raison };
}

/**
 * Freezes the report of a period: every figure comes from a table that passed `protect`, jointly with all that was
 * published before for these readers. The report holds its tables, their certificates and the lines to append to the
 * ledger, and the hash that is printed in its footer.
 *
 * A unit that cannot be published is told in `tues` with its motifs (`personnes_retrouvables`: persons beside visits would
 * give a small count away); the report exists if one unit at least can.
 *
 * With `reseau`, the report counts several structures together, and is protected beside what each has published; with
 * `communes`, a structure's own report is checked beside the common ones that count it.
 *
 * Motifs: `periode_incoherente` (not whole civil months, or not over), `role_insuffisant`, `hors_structure`,
 * `reseau_trop_petit`, `structure_en_double`, `reseau_change`, and those of
 * statistiques when nothing at all can be published.
 * @throws RangeError when the set does not exist
 */
export async function freezeRapport(
  set: string,
  faits: Faits,
  periode: Rapport['periode'],
  ctx: ContexteRapport,
): Promise<Resultat<Rapport>> {
  const definitions = getIndicateurs(set);
  const { structureId } = ctx.acteur;
  const permis = can(ctx.acteur, 'publier_rapport', { structureId });
  const millesime = civilDateOf(ctx.maintenant, ctx.zone);
  const mois = { from: periode.du.slice(0, 7), to: periode.au.slice(0, 7) };
  const motifs = [
    ...(permis.ok ? [] : permis.motifs),
    ...checkAudience(ctx.audience),
    ...checkPeriodeRapport(periode, millesime),
    ...checkFinancement(ctx.financement),
    ...(ctx.reseau === undefined ? [] : checkReseau(ctx.reseau, ctx.ledger, mois)),
  ];
  if (motifs.length > 0) return refuse(...motifs);
  const norme = ctx.audience === 'open' ? 'FR_STRICT_11' : 'FR_SOCIAL_5';
  const univers = ctx.reseau === undefined ? structureId : universOf(ctx.reseau);
  const cadre: CadreRapport = { univers, mois, millesime, norme };
  // Read once for its three units.
  const deLaPeriode = prepareFaits({
    ...faits,
    interventions: faits.interventions.filter(({ date }) => date >= periode.du && date <= periode.au),
  });
  const publications: PublicationRapport[] = [];
  const tues: UniteTue[] = [];
  const cases = new Map<UniteRapport, readonly CasePubliee[]>();
  let { ledger } = ctx;
  for (const unite of UNITES_RAPPORT) {
    const fige = await freezeUnite(unite, deLaPeriode, cadre, { ...ctx, ledger });
    if (!fige.ok) {
      tues.push({ unite, motifs: fige.motifs });
      continue;
    }
    const visites = cases.get('intervention');
    const livre =
      unite === 'personne' && visites ? await checkLiens(faits.lieux, visites, fige.value.cases) : [];
    if (livre.length > 0) {
      tues.push({ unite, motifs: livre });
      continue;
    }
    publications.push(fige.value.publication);
    cases.set(unite, fige.value.cases);
    ({ ledger } = fige.value);
  }
  if (publications.length === 0) return refuse(...tues.flatMap((tue) => tue.motifs));
  const chiffres = toChiffres(definitions, cases, ctx.reseau !== undefined);
  const rapport: Omit<Rapport, 'hash'> = {
    version: 2,
    id: `${set}-${mois.from}-${mois.to}-${ctx.audience}-${millesime}`,
    set,
    structureId,
    ...(ctx.reseau && { reseau: { structures: ctx.reseau.structures.map(({ id }) => id).sort() } }),
    periode,
    audience: ctx.audience,
    etabliLe: ctx.maintenant,
    millesime,
    norme: `${norme}@${publications[0]?.certificat.norm.version ?? ''}`,
    chiffres,
    cout: coutOf(ctx.financement, chiffres, periode),
    publications,
    tues,
  };
  return accept({ ...rapport, hash: hashOf(rapport) });
}
