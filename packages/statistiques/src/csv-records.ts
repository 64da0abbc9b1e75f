/** One record of a CSV text. */
export type CsvRecord = {
  /** Fields, unquoted. The array is used again for the next record: copy what you keep. */
  readonly fields: readonly string[];
  /** Line on which the record starts, from 1. */
  readonly line: number;
  /** A quote is not closed or is misplaced: the fields mean nothing. */
  readonly broken: boolean;
  /** A line without a single character. */
  readonly blank: boolean;
};

const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;
/** A record beyond this is a quote that nobody closed, not a record. */
const MAX_RECORD = 1 << 24;

/** `;` when the first line has more of them than commas. */
function separatorOf(firstLine: string): ',' | ';' {
  const count = (character: string): number => firstLine.split(character).length;
  return count(';') > count(',') ? ';' : ',';
}

/**
 * Splits CSV text into records as it comes, chunk by chunk, so that a file of any size is read in
 * little memory: BOM accepted, `,` or `;` detected on the first line, RFC 4180 quoting, LF or CRLF.
 */
export class CsvRecords {
  readonly #visit: (record: CsvRecord) => void;
  readonly #fields: string[] = [];
  #separator: number | undefined;
  #pending = '';
  #line = 1;
  #isFirst = true;
  #stopped = false;

  constructor(visit: (record: CsvRecord) => void) {
    this.#visit = visit;
  }

  push(chunk: string): void {
    if (this.#stopped || chunk === '') return;
    const text = this.#isFirst && chunk.startsWith('\ufeff') ? chunk.slice(1) : chunk;
    this.#isFirst = false;
    this.#read(this.#pending + text, false);
  }

  end(): void {
    if (!this.#stopped && this.#pending !== '') this.#read(this.#pending, true);
  }

  #read(text: string, last: boolean): void {
    if (this.#separator === undefined) {
      const end = text.indexOf('\n');
      if (end === -1 && !last) {
        this.#keep(text);
        return;
      }
      this.#separator = separatorOf(end === -1 ? text : text.slice(0, end)).charCodeAt(0);
    }
    let at = 0;
    while (at < text.length) {
      const next = this.#record(text, at, last);
      if (next === -1) break;
      at = next;
    }
    this.#keep(at === 0 ? text : text.slice(at));
  }

  #keep(rest: string): void {
    this.#pending = rest;
    if (rest.length <= MAX_RECORD) return;
    this.#visit({ fields: [], line: this.#line, broken: true, blank: false });
    this.#stopped = true;
    this.#pending = '';
  }

  /** Reads one record from `start`; gives where the next one starts, −1 when the text ends before. */
  #record(text: string, start: number, last: boolean): number {
    const fields = this.#fields;
    fields.length = 0;
    let at = start;
    let line = this.#line;
    let broken = false;
    for (;;) {
      let field = '';
      let quoted = false;
      if (text.charCodeAt(at) === QUOTE) {
        quoted = true;
        at += 1;
        for (;;) {
          const close = text.indexOf('"', at);
          if (close === -1 || (close + 1 === text.length && !last)) {
            if (!last) return -1;
            broken = close === -1;
            line += text.slice(at).split('\n').length - 1;
            field += text.slice(at, close === -1 ? text.length : close);
            at = text.length;
            break;
          }
          const part = text.slice(at, close);
          if (part.includes('\n')) line += part.split('\n').length - 1;
          field += part;
          at = close + 1;
          if (text.charCodeAt(at) !== QUOTE) break;
          field += '"';
          at += 1;
        }
      }
      const from = at;
      let code = text.charCodeAt(at);
      while (at < text.length && code !== this.#separator && code !== NEWLINE) {
        at += 1;
        code = text.charCodeAt(at);
      }
      if (at === text.length && !last) return -1;
      const isEnd = code !== this.#separator || at === text.length;
      const stop = isEnd && at > from && text.charCodeAt(at - 1) === RETURN ? at - 1 : at;
      if (quoted && stop > from) broken = true;
      fields.push(quoted ? field : text.slice(from, stop));
      if (!isEnd) {
        at += 1;
        continue;
      }
      const blank = fields.length === 1 && !quoted && fields[0] === '';
      this.#visit({ fields, line: this.#line, broken, blank });
      this.#line = line + 1;
      return at + 1;
    }
  }
}
