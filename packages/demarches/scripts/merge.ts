/**
 * Writes data/catalogue.json: the seed (DILA, November 2020) with our overlay on top, field by field.
 * `node scripts/merge.ts` after any change of data/overlay.json; a test refuses a catalogue out of step.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { deriveQuiPeut } from '../src/qui-peut.ts';
import { fold } from '../src/tokens.ts';

interface SeedEntry {
  id: string;
  nom: string;
  operateur: string;
  url: string | null;
  urlLocale: boolean;
  urlProvenance: string | null;
  urlAussiVueDans?: { depot: string; date: string; exacte: boolean };
  perimetre: string;
  horsDila: boolean;
  fiches: { id: string; titre: string; modifie: string }[];
  services: { id: string; type: string; titre: string; cerfa: string | null; modifie: string }[];
  alias: string[];
}
interface Seed {
  version: string;
  source: { nom: string; via: string; etat: string };
  demarches: SeedEntry[];
}
interface OverlayEntry {
  langageSimple: string;
  raisons: string[];
  donnees: object;
  synonymes?: string[];
  aliases?: string[];
  modes?: object;
  actesReserves?: object[];
  recurrence?: object;
  auth?: {
    valeur: { moyens: null; franceConnect: string; aidantsConnect: string };
    verifieLe: string | null;
  };
}
interface Overlay {
  version: string;
  siglesOrganismes: string[];
  operateurs: Record<string, object>;
  demarches: Record<string, OverlayEntry>;
}

const data = (name: string) => new URL(`../data/${name}`, import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(data(name), 'utf8'));

function mergeUrl(s: SeedEntry) {
  if (s.url === null) return null;
  const seen = s.urlAussiVueDans;
  if (seen?.exacte)
    return { valeur: s.url, source: { type: 'depot', ref: seen.depot }, verifieLe: seen.date };
  const source =
    s.urlProvenance === 'dila-2020-11'
      ? { type: 'dila', ref: 'vosdroits 2020-11-12 (hôte)' }
      : { type: 'depot', ref: 'porte-plume, data/seed-2026-11-22.json' };
  return { valeur: s.url, source, verifieLe: null };
}

function mergeEntry(
  s: SeedEntry,
  o: OverlayEntry,
  seed: Seed,
  operateurs: Overlay['operateurs'],
  shared: Set<string>,
) {
  const synonymes = o.synonymes ?? [];
  const classe = o.raisons.length === 0 ? ('simple' as const) : ('sensible' as const);
  const auth = o.auth ?? {
    valeur: { moyens: null, franceConnect: 'inconnu', aidantsConnect: 'inconnu' },
    source: { type: 'depot', ref: 'porte-plume, data/seed-2026-11-22.json' },
    verifieLe: null,
  };
  return {
    id: s.id,
    anciensIds: [],
    nom: s.nom.replaceAll("'", '’'),
    langageSimple: o.langageSimple,
    traductions: {},
    synonymes,
    aliases: [...s.alias.filter((a) => !synonymes.includes(a)), ...(o.aliases ?? [])],
    partages: s.alias.filter((a) => shared.has(a)),
    operateur: operateurs[s.operateur],
    perimetre: s.perimetre,
    refs: {
      fiches: s.fiches.map((f) => f.id),
      services: s.services.map((r) => r.id),
      cerfa: s.services.flatMap((r) => {
        const [numero, version] = r.cerfa?.split('*') ?? [];
        return numero === undefined || version === undefined ? [] : [{ numero, version }];
      }),
    },
    horsDila: s.horsDila,
    url: mergeUrl(s),
    urlLocale: s.urlLocale,
    canaux: null,
    classe,
    qualification: {
      raisons: o.raisons,
      source: { type: 'depot', ref: 'porte-plume, data/overlay.json' },
      verifieLe: null,
    },
    modes: { informer: true, faire_faire: true, ...o.modes },
    quiPeut: deriveQuiPeut({ classe, auth }),
    actesReserves: o.actesReserves ?? [],
    actesReservesDecide: o.actesReserves !== undefined,
    auth,
    pieces: null,
    donnees: o.donnees,
    recurrence: o.recurrence ?? null,
    champsLimites: null,
    blocages: null,
    delai: null,
    duree: null,
    droitOuvert: null,
    orienterVers: null,
    limitesGenerales: null,
    provenance: {
      source: s.horsDila ? 'Porte-plume' : seed.source.nom,
      licence: s.horsDila ? 'MIT' : 'Licence Ouverte 2.0 (à confirmer)',
      importeLe: seed.version,
      version: s.horsDila ? seed.version : seed.source.etat,
    },
  };
}

/** The catalogue as it must be in data/catalogue.json. */
export function mergeCatalogue(): unknown {
  const seed = read('seed-2026-11-22.json') as Seed;
  const overlay = read('overlay.json') as Overlay;
  const count = new Map<string, number>();
  for (const a of seed.demarches.flatMap((s) => s.alias)) count.set(a, (count.get(a) ?? 0) + 1);
  const shared = new Set([...count].filter(([, n]) => n > 1).map(([a]) => a));
  const sheets = seed.demarches.flatMap((s) => [
    ...s.fiches,
    ...s.services.map(({ id, titre, modifie }) => ({ id, titre, modifie })),
  ]);
  return {
    version: overlay.version,
    date: seed.version,
    demarches: seed.demarches.map((s) => {
      const o = overlay.demarches[s.id];
      if (o === undefined) throw new Error(`data/overlay.json has no entry ${s.id}`);
      return mergeEntry(s, o, seed, overlay.operateurs, shared);
    }),
    sources: [
      {
        nom: seed.source.nom,
        via: seed.source.via,
        date: seed.source.etat,
        licence: 'Licence Ouverte 2.0 (à confirmer)',
        attribution:
          'Direction de l’information légale et administrative (DILA), service-public.fr, 12 novembre 2020',
      },
      {
        nom: 'Porte-plume',
        via: 'data/overlay.json',
        date: seed.version,
        licence: 'MIT',
        attribution: 'Porte-plume',
      },
    ],
    fiches: Object.fromEntries(
      sheets
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map((f) => [f.id, { titre: f.titre, modifieLe: f.modifie }]),
    ),
  };
}

/** Acronyms that the search must not expand: common words, organisations (measured: MRR .815 → .744 on CAF). */
export function mergeSiglesExclus(): string[] {
  const { abreviations } = read('abbreviations.json') as {
    abreviations: { sigle: string; motCommun: boolean; organisme: boolean }[];
  };
  const { siglesOrganismes } = read('overlay.json') as Overlay;
  const exclus = abreviations.filter((a) => a.motCommun || a.organisme).map((a) => a.sigle);
  return [...new Set([...exclus, ...siglesOrganismes].map(fold))].toSorted();
}

if (import.meta.main) {
  writeFileSync(data('sigles-exclus.json'), `${JSON.stringify(mergeSiglesExclus())}\n`);
  writeFileSync(data('catalogue.json'), `${JSON.stringify(mergeCatalogue(), null, 1)}\n`);
}
