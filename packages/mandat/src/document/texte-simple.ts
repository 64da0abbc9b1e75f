import { date, liste, paragraphe, type BlocTexte } from './ast.ts';
import {
  toFrancais,
  toLibelleActe,
  toLibelleException,
  toLibelleGarde,
  toNomDemarche,
  toNomItem,
} from './libelles.ts';
import type { Item } from '../modele/modele.ts';
import { listeDe, phrase, puces, texte, titreDe, toDuree, type Partie } from './parties.ts';
import { listActes, listExceptions, listReserves, toDemarches } from '../modele/portee.ts';
import type { Redaction } from './redaction.ts';
import { writeAccord } from './texte-accord.ts';
import { writeConstituant, writeMandant } from './texte-complet.ts';
import type { Textes } from './textes/fr.ts';

/** The same contract in plain language: one idea a line, twelve words a sentence at most. Not called FALC. */
export function writeSimple(r: Redaction): Partie[] {
  return [
    (t) => [titreDe(t, 2, t.simple.nous.titre), ...writeNous(t, r)],
    (t) => [titreDe(t, 2, t.simple.vous.titre), ...writeVous(t, r)],
    (t) => {
      const { titre, agir, mandat, gratuit } = t.simple.demande;
      return [titreDe(t, 2, titre), phrase(t, agir), phrase(t, mandat), phrase(t, gratuit)];
    },
    ...r.items.map(
      (item): Partie =>
        (t) =>
          writeItem(t, item),
    ),
    (t) => [phrase(t, t.simple.demande.rien)],
    (t) => [
      titreDe(t, 2, t.simple.promesse.titre),
      puces(t, t.simple.promesse.vrai, t.simple.promesse.change),
    ],
    (t) => {
      const { titre, relire, compte, secrets, discretion, usage, voir, corriger } = t.simple.protection;
      return [titreDe(t, 2, titre), puces(t, relire, compte, secrets, discretion, usage, voir, corriger)];
    },
    (t) => [titreDe(t, 2, t.simple.duree.titre), ...writeDuree(t, r)],
    (t) => writeArret(t),
    writeAccord(r, 'langage_simple'),
    (t) => [titreDe(t, 2, t.simple.signatures.titre), ...writeFin(t, r)],
  ];
}

/** How to stop: the same words in the mandate and on the sheet to take away. */
export function writeArret(t: Textes): BlocTexte[] {
  const { titre, quand, partie, raison, comment, encore } = t.simple.arret;
  return [titreDe(t, 2, titre), puces(t, quand, partie, raison, comment, encore)];
}

function writeNous(t: Textes, r: Redaction): BlocTexte[] {
  const { metier, trouver, ecrivains, collegue } = t.simple.nous;
  return [
    paragraphe([toFrancais(r.structure.libelle, 'fort')]),
    phrase(t, metier),
    ...listeDe(
      t,
      trouver,
      r.contact.map((ligne) => [ligne]),
    ),
    ...listeDe(
      t,
      ecrivains,
      r.ecrivains.map((nom) => [nom]),
    ),
    phrase(t, collegue),
  ];
}

function writeVous(t: Textes, r: Redaction): BlocTexte[] {
  const { constituant, curateur } = t.simple.vous;
  const { kind } = r.constituant;
  const tiers =
    kind === 'mandant'
      ? []
      : listeDe(t, kind === 'curateur_assiste' ? curateur : constituant, [writeConstituant(t, r)]);
  return [paragraphe(writeMandant(t, r)), phrase(t, t.capacites.simple[r.capacite]), ...tiers];
}

function writeItem(t: Textes, item: Item): BlocTexte[] {
  const m = t.simple.demande;
  const demarches = toDemarches(item.portee);
  const actes = listActes(item);
  const blocs: BlocTexte[] = [{ kind: 'titre', niveau: 3, contenu: [toNomItem(t, item)] }];
  if (item.portee.kind === 'perimetre') {
    blocs.push(phrase(t, m.seules), liste(demarches.map((d) => [toNomDemarche(d)])));
  }
  const niveau = 'langage_simple';
  blocs.push(
    ...listeDe(
      t,
      m.pouvons,
      actes.map((acte) => [texte(toLibelleActe(t, acte, niveau))]),
    ),
    ...listeDe(
      t,
      m.sauf,
      listExceptions(item).map((e) => toLibelleException(t, item, e, niveau)),
    ),
    ...listeDe(
      t,
      m.gardes,
      listReserves(item).map((p) => toLibelleGarde(t, item, p, niveau)),
    ),
  );
  if (actes.includes('payer') || actes.includes('changer_coordonnees_bancaires')) {
    blocs.push(phrase(t, m.argent));
  }
  if (item.uneFois) blocs.push(phrase(t, m.uneFois));
  return blocs;
}

function writeDuree(t: Textes, r: Redaction): BlocTexte[] {
  const { dure, commence, fin, apres, majorite } = t.simple.duree;
  const duree = phrase(t, dure, { duree: toDuree(t, r.duree) });
  const mineur = r.capacite === 'mineur' ? [phrase(t, majorite)] : [];
  if (r.periode === undefined) return [duree, phrase(t, commence), ...mineur];
  return [duree, phrase(t, fin, { fin: date(r.periode.auInclus) }), phrase(t, apres), ...mineur];
}

function writeFin(t: Textes, r: Redaction): BlocTexte[] {
  const m = t.simple.signatures;
  const quand = r.periode === undefined ? '………………………' : date(r.periode.du);
  return [
    phrase(t, m.reformulation),
    phrase(t, m.francais),
    phrase(t, m.exemplaires),
    ...(r.lieu === undefined ? [] : [phrase(t, m.lieu, { lieu: r.lieu })]),
    phrase(t, m.date, { date: quand }),
  ];
}
