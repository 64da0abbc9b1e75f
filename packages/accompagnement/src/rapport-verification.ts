import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { parsePublishedTable, releaseSpec, verifyCertificate } from '@porte-plume/statistiques';
import canonicalize from 'canonicalize';
import type { Rapport } from './rapport-modele.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

/** SHA-256 of the RFC 8785 form of a report without its hash. */
export const hashOf = (rapport: Omit<Rapport, 'hash'>): string =>
  `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalize(rapport) ?? '')))}`;

const altere: Motif = {
  code: 'rapport_altere',
  phrase: 'L’empreinte du rapport n’est plus la sienne\u00a0: il a changé depuis qu’il a été figé.',
};

function hasTables(file: unknown): boolean {
  if (typeof file !== 'object' || file === null || !('publications' in file)) return false;
  const { publications } = file;
  return (
    Array.isArray(publications) &&
    publications.every(
      (une: unknown) =>
        typeof une === 'object' && une !== null && 'csv' in une && typeof une.csv === 'string',
    )
  );
}

/**
 * Checks a report without solver nor secret: its hash, then each table against its certificate.
 * Motifs: `rapport_altere`, and those of `verifyCertificate`.
 */
export async function verifyRapport(rapport: Rapport): Promise<Resultat<true>> {
  // A damaged file is what this is for: its type promises nothing.
  if (!hasTables(rapport)) return refuse(altere);
  const { hash, ...reste } = rapport;
  const motifs: Motif[] = [];
  if (hashOf(reste) !== hash) motifs.push(altere);
  for (const { spec, csv, certificat } of rapport.publications) {
    const checked = releaseSpec(spec);
    const table = checked.ok ? parsePublishedTable(csv, checked.value) : checked;
    const verdict = table.ok ? await verifyCertificate(certificat, table.value) : table;
    if (!verdict.ok) motifs.push(...verdict.motifs);
  }
  return motifs.length > 0 ? refuse(...motifs) : accept(true);
}
