/** Relative luminance of WCAG 2.2. */
function luminance(couleur: string): number {
  const [r = 0, v = 0, b = 0] = [1, 3, 5].map((debut) => {
    const canal = Number.parseInt(couleur.slice(debut, debut + 2), 16) / 255;
    return canal <= 0.04045 ? canal / 12.92 : ((canal + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * v + 0.0722 * b;
}

/** Ratio of contrast of two `#rrggbb` (WCAG 2.2), from 1 to 21. */
export function contraste(a: string, b: string): number {
  const [haut = 0, bas = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (haut + 0.05) / (bas + 0.05);
}
