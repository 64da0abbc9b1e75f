import type { FreinConstate } from '@porte-plume/diagnostic/qr';
import type { Ressenti } from '../../domain/diagnostics.ts';
import { field, fields, oneOf, type Champs } from '../../server/formulaire.ts';
import type { Choix } from '../../ui/form.tsx';

/** Four steps of `confiance@0`, a face each: shapes, never a mark. */
export const NIVEAUX: readonly Choix[] = [
  { code: '3', libelle: 'À l’aise' },
  { code: '2', libelle: 'Plutôt à l’aise' },
  { code: '1', libelle: 'Peu à l’aise' },
  { code: '0', libelle: 'Pas du tout à l’aise' },
];

export const CRAINTES: readonly Choix[] = [
  { code: 'oui', libelle: 'Oui' },
  { code: 'non', libelle: 'Non' },
];

export const SOUHAITS: readonly Choix[] = [
  { code: 'apprendre', libelle: 'Apprendre' },
  { code: 'etre_accompagne', libelle: 'Faire avec quelqu’un' },
  { code: 'deleguer', libelle: 'Que l’on fasse pour moi' },
  { code: 'ne_sait_pas', libelle: 'Je ne sais pas' },
];

/** The reasons of Eurostat, as the person would say them. */
export const RAISONS: readonly Choix[] = [
  { code: 'I_IUNUTD', libelle: 'C’est trop difficile' },
  { code: 'I_IUNUSP', libelle: 'J’ai peur pour mes données' },
  { code: 'I_IUNUCO', libelle: 'C’est trop cher' },
  { code: 'I_IUNUN', libelle: 'Je n’en ai pas besoin' },
  { code: 'I_IUNUNO', libelle: 'Je n’en veux pas, je me méfie' },
  { code: 'I_IUNUCH', libelle: 'Une gêne pour voir, entendre ou bouger' },
  { code: 'I_IRGOVLS', libelle: 'Je ne sais pas faire les démarches en ligne' },
  { code: 'I_IUNUOTH', libelle: 'Autre chose' },
  { code: 'langue', libelle: 'Le français n’est pas ma langue' },
];

/** Barriers with values: one answer each but for the equipment, of which a person may have several. */
export const EQUIPEMENTS: readonly Choix[] = [
  { code: 'telephone', libelle: 'Téléphone' },
  { code: 'ordinateur', libelle: 'Ordinateur' },
  { code: 'tablette', libelle: 'Tablette' },
  { code: 'autre', libelle: 'Autre' },
  { code: 'aucun', libelle: 'Rien de tout cela' },
];
export const CONNEXIONS: readonly Choix[] = [
  { code: 'fixe', libelle: 'À la maison' },
  { code: 'mobile', libelle: 'Par le téléphone' },
  { code: 'aucune', libelle: 'Aucune' },
];
export const LECTURES: readonly Choix[] = [
  { code: 'seul', libelle: 'Lit sans aide' },
  { code: 'avec_aide', libelle: 'Préfère lire avec quelqu’un' },
  { code: 'non', libelle: 'Demande qu’on lise pour elle' },
];
export const BESOINS: readonly Choix[] = [
  { code: 'voir', libelle: 'Voir' },
  { code: 'entendre', libelle: 'Entendre' },
  { code: 'pointer', libelle: 'Viser, toucher' },
  { code: 'comprendre', libelle: 'Comprendre' },
];

const codesOf = (choix: readonly Choix[]): readonly string[] => choix.map(({ code }) => code);
const SOUHAIT = ['apprendre', 'etre_accompagne', 'deleguer', 'ne_sait_pas'] as const;

/** Confidence, fear and wish as posted; what was left empty is not said. */
export function readRessenti(champs: Champs): Ressenti {
  const niveau = oneOf(field(champs, 'niveau'), ['0', '1', '2', '3']);
  const crainte = oneOf(field(champs, 'crainte'), ['oui', 'non']);
  return {
    niveau: niveau === null ? null : (Number(niveau) as Ressenti['niveau']),
    crainte: crainte === null ? null : crainte === 'oui',
    souhait: oneOf(field(champs, 'souhait'), SOUHAIT),
  };
}

const VALEURS = [
  ['equipement', EQUIPEMENTS],
  ['connexion', CONNEXIONS],
  ['lecture', LECTURES],
  ['besoin-fonctionnel', BESOINS],
] as const;

/** Barriers as posted: said by the person, but reading, which the writer sees or is told and never assumes. */
export function readFreins(champs: Champs): FreinConstate[] {
  const raisons = fields(champs, 'frein').filter((code) => codesOf(RAISONS).includes(code));
  const valeurs = VALEURS.flatMap(([code, choix]) => {
    const dites = fields(champs, code).filter((value) => codesOf(choix).includes(value));
    // « Nothing » beside something is a slip of the hand.
    const tenues = dites.length > 1 ? dites.filter((value) => value !== 'aucun') : dites;
    return tenues.map((value) => ({ code, value }));
  });
  return [
    ...raisons.map((code): FreinConstate => ({ code, evidence: 'self' })),
    ...valeurs.map(({ code, value }): FreinConstate => ({
      code,
      value,
      evidence: code === 'lecture' ? 'observed' : 'self',
    })),
  ];
}

/** Values already noted, for the form that is opened again. */
export function valeursOf(freins: readonly FreinConstate[], code: string): string[] {
  return freins.filter((un) => un.code === code).flatMap(({ value }) => value ?? []);
}

/** Codes without value already noted. */
export function raisonsOf(freins: readonly FreinConstate[]): string[] {
  return freins.filter(({ value }) => value === undefined).map(({ code }) => code);
}

const libelleIn = (choix: readonly Choix[], code: string): string | undefined =>
  choix.find((un) => un.code === code)?.libelle;

/** What was said apart, in the words of the screens: for the writer who reads it again. */
export function phrasesApart(ressenti: Ressenti, freins: readonly FreinConstate[]): string[] {
  const titres: Readonly<Record<string, string>> = {
    equipement: 'Matériel',
    connexion: 'Connexion',
    lecture: 'Lecture',
    'besoin-fonctionnel': 'Besoin d’aide pour',
  };
  const { niveau, crainte, souhait } = ressenti;
  return [
    ...(souhait === null ? [] : [`Souhait\u00a0: ${libelleIn(SOUHAITS, souhait) ?? souhait}.`]),
    ...(niveau === null ? [] : [`Confiance\u00a0: ${libelleIn(NIVEAUX, String(niveau)) ?? niveau}.`]),
    ...(crainte === null ? [] : [crainte ? 'A peur de faire une bêtise.' : 'N’a pas peur de se tromper.']),
    ...raisonsOf(freins).map((code) => `Frein\u00a0: ${libelleIn(RAISONS, code) ?? code}.`),
    ...VALEURS.flatMap(([code, choix]) => {
      const dits = valeursOf(freins, code).map((value) => libelleIn(choix, value) ?? value);
      return dits.length === 0 ? [] : [`${titres[code] ?? code}\u00a0: ${dits.join(', ')}.`];
    }),
  ];
}
