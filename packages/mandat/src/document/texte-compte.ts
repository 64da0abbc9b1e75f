import { date, type BlocTexte } from './ast.ts';
import type { ActeEtat, EtatMandat } from '../modele/etat.ts';
import { toFrancais, toLibelleActe, toNomDemarche } from './libelles.ts';
import { compose, typographier } from './message.ts';
import type { NiveauDocument } from '../modele/nomenclatures.ts';
import { definitions, entree, phrase, texte, titreDe, type Partie } from './parties.ts';
import { findDemarche } from '../modele/portee.ts';
import type { Redaction } from './redaction.ts';
import { toDateCivile } from '../modele/temps.ts';
import { writeParties } from './texte-arret.ts';
import type { Textes } from './textes/fr.ts';

/** The account that the mandataire owes (C. civ. 1993): each act, its result, what it is under the mandate. */
export function writeCompteRendu(r: Redaction, etat: EtatMandat, niveau: NiveauDocument): Partie[] {
  const hors = etat.actes.some((acte) => acte.qualification === 'hors_perimetre');
  return [
    (t) => [phrase(t, etat.actes.length === 0 ? t.compte.aucun : t.compte.intro)],
    (t) => [writeParties(t, r)],
    ...etat.actes.map(
      (acte): Partie =>
        (t) =>
          writeActe(t, acte, etat, niveau),
    ),
    (t) => writeComptes(t, etat),
    (t) => [...(hors ? [phrase(t, t.compte.horsMandat)] : []), phrase(t, t.compte.questions)],
    ...(niveau === 'complet'
      ? [(t: Textes) => [phrase(t, t.compte.droit), ...(hors ? [phrase(t, t.compte.droitHors)] : [])]]
      : []),
  ];
}

function writeActe(t: Textes, acte: ActeEtat, etat: EtatMandat, niveau: NiveauDocument): BlocTexte[] {
  const { zone } = etat.structure;
  const lu = (valeur: string) => [texte(typographier(t, valeur))];
  return [
    { kind: 'titre', niveau: 2, contenu: [toNom(etat, acte.demarcheId)] },
    definitions(
      entree(t, t.compte.acte, [texte(toLibelleActe(t, acte.acte, niveau))]),
      entree(t, t.compte.quand, [date(toDateCivile(acte.faitLe, zone))]),
      entree(t, t.compte.resultat, lu(t.resultats[acte.resultat])),
      entree(t, t.compte.comment, lu(t.canaux[acte.canal])),
      ...(acte.recepisse4 === undefined
        ? []
        : [entree(t, t.compte.recu, [{ kind: 'code', texte: acte.recepisse4 }])]),
      entree(t, t.compte.mandat, lu(t.qualifications[acte.qualification])),
    ),
  ];
}

function writeComptes(t: Textes, etat: EtatMandat): BlocTexte[] {
  if (etat.comptes.length === 0) return [];
  const { zone } = etat.structure;
  const entrees = etat.comptes.map(({ nature, demarcheId, faitLe }) => ({
    terme: [toNom(etat, demarcheId)],
    valeurs: [
      compose(t, nature === 'compte' ? t.compte.compteEnLigne : t.compte.messagerie, {
        date: date(toDateCivile(faitLe, zone)),
      }),
    ],
  }));
  return [titreDe(t, 2, t.compte.comptes), { kind: 'definitions', entrees }];
}

/** Name of a démarche of the mandate; its reference for an act outside it. */
export function toNom(etat: EtatMandat, demarcheId: string) {
  const demarche = etat.items
    .map((item) => findDemarche(item, demarcheId))
    .find((trouvee) => trouvee !== undefined);
  return demarche === undefined ? toFrancais(demarcheId) : toNomDemarche(demarche);
}
