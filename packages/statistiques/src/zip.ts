import { strToU8, zipSync, type Zippable } from 'fflate';

/** A civil instant without zone: the archive has the same bytes everywhere and always. */
const EPOCH = '1980-01-01T12:00:00';

/** A zip archive of texts, in the order given; a first `mimetype` is stored, as OpenDocument asks. */
export function zipTexts(files: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(files).map(([path, text]): [string, Zippable[string]] => [
    path,
    [strToU8(text), { level: path === 'mimetype' ? 0 : 6, mtime: EPOCH }],
  ]);
  return zipSync(Object.fromEntries(entries));
}
