interface Reste {
  chemin: string;
  corps: string;
}

/**
 * Bodies of forms whose sending failed: in memory, each for the page that replaces it, once. A browser that does not name
 * that page has its address instead, first come first served.
 */
export function createRestes() {
  const restes = new Map<string, Reste[]>();
  return {
    hold(client: string, chemin: string, corps: string): void {
      const clef = client === '' ? chemin : client;
      restes.set(clef, [...(restes.get(clef) ?? []), { chemin, corps }]);
    },
    /** The body of the page that asks; never that of another screen. */
    take(client: string, chemin: string): string | null {
      for (const clef of [client, chemin]) {
        const [premier, ...autres] = restes.get(clef) ?? [];
        if (premier?.chemin !== chemin) continue;
        if (autres.length === 0) restes.delete(clef);
        else restes.set(clef, autres);
        return premier.corps;
      }
      return null;
    },
  };
}
