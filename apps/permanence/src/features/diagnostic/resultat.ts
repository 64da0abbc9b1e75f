import { instruments, toStatistique, type Bilan, type Evidence, type Reponse } from '@porte-plume/diagnostic';
import {
  orienter,
  posture,
  reglesOrientation,
  type Contexte,
  type Proposition,
} from '@porte-plume/diagnostic/orientation';
import { motDe, questionDe } from '@porte-plume/diagnostic/langues';
import { entretienDe } from '../../messages/entretien.ts';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import type { DiagnosticGarde, Dossier, Entree, Suite } from '../../domain/diagnostics.ts';
import { fields, type Champs } from '../../server/formulaire.ts';
import type { Choix } from '../../ui/form.tsx';
import { phrasesApart } from './apart.ts';
import { bilanOf, instrumentOf, itemOf, probableOf, restOf, type Entretien } from './entretien.ts';
import { compare, editionOf, faitsOf, type Fait, type Progres } from './progres.ts';
import type { DiagnosticDit } from './vue-histoire.tsx';
import type { DiagnosticResultatProps, FaitDit, LigneJournal, ProgresDit } from './vue-resultat.tsx';

/** An activity in the language of the person; the words of another edition stay French. */
function dire({ item, libelle, evidence }: Fait, m: Messages): FaitDit {
  const dit = m.lang === 'fr' ? libelle : (questionDe(entretienDe(m), item)?.label ?? libelle);
  return {
    libelle: dit,
    ...(dit === libelle ? {} : { francais: libelle }),
    ...(evidence === 'self' ? {} : { comment: m.dit(`repere.comment.${evidence}`) }),
  };
}

/** Sentences to the person: no mark, no level, twelve words at most. */
export function phrasesOf(
  { illectronisme, bounds, areas }: Bilan,
  faits: number,
  m: Messages = FRANCAIS,
): string[] {
  if (illectronisme === true && areas.length === 0 && bounds[0] === bounds[1])
    return [m.dit('repere.dit.quotidien'), m.dit('repere.dit.sans')];
  if (illectronisme === true) return [m.dit('repere.dit.monde'), m.dit('repere.dit.pas')];
  if (illectronisme === false) return [m.dit(faits > 0 ? 'repere.dit.reste' : 'repere.dit.beaucoup')];
  return faits > 0
    ? [m.dit('repere.dit.merci')]
    : [motDe(entretienDe(m), 'resultat.ouvert'), m.dit('repere.dit.grave')];
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

const GROUPES = [
  'nouveaux',
  'confirmes',
  'premiers',
  'aRevoir',
  'toujours',
] as const satisfies readonly (keyof Progres)[];

/** Two diagnostics set side by side, in words. */
export function direProgres(
  avant: { date: string; dossier: Dossier },
  apres: Dossier,
  m: Messages = FRANCAIS,
): ProgresDit {
  const titre = m.dit('repere.depuis', { date: avant.date });
  const progres = compare(avant.dossier, apres);
  if (progres !== null) {
    const groupes = GROUPES.map((nom) => ({
      titre: m.dit(`repere.${nom}`),
      faits: progres[nom].map((un) => dire(un, m)),
    }));
    return { titre, groupes: groupes.filter(({ faits }) => faits.length > 0) };
  }
  const portee = avant.dossier.porte !== null || apres.porte !== null;
  return { titre, groupes: [], raison: m.dit(portee ? 'repere.borne' : 'repere.changees') };
}

/** Lines of the log on the page: more than the longest path of the tree, so that only corrections can exceed it. */
const JOURNAL_MAX = 18;

/** Everything that the result page shows, from the draft alone. */
export function resultatOf(
  entretien: Entretien,
  entree: Pick<Entree, 'demarcheEnCours'>,
  avant: { date: string; dossier: Dossier } | null,
  m: Messages = FRANCAIS,
): Omit<DiagnosticResultatProps, 'cadre' | 'envoi' | 'messages'> {
  const bilan = bilanOf(entretien);
  const dossier = toDossier(entretien);
  const faits = faitsOf(dossier).map((un) => dire(un, m));
  const { phrases: mots } = entretienDe(m);
  const propositions = proposeFor(entretien, entree);
  return {
    faits,
    phrases: phrasesOf(bilan, faits.length, m),
    propositions: propositions.map(({ cible, phrase }) => ({
      phrase: m.langue === 'fr' ? phrase : (mots[`aide.${cible}`] ?? phrase),
      francais: phrase,
    })),
    autres: autresThan(propositions),
    ...(avant === null ? {} : { progres: direProgres(avant, dossier, m) }),
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
    faits: dossier === null ? [] : faitsOf(dossier).map((un) => dire(un, FRANCAIS)),
    suites: garde.suites.map(({ cible, accueil }) => `${phraseOf(cible)} (${ACCUEIL_EN_MOTS[accueil]})`),
    ...(dossier === null || avant?.dossier == null
      ? {}
      : { progres: direProgres({ date: dateOf(avant.faitLe), dossier: avant.dossier }, dossier) }),
  };
}
