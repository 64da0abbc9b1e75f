import { toCanonique } from '../registre/canonique.ts';
import { parseEvenement, type Evenement } from '../modele/evenement.ts';
import { refuser, toMotif, type Motif, type Resultat } from '../modele/motif.ts';

/**
 * Reads a whole stored journal, and names the first event that cannot be trusted: every motif carries its `index`
 * (from 0) and, when it can be read, the id of the event in its sentence. Nothing is skipped, mended or guessed.
 * @param journal one JSON event a line (JSONL, with or without a last line feed), or the array of parsed events; the
 *   events of several mandates may be mixed
 * @returns `chaine_tronquee`: the last line is cut short, or a mandate has lost its preparation; `chaine_rompue`: two
 *   different events bear one id, or a mandate is prepared twice; `commande_invalide`: not JSON, the same event twice, or a malformed one (with the
 *   path of each mistake); `version_inconnue`: a later version wrote it
 */
export function parseJournal(journal: string | readonly unknown[]): Resultat<Evenement[]> {
  const lus = typeof journal === 'string' ? parseLignes(journal) : { evenements: journal };
  const evenements: Evenement[] = [];
  const parId = new Map<string, Evenement>();
  const prepares = new Set<string>();
  for (const [index, json] of lus.evenements.entries()) {
    const lu = parseEvenement(json);
    if (!lu.ok) return refuser(...lu.motifs.map((motif) => locate(motif, index, json)));
    const deja = parId.get(lu.value.id);
    if (deja !== undefined) return refuser(locate(toDoublon(deja, lu.value), index, json));
    if (lu.value.type === 'MandatPrepare' && prepares.has(lu.value.mandatId)) {
      return refuser(locate(toMotif('chaine_rompue', { phrase: PREPARE_DEUX_FOIS }), index, json));
    }
    if (lu.value.type === 'MandatPrepare') prepares.add(lu.value.mandatId);
    parId.set(lu.value.id, lu.value);
    evenements.push(lu.value);
  }
  if (lus.motif !== undefined) return refuser(lus.motif);
  const orphelin = findOrphelin(evenements);
  return orphelin === undefined ? { ok: true, value: evenements } : refuser(orphelin);
}

/** The second one could widen what the person signed. */
const PREPARE_DEUX_FOIS = 'Ce mandat est préparé deux fois : une des préparations n’est pas la sienne.';

interface Lignes {
  evenements: readonly unknown[];
  /** Why the reading stopped there: what comes before is still checked first. */
  motif?: Motif;
}

function parseLignes(texte: string): Lignes {
  const lignes = texte.replace(/^\uFEFF/, '').split('\n');
  if (lignes.at(-1)?.trim() === '') lignes.pop();
  const evenements: unknown[] = [];
  for (const [index, ligne] of lignes.entries()) {
    try {
      evenements.push(JSON.parse(ligne));
    } catch (erreur) {
      if (!(erreur instanceof SyntaxError)) throw erreur;
      const coupee = index === lignes.length - 1 && ligne.trimStart().startsWith('{');
      const motif = coupee
        ? toMotif('chaine_tronquee', { phrase: 'La dernière ligne du journal est coupée.' })
        : toMotif('commande_invalide', { phrase: 'Cette ligne du journal n’est pas du JSON.' });
      return { evenements, motif: locate(motif, index, undefined) };
    }
  }
  return { evenements };
}

function toDoublon(deja: Evenement, encore: Evenement): Motif {
  const [a, b] = [toCanonique(deja), toCanonique(encore)];
  return a.ok && b.ok && a.value === b.value
    ? toMotif('commande_invalide', { phrase: 'Cet événement figure deux fois dans le journal.' })
    : toMotif('chaine_rompue', { phrase: 'Deux événements différents portent le même identifiant.' });
}

/** A mandate without its preparation cannot be folded: the beginning of its history is missing. */
function findOrphelin(evenements: readonly Evenement[]): Motif | undefined {
  const prepares = new Set(evenements.filter((e) => e.type === 'MandatPrepare').map((e) => e.mandatId));
  const index = evenements.findIndex((e) => !prepares.has(e.mandatId));
  if (index === -1) return undefined;
  const phrase = 'La préparation de ce mandat n’est pas dans le journal : il manque le début.';
  return locate(toMotif('chaine_tronquee', { phrase }), index, evenements[index]);
}

/** An id is pseudonymous by its shape; anything else is not repeated. */
const ID = /^[A-Za-z0-9][\w.:/-]{0,99}\/\d+$/;

function locate(motif: Motif, index: number, json: unknown): Motif {
  const id = typeof json === 'object' && json !== null && 'id' in json ? json.id : undefined;
  const nom = typeof id === 'string' && ID.test(id) ? ` (${id})` : '';
  return { ...motif, index, phrase: `Événement n° ${index + 1}${nom} : ${motif.phrase}` };
}
