import { date, fort, liste, paragraphe, titre, type Bloc, type Inline } from './ast.ts';
import { toLibelleActe, toLibelleException, toLibelleGarde, toLibellePerimetre } from './libelles.ts';
import type { Item } from './modele.ts';
import { listActes, listExceptions, listReserves, toDemarches } from './portee.ts';
import type { Redaction } from './redaction.ts';
import { fr } from './typographie.ts';

export const TITRE_SIMPLE = fr('Votre mandat');

/** The same contract in plain French: one idea a line, twelve words a sentence at most. Not called FALC. */
export function writeSimple(r: Redaction): Bloc[] {
  return [
    titre(1, TITRE_SIMPLE),
    titre(2, fr('Qui nous sommes')),
    paragraphe(fort(r.structure.libelle)),
    paragraphe(fr('Nous aidons à faire des démarches en ligne.')),
    ...(r.contact.length === 0 ? [] : [paragraphe(fr('Pour nous trouver :')), liste(...r.contact)]),
    paragraphe(fr('Les personnes qui vous aident :')),
    liste(...r.ecrivains),
    paragraphe(fr('Un collègue autorisé peut aussi vous aider.')),
    titre(2, fr('Qui vous êtes')),
    paragraphe(...r.mandant),
    paragraphe(fr(r.capaciteSimple)),
    titre(2, fr('Ce que vous demandez')),
    paragraphe(fr('Vous nous demandez d’agir à votre place.')),
    paragraphe(fr('Cet accord s’appelle un mandat.')),
    paragraphe(fr('C’est gratuit.')),
    ...r.items.flatMap(writeItem),
    paragraphe(fort(fr('Nous ne faisons rien d’autre sans votre accord.'))),
    titre(2, fr('Ce que vous promettez')),
    liste(fr('Vous donnez des informations vraies.'), fr('Vous nous dites si quelque chose change.')),
    titre(2, fr('Ce qui vous protège')),
    liste(
      fr('Nous relisons avec vous avant un envoi important.'),
      fr('Nous vous disons ce que nous avons fait.'),
      fr('Nous ne gardons jamais vos mots de passe.'),
      fr('Nous gardons le secret sur votre vie.'),
      fr('Vos informations servent seulement à ces démarches.'),
      fr('Vous pouvez demander à les voir.'),
      fr('Vous pouvez demander à les corriger ou à les effacer.'),
    ),
    titre(2, fr('Jusqu’à quand')),
    ...writeDuree(r),
    titre(2, fr('Vous pouvez arrêter')),
    liste(
      fr('Vous pouvez arrêter quand vous voulez.'),
      fr('Vous pouvez arrêter tout, ou une seule démarche.'),
      fr('Vous n’avez pas à dire pourquoi.'),
      fr('Venez nous voir, appelez ou écrivez.'),
      fr('Nous vous aiderons encore, à côté de vous.'),
    ),
    titre(2, fr('Vous signez')),
    paragraphe(fr('Vous avez dit avec vos mots ce qui sera fait.')),
    paragraphe(fr('Seul le texte en français compte.')),
    paragraphe(fr('Vous gardez ce texte, nous aussi.')),
    ...(r.lieu === undefined ? [] : [paragraphe(fr('Lieu : '), r.lieu)]),
    ...(r.periode === undefined
      ? [paragraphe(fr('Date : ………………………'))]
      : [paragraphe(fr('Date : '), date(r.periode.du))]),
    ...r.signatures,
  ];
}

function writeItem(item: Item): Bloc[] {
  const demarches = toDemarches(item.portee);
  const blocs: Bloc[] = [];
  if (item.portee.kind === 'perimetre') {
    blocs.push(titre(3, toLibellePerimetre(item.portee.perimetre)));
    blocs.push(
      paragraphe(fr('Ces démarches, et pas les autres :')),
      liste(...demarches.map((d) => d.libelle)),
    );
  } else {
    blocs.push(titre(3, item.portee.demarche.libelle));
  }
  const lignes = (intitule: Inline | string, textes: string[]) => {
    if (textes.length > 0) blocs.push(paragraphe(intitule), liste(...textes));
  };
  lignes(
    fr('Nous pouvons :'),
    listActes(item).map((a) => toLibelleActe(a, 'langage_simple')),
  );
  lignes(
    fort(fr('Nous ne pouvons pas :')),
    listExceptions(item).map((e) => toLibelleException(item, e, 'langage_simple')),
  );
  lignes(
    fort(fr('Vous faites vous-même :')),
    listReserves(item).map((r) => toLibelleGarde(item, r, 'langage_simple')),
  );
  if (item.uneFois) blocs.push(paragraphe(fr('Quand c’est fait, cette partie du mandat s’arrête.')));
  return blocs;
}

function writeDuree(r: Redaction): Bloc[] {
  if (r.periode === undefined) {
    return [
      paragraphe(fr(`Le mandat dure ${r.duree}.`)),
      paragraphe(fr('Il commence le jour où vous signez.')),
    ];
  }
  return [
    paragraphe(fr(`Le mandat dure ${r.duree}.`)),
    paragraphe(fr('Le dernier jour est le '), date(r.periode.auInclus), '.'),
    paragraphe(fr('Après ce jour, nous n’agissons plus pour vous.')),
  ];
}
