import { instrumentKey } from '../instrument.ts';
import type { Motif, Resultat } from '../motif.ts';
import type { BilanOriente, LectureInstrument, ReglesOrientation } from './regles.ts';

/** How the rules read this result's instrument, if they know it. */
export function lectureOf(bilan: BilanOriente, regles: ReglesOrientation): LectureInstrument | undefined {
  const key = instrumentKey(bilan.instrument);
  return Object.hasOwn(regles.instruments, key) ? regles.instruments[key] : undefined;
}

/** The steps that stay possible, from the lowest to the highest. */
export function paliersOf(bilan: BilanOriente, regles: ReglesOrientation): Resultat<readonly string[]> {
  const refused = (motif: Motif): Resultat<readonly string[]> => ({ ok: false, motifs: [motif] });
  const lecture = lectureOf(bilan, regles);
  if (lecture === undefined) {
    const phrase = 'Les règles d’orientation ne connaissent pas cet instrument.';
    return refused({ code: 'version-unknown', phrase, path: ['bilan', 'instrument'] });
  }
  const [low = -1, high = -1] = bilan.bounds.map((level) =>
    lecture.niveaux.findIndex(({ code }) => code === level),
  );
  if (low < 0 || high < 0) {
    const phrase = 'Les règles d’orientation ne connaissent pas ce niveau.';
    return refused({ code: 'level-unknown', phrase, path: ['bilan', 'bounds'] });
  }
  if (low > high) {
    const phrase = 'Le niveau le plus bas vient en premier.';
    return refused({ code: 'bounds-inverted', phrase, path: ['bilan', 'bounds'] });
  }
  const between = new Set(lecture.niveaux.slice(low, high + 1).flatMap(({ paliers }) => paliers));
  const narrowed = lecture.parDomaines && bilan.areas.length > 0;
  const atLeast = bilan.areas.filter(({ bounds }) => bounds[1] === 'none').length;
  const atMost = bilan.areas.filter(({ bounds }) => bounds[0] === 'none').length;
  const value = regles.paliers.flatMap(({ code, domainesVides }) => {
    if (!between.has(code)) return [];
    if (!narrowed || domainesVides === undefined) return [code];
    return domainesVides[0] <= atMost && domainesVides[1] >= atLeast ? [code] : [];
  });
  return { ok: true, value };
}

/** The areas, as the rules name them, where nothing can be established any more. */
export function domainesVides(bilan: BilanOriente, regles: ReglesOrientation): readonly string[] {
  const domaines = lectureOf(bilan, regles)?.domaines ?? {};
  return bilan.areas.flatMap(({ id, bounds }) => {
    const domaine = Object.hasOwn(domaines, id) ? domaines[id] : undefined;
    return bounds[1] === 'none' && domaine !== undefined ? [domaine] : [];
  });
}
