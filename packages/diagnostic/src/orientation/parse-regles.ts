import { freinOf, takesValue } from '../frein.ts';
import type { Motif, Resultat } from '../motif.ts';
import type { PropositionRegle, ReglesOrientation } from './regles.ts';
import { reglesSchema } from './regles-schema.ts';

type Path = readonly (string | number)[];

const PHRASES = {
  'shape-invalid': 'La forme n’est pas celle de règles d’orientation.',
  'source-missing': 'Des règles et chaque règle citent leur source.',
  'status-missing': 'Des règles disent leur statut\u00a0: official, reconstructed ou experimental.',
  'regle-repeated': 'Deux règles portent le même nom.',
  'precedence-mismatch': 'L’ordre de priorité nomme chaque règle une fois.',
  'palier-unknown': 'Ce palier n’est pas décrit dans «\u00a0paliers\u00a0».',
  'palier-unreachable': 'Aucun niveau de cet instrument ne mène à ce palier, ou deux y mènent.',
  'domaine-unknown': 'Ce domaine n’est pas décrit dans «\u00a0domaines\u00a0».',
  'frein-unknown': 'Ce frein n’est pas dans le vocabulaire.',
  'frein-value-unknown': 'Ce frein ne prend pas cette valeur.',
  'frein-not-exported': 'Une règle ne se fonde pas sur un besoin fonctionnel.',
  'vocabulaire-unknown': 'Ce mot n’est pas dans le vocabulaire cité.',
} as const;

type Code = keyof typeof PHRASES;

function motif(code: Code, path: Path): Motif {
  return { code, phrase: PHRASES[code], path };
}

function shapeMotif(path: Path): Motif {
  if (path[0] === 'statut') return motif('status-missing', path);
  if (path.length === 1 && path[0] === 'sources') return motif('source-missing', path);
  return motif(path.at(-1) === 'source' ? 'source-missing' : 'shape-invalid', path);
}

/** The names of the list that are not known, each with its place. */
function strangers(names: readonly string[], known: readonly string[], code: Code, path: Path): Motif[] {
  return names.flatMap((name, index) => (known.includes(name) ? [] : [motif(code, [...path, index])]));
}

function freinMotifs(text: string, path: Path): Motif[] {
  const [code, value, ...rest] = text.split('=');
  const frein = freinOf(code);
  if (frein === undefined || rest.length > 0) return [motif('frein-unknown', path)];
  if (!frein.exported) return [motif('frein-not-exported', path)];
  return takesValue(frein, value) ? [] : [motif('frein-value-unknown', path)];
}

function propositionMotifs(proposition: PropositionRegle, regles: ReglesOrientation, path: Path): Motif[] {
  const { dataInclusion, coop } = regles.vocabulaires;
  const paliers = regles.paliers.map(({ code }) => code);
  const word = 'vocabulaire-unknown';
  return [
    ...proposition.quand.flatMap((condition, index) => [
      ...strangers(condition.paliers ?? [], paliers, 'palier-unknown', [...path, 'quand', index, 'paliers']),
      ...(condition.frein === undefined
        ? []
        : freinMotifs(condition.frein, [...path, 'quand', index, 'frein'])),
    ]),
    ...strangers(proposition.dataInclusion ?? [], dataInclusion, word, [...path, 'dataInclusion']),
    ...strangers(proposition.coop ?? [], coop, word, [...path, 'coop']),
    ...Object.entries(proposition.coopParDomaine ?? {}).flatMap(([domaine, themes]) => {
      const place = [...path, 'coopParDomaine', domaine];
      const known = Object.hasOwn(regles.domaines, domaine);
      return [...(known ? [] : [motif('domaine-unknown', place)]), ...strangers(themes, coop, word, place)];
    }),
  ];
}

function instrumentMotifs(regles: ReglesOrientation): Motif[] {
  const paliers = regles.paliers.map(({ code }) => code);
  return Object.entries(regles.instruments).flatMap(([key, { niveaux, domaines }]) => {
    const path = ['instruments', key];
    const reached = niveaux.flatMap((niveau) => niveau.paliers);
    return [
      ...niveaux.flatMap((niveau, index) =>
        strangers(niveau.paliers, paliers, 'palier-unknown', [...path, 'niveaux', index, 'paliers']),
      ),
      ...paliers.flatMap((palier) =>
        reached.filter((code) => code === palier).length === 1
          ? []
          : [motif('palier-unreachable', [...path, 'niveaux'])],
      ),
      ...Object.entries(domaines).flatMap(([area, domaine]) =>
        Object.hasOwn(regles.domaines, domaine)
          ? []
          : [motif('domaine-unknown', [...path, 'domaines', area])],
      ),
    ];
  });
}

function ruleMotifs(regles: ReglesOrientation): Motif[] {
  const ids = regles.regles.map(({ id }) => id);
  const { precedence } = regles;
  const once = (id: string): boolean => precedence.filter((one) => one === id).length === 1;
  return [
    ...ids.flatMap((id, index) =>
      ids.indexOf(id) === index ? [] : [motif('regle-repeated', ['regles', index, 'id'])],
    ),
    ...ids.flatMap((id, index) => (once(id) ? [] : [motif('precedence-mismatch', ['regles', index, 'id'])])),
    ...strangers(precedence, ids, 'precedence-mismatch', ['precedence']),
    ...regles.regles.flatMap((regle, index) =>
      regle.propositions.flatMap((proposition, place) =>
        propositionMotifs(proposition, regles, ['regles', index, 'propositions', place]),
      ),
    ),
  ];
}

/**
 * Reads rules of orientation from JSON of unknown shape.
 * @returns the rules, or every motif with its path: `source-missing`, `status-missing`, `regle-repeated`,
 * `precedence-mismatch`, `palier-unknown`, `palier-unreachable`, `domaine-unknown`, `frein-unknown`,
 * `frein-value-unknown`, `frein-not-exported`, `vocabulaire-unknown`; `shape-invalid` elsewhere.
 */
export function parseRegles(input: unknown): Resultat<ReglesOrientation> {
  const parsed = reglesSchema.safeParse(input);
  if (!parsed.success) {
    return { ok: false, motifs: parsed.error.issues.map((issue) => shapeMotif(issue.path as Path)) };
  }
  const regles = parsed.data;
  const paliers = regles.paliers.map(({ code }) => code);
  const motifs = [
    ...instrumentMotifs(regles),
    ...ruleMotifs(regles),
    ...strangers(regles.aPreciser.sansSuite, paliers, 'palier-unknown', ['aPreciser', 'sansSuite']),
  ];
  return motifs.length > 0 ? { ok: false, motifs } : { ok: true, value: regles };
}
