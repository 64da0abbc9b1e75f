import { motDe } from '@porte-plume/diagnostic/langues';
import type { FreinConstate } from '@porte-plume/diagnostic/qr';
import type { Ressenti } from '../../domain/diagnostics.ts';
import { entretienDe } from '../../messages/entretien.ts';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import { field, fields, oneOf, type Champs } from '../../server/formulaire.ts';
import type { Choix } from '../../ui/form.tsx';

const SOUHAIT = ['apprendre', 'etre_accompagne', 'deleguer', 'ne_sait_pas'] as const;
const RAISONS_DITES = [
  'I_IUNUTD',
  'I_IUNUSP',
  'I_IUNUCO',
  'I_IUNUN',
  'I_IUNUNO',
  'I_IUNUCH',
  'I_IRGOVLS',
  'I_IUNUOTH',
  'langue',
] as const;
const APPAREILS = ['telephone', 'ordinateur', 'tablette', 'autre', 'aucun'] as const;
const ACCES = ['fixe', 'mobile', 'aucune'] as const;

const choixOf = <C extends string>(codes: readonly C[], dire: (code: C) => string): Choix[] =>
  codes.map((code) => ({ code, libelle: dire(code) }));

/** What is asked apart, in the language of the person. */
export interface ChoixApart {
  /** Four steps of `confiance@0`, a face each: shapes, never a mark. */
  niveaux: readonly Choix[];
  craintes: readonly Choix[];
  souhaits: readonly Choix[];
  /** The reasons of Eurostat, as the person would say them. */
  raisons: readonly Choix[];
  /** Barriers with values: one answer each but for the equipment, of which a person may have several. */
  equipements: readonly Choix[];
  connexions: readonly Choix[];
}

export function choixApartDe(m: Messages): ChoixApart {
  const t = entretienDe(m);
  return {
    niveaux: choixOf(['3', '2', '1', '0'], (code) => motDe(t, `aisance.${code}`)),
    craintes: choixOf(['oui', 'non'], (code) => motDe(t, code)),
    souhaits: choixOf(SOUHAIT, (code) => motDe(t, code === 'ne_sait_pas' ? 'sais-pas' : `souhait.${code}`)),
    raisons: choixOf(RAISONS_DITES, (code) => m.dit(`repere.raison.${code}`)),
    equipements: choixOf(APPAREILS, (code) => m.dit(`repere.appareil.${code}`)),
    connexions: choixOf(ACCES, (code) => m.dit(`repere.connexion.${code}`)),
  };
}

/** The same in French: what the writer reads again. */
export const CHOIX_APART = choixApartDe(FRANCAIS);
export const { niveaux: NIVEAUX, souhaits: SOUHAITS } = CHOIX_APART;
const { raisons: RAISONS, equipements: EQUIPEMENTS, connexions: CONNEXIONS } = CHOIX_APART;

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
