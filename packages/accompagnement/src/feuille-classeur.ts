import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import {
  refuseFile,
  type Cellule,
  type CelluleTypee,
  type LectureFeuille,
  type LigneFeuille,
  type LimitesFichier,
} from './feuille.ts';
import { issueOf, type ImportCode } from './import-issue.ts';

type Library = typeof import('@e965/xlsx');
type DenseSheet = WorkSheet & { '!data'?: (CellObject | undefined)[][] };

/** The part of the library that knows number formats, which its own types leave open. */
interface DateFormats {
  is_date: (format: string) => boolean;
  parse_date_code: (serial: number, o: { date1904: boolean }) => { y: number; m: number; d: number } | null;
}

/** Beyond, a merged block is a drawing, not data. */
const FUSIONS_MAX = 100_000;
const COLONNES_MAX = 400;

/** First octets of every ZIP file, hence of every XLSX and ODS workbook. */
export function isClasseur(octets: Uint8Array): boolean {
  return octets[0] === 0x50 && octets[1] === 0x4b && octets[2] === 3 && octets[3] === 4;
}

/** First octets of the old binary format, and of a workbook locked by a password. */
export function isOle(octets: Uint8Array): boolean {
  return octets[0] === 0xd0 && octets[1] === 0xcf && octets[2] === 0x11 && octets[3] === 0xe0;
}

/**
 * Reads one sheet of an XLSX or ODS workbook by `@e965/xlsx`, which is only loaded here. The declared sizes are checked
 * before anything is inflated, and the library never inflates more than what is declared.
 *
 * The library reads a workbook in one go: for a big file, call the import in a worker.
 *
 * @param wanted - name of the sheet; the first visible one by default
 */
export async function readFeuilleClasseur(
  octets: Uint8Array,
  limites: LimitesFichier,
  wanted?: string,
): Promise<LectureFeuille> {
  const zip = checkZip(octets, limites);
  if (zip !== 'xlsx' && zip !== 'ods') return refuseFile(zip);
  const library = await import('@e965/xlsx');
  let book: WorkBook;
  try {
    book = library.read(octets, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellStyles: true,
      sheetRows: limites.lignes + 1,
    });
  } catch {
    // The library throws plain errors of its own on any damage.
    return refuseFile('fichier_illisible');
  }
  const shown = book.SheetNames.find((_, i) => (book.Workbook?.Sheets?.[i]?.Hidden ?? 0) === 0);
  const name = wanted ?? shown ?? book.SheetNames[0] ?? '';
  if (!book.SheetNames.includes(name)) return refuseFile('feuille_absente');
  const sheet = book.Sheets[name] as DenseSheet | undefined;
  const grid = sheet?.['!data'];
  if (sheet === undefined || grid === undefined || grid.length === 0) return refuseFile('fichier_vide');
  if (grid.length > limites.lignes) return refuseFile('trop_de_lignes');
  const merged = mergedCells(sheet, grid.length);
  const date1904 = book.Workbook?.WBProps?.date1904 ?? false;
  const hidden = (sheet['!cols'] ?? []).flatMap((c, i) => ((c as typeof c | undefined)?.hidden ? [i] : []));
  return {
    ok: true,
    feuille: {
      format: zip,
      masquees: new Set(hidden),
      issues: merged === undefined ? [issueOf('cellule_fusionnee', 'erreur', 0)] : [],
      lignes: { [Symbol.iterator]: () => readRows(grid, merged ?? new Set(), library, date1904) },
    },
  };
}

function* readRows(
  grid: readonly (readonly (CellObject | undefined)[] | undefined)[],
  merged: ReadonlySet<string>,
  library: Library,
  date1904: boolean,
): Generator<LigneFeuille> {
  for (let r = 0; r < grid.length; r++) {
    const row = grid[r] ?? [];
    const cellules: Cellule[] = [];
    let filled = false;
    for (let c = 0; c < Math.min(row.length, COLONNES_MAX); c++) {
      const cell = merged.size > 0 && merged.has(`${r},${c}`) ? MERGED : readCell(row[c], library, date1904);
      cellules.push(cell);
      filled ||= cell !== '';
    }
    if (filled) yield { numero: r + 1, cellules };
  }
}

const MERGED: CelluleTypee = { texte: '', defaut: 'cellule_fusionnee' };

function readCell(cell: CellObject | undefined, library: Library, date1904: boolean): Cellule {
  if (cell === undefined) return '';
  const { v, t } = cell;
  if (v === undefined) return cell.f === undefined ? '' : { texte: '', defaut: 'formule_sans_valeur' };
  if (t === 'e') return { texte: '', defaut: 'cellule_en_erreur' };
  const formule = cell.f === undefined ? {} : { formule: true as const };
  if (t !== 'n' || typeof v !== 'number') {
    const texte = t === 'b' ? (v === true ? 'oui' : 'non') : String(v);
    return cell.f === undefined ? texte : { texte, ...formule };
  }
  const dates = library.SSF as DateFormats;
  if (!dates.is_date(String(cell.z ?? ''))) return { texte: String(v), nombre: v, ...formule };
  const date = v < 1 ? null : dates.parse_date_code(v, { date1904 });
  if (date === null) {
    const minutes = Math.round(v * 1440);
    return { texte: String(minutes), minutes, ...formule };
  }
  const two = (part: number): string => String(part).padStart(2, '0');
  const texte = `${String(date.y).padStart(4, '0')}-${two(date.m)}-${two(date.d)}`;
  return { texte, date: texte, ...formule };
}

/** Cells that a merged block covers, all but its first; `undefined` when there are too many to be data. */
function mergedCells(sheet: DenseSheet, rows: number): ReadonlySet<string> | undefined {
  const covered = new Set<string>();
  for (const { s, e } of sheet['!merges'] ?? []) {
    for (let r = s.r; r <= Math.min(e.r, rows - 1); r++) {
      for (let c = s.c; c <= Math.min(e.c, COLONNES_MAX); c++) {
        if (r !== s.r || c !== s.c) covered.add(`${r},${c}`);
        if (covered.size > FUSIONS_MAX) return undefined;
      }
    }
  }
  return covered;
}

/** Reads the directory of a ZIP without inflating anything: what the file claims to be, or why it is refused. */
function checkZip(octets: Uint8Array, limites: LimitesFichier): 'xlsx' | 'ods' | ImportCode {
  const view = new DataView(octets.buffer, octets.byteOffset, octets.byteLength);
  const end = findEnd(view);
  if (end === undefined) return 'fichier_illisible';
  const entries = view.getUint16(end + 10, true);
  if (entries > limites.entrees) return 'fichier_trop_grand';
  let at = view.getUint32(end + 16, true);
  let total = 0;
  let format: 'xlsx' | 'ods' | undefined;
  for (let i = 0; i < entries; i++) {
    if (at + 46 > octets.length || view.getUint32(at, true) !== 0x02014b50) return 'fichier_illisible';
    const local = view.getUint32(at + 42, true);
    if (local + 30 > octets.length || view.getUint32(local, true) !== 0x04034b50) return 'fichier_illisible';
    if ((view.getUint16(at + 8, true) & 1) === 1) return 'fichier_chiffre';
    const packed = view.getUint32(at + 20, true);
    const streamed = (view.getUint16(local + 6, true) & 8) === 8;
    const size = Math.max(view.getUint32(at + 24, true), streamed ? 0 : view.getUint32(local + 22, true));
    if (packed > octets.length) return 'fichier_illisible';
    total += size;
    if (total > limites.octets || size > Math.max(packed, 512) * limites.rapport) return 'fichier_trop_grand';
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(octets.subarray(at + 46, at + 46 + length));
    if (name === 'content.xml') format = 'ods';
    if (name.startsWith('xl/')) format ??= 'xlsx';
    at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return format ?? 'fichier_illisible';
}

function findEnd(view: DataView): number | undefined {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 65_557); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return undefined;
}
