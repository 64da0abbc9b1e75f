import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { certify, type Certificate } from '../certification.ts';
import { toCsv } from '../csv-export.ts';
import { appendRelease } from '../ledger-chain.ts';
import type { Audience } from '../ledger-entry.ts';
import { cite, done, refuse, type Motif, type Resultat } from '../motif.ts';
import type { ProtectedTable } from '../protected-table.ts';
import { protect, type Level } from '../protection.ts';
import { readDecimal, readFlags, readInteger } from './args.ts';
import { readCube } from './cube-file.ts';
import { writeTogether } from './files.ts';
import { describedFiles, EXPORT_NAMES, readFormats } from './formats.ts';
import { checkNext, lengthened, readLedger, type LedgerFile } from './ledger-file.ts';
import { readMetaFile } from './meta-file.ts';
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
  format: 'value',
  meta: 'value',
  progress: 'switch',
} as const;

/** Instant written in the certificate when `--at` gives none: same input, same bytes. */
const NO_INSTANT = '1970-01-01T00:00:00Z';

type Method = 'optimal' | 'elimination' | 'rounding';

type Settings = {
  audience: Audience;
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

const isAudience = (text: string): text is Audience =>
  text === 'internal' || text === 'funder' || text === 'open';

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
    wrong('at', 'un instant ISO 8601, comme 2026-04-06T08:00:00Z');
  }
  const audience = flags.audience ?? 'open';
  if (!isAudience(audience)) {
    wrong('audience', `${cite('internal')}, ${cite('funder')} ou ${cite('open')}`);
  }
  for (const flag of ['release', 'at'] as const) {
    if (flags.ledger !== undefined && flags[flag] === undefined) {
      invalid.push({
        code: 'CALL_INVALID',
        phrase: `Avec un registre, l’option ${cite(`--${flag}`)} manque.`,
      });
    }
  }
  if (threshold !== undefined && !(Number.isSafeInteger(threshold) && threshold >= 2)) {
    invalid.push({ code: 'SPEC_INVALID', phrase: 'Le seuil est un entier supérieur ou égal à 2.' });
  }
  if (invalid.length > 0 || !isLevel(level) || !isMethod(method) || !isAudience(audience)) {
    return refuse(...invalid);
  }
  return done({
    audience,
    level,
    method,
    threshold,
    seconds,
    seed: Uint8Array.from(seed.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    at,
  });
}

/** The ledger with this release as its last line. */
function withRelease(
  f: Readonly<Record<string, string>>,
  past: LedgerFile,
  table: ProtectedTable,
  certificate: Certificate,
  { audience, at }: Settings,
): Resultat<string> {
  const { universe } = table.spec;
  if (!universe) throw new TypeError('the specification was not checked');
  const release = { releaseId: f.release ?? '', audience, universe, maintenant: at };
  const appended = appendRelease(past.ledger, table, certificate, release);
  return appended.ok ? lengthened(f.ledger ?? '', past, appended.value.line) : appended;
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/**
 * Other forms of the release that `out` held before: beside the new table, they would show the same
 * cells under another mask. `kept` are the files of this call, whatever their names.
 */
function staleForms(out: string, kept: readonly (string | undefined)[]): string[] {
  if (!isFile(join(out, 'certificat.json'))) return [];
  const own = new Set(kept.flatMap((path) => (path === undefined ? [] : [resolve(path)])));
  return EXPORT_NAMES.map((name) => join(out, name)).filter(
    (path) => !own.has(resolve(path)) && isFile(path),
  );
}

/** `protect`: reads a specification and microdata, writes `table.csv` and `certificat.json` (§11.3). */
export async function protectCommand(args: readonly string[]): Promise<Resultat<unknown>> {
  const flags = readFlags(args, FLAGS, ['spec', 'in', 'out']);
  if (!flags.ok) return flags;
  const { value: f } = flags;
  const set = settings(f);
  if (!set.ok) return set;
  const formats = readFormats(f.format);
  if (!formats.ok) return formats;
  const spec = readSpec(f.spec ?? '');
  if (!spec.ok) return spec;
  const meta = f.meta === undefined ? done({}) : readMetaFile(f.meta, spec.value);
  if (!meta.ok) return meta;
  const past = f.ledger === undefined ? undefined : readLedger(f.ledger, true);
  if (past && !past.ok) return past;
  // Before the work rather than after it.
  const next = past ? checkNext(past.value.ledger, f.release ?? '', set.value.at) : [];
  if (next.length > 0) return refuse(...next);
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
    ...(past && { ledger: past.value.ledger, audience: set.value.audience }),
  });
  if (!protection.ok) return protection;
  const milliseconds = Math.round(read.value.milliseconds + performance.now() - start);
  const certificate = await certify(protection.value, protection.value.audit, {
    maintenant: set.value.at,
    release: f.release ?? spec.value.id,
    ...(past && { ledgerHead: past.value.head }),
  });
  if (!certificate.ok) return certificate;

  const { table, status, level, internal } = protection.value;
  const out = f.out ?? '';
  const tablePath = join(out, 'table.csv');
  const certificatePath = join(out, 'certificat.json');
  const report = { ...internal, milliseconds };
  const reportPath = f['internal-report'];
  const registered = past && withRelease(f, past.value, protection.value.table, certificate.value, set.value);
  if (registered && !registered.ok) return registered;
  const exported = describedFiles(table, formats.value, { audience: set.value.audience, ...meta.value });
  if (!exported.ok) return exported;
  const exportPaths = exported.value.map(({ name }) => join(out, name));
  const stale = staleForms(out, [f.spec, f.in, f.ledger, f.meta, reportPath, ...exportPaths]);
  const files = [
    { path: tablePath, text: toCsv(table) },
    { path: certificatePath, text: `${JSON.stringify(certificate.value)}\n` },
    ...exported.value.map(({ name, content }) => ({ path: join(out, name), text: content })),
    ...(reportPath === undefined ? [] : [{ path: reportPath, text: `${JSON.stringify(report)}\n` }]),
    // Last: a release is in the ledger once all the rest is written.
    ...(registered && f.ledger !== undefined ? [{ path: f.ledger, text: registered.value }] : []),
  ];
  const written = writeTogether(files, stale);
  if (!written.ok) return written;
  return done({
    cells: table.cells.length,
    masked: certificate.value.counts.masked,
    status,
    level,
    table: tablePath,
    certificate: certificatePath,
    ...(exportPaths.length > 0 && { files: exportPaths }),
  });
}
