import { findCaducite, isOral } from './caducite.ts';
import { checkAssistance, toCapacite } from '../regles/capacite.ts';
import { checkRatifiant } from '../regles/ratification.ts';
import type { ActeEtat, EtatMandat, ItemEtat, Marque } from '../modele/etat.ts';
import { isFinal, isSuspendu, type Regard } from './fin.ts';
import { isEchue } from '../modele/periode.ts';
import { findDemarche, isExclu } from '../modele/portee.ts';
import type { QualificationActe } from '../modele/nomenclatures.ts';

/**
 * Says of every act how it stands, everything recorded being known: done after an end or during a suspension that
 * nobody knew yet, it stands (C. civ. 2008, to confirm) but is to be examined; done once that was recorded, it is
 * out of scope. What the person ratified stands (C. civ. 1998).
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
  const constat = judge(etat, acte);
  if (constat === 'regulier') return constat;
  const ratifie = etat.ratifications.some(
    (r) =>
      r.acteId === acte.evenementId &&
      r.faitLe >= acte.faitLe &&
      checkRatifiant(etat, acte, r.faitLe).length === 0,
  );
  return ratifie ? 'ratifie' : constat;
}

function judge(etat: EtatMandat, acte: ActeEtat): QualificationActe {
  const toutSu = { instant: acte.faitLe };
  if (acte.horsPerimetreReconnu === true) return 'hors_perimetre';
  if (isEchue(etat.periode, acte.faitLe)) return 'hors_perimetre';
  if (findCaducite(etat, toutSu) !== undefined || isHorsOral(etat, acte)) return 'hors_perimetre';
  const alors = { instant: acte.faitLe, connuA: acte.faitLe };
  const item = etat.items.find((i) => i.id === acte.itemId);
  const debut = etat.acceptation?.faitLe;
  if (debut === undefined || acte.faitLe < debut || !isAccorde(item, acte)) return 'hors_perimetre';
  const passees = listFins(etat, item, acte).filter((fin) => fin.faitLe <= acte.faitLe);
  if (passees.some((fin) => fin.connuLe <= acte.faitLe)) return 'hors_perimetre';
  const ferme = isFerme(etat, acte, toutSu);
  if (ferme && isFerme(etat, acte, alors)) return 'hors_perimetre';
  return ferme || passees.length > 0 ? 'fait_dans_l_ignorance' : 'regulier';
}

/** Whether the line granted this act at all: a history may come from elsewhere than `decide`. */
function isAccorde(item: ItemEtat | undefined, { demarcheId, acte }: ActeEtat): boolean {
  return (
    item?.actes.includes(acte) === true &&
    findDemarche(item, demarcheId) !== undefined &&
    !isExclu(item, demarcheId, acte)
  );
}

/** Closed without being ended: by a suspension, or by a curatelle told during the mandate. */
function isFerme(etat: EtatMandat, acte: ActeEtat, regard: Regard): boolean {
  if (isSuspendu(etat, regard)) return true;
  if (etat.protections.length === 0) return false;
  const q = { acte: acte.acte, constituant: etat.constituant.kind, assistance: acte.assistance };
  return checkAssistance(toCapacite(etat, regard), q, 'administration').length > 0;
}

/** Beyond what a spoken consent opens, while it was not in writing. */
function isHorsOral(etat: EtatMandat, acte: ActeEtat): boolean {
  const oral = etat.consentement?.oral;
  return oral !== undefined && !oral.actes.includes(acte.acte) && isOral(etat, { instant: acte.faitLe });
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
