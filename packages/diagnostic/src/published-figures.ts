import data from '../data/insee-chiffres.json' with { type: 'json' };

/** What INSEE published for an edition, in % of its field. Two editions are never compared without saying so. */
export interface ChiffresPublies {
  source: string;
  field: string;
  /** Non-users, and users without skill. */
  illectronisme: number;
  nonUsers?: number;
  usersWithoutSkill?: number;
  faibles?: number;
  /** What to know before quoting it, in French. */
  note?: string;
}

/** By `id@version` of the instrument; an edition without figures is absent. */
export const chiffresPublies: ReadonlyMap<string, ChiffresPublies> = /* @__PURE__ */ new Map<
  string,
  ChiffresPublies
>(/* @__PURE__ */ Object.entries(data));
