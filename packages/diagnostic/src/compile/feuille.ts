import type { Instrument } from '../instrument.ts';
import type { TreeNode } from '../tree.ts';
import type { ArbreCompile } from './arbre.ts';

/** Where a branch leads: the number of another line, or an end. */
export type Renvoi = number | 'certain' | 'probable' | 'ouvert';

/** One numbered question of the printed interview. */
export interface Ligne {
  numero: number;
  item: string;
  oui: Renvoi;
  non: Renvoi;
}

function endOf({ q }: TreeNode, threshold: number): Renvoi {
  if (q >= threshold) return 'probable';
  return q === 0 ? 'certain' : 'ouvert';
}

/**
 * The tree as numbered lines, the first question first. Branches that go on in the same way share their lines: that is what
 * makes it fit one page.
 */
export function toLignes({ root, threshold }: Pick<ArbreCompile, 'root' | 'threshold'>): readonly Ligne[] {
  const keys = new Map<TreeNode, string>();
  const keyOf = (node: TreeNode): string => {
    const known = keys.get(node);
    if (known !== undefined) return known;
    const key =
      'stop' in node ? String(endOf(node, threshold)) : `(${node.item} ${keyOf(node.yes)} ${keyOf(node.no)})`;
    keys.set(node, key);
    return key;
  };
  const numbers = new Map<string, number>();
  const queue: Exclude<TreeNode, { stop: true }>[] = [];
  const enter = (node: TreeNode): Renvoi => {
    if ('stop' in node) return endOf(node, threshold);
    const key = keyOf(node);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    queue.push(node);
    numbers.set(key, queue.length);
    return queue.length;
  };
  enter(root);
  const lignes: Ligne[] = [];
  for (const node of queue) {
    lignes.push({ numero: lignes.length + 1, item: node.item, oui: enter(node.yes), non: enter(node.no) });
  }
  return lignes;
}

const TITRE = 'Le numérique au quotidien\u00a0: quelques questions';

const FIN: Readonly<Record<Exclude<Renvoi, number>, string>> = {
  certain: 'Hors',
  probable: 'Prob.',
  ouvert: 'À voir',
};

/** What the sheet says before its lines; the threshold is that of the file. */
function consignes({ threshold, calibration, instrument }: ArbreCompile): readonly string[] {
  const percent = `${String(Math.round(threshold * 1000) / 10).replace('.', ',')}\u00a0%`;
  return [
    'D’abord\u00a0: a-t-elle utilisé internet ces 3 derniers mois\u00a0? Non\u00a0: illectronisme (non-usager), c’est fini.',
    'Oui\u00a0: commencer à la ligne 1, puis suivre le numéro de la colonne «\u00a0oui\u00a0» ou «\u00a0non\u00a0».',
    'Chaque question porte sur les 3 derniers mois (12 mois pour un achat).',
    'Un «\u00a0oui\u00a0» se montre, si la personne le veut bien. Ce qui n’est pas réussi compte «\u00a0non\u00a0».',
    'Ne sait pas, ou passe\u00a0: suivre «\u00a0non\u00a0», et noter la ligne. Une fin «\u00a0Prob.\u00a0» reste alors à voir.',
    `Hors\u00a0: hors illectronisme, c’est certain. Prob.\u00a0: illectronisme probable (${percent} ou plus).`,
    'C’est un repérage, pas un examen. On peut passer ou arrêter. Un écrivain confirme.',
    `${instrument} · ${calibration} (calibration expérimentale)`,
  ];
}

const say = (suite: Renvoi): string => (typeof suite === 'number' ? String(suite) : FIN[suite]);

function labelOf(instrument: Instrument, code: string): string {
  return instrument.items.find((item) => item.code === code)?.i18n.fr?.label ?? code;
}

/** The sheet as plain text: one line a question, its columns apart by tabs. */
export function toFeuilleTexte(arbre: ArbreCompile, instrument: Instrument): string {
  const lignes = toLignes(arbre).map(({ numero, item, oui, non }) =>
    [numero, labelOf(instrument, item), say(oui), say(non), item].join('\t'),
  );
  const tete = ['n°', 'question', 'oui', 'non', 'code'].join('\t');
  return `${[TITRE, '', ...consignes(arbre), '', tete, ...lignes].join('\n')}\n`;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

// One page at 100 %: two columns of 45 lines at most, no colour needed, black on white.
const STYLE = `@page{size:A4;margin:8mm 9mm}
*{box-sizing:border-box}
body{font:8.6pt/1.25 "Atkinson Hyperlegible",Verdana,sans-serif;margin:0;color:#000;background:#fff}
h1{font-size:13pt;margin:0 0 1mm}
ul{margin:0 0 2mm;padding:0 0 0 4mm;columns:2;column-gap:6mm}
table{width:100%;border-collapse:collapse}
tr{break-inside:avoid}
th,td{text-align:left;padding:.68mm .8mm;border-bottom:.1mm solid #777;font-weight:400}
td+td+td{width:9mm;text-align:center}
th:first-child,td:first-child{width:6mm;font-weight:700}
.g{display:grid;grid-template-columns:1fr 1fr;gap:6mm;align-items:start}
@media screen{body{max-width:192mm;margin:8mm auto}}`;

function toTable(lignes: readonly Ligne[], instrument: Instrument): string {
  const rows = lignes.map(({ numero, item, oui, non }) => {
    const cells = `<td>${escape(labelOf(instrument, item))}</td><td>${say(oui)}</td><td>${say(non)}</td>`;
    return `<tr data-item="${escape(item)}"><td>${numero}</td>${cells}</tr>`;
  });
  const tete = '<tr><th>n°</th><th>question</th><th>oui</th><th>non</th></tr>';
  return `<table><thead>${tete}</thead><tbody>\n${rows.join('\n')}\n</tbody></table>`;
}

/** The sheet as one HTML page that prints on one A4 side, with no script and nothing to load. */
export function toFeuilleHtml(arbre: ArbreCompile, instrument: Instrument): string {
  const lignes = toLignes(arbre);
  const half = Math.ceil(lignes.length / 2);
  const tables = [lignes.slice(0, half), lignes.slice(half)].filter((part) => part.length > 0);
  const items = consignes(arbre).map((line) => `<li>${escape(line)}</li>`);
  return `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>${escape(TITRE)}</title><style>${STYLE}</style></head>
<body><h1>${escape(TITRE)}</h1>
<ul>${items.join('')}</ul>
<div class="g">${tables.map((part) => toTable(part, instrument)).join('\n')}</div>
</body></html>
`;
}
