const LIGATURES: Readonly<Record<string, string>> = { œ: 'OE', Œ: 'OE', æ: 'AE', Æ: 'AE', ß: 'SS', ẞ: 'SS' };

/** What the pseudonym keeps of a name: unaccented capitals, letters only, so that spellings meet. */
export function foldName(name: string): string {
  return name
    .replace(/[œŒæÆßẞ]/gu, (sign) => LIGATURES[sign] ?? sign)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/\P{L}/gu, '');
}
