import { date, fort, liste, paragraphe, titre, type Bloc, type Inline } from './ast.ts';
import type { Redaction } from './redaction.ts';
import { toLibelleActe, toLibelleException, toLibelleGarde, toLibellePerimetre } from './libelles.ts';
import type { Item } from './modele.ts';
import { listActes, listExceptions, listReserves, toDemarches } from './portee.ts';
import { fr, toDateEnLettres } from './typographie.ts';

export const TITRE_COMPLET = fr('Mandat pour des démarches en ligne');

/** The whole contract, in current French: every mention that protects the person, the writer and the structure. */
export function writeComplet(r: Redaction): Bloc[] {
  return [
    titre(1, TITRE_COMPLET),
    { kind: 'encadre', blocs: writeEnBref(r) },
    titre(2, fr('Qui donne le mandat, et à qui')),
    writePersonnes(r),
    titre(2, fr('Ce que vous demandez')),
    paragraphe(
      fr(
        'Vous chargez la structure, qui l’accepte, de faire en votre nom les actes écrits ici, pour les démarches écrites ici. C’est un mandat, au sens des articles 1984 et suivants du code civil.',
      ),
    ),
    ...r.items.flatMap(writeItem),
    paragraphe(
      fort(fr('Rien d’autre n’est permis sans votre accord.')),
      fr(
        ' Une démarche ou un acte de plus demande un nouveau mandat. Aucun écrivain ne peut vous demander d’argent.',
      ),
    ),
    titre(2, fr('Jusqu’à quand')),
    ...writeDuree(r),
    titre(2, fr('Ce à quoi la structure s’engage')),
    liste(
      fr('faire seulement les actes écrits ici, avec soin, dans votre seul intérêt et gratuitement ;'),
      fr('vous relire le récapitulatif et recueillir votre accord avant d’envoyer une démarche sensible ;'),
      fr('vous rendre compte de ce qui a été fait et vous remettre les reçus (article 1993 du code civil) ;'),
      fr('ne garder ni vos mots de passe, ni vos codes, ni vos moyens de paiement ;'),
      fr('ne rien dire de votre situation à qui n’a pas à la connaître ;'),
      fr('ne confier ces démarches qu’à des écrivains numériques qu’elle a habilités.'),
    ),
    titre(2, fr('Ce à quoi vous vous engagez')),
    liste(
      fr('donner des informations vraies et complètes : ce qui est déclaré l’est en votre nom ;'),
      fr('dire ce qui change dans votre situation et qui compte pour ces démarches.'),
    ),
    titre(2, fr('Votre capacité')),
    paragraphe(fr(r.capaciteDeclaree)),
    titre(2, fr('Comment les démarches sont faites')),
    paragraphe(
      fr(
        'La structure utilise son propre matériel, les sites des organismes concernés, et si besoin le téléphone, le courrier ou le guichet. Vous tapez vous-même vos identifiants chaque fois que vous le pouvez.',
      ),
    ),
    titre(2, fr('Vos informations personnelles')),
    ...writeDonnees(r),
    titre(2, fr('Langue du mandat')),
    paragraphe(fr('Seul le texte français engage. Une traduction, quand il y en a une, aide à comprendre.')),
    titre(2, 'Signatures'),
    paragraphe(
      fr(
        'Avant de signer, vous avez dit avec vos mots ce qui sera fait. Un exemplaire est pour vous, un autre pour la structure. Fait ',
      ),
      ...writeLieuEtDate(r),
      '.',
    ),
    ...r.signatures,
  ];
}

function writeEnBref(r: Redaction) {
  return [
    paragraphe(
      fr('Vous demandez à '),
      fort(r.structure.libelle),
      fr(' de faire pour vous les démarches écrites ci-dessous, et rien d’autre. C’est gratuit. '),
      ...(r.periode === undefined
        ? [fr(`Le mandat dure ${r.duree} à partir du jour de la signature. `)]
        : [fr('Le dernier jour du mandat est le '), date(r.periode.auInclus), '. ']),
      fr('Vous pouvez l’arrêter quand vous voulez, sans dire pourquoi.'),
    ),
  ];
}

function writePersonnes(r: Redaction): Bloc {
  const contact: Inline[][] = r.contact.map((ligne) => [ligne]);
  return {
    kind: 'definitions',
    entrees: [
      { terme: [texte('Vous donnez le mandat (mandant)')], valeurs: [r.mandant] },
      {
        terme: [texte('La structure le reçoit (mandataire)')],
        valeurs: [[fort(r.structure.libelle)], ...contact],
      },
      {
        terme: [texte('Écrivains numériques qui agissent pour elle')],
        valeurs: [
          ...r.ecrivains.map((nom) => [nom]),
          [texte('ou tout autre écrivain numérique qu’elle a habilité')],
        ],
      },
    ],
  };
}

function writeItem(item: Item): Bloc[] {
  const demarches = toDemarches(item.portee);
  const theme = item.portee.kind === 'perimetre' ? item.portee.perimetre : undefined;
  const seule = demarches[0];
  const nom = theme === undefined ? (seule?.libelle ?? '') : toLibellePerimetre(theme);
  const blocs: Bloc[] = [titre(3, nom)];
  if (theme !== undefined) {
    blocs.push(paragraphe(fr('Ces démarches, et elles seules :')), liste(...demarches.map((d) => d.libelle)));
  }
  const lignes = (intitule: Inline | string, textes: string[]) => {
    if (textes.length > 0) blocs.push(paragraphe(intitule), liste(...textes));
  };
  lignes(
    fr('Les écrivains peuvent :'),
    listActes(item).map((a) => toLibelleActe(a, 'complet')),
  );
  lignes(
    fort(fr('Sauf :')),
    listExceptions(item).map((e) => toLibelleException(item, e, 'complet')),
  );
  if (item.uneFois) {
    blocs.push(
      paragraphe(
        fr('Cette partie du mandat s’arrête dès que cet acte a réussi : « '),
        toLibelleActe(item.acteFinal ?? 'deposer', 'complet'),
        fr(' ».'),
      ),
    );
  }
  lignes(
    fort(fr('Vous faites vous-même, même avec ce mandat :')),
    listReserves(item).map((r) => toLibelleGarde(item, r, 'complet')),
  );
  const sensibles = demarches.filter((d) => d.article9).map((d) => d.libelle);
  if (sensibles.length > 0) {
    const sujet =
      theme === undefined
        ? [fr('Cette démarche peut toucher à votre santé ou à votre vie privée. ')]
        : [fr('Peuvent toucher à votre santé ou à votre vie privée : '), `${sensibles.join(', ')}. `];
    blocs.push(paragraphe(...sujet, fr('Ces informations ne servent à rien d’autre.')));
  }
  return blocs;
}

function writeDuree(r: Redaction): Bloc[] {
  const debut =
    r.periode === undefined
      ? paragraphe(
          fr(`Le mandat dure ${r.duree} à partir du jour de la signature. Le dernier jour compte en entier.`),
        )
      : paragraphe(
          fr(`Le mandat dure ${r.duree}. Il commence le `),
          date(r.periode.du),
          fr('. Son dernier jour est le '),
          date(r.periode.auInclus),
          fr(` (${toDateEnLettres(r.periode.auInclus)}) : ce jour compte en entier.`),
        );
  return [
    debut,
    paragraphe(
      fort(fr('Vous pouvez l’arrêter à tout moment')),
      fr(
        ', en entier ou pour une seule démarche, sans donner de raison et sans frais (article 2004 du code civil) : au guichet, par téléphone, par courrier ou par courriel. Cela n’empêche pas d’être aidé : les démarches se font alors avec vous.',
      ),
    ),
    paragraphe(fr('Il prend fin plus tôt :')),
    liste(
      ...(r.items.every((i) => i.uneFois) ? [fr('quand les démarches demandées sont faites ;')] : []),
      fr('quand un nouveau mandat porte sur les mêmes actes ;'),
      fr('si la structure y renonce, en vous prévenant assez tôt ;'),
      fr('en cas de décès, ou si une mesure de protection vous donne un représentant ;'),
      fr('si la structure disparaît ou laisse sa place à une autre.'),
    ),
  ];
}

function writeDonnees(r: Redaction): Bloc[] {
  return [
    paragraphe(
      fr(
        'Vos informations servent à faire ces démarches et à en garder la preuve, à rien d’autre. Elles sont nécessaires : sans elles, la démarche ne peut pas être faite. Elles vont aux organismes chargés de ces démarches, à personne d’autre.',
      ),
    ),
    paragraphe(
      fr(
        'Vous pouvez demander à les voir, à les corriger, à les faire effacer ou à en limiter l’usage, et vous opposer à leur emploi. ',
      ),
      ...(r.contactDonnees === undefined
        ? [fr('Demandez-le à la structure. ')]
        : [fr('Écrivez à '), r.contactDonnees, '. ']),
      fr('En cas de désaccord, vous pouvez vous adresser à la CNIL : '),
      { kind: 'lien', texte: 'www.cnil.fr', href: 'https://www.cnil.fr' },
      fr('. La notice d’information dit combien de temps elles sont gardées.'),
    ),
  ];
}

function writeLieuEtDate(r: Redaction): (string | Inline)[] {
  const lieu = r.lieu === undefined ? [] : [fr('à '), r.lieu, ', '];
  return [...lieu, 'le ', r.periode === undefined ? '………………………' : date(r.periode.du)];
}

function texte(contenu: string): Inline {
  return { kind: 'texte', texte: fr(contenu) };
}
