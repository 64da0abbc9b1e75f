import type { Catalogue } from './catalogue.ts';
import { diffSnapshots } from './changement.ts';
import { FICHE_ID, type FicheSlim } from './fiche.ts';
import { type Motif, type Resultat, toMotifs } from './motif.ts';
import type { Classe } from './nomenclatures.ts';
import { deriveQuiPeut } from './qui-peut.ts';
import type { Snapshot } from './snapshot.ts';
import { listEntrees, type SurchargeEntree, surchargeSchema } from './surcharge.ts';
import { parseCatalogue } from './validation.ts';

interface Contexte {
  snapshot: Snapshot;
  fiches: ReadonlyMap<string, FicheSlim>;
  operateurs: ReadonlyMap<string, object>;
  canaux: ReadonlyMap<string, object>;
  date: string;
  /** Sheets whose address moved to another host. */
  moved: ReadonlySet<string>;
}

type Fait = { verifieLe?: unknown } | null | undefined;

const forget = (fait: Fait): Fait => (fait ? { ...fait, verifieLe: null } : fait);

/** The first address that a sheet gives, unchecked: an entry without one of its own. */
function findUrl(refs: readonly string[], fiches: Contexte['fiches']): object | null {
  for (const id of refs) {
    const url = fiches.get(id)?.url;
    if (url?.startsWith('https://')) {
      return { valeur: url, source: { type: 'dila', ref: id }, verifieLe: null };
    }
  }
  return null;
}

function mergeRefs(entree: SurchargeEntree, fiches: Contexte['fiches']) {
  const services = entree.refs?.services ?? [];
  const cerfa = services.flatMap((id) => {
    const fiche = fiches.get(id);
    // A number written with something else (two forms, an old one) is left to the curator.
    return fiche?.cerfa?.version == null || fiche.numeroBrut !== undefined
      ? []
      : [{ numero: fiche.cerfa.numero, version: fiche.cerfa.version }];
  });
  return { fiches: entree.refs?.fiches ?? [], services, cerfa: entree.refs?.cerfa ?? cerfa };
}

/** A key of the shared channels is replaced by its channel; a key nobody wrote stays, and is told as unknown. */
const mergeCanaux = ({ canaux }: SurchargeEntree, ctx: Contexte) =>
  canaux?.map((canal) => (typeof canal === 'string' ? (ctx.canaux.get(canal) ?? canal) : canal)) ?? null;

/** In doubt, sensible. */
function mergeClasse(entree: Record<string, unknown>): { classe: Classe; raisons: readonly unknown[] } {
  const { classe } = entree;
  const raisons = Array.isArray(entree.raisons) ? (entree.raisons as unknown[]) : ['doute'];
  if (classe === 'simple' || classe === 'sensible') return { classe, raisons };
  return { classe: raisons.length === 0 ? 'simple' : 'sensible', raisons };
}

const AUTH_INCONNUE = { moyens: null, franceConnect: 'inconnu', aidantsConnect: 'inconnu' } as const;

/** Fields of an overlay that are worked out, not copied; who may act is always derived. */
const REPRIS = new Set(['raisons', 'operateur', 'qualification', 'quiPeut', 'canaux']);

/** One entry, in the order of the fields of a catalogue file. Fields nobody knows are passed on, to be refused. */
function mergeEntree(id: string, entree: SurchargeEntree, ctx: Contexte): object {
  const { operateur, qualification } = entree;
  const reste = Object.fromEntries(Object.entries(entree).filter(([champ]) => !REPRIS.has(champ)));
  const refs = mergeRefs(entree, ctx.fiches);
  const cited = [...refs.services, ...refs.fiches];
  const horsDila = entree.horsDila ?? cited.length === 0;
  const { classe, raisons } = mergeClasse(entree);
  const depot = { type: 'depot', ref: 'porte-plume, data/overlay' };
  const auth = (entree.auth ?? { valeur: AUTH_INCONNUE, source: depot, verifieLe: null }) as Parameters<
    typeof deriveQuiPeut
  >[0]['auth'];
  const url = (entree.url === undefined ? findUrl(cited, ctx.fiches) : entree.url) as Fait;
  const source = ctx.snapshot.source;
  const base = {
    id,
    anciensIds: [],
    nom: cited
      .map((ref) => ctx.fiches.get(ref)?.nom)
      .find((nom) => nom !== undefined)
      ?.slice(0, 80),
    langageSimple: undefined,
    traductions: {},
    synonymes: [],
    aliases: [],
    partages: [],
    operateur: typeof operateur === 'string' ? ctx.operateurs.get(operateur) : operateur,
    perimetre: undefined,
    refs,
    horsDila,
    url,
    urlLocale: false,
    canaux: mergeCanaux(entree, ctx),
    classe,
    qualification: qualification ?? { raisons, source: depot, verifieLe: null },
    modes: {},
    quiPeut: typeof auth.valeur === 'object' ? deriveQuiPeut({ classe, auth }) : undefined,
    actesReserves: [],
    actesReservesDecide: entree.actesReserves !== undefined,
    auth,
    pieces: null,
    donnees: undefined,
    recurrence: null,
    champsLimites: null,
    blocages: null,
    delai: null,
    duree: null,
    droitOuvert: null,
    orienterVers: null,
    limitesGenerales: null,
    provenance: {
      source: horsDila ? 'Porte-plume' : source.nom,
      licence: horsDila ? 'MIT' : source.licence,
      importeLe: ctx.date,
      version: horsDila ? ctx.date : ctx.snapshot.date,
    },
  };
  return {
    ...base,
    ...reste,
    id,
    refs,
    modes: { informer: true, faire_faire: true, ...entree.modes },
    url: cited.some((ref) => ctx.moved.has(ref)) ? forget(url) : url,
  };
}

const listRefs = (e: SurchargeEntree): string[] => [...(e.refs?.fiches ?? []), ...(e.refs?.services ?? [])];

const findFichesInconnues = (
  entrees: readonly (readonly [string, SurchargeEntree])[],
  fiches: Contexte['fiches'],
): Motif[] =>
  entrees.flatMap(([, e], i) =>
    listRefs(e)
      .filter((ref) => !fiches.has(ref))
      .map((ref) => ({
        code: 'FICHE_INCONNUE',
        phrase: `La fiche ${FICHE_ID.test(ref) ? ref : 'citée'} n’est pas dans l’instantané de la DILA.`,
        path: ['demarches', i, 'refs'],
      })),
  );

const findCanauxInconnus = (
  entrees: readonly (readonly [string, SurchargeEntree])[],
  canaux: Contexte['canaux'],
): Motif[] =>
  entrees.flatMap(([, e], i) =>
    (e.canaux ?? []).flatMap((canal, k) =>
      typeof canal !== 'string' || canaux.has(canal)
        ? []
        : [
            {
              code: 'CANAL_INCONNU',
              phrase: 'Ce canal partagé n’est écrit nulle part dans la surcharge.',
              path: ['demarches', i, 'canaux', k],
            },
          ],
    ),
  );

/**
 * Puts a curated overlay over the official sheets: the overlay wins field by field, the sheets give the rest (title,
 * Cerfa numbers, address), and each entry keeps where it comes from. The result is a catalogue that `parseCatalogue`
 * accepts, or every motif at once.
 *
 * Motifs: those of shape for the overlay, those of `parseCatalogue` for the result, `FICHE_INCONNUE` among them for an
 * entry that cites a sheet that the snapshot lacks, `CANAL_INCONNU` for a shared channel that nobody wrote.
 *
 * @param overlay - version, operators, and what is said of each démarche (a catalogue is an overlay too)
 * @param o.avant - the snapshot on which the overlay was curated: the `url` of an entry that cites a sheet whose host
 * has changed since is kept, and becomes « à confirmer » (`verifieLe: null`)
 */
export function merge(
  snapshot: Snapshot,
  overlay: unknown,
  o: { avant?: Snapshot } = {},
): Resultat<Catalogue> {
  const parsed = surchargeSchema.safeParse(overlay);
  if (!parsed.success) return { ok: false, motifs: toMotifs(parsed.error.issues, overlay) };
  const surcharge = parsed.data;
  const fiches = new Map(snapshot.fiches.map((f) => [f.id, f]));
  const changes = o.avant === undefined ? [] : diffSnapshots(o.avant, snapshot);
  const ctx: Contexte = {
    snapshot,
    fiches,
    operateurs: new Map(Object.entries(surcharge.operateurs ?? {})),
    canaux: new Map(Object.entries(surcharge.canaux ?? {})),
    date: surcharge.date ?? snapshot.date,
    moved: new Set(changes.filter((c) => c.code === 'URL_HOTE_CHANGE').map((c) => c.id)),
  };
  const entrees = listEntrees(surcharge);
  const cited = new Set(entrees.flatMap(([, e]) => listRefs(e)));
  const catalogue = {
    version: surcharge.version,
    date: ctx.date,
    demarches: entrees.map(([id, entree]) => mergeEntree(id, entree, ctx)),
    sources: [
      {
        nom: snapshot.source.nom,
        via: snapshot.source.via,
        date: snapshot.date,
        licence: snapshot.source.licence,
        attribution: snapshot.source.attribution,
      },
      ...(surcharge.sources ?? []),
    ],
    fiches: Object.fromEntries(
      [...cited].toSorted().flatMap((id) => {
        const fiche = fiches.get(id);
        return fiche === undefined ? [] : [[id, { titre: fiche.nom, modifieLe: fiche.modifieLe }]];
      }),
    ),
  };
  const checked = parseCatalogue(catalogue);
  // The same facts, in the order of the file rather than in that of the schema.
  if (checked.ok) return { ok: true, value: catalogue as unknown as Catalogue };
  // The catalogue's own rule waits for a right shape; here unknown sheets are told whatever else is wrong.
  const inconnues = [...findFichesInconnues(entrees, fiches), ...findCanauxInconnus(entrees, ctx.canaux)];
  return {
    ok: false,
    motifs: [...inconnues, ...checked.motifs.filter((m) => m.code !== 'FICHE_INCONNUE')],
  };
}
