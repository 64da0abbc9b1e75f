import type { Fait } from './suite.ts';
import type { EtatMandat, ItemEtat } from './etat.ts';
import { findFinDePaire, findFinDItem } from './fin.ts';
import type { Acte } from './nomenclatures.ts';
import { listPaires } from './portee.ts';
import type { Instant } from './temps.ts';
import { toStatut } from './vue.ts';

/**
 * A newer accepted mandate of the same person and structure replaces, pair by pair, each (démarche, act) it shares
 * with an older one: never two active for one pair. Mandates of other structures are left alone.
 */
export function listRemplacements(
  nouveau: EtatMandat,
  instant: Instant,
  mandats: readonly EtatMandat[],
): Fait[] {
  const accordees = new Set(nouveau.items.flatMap(listPaires).map(toCle));
  return mandats.flatMap((ancien): Fait[] => {
    if (ancien.id === nouveau.id || ancien.mandant.ref !== nouveau.mandant.ref) return [];
    if (ancien.structure.id !== nouveau.structure.id) return [];
    if (toStatut(ancien, { instant }) !== 'actif') return [];
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
