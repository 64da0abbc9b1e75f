import {
  listIds,
  type ActeEtat,
  type EtatMandat,
  type Fin,
  type ItemEtat,
  type Marque,
  type Retrait,
} from './etat.ts';
import type { Evenement, EvenementDe } from './evenement.ts';
import { findFin } from './fin.ts';
import { qualifyActes } from './qualification.ts';

const TOUJOURS = '9999-12-31T23:59:59.999Z';

/**
 * One step of the fold. An event already folded changes nothing; facts recorded late take their place by `faitLe`.
 * @throws TypeError when the event belongs to another mandate, or nothing was prepared
 */
export function evolve(etat: EtatMandat | null, evenement: Evenement): EtatMandat {
  if (etat === null) {
    if (evenement.type !== 'MandatPrepare')
      throw new TypeError('The first event of a mandate is MandatPrepare');
    return begin(evenement);
  }
  if (evenement.mandatId !== etat.id) throw new TypeError('This event belongs to another mandate');
  const commande = toCommandeId(evenement.id);
  const connus = listIds(etat, commande);
  if (connus.includes(evenement.id)) return etat;
  return {
    ...apply(etat, evenement),
    version: etat.version + 1,
    commandes: { ...etat.commandes, [commande]: [...connus, evenement.id].sort() },
  };
}

/** Id of the command that gave this event. */
function toCommandeId(evenementId: string): string {
  return evenementId.slice(0, evenementId.lastIndexOf('/'));
}

function toMarque(evenement: Evenement): Marque {
  return { evenementId: evenement.id, faitLe: evenement.faitLe, connuLe: evenement.connuLe };
}

function begin(evenement: EvenementDe<'MandatPrepare'>): EtatMandat {
  const { items, ...donnees } = evenement.donnees;
  return {
    v: 1,
    id: evenement.mandatId,
    version: 1,
    ...donnees,
    items: items.map((item) => ({ ...item, retraits: [] })),
    preparation: toMarque(evenement),
    preuves: [],
    fins: [],
    actes: [],
    relectures: [],
    commandes: { [toCommandeId(evenement.id)]: [evenement.id] },
  };
}

function apply(etat: EtatMandat, evenement: Evenement): EtatMandat {
  const marque = toMarque(evenement);
  switch (evenement.type) {
    case 'MandatPrepare':
    case 'ActeRefuse':
      return etat;
    case 'CapaciteDeclaree':
      if (isDepassee(marque, etat.capacite)) return etat;
      return {
        ...etat,
        mandant: { ...etat.mandant, capacite: evenement.donnees.capacite },
        capacite: marque,
      };
    case 'NoticePresentee':
      if (isDepassee(marque, etat.notice)) return etat;
      return { ...etat, notice: { ...evenement.donnees.notice, ...marque } };
    case 'LectureFaite':
      if (isDepassee(marque, etat.lecture)) return etat;
      return { ...etat, lecture: { ...evenement.donnees, ...marque } };
    case 'ConsentementDonne': {
      if (!isPremiere(marque, etat.consentement)) return etat;
      const { recueil, periode, ...signe } = evenement.donnees;
      return qualifyActes({ ...etat, recueil, periode, consentement: { ...signe, ...marque } });
    }
    case 'ConsentementRefuse':
      return withFin(etat, { ...marque, statut: 'refuse' });
    case 'MandatAccepte':
      if (!isPremiere(marque, etat.acceptation)) return etat;
      return { ...etat, acceptation: { ...evenement.donnees, ...marque } };
    case 'ExemplaireRemis':
      return isPremiere(marque, etat.exemplaire)
        ? { ...etat, exemplaire: { ...evenement.donnees, ...marque } }
        : etat;
    case 'PreuveVersee':
      return { ...etat, preuves: insert(etat.preuves, { ...evenement.donnees.preuve, ...marque }) };
    case 'MandatRevoque':
      return withFin(etat, { ...marque, ...evenement.donnees, statut: 'revoque' });
    case 'MandatAnnule':
      return withFin(etat, { ...marque, ...evenement.donnees, statut: 'annule' });
    case 'PerimetreRetire': {
      const { itemId, actes, ...demande } = evenement.donnees;
      const fin: Fin = { ...marque, ...demande, statut: 'revoque' };
      const retrait: Retrait = actes === undefined ? { fin } : { fin, actes };
      return withRetraits(etat, (item) => (item.id === itemId ? [retrait] : []));
    }
    case 'MandatRemplace': {
      const fin: Fin = { ...marque, statut: 'remplace' };
      const retraits = evenement.donnees.paires.map(({ demarcheId, actes }) => ({
        fin,
        actes,
        demarcheIds: [demarcheId],
      }));
      return withRetraits(etat, () => retraits);
    }
    case 'RelectureFaite':
      return { ...etat, relectures: insert(etat.relectures, { ...evenement.donnees, ...marque }) };
    case 'ActeEffectue': {
      const acte: ActeEtat = { ...evenement.donnees, ...marque, qualification: 'regulier' };
      return qualifyActes({ ...etat, actes: insert(etat.actes, acte) });
    }
  }
}

function withFin(etat: EtatMandat, fin: Fin): EtatMandat {
  const suivant = { ...etat, fins: insert(etat.fins, fin) };
  return qualifyActes({ ...suivant, fin: findFin(suivant, { instant: TOUJOURS }) });
}

function withRetraits(etat: EtatMandat, toRetraits: (item: ItemEtat) => Retrait[]): EtatMandat {
  const items = etat.items.map((item) => {
    const nouveaux = toRetraits(item);
    if (nouveaux.length === 0) return item;
    const retraits = [...item.retraits, ...nouveaux].sort((a, b) => compareMarques(a.fin, b.fin));
    const entier = retraits.find((r) => r.actes === undefined && r.demarcheIds === undefined);
    return entier === undefined ? { ...item, retraits } : { ...item, retraits, fin: entier.fin };
  });
  return qualifyActes({ ...etat, items });
}

function insert<T extends Marque>(liste: readonly T[], element: T): T[] {
  return [...liste, element].sort(compareMarques);
}

/** What is said again corrects what was said before; told late, it does not undo what was said since. */
function isDepassee(marque: Marque, connue: Marque | undefined): boolean {
  if (connue === undefined) return false;
  if (marque.faitLe !== connue.faitLe) return marque.faitLe < connue.faitLe;
  return marque.connuLe < connue.connuLe;
}

/** What happens once keeps its first time, whatever the order of arrival. */
function isPremiere(marque: Marque, connue: Marque | undefined): boolean {
  return connue === undefined || compareMarques(marque, connue) < 0;
}

function compareMarques(a: Marque, b: Marque): number {
  const [x, y] = a.faitLe === b.faitLe ? [a.evenementId, b.evenementId] : [a.faitLe, b.faitLe];
  return x < y ? -1 : x > y ? 1 : 0;
}
