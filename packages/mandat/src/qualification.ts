import { findCaducite } from './caducite.ts';
import type { ActeEtat, EtatMandat, ItemEtat, Marque } from './etat.ts';
import { isFinal } from './fin.ts';
import { isEchue } from './periode.ts';
import type { QualificationActe } from './nomenclatures.ts';

/**
 * Says of every act how it stands, everything recorded being known: done after an end that nobody knew yet, it
 * stands (C. civ. 2008, to confirm) but is to be examined; done once the end was recorded, it is out of scope.
 */
export function qualifyActes(etat: EtatMandat): EtatMandat {
  if (etat.actes.length === 0) return etat;
  return { ...etat, actes: etat.actes.map((acte) => ({ ...acte, qualification: qualify(etat, acte) })) };
}

/** Acts to examine: every one that is neither regular nor ratified. */
export function actesAExaminer(etat: EtatMandat): ActeEtat[] {
  return etat.actes.filter((a) => a.qualification !== 'regulier' && a.qualification !== 'ratifie');
}

function qualify(etat: EtatMandat, acte: ActeEtat): QualificationActe {
  if (acte.horsPerimetreReconnu === true) return 'hors_perimetre';
  if (isEchue(etat.periode, acte.faitLe)) return 'hors_perimetre';
  if (findCaducite(etat, { instant: acte.faitLe }) !== undefined) return 'hors_perimetre';
  const item = etat.items.find((i) => i.id === acte.itemId);
  const passees = listFins(etat, item, acte).filter((fin) => fin.faitLe <= acte.faitLe);
  if (passees.some((fin) => fin.connuLe <= acte.faitLe)) return 'hors_perimetre';
  return passees.length > 0 ? 'fait_dans_l_ignorance' : 'regulier';
}

function listFins(etat: EtatMandat, item: ItemEtat | undefined, acte: ActeEtat): Marque[] {
  const fins: Marque[] = [...etat.fins];
  if (item === undefined) return fins;
  for (const { fin, actes, demarcheIds } of item.retraits) {
    if (actes !== undefined && !actes.includes(acte.acte)) continue;
    if (demarcheIds !== undefined && !demarcheIds.includes(acte.demarcheId)) continue;
    fins.push(fin);
  }
  const premier = etat.actes.find((a) => isFinal(item, a));
  if (premier !== undefined && premier.evenementId !== acte.evenementId) fins.push(premier);
  return fins;
}
