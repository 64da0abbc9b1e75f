import type { Cadre, Suite } from '../modele/suite.ts';
import type { EtatMandat } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import type { Item } from '../modele/modele.ts';
import { toMotif, type Motif } from '../modele/motif.ts';
import { checkConstituant as checkCapacite } from './capacite.ts';
import { checkMineur, toMinorite } from './mineur.ts';
import { computePeriode } from '../modele/periode.ts';
import { listPaires, toDemarches } from '../modele/portee.ts';
import { addMois, toDateCivile } from '../modele/temps.ts';
import { toStatut } from '../histoire/vue.ts';

type Preparer = CommandeDe<'PreparerMandat'>;

/** Prepares a draft: what is asked, for how long, by whom. Nothing is granted yet. */
export function prepare(etat: EtatMandat | null, commande: Preparer, { contexte, politique }: Cadre): Suite {
  const { donnees, faitLe } = commande;
  const motifs = [
    ...(etat === null ? [] : checkDejaPrepare(etat, commande)),
    ...checkConstituant(donnees),
    ...checkMineur(donnees, faitLe, politique),
    ...checkItems(donnees.items, politique.perimetresMax),
    ...checkDuree(donnees, faitLe, politique.moisMax),
    ...checkIdentite(commande),
    ...checkRenouvellement(commande, contexte.mandatsDuMandant ?? [], politique.moisRenouvellement),
  ];
  if (motifs.length > 0) return { motifs };
  const prepare = { ...donnees, ...toMinorite(donnees, faitLe, politique), politique: politique.version };
  return { faits: [{ type: 'MandatPrepare', donnees: prepare }] };
}

function checkDejaPrepare(etat: EtatMandat, { donnees }: Preparer): Motif[] {
  const motifs = [toMotif('transition_interdite', { phrase: 'Ce mandat est déjà préparé.' })];
  const accordes = new Set(etat.items.flatMap(toCles));
  const elargi = donnees.items.flatMap(toCles).some((cle) => !accordes.has(cle));
  if (elargi || donnees.structure.id !== etat.structure.id) motifs.push(toMotif('elargissement_interdit'));
  return motifs;
}

function toCles(item: Item): string[] {
  return listPaires(item).map(({ demarcheId, acte }) => `${demarcheId} ${acte}`);
}

/** Whether the grantor can be one; what the measure asks for is checked at the consent, once it is told. */
function checkConstituant({ constituant, mandant }: Preparer['donnees']): Motif[] {
  const { kind, ref } = constituant;
  if (kind === 'mandant') return [];
  if (ref === mandant.ref) {
    const path = ['donnees', 'constituant', 'ref'];
    const phrase = 'La personne ne peut pas être son propre représentant.';
    return [toMotif('commande_invalide', { path, phrase })];
  }
  if (mandant.capacite === 'inconnue' || kind === 'parent') return [];
  return checkCapacite(mandant.capacite, kind, true).filter((m) => m.code === 'commande_invalide');
}

function checkItems(items: readonly Item[], perimetresMax: number): Motif[] {
  const motifs: Motif[] = [];
  const invalide = (rang: number, champ: string, phrase: string) =>
    motifs.push(toMotif('commande_invalide', { path: ['donnees', 'items', rang, champ], phrase }));
  items.forEach((item, rang) => {
    if (items.findIndex((i) => i.id === item.id) !== rang) {
      invalide(rang, 'id', 'Deux lignes du mandat portent le même identifiant.');
    }
    const { portee } = item;
    if (portee.kind === 'perimetre' && portee.demarches.some((d) => d.perimetre !== portee.perimetre)) {
      invalide(rang, 'portee', 'Une démarche n’appartient pas au thème de la ligne.');
    }
    const demarches = toDemarches(portee);
    if (new Set(demarches.map((d) => d.id)).size < demarches.length) {
      invalide(rang, 'portee', 'Une démarche figure deux fois dans la même ligne.');
    }
    if (listPaires(item).length === 0) invalide(rang, 'sauf', 'Les exceptions retirent tout de cette ligne.');
    const final = item.acteFinal ?? 'deposer';
    if (item.uneFois && !listPaires(item).some((p) => p.acte === final)) {
      invalide(rang, 'acteFinal', 'L’acte qui termine la démarche n’est pas dans la ligne.');
    }
  });
  const perimetres = new Set(items.flatMap((i) => toDemarches(i.portee).map((d) => d.perimetre)));
  if (perimetres.size > perimetresMax) {
    motifs.push(toMotif('perimetre_trop_large', { path: ['donnees', 'items'] }));
  }
  return motifs;
}

function checkDuree({ duree, structure }: Preparer['donnees'], faitLe: string, moisMax: number): Motif[] {
  const du = toDateCivile(faitLe, structure.zone);
  const periode = computePeriode(du, duree, structure.zone);
  const trop = !periode.ok || periode.value.auInclus > addMois(du, moisMax);
  return trop ? [toMotif('duree_excessive', { path: ['donnees', 'duree'] })] : [];
}

function checkRenouvellement(commande: Preparer, mandats: readonly EtatMandat[], moisMax: number): Motif[] {
  const { renouvelle, identiteVerifieeLe, structure } = commande.donnees;
  if (renouvelle === undefined) return [];
  const ancien = mandats.find((m) => m.id === renouvelle);
  const statut = ancien === undefined ? null : toStatut(ancien, { instant: commande.faitLe });
  const renouvelable = statut === 'actif' || statut === 'expire';
  const autre = ancien?.mandant.ref !== commande.donnees.mandant.ref || ancien.structure.id !== structure.id;
  if (!renouvelable || autre) {
    return [toMotif('renouvellement_impossible', { path: ['donnees', 'renouvelle'] })];
  }
  const limite = ancien.periode === undefined ? '' : addMois(ancien.periode.auInclus, moisMax);
  const tardif = toDateCivile(commande.faitLe, structure.zone) > limite;
  return tardif && identiteVerifieeLe === undefined
    ? [toMotif('identite_a_verifier', { path: ['donnees', 'identiteVerifieeLe'] })]
    : [];
}

function checkIdentite({ donnees, faitLe }: Preparer): Motif[] {
  const { identiteVerifieeLe, structure } = donnees;
  const futur = identiteVerifieeLe !== undefined && identiteVerifieeLe > toDateCivile(faitLe, structure.zone);
  return futur ? [toMotif('instant_futur', { path: ['donnees', 'identiteVerifieeLe'] })] : [];
}
