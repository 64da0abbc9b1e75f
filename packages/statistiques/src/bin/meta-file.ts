import { faultsOfMeta, type Meta } from '../export-meta.ts';
import { cite, done, refuse, type Resultat } from '../motif.ts';
import type { ReleaseSpec } from '../release-spec.ts';
import { readJson } from './files.ts';

/** Reads and checks a `meta.json` for a release; codes `FILE_UNREADABLE`, `META_INVALID`. */
export function readMetaFile(path: string, spec: ReleaseSpec): Resultat<Meta> {
  const json = readJson(path, 'META_INVALID');
  if (!json.ok) return json;
  const faults = faultsOfMeta(spec, json.value);
  if (faults.length === 0) return done(json.value as Meta);
  return refuse(
    ...faults.map((field) => ({
      code: 'META_INVALID',
      phrase: `Le champ ${cite(field)} de ${cite(path)} est inconnu ou mal rempli.`,
      path: field.split('.'),
    })),
  );
}
