/** A field that can be sent without an answer, with the words that name it. */
export interface ChampLu {
  etiquette: string;
  /** Its words, or those of its group, say that it may stay empty. */
  facultatif: boolean;
  /** Its tag, or its words, say that it may not. */
  demande: boolean;
}

const attribut = (balise: string, nom: string): string | undefined =>
  new RegExp(`\\s${nom}="([^"]*)"`).exec(balise)?.[1];
const mots = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/**
 * The fields of a form that can be sent without an answer. Out of count: a search, whose button is beside it; a list or a
 * group that has an answer from the start; a box alone, which is a yes or a no, unless it must be ticked; the cells of a
 * sheet, where a row that stays empty is left out, as its page says.
 */
export function fieldsOf(formulaire: string): ChampLu[] {
  const groupes = [...formulaire.matchAll(/<fieldset[^>]*>.*?<\/fieldset>/gs)].map(([bloc]) => bloc);
  const dehors = groupes.reduce((reste, bloc) => reste.replace(bloc, ''), formulaire);
  return [...groupes.flatMap(groupOf), ...groupes.flatMap(linesOf), ...linesOf(dehors)];
}

const titreOf = (bloc: string): string => mots(/<legend[^>]*>(.*?)<\/legend>/s.exec(bloc)?.[1] ?? '');

function read(etiquette: string, balise: string, autour = ''): ChampLu {
  return {
    etiquette,
    facultatif: `${autour} ${etiquette}`.includes('(facultatif)'),
    demande: balise.includes(' aria-required="true"') || etiquette.includes('(un choix au moins)'),
  };
}

function groupOf(bloc: string): ChampLu[] {
  const [balise = ''] = /^<fieldset[^>]*>/.exec(bloc) ?? [];
  const reponses = [...bloc.matchAll(/<input[^>]*\stype="(?:radio|checkbox)"[^>]*>/g)].map(([un]) => un);
  const radios = reponses.filter((un) => attribut(un, 'type') === 'radio');
  const noms = new Set(reponses.map((un) => attribut(un, 'name')));
  // Several boxes of one name are one question; of several names, as many yes or no.
  if (reponses.length < 2 || (radios.length === 0 && noms.size > 1)) return [];
  return reponses.some((un) => un.includes(' checked=')) ? [] : [read(titreOf(bloc), balise)];
}

function linesOf(bloc: string): ChampLu[] {
  return [...bloc.matchAll(/<(?:input|textarea|select)\b[^>]*>(?:<option[^>]*>[^<]*)?/g)].flatMap(([lu]) => {
    const [balise = ''] = /^<[^>]*>/.exec(lu) ?? [];
    const nature = attribut(balise, 'type') ?? '';
    if (/^(?:hidden|search|radio|submit)$/.test(nature)) return [];
    if (nature === 'checkbox' && !balise.includes('aria-required')) return [];
    if (balise.startsWith('<select') && !/<option[^>]*value=""[^>]*>Choisir/.test(lu)) return [];
    if (balise.includes('aria-labelledby="c')) return [];
    const id = (attribut(balise, 'id') ?? '').replaceAll('.', '\\.');
    const pour = new RegExp(`<label[^>]*for="${id}"[^>]*>(.*?)</label>`, 's').exec(bloc)?.[1];
    return [read(mots(pour ?? attribut(balise, 'aria-label') ?? ''), balise, titreOf(bloc))];
  });
}
