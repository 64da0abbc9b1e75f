import { ecransDe } from './ecrans.ts';
import { creerGabarit, type Gabarit } from './gabarit.ts';
import { PICTOS, picto, symboles } from './pictos.ts';
import { textesDe, type Langue } from './textes.ts';

/** The parts of the page that the build computes. */
export interface Habillage {
  css: string;
  script: string;
  csp: string;
  /** Key of the text → `audio/…;base64,…`. Empty where the language has no voice yet. */
  voix: Readonly<Record<string, string>>;
}

const son = (g: Gabarit): string =>
  g.textes.voix === null
    ? ''
    : `<div class="haut"><button type="button" class="leger" data-son>${picto('ecouter')}${picto('couper')}` +
      g.dire('ecouter').replace('<span', '<span data-muet') +
      `${g.dire('couper').replace('<span', '<span data-muet hidden')}</button></div>`;

const pied = (
  g: Gabarit,
): string => `<nav class="pied" data-pied aria-label="${g.textes.phrases.barre ?? ''}" hidden>
${g.bouton('retour', 'retour', { classe: 'leger', picto: 'retour' })}${g.bouton('passer', 'passer', { classe: 'leger', picto: 'passer' })}${g.bouton('arreter', 'arreter', { classe: 'leger', picto: 'arreter' })}</nav>`;

const veille = (g: Gabarit): string => `<dialog class="veille" data-veille aria-labelledby="veille-titre">
<h1 id="veille-titre">${g.dire('veille.titre')}</h1><p class="chapeau">${g.dire('veille.chapeau')}</p>
<div class="actions">${g.bouton('rester', 'suite.oui')}</div></dialog>`;

const PREUVES = [
  ['self', 'La personne le dit'],
  ['proxy', 'Quelqu’un d’autre le dit'],
  ['assisted', 'Fait avec aide'],
  ['observed', 'Je l’ai vu faire'],
] as const;

/** The helper's own panel: always in French, never read aloud. */
const carnet = (): string => {
  const choix = PREUVES.map(
    ([value, texte], rang) =>
      `<label><input type="radio" name="preuve" value="${value}"${rang === 0 ? ' checked' : ''}><span>${texte}</span></label>`,
  );
  return `<aside class="carnet aidant" lang="fr" dir="ltr" data-carnet aria-label="Pour la personne qui aide" hidden>
<p class="a-lire" data-a-lire></p>
<fieldset data-preuves><legend>Comment le savez-vous\u00a0?</legend>${choix.join('')}</fieldset></aside>`;
};

const ICONE = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none" stroke="#4c2b79" stroke-width="4">${PICTOS.plume ?? ''}</svg>`,
)}`;

/** JSON in a data block: no `<` may end it. */
const bloc = (id: string, valeur: unknown): string =>
  `<script type="application/json" id="${id}">${JSON.stringify(valeur).replaceAll('<', '\\u003c')}</script>`;

/** The one file of the kiosk in one language: every screen is in it, the island shows one at a time. */
export function rendrePage(langue: Langue, { css, script, csp, voix }: Habillage): string {
  const g = creerGabarit(textesDe(langue));
  const { lang, dir, phrases } = g.textes;
  return `<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${phrases['accueil.titre'] ?? ''} — Porte-plume</title>
<link rel="icon" href="${ICONE}">
<style>${css}</style>
</head>
<body>
${symboles()}
<main>
${son(g)}
<noscript><p class="aidant chapeau" lang="fr" dir="ltr">Ce repérage a besoin de JavaScript. Demandez à la personne qui vous aide.</p></noscript>
${ecransDe(g).join('\n')}
${carnet()}
</main>
${pied(g)}
${veille(g)}
${bloc('textes', phrases)}
<script>${script}</script>
${bloc('voix', voix)}
</body>
</html>
`;
}
