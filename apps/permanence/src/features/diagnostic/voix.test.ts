/** Every question that may be asked has its sound, which says that very question. */
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { instrumentOf } from './entretien.ts';

const ici = (nom: string) => fileURLToPath(new URL(`../../../data/voix/${nom}`, import.meta.url));
const { textes, synthese } = z
  .object({ textes: z.record(z.string(), z.string()), synthese: z.array(z.string()) })
  .parse(JSON.parse(readFileSync(ici('voix.json'), 'utf8')));

/** Bytes a second of the placeholder voice: 24 kbit/s. */
const DEBIT = 3000;
const SECONDES_MAX = 12;

describe.each(instrumentOf().items.map(({ code, i18n }) => [code, i18n.fr?.text]))('%s', (code, texte) => {
  it('is said as it is written', () => {
    expect(textes[code]).toBe(texte);
    const octets = statSync(ici(`${code}.mp3`)).size;
    expect(octets).toBeGreaterThan(DEBIT);
    if (synthese.includes(code)) expect(octets / DEBIT).toBeLessThanOrEqual(SECONDES_MAX);
  });
});
