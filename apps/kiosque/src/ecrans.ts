import type { Item } from '@porte-plume/diagnostic';
import { QUESTIONS_FREINS, type QuestionFrein } from './freins.ts';
import { echapper, type Gabarit } from './gabarit.ts';
import { INSTRUMENT } from './parcours.ts';
import { picto } from './pictos.ts';
import { LANGUES, pageDe, textesDe } from './textes.ts';

const POINTS =
  '<div class="progres"><p class="lu" data-progres></p><div class="points" aria-hidden="true" data-points></div></div>';

const liste = (elements: readonly string[]): string => elements.map((un) => `<li>${un}</li>`).join('');

const ouiNon = ({ reponse }: Gabarit, geste: string): string =>
  `<div class="reponses">${reponse(geste, 'data-value="yes"', 'oui')}${reponse(geste, 'data-value="no"', 'non')}` +
  `${reponse(geste, 'data-value="unknown"', 'sais-pas')}</div>`;

function langues(g: Gabarit): string {
  const liens = LANGUES.map((langue) => {
    const { nom, lang, dir } = textesDe(langue);
    const ici = langue === g.textes.langue ? ' aria-current="page"' : '';
    return `<a href="${pageDe(langue)}" lang="${lang}" hreflang="${lang}" dir="${dir}"${ici}>${nom}</a>`;
  });
  return `<nav class="langues" aria-labelledby="langues-titre"><p class="lu" id="langues-titre">${g.dire('langue.choisir')}</p>
  <ul>${liste(liens)}</ul></nav>`;
}

/** What is not read again is said, to the person and to the helper. */
function relecture({ textes, dire }: Gabarit): string {
  if (textes.relu) return '';
  const helper =
    textes.lang === 'fr' ? '' : '<p class="aidant note" lang="fr" dir="ltr">Traduction non relue.</p>';
  return `<p class="note">${dire('traduction')}</p>${helper}`;
}

const accueil = (g: Gabarit): string =>
  g.ecran(
    'accueil',
    `${langues(g)}${picto('plume', 'marque')}${g.titre('accueil', 'accueil.titre')}
  <p class="chapeau">${g.dire('accueil.chapeau')}</p>
  <ul class="promesses">${liste(['accueil.examen', 'accueil.passer', 'accueil.rien'].map(g.dire))}</ul>
  ${g.bouton('commencer', 'commencer')}
  <p class="note">${g.dire('accueil.aidant')}</p>
  ${g.textes.voix === null ? `<p class="note">${g.dire('voix.absente')}</p>` : ''}${relecture(g)}
  <div class="aidant coin" lang="fr" dir="ltr"><p>Pour la personne qui aide</p>
  <button type="button" class="leger" data-geste="entretien">Mener l’entretien</button>
  <a href="arbre.html">Les questions sur une page</a></div>`,
  );

const exemple = (g: Gabarit): string =>
  g.ecran(
    'exemple',
    `<p class="etiquette">${g.dire('exemple.etiquette')}</p>
  <div class="sujet-question">${picto('pomme', 'grand')}${g.titre('exemple', 'exemple.titre')}</div>
  <p class="aide">${g.dire('exemple.aide')}</p>${ouiNon(g, 'compris')}`,
  );

const exempleCompris = (g: Gabarit): string =>
  g.ecran(
    'exemple-compris',
    `<p class="etiquette">${g.dire('exemple.etiquette')}</p>${g.titre('exemple-compris', 'compris.titre')}
  <p class="chapeau">${g.dire('compris.chapeau')}</p>
  <div class="actions">${g.bouton('continuer', 'compris.oui')}
  ${g.bouton('exemple', 'compris.revoir', { classe: 'creux' })}</div>`,
  );

function reponsesDe(g: Gabarit, item: Item): string {
  if (item.code !== INSTRUMENT.usage?.item) return ouiNon(g, 'repondre');
  const choix = Object.keys(item.choices ?? {}).map((value) =>
    g.reponse('repondre', `data-value="${value}"`, `choix.${value}`),
  );
  const doute = g.reponse('repondre', 'data-value="unknown"', 'sais-pas');
  return `<div class="reponses choix">${choix.join('')}${doute}</div>`;
}

const francais = (texte: string): string => ` data-fr="${echapper(texte)}"`;

function question(g: Gabarit, item: Item): string {
  const { code, i18n, windowMonths } = item;
  const id = `question-${code}`;
  // Plain French says the window apart, so that each question stays short.
  const fenetre = `fenetre.${windowMonths ?? 3}`;
  const dite = code !== INSTRUMENT.usage?.item && Object.hasOwn(g.textes.phrases, fenetre);
  const aide = `${code}.aide`;
  return g.ecran(
    id,
    `${POINTS}${dite ? `<p class="etiquette">${g.dire(fenetre)}</p>` : ''}
  <div class="sujet-question">${picto(i18n.fr?.pictogram ?? code, 'grand')}${g.titre(id, `${code}.text`)}</div>
  ${Object.hasOwn(g.textes.phrases, aide) ? `<p class="aide">${g.dire(aide)}</p>` : ''}${reponsesDe(g, item)}`,
    francais(i18n.fr?.text ?? ''),
  );
}

const MONTRE = [
  ['yes', 'montre.seul', 'Réussi sans aide'],
  ['yes', 'montre.indice', 'Réussi avec un indice'],
  ['no', 'montre.fait', 'Fait à sa place'],
  ['refused', 'montre.refus', 'Ne veut pas montrer'],
] as const;

function montrer(g: Gabarit, { code, i18n, tache }: Item): string {
  if (!tache) return '';
  const id = `montrer-${code}`;
  const notes = MONTRE.map(
    ([value, dessin, texte]) =>
      `<button type="button" class="reponse" data-geste="montrer" data-value="${value}">${picto(dessin)}<span>${texte}</span></button>`,
  );
  return g.ecran(
    id,
    `${POINTS}<p class="etiquette">${g.dire('montrer.titre')}</p>
  <div class="sujet-question">${picto(i18n.fr?.pictogram ?? code, 'grand')}${g.titre(id, `${code}.consigne`)}</div>
  <div class="aidant reponses choix" lang="fr" dir="ltr">${notes.join('')}</div>`,
    francais(tache.i18n.fr?.consigne ?? ''),
  );
}

const suite = (g: Gabarit): string =>
  g.ecran(
    'suite',
    `${picto('suite', 'grand')}${g.titre('suite', 'suite.titre')}
  <p class="chapeau">${g.dire('suite.chapeau')}</p>
  <div class="actions">${g.bouton('continuer', 'suite.oui')}
  ${g.bouton('arreter', 'suite.non', { classe: 'creux' })}</div>`,
  );

const gene = (g: Gabarit): string =>
  g.ecran(
    'gene',
    `${picto('gene', 'grand')}${g.titre('gene', 'gene.titre')}<p class="chapeau">${g.dire('gene.chapeau')}</p>
  <div class="actions">${g.bouton('continuer', 'gene.oui')}
  ${g.bouton('arreter', 'suite.non', { classe: 'creux' })}</div>`,
  );

function frein(g: Gabarit, { code, reponses }: QuestionFrein): string {
  const id = `frein-${code}`;
  const choix = reponses.map((cle) => g.reponse('choisir', `data-cle="${cle}"`, cle));
  return g.ecran(
    id,
    `${POINTS}<div class="sujet-question">${picto(code, 'grand')}${g.titre(id, `${code}.text`)}</div>
  <div class="reponses${reponses.includes('oui') ? '' : ' choix'}">${choix.join('')}</div>`,
    francais(textesDe('fr').phrases[`${code}.text`] ?? ''),
  );
}

const apercu = (g: Gabarit): string =>
  g.ecran(
    'apercu',
    `${g.titre('apercu', 'apercu.titre')}<p class="chapeau">${g.dire('apercu.chapeau')}</p>
  <ul class="liste-reponses" data-reponses></ul>
  <template data-modele><li>${picto('IU')}<div><p class="sujet"></p><p class="dit"></p></div>
  <button type="button" class="creux" data-geste="changer">${g.dire('apercu.changer').replace('<span', '<span data-muet')}<span class="lu"></span></button></li></template>
  <div class="actions">${g.bouton('resultat', 'apercu.resultat')}
  ${g.bouton('continuer', 'apercu.suite', { classe: 'creux' })}</div>`,
  );

const resultat = (g: Gabarit): string =>
  g.ecran(
    'resultat',
    `<h1 id="resultat-titre" tabindex="-1"></h1>
  <div data-faits-bloc><h2>${g.dire('resultat.faits')}</h2><ul class="faits" data-faits></ul></div>
  <h2>${g.dire('resultat.aides')}</h2><ul class="aides" data-aides></ul>
  <p class="note">${g.dire('resultat.note')}</p>${relecture(g)}
  <div class="code"><div data-qr></div><div><h2>${g.dire('resultat.code')}</h2><p>${g.dire('resultat.code-note')}</p></div></div>
  <details class="aidant" lang="fr" dir="ltr"><summary>Pour la personne qui aide\u00a0: le calcul, règle par règle</summary>
  <ol class="regles" data-regles></ol><p>Le même code, en lettres\u00a0:</p><p><code data-code></code></p></details>
  <div class="actions sans-papier">${g.bouton('terminer', 'terminer')}
  ${g.bouton('imprimer', 'imprimer', { classe: 'creux' })}</div>`,
  );

/** Every screen of the page, in the order of the walk. */
export function ecransDe(g: Gabarit): readonly string[] {
  return [
    accueil(g),
    exemple(g),
    exempleCompris(g),
    ...INSTRUMENT.items.map((item) => question(g, item)),
    ...INSTRUMENT.items.map((item) => montrer(g, item)),
    suite(g),
    gene(g),
    ...QUESTIONS_FREINS.map((une) => frein(g, une)),
    apercu(g),
    resultat(g),
  ];
}
