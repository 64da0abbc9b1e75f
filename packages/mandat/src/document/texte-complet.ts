import { date, liste, paragraphe, type BlocTexte, type Inline } from './ast.ts';
import {
  toFrancais,
  toLibelleActe,
  toLibelleException,
  toLibelleGarde,
  toNomDemarche,
  toNomItem,
} from './libelles.ts';
import { compose, typographier } from './message.ts';
import type { Item } from '../modele/modele.ts';
import {
  definitions,
  entree,
  listeDe,
  phrase,
  puces,
  texte,
  titreDe,
  toDuree,
  type Partie,
} from './parties.ts';
import { listActes, listExceptions, listReserves, toDemarches } from '../modele/portee.ts';
import type { Redaction } from './redaction.ts';
import { writeAccord } from './texte-accord.ts';
import type { Textes } from './textes/fr.ts';
import { toDateEnLettres } from './typographie.ts';

const CNIL: Inline = { kind: 'lien', texte: 'www.cnil.fr', href: 'https://www.cnil.fr' };

/** The whole contract: every mention that protects the person, the writer and the structure. */
export function writeComplet(r: Redaction): Partie[] {
  return [
    (t) => [{ kind: 'encadre', blocs: [writeEnBref(t, r)] }],
    (t) => [titreDe(t, 2, t.complet.personnes.titre), ...writePersonnes(t, r)],
    (t) => [titreDe(t, 2, t.complet.demande.titre), phrase(t, t.complet.demande.texte)],
    ...r.items.map(
      (item): Partie =>
        (t) =>
          writeItem(t, item),
    ),
    (t) => [phrase(t, t.complet.demande.rien)],
    (t) => [titreDe(t, 2, t.complet.duree.titre), writeDuree(t, r)],
    (t) => [phrase(t, t.complet.duree.arret)],
    (t) => writeCauses(t, r),
    (t) => {
      const { titre, limites, relire, compte, secrets, discretion, habilites } = t.complet.structure;
      return [titreDe(t, 2, titre), puces(t, limites, relire, compte, secrets, discretion, habilites)];
    },
    (t) => [titreDe(t, 2, t.complet.vous.titre), puces(t, t.complet.vous.vrai, t.complet.vous.change)],
    (t) => [titreDe(t, 2, t.complet.capacite), phrase(t, t.capacites.complet[r.capacite])],
    (t) => [titreDe(t, 2, t.complet.moyens.titre), phrase(t, t.complet.moyens.texte)],
    (t) => [titreDe(t, 2, t.complet.donnees.titre), phrase(t, t.complet.donnees.usage)],
    (t) => [writeDroits(t, r)],
    (t) => [titreDe(t, 2, t.complet.langue.titre), phrase(t, t.complet.langue.texte)],
    writeAccord(r, 'complet'),
    (t) => [
      titreDe(t, 2, t.complet.signatures.titre),
      paragraphe([...compose(t, `${t.complet.signatures.reformulation} `), ...writeLieuEtDate(t, r)]),
    ],
  ];
}

function writeEnBref(t: Textes, r: Redaction): BlocTexte {
  const { demande, duree, fin, arret } = t.complet.bref;
  const terme =
    r.periode === undefined
      ? compose(t, ` ${duree} `, { duree: toDuree(t, r.duree) })
      : compose(t, ` ${fin} `, { fin: date(r.periode.auInclus) });
  const structure = toFrancais(r.structure.libelle, 'fort');
  return paragraphe([...compose(t, demande, { structure }), ...terme, ...compose(t, arret)]);
}

/** The person, and her year of birth when the vault gives it. */
export function writeMandant(t: Textes, { mandant: { nom, naissance } }: Redaction): Inline[] {
  return naissance === undefined
    ? [nom]
    : compose(t, t.complet.personnes.naissance, { nom, annee: naissance });
}

/** Who grants for the person or assists her: « Anne Exemple, votre tuteur ». */
export function writeConstituant(t: Textes, { constituant: { kind, nom } }: Redaction): Inline[] {
  return compose(t, t.complet.personnes.qualite, { nom, qualite: typographier(t, t.qualites[kind]) });
}

function writePersonnes(t: Textes, r: Redaction): BlocTexte[] {
  const m = t.complet.personnes;
  const { kind } = r.constituant;
  const represente = kind !== 'mandant' && kind !== 'curateur_assiste';
  const tiers =
    kind === 'mandant' ? [] : [entree(t, represente ? m.constituant : m.curateur, writeConstituant(t, r))];
  return [
    definitions(
      entree(t, represente ? m.pourVous : m.mandant, writeMandant(t, r)),
      ...tiers,
      entree(
        t,
        m.mandataire,
        [toFrancais(r.structure.libelle, 'fort')],
        ...r.contact.map((ligne) => [ligne]),
      ),
      entree(t, m.ecrivains, ...r.ecrivains.map((nom) => [nom]), compose(t, m.autreEcrivain)),
    ),
    ...(represente ? [phrase(t, m.represente)] : []),
  ];
}

function writeItem(t: Textes, item: Item): BlocTexte[] {
  const m = t.complet.demande;
  const demarches = toDemarches(item.portee);
  const theme = item.portee.kind === 'perimetre';
  const actes = listActes(item);
  const blocs: BlocTexte[] = [{ kind: 'titre', niveau: 3, contenu: [toNomItem(t, item)] }];
  if (theme) blocs.push(phrase(t, m.seules), liste(demarches.map((d) => [toNomDemarche(d)])));
  blocs.push(
    ...listeDe(
      t,
      m.peuvent,
      actes.map((acte) => [texte(toLibelleActe(t, acte, 'complet'))]),
    ),
  );
  blocs.push(
    ...listeDe(
      t,
      m.sauf,
      listExceptions(item).map((e) => toLibelleException(t, item, e, 'complet')),
    ),
  );
  if (actes.includes('payer') || actes.includes('changer_coordonnees_bancaires')) {
    blocs.push(phrase(t, m.argent));
  }
  if (item.uneFois) {
    blocs.push(phrase(t, m.uneFois, { acte: toLibelleActe(t, item.acteFinal ?? 'deposer', 'complet') }));
  }
  blocs.push(
    ...listeDe(
      t,
      m.gardes,
      listReserves(item).map((p) => toLibelleGarde(t, item, p, 'complet')),
    ),
  );
  return [...blocs, ...writePrive(t, item)];
}

/** Health, private life: said once an item (RGPD art. 9). */
function writePrive(t: Textes, item: Item): BlocTexte[] {
  const { prive, prives } = t.complet.demande;
  const sensibles = toDemarches(item.portee).filter((d) => d.article9);
  if (sensibles.length === 0) return [];
  if (item.portee.kind === 'demarche') return [phrase(t, prive)];
  const [avant = '', apres = ''] = prives.split('{demarches}');
  const noms = sensibles.flatMap((d, rang) => [...(rang === 0 ? [] : [texte(t.virgule)]), toNomDemarche(d)]);
  return [paragraphe([...compose(t, avant), ...noms, ...compose(t, apres)])];
}

function writeDuree(t: Textes, r: Redaction): BlocTexte {
  const duree = toDuree(t, r.duree);
  if (r.periode === undefined) return phrase(t, t.complet.duree.aVenir, { duree });
  const { du, auInclus } = r.periode;
  const finEnLettres = toDateEnLettres(auInclus);
  return phrase(t, t.complet.duree.ferme, { duree, du: date(du), fin: date(auInclus), finEnLettres });
}

function writeCauses(t: Textes, r: Redaction): BlocTexte[] {
  const m = t.complet.duree;
  const causes = [
    ...(r.items.every((i) => i.uneFois) ? [m.faites] : []),
    m.remplace,
    m.renonce,
    m.protection,
    ...(r.capacite === 'mineur' ? [m.majorite] : []),
    ...(r.oral === undefined ? [] : [m.nonRegularise]),
    m.structure,
  ];
  return [phrase(t, m.plusTot), puces(t, ...causes)];
}

function writeDroits(t: Textes, r: Redaction): BlocTexte {
  const m = t.complet.donnees;
  const ecrire =
    r.contactDonnees === undefined
      ? compose(t, ` ${m.demander} `)
      : compose(t, ` ${m.ecrire} `, { contact: r.contactDonnees });
  return paragraphe([...compose(t, m.droits), ...ecrire, ...compose(t, m.cnil, { cnil: CNIL })]);
}

function writeLieuEtDate(t: Textes, r: Redaction): Inline[] {
  const quand = r.periode === undefined ? '………………………' : date(r.periode.du);
  return r.lieu === undefined
    ? compose(t, t.complet.signatures.fait, { date: quand })
    : compose(t, t.complet.signatures.faitA, { lieu: r.lieu, date: quand });
}
