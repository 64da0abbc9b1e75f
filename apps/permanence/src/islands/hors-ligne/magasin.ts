import type { Boite, Scelle, Serrure } from './modele.ts';

/** Where sealed things lie. The tests have one in memory. */
export interface Magasin {
  serrure(): Promise<Serrure | null>;
  keepSerrure(serrure: Serrure): Promise<void>;
  boites(): Promise<Boite[]>;
  keepBoite(boite: Boite): Promise<void>;
  dropBoite(op: string): Promise<void>;
  scelle(nom: string): Promise<Scelle | null>;
  scelles(): Promise<Scelle[]>;
  keepScelle(scelle: Scelle): Promise<void>;
  dropScelle(nom: string): Promise<void>;
  /** Everything goes, the lock too. */
  clear(): Promise<void>;
}

const BASE = 'porte-plume';
const STORES = ['serrure', 'file', 'scelle'] as const;
type Store = (typeof STORES)[number];

function done<T>(demande: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    demande.onsuccess = () => resolve(demande.result);
    demande.onerror = () => reject(demande.error ?? new Error('indexedDB'));
  });
}

async function openBase(): Promise<IDBDatabase> {
  const demande = indexedDB.open(BASE, 1);
  demande.onupgradeneeded = () => {
    demande.result.createObjectStore('serrure');
    demande.result.createObjectStore('file', { keyPath: 'op' });
    demande.result.createObjectStore('scelle', { keyPath: 'nom' });
  };
  return done(demande);
}

/** The store of the browser. A write is on the disk, not only promised, before it is told (`durability: 'strict'`). */
export function createMagasin(): Magasin {
  let base: Promise<IDBDatabase> | undefined;
  const ouverte = async (): Promise<IDBDatabase> => {
    base ??= openBase();
    const db = await base;
    // Cleared from outside, or replaced: the next call opens afresh.
    db.onclose = db.onversionchange = () => {
      db.close();
      base = undefined;
    };
    return db;
  };
  const read = async <T>(store: Store, lire: (o: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
    done(lire((await ouverte()).transaction(store).objectStore(store)));
  const write = async (stores: readonly Store[], ecrire: (t: IDBTransaction) => void): Promise<void> => {
    const transaction = (await ouverte()).transaction(stores, 'readwrite', { durability: 'strict' });
    const finie = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error('indexedDB'));
    });
    ecrire(transaction);
    return finie;
  };
  return {
    serrure: async () => ((await read('serrure', (o) => o.get('clef'))) as Serrure | undefined) ?? null,
    keepSerrure: (serrure) => write(['serrure'], (t) => t.objectStore('serrure').put(serrure, 'clef')),
    boites: async () => (await read('file', (o) => o.getAll())) as Boite[],
    keepBoite: (boite) => write(['file'], (t) => t.objectStore('file').put(boite)),
    dropBoite: (op) => write(['file'], (t) => t.objectStore('file').delete(op)),
    scelle: async (nom) => ((await read('scelle', (o) => o.get(nom))) as Scelle | undefined) ?? null,
    scelles: async () => (await read('scelle', (o) => o.getAll())) as Scelle[],
    keepScelle: (scelle) => write(['scelle'], (t) => t.objectStore('scelle').put(scelle)),
    dropScelle: (nom) => write(['scelle'], (t) => t.objectStore('scelle').delete(nom)),
    clear: () =>
      write(STORES, (t) => {
        for (const store of STORES) t.objectStore(store).clear();
      }),
  };
}
