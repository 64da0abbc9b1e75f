import type { Cadre, Fait, Suite } from '../modele/suite.ts';
import type { EtatMandat } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import { toMotif, type Motif } from '../modele/motif.ts';
import { examineItem } from './permission.ts';
import { findDemarche } from '../modele/portee.ts';
import { isAccepte, toStatut } from '../histoire/vue.ts';

const inconnu = toMotif('commande_invalide', {
  path: ['donnees', 'itemId'],
  phrase: 'Cette ligne n’est pas dans le mandat.',
});

/** The summary was read to the person, who agreed, before sending. */
export function readBack(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'Relire'>): Suite {
  const item = etat.items.find((i) => i.id === donnees.itemId);
  const motifs: Motif[] = [];
  if (item === undefined) motifs.push(inconnu);
  else if (findDemarche(item, donnees.demarcheId) === undefined) {
    motifs.push(toMotif('hors_demarche', { itemId: item.id }));
  }
  if (toStatut(etat, { instant: faitLe }) !== 'actif') {
    motifs.push(toMotif('transition_interdite', { phrase: 'Le mandat n’est pas actif à cette date.' }));
  }
  return motifs.length > 0 ? { motifs } : { faits: [{ type: 'RelectureFaite', donnees }] };
}

/**
 * An act done, or tried: outside the permission, the refusal itself is history (`ActeRefuse` with its motifs);
 * recognised as out of scope, the act is kept so, to be ratified. It is judged on what was recorded at its time.
 */
export function performActe(etat: EtatMandat, commande: CommandeDe<'EffectuerActe'>, cadre: Cadre): Suite {
  const { donnees, faitLe, acteur } = commande;
  const item = etat.items.find((i) => i.id === donnees.itemId);
  const motifs = [...(item === undefined ? [inconnu] : []), ...checkPresence(donnees)];
  if (item === undefined || motifs.length > 0) return { motifs };

  const habilitations = cadre.contexte.habilitations.filter((h) => h.ecrivainRef === acteur.ref);
  const essais = (habilitations.length === 0 ? [undefined] : habilitations).map((habilitation) =>
    examineItem(etat, item, {
      instant: faitLe,
      connuA: faitLe,
      demarcheId: donnees.demarcheId,
      acte: donnees.acte,
      mode: donnees.mode,
      habilitation,
      interventionRef: donnees.interventionRef,
      relectureId: donnees.relectureId,
      assistance: donnees.assistance,
      mandats: cadre.contexte.mandatsDuMandant,
      politique: cadre.politique,
    }),
  );
  const refus = essais.reduce((a, b) => (b.length < a.length ? b : a));
  return { faits: [toFait(etat, commande, refus)] };
}

function toFait(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'EffectuerActe'>, refus: Motif[]): Fait {
  const { horsPerimetreReconnu, ...acte } = donnees;
  if (refus.length === 0) return { type: 'ActeEffectue', donnees: acte };
  if (horsPerimetreReconnu === true && isAccepte(etat, { instant: faitLe })) {
    return { type: 'ActeEffectue', donnees: { ...acte, horsPerimetreReconnu } };
  }
  return { type: 'ActeRefuse', donnees: { ...donnees, motifs: refus } };
}

function checkPresence(donnees: CommandeDe<'EffectuerActe'>['donnees']): Motif[] {
  const dite =
    donnees.mode === 'faire_a_la_place_present'
      ? true
      : donnees.mode === 'faire_a_la_place_absent'
        ? false
        : null;
  return dite === null || dite === donnees.presenceMandant
    ? []
    : [toMotif('mode_incoherent', { path: ['donnees', 'presenceMandant'] })];
}
