import { motDe, type CleMot } from '@porte-plume/diagnostic/langues';
import type {
  EntretienDuPoste,
  GroupeDuPoste,
  Mot,
  Phrase,
  QuestionDuPoste,
  Reponse,
} from '../../islands/hors-ligne/entretien.ts';
import { entretienDe, questionDans } from '../../messages/entretien.ts';
import { LANGUES, type Langue } from '../../messages/langue.ts';
import { FRANCAIS, messagesOf, type Cle, type Messages } from '../../messages/messages.ts';
import type { Choix } from '../../ui/form.tsx';
import { CHOIX_APART, choixApartDe, type ChoixApart } from '../diagnostic/apart.ts';
import { instrumentOf } from '../diagnostic/entretien.ts';

const phrase = (m: Messages, dit: string, francais: string): Phrase =>
  m.lang === 'fr' || dit === francais ? { dit } : { dit, francais };
const message = (m: Messages, cle: Cle): Phrase => phrase(m, m.dit(cle), FRANCAIS.dit(cle));
const mot = (m: Messages, cle: CleMot): Phrase =>
  phrase(m, motDe(entretienDe(m), cle), motDe(entretienDe(FRANCAIS), cle));

/** The interview in one language: what its pages say with the network, for a device that has none. */
export function toEntretien(langue: Langue): EntretienDuPoste {
  const m = messagesOf(langue);
  const mots: Readonly<Record<Mot, Phrase>> = {
    commencer: mot(m, 'commencer'),
    saisPas: mot(m, 'sais-pas'),
    passer: message(m, 'repere.passer'),
    sansMontrer: message(m, 'repere.sans-montrer'),
    arreter: message(m, 'repere.arreter'),
    retour: message(m, 'repere.retour'),
    montrer: message(m, 'repere.montrer'),
    temps: message(m, 'repere.temps'),
    encore: message(m, 'repere.encore-oui'),
    langue: message(m, 'commun.choisir'),
  };
  return {
    langues: LANGUES.map((code) => {
      const { nom, lang, dir } = messagesOf(code);
      return { code, nom, lang, dir };
    }),
    lang: m.lang,
    dir: m.dir,
    ...(m.langue === 'fr'
      ? {}
      : { note: [m.dit('commun.fait-foi'), ...(m.relu ? [] : [m.dit('commun.non-relue')])].join(' ') }),
    titre: m.dit('repere.titre'),
    accueil: [
      `${motDe(entretienDe(m), 'accueil.examen')} ${m.dit('repere.note')}`,
      m.dit('repere.libre'),
      m.dit('repere.refus'),
    ],
    mots,
    questions: Object.fromEntries(instrumentOf().items.map(({ code }) => [code, toQuestion(m, code)])),
    apart: toApart(m),
  };
}

function toQuestion(m: Messages, code: string): QuestionDuPoste {
  const [dite, francaise] = [questionDans(m, code), questionDans(FRANCAIS, code)];
  const item = instrumentOf().items.find((un) => un.code === code);
  const { phrases } = entretienDe(m);
  const choix: Reponse[] =
    item?.choices === undefined
      ? [
          { code: 'yes', ...mot(m, 'oui') },
          { code: 'no', ...mot(m, 'non') },
        ]
      : Object.entries(item.choices).map(([valeur, libelle]) => ({
          code: valeur,
          ...phrase(m, phrases[`choix.${valeur}`] ?? libelle, libelle),
        }));
  const consigne = item?.tache?.i18n.fr?.consigne;
  return {
    ...phrase(m, dite.text, francaise.text),
    ...(dite.aide === undefined ? {} : { aide: dite.aide }),
    choix,
    ...(consigne === undefined ? {} : { consigne: phrase(m, dite.consigne ?? consigne, consigne) }),
  };
}

function toApart(m: Messages): EntretienDuPoste['apart'] {
  const dits = choixApartDe(m);
  const reponses = (nom: keyof ChoixApart): Reponse[] =>
    dits[nom].map(({ code, libelle }) => ({
      code,
      ...phrase(m, libelle, CHOIX_APART[nom].find((un: Choix) => un.code === code)?.libelle ?? libelle),
    }));
  const groupe = (nom: string, dit: Phrase, liste: keyof ChoixApart, plusieurs = false): GroupeDuPoste => ({
    nom,
    plusieurs,
    ...dit,
    choix: reponses(liste),
  });
  return [
    {
      titre: message(m, 'repere.souhaits'),
      groupes: [
        groupe('souhait', message(m, 'repere.preferez'), 'souhaits'),
        groupe('niveau', mot(m, 'aisance.text'), 'niveaux'),
        groupe('crainte', mot(m, 'crainte.text'), 'craintes'),
      ],
    },
    {
      titre: message(m, 'repere.gene'),
      groupes: [
        groupe('frein', message(m, 'repere.freine'), 'raisons', true),
        groupe('equipement', message(m, 'repere.maison'), 'equipements', true),
        groupe('connexion', mot(m, 'connexion.text'), 'connexions'),
      ],
    },
  ];
}
