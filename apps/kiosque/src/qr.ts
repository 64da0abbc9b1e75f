import { encode } from 'uqr';

const SVG = 'http://www.w3.org/2000/svg';

/** The code as a drawing, quiet zone included; black on white whatever the theme. */
export function dessinerQr(texte: string, nom: string): SVGSVGElement {
  const { data, size } = encode(texte, { ecc: 'L', border: 4 });
  const trace = data.flatMap((ligne, y) => ligne.flatMap((noir, x) => (noir ? [`M${x} ${y}h1v1h-1z`] : [])));
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', nom);
  svg.setAttribute('shape-rendering', 'crispEdges');
  const fond = document.createElementNS(SVG, 'rect');
  fond.setAttribute('width', String(size));
  fond.setAttribute('height', String(size));
  fond.setAttribute('fill', '#fff');
  const noirs = document.createElementNS(SVG, 'path');
  noirs.setAttribute('d', trace.join(''));
  noirs.setAttribute('fill', '#000');
  svg.append(fond, noirs);
  return svg;
}
