import { instruments, toStatistique, type Bilan, type Evidence, type Reponse } from '@porte-plume/diagnostic';
import {
  orienter,
  posture,
  reglesOrientation,
  type Contexte,
  type Proposition,
} from '@porte-plume/diagnostic/orientation';
import type { DiagnosticGarde, Dossier, Entree, Suite } from '../../domain/diagnostics.ts';
import { fields, type Champs } from '../../server/formulaire.ts';
import type { Choix } from '../../ui/form.tsx';
import { phrasesApart } from './apart.ts';
import { bilanOf, instrumentOf, itemOf, probableOf, restOf, type Entretien } from './entretien.ts';
import { compare, editionOf, faitsOf, type Fait, type Progres } from './progres.ts';
import type { DiagnosticDit } from './vue-histoire.tsx';
import type { DiagnosticResultatProps, FaitDit, LigneJournal, ProgresDit } from './vue-resultat.tsx';

const COMMENT: Readonly<Record<Evidence, string | undefined>> = {
  self: undefined,
  proxy: 'dit par quelqu’un',
  assisted: 'avec un peu d’aide',
  observed: 'vu ensemble',
};

function dire({ libelle, evidence }: Fait): FaitDit {
  const comment = COMMENT[evidence];
  return { libelle, ...(comment === undefined ? {} : { comment }) };
}

/** Sentences to the person: no mark, no level, twelve words at most. */
export function phrasesOf({ illectronisme, bounds, areas }: Bilan, faits: number): string[] {
  if (illectronisme === true && areas.length === 0 && bounds[0] === bounds[1])
    return [
      'Internet ne fait pas partie de votre quotidien.',
      'Nous pouvons faire sans, ou avancer pas à pas.',
    ];
  if (illectronisme === true)
    return ['C’est le cas de beaucoup de monde.', 'Nous pouvons avancer pas à pas.'];
  if (illectronisme === false)
    return [faits > 0 ? 'Nous restons là pour le reste.' : 'Vous savez déjà faire beaucoup de choses.'];
  return faits > 0
    ? ['Merci pour vos réponses.']
    : ['Nous ne savons pas encore.', 'Ce n’est pas grave du tout.'];
}

/**
 * What may help, by the rules of the package: at most three, each with its reasons.
 * @throws when the rules refuse the result, which the routes never build
 */
export function proposeFor(
  entretien: Entretien,
  entree: Pick<Entree, 'demarcheEnCours'>,
): readonly Proposition[] {
  const { niveau, crainte, souhait } = entretien.ressenti;
  const contexte: Contexte = {
    confiance: { echelle: 'confiance@0', niveau, crainte },
    ...(souhait === null ? {} : { souhait }),
    demarcheEnCours: entree.demarcheEnCours,
  };
  const propositions = orienter(bilanOf(entretien), entretien.freins, contexte);
  if (!propositions.ok)
    throw new Error(`orientation refused: ${propositions.motifs.map(({ code }) => code).join(' ')}`);
  return propositions.value;
}

/** Everything that the rules may ever propose, by its target: what the writer may choose instead. */
const CIBLES: ReadonlyMap<string, { phrase: string; regle: string }> = new Map(
  reglesOrientation.regles.flatMap(({ id, propositions }) =>
    propositions.map(({ cible, phrase }) => [cible, { phrase, regle: id }] as const),
  ),
);

const phraseOf = (cible: string): string => CIBLES.get(cible)?.phrase ?? 'Préciser ensemble ce qui aiderait.';

const autresThan = (propositions: readonly Proposition[]): Choix[] =>
  [...CIBLES]
    .filter(([cible]) => propositions.every((une) => une.cible !== cible))
    .map(([code, { phrase }]) => ({ code, libelle: phrase }));

/** What was said of each proposal, and what the writer put in their place; nothing is agreed by silence. */
export function readSuites(champs: Champs, propositions: readonly Proposition[]): Suite[] {
  const dites = propositions.map(({ regle, cible }, rang): Suite => {
    const dit = fields(champs, `suite.${rang}`)[0];
    const accueil = dit === 'confirmee' || dit === 'plus_tard' ? dit : 'sans_reponse';
    return { regle, cible, accueil };
  });
  const ajoutees = autresThan(propositions)
    .filter(({ code }) => fields(champs, 'autre').includes(code))
    .map(({ code }): Suite => ({ regle: 'ecrivain', cible: code, accueil: 'ajoutee' }));
  return [...dites, ...ajoutees];
}

/** What the case file of a followed person keeps. */
export function toDossier(entretien: Entretien): Dossier {
  const { reponses, ressenti, freins, porte } = entretien;
  const { id, version, hash } = bilanOf(entretien).instrument;
  return { instrument: `${id}@${version}`, hash, reponses, ressenti, freins, porte };
}

/** The only line that leaves the case file. */
export const statistiqueOf = (entretien: Entretien) => toStatistique(bilanOf(entretien));

const niveauEnMots = (instrument: Parameters<typeof editionOf>[0], bounds: readonly string[]): string => {
  const noms = editionOf(instrument)?.i18n?.fr?.levels ?? {};
  return [...new Set(bounds)].map((code) => `«\u00a0${noms[code] ?? code}\u00a0»`).join(' à ');
};

function etatOf(entretien: Entretien, { illectronisme, bounds }: Bilan): string {
  const { porte } = entretien;
  if (porte !== null) {
    const niveau = niveauEnMots(porte, bounds);
    return `Lu sur la borne, sans les réponses\u00a0: ${niveau}.`;
  }
  if (illectronisme !== null) return 'Certain d’après les réponses.';
  const probable = probableOf(entretien);
  if (probable === null) return 'À confirmer\u00a0: les réponses ne suffisent pas.';
  const chances = Math.floor(probable * 100);
  return `Illectronisme probable (${chances} sur 100 d’après un modèle expérimental), à confirmer.`;
}

const POSTURES = {
  j_observe_je_verifie:
    'Elle sait faire et n’est pas à l’aise\u00a0: elle fait, vous regardez et vous vérifiez.',
  montrer_d_abord: 'Elle se sent à l’aise et peu est établi\u00a0: faites montrer avant de conclure.',
} as const;

function posturesOf({ porte, ressenti: { niveau, crainte } }: Entretien, bilan: Bilan): string[] {
  // A carried result has no areas: nothing is known of what the person does.
  if (porte !== null) return [];
  const une = posture(bilan, { echelle: 'confiance@0', niveau, crainte });
  return une === null ? [] : [POSTURES[une]];
}

const VALEURS: Readonly<Record<string, string>> = {
  yes: 'oui',
  no: 'non',
  unknown: 'ne sait pas',
  refused: 'question passée',
  na: 'sans objet',
};

const SOURCES: Readonly<Record<Evidence, string>> = {
  self: 'la personne le dit',
  proxy: 'quelqu’un d’autre le dit',
  assisted: 'fait avec un peu d’aide',
  observed: 'vu ensemble',
};

/** The log in words, oldest first: what was corrected stays visible. */
export function journalOf(reponses: readonly Reponse[]): LigneJournal[] {
  const corrigees = new Set(reponses.map(({ corrects }) => corrects));
  return reponses.map(({ item: code, value, evidence }, place) => {
    const item = itemOf(code);
    const nonMontre = value === 'refused' && evidence === 'observed';
    const mots = typeof value === 'number' ? item.choices?.[String(value)] : VALEURS[value];
    return {
      place,
      question: item.i18n.fr?.label ?? code,
      reponse: nonMontre ? 'préfère ne pas montrer' : (mots ?? String(value)).toLowerCase(),
      preuve: nonMontre ? '' : SOURCES[evidence],
      remplacee: corrigees.has(place),
    };
  });
}

const GROUPES: readonly (readonly [keyof Progres, string])[] = [
  ['nouveaux', 'Nouveau'],
  ['confirmes', 'Fait seul maintenant'],
  ['premiers', 'Noté pour la première fois'],
  ['aRevoir', 'À revoir ensemble'],
  ['toujours', 'Toujours là'],
];

/** Two diagnostics set side by side, in words. */
export function direProgres(avant: { date: string; dossier: Dossier }, apres: Dossier): ProgresDit {
  const progres = compare(avant.dossier, apres);
  if (progres !== null) {
    const groupes = GROUPES.map(([nom, titre]) => ({ titre, faits: progres[nom].map(dire) }));
    return { depuis: avant.date, groupes: groupes.filter(({ faits }) => faits.length > 0) };
  }
  const raison =
    avant.dossier.porte !== null || apres.porte !== null
      ? 'Un résultat vient de la borne. Nous ne comparons pas.'
      : 'Les questions ont changé. Nous ne comparons pas.';
  return { depuis: avant.date, groupes: [], raison };
}

/** Lines of the log on the page: more than the longest path of the tree, so that only corrections can exceed it. */
const JOURNAL_MAX = 18;

/** Everything that the result page shows, from the draft alone. */
export function resultatOf(
  entretien: Entretien,
  entree: Pick<Entree, 'demarcheEnCours'>,
  avant: { date: string; dossier: Dossier } | null,
): Omit<DiagnosticResultatProps, 'cadre' | 'envoi'> {
  const bilan = bilanOf(entretien);
  const dossier = toDossier(entretien);
  const faits = faitsOf(dossier).map(dire);
  const propositions = proposeFor(entretien, entree);
  return {
    faits,
    phrases: phrasesOf(bilan, faits.length),
    propositions: propositions.map(({ phrase }) => ({ phrase })),
    autres: autresThan(propositions),
    ...(avant === null ? {} : { progres: direProgres(avant, dossier) }),
    pourquoi: {
      edition: editionOf(dossier)?.i18n?.fr?.name ?? instrumentOf().id,
      etat: etatOf(entretien, bilan),
      alertes: [...new Set([...bilan.alertes.map(({ phrase }) => phrase), ...posturesOf(entretien, bilan)])],
      regles: bilan.trace.map(({ phrase }) => phrase),
      raisons: propositions.map(({ regle, phrase, raison, changeraitSi }) => ({
        regle,
        phrase,
        faits: [raison],
        sinon: changeraitSi.map((texte) => texte.charAt(0).toLowerCase() + texte.slice(1)),
      })),
    },
    journal: journalOf(entretien.reponses).slice(-JOURNAL_MAX),
    apart: phrasesApart(entretien.ressenti, entretien.freins),
    plus: restOf(entretien) !== null,
  };
}

const ACCUEIL_EN_MOTS: Readonly<Record<Suite['accueil'], string>> = {
  confirmee: 'd’accord',
  plus_tard: 'pas maintenant',
  ajoutee: 'choisi ensemble',
  sans_reponse: 'sans réponse',
};

/** What an interval already says. */
const PARTIEL = {
  true: 'illectronisme, niveau à préciser',
  false: 'pas d’illectronisme, niveau à préciser',
  null: 'à confirmer',
} as const;

/** A kept diagnostic in words; `avant` is the one before it. */
export function direGarde(
  garde: DiagnosticGarde,
  avant: DiagnosticGarde | undefined,
  dateOf: (instant: string) => string,
): DiagnosticDit {
  const { dossier, statistique } = garde;
  const [id = '', version = ''] = statistique.instrument.split('@');
  // The line of an anonymous person bears no hash: the words of the edition are those of its name.
  const edition = instruments[statistique.instrument];
  const nom = edition?.i18n?.fr?.name ?? `${id}, édition ${version}`;
  const niveau = statistique.certain
    ? (edition?.i18n?.fr?.levels[statistique.level] ?? statistique.level)
    : PARTIEL[`${statistique.illectronisme}`];
  return {
    id: garde.id,
    date: dateOf(garde.faitLe),
    resultat: `${nom}\u00a0: ${niveau}.`,
    faits: dossier === null ? [] : faitsOf(dossier).map(dire),
    suites: garde.suites.map(({ cible, accueil }) => `${phraseOf(cible)} (${ACCUEIL_EN_MOTS[accueil]})`),
    ...(dossier === null || avant?.dossier == null
      ? {}
      : { progres: direProgres({ date: dateOf(avant.faitLe), dossier: avant.dossier }, dossier) }),
  };
}
