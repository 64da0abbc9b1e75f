import { toMois } from '../jour.ts';
import type { Resultat } from '../motif.ts';
import type { Source } from '../source.ts';
import { baremes, type Baremes, createLecture } from './bareme.ts';
import { screenC2s } from './c2s.ts';
import { type Conclusion, inconnu, motif } from './conclusion.ts';
import { type DroitEstime, estimateDroit } from './estimation.ts';
import { type Foyer, listAges, readLogement, scaleRevenus } from './foyer.ts';
import { checkSituation, inFoyer, type Oui, type Situation } from './situation.ts';

/** Share of those entitled who do not ask: a reason to look, never a promise. */
export interface NonRecours {
  /** 0–1 */
  taux: number;
  champ: string;
  /** Year of publication, or of the figure when its publication is not known. */
  annee: number;
  source: Source;
}

/** A right that may be open: how likely, why, and the démarche to open in the catalogue. */
export interface DroitPotentiel extends Conclusion {
  droit: Droit;
  demarcheId: string;
  nonRecours?: NonRecours;
}

const MARGE = 0.1;

interface Contexte {
  s: Situation;
  mois: string;
  b: Baremes;
}

/** A verdict holds only if it would with incomes ten per cent lower or higher: people round their figures. */
function judge(droit: DroitEstime, { s, mois, b }: Contexte): Conclusion & { montant: number } {
  const estimate = (f: Foyer): Resultat<number> => estimateDroit(droit, f, mois, b);
  const exact = estimate(s.foyer);
  if (!exact.ok) return { ...inconnu(inFoyer(exact.motifs)), montant: 0 };
  const around = [1 - MARGE, 1 + MARGE].map((facteur) => {
    const r = estimate(scaleRevenus(s.foyer, facteur));
    return r.ok && r.value > 0;
  });
  const montant = exact.value;
  if (around.some((positif) => positif !== montant > 0)) {
    const phrase = 'Les revenus sont tout près de la limite.';
    return { verdict: 'possible', motifs: [motif('PROCHE_DU_SEUIL', phrase)], montant };
  }
  return montant > 0
    ? {
        verdict: 'probable',
        motifs: [motif('CONDITIONS_REMPLIES', 'L’estimation donne un montant.')],
        montant,
      }
    : {
        verdict: 'peu-probable',
        motifs: [motif('CONDITIONS_NON_REMPLIES', 'L’estimation ne donne rien.')],
        montant,
      };
}

/** Too young for certain: every age is known, and none reaches it. */
const isSousAge = ({ s, mois }: Contexte, age: number): boolean =>
  listAges(s.foyer.adultes, mois).every((a) => a !== undefined && a < age);

/** Why a right is missing matters: under 25 without a child, another RSA exists that no estimate covers. */
function screenRsa(c: Contexte): Conclusion {
  const conclusion = screenEstime('rsa', c);
  const { adultes, enfants } = c.s.foyer;
  const ageMin = createLecture(c.b).nombre('rsa.ageMin', c.mois);
  const sansEnfant = enfants.length === 0 && adultes.every((a) => a.enceinte !== true);
  if (conclusion.verdict !== 'peu-probable' || !sansEnfant || !isSousAge(c, ageMin)) return conclusion;
  const phrase = `Moins de ${String(ageMin)} ans, sans enfant : voir le RSA jeune actif avec la CAF.`;
  return { ...conclusion, motifs: [...conclusion.motifs, motif('AGE_INSUFFISANT', phrase)] };
}

function screenEstime(droit: 'rsa' | 'ppa', c: Contexte): Conclusion {
  const { montant, ...conclusion } = judge(droit, c);
  if (montant === 0) return conclusion;
  const fourchette: [number, number] = [Math.floor(montant * (1 - MARGE)), Math.ceil(montant * (1 + MARGE))];
  return { ...conclusion, fourchette };
}

/** The ten years are a condition for some people only: a « no » is explained, not taken as the last word. */
function screenAspa(c: Contexte): Conclusion {
  const { verdict, motifs } = judge('aspa', c);
  const residences = c.s.foyer.adultes.map((a) => a.residenceReguliere10Ans);
  if (residences.includes(false)) {
    const phrase = 'La durée de séjour compte pour certaines personnes. Il y a des exceptions.';
    return { verdict, motifs: [...motifs, motif('RESIDENCE_A_VERIFIER', phrase)] };
  }
  return { verdict, motifs };
}

/** What only the organisme can judge: the answer says where to go, nothing more. */
function orient(answer: Oui | undefined, phrase: string): Conclusion {
  if (answer === 'oui') return { verdict: 'possible', motifs: [motif('ORIENTATION', phrase)] };
  if (answer === 'non') {
    return { verdict: 'peu-probable', motifs: [motif('NON_DECLARE', 'La personne n’en a pas parlé.')] };
  }
  return inconnu([motif('QUESTION_SANS_REPONSE', 'La question n’a pas reçu de réponse.')]);
}

const orientMdph = ({ s }: Contexte): Conclusion => orient(s.handicap, 'La MDPH examine chaque situation.');

function screenApa(c: Contexte): Conclusion {
  const l = createLecture(c.b);
  const ageMin = l.nombre('apa.ageMin', c.mois);
  if (l.motifs().length > 0) return inconnu(l.motifs());
  if (isSousAge(c, ageMin)) {
    return {
      verdict: 'peu-probable',
      motifs: [motif('AGE_INSUFFISANT', `L’Apa demande ${String(ageMin)} ans.`)],
    };
  }
  return orient(c.s.perteAutonomie, 'Le département évalue le besoin d’aide.');
}

/** No barème of ours decides these: they are suggested, never concluded. */
const suggest = (yes: boolean, phrase: string): Conclusion =>
  yes
    ? { verdict: 'possible', motifs: [motif('ORIENTATION', phrase)] }
    : inconnu([motif('BAREME_ABSENT', 'Aucun barème ne permet de conclure ici.')]);

function screenLogementSocial({ s }: Contexte): Conclusion {
  const logement = s.foyer.logement === undefined ? undefined : readLogement(s.foyer.logement);
  if (logement === 'proprietaire' || logement === 'accedant') {
    const phrase = 'Le logement social est pour qui n’a pas de logement adapté.';
    return { verdict: 'peu-probable', motifs: [motif('DEJA_PROPRIETAIRE', phrase)] };
  }
  return suggest(logement !== undefined, 'La demande dépend des revenus et du nombre de personnes.');
}

const nonRecoursRsa: NonRecours = {
  taux: 0.34,
  champ: 'foyers éligibles, par trimestre',
  annee: 2022,
  source: { type: 'texte', ref: 'DREES, Les dossiers de la DREES n° 92, 2022' },
};
const nonRecoursPpa: NonRecours = {
  taux: 0.27,
  champ: 'foyers éligibles',
  annee: 2016,
  source: { type: 'texte', ref: 'donnée 2016, publication à confirmer' },
};

/** The rights that the screening looks at. `ppa`: prime d’activité. */
export const DROITS = Object.freeze([
  'rsa',
  'ppa',
  'aspa',
  'c2s',
  'aah',
  'pch',
  'cmi',
  'rqth',
  'apa',
  'cheque-energie',
  'logement-social',
  'fsl',
] as const);
export type Droit = (typeof DROITS)[number];

interface Regle {
  demarcheId: string;
  screen: (c: Contexte) => Conclusion;
  nonRecours?: NonRecours;
}

const REGLES: Readonly<Record<Droit, Regle>> = {
  rsa: { demarcheId: 'rsa', screen: screenRsa, nonRecours: nonRecoursRsa },
  ppa: { demarcheId: 'prime-activite', screen: (c) => screenEstime('ppa', c), nonRecours: nonRecoursPpa },
  aspa: { demarcheId: 'aspa', screen: screenAspa },
  c2s: {
    demarcheId: 'c2s',
    screen: ({ s, mois, b }) => {
      const { verdict, motifs } = screenC2s({ ...s.foyer, mois }, s.couvertureSante, b);
      return { verdict, motifs: inFoyer(motifs) };
    },
  },
  aah: { demarcheId: 'aah', screen: orientMdph },
  pch: { demarcheId: 'pch', screen: orientMdph },
  cmi: { demarcheId: 'cmi', screen: orientMdph },
  rqth: { demarcheId: 'rqth', screen: orientMdph },
  apa: { demarcheId: 'apa', screen: screenApa },
  'cheque-energie': {
    demarcheId: 'cheque-energie',
    screen: ({ s }) => suggest(s.chauffageDifficile === 'oui', 'Le chèque énergie dépend de l’avis d’impôt.'),
  },
  'logement-social': { demarcheId: 'logement-social', screen: screenLogementSocial },
  fsl: {
    demarcheId: 'fsl',
    screen: ({ s }) =>
      suggest(s.chauffageDifficile === 'oui', 'Chaque département a ses règles pour le FSL.'),
  },
};

/**
 * Which rights may be open, from at most ten answers. Each comes with its reasons and the démarche to open; for RSA and
 * prime d'activité, a range. Information to check with the organisme, never a promise; nothing is kept.
 *
 * A verdict is `inconnu` when the barème is past its `validUntil` (`BAREME_PERIME`), the case is not covered
 * (`CAS_NON_COUVERT`), a fact misses or is wrong (`FAIT_MANQUANT`, `CHAMP_INVALIDE`, `DATE_INVALIDE`…).
 *
 * @param date - civil day of the screening
 * @param b - other barèmes than the package's
 */
export function screenDroits(s: Situation, date: string, b: Baremes = baremes): readonly DroitPotentiel[] {
  const refus = checkSituation(s, date);
  return DROITS.map((droit): DroitPotentiel => {
    const { demarcheId, screen, nonRecours } = REGLES[droit];
    const conclusion = refus.length > 0 ? inconnu(refus) : screen({ s, mois: toMois(date), b });
    // Said of a right that may be open, never to somebody who probably has none.
    const hint = nonRecours !== undefined && conclusion.verdict !== 'peu-probable' ? { nonRecours } : {};
    return { droit, demarcheId, ...conclusion, ...hint };
  });
}
