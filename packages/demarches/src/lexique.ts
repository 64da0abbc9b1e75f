import data from '../data/lexique.json' with { type: 'json' };
import { phoneticKey } from './phonetic-key.ts';
import { stem } from './stem.ts';
import { fold, tokens } from './tokens.ts';

/** Words of one family mean nearly the same (`bagnole`, `voiture`), by stem. A word may belong to several. */
const families = new Map<string, string[]>();
/** What social workers write short (`dde`), by folded word. */
const shorts = new Map<string, readonly string[]>();
/** Stems of what desks are also asked and no démarche answers: `imprimer`, `colis`. */
const elsewhere = new Set<string>();
/** Démarches that answer the bare name of who runs them, most used first, by its sounds. */
const operators = new Map<string, readonly string[]>();
/** Rank of each entry among its twins: 0 for what is asked when the words do not choose. */
const twins = new Map<string, number>();
let ready = false;

function prepare(): void {
  ready = true;
  for (const family of data.familles) {
    const own = [...new Set(tokens(family).map(stem))];
    for (const s of own) {
      const near = families.get(s) ?? [];
      near.push(...own.filter((other) => other !== s && !near.includes(other)));
      families.set(s, near);
    }
  }
  for (const [short, meaning] of Object.entries(data.abreges)) shorts.set(fold(short), tokens(meaning));
  for (const word of tokens(data.ailleurs)) elsewhere.add(stem(word));
  for (const { noms, demarches } of data.operateurs) {
    for (const nom of noms) operators.set(soundsOf(tokens(nom)), demarches);
  }
  for (const same of data.jumelles) for (const [rank, id] of same.entries()) if (rank > 0) twins.set(id, 1);
}

const soundsOf = (said: readonly string[]): string => said.map(phoneticKey).join(' ');

/** Entries for a query that is only the name of who runs them (`caf`, `les impôts`), most used first. */
export function listEntriesOfOperator(said: readonly string[]): readonly string[] {
  if (!ready) prepare();
  return said.length === 0 || said.length > 4 ? [] : (operators.get(soundsOf(said)) ?? []);
}

/** 0 for an entry that is asked first, 1 for one that comes after it (renewal, follow-up, declaration). */
export function rankAmongTwins(id: string): number {
  if (!ready) prepare();
  return twins.get(id) ?? 0;
}

/** Stems of the words that mean nearly the same as this stem, itself left out. */
export function listNear(s: string): readonly string[] {
  if (!ready) prepare();
  return families.get(s) ?? [];
}

/** The words that a shorthand stands for, none for a word that is not one. */
export function readShort(word: string): readonly string[] {
  if (!ready) prepare();
  return shorts.get(word) ?? [];
}

/** Whether a word says that something else than a démarche is asked. */
export function isElsewhere(word: string): boolean {
  if (!ready) prepare();
  return elsewhere.has(stem(word));
}
