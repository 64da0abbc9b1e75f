/** Languages of the pages that a person reads, in the order in which they are offered. French is the one that binds. */
export const LANGUES = ['fr', 'fr-simple', 'ar', 'en', 'uk', 'tr', 'ps', 'fa', 'pt'] as const;
export type Langue = (typeof LANGUES)[number];

/** The language of a code that came from outside; undefined when it is none of ours. */
export function findLangue(code: string | undefined): Langue | undefined {
  return LANGUES.find((une) => une === code);
}

/** The first language of an `Accept-Language` header that is ours: `ar-DZ,fr;q=0.8` → `ar`. */
export function fromAcceptLanguage(entete: string | undefined): Langue | undefined {
  const rangs = (entete ?? '')
    .split(',')
    .slice(0, 20)
    .map((morceau) => {
      const [code = '', ...options] = morceau.trim().toLowerCase().split(';');
      const q = options.map((option) => /^\s*q=([\d.]+)/.exec(option)?.[1]).find((un) => un !== undefined);
      return { base: code.split('-')[0] ?? '', q: q === undefined ? 1 : Number(q) };
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { base } of rangs) {
    const langue = findLangue(base);
    if (langue !== undefined) return langue;
  }
  return undefined;
}
