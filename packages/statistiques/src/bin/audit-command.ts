import { attackSystem, parseLinearSystems } from '../attack-system.ts';
import type { AuditOptions } from '../audit-report.ts';
import { audit } from '../audit.ts';
import { readCsv } from '../csv-reader.ts';
import { cite, done, refuse, type Motif, type Resultat } from '../motif.ts';
import { parsePublishedTable } from '../published-table.ts';
import type { ReleaseSpec } from '../release-spec.ts';
import { readFlags } from './args.ts';
import { readJson, readText } from './files.ts';
import { readTable } from './input.ts';
import { readLedger } from './ledger-file.ts';
import { readSpec } from './spec-file.ts';

const FLAGS = {
  in: 'value',
  spec: 'value',
  width: 'value',
  integer: 'switch',
  intervals: 'switch',
  ledger: 'value',
  known: 'value',
  'masked-range': 'value',
  system: 'value',
} as const;

/** What to print, and whether it tells of a leak or of a table that contradicts itself. */
type Audited = { print: unknown; verdict: 'safe' | 'leak' | 'contradiction'; motifs: readonly Motif[] };

const call = (phrase: string): { ok: false; motifs: { code: string; phrase: string }[] } =>
  refuse({ code: 'CALL_INVALID', phrase });

async function auditSystems(path: string): Promise<Resultat<Audited>> {
  const json = readJson(path, 'SYSTEM_INVALID');
  if (!json.ok) return json;
  const systems = parseLinearSystems(json.value);
  if (!systems.ok) return systems;
  const print: unknown[] = [];
  for (const system of systems.value) {
    const bounds = await attackSystem(system);
    if (!bounds.ok) return bounds;
    print.push({ id: system.id, bounds: bounds.value });
  }
  return done({ print, verdict: 'safe', motifs: [] });
}

/** Rows `dims…,valeur` that an insider knows. */
function readKnown(path: string, dims: readonly string[]): Resultat<NonNullable<AuditOptions['insiders']>> {
  const text = readText(path);
  if (!text.ok) return text;
  const csv = readCsv(text.value);
  if (!csv.ok) return csv;
  const { header, columns, lines } = csv.value;
  const missing = [...dims, 'valeur'].filter((name) => !header.includes(name));
  if (missing.length > 0) {
    return refuse(
      ...missing.map((name) => ({
        code: 'COLUMN_MISSING',
        phrase: `La colonne ${cite(name)} manque dans les cases connues.`,
        path: [name],
      })),
    );
  }
  return done(
    lines.map((_, row) => {
      const text = columns.valeur?.[row] ?? '';
      return {
        key: Object.fromEntries(dims.map((dim) => [dim, columns[dim]?.[row] ?? ''])),
        valeur: /^\d{1,16}$/.test(text) ? Number(text) : NaN,
      };
    }),
  );
}

/** A width without the last digits of the solver's arithmetic. */
const withoutNoise = (width: number): number => Math.round(width * 1e6) / 1e6;

/** `audit`: attacks any published table, or the systems of a vector file (§11.4). */
export async function auditCommand(args: readonly string[]): Promise<Resultat<Audited>> {
  const flags = readFlags(args, FLAGS, []);
  if (!flags.ok) return flags;
  const f = flags.value;
  if (f.system !== undefined) {
    return Object.keys(f).length === 1
      ? auditSystems(f.system)
      : call(`L’option ${cite('--system')} s’emploie seule.`);
  }
  if (f.in === undefined) return call(`L’option ${cite('--in')} manque.`);
  const width = f.width === undefined ? 1 : Number(f.width);
  if (!(width > 0)) return call(`L’option ${cite('--width')} attend un nombre positif.`);
  const range = f['masked-range'] === undefined ? undefined : /^(\d+),(\d*)$/.exec(f['masked-range']);
  if (range === null)
    return call(`L’option ${cite('--masked-range')} attend deux entiers\u00a0: ${cite('1,4')}.`);

  let spec: ReleaseSpec | undefined;
  if (f.spec !== undefined) {
    const checked = readSpec(f.spec);
    if (!checked.ok) return checked;
    spec = checked.value;
  }
  const text = await readTable(f.in);
  if (!text.ok) return text;
  const table = parsePublishedTable(text.value, spec);
  if (!table.ok) return table;
  const known = f.known === undefined ? undefined : readKnown(f.known, table.value.dims);
  if (known && !known.ok) return known;

  const past = f.ledger === undefined ? undefined : readLedger(f.ledger, false);
  if (past && !past.ok) return past;
  const report = await audit(table.value, {
    ...(past && { ledger: past.value.ledger }),
    width,
    integer: f.integer !== undefined,
    mode: f.intervals === undefined ? 'witness' : 'intervals',
    ...(known && { insiders: known.value }),
    ...(range && {
      bounds: { masked: [Number(range[1]), range[2] === '' ? null : Number(range[2])] },
    }),
  });
  if (!report.ok) return report;
  const {
    cells,
    published,
    masked,
    relations,
    consistent,
    exact,
    belowWidth,
    minWidth,
    intervals,
    motifs,
    complements,
    findings,
    derived,
    joint,
  } = report.value;
  const isRead = exact > 0 || complements !== undefined || (derived ?? 0) > 0;
  return done({
    print: {
      ...(!consistent && { ok: false }),
      version: 1,
      cells,
      published,
      masked,
      relations,
      consistent,
      width,
      exact,
      belowWidth,
      minWidth: minWidth === null ? null : withoutNoise(minWidth),
      ...(intervals && { intervals }),
      ...(complements && { complements }),
      ...(findings && findings.length > 0 && { findings }),
      ...(motifs && { motifs }),
      ...(joint && { derived, leaks: joint.leaks }),
    },
    verdict: !consistent ? 'contradiction' : isRead ? 'leak' : 'safe',
    motifs: motifs ?? [],
  });
}
