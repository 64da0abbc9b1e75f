import { type Catalogue, listAConfirmer } from './catalogue.ts';
import { listManques } from './completude.ts';
import type { Demarche } from './demarche.ts';
import { toDay } from './jour.ts';
import type { Constat } from './constat.ts';
import type { Motif } from './motif.ts';
import { findRenvoisMorts } from './renvoi.ts';
import type { Snapshot } from './snapshot.ts';

/** A fact checked longer ago than this is to be checked again. */
const A_VERIFIER_JOURS = 180;
/** A fact checked longer ago than this must not be shipped. */
const PERIME_JOURS = 365;

interface Checked {
  champ: string;
  verifieLe: string;
}

function listChecked(d: Demarche): Checked[] {
  const champs = [...Object.entries(d), ...Object.entries(d.sources ?? {})] as [string, unknown][];
  return champs.flatMap(([champ, value]) =>
    (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((fact) =>
      typeof fact === 'object' && fact !== null && 'verifieLe' in fact && typeof fact.verifieLe === 'string'
        ? [{ champ, verifieLe: fact.verifieLe }]
        : [],
    ),
  );
}

function judge(age: number | undefined): Pick<Motif, 'code' | 'phrase'> | undefined {
  if (age === undefined || age < 0) {
    return { code: 'DATE_INVALIDE', phrase: 'La date de vérification n’existe pas ou est à venir.' };
  }
  if (age > PERIME_JOURS) {
    return {
      code: 'PERIME_365',
      phrase: 'Fait vérifié il y a plus de 365 jours : à vérifier avant de publier.',
    };
  }
  return age > A_VERIFIER_JOURS
    ? { code: 'PERIME_180', phrase: 'Fait vérifié il y a plus de 180 jours : à vérifier.' }
    : undefined;
}

/** Sheets that an entry cites and that a snapshot lacks: withdrawn, or never there. */
function findFichesInconnues(d: Demarche, i: number, known: ReadonlySet<string>): Constat[] {
  return (['fiches', 'services'] as const).flatMap((champ) =>
    d.refs[champ]
      .filter((id) => !known.has(id))
      .map((id) => ({
        code: 'FICHE_INCONNUE',
        phrase: `La fiche ${id} n’est pas dans l’instantané de la DILA.`,
        path: ['demarches', i, 'refs', champ],
      })),
  );
}

/**
 * How complete, coherent and fresh a catalogue is on a day.
 *
 * Errors: `PERIME_365`, `DATE_INVALIDE`, and what leads nowhere: `CANAL_INCONNU`, `CANAL_EN_DOUBLE`,
 * `OPERATEUR_INCOHERENT`. Warnings: `PERIME_180`, `A_CONFIRMER` (a fact nobody has checked or written), `INCOMPLET` (a
 * field nobody has written, or written without its source), `PARTAGE_SEUL` (a shared word that one entry alone bears).
 *
 * @param o.le - the day of the check, `YYYY-MM-DD`
 * @param o.snapshot - the official sheets of some day: `FICHE_INCONNUE` is an error for each cited sheet it lacks
 */
export function check(
  c: Catalogue,
  o: { le: string; snapshot?: Snapshot },
): { erreurs: Constat[]; avertissements: Constat[] } {
  const today = toDay(o.le);
  if (today === undefined) {
    const phrase = 'Le jour de la vérification n’existe pas.';
    return { erreurs: [{ code: 'DATE_INVALIDE', phrase, path: ['le'] }], avertissements: [] };
  }
  const { erreurs, avertissements } = findRenvoisMorts(c);
  const known = o.snapshot === undefined ? undefined : new Set(o.snapshot.fiches.map((f) => f.id));
  for (const [i, d] of c.demarches.entries()) {
    if (known !== undefined) erreurs.push(...findFichesInconnues(d, i, known));
    for (const { champ, verifieLe } of listChecked(d)) {
      const day = toDay(verifieLe);
      const constat = judge(day === undefined ? undefined : today - day);
      if (constat === undefined) continue;
      (constat.code === 'PERIME_180' ? avertissements : erreurs).push({
        ...constat,
        path: ['demarches', i, champ],
      });
    }
    for (const champ of listManques(d)) {
      const phrase = 'Pas encore écrit, ou sans source.';
      avertissements.push({ code: 'INCOMPLET', phrase, path: ['demarches', i, ...champ.split('.')] });
    }
    for (const champ of listAConfirmer(d)) {
      avertissements.push({
        code: 'A_CONFIRMER',
        phrase: 'Fait à confirmer.',
        path: ['demarches', i, champ],
      });
    }
  }
  return { erreurs, avertissements };
}
