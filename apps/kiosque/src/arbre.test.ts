import { describe, expect, it } from 'vitest';
import { arbreIllectronisme2021 as ARBRE, type TreeNode } from '@porte-plume/diagnostic/plan';
import { rendreArbre, type Vers } from './arbre.ts';

const page = rendreArbre({ css: '', empreinte: 'sha256-x' });

interface Ligne {
  item: string;
  oui: string;
  non: string;
}

/** Reads the page back, as somebody with the sheet in hand would. */
const lignes = new Map<string, Ligne>(
  [
    ...page.matchAll(/<li data-numero="(\d+)" data-item="(\w+)" data-oui="([\w-]+)" data-non="([\w-]+)">/g),
  ].map(([, numero = '', item = '', oui = '', non = '']) => [numero, { item, oui, non }]),
);

const fin = (q: number): Vers => (q >= ARBRE.threshold ? 'sans-doute' : q < 1e-9 ? 'non' : 'ouvert');

function suivre(noeud: TreeNode, vers: string): number {
  if ('stop' in noeud) {
    expect(vers).toBe(fin(noeud.q));
    return 1;
  }
  const ligne = lignes.get(vers);
  expect(ligne?.item).toBe(noeud.item);
  return 1 + suivre(noeud.yes, ligne?.oui ?? '') + suivre(noeud.no, ligne?.non ?? '');
}

const compter = (noeud: TreeNode): number =>
  'stop' in noeud ? 1 : 1 + compter(noeud.yes) + compter(noeud.no);

describe('the printed questions', () => {
  it('are the tree of the data: every branch, read on the page, asks the same to the same end', () => {
    expect(suivre(ARBRE.root, '1')).toBe(compter(ARBRE.root));
  });

  it('print on the line what the line does', () => {
    for (const [, oui = '', non = '', texte = ''] of page.matchAll(
      /data-oui="([\w-]+)" data-non="([\w-]+)">(.*?)<\/li>/g,
    )) {
      const signe = (vers: string): string =>
        ({ non: 'fin A', 'sans-doute': 'fin B', ouvert: 'fin C' })[vers] ?? vers;
      expect(texte).toContain(`oui <i>${signe(oui)}</i> · non <i>${signe(non)}</i>`);
    }
  });

  it('asks the network for nothing', () => {
    expect(page).not.toMatch(/(?:src|href)=/);
  });
});
