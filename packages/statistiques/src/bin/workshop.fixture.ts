import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { vi } from 'vitest';

import { run } from './run.ts';

/** The specification of the example of §11.3. */
export const SPEC = {
  version: 1,
  id: 'demo',
  unit: 'intervention',
  measure: { type: 'frequency', column: 'freq' },
  dimensions: [{ code: 'site' }, { code: 'sexe' }],
  tables: [['site', 'sexe']],
  rules: 'FR_SOCIAL_5',
};
/** Its data. */
export const INPUT = `site,sexe,freq\nS01,F,12\nS01,H,3\nS02,F,9\nS02,H,14\nS03,F,12\nS03,H,12\n`;
/** Its table, as written. */
export const TABLE = `site,sexe,valeur,statut
Total,Total,62,publie
Total,F,33,publie
Total,H,29,publie
S01,Total,15,publie
S01,F,,masque
S01,H,,masque
S02,Total,23,publie
S02,F,,masque
S02,H,,masque
S03,Total,24,publie
S03,F,12,publie
S03,H,12,publie
`;

/** What a call answered. */
export type Called = {
  readonly code: number;
  readonly out: unknown;
  readonly text: string;
  readonly err: string;
};

/** A folder of its own, with the example in it, and the command line run in this process. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'statistiques-'));

  constructor() {
    this.put('spec.json', JSON.stringify(SPEC));
    this.put('in.csv', INPUT);
  }

  at(...names: string[]): string {
    return join(this.folder, ...names);
  }

  put(name: string, content: string | Uint8Array): string {
    writeFileSync(this.at(name), content);
    return this.at(name);
  }

  async call(...args: string[]): Promise<Called> {
    const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const code = await run(args);
      const written = (spy: typeof stdout): string => spy.mock.calls.map(([chunk]) => String(chunk)).join('');
      const text = written(stdout);
      const out: unknown = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : undefined;
      return { code, out, text, err: written(stderr) };
    } finally {
      stdout.mockRestore();
      stderr.mockRestore();
    }
  }

  /** `protect` over `spec.json` and `in.csv`, into `out`. */
  protect(...more: string[]): Promise<Called> {
    const files = ['--spec', this.at('spec.json'), '--in', this.at('in.csv'), '--out', this.at('out')];
    return this.call('protect', ...files, ...more);
  }

  clear(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
