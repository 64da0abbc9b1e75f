import type { EtatMandat, Fin, ItemEtat, Retrait } from '../modele/etat.ts';
import type { EvenementDe } from '../modele/evenement.ts';
import { findFinDite } from './fin.ts';
import { compareMarques, insert, toMarque } from './pli.ts';
import { listPaires, toDemarches } from '../modele/portee.ts';
import { toEffet } from '../modele/preavis.ts';
import { toCauseDeProtection } from '../regles/signalement.ts';
import { toDebutDuJour } from '../modele/temps.ts';

type EvenementDeFin = EvenementDe<
  | 'ConsentementRefuse'
  | 'MandatRevoque'
  | 'MandatAnnule'
  | 'MandataireARenonce'
  | 'DecesSignale'
  | 'ProtectionSignalee'
  | 'StructureDissoute'
  | 'PerimetreRetire'
  | 'MandatRemplace'
  | 'MandatSuspendu'
  | 'MandatRepris'
>;

const TOUJOURS = '9999-12-31T23:59:59.999Z';

/** Folds what closes a mandate, a part of it, or pauses it; an end bears the instant of its effect as `faitLe`. */
export function foldFin(etat: EtatMandat, evenement: EvenementDeFin): EtatMandat {
  const marque = toMarque(evenement);
  const { zone } = etat.structure;
  switch (evenement.type) {
    case 'ConsentementRefuse':
      return withFin(etat, { ...marque, statut: 'refuse' });
    case 'MandatRevoque':
      return withFin(etat, { ...marque, ...evenement.donnees, statut: 'revoque' });
    case 'MandatAnnule':
      return withFin(etat, { ...marque, ...evenement.donnees, statut: 'annule' });
    case 'MandataireARenonce': {
      const { motifCode, preavisJours } = evenement.donnees;
      const faitLe = toEffet(marque.faitLe, preavisJours, zone);
      return withFin(etat, { ...marque, faitLe, statut: 'renonce', motifCode });
    }
    case 'DecesSignale': {
      const faitLe = toDebutDuJour(evenement.donnees.le, zone);
      return withFin(etat, { ...marque, faitLe, statut: 'caduc', cause: 'deces' });
    }
    case 'ProtectionSignalee': {
      const depuis = { ...marque, faitLe: toDebutDuJour(evenement.donnees.jugementLe, zone) };
      const protege = {
        ...etat,
        protections: insert(etat.protections, { ...evenement.donnees, ...depuis }),
      };
      const cause = toCauseDeProtection(evenement.donnees.capacite, etat.constituant.kind);
      return cause === undefined ? protege : withFin(protege, { ...depuis, statut: 'caduc', cause });
    }
    case 'StructureDissoute':
      return withFin(etat, { ...marque, statut: 'caduc', cause: evenement.donnees.cause });
    case 'PerimetreRetire': {
      const { itemId, actes, ...demande } = evenement.donnees;
      const fin: Fin = { ...marque, ...demande, statut: 'revoque' };
      const retrait: Retrait = actes === undefined ? { fin } : { fin, actes };
      const visees = etat.items
        .filter((item) => item.id === itemId)
        .flatMap(listPaires)
        .filter(({ acte }) => actes === undefined || actes.includes(acte));
      return withRetraits(etat, (item) =>
        item.id === itemId ? [retrait] : listCommuns(item, visees).map((commun) => ({ ...commun, fin })),
      );
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
    case 'MandatSuspendu':
    case 'MandatRepris': {
      const sens = evenement.type === 'MandatSuspendu' ? 'suspendu' : 'repris';
      const suspension = { ...marque, sens, motifCode: evenement.donnees.motifCode } as const;
      return { ...etat, suspensions: insert(etat.suspensions, suspension) };
    }
  }
}

/** What another line says again: the person took an act back, whichever line names it. */
function listCommuns(item: ItemEtat, visees: ReturnType<typeof listPaires>): Omit<Retrait, 'fin'>[] {
  return toDemarches(item.portee).flatMap(({ id }) => {
    const actes = visees.flatMap(({ demarcheId, acte }) =>
      demarcheId === id && item.actes.includes(acte) ? [acte] : [],
    );
    return actes.length === 0 ? [] : [{ actes, demarcheIds: [id] }];
  });
}

function withFin(etat: EtatMandat, fin: Fin): EtatMandat {
  const suivant = { ...etat, fins: insert(etat.fins, fin) };
  return { ...suivant, fin: findFinDite(suivant, { instant: TOUJOURS }) };
}

function withRetraits(etat: EtatMandat, toRetraits: (item: ItemEtat) => Retrait[]): EtatMandat {
  const items = etat.items.map((item) => {
    const nouveaux = toRetraits(item);
    if (nouveaux.length === 0) return item;
    const retraits = [...item.retraits, ...nouveaux].sort((a, b) => compareMarques(a.fin, b.fin));
    const entier = retraits.find((r) => r.actes === undefined && r.demarcheIds === undefined);
    return entier === undefined ? { ...item, retraits } : { ...item, retraits, fin: entier.fin };
  });
  return { ...etat, items };
}
