import { LISTES, type ListeId } from './nomenclature-2026-1.ts';
import {
  countByGroupe,
  protectQuestion,
  type Comptes,
  type Dit,
  type Groupes,
  type Question,
} from './tableau-question.ts';
import { POSEE } from './tableau-lu.ts';
import type { Protecteur } from './tableau-tables.ts';
import type { Table } from './table-lignes.ts';

/** Indicators that are one question asked at each intervention: the field, and the order of its answers. */
export const CHAMPS: Readonly<Record<string, { champ: string; liste: ListeId | readonly string[] }>> = {
  A6: { champ: 'duree', liste: ['moins_30', '30_59', '60_119', '120_plus'] },
  P1: { champ: 'age70', liste: ['moins_70', '70_plus'] },
  P2: { champ: 'rural', liste: ['oui', 'non'] },
  P3: { champ: 'faibles_revenus', liste: 'ouiNon' },
  P4: { champ: 'equipement', liste: 'equipement' },
  P5: { champ: 'profil_numerique', liste: 'profilNumerique' },
  P6: { champ: 'langue_lecture', liste: 'langueLecture' },
  P7: { champ: 'statut', liste: 'statut' },
  P8: { champ: 'adressage', liste: 'adressage' },
  R2: { champ: 'renoncement', liste: 'renoncement' },
};

/** Codes of a list, in its order, then those that were met besides: every row counts somewhere. */
export function listCodes(liste: ListeId | readonly string[], rencontres: readonly string[]): string[] {
  const connus = typeof liste === 'string' ? LISTES[liste].map(({ code }) => code) : liste;
  return [...new Set([...connus, ...rencontres])];
}

/** Counts of a field of a table, group by group. */
export function countChamp(
  table: Table,
  groupes: Groupes,
  champ: string,
  liste: ListeId | readonly string[],
): Comptes {
  const { dict, codes } = table.column(champ);
  return countByGroupe(groupes, listCodes(liste, dict), (row) => dict[codes[row] ?? 0] ?? '');
}

const MUET: Dit = { total: null, codes: [] };

/**
 * Several reasons are possible: each is a question of its own, answered yes or no by whoever was asked. They all share that
 * number, so it is told first, entirely, or no reason is: masked in one table and told by another, it would give both away.
 */
export async function protectMotifs(
  interventions: Table,
  groupes: Groupes,
  totauxDits: boolean,
  proteger: Protecteur,
): Promise<Question> {
  const { dict, codes, starts } = interventions.column('motif_venue');
  const asked = new Set<number>();
  const parMotif = new Map<string, Set<number>>();
  for (let row = 0; row < interventions.size; row += 1) {
    const end = starts === null ? row + 1 : (starts[row + 1] ?? 0);
    for (let at = starts === null ? row : (starts[row] ?? 0); at < end; at += 1) {
      const code = dict[codes[at] ?? 0] ?? '';
      if (code === '' || code === 'non_demande') continue;
      asked.add(row);
      parMotif.set(code, (parMotif.get(code) ?? new Set()).add(row));
    }
  }
  const parQuestion = countByGroupe(groupes, [POSEE, 'non_demande'], (row) =>
    asked.has(row) ? POSEE : 'non_demande',
  );
  const posee = await protectQuestion('intervention', parQuestion, totauxDits, proteger);
  const rien: Question = { ensemble: MUET, lieux: new Map(groupes.lieux.map((id) => [id, MUET])) };
  if (!isTold(posee.ensemble)) return rien;
  // Lieu by lieu, or the structure alone.
  const leurs: Groupes = [...posee.lieux.values()].every(isTold)
    ? groupes
    : { lieux: [], rangs: new Int32Array(groupes.rangs.length) };
  const reponses = new Map<string, Question>();
  for (const motif of listCodes('motifVenue', [...parMotif.keys()])) {
    const eux = parMotif.get(motif);
    const comptes = countByGroupe(
      leurs,
      ['oui', 'non'],
      (row) => (eux?.has(row) === true ? 'oui' : 'non'),
      asked,
    );
    reponses.set(motif, await protectQuestion('intervention', comptes, true, proteger));
  }
  const ditOf = (posees: Dit, of: (question: Question) => Dit | undefined): Dit => ({
    total: posees.total,
    codes: [
      ...[...reponses].map(([code, question]) => ({
        code,
        valeur: of(question)?.codes.find((une) => une.code === 'oui')?.valeur ?? null,
      })),
      ...posees.codes,
    ],
  });
  return {
    ensemble: ditOf(posee.ensemble, ({ ensemble }) => ensemble),
    lieux: new Map(
      [...posee.lieux].map(([id, dit]) => [
        id,
        leurs.lieux.length === 0 ? MUET : ditOf(dit, ({ lieux }) => lieux.get(id)),
      ]),
    ),
  };
}

const isTold = ({ codes }: Dit): boolean => codes.every(({ valeur }) => valeur !== null);
