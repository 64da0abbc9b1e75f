import type { Fait } from '../modele/suite.ts';
import type { EtatMandat, ItemEtat } from '../modele/etat.ts';
import { compareTexte } from '../modele/evenement.ts';
import { findFinDePaire, findFinDItem, type Regard } from '../histoire/fin.ts';
import type { Acte } from '../modele/nomenclatures.ts';
import { findDemarche, isExclu, listPaires } from '../modele/portee.ts';
import type { Instant } from '../modele/temps.ts';
import { isEnCours } from '../modele/transition.ts';
import { isAccepte, toStatut } from '../histoire/vue.ts';

/**
 * A newer accepted mandate of the same person and structure replaces, pair by pair, each (démarche, act) it shares
 * with an older one: never two active for one pair. Mandates of other structures are left alone.
 */
export function listRemplacements(
  nouveau: EtatMandat,
  instant: Instant,
  mandats: readonly EtatMandat[],
): (Fait & { mandatId: string })[] {
  if (!isEnCours(toStatut(nouveau, { instant }))) return [];
  const accordees = new Set(nouveau.items.flatMap((i) => listOuvertes(nouveau, i, instant)).map(toCle));
  return mandats.flatMap((ancien): (Fait & { mandatId: string })[] => {
    if (ancien.id === nouveau.id || ancien.mandant.ref !== nouveau.mandant.ref) return [];
    if (ancien.structure.id !== nouveau.structure.id) return [];
    if (!isEnCours(toStatut(ancien, { instant }))) return [];
    const communes = ancien.items
      .flatMap((item) => listOuvertes(ancien, item, instant))
      .filter((paire) => accordees.has(toCle(paire)));
    if (communes.length === 0) return [];
    return [
      { type: 'MandatRemplace', mandatId: ancien.id, donnees: { par: nouveau.id, paires: group(communes) } },
    ];
  });
}

/**
 * A mandate entered late gives way, pair by pair, to those accepted after it: each replacement takes effect when the
 * more recent one was accepted.
 * @param tardif with its acceptance
 */
export function listRemplacementsSubis(
  tardif: EtatMandat,
  instant: Instant,
  mandats: readonly EtatMandat[],
): Fait[] {
  return mandats.flatMap((recent): Fait[] => {
    const faitLe = recent.acceptation?.faitLe;
    if (faitLe === undefined || faitLe <= instant) return [];
    return listRemplacements(recent, faitLe, [tardif]).map((fait) => ({ ...fait, faitLe }));
  });
}

/**
 * The mandate accepted later that took this pair over, though no event says so: two devices that did not know of one
 * another accepted at once. The last acceptance wins, by instant then by id, so that all copies agree.
 */
export function findRemplacant(
  etat: EtatMandat,
  paire: Paire,
  mandats: readonly EtatMandat[],
  regard: Regard,
): EtatMandat | undefined {
  return mandats.find(
    (autre) =>
      autre.mandant.ref === etat.mandant.ref &&
      autre.structure.id === etat.structure.id &&
      compareAcceptations(autre, etat) > 0 &&
      isAccepte(autre, regard) &&
      hasPris(autre, paire, regard.connuA),
  );
}

/** Which acceptance wins: the later one; of one instant, by id. A draft comes before all. */
export function compareAcceptations(a: EtatMandat, b: EtatMandat): number {
  return compareTexte(a.acceptation?.faitLe ?? '', b.acceptation?.faitLe ?? '') || compareTexte(a.id, b.id);
}

/** Whether a mandate opened this pair when it was accepted, whatever became of it since. */
function hasPris(etat: EtatMandat, { demarcheId, acte }: Paire, connuA: Instant | undefined): boolean {
  if (etat.acceptation === undefined) return false;
  const regard = { instant: etat.acceptation.faitLe, connuA };
  const visees = etat.items.filter(
    (item) =>
      item.actes.includes(acte) &&
      findDemarche(item, demarcheId) !== undefined &&
      !isExclu(item, demarcheId, acte),
  );
  return (
    isEnCours(toStatut(etat, regard)) &&
    visees.some((item) => findFinDePaire(item, demarcheId, acte, regard) === undefined)
  );
}

interface Paire {
  demarcheId: string;
  acte: Acte;
}

function listOuvertes(etat: EtatMandat, item: ItemEtat, instant: Instant): Paire[] {
  if (findFinDItem(etat, item, { instant }) !== undefined) return [];
  return listPaires(item).filter(
    (p) => findFinDePaire(item, p.demarcheId, p.acte, { instant }) === undefined,
  );
}

function toCle({ demarcheId, acte }: Paire): string {
  return `${demarcheId} ${acte}`;
}

function group(paires: readonly Paire[]): { demarcheId: string; actes: Acte[] }[] {
  const parDemarche = new Map<string, Set<Acte>>();
  for (const { demarcheId, acte } of paires) {
    parDemarche.set(demarcheId, (parDemarche.get(demarcheId) ?? new Set<Acte>()).add(acte));
  }
  return [...parDemarche].map(([demarcheId, actes]) => ({ demarcheId, actes: [...actes] }));
}
