import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';
import { CHAMPS_IMPORT, codesOf, fold, isChampImport, lectureOf, type ChampImport } from './import-champ.ts';
import { readDate, readDuree } from './import-date.ts';
import { unknownCode } from './correspondance.ts';
import { oneOf, readChecked } from './lecture.ts';
import { CHAMP, LISTES } from './nomenclature-2026-1.ts';
import type { Motif, Resultat } from './resultat.ts';

const HeaderSchema = z.string().check(z.minLength(1), z.maxLength(200));

const MappingSchema = z.strictObject({
  version: z.literal(1),
  /** Name of the sheet; the first visible one by default. */
  feuille: z.exactOptional(z.string().check(z.maxLength(100))),
  /** Row of the headers, from 1; found by itself by default. */
  ligneEntete: z.exactOptional(z.int().check(z.minimum(1), z.maximum(1000))),
  ordreDate: z.exactOptional(z.enum(['jma', 'mja'])),
  colonnes: z
    .array(
      z.strictObject({
        /** Compared without case, accents or punctuation. */
        entete: HeaderSchema,
        champ: z.string().check(z.maxLength(40)),
        /** What the file writes → code of the list, for the words that we do not know. */
        valeurs: z.exactOptional(z.record(z.string(), z.string())),
      }),
    )
    .check(z.minLength(1), z.maxLength(100)),
  /** For what the file never says. */
  defauts: z.exactOptional(
    z.strictObject({
      mode: z.exactOptional(oneOf('mode')),
      appui: z.exactOptional(oneOf('appui')),
      motifPour: z.exactOptional(oneOf('motifPour')),
      canal: z.exactOptional(oneOf('canal')),
      theme: z.exactOptional(oneOf('theme')),
    }),
  ),
});

/** Which column fills which field: data, kept per shape of file and used again. */
export type Mapping = Omit<z.infer<typeof MappingSchema>, 'colonnes'> & { colonnes: ColonneMapping[] };
export interface ColonneMapping {
  entete: string;
  champ: ChampImport;
  valeurs?: Record<string, string>;
}

type Proposition = ProjetMapping['propositions'][number];

/** What the headers and a few rows suggest: the caller corrects it, then keeps it. */
export interface ProjetMapping {
  mapping: Mapping;
  propositions: { colonne: number; champ: ChampImport; confiance: number; raison: 'entete' | 'valeurs' }[];
  /** Ranks of the columns that seem to name or reach a person: they are never read. */
  personnelles: number[];
  /** Ranks of the columns of which nothing is made. */
  ignorees: number[];
  /** The same for the same headers in any order: key of the kept mapping. */
  empreinte: string;
}

/**
 * Parses a kept mapping, every issue at once.
 * Motifs: those of the shape, `date_manquante` (a column must be the date), `champ_en_double`, `entete_en_double`,
 * `code_inconnu` (a value that leads outside the list).
 */
export function parseMapping(input: unknown): Resultat<Mapping> {
  return readChecked(MappingSchema, input, ({ colonnes = [] }) => {
    const motifs: Motif[] = [];
    if (!colonnes.some((c) => c.champ === 'date')) {
      motifs.push({ code: 'date_manquante', phrase: 'Aucune colonne ne donne la date.', path: ['colonnes'] });
    }
    colonnes.forEach((c, i) => {
      const before = colonnes.slice(0, i);
      if (before.some((b) => b.champ === c.champ)) {
        motifs.push({
          code: 'champ_en_double',
          phrase: 'Deux colonnes remplissent la même information.',
          path: ['colonnes', i, 'champ'],
        });
      }
      if (before.some((b) => fold(b.entete) === fold(c.entete))) {
        motifs.push({
          code: 'entete_en_double',
          phrase: 'Cette colonne est utilisée deux fois.',
          path: ['colonnes', i, 'entete'],
        });
      }
      if (!isChampImport(c.champ)) {
        const known = CHAMPS_IMPORT.map((d) => d.champ);
        motifs.push(unknownCode(c.champ, known, ['colonnes', i, 'champ']));
      }
      const lecture = isChampImport(c.champ) ? lectureOf(c.champ) : undefined;
      const known = lecture?.nature === 'code' ? [...LISTES[lecture.liste], ...CHAMP].map((e) => e.code) : [];
      for (const code of Object.values(c.valeurs ?? {})) {
        if (lecture?.nature !== 'code' || !known.some((k) => k === code)) {
          motifs.push({
            code: 'code_inconnu',
            phrase: 'Ce code n’existe pas dans la liste.',
            path: ['colonnes', i, 'valeurs'],
          });
        }
      }
    });
    return motifs;
  }) as Resultat<Mapping>;
}

/** Headers of what names, reaches or describes a person in free words, folded. */
const PERSONNELLES =
  /\b(nom|prenom|prenoms|patronyme|beneficiaire|usager|usagere|telephone|tel|portable|mobile|mail|email|courriel|adresse|naissance|nir|securite sociale|allocataire|fiscal|iban|note|notes|observation|observations|commentaire|commentaires|remarque|remarques|nationalite|sante|religion|signature|mot de passe|identite)\b/;
/** Phone, mail or 13 to 15 digits in a row: the column reaches a person, whatever its name. */
const COORDONNEES = /@|^(?:\+33|0)[\s.]?\d(?:[\s.]?\d{2}){4}$|^\d{13}(?:\d{2})?$/;
const EXACT = 1;
const PARTIAL = 0.7;
const BY_VALUES = 0.6;

/**
 * Proposes a field for each column, from its header, else from a few of its values. Nothing of the sample is in the answer,
 * and the order of the columns changes nothing to it.
 */
export function detectColonnes(
  entetes: readonly string[],
  echantillon: readonly (readonly string[])[],
): ProjetMapping {
  const folded = entetes.map(fold);
  const values = entetes.map((_, c) =>
    echantillon.map((row) => (row[c] ?? '').trim()).filter((v) => v !== ''),
  );
  const personal = folded.map(
    (header, c) => isPersonalHeader(header) || share(values[c] ?? [], (v) => COORDONNEES.test(v)) > 0.3,
  );
  const scored = folded.flatMap((header, colonne) => {
    if (personal[colonne] === true || header === '' || folded.indexOf(header) !== colonne) return [];
    return CHAMPS_IMPORT.flatMap(({ champ, entetes: known }): Proposition[] => {
      const names: readonly string[] = known;
      if (names.includes(header)) return [{ colonne, champ, confiance: EXACT, raison: 'entete' }];
      const partial = names.some((n) => n.length > 3 && new RegExp(`\\b${n}\\b`, 'u').test(header));
      const byValues = share(values[colonne] ?? [], (v) => reads(champ, v)) >= 0.8;
      if (partial) return [{ colonne, champ, confiance: PARTIAL, raison: 'entete' }];
      return byValues ? [{ colonne, champ, confiance: BY_VALUES, raison: 'valeurs' }] : [];
    });
  });
  scored.sort(
    (a, b) =>
      b.confiance - a.confiance ||
      compare(folded[a.colonne] ?? '', folded[b.colonne] ?? '') ||
      compare(a.champ, b.champ),
  );
  const propositions: ProjetMapping['propositions'] = [];
  for (const p of scored) {
    if (propositions.every((q) => q.champ !== p.champ && q.colonne !== p.colonne)) propositions.push(p);
  }
  const used = new Set(propositions.map((p) => p.colonne));
  return {
    mapping: {
      version: 1,
      colonnes: propositions.map(({ colonne, champ }) => ({ entete: entetes[colonne] ?? '', champ })),
    },
    propositions,
    personnelles: ranks(entetes, (c) => personal[c] === true),
    ignorees: ranks(entetes, (c) => personal[c] !== true && !used.has(c)),
    empreinte: bytesToHex(sha256(utf8ToBytes(JSON.stringify([...folded].sort(compare))))).slice(0, 32),
  };
}

/** « Nom du lieu » names a place, « année de naissance » and « tranche d’âge du bénéficiaire » are coarse. */
function isPersonalHeader(header: string): boolean {
  if (CHAMPS_IMPORT.some(({ entetes }) => entetes.some((e) => e === header))) return false;
  return PERSONNELLES.test(header);
}

function reads(champ: ChampImport, value: string): boolean {
  const lecture = lectureOf(champ);
  // A bare number may be anything: only what has a form of its own is recognised.
  if (lecture.nature === 'date') return /\D/.test(value) && 'date' in readDate(value);
  if (lecture.nature === 'duree') return /[a-z:]/i.test(value) && readDuree(value) !== undefined;
  if (lecture.nature !== 'code' || lecture.liste === 'ouiNon' || lecture.liste === 'renoncement')
    return false;
  const code = codesOf(lecture.liste).get(fold(value));
  return code !== undefined && code !== 'non_communique' && code !== 'non_demande';
}

function share(values: readonly string[], test: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}

function ranks(entetes: readonly string[], test: (rank: number) => boolean): number[] {
  return entetes.flatMap((_, c) => (test(c) ? [c] : []));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
