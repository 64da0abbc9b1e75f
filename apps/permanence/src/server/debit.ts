/** At most `max` requests in any `fenetre` milliseconds, counted apart for each key. */
export interface Regle {
  nom: string;
  max: number;
  fenetre: number;
}

/** Counts requests in the memory of one process. */
export interface Debit {
  /** Null when the request may go on, else how many milliseconds to wait. */
  take(regle: Regle, cle: string): number | null;
  /** How many keys are in memory. */
  readonly places: number;
}

/**
 * A limiter of bounded memory: each key holds the instants of its last requests. When `places` keys are known the one
 * seen longest ago is forgotten. N processes let N times as many through: the reverse proxy holds the line for all.
 */
export function createDebit(clock: () => Date, places = 20_000): Debit {
  const vus = new Map<string, number[]>();
  return {
    take(regle, cle) {
      const maintenant = clock().getTime();
      const place = `${regle.nom} ${cle}`;
      const recents = (vus.get(place) ?? []).filter((instant) => maintenant - instant < regle.fenetre);
      vus.delete(place);
      const [premier] = recents;
      const refuse = recents.length >= regle.max && premier !== undefined;
      if (!refuse) recents.push(maintenant);
      vus.set(place, recents);
      if (vus.size > places) for (const ancien of vus.keys()) if (vus.delete(ancien)) break;
      return refuse ? premier + regle.fenetre - maintenant : null;
    },
    get places() {
      return vus.size;
    },
  };
}
