import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Files of the browser, built once. `version` is the hash of them all: the pages ask for `…?v=<version>`. */
export interface Assets {
  dossier: string;
  version: string | null;
}

const manifest = z.object({ version: z.string() });

/** Reads the manifest written by the build; without a build (unit tests) there is no version. */
export function readAssets(dist: string): Assets {
  const fichier = join(dist, 'manifest.json');
  const version = existsSync(fichier)
    ? manifest.parse(JSON.parse(readFileSync(fichier, 'utf8'))).version
    : null;
  return { dossier: join(dist, 'assets'), version };
}
