import { describe, expect, it, test } from 'vitest';
import { arbreIllectronisme2021 as shipped, departRapide, type TreeNode, type TreePlan } from '../plan.ts';
import { inseeIllectronisme2021 as insee } from '../official-editions.ts';
import { toFeuilleHtml, toFeuilleTexte, toLignes, type Ligne } from './feuille.ts';

type Forme = string | { item: string; oui: Forme; non: Forme };

const FINS: Readonly<Record<string, string>> = { Hors: 'certain', 'Prob.': 'probable', 'À voir': 'ouvert' };
const toRenvoi = (cell: string): Ligne['oui'] =>
  /^\d+$/.test(cell) ? Number(cell) : (FINS[cell] as 'certain');

/** What the JSON says, its probabilities reduced to what a reader may conclude. */
function formeOf(node: TreeNode, threshold: number): Forme {
  if ('stop' in node) return node.q >= threshold ? 'probable' : node.q === 0 ? 'certain' : 'ouvert';
  return { item: node.item, oui: formeOf(node.yes, threshold), non: formeOf(node.no, threshold) };
}

/** What a reader of the sheet does: from line 1, one reference after another. */
function rebuild(lignes: readonly Ligne[]): Forme {
  const follow = (to: Ligne['oui']): Forme => {
    if (typeof to !== 'number') return to;
    const ligne = lignes[to - 1];
    if (ligne?.numero !== to) throw new Error(`No line ${to}`);
    return { item: ligne.item, oui: follow(ligne.oui), non: follow(ligne.non) };
  };
  return follow(1);
}

function readTexte(texte: string): readonly Ligne[] {
  const cells = texte.split('\n').map((line) => line.split('\t'));
  return cells.flatMap(([numero = '', , oui = '', non = '', item = '']) =>
    /^\d+$/.test(numero) ? [{ numero: Number(numero), item, oui: toRenvoi(oui), non: toRenvoi(non) }] : [],
  );
}
function readHtml(html: string): readonly Ligne[] {
  const row =
    /<tr data-item="([^"]+)"><td>(\d+)<\/td><td>([^<]+)<\/td><td>([^<]+)<\/td><td>([^<]+)<\/td><\/tr>/g;
  return [...html.matchAll(row)].map(([, item = '', numero = '', , oui = '', non = '']) => ({
    numero: Number(numero),
    item,
    oui: toRenvoi(oui),
    non: toRenvoi(non),
  }));
}

describe('the printed interview is the one of the file, branch by branch', () => {
  it.each<[string, TreePlan]>([
    ['the shipped one', shipped],
    ['the quick start, whose ends stay open', departRapide],
  ])('%s', (_, plan) => {
    const attendu = formeOf(plan.root, plan.threshold);
    expect(rebuild(toLignes(plan))).toEqual(attendu);
    expect(rebuild(readTexte(toFeuilleTexte(plan, insee)))).toEqual(attendu);
    expect(rebuild(readHtml(toFeuilleHtml(plan, insee)))).toEqual(attendu);
  });

  it('a line is printed once, and every line is reached', () => {
    const lignes = toLignes(shipped);
    const keys = lignes.map(({ item, oui, non }) => `${item} ${oui} ${non}`);
    expect(new Set(keys).size).toBe(lignes.length);
    const cited = new Set(lignes.flatMap(({ oui, non }) => [oui, non]));
    for (const { numero } of lignes) expect(numero === 1 || cited.has(numero)).toBe(true);
  });
});

test('it fits one A4 side: two columns of 45 lines at most, nothing to load', () => {
  expect(toLignes(shipped).length).toBeLessThanOrEqual(90);
  const html = toFeuilleHtml(shipped, insee);
  expect(html).toContain('size:A4');
  expect(html).not.toMatch(/<script|src=|href=|url\(|https?:/);
});

test('it says that it is no examination, what its ends mean, and the threshold of the file', () => {
  const texte = toFeuilleTexte({ ...shipped, threshold: 0.905 }, insee);
  expect(texte).toContain('90,5\u00a0%');
  expect(texte).toContain('pas un examen');
  expect(texte).toContain('insee-illectronisme@2021');
});

test('each question has its French words on the sheet', () => {
  const lines = toFeuilleTexte(shipped, insee)
    .split('\n')
    .filter((line) => /^\d+\t/.test(line));
  for (const line of lines) {
    const [, label, , , code] = line.split('\t');
    expect(label).not.toBe(code);
  }
});
