import type { AreaBilan, AreaLevel, Etape } from './bilan.ts';
import type { CurrentAnswer } from './current-answer.ts';
import { grade } from './current-answer.ts';
import type { Evaluation } from './evaluation.ts';
import { instrumentKey, type Area, type Instrument } from './instrument.ts';
import type { Evidence } from './reponse.ts';

type Answers = ReadonlyMap<string, CurrentAnswer>;

const AREA_LEVEL_FR: Readonly<Record<AreaLevel, string>> = {
  none: 'rien d’établi',
  basic: 'niveau de base',
  above: 'plus que le niveau de base',
};

const EVIDENCE_FR: Readonly<Record<Evidence, string>> = {
  self: 'dite par la personne',
  proxy: 'dite par quelqu’un d’autre',
  assisted: 'faite avec de l’aide',
  observed: 'vue pendant l’entretien',
};

function levelName(instrument: Instrument, rank: number): string {
  const level = instrument.order[rank] ?? '';
  return `« ${instrument.i18n?.fr?.levels[level] ?? level} »`;
}

function between<T>(name: (value: T) => string, low: T, high: T): string {
  return low === high ? name(low) : `entre ${name(low)} et ${name(high)}`;
}

function factOf(code: string, answers: Answers): { item: string; value: string | number | null } {
  const answer = answers.get(code);
  if (!answer || answer.truth === 'unknown') return { item: code, value: 'unknown' };
  return { item: code, value: answer.value === 'na' ? 'na' : answer.truth };
}

function usageStep(instrument: Instrument, evaluation: Evaluation, answers: Answers): Etape[] {
  if (!instrument.usage) return [];
  const code = instrument.usage.item;
  const value = answers.get(code)?.value ?? null;
  const choice = instrument.items.find((item) => item.code === code)?.choices?.[String(value)];
  const said = choice ? `Dernière utilisation d’internet : ${choice.toLowerCase()}. ` : '';
  const phrase = {
    yes: 'La personne compte parmi les utilisateurs.',
    no: 'La personne compte parmi les non-utilisateurs ; les domaines ne sont pas calculés.',
    unknown:
      'La dernière utilisation d’internet n’est pas connue ; toutes les possibilités restent ouvertes.',
  }[evaluation.usage];
  return [{ rule: 'usage', facts: [{ item: code, value }], result: evaluation.usage, phrase: said + phrase }];
}

function areaStep(instrument: Instrument, area: Area, bilan: AreaBilan, answers: Answers): Etape {
  const name = instrument.i18n?.fr?.areas[area.id] ?? area.id;
  const facts = area.items.map((code) => ({ ...factOf(code, answers), area: area.id }));
  const no = area.items.length - bilan.count - bilan.unknown;
  const notApplicable = facts.filter((fact) => fact.value === 'na').length;
  const phrase =
    `Domaine « ${name} » : ${bilan.count} oui, ${no} non, ${bilan.unknown} sans réponse. ` +
    (notApplicable > 0 ? `Sans objet, compté comme « non » : ${notApplicable}. ` : '') +
    `Il faut ${area.basicMin} oui pour la base, ${area.aboveMin} pour plus. ` +
    `Résultat : ${between((level) => AREA_LEVEL_FR[level], bilan.bounds[0], bilan.bounds[1])}.`;
  return { rule: 'area', facts, result: bilan.bounds.join('..'), phrase };
}

function aggregationStep(instrument: Instrument, { areas, lower, upper }: Evaluation): Etape {
  const facts = areas.map(({ id, bounds }) => ({ area: id, value: bounds.join('..') }));
  const range = between((rank: number) => levelName(instrument, rank), lower, upper);
  const sure = areas.filter((area) => area.bounds[1] === 'none').length;
  const possible = areas.filter((area) => area.bounds[0] === 'none').length;
  const zero = areas.length
    ? `Domaines sans activité établie : ${between(String, sure, possible)} sur ${areas.length}. `
    : '';
  return {
    rule: 'aggregation',
    facts,
    result: [instrument.order[lower], instrument.order[upper]].join('..'),
    phrase: `${zero}Niveau : ${range}${lower === upper ? '' : ' ; il reste incertain'}.`,
  };
}

function illectronismeStep(instrument: Instrument, value: boolean | null): Etape[] {
  if (!instrument.illectronisme) return [];
  const said = {
    true: 'illectronisme, c’est certain d’après les réponses',
    false: 'pas d’illectronisme, c’est certain d’après les réponses',
    null: 'on ne peut pas encore dire s’il y a illectronisme',
  }[`${value}`];
  const phrase = `Selon la définition ${instrumentKey(instrument)} : ${said}.`;
  return [{ rule: 'illectronisme', facts: [], result: `${value}`, phrase }];
}

function officialStep(instrument: Instrument, { official }: Evaluation): Etape {
  const policy =
    instrument.officialMissing === 'zero'
      ? 'Règle de l’éditeur : une question sans réponse compte comme « non ».'
      : 'Règle de l’éditeur : pas de niveau sans toutes les réponses.';
  const phrase =
    official === null
      ? `${policy} Niveau officiel : aucun, faute de réponse suffisante.`
      : `${policy} Niveau officiel : ${levelName(instrument, official)}.`;
  const result = official === null ? 'null' : (instrument.order[official] ?? 'null');
  return { rule: 'official-missing', facts: [], result, phrase };
}

function evidenceStep(instrument: Instrument, answers: Answers, weakest: Evidence | null): Etape {
  const facts = instrument.items.flatMap(({ code }) => {
    const answer = answers.get(code);
    const stands = answer && answer.truth !== 'unknown' && grade(answer.evidence) >= grade(weakest);
    return stands ? [{ item: code, value: answer.evidence }] : [];
  });
  if (weakest === null) {
    const phrase = 'Aucune conclusion encore : pas de réponse décisive.';
    return { rule: 'evidence', facts: [], result: 'null', phrase };
  }
  const phrase = `La conclusion tient sur des réponses au moins de cette force : ${EVIDENCE_FR[weakest]}.`;
  return { rule: 'evidence', facts, result: weakest, phrase };
}

function unconfirmedStep({ sources }: Instrument): Etape[] {
  const unconfirmed = sources.filter((source) => !source.confirmed);
  if (unconfirmed.length === 0) return [];
  const facts = unconfirmed.map(({ title }) => ({ value: title }));
  const phrase = `Points non confirmés de cet instrument : ${facts.map(({ value }) => value).join(' ; ')}.`;
  return [{ rule: 'unconfirmed', facts, result: String(facts.length), phrase }];
}

/** French typography: no line break inside guillemets or before a high punctuation mark. */
function withNoBreakSpaces(phrase: string): string {
  return phrase.replace(/« /g, '«\u00a0').replace(/ (?=[»:;?!])/g, '\u00a0');
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
  const etapes = [
    ...usageStep(instrument, evaluation, answers),
    ...areaSteps,
    aggregationStep(instrument, evaluation),
    ...illectronismeStep(instrument, conclusion.illectronisme),
    officialStep(instrument, evaluation),
    evidenceStep(instrument, answers, conclusion.weakestDecisive),
    ...unconfirmedStep(instrument),
  ];
  return etapes.map((etape) => ({ ...etape, phrase: withNoBreakSpaces(etape.phrase) }));
}
