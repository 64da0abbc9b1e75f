import type { Resultat } from '../motif.ts';
import { releaseSpec, type ReleaseSpec } from '../release-spec.ts';
import { readJson } from './files.ts';

/** Reads and checks a `spec.json`; codes `FILE_UNREADABLE`, and those of `releaseSpec`. */
export function readSpec(path: string): Resultat<ReleaseSpec> {
  const json = readJson(path, 'SPEC_INVALID');
  return json.ok ? releaseSpec(json.value) : json;
}
