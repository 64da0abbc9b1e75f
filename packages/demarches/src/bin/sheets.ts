import { open, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { openPromise } from 'yauzl';
import { decode } from './files.ts';

/** One file of an import: its name, and its text or why there is none. */
export type Feuille = { fichier: string; autre?: boolean } & (
  { texte: string } | { code: string; phrase: string }
);

const NOM = /^[FNR]\d+\.(?:xml|json)$/;
/** The largest sheet of November 2020 is 2.6 MB as JSON; a zip bomb is not read. */
const TAILLE_MAX = 32 * 1024 * 1024;

const TROP_GROSSE = { code: 'FICHE_TROP_GROSSE', phrase: 'Le fichier dépasse 32 Mo.' };
const ILLISIBLE = { code: 'FICHIER_ILLISIBLE', phrase: 'Le fichier ne peut pas être lu.' };

function toFeuille(fichier: string, bytes: Uint8Array): Feuille {
  const texte = decode(bytes);
  return texte === undefined
    ? { fichier, code: 'ENCODAGE_INVALIDE', phrase: 'Le fichier n’est pas en UTF-8.' }
    : { fichier, texte };
}

/** Bytes of a stream, or `undefined` beyond the limit, whatever the directory of the zip claims. */
async function collect(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > TAILLE_MAX) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/**
 * The sheets of a zip, one at a time, in the order of its directory: nothing is unpacked on the disk, and only one
 * sheet is in memory. Files that are no sheets (menus, indexes) are told by `autre`.
 *
 * @throws when the file is no zip
 */
export async function* readZip(path: string): AsyncGenerator<Feuille> {
  const zip = await openPromise(path, { autoClose: false });
  try {
    for await (const entry of zip.eachEntry()) {
      const fichier = basename(entry.fileName);
      if (entry.fileName.endsWith('/')) continue;
      if (!NOM.test(fichier)) {
        yield { fichier, autre: true, texte: '' };
      } else if (entry.uncompressedSize > TAILLE_MAX) {
        yield { fichier, ...TROP_GROSSE };
      } else {
        try {
          const bytes = await collect((await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>);
          if (bytes === undefined) yield { fichier, ...TROP_GROSSE };
          // The library leaves the checksum to its caller.
          else if (crc32(bytes) !== entry.crc32) yield { fichier, ...ILLISIBLE };
          else yield toFeuille(fichier, bytes);
        } catch {
          yield { fichier, ...ILLISIBLE };
        }
      }
    }
  } finally {
    zip.close();
  }
}

/**
 * The sheets of a folder, one at a time, by name; its subfolders are not read.
 *
 * @throws when the folder can't be read
 */
export async function* readFolder(path: string): AsyncGenerator<Feuille> {
  for (const fichier of (await readdir(path)).toSorted()) {
    if (!NOM.test(fichier)) {
      yield { fichier, autre: true, texte: '' };
      continue;
    }
    try {
      const file = await open(join(path, fichier));
      try {
        const { size } = await file.stat();
        yield size > TAILLE_MAX ? { fichier, ...TROP_GROSSE } : toFeuille(fichier, await file.readFile());
      } finally {
        await file.close();
      }
    } catch {
      yield { fichier, ...ILLISIBLE };
    }
  }
}
