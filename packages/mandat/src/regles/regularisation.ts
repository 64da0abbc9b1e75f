import { isOral } from '../histoire/caducite.ts';
import { checkOctroi } from './consentement.ts';
import type { EtatMandat } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import { toMotif, type Motif } from '../modele/motif.ts';
import { checkRecueil } from './recueil.ts';
import type { Cadre, Suite } from '../modele/suite.ts';
import type { Instant } from '../modele/temps.ts';
import { toStatut } from '../histoire/vue.ts';

/** Puts a spoken consent in writing, before it lapses: from that instant the whole mandate is open. */
export function regularise(etat: EtatMandat, commande: CommandeDe<'RegulariserOral'>, cadre: Cadre): Suite {
  const { donnees, faitLe, acteur } = commande;
  const presents = { acteur, habilitations: cadre.contexte.habilitations };
  const motifs = [
    ...checkMoment(etat, faitLe, cadre.contexte.maintenant),
    ...checkEcrit(donnees.recueil.forme),
    ...checkRecueil(donnees.recueil, etat, presents),
    ...checkOctroi(etat, faitLe).filter((m) => m.code !== 'capacite_inconnue'),
  ];
  return motifs.length > 0 ? { motifs } : { faits: [{ type: 'OralRegularise', donnees }] };
}

function checkMoment(etat: EtatMandat, faitLe: Instant, maintenant: Instant): Motif[] {
  const { consentement } = etat;
  const interdit = (phrase: string) => [toMotif('transition_interdite', { phrase })];
  if (consentement === undefined || consentement.faitLe > faitLe) {
    return interdit('La personne n’a pas encore donné son accord.');
  }
  if (consentement.oral === undefined)
    return interdit('Ce mandat n’est pas oral : rien n’est à régulariser.');
  if (faitLe >= consentement.oral.fin) {
    return interdit('L’accord oral n’a pas été signé à temps : préparez un nouveau mandat.');
  }
  if (maintenant >= consentement.oral.fin) {
    return interdit('La signature arrive après la date limite : préparez un nouveau mandat.');
  }
  if (!isOral(etat, { instant: consentement.oral.fin })) {
    return interdit('L’accord oral est déjà signé.');
  }
  const statut = toStatut(etat, { instant: faitLe });
  return statut === 'presente' || statut === 'actif' || statut === 'suspendu'
    ? []
    : interdit('Ce mandat est terminé : préparez un nouveau mandat.');
}

function checkEcrit(forme: string): Motif[] {
  if (forme !== 'oral_a_regulariser') return [];
  const phrase = 'Pour régulariser, il faut une signature, un nom écrit ou deux témoins.';
  return [toMotif('commande_invalide', { path: ['donnees', 'recueil', 'forme'], phrase })];
}
