import { arbreIllectronisme2021 as ARBRE, type TreeNode } from '@porte-plume/diagnostic/plan';
import { echapper } from './gabarit.ts';
import { INSTRUMENT } from './parcours.ts';
import { textesDe } from './textes.ts';

/** Where an answer leads: a line of the page, or one of three ends. */
export type Vers = number | 'non' | 'sans-doute' | 'ouvert';

/** One line of the printed page. */
export interface Etape {
  numero: number;
  item: string;
  oui: Vers;
  non: Vers;
}

const PRESQUE_NUL = 1e-9;

const finDe = (q: number): Vers =>
  q >= ARBRE.threshold ? 'sans-doute' : q <= PRESQUE_NUL ? 'non' : 'ouvert';

/** The tree as numbered lines: branches that ask the same questions to the same ends are written once. */
export function etapesDe(racine: TreeNode = ARBRE.root): readonly Etape[] {
  const etapes: Etape[] = [];
  const connues = new Map<string, number>();
  const ecriture = (noeud: TreeNode): string =>
    'stop' in noeud ? String(finDe(noeud.q)) : `${noeud.item}(${ecriture(noeud.yes)},${ecriture(noeud.no)})`;
  const numeroter = (noeud: TreeNode): Vers => {
    if ('stop' in noeud) return finDe(noeud.q);
    const forme = ecriture(noeud);
    const connu = connues.get(forme);
    if (connu !== undefined) return connu;
    const numero = etapes.length + 1;
    connues.set(forme, numero);
    const etape: Etape = { numero, item: noeud.item, oui: 'ouvert', non: 'ouvert' };
    etapes.push(etape);
    etape.oui = numeroter(noeud.yes);
    etape.non = numeroter(noeud.no);
    return numero;
  };
  numeroter(racine);
  return etapes;
}

const FINS = { non: 'fin A', 'sans-doute': 'fin B', ouvert: 'fin C' } as const;
const dire = (vers: Vers): string => (typeof vers === 'number' ? String(vers) : FINS[vers]);

/** The questions of the interview on one A4 page: same tree as the data, held by a test. */
export function rendreArbre({ css, empreinte }: { css: string; empreinte: string }): string {
  const { phrases } = textesDe('fr');
  const lignes = etapesDe().map(
    ({ numero, item, oui, non }) =>
      `<li data-numero="${numero}" data-item="${item}" data-oui="${oui}" data-non="${non}"><b>${numero}</b> ` +
      `${echapper(phrases[`${item}.label`] ?? item)}<br>oui <i>${dire(oui)}</i> · non <i>${dire(non)}</i></li>`,
  );
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${empreinte}'; font-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Les questions du repérage, sur une page — Porte-plume</title>
<style>${css}</style>
</head>
<body>
<main>
<h1>Le repérage, sur une page</h1>
<p>Avez-vous utilisé internet ces 3 derniers mois\u00a0? <b>Non</b>\u00a0: la personne n’utilise pas internet, l’entretien s’arrête.
<b>Oui</b>\u00a0: allez à la ligne 1. Toutes les questions portent sur ces 3 mois\u00a0; l’achat, sur 1 an. Chaque «\u00a0oui\u00a0» qui décide est à <b>montrer</b>. «\u00a0Je ne sais pas\u00a0» et une question passée suivent «\u00a0non\u00a0».</p>
<ol>${lignes.join('')}</ol>
<p class="fins"><b>Fin A</b>\u00a0: pas d’illectronisme, c’est certain. <b>Fin B</b>\u00a0: illectronisme probable (95 chances sur 100), sauf s’il y a eu
un «\u00a0je ne sais pas\u00a0» ou une question passée\u00a0: alors on ne conclut pas. ${INSTRUMENT.id}@${INSTRUMENT.version}, calibration ${ARBRE.calibration}. Un repérage, pas un examen.</p>
</main>
</body>
</html>
`;
}
