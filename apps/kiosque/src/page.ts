import type { Item } from '@porte-plume/diagnostic';
import { INSTRUMENT } from './parcours.ts';

/** The parts of the page that the build computes. */
export interface Habillage {
  css: string;
  script: string;
  csp: string;
}

const PICTOS: Readonly<Record<string, string>> = {
  oui: '<circle cx="24" cy="24" r="20"/><path d="m15 25 6 6 12-14"/>',
  non: '<rect x="5" y="5" width="38" height="38" rx="7"/><path d="m16 16 16 16m0-16L16 32"/>',
  'sais-pas': '<path d="M24 4 44 24 24 44 4 24Z"/><path d="M19 20a5 5 0 1 1 6 5q-1 .4-1 3m0 4.500v.01"/>',
  quand: '<circle cx="24" cy="24" r="20"/><path d="M24 12v12l8 5"/>',
  plume:
    '<path d="M24 3 37 25 28 41h-8L11 25Z"/><path d="M24 3v21"/><circle cx="24" cy="27" r="3"/><path d="M19 45h10"/>',
};

const echapper = (texte: string): string => texte.replace(/[&<>"]/g, (signe) => `&#${signe.charCodeAt(0)};`);

const picto = (nom: string): string =>
  `<svg class="picto" viewBox="0 0 48 48" aria-hidden="true"><use href="#picto-${nom}"/></svg>`;

const bouton = (action: string, texte: string, classe = 'plein'): string =>
  `<button type="button" class="${classe}" data-geste="${action}">${echapper(texte)}</button>`;

const reponse = (value: string | number, texte: string, nom: string, action = 'repondre'): string =>
  `<button type="button" class="reponse ${nom}" data-geste="${action}" data-value="${value}">` +
  `${picto(nom)}<span>${echapper(texte)}</span></button>`;

const ouiNon = (action?: string): string =>
  `<div class="reponses">${reponse('yes', 'Oui', 'oui', action)}${reponse('no', 'Non', 'non', action)}` +
  `${reponse('unknown', 'Je ne sais pas', 'sais-pas', action)}</div>`;

function reponsesDe(item: Item): string {
  if (item.code !== INSTRUMENT.usage?.item) return ouiNon();
  const choix = Object.entries(item.choices ?? {}).map(([value, texte]) => reponse(value, texte, 'quand'));
  return `<div class="reponses choix">${choix.join('')}${reponse('unknown', 'Je ne sais pas', 'sais-pas')}</div>`;
}

const ecran = (id: string, contenu: string, attributs = ''): string =>
  `<section class="ecran" id="${id}"${attributs} aria-labelledby="${id}-titre" hidden>${contenu}</section>`;

const titre = (id: string, texte: string): string => {
  const lie = echapper(texte).replace(/\p{L}+-vous/gu, '<span class="lie">$&</span>');
  return `<h1 id="${id}-titre" tabindex="-1">${lie}</h1>`;
};

function question(item: Item): string {
  const id = `question-${item.code}`;
  const texte = item.i18n.fr;
  if (!texte) throw new Error(`no French text for ${item.code}`);
  const aide = texte.aide === undefined ? '' : `<p class="aide">${echapper(texte.aide)}</p>`;
  const points =
    '<div class="progres"><p class="lu" data-progres></p><div class="points" aria-hidden="true" data-points></div></div>';
  return ecran(id, `${points}${titre(id, texte.text)}${aide}${reponsesDe(item)}`);
}

const ACCUEIL = ecran(
  'accueil',
  `${picto('plume')}${titre('accueil', 'Internet et vous')}
  <p class="chapeau">Trois questions simples, pour trouver la bonne aide.</p>
  <ul class="promesses"><li>Ce n’est pas un examen.</li><li>Vous pouvez passer ou arrêter.</li>
  <li>Rien n’est enregistré.</li></ul>
  ${bouton('commencer', 'Commencer')}
  <p class="note">Une personne qui vous aide peut rester avec vous.</p>`,
);

const EXEMPLE = ecran(
  'exemple',
  `<p class="etiquette">Exemple</p>${titre('exemple', 'Avez-vous déjà mangé une pomme\u00a0?')}
  <p class="aide">Touchez une réponse, pour essayer.</p>${ouiNon('compris')}`,
);

const EXEMPLE_COMPRIS = ecran(
  'exemple-compris',
  `<p class="etiquette">Exemple</p>${titre('exemple-compris', 'Voilà, c’est tout.')}
  <p class="chapeau">Il n’y a pas de mauvaise réponse.</p>
  <div class="actions">${bouton('continuer', 'J’ai compris, je commence')}
  ${bouton('exemple', 'Revoir l’exemple', 'creux')}</div>`,
);

const SUITE = ecran(
  'suite',
  `${titre('suite', 'Encore quelques questions\u00a0?')}
  <p class="chapeau">Elles aident à mieux vous conseiller. Vous pourrez arrêter à tout moment.</p>
  <div class="actions">${bouton('continuer', 'Oui, je continue')}
  ${bouton('arreter', 'Non, voir mes réponses', 'creux')}</div>`,
);

const APERCU = ecran(
  'apercu',
  `${titre('apercu', 'Vos réponses')}<p class="chapeau">Vous pouvez changer une réponse.</p>
  <ul class="liste-reponses" data-reponses></ul>
  <template data-modele><li><div><p class="sujet"></p><p class="dit"></p></div>
  <button type="button" class="creux" data-geste="changer">Changer<span class="lu"></span></button></li></template>
  <div class="actions">${bouton('resultat', 'Voir le résultat')}
  ${bouton('continuer', 'Répondre à d’autres questions', 'creux')}</div>`,
);

const RESULTAT = ecran(
  'resultat',
  `${titre('resultat', 'Résultat')}
  <div data-faits-bloc><h2>Voici ce que vous faites déjà</h2><ul class="faits" data-faits></ul></div>
  <h2>Ce qui peut vous aider</h2><ul class="aides" data-aides></ul>
  <p class="note">C’est un repérage. Ce n’est ni une note, ni une décision.</p>
  <details><summary>Pour la personne qui aide\u00a0: le calcul, règle par règle</summary>
  <ol class="regles" data-regles></ol></details>
  <div class="actions sans-papier">${bouton('terminer', 'Terminer et tout effacer')}
  ${bouton('imprimer', 'Imprimer', 'creux')}</div>`,
);

const PIED = `<nav class="pied" data-pied aria-label="Passer ou arrêter" hidden>
${bouton('retour', 'Retour', 'leger')}${bouton('passer', 'Passer', 'leger')}${bouton('arreter', 'Arrêter', 'leger')}</nav>`;

const VEILLE = `<dialog class="veille" data-veille aria-labelledby="veille-titre">
<h1 id="veille-titre">Vous êtes toujours là\u00a0?</h1>
<p class="chapeau">Sans geste de votre part, les réponses vont s’effacer.</p>
<div class="actions">${bouton('rester', 'Oui, je continue')}</div></dialog>`;

const ICONE = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" fill="none" stroke="#4c2b79" stroke-width="4">${PICTOS.plume ?? ''}</svg>`,
)}`;

/** The one file of the kiosk: every screen is in it, the island shows one at a time. */
export function rendrePage({ css, script, csp }: Habillage): string {
  const symboles = Object.entries(PICTOS).map(
    ([nom, trace]) => `<symbol id="picto-${nom}" viewBox="0 0 48 48">${trace}</symbol>`,
  );
  const ecrans = [
    ACCUEIL,
    EXEMPLE,
    EXEMPLE_COMPRIS,
    ...INSTRUMENT.items.map(question),
    SUITE,
    APERCU,
    RESULTAT,
  ];
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>Internet et vous — Porte-plume</title>
<link rel="icon" href="${ICONE}">
<style>${css}</style>
</head>
<body>
<svg class="lu" aria-hidden="true"><defs>${symboles.join('')}</defs></svg>
<main>
<noscript><p class="chapeau">Ce repérage a besoin de JavaScript. Demandez à la personne qui vous aide.</p></noscript>
${ecrans.join('\n')}
</main>
${PIED}
${VEILLE}
<script>${script}</script>
</body>
</html>
`;
}
