import { listIds, type EtatMandat } from '../modele/etat.ts';
import { compareEvenements, toCommandeId, type Evenement, type EvenementDe } from '../modele/evenement.ts';
import { foldActe } from './pli-actes.ts';
import { foldEchange } from './pli-echanges.ts';
import { foldFin } from './pli-fins.ts';
import { foldFormation } from './pli-formation.ts';
import { toMarque } from './pli.ts';
import { qualifyActes } from './qualification.ts';

/**
 * One step of the fold. An event already folded changes nothing; facts recorded late take their place by `faitLe`.
 * @throws TypeError when the event belongs to another mandate, nothing was prepared, or another preparation came before
 */
export function evolve(etat: EtatMandat | null, evenement: Evenement): EtatMandat {
  if (etat === null) {
    if (evenement.type !== 'MandatPrepare')
      throw new TypeError('The first event of a mandate is MandatPrepare');
    return { ...begin(evenement), commandes: { [toCommandeId(evenement.id)]: [evenement.id] } };
  }
  requireMemeMandat(etat, evenement);
  const commande = toCommandeId(evenement.id);
  const connus = listIds(etat, commande);
  if (connus.includes(evenement.id)) return etat;
  refuseSecondePreparation(evenement);
  return qualifyActes({
    ...apply(etat, evenement),
    version: etat.version + 1,
    commandes: { ...etat.commandes, [commande]: [...connus, evenement.id].sort() },
  });
}

/**
 * State of a mandate from its events, in any order; `null` when nothing was prepared. The same as `evolve` event
 * after event, but what is computed from the whole (ids, acts) is computed once.
 * @throws TypeError when an event belongs to another mandate, or two different events prepare it
 */
export function fold(evenements: readonly Evenement[]): EtatMandat | null {
  const tries = [...evenements].sort(compareEvenements);
  const premier = tries.find((e) => e.type === 'MandatPrepare');
  if (premier === undefined) return null;
  let etat = begin(premier);
  const ids = new Map<string, string[]>();
  const vus = new Set<string>();
  for (const e of tries) {
    if (vus.has(e.id)) continue;
    vus.add(e.id);
    requireMemeMandat(etat, e);
    const commande = toCommandeId(e.id);
    ids.set(commande, [...(ids.get(commande) ?? []), e.id]);
    if (e === premier) continue;
    refuseSecondePreparation(e);
    etat = apply(etat, e);
  }
  for (const liste of ids.values()) liste.sort();
  return qualifyActes({ ...etat, version: vus.size, commandes: Object.fromEntries(ids) });
}

function requireMemeMandat(etat: EtatMandat, evenement: Evenement): void {
  if (evenement.mandatId !== etat.id) throw new TypeError('This event belongs to another mandate');
}

/** Whichever of two came first would widen or narrow what the person signed: nobody may choose. */
function refuseSecondePreparation({ type }: Evenement): void {
  if (type === 'MandatPrepare') throw new TypeError('This mandate is prepared twice');
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
    codesRevocation: [],
    preuves: [],
    fins: [],
    suspensions: [],
    protections: [],
    actes: [],
    relectures: [],
    ratifications: [],
    comptes: [],
    comptesRendus: [],
    demandesSms: [],
    codes: [],
    rappels: [],
    rectifications: [],
    effacements: [],
    commandes: {},
  };
}

/** The facts of one event put in their place; how the acts stand is told once all facts are there. */
function apply(etat: EtatMandat, evenement: Evenement): EtatMandat {
  switch (evenement.type) {
    case 'MandatPrepare':
    case 'ActeRefuse':
      return etat;
    case 'CapaciteDeclaree':
    case 'NoticePresentee':
    case 'LectureFaite':
    case 'ConsentementDonne':
    case 'MandatAccepte':
    case 'ExemplaireRemis':
    case 'PreuveVersee':
    case 'OralRegularise':
      return foldFormation(etat, evenement);
    case 'ConsentementRefuse':
    case 'MandatRevoque':
    case 'MandatAnnule':
    case 'MandataireARenonce':
    case 'DecesSignale':
    case 'ProtectionSignalee':
    case 'StructureDissoute':
    case 'PerimetreRetire':
    case 'MandatRemplace':
    case 'MandatSuspendu':
    case 'MandatRepris':
      return foldFin(etat, evenement);
    case 'RelectureFaite':
    case 'ActeEffectue':
    case 'ActeRatifie':
    case 'CompteCreeEtRemis':
    case 'CompteRenduRemis':
      return foldActe(etat, evenement);
    case 'DemandeEnvoyee':
    case 'ReponseRecue':
    case 'CodeTiersEmis':
    case 'CodeTiersConsulte':
    case 'CodeTiersRevoque':
    case 'EcheanceRappelee':
    case 'ErreurRectifiee':
    case 'DonneesEffacees':
      return foldEchange(etat, evenement);
  }
}
