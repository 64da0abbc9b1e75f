import { existsSync } from 'node:fs';

import { emptyLedger, parseLedger, verifyLedger, type Ledger } from '../ledger-chain.ts';
import { cite, done, refuse, type Motif, type Resultat } from '../motif.ts';
import { readText } from './files.ts';

/** A ledger as its file has it. */
export type LedgerFile = { readonly ledger: Ledger; readonly text: string; readonly head: string | null };

/**
 * Reads and verifies a ledger; a file that does not exist yet is an empty one when `mayBeNew`.
 * Codes `FILE_UNREADABLE`, `LEDGER_BROKEN`.
 */
export function readLedger(path: string, mayBeNew: boolean): Resultat<LedgerFile> {
  if (mayBeNew && !existsSync(path)) return done({ ledger: emptyLedger(), text: '', head: null });
  const text = readText(path);
  if (!text.ok) return text;
  const ledger = parseLedger(text.value);
  if (!ledger.ok) return ledger;
  const verified = verifyLedger(ledger.value);
  if (!verified.ok) return verified;
  return done({ ledger: ledger.value, text: text.value, head: verified.value.head });
}

/**
 * Why a release cannot be the next line, whatever it holds: its name would no longer say which one
 * stands in the way of another, or the ledger would go back in time. Code `CALL_INVALID`.
 */
export function checkNext({ entries }: Ledger, release: string, at: string): Motif[] {
  const motifs: Motif[] = [];
  const line = entries.findIndex(({ releaseId }) => releaseId === release) + 1;
  if (line > 0) {
    motifs.push({
      code: 'CALL_INVALID',
      phrase: `La publication ${cite(release)} est déjà au registre, ligne ${line}. Donnez un autre identifiant (${cite('--release')}).`,
    });
  }
  const last = entries.at(-1);
  if (last && Date.parse(at) < Date.parse(last.publishedAt)) {
    motifs.push({
      code: 'CALL_INVALID',
      phrase: `L’instant de publication (${cite('--at')}) précède celui de la dernière ligne du registre, ${last.publishedAt}.`,
    });
  }
  return motifs;
}

/**
 * The text of the ledger with a line more. Code `LEDGER_BROKEN` when somebody else wrote in the file
 * meanwhile: what was protected does not take that release into account.
 */
export function lengthened(path: string, { text }: LedgerFile, line: string): Resultat<string> {
  const now = existsSync(path) ? readText(path) : done('');
  if (!now.ok) return now;
  if (now.value !== text) {
    return refuse({
      code: 'LEDGER_BROKEN',
      phrase: 'Le registre a changé pendant le travail\u00a0: relancez la commande. Rien n’est publié.',
    });
  }
  return done(text === '' || text.endsWith('\n') ? text + line : `${text}\n${line}`);
}
