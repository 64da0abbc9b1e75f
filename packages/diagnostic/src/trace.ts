import type { AreaBilan, AreaLevel, Etape } from './bilan.ts';
import { grade, type CurrentAnswer, type Truth } from './current-answer.ts';
import type { Evaluation } from './evaluation.ts';
import { instrumentKey, type Area, type Instrument } from './instrument.ts';
import { answerable, type Evidence } from './reponse.ts';

type Answers = ReadonlyMap<string, CurrentAnswer>;

const AREA_LEVEL_FR: Readonly<Record<AreaLevel, string>> = {
  none: 'rien d’établi',
  basic: 'niveau de base',
  above: 'plus que le niveau de base',
};

const EVIDENCE_FR: Readonly<Record<Evidence, string>> = {
  self: 'ce que dit la personne',
  proxy: 'ce que dit quelqu’un d’autre',
  assisted: 'une activité faite avec de l’aide',
  observed: 'une activité vue pendant l’entretien',
};

function nameIn(names: Readonly<Record<string, string>> | undefined, code: string): string {
  return names && Object.hasOwn(names, code) ? (names[code] ?? code) : code;
}

function quoted(name: string): string {
  return `«\u00a0${name}\u00a0»`;
}

function levelName(instrument: Instrument, rank: number): string {
  return quoted(nameIn(instrument.i18n?.fr?.levels, instrument.order[rank] ?? ''));
}

/** A level means nothing without the edition that defines it. */
function editionName(instrument: Instrument): string {
  return instrument.i18n?.fr?.name ?? instrumentKey(instrument);
}

function between<T>(name: (value: T) => string, low: T, high: T): string {
  return low === high ? name(low) : `entre ${name(low)} et ${name(high)}`;
}

function factValue(answer: CurrentAnswer | undefined): string {
  if (!answer || answer.truth === 'unknown') return 'unknown';
  return answer.value === 'na' ? 'na' : answer.truth;
}

function usageStep(instrument: Instrument, evaluation: Evaluation, answers: Answers): Etape[] {
  if (!instrument.usage) return [];
  const code = instrument.usage.item;
  const value = answers.get(code)?.value ?? null;
  const choice = instrument.items.find((item) => item.code === code)?.choices?.[String(value)];
  const said = choice ? `Dernière utilisation d’internet\u00a0: ${choice.toLowerCase()}. ` : '';
  const phrase = {
    yes: 'La personne compte parmi les utilisateurs.',
    no: 'La personne compte parmi les non-utilisateurs\u00a0; les domaines ne sont pas calculés.',
    unknown:
      'La dernière utilisation d’internet n’est pas connue\u00a0; toutes les possibilités restent ouvertes.',
  }[evaluation.usage];
  return [{ rule: 'usage', facts: [{ item: code, value }], result: evaluation.usage, phrase: said + phrase }];
}

/** The area holds levels given by the publisher, not questions to count. */
const isLevel = (instrument: Instrument, area: Area): boolean =>
  answerable(instrument).get(area.items[0] ?? '')?.counts === 'value';

function countsOf(instrument: Instrument, area: Area, { count, unknown }: AreaBilan): string {
  if (isLevel(instrument, area)) return unknown > 0 ? 'niveau inconnu.' : `niveau noté ${count}.`;
  return `${count} oui, ${area.items.length - count - unknown} non, ${unknown} sans réponse.`;
}

function thresholdsOf(instrument: Instrument, area: Area): string {
  const { basicMin, aboveMin, aboveLists } = area;
  if (isLevel(instrument, area)) return `La base commence à ${basicMin}, plus à ${aboveMin}.`;
  if (aboveLists === undefined) return `Il faut ${basicMin} oui pour la base, ${aboveMin} pour plus.`;
  const lists = aboveLists.map((list) => quoted(list.join(', '))).join(' et dans ');
  return `Il faut ${basicMin} oui pour la base\u00a0; pour plus, un oui dans ${lists}.`;
}

function areaStep(instrument: Instrument, area: Area, bilan: AreaBilan, answers: Answers): Etape {
  const name = nameIn(instrument.i18n?.fr?.areas, area.id);
  const facts = area.items.map((item) => ({ item, area: area.id, value: factValue(answers.get(item)) }));
  const notApplicable = facts.filter((fact) => fact.value === 'na').length;
  const phrase =
    `Domaine ${quoted(name)}\u00a0: ${countsOf(instrument, area, bilan)} ` +
    (notApplicable > 0 ? `Sans objet, compté comme ${quoted('non')}\u00a0: ${notApplicable}. ` : '') +
    `${thresholdsOf(instrument, area)} ` +
    `Résultat\u00a0: ${between((level) => AREA_LEVEL_FR[level], bilan.bounds[0], bilan.bounds[1])}.`;
  return { rule: 'area', facts, result: bilan.bounds.join('..'), phrase };
}

function aggregationStep(instrument: Instrument, { areas, lower, upper }: Evaluation): Etape {
  const facts = areas.map(({ id, bounds }) => ({ area: id, value: bounds.join('..') }));
  const range = between((rank: number) => levelName(instrument, rank), lower, upper);
  const sure = areas.filter((area) => area.bounds[1] === 'none').length;
  const possible = areas.filter((area) => area.bounds[0] === 'none').length;
  const zero =
    areas.length > 1
      ? `Domaines sans activité établie\u00a0: ${between(String, sure, possible)} sur ${areas.length}. `
      : '';
  return {
    rule: 'aggregation',
    facts,
    result: [instrument.order[lower], instrument.order[upper]].join('..'),
    phrase: `${zero}Niveau (${editionName(instrument)})\u00a0: ${range}${lower === upper ? '' : '\u00a0; il reste incertain'}.`,
  };
}

function illectronismeStep(instrument: Instrument, value: boolean | null): Etape[] {
  if (!instrument.illectronisme) return [];
  const said = {
    true: 'illectronisme, c’est certain d’après les réponses',
    false: 'pas d’illectronisme, c’est certain d’après les réponses',
    null: 'on ne peut pas encore dire s’il y a illectronisme',
  }[`${value}`];
  const phrase = `Selon ${editionName(instrument)} (${instrumentKey(instrument)})\u00a0: ${said}.`;
  return [{ rule: 'illectronisme', facts: [], result: `${value}`, phrase }];
}

function officialStep(instrument: Instrument, { official, lower, upper }: Evaluation): Etape {
  const policy =
    instrument.officialMissing === 'zero'
      ? `Règle de l’éditeur\u00a0: une question sans réponse compte comme ${quoted('non')}.`
      : 'Règle de l’éditeur\u00a0: pas de niveau sans toutes les réponses.';
  const edition = editionName(instrument);
  const result = official === null ? 'null' : (instrument.order[official] ?? 'null');
  const level = official === null ? 'aucun, faute de réponse suffisante' : levelName(instrument, official);
  // Mid-interview, the missing policy would pass questions that nobody asked off as an official level.
  const phrase =
    official === null || lower === upper
      ? `${policy} Niveau officiel (${edition})\u00a0: ${level}.`
      : `${policy} Compté ainsi, le niveau serait ${level} (${edition})\u00a0; ce n’est pas établi.`;
  return { rule: 'official-missing', facts: [], result, phrase };
}

/** Only what carries the conclusion: a yes for "no illectronisme", a no for "illectronisme". */
function isDecisive(
  instrument: Instrument,
  { usage }: Evaluation,
  illectronisme: boolean | null,
): (code: string, truth: Truth) => boolean {
  if (usage === 'no') return (code) => code === instrument.usage?.item;
  const carrying = illectronisme === null ? null : illectronisme ? 'no' : 'yes';
  return (_, truth) => truth !== 'unknown' && (carrying === null || truth === carrying);
}

function evidenceStep(
  instrument: Instrument,
  answers: Answers,
  weakest: Evidence | null,
  decisive: (code: string, truth: Truth) => boolean,
): Etape {
  if (weakest === null) {
    const phrase = 'Aucune conclusion encore\u00a0: pas de réponse décisive.';
    return { rule: 'evidence', facts: [], result: 'null', phrase };
  }
  const facts = instrument.items.flatMap(({ code }) => {
    const answer = answers.get(code);
    const stands = answer && decisive(code, answer.truth) && grade(answer.evidence) >= grade(weakest);
    return stands ? [{ item: code, value: answer.evidence }] : [];
  });
  const phrase = `La preuve la plus faible de la conclusion\u00a0: ${EVIDENCE_FR[weakest]}.`;
  return { rule: 'evidence', facts, result: weakest, phrase };
}

function unconfirmedStep({ sources }: Instrument): Etape[] {
  const unconfirmed = sources.filter((source) => !source.confirmed);
  if (unconfirmed.length === 0) return [];
  const facts = unconfirmed.map(({ title }) => ({ value: title }));
  const titles = unconfirmed.map(({ title }) => title).join('\u00a0; ');
  const phrase = `Points non confirmés de cet instrument\u00a0: ${titles}.`;
  return [{ rule: 'unconfirmed', facts, result: String(facts.length), phrase }];
}

function cautionStep({ caution }: Instrument): Etape[] {
  return caution === undefined ? [] : [{ rule: 'caution', facts: [], result: '', phrase: caution }];
}

/** The rules in the order in which they were applied; every sentence of a result page comes from here. */
export function traceOf(
  instrument: Instrument,
  answers: Answers,
  evaluation: Evaluation,
  conclusion: { illectronisme: boolean | null; weakestDecisive: Evidence | null },
): readonly Etape[] {
  const areaSteps = evaluation.areas.flatMap((bilan, index) => {
    const area = instrument.areas[index];
    return area ? [areaStep(instrument, area, bilan, answers)] : [];
  });
  return [
    ...usageStep(instrument, evaluation, answers),
    ...areaSteps,
    aggregationStep(instrument, evaluation),
    ...illectronismeStep(instrument, conclusion.illectronisme),
    officialStep(instrument, evaluation),
    evidenceStep(
      instrument,
      answers,
      conclusion.weakestDecisive,
      isDecisive(instrument, evaluation, conclusion.illectronisme),
    ),
    ...cautionStep(instrument),
    ...unconfirmedStep(instrument),
  ];
}
