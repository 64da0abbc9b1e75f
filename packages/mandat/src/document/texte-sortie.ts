import { date, liste, type BlocTexte } from './ast.ts';
import type { EtatMandat } from '../modele/etat.ts';
import { toFrancais, toLibelleActe } from './libelles.ts';
import { compose, typographier } from './message.ts';
import type { NiveauDocument } from '../modele/nomenclatures.ts';
import { phrase, puces, texte, titreDe, type Partie } from './parties.ts';
import type { Redaction } from './redaction.ts';
import { toSituation, type Situation } from './restes.ts';
import { toDateCivile, type Instant } from '../modele/temps.ts';
import { writeRestes } from './texte-arret.ts';
import { toNom } from './texte-compte.ts';
import { writeMandant } from './texte-complet.ts';
import type { Textes } from './textes/fr.ts';

/** The sheet to take away: what was done, what remains, until when, how to stop, who to call. */
export function writeFicheDeSortie(
  r: Redaction,
  etat: EtatMandat,
  niveau: NiveauDocument,
  instant: Instant | undefined,
): Partie[] {
  const situation = toSituation(etat, instant);
  const ouvert = situation.fin === undefined && !situation.expire;
  return [
    (t) => [{ kind: 'paragraphe', contenu: writeMandant(t, r) }, phrase(t, t.sortie.garder)],
    (t) => writeFait(t, etat),
    (t) => writeReste(t, situation, niveau),
    (t) => [titreDe(t, 2, t.sortie.duree), writeDuree(t, r, situation)],
    ...(ouvert
      ? [
          (t: Textes) => {
            const { quand, partie, raison, comment } = t.simple.arret;
            return [titreDe(t, 2, t.sortie.arreter), puces(t, quand, partie, raison, comment)];
          },
        ]
      : []),
    (t) => [
      titreDe(t, 2, t.sortie.appeler),
      liste([[toFrancais(r.structure.libelle, 'fort')], ...r.contact.map((ligne) => [ligne])]),
    ],
  ];
}

function writeFait(t: Textes, etat: EtatMandat): BlocTexte[] {
  const titre = titreDe(t, 2, t.sortie.fait);
  if (etat.actes.length === 0) return [titre, phrase(t, t.sortie.rienFait)];
  const { zone } = etat.structure;
  const ids = [...new Set(etat.actes.map((acte) => acte.demarcheId))];
  return [
    titre,
    ...ids.flatMap((id): BlocTexte[] => [
      { kind: 'titre', niveau: 3, contenu: [toNom(etat, id)] },
      {
        kind: 'definitions',
        entrees: etat.actes
          .filter((acte) => acte.demarcheId === id)
          .map((acte) => ({
            terme: [date(toDateCivile(acte.faitLe, zone))],
            valeurs: [
              [texte(toLibelleActe(t, acte.acte, 'langage_simple'))],
              [texte(typographier(t, t.resultats[acte.resultat]))],
            ],
          })),
      },
    ]),
  ];
}

function writeReste(t: Textes, { restes, pause }: Situation, niveau: NiveauDocument): BlocTexte[] {
  const titre = titreDe(t, 2, t.sortie.reste);
  if (restes.length === 0) return [titre, phrase(t, t.sortie.rienReste)];
  return [titre, ...(pause ? [phrase(t, t.sortie.pause)] : []), ...writeRestes(t, restes, niveau)];
}

function writeDuree(t: Textes, r: Redaction, { fin }: Situation): BlocTexte {
  if (fin !== undefined) {
    const le = date(toDateCivile(fin.faitLe, r.structure.zone));
    return { kind: 'paragraphe', contenu: compose(t, t.sortie.arrete, { date: le }) };
  }
  return r.periode === undefined
    ? phrase(t, t.sortie.pasCommence)
    : phrase(t, t.sortie.fin, { fin: date(r.periode.auInclus) });
}
