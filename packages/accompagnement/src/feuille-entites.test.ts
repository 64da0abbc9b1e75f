/** Workbooks that ask their reader to open a file of the machine or to call an address (XML external entities). */
import * as classeurs from '@e965/xlsx';
import { utils, write } from '@e965/xlsx';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { readFeuilleClasseur } from './feuille-classeur.ts';
import { LIMITES } from './feuille.ts';

interface Partie {
  content: ArrayLike<number>;
}
/** The containers of the library, which it gives without a type. */
const CFB = classeurs.CFB as {
  read(octets: Uint8Array, options: { type: 'array' }): object;
  find(zip: object, chemin: string): Partie | null;
  write(zip: object, options: object): unknown;
  utils: { cfb_add(zip: object, chemin: string, octets: Uint8Array): unknown };
};

const SECRET = 'canari-de-la-machine';
const dossier = mkdtempSync(join(tmpdir(), 'entites-'));
const fichier = join(dossier, 'secret.txt');
writeFileSync(fichier, SECRET);
const appels: string[] = [];
const maison = createServer((req, res) => {
  appels.push(req.url ?? '');
  res.end(SECRET);
});
await new Promise<void>((resolve) => maison.listen(0, '127.0.0.1', resolve));
const adresse = `http://127.0.0.1:${(maison.address() as AddressInfo).port}`;
afterAll(() => {
  maison.close();
  rmSync(dossier, { recursive: true });
});

/** A true workbook, one of whose parts declares entities and uses them in its text. */
function trap(format: 'xlsx' | 'ods', partie: string): Uint8Array {
  const livre = utils.book_new();
  utils.book_append_sheet(
    livre,
    utils.aoa_to_sheet([
      ['Date', 'APPAT'],
      ['2026-11-05', 'APPAT'],
    ]),
    'APPAT',
  );
  const zip = CFB.read(
    new Uint8Array(write(livre, { type: 'array', bookType: format, bookSST: true }) as ArrayBuffer),
    {
      type: 'array',
    },
  );
  const entree = CFB.find(zip, partie);
  if (entree === null) throw new Error(`no ${partie}`);
  const texte = new TextDecoder().decode(new Uint8Array(entree.content));
  const dtd = `<!DOCTYPE x [<!ENTITY f SYSTEM "${pathToFileURL(fichier).href}"><!ENTITY a SYSTEM "${adresse}/entite"><!ENTITY % p SYSTEM "${adresse}/parametre"> %p; <!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>`;
  const piege = texte.replace(/(<\?xml[^>]*\?>)?/, `$1${dtd}`).replaceAll('APPAT', '&f;&a;&c;');
  expect(piege).toContain('&f;&a;&c;');
  CFB.utils.cfb_add(zip, partie, Buffer.from(piege));
  return new Uint8Array(CFB.write(zip, { fileType: 'zip', type: 'buffer' }) as ArrayLike<number>);
}

it('an external entity of a workbook opens no file and calls no address', async () => {
  for (const [format, partie] of [
    ['xlsx', '/xl/sharedStrings.xml'],
    ['xlsx', '/xl/workbook.xml'],
    ['ods', '/content.xml'],
  ] as const) {
    const dit = JSON.stringify(await readFeuilleClasseur(trap(format, partie), LIMITES));
    expect([partie, dit.includes(SECRET)]).toEqual([partie, false]);
    // Nor is an entity of its own unfolded.
    expect([partie, dit.includes('bbbbbbbbbb')]).toEqual([partie, false]);
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(appels).toEqual([]);
});
