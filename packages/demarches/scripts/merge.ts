/**
 * Writes data/catalogue.json: the official sheets of data/snapshot-2020-11-12.json, the seed, and our overlay on top,
 * field by field; and data/recherche.json, what search keeps of it. `node scripts/merge.ts` after any change of data/overlay/; a test refuses a catalogue out of step.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readOverlay } from '../src/bin/files.ts';
import { merge } from '../src/fusion.ts';
import type { Motif, Resultat } from '../src/motif.ts';
import { joinSeed } from '../src/seed.ts';
import { toSearchEntries } from '../src/search-entry.ts';
import { writeEntries } from '../src/search-index.ts';
import { parseSnapshot } from '../src/snapshot.ts';
import { fold } from '../src/tokens.ts';

const data = (name: string) => new URL(`../data/${name}`, import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(data(name), 'utf8'));

const explain = ({ code, phrase, path }: Motif): string => `${code} ${(path ?? []).join('.')}: ${phrase}`;

function need<T>(resultat: Resultat<T>): T {
  if (!resultat.ok) throw new Error(resultat.motifs.map(explain).join('\n'));
  return resultat.value;
}

/** Our layer, whole: the parts that curators keep, a scope each. */
export const loadOverlay = (): unknown => need(readOverlay(fileURLToPath(data('overlay'))));

/** The catalogue as it must be in data/catalogue.json. */
export function mergeCatalogue() {
  const snapshot = need(parseSnapshot(read('snapshot-2020-11-12.json')));
  return need(merge(snapshot, need(joinSeed(read('seed-2026-11-22.json'), loadOverlay()))));
}

/** Acronyms that the search must not expand: common words, organisations (measured: MRR .815 → .744 on CAF). */
export function mergeSiglesExclus(): string[] {
  const { abreviations } = read('abbreviations.json') as {
    abreviations: { sigle: string; motCommun: boolean; organisme: boolean }[];
  };
  const { siglesOrganismes } = loadOverlay() as { siglesOrganismes: string[] };
  const exclus = abreviations.filter((a) => a.motCommun || a.organisme).map((a) => a.sigle);
  return [...new Set([...exclus, ...siglesOrganismes].map(fold))].toSorted();
}

if (import.meta.main) {
  writeFileSync(data('sigles-exclus.json'), `${JSON.stringify(mergeSiglesExclus())}\n`);
  const catalogue = mergeCatalogue();
  writeFileSync(data('catalogue.json'), `${JSON.stringify(catalogue, null, 1)}\n`);
  writeFileSync(data('recherche.json'), `${writeEntries(toSearchEntries(catalogue))}\n`);
}
