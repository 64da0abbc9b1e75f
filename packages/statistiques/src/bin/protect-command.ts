import { join } from 'node:path';

import { certify } from '../certification.ts';
import { toCsv } from '../csv-export.ts';
import { cite, done, refuse, unsupported, type Motif, type Resultat } from '../motif.ts';
import { protect, type Level } from '../protection.ts';
import { readDecimal, readFlags, readInteger } from './args.ts';
import { readCube } from './cube-file.ts';
import { writeTogether } from './files.ts';
import { progressTo, protectionStep } from './progress.ts';
import { seededAlea } from './seeded-alea.ts';
import { readSpec } from './spec-file.ts';

const FLAGS = {
  spec: 'value',
  in: 'value',
  out: 'value',
  threshold: 'value',
  level: 'value',
  method: 'value',
  'time-limit': 'value',
  seed: 'value',
  ledger: 'value',
  release: 'value',
  at: 'value',
  audience: 'value',
  'internal-report': 'value',
  progress: 'switch',
} as const;

/** Instant written in the certificate when `--at` gives none: same input, same bytes. */
const NO_INSTANT = '1970-01-01T00:00:00Z';

type Method = 'optimal' | 'elimination' | 'rounding';

type Settings = {
  level: Level;
  method: Method;
  threshold: number | undefined;
  seconds: number;
  seed: Uint8Array;
  at: string;
};

const isLevel = (text: string): text is Level => text === 'exact' || text === 'interval' || text === 'full';
const isMethod = (text: string): text is Method =>
  text === 'optimal' || text === 'elimination' || text === 'rounding';

function settings(flags: Readonly<Record<string, string>>): Resultat<Settings> {
  const invalid: Motif[] = [];
  const wrong = (flag: string, expected: string): void => {
    invalid.push({ code: 'CALL_INVALID', phrase: `L’option ${cite(`--${flag}`)} attend ${expected}.` });
  };
  const level = flags.level ?? 'interval';
  const method = flags.method ?? 'optimal';
  const seed = flags.seed ?? '0'.repeat(64);
  const seconds = readDecimal(flags['time-limit'] ?? '60');
  const threshold = flags.threshold === undefined ? undefined : readInteger(flags.threshold);
  const at = flags.at ?? NO_INSTANT;
  if (!isLevel(level)) wrong('level', `${cite('exact')}, ${cite('interval')} ou ${cite('full')}`);
  if (!isMethod(method)) wrong('method', `${cite('optimal')}, ${cite('elimination')} ou ${cite('rounding')}`);
  if (!/^([0-9a-fA-F]{2}){1,64}$/.test(seed)) wrong('seed', 'un nombre hexadécimal');
  if (!(seconds > 0)) wrong('time-limit', 'un nombre de secondes');
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(at)) {
    wrong('at', 'un instant ISO 8601');
  }
  if (flags.audience !== undefined && !['internal', 'funder', 'open'].includes(flags.audience)) {
    wrong('audience', `${cite('internal')}, ${cite('funder')} ou ${cite('open')}`);
  }
  if (threshold !== undefined && !(Number.isSafeInteger(threshold) && threshold >= 2)) {
    invalid.push({ code: 'SPEC_INVALID', phrase: 'Le seuil est un entier supérieur ou égal à 2.' });
  }
  if (invalid.length > 0 || !isLevel(level) || !isMethod(method)) return refuse(...invalid);
  if (flags.ledger !== undefined) {
    return refuse(unsupported('Le registre des publications', ['ledger']));
  }
  return done({
    level,
    method,
    threshold,
    seconds,
    seed: Uint8Array.from(seed.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    at,
  });
}

/** `protect`: reads a specification and microdata, writes `table.csv` and `certificat.json` (§11.3). */
export async function protectCommand(args: readonly string[]): Promise<Resultat<unknown>> {
  const flags = readFlags(args, FLAGS, ['spec', 'in', 'out']);
  if (!flags.ok) return flags;
  const { value: f } = flags;
  const set = settings(f);
  if (!set.ok) return set;
  const spec = readSpec(f.spec ?? '');
  if (!spec.ok) return spec;
  const progress = progressTo(process.stderr, f.progress !== undefined, () => performance.now());
  const read = await readCube(spec.value, f.in ?? '', progress);
  if (!read.ok) return read;

  const start = performance.now();
  const protection = await protect(read.value.cube, {
    level: set.value.level,
    method: set.value.method,
    alea: seededAlea(set.value.seed),
    timeLimitMs: set.value.seconds * 1000,
    now: () => performance.now(),
    onProgress: (step) => progress(protectionStep(step)),
    ...(set.value.threshold !== undefined && { threshold: set.value.threshold }),
  });
  if (!protection.ok) return protection;
  const milliseconds = Math.round(read.value.milliseconds + performance.now() - start);
  const certificate = await certify(protection.value, protection.value.audit, {
    maintenant: set.value.at,
    release: f.release ?? spec.value.id,
  });
  if (!certificate.ok) return certificate;

  const { table, status, level, internal } = protection.value;
  const out = f.out ?? '';
  const tablePath = join(out, 'table.csv');
  const certificatePath = join(out, 'certificat.json');
  const report = { ...internal, milliseconds };
  const reportPath = f['internal-report'];
  const written = writeTogether([
    { path: tablePath, text: toCsv(table) },
    { path: certificatePath, text: `${JSON.stringify(certificate.value)}\n` },
    ...(reportPath === undefined ? [] : [{ path: reportPath, text: `${JSON.stringify(report)}\n` }]),
  ]);
  if (!written.ok) return written;
  return done({
    cells: table.cells.length,
    masked: certificate.value.counts.masked,
    status,
    level,
    table: tablePath,
    certificate: certificatePath,
  });
}
