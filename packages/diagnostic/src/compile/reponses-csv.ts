import type { Motif, Resultat } from '../motif.ts';

/** A person's answers, in the order of the items asked for; `null`: not answered. */
export interface LigneDeReponses {
  consent: boolean;
  /** `false`: does not use the internet; the model is about users only. */
  user: boolean;
  answers: readonly (0 | 1 | null)[];
}

const CONSENT = 'consentement';
const USAGE = 'IU';

const YES = new Set(['1', 'oui', 'yes']);
const NO = new Set(['0', 'non', 'no']);
const MISSING = new Set(['', 'nsp', 'unknown', 'refused']);
const USAGES = new Set(['1', '2', '3', '4']);

interface Line {
  number: number;
  cells: readonly string[];
}

/** Cells of each line that is not empty; a quoted cell may hold a separator, but no end of line. */
function split(text: string): { lines: readonly Line[]; motifs: readonly Motif[] } {
  const motifs: Motif[] = [];
  const rows = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const separator = (rows.find((row) => row.trim() !== '') ?? '').includes(';') ? ';' : ',';
  const cell = new RegExp(`("(?:[^"]|"")*"|[^"${separator}]*)(${separator}|$)`, 'y');
  const lines = rows.flatMap((row, index): Line[] => {
    if (row.trim() === '') return [];
    const cells: string[] = [];
    for (let at = 0; ;) {
      cell.lastIndex = at;
      const match = cell.exec(row);
      if (match === null) {
        const phrase = 'Les guillemets de cette ligne ne vont pas par deux.';
        motifs.push({ code: 'CSV_GUILLEMETS', phrase, path: ['ligne', index + 1] });
        return [];
      }
      const [all, value = '', end] = match;
      cells.push(value.replace(/^"|"$/g, '').replaceAll('""', '"').trim());
      at += all.length;
      if (end === '') break;
    }
    return [{ number: index + 1, cells }];
  });
  return { lines, motifs };
}

function checkHead({ cells, number }: Line, codes: readonly string[]): Motif[] {
  const at = (column: string): Motif['path'] => ['ligne', number, column];
  const wanted = [CONSENT, ...codes];
  const known = new Set([USAGE, ...wanted]);
  return [
    ...wanted
      .filter((code) => !cells.includes(code))
      .map((code) => ({ code: 'CSV_ENTETE', phrase: 'Cette colonne manque.', path: at(code) ?? [] })),
    ...cells.flatMap((name, column): Motif[] => {
      // The name of a stranger column is not repeated: it may be anybody's.
      const path = ['ligne', number, 'colonne', column + 1];
      if (!known.has(name))
        return [{ code: 'CSV_ENTETE', phrase: 'Cette colonne n’est pas attendue.', path }];
      if (cells.indexOf(name) === column) return [];
      return [{ code: 'CSV_ENTETE', phrase: 'Cette colonne est là deux fois.', path }];
    }),
  ];
}

/**
 * Reads field answers: a head with `consentement`, the items, and `IU` if there is one; then a line a person. Comma or
 * semicolon; 1 or 0 (or oui, non); an empty cell is a question without answer. No identity: another column is refused.
 *
 * @param codes - the items wanted, in the order of the answers given back
 * @returns the lines, or every fault with its line: `CSV_VIDE`, `CSV_ENTETE`, `CSV_COLONNES`, `CSV_VALEUR`,
 * `CSV_GUILLEMETS`. No cell is ever repeated in a motif.
 */
export function parseReponsesCsv(
  text: string,
  codes: readonly string[],
): Resultat<readonly LigneDeReponses[]> {
  const { lines, motifs: quotes } = split(text);
  const [head, ...rest] = lines;
  if (head === undefined) {
    return {
      ok: false,
      motifs: quotes.length > 0 ? quotes : [{ code: 'CSV_VIDE', phrase: 'Le fichier est vide.' }],
    };
  }
  const faults = checkHead(head, codes);
  if (faults.length > 0) return { ok: false, motifs: [...faults, ...quotes] };
  const motifs: Motif[] = [...quotes];
  const people = rest.flatMap(({ number, cells }): LigneDeReponses[] => {
    if (cells.length !== head.cells.length) {
      const phrase = `Cette ligne a ${cells.length} cases au lieu de ${head.cells.length}.`;
      motifs.push({ code: 'CSV_COLONNES', phrase, path: ['ligne', number] });
      return [];
    }
    const raw = (column: string): string => (cells[head.cells.indexOf(column)] ?? '').toLowerCase();
    const refuse = (column: string, phrase: string): void => {
      motifs.push({ code: 'CSV_VALEUR', phrase, path: ['ligne', number, column] });
    };
    const consent = raw(CONSENT);
    if (!YES.has(consent) && !NO.has(consent)) refuse(CONSENT, 'Le consentement est oui ou non.');
    const usage = head.cells.includes(USAGE) ? raw(USAGE) : '1';
    if (!USAGES.has(usage) && !MISSING.has(usage)) refuse(USAGE, 'La dernière utilisation va de 1 à 4.');
    const answers = codes.map((code): 0 | 1 | null => {
      const value = raw(code);
      if (YES.has(value)) return 1;
      if (NO.has(value)) return 0;
      if (!MISSING.has(value)) refuse(code, 'Une réponse est 1, 0, oui, non, ou vide.');
      return null;
    });
    return [{ consent: YES.has(consent), user: usage === '1', answers }];
  });
  return motifs.length > 0 ? { ok: false, motifs } : { ok: true, value: people };
}
