/** Codes of lower-closed integer bands: `[25, 45]` gives `<25`, `25-44`, `45+`. */
export function bandCodes(limits: readonly number[]): string[] {
  const codes: string[] = [];
  limits.forEach((limit, index) => {
    const previous = limits[index - 1];
    codes.push(previous === undefined ? `<${limit}` : `${previous}-${limit - 1}`);
  });
  const last = limits.at(-1);
  if (last !== undefined) codes.push(`${last}+`);
  return codes;
}

/** Band of an integer written as text; `null` when the text is not an integer. */
export function bandOf(text: string, limits: readonly number[]): string | null {
  if (!/^-?\d{1,15}$/.test(text)) return null;
  const value = Number(text);
  const rank = limits.filter((limit) => value >= limit).length;
  return bandCodes(limits)[rank] ?? null;
}
