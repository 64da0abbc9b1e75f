import type { FreinConstate, Lecture, Proposition } from '@porte-plume/diagnostic/orientation';
import type { Service } from './lieu-standard.ts';
import {
  checkDemande,
  type DemandeOrientation,
  type Modalite,
  type PriseEnCharge,
} from './orientation-demande.ts';
import { THEMES } from './orientation-theme.ts';
import { accept, refuse, type Resultat } from './resultat.ts';

/**
 * Thématique of data·inclusion → service of the standard: the table of §11, read backwards. Six services share
 * « maîtriser les fondamentaux »: it leads to the first of them, and the themes of La Coop add the others that it names.
 */
const THEMATIQUES: Readonly<Record<string, Service>> = {
  'numerique--acceder-a-des-services-en-ligne': 'Aide aux démarches administratives',
  'difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives':
    'Aide aux démarches administratives',
  'numerique--acceder-a-une-connexion-internet': 'Accès internet et matériel informatique',
  'numerique--acquerir-un-equipement': 'Acquisition de matériel informatique à prix solidaire',
  'numerique--maitriser-les-fondamentaux-du-numerique': 'Maîtrise des outils numériques du quotidien',
};
const FONDAMENTAUX = 'numerique--maitriser-les-fondamentaux-du-numerique';

const MODALITES: Readonly<Record<string, Modalite>> = {
  atelier: 'Dans un atelier collectif',
  accompagnement: 'Accompagnement individuel',
};

/**
 * A proposal of the diagnostic as a request for the orientation engine: what it offers becomes needs, and a workshop or
 * one-to-one help becomes the way asked for, unless `o` says otherwise.
 *
 * Motifs: `cible_sans_lieu` when the proposal leads to no place of the standard (eva, « à préciser »), and those of `search`.
 */
export function toDemande(
  p: Proposition,
  o: Omit<DemandeOrientation, 'besoins'>,
): Resultat<DemandeOrientation> {
  if (typeof (p as Partial<Proposition> | null)?.vocabulaires !== 'object') {
    return refuse({ code: 'demande_invalide', phrase: 'Cette proposition n’a pas la forme attendue.' });
  }
  const thematiques = p.vocabulaires.dataInclusion ?? [];
  const themes = thematiques.includes(FONDAMENTAUX) ? (p.vocabulaires.coop ?? []) : [];
  const besoins = [
    ...thematiques.map((t) => (Object.hasOwn(THEMATIQUES, t) ? THEMATIQUES[t] : undefined)),
    ...themes.map((t) => (Object.hasOwn(THEMES, t) ? THEMES[t] : undefined)),
  ].filter((service) => service !== undefined);
  if (besoins.length === 0) {
    return refuse({
      code: 'cible_sans_lieu',
      phrase: 'Cette proposition ne mène pas à un lieu de médiation numérique.',
      path: ['cible'],
      alternative:
        p.vocabulaires.dataInclusion === undefined
          ? 'Posez encore quelques questions.'
          : 'Orientez vers un organisme qui fait cet accompagnement.',
    });
  }
  const { nature } = p as Partial<Proposition>;
  const modalite = o.modalite ?? (nature === undefined ? undefined : MODALITES[nature]);
  const demande = { ...o, besoins: [...new Set(besoins)], ...(modalite === undefined ? {} : { modalite }) };
  const motifs = checkDemande(demande);
  return motifs.length > 0 ? refuse(...motifs) : accept(demande);
}

/** Barriers that a lieu may say it can meet. « comprendre » is not here: nothing is inferred about a person. */
const ACCUEILS: Readonly<Record<string, PriseEnCharge>> = {
  voir: 'Déficience visuelle',
  entendre: 'Surdité',
  pointer: 'Handicaps moteurs',
};

/**
 * The barriers of the diagnostic as wishes about the welcome: `langue`, reading, functional needs. They leave no lieu out
 * (mark one `exige` for that): the search says whether each lieu declares it. The request is not kept.
 */
export function listPrisesEnCharge(
  freins: readonly FreinConstate[],
  lecture?: Lecture,
): { code: PriseEnCharge; exige?: boolean }[] {
  const lit = lecture ?? freins.findLast(({ code }) => code === 'lecture')?.value;
  const codes = freins.flatMap(({ code, value }): PriseEnCharge[] => {
    if (code === 'langue' && value !== 'fr') {
      return [value === 'en' ? 'Langues étrangères (anglais)' : 'Langues étrangères (autres)'];
    }
    const accueil = code === 'besoin-fonctionnel' ? ACCUEILS[value ?? ''] : undefined;
    return accueil === undefined ? [] : [accueil];
  });
  if (lit === 'avec_aide' || lit === 'non') codes.push('Illettrisme');
  return [...new Set(codes)].map((code) => ({ code }));
}
