/** Walks the application as a browser without script does: links, forms, and what each form lets one write. */
import type { Navigateur, Reponse, Valeurs } from './essai.fixture.ts';

/** A control of a form with the value that a browser would send untouched. */
export interface Controle {
  nom: string;
  nature: 'cache' | 'texte' | 'choix' | 'fichier';
  valeur: string;
  /** Every value of a list, a group of radios or of boxes. */
  choix: readonly string[];
}

export interface FormulaireVu {
  /** Page on which it was met. */
  page: string;
  action: string;
  methode: 'get' | 'post';
  multipart: boolean;
  controles: readonly Controle[];
  /** Name and value of each button that sends it; a button without a name gives an empty pair. */
  boutons: readonly (readonly [string, string])[];
}

const BALISE = /<(\/?)([a-z][a-z0-9]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>/g;
const ATTRIBUT = /([^\s=>/]+)(?:="([^"]*)")?/g;
const SAISIES = new Set([
  'text',
  'search',
  'tel',
  'email',
  'url',
  'number',
  'date',
  'time',
  'month',
  'week',
  '',
]);

export function decode(texte: string): string {
  return texte
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
}

type Attributs = ReadonlyMap<string, string>;

function* balises(html: string): Generator<{ fin: boolean; nom: string; a: Attributs; apres: number }> {
  for (const trouvee of html.matchAll(BALISE)) {
    const a = new Map<string, string>();
    for (const [, nom = '', valeur = ''] of (trouvee[3] ?? '').matchAll(ATTRIBUT)) a.set(nom, decode(valeur));
    yield {
      fin: trouvee[1] === '/',
      nom: trouvee[2] ?? '',
      a,
      apres: trouvee.index + trouvee[0].length,
    };
  }
}

interface Brouillon extends Omit<FormulaireVu, 'controles' | 'boutons'> {
  id: string | undefined;
  controles: Map<string, { nature: Controle['nature']; valeur: string; choix: string[] }>;
  boutons: [string, string][];
}

function note(f: Brouillon, nom: string, nature: Controle['nature'], valeur: string, choisi: boolean): void {
  const connu = f.controles.get(nom);
  if (connu === undefined) f.controles.set(nom, { nature, valeur: choisi ? valeur : '', choix: [valeur] });
  else {
    connu.choix.push(valeur);
    if (choisi) connu.valeur = valeur;
  }
}

/** The forms of a page; ours are well formed, so that their tags alone tell them. */
export function listFormulaires(page: string, html: string): FormulaireVu[] {
  const vus: Brouillon[] = [];
  let courant: Brouillon | undefined;
  let liste: { nom: string; dans: Brouillon } | undefined;
  for (const { fin, nom, a, apres } of balises(html)) {
    if (nom === 'form') {
      courant = fin
        ? undefined
        : {
            page,
            id: a.get('id'),
            action: a.get('action') ?? page,
            methode: a.get('method') === 'post' ? 'post' : 'get',
            multipart: a.get('enctype')?.startsWith('multipart') ?? a.get('encType') !== undefined,
            controles: new Map(),
            boutons: [],
          };
      if (courant !== undefined) vus.push(courant);
      continue;
    }
    if (nom === 'select' && fin) liste = undefined;
    if (fin) continue;
    const renvoi = a.get('form');
    const dans = renvoi === undefined ? courant : vus.find(({ id }) => id === renvoi);
    const champ = a.get('name') ?? '';
    if (nom === 'option' && liste !== undefined)
      note(liste.dans, liste.nom, 'choix', a.get('value') ?? '', a.has('selected'));
    if (dans === undefined || a.has('disabled')) continue;
    if (nom === 'select') liste = { nom: champ, dans };
    if (nom === 'button') dans.boutons.push([champ, a.get('value') ?? '']);
    if (champ === '') continue;
    if (nom === 'textarea') {
      const texte = html.slice(apres, html.indexOf('</textarea>', apres));
      note(dans, champ, 'texte', decode(texte), true);
    }
    if (nom !== 'input') continue;
    const type = a.get('type') ?? '';
    const valeur = a.get('value') ?? '';
    if (type === 'hidden') note(dans, champ, 'cache', valeur, true);
    else if (type === 'file') note(dans, champ, 'fichier', '', true);
    else if (type === 'radio' || type === 'checkbox') note(dans, champ, 'choix', valeur, a.has('checked'));
    else if (SAISIES.has(type)) note(dans, champ, 'texte', valeur, true);
  }
  return vus.map(({ controles, boutons, page: ou, action, methode, multipart }) => ({
    page: ou,
    action,
    methode,
    multipart,
    controles: [...controles].map(([nom, un]) => ({ nom, ...un })),
    boutons: boutons.length === 0 ? [['', '']] : boutons,
  }));
}

/** Addresses of ours that a page leads to. */
export function listLiens(html: string): string[] {
  const liens: string[] = [];
  for (const { nom, a, fin } of balises(html)) {
    const href = a.get('href');
    if (nom === 'a' && !fin && href?.startsWith('/') === true && !href.startsWith('//'))
      liens.push(href.replace(/#.*$/, ''));
  }
  return liens;
}

/** An address without what is particular to it: two pages of one template show the same forms. */
export function modeleOf(chemin: string): string {
  const [route = '', requete = ''] = chemin.split('?');
  const noms = [...new URLSearchParams(requete).keys()].sort().join('&');
  const trame = route
    .replaceAll(/\/[^/]*\d[^/]*(?=\/|$)/g, '/:id')
    .replace(/^(\/demarches|\/donnees-ouvertes|\/ou-venir)\/[^/]+/, '$1/:id');
  return noms === '' ? trame : `${trame}?${noms}`;
}

export interface PageVue {
  chemin: string;
  reponse: Reponse;
}

/**
 * Follows every link from `departs`, a few pages a template. Pages that end the session are left alone.
 * @param parModele - how many addresses of one template are opened
 * @param fichiers - downloads are asked for too
 */
export async function explore(
  nav: Navigateur,
  departs: readonly string[],
  parModele = 2,
  fichiers = true,
): Promise<PageVue[]> {
  const vues: PageVue[] = [];
  const comptes = new Map<string, number>();
  const file = [...departs];
  const connus = new Set(file);
  for (let chemin = file.shift(); chemin !== undefined; chemin = file.shift()) {
    const modele = modeleOf(chemin);
    const deja = comptes.get(modele) ?? 0;
    if (deja >= parModele || /^\/(?:assets|connexion|deconnexion|hors-ligne)/.test(chemin)) continue;
    if (!fichiers && /\.(?:csv|ods|xlsx|json|pdf|ics)(?:\?|$)/.test(chemin)) continue;
    comptes.set(modele, deja + 1);
    const reponse = await nav.get(chemin);
    vues.push({ chemin, reponse });
    const suite = reponse.vers;
    const html = reponse.entetes.get('content-type')?.startsWith('text/html') === true;
    for (const lien of [
      ...(suite?.startsWith('/') === true ? [suite] : []),
      ...(html ? listLiens(reponse.texte) : []),
    ])
      if (!connus.has(lien)) {
        connus.add(lien);
        file.push(lien);
      }
  }
  return vues;
}

/** Values that a careful writer could send: what is chosen, else the first choice; `texte` fills the lines. */
export function remplis(
  formulaire: FormulaireVu,
  bouton: readonly [string, string],
  texte: (controle: Controle) => string,
): Record<string, string> {
  const valeurs: Record<string, string> = {};
  for (const controle of formulaire.controles) {
    const { nom, nature, valeur, choix } = controle;
    if (nature === 'fichier') continue;
    if (nature === 'texte') valeurs[nom] = texte(controle);
    else if (nature === 'cache') valeurs[nom] = valeur;
    else valeurs[nom] = valeur === '' ? (choix.find((un) => un !== '') ?? '') : valeur;
  }
  if (bouton[0] !== '') valeurs[bouton[0]] = bouton[1];
  return valeurs;
}

/** Sends a form as a browser does, by its own method. */
export async function envoie(nav: Navigateur, formulaire: FormulaireVu, valeurs: Valeurs): Promise<Reponse> {
  if (formulaire.methode === 'post') return nav.post(formulaire.action, valeurs);
  const corps = new URLSearchParams();
  for (const [nom, valeur] of Object.entries(valeurs))
    for (const un of typeof valeur === 'string' ? [valeur] : valeur) corps.append(nom, un);
  return nav.get(`${formulaire.action.split('?')[0] ?? ''}?${corps.toString()}`);
}
