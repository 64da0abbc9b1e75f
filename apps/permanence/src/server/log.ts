import { tlsCode } from './tls.ts';

/** What may be written in a log line: codes, counts and durations; never a value typed by someone. */
export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Sink of log lines; tests replace it to look for canary strings. */
export type LogSink = (line: string) => void;

/** Structured log of one process: one JSON line per event. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** Makes a log that writes JSON lines to `sink`. */
export function createLog(sink: LogSink, clock: () => Date): Log {
  const write = (level: string, event: string, fields: LogFields = {}) =>
    sink(JSON.stringify({ at: clock().toISOString(), level, event, ...fields }));
  return {
    info: (event, fields) => write('info', event, fields),
    error: (event, fields) => write('error', event, fields),
  };
}

const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * Finds the SQLSTATE in an error and its causes: the only part of a database error that is safe to log,
 * since the messages of the driver and of drizzle hold parameters.
 */
export function sqlState(error: unknown): string | null {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && SQLSTATE.test(current.code))
      return current.code;
    current = current.cause;
  }
  return null;
}

const FULL = new Set(['53100', 'ENOSPC', 'EDQUOT']);

/** True when a disk is full, that of the database or ours: what was asked was not done, and nothing of it stays. */
export function isDiskFull(error: unknown): boolean {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && FULL.has(current.code)) return true;
    current = current.cause;
  }
  return false;
}

const NETWORK = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EMFILE', 'ENFILE'],
]);

/** PostgreSQL gave no connection (53300, 53400), or ended one that a busy process had left idle in a transaction (25P03). */
const SANS_CONNEXION = new Set(['53300', '53400', '25P03']);

/** The database did not finish: too long, no lock, no memory, or four times in a row in the way of another transaction. */
const OCCUPEE = new Set(['57014', '55P03', '53200', '40001', '40P01']);

/** True when the same request, sent later, has every chance to be done: it is no failure of ours. */
export function isBusy(sqlstate: string | null): boolean {
  return sqlstate !== null && OCCUPEE.has(sqlstate);
}

/** True when the database cannot be reached at all: the answer is then 503 with Retry-After. */
export function isDatabaseDown(error: unknown): boolean {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if (tlsCode(current) !== null) return true;
    if ('code' in current && typeof current.code === 'string') {
      if (NETWORK.has(current.code) || SANS_CONNEXION.has(current.code)) return true;
      if (current.code.startsWith('08') || current.code.startsWith('57P')) return true;
    }
    if (
      /^(Connection terminated|timeout exceeded when trying to connect|Cannot use a pool after calling end|Client has encountered a connection error)/.test(
        current.message,
      )
    ) {
      return true;
    }
    current = current.cause;
  }
  return false;
}
