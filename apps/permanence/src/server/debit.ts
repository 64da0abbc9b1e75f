/** At most `max` requests in any `fenetre` milliseconds, counted apart for each key. */
export interface Regle {
  nom: string;
  max: number;
  fenetre: number;
  /** Counted in the database for all processes together, at the cost of one write: what guesses, and what takes out. */
  commune?: true;
}

/** Says whether a request may go on. */
export interface Debit {
  /** Null when it may, else how many milliseconds to wait. */
  take(regle: Regle, cle: string): Promise<number | null>;
}

/** Counts requests in the memory of one process. */
export interface DebitLocal {
  take(regle: Regle, cle: string): number | null;
  /** How many keys are in memory. */
  readonly places: number;
}

/**
 * A limiter of bounded memory: each key holds the instants of its last requests. When `places` keys are known the one
 * seen longest ago is forgotten. An instant that a jump of the clock left in the future counts no more than an old one.
 */
export function createDebitLocal(clock: () => Date, places = 20_000): DebitLocal {
  const vus = new Map<string, number[]>();
  return {
    take(regle, cle) {
      const maintenant = clock().getTime();
      const place = `${regle.nom} ${cle}`;
      const recents = (vus.get(place) ?? []).filter(
        (instant) => Math.abs(maintenant - instant) < regle.fenetre,
      );
      vus.delete(place);
      const [premier] = recents;
      const refuse = recents.length >= regle.max && premier !== undefined;
      if (!refuse) recents.push(maintenant);
      vus.set(place, recents);
      if (vus.size > places) for (const ancien of vus.keys()) if (vus.delete(ancien)) break;
      return refuse ? waitOf(regle, premier, maintenant) : null;
    },
    get places() {
      return vus.size;
    },
  };
}

/** How long until the oldest request counted leaves the window. */
export function waitOf({ fenetre }: Regle, premier: number, maintenant: number): number {
  return Math.min(fenetre, Math.max(1, premier + fenetre - maintenant));
}
