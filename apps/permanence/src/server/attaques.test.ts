/**
 * What a hostile hand may write, everywhere that the application lets somebody write: forms are found by walking, not
 * listed. The whole list on every field and button runs with PORTE_PLUME_LENT=1; otherwise each field gets a few, in turn.
 */
import { chromium } from '@playwright/test';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium } from '../../../../scripts/chromium.mjs';
import { allege } from './alleger.ts';
import { cache, Navigateur, openEssai, ORIGINE, type Essai, type Reponse } from './essai.fixture.ts';
import { CHARGES } from './charges.fixture.ts';
import { newOp } from './contexte.ts';
import {
  envoie,
  explore,
  listFormulaires,
  modeleOf,
  remplis,
  type Controle,
  type FormulaireVu,
} from './explorateur.fixture.ts';

const LENT = process.env.PORTE_PLUME_LENT === '1';
const PAR_CHAMP = LENT ? CHARGES.length : 1;
const COMPTES = ['pia', 'denise', 'ines', 'marie', 'salima', 'herve', 'dpo', 'admin', ''] as const;
const PORTES = ['/connexion', '/v', '/arreter', '/affichage'];
const PRENOM = 'Zénobiette';
const NOM = 'Canarinette';
/** Forms about the person helped: what is written there is hers. */
const PERSONNE = /^\/(?:personnes|mandat|adressages|file|accueil|relecture)/;
/** What would end the walk. */
const SORTIES = /^\/(?:deconnexion|connexion|confirmation|sessions)/;

let essai: Essai;
const navs = new Map<string, Navigateur>();
/** HTML of the answers that hold something hostile, as a built application serves it, by what they are. */
const pages = new Map<string, string>();
const redirections: string[] = [];
const bilan = {
  champs: new Set<string>(),
  envois: 0,
  acceptes: 0,
  cinq: [] as string[],
  crus: [] as string[],
};

beforeAll(async () => {
  essai = await openEssai({ graine: 'demo' });
  for (const compte of COMPTES) {
    const nav = new Navigateur(essai.app);
    if (compte !== '') await nav.connecte(`${compte}@demo`);
    navs.set(compte, nav);
  }
}, 120_000);
afterAll(() => essai.close());

/** A séance in progress opens the screens of the entry. */
async function ouvre(nav: Navigateur): Promise<void> {
  const journee = await nav.get('/');
  const permanenceId = cache(journee, 'permanenceId');
  const lieuId = /<option value="([^"]{10,})"/.exec(journee.texte)?.[1] ?? '';
  await nav.post('/seance', {
    op: journee.op,
    ...(permanenceId === '' ? { lieuId, etape: 'ouvrir_lieu' } : { permanenceId, etape: 'ouvrir' }),
  });
}

const PLAUSIBLES: Readonly<Record<string, string>> = {
  anneeNaissance: '1951',
  dureeMin: '25',
  telephone: '0612345678',
  debut: '09:00',
  fin: '12:00',
  codeInsee: '42218',
  places: '8',
};

/** What an honest hand would write; the name of the person helped is the canary. */
function honnete(formulaire: FormulaireVu): (controle: Controle) => string {
  return ({ nom, valeur }) => {
    if (PERSONNE.test(formulaire.action)) {
      if (nom.startsWith('prenom')) return PRENOM;
      if (/^(?:nom|temoin|constituant)/.test(nom)) return NOM;
      if (nom === 'note') return `${PRENOM} ${NOM} vient avec sa sœur.`;
    }
    if (valeur !== '') return valeur;
    return PLAUSIBLES[nom] ?? (/^(?:date|premier|le|du|au|recueLe)/.test(nom) ? '2026-12-01' : '');
  };
}

/** What text alone never makes: looked for in the tags, with what they quote left out. */
const BALISES =
  /<(?:script(?! )|img|iframe|object|embed|marquee|math|base|style|video|audio|template)\b|<[a-z][^<>]*\son[a-z]+=/i;
/** The structure's own image, as the page writes it and with nothing more. */
const LOGO =
  /<img class="logo(?: logo-papier)?" src="\/(?:ou-venir\/[\w-]+\/)?logo\/[0-9a-f]{64}"(?: (?:alt|width|height|fetchPriority)="[^"<>]*")*\/>/gi;
const ADRESSES = /(?:href|src|action|formaction)="\s*(?:javascript|data:text)/i;

function juge(quoi: string, reponse: Reponse): void {
  if (reponse.statut >= 500) bilan.cinq.push(`${quoi} ${reponse.statut}`);
  if (reponse.vers !== null) redirections.push(reponse.vers);
  const html = reponse.entetes.get('content-type')?.startsWith('text/html') === true;
  if (!html) return;
  const cru =
    BALISES.exec(reponse.texte.replaceAll(LOGO, '').replaceAll(/="[^"]*"/g, '=""')) ??
    ADRESSES.exec(reponse.texte);
  if (cru !== null) bilan.crus.push(`${quoi} ${cru[0]}`);
  // One answer a form is shown to the browser, or each of them in the long run.
  const cle = LENT || / (?:GET|relu) /.test(quoi) ? quoi : quoi.replace(/ \S+$/, '');
  if (/alert|malin\.exemple/.test(reponse.texte) && !pages.has(cle)) pages.set(cle, allege(reponse.texte));
}

const cleOf = (f: FormulaireVu, bouton: readonly [string, string]) =>
  `${f.methode} ${modeleOf(f.action)} ${/^[a-z_]*$/.test(bouton[1]) ? bouton[1] : bouton[0]}`;

let rang = 0;
/** Writes the list in each line of a form, one line at a time. */
async function attaque(compte: string, nav: Navigateur, formulaire: FormulaireVu): Promise<string[]> {
  const suites: string[] = [];
  const frais = (valeurs: Record<string, string>): Record<string, string> => ({
    ...valeurs,
    op: newOp(essai.services),
  });
  for (const bouton of formulaire.boutons) {
    // The same form is the same code: one role writes in it, or each of them in the long run.
    const cle = `${LENT ? compte : ''} ${cleOf(formulaire, bouton)}`.trim();
    if (bilan.champs.has(cle)) continue;
    bilan.champs.add(cle);
    const lignes = formulaire.controles.filter(
      ({ nom, nature }) => nature === 'texte' && (LENT || !/^[a-z](?:[2-9]|\d\d)$/.test(nom)),
    );
    const ecrit = honnete(formulaire);
    for (const { nom } of lignes) {
      bilan.champs.add(`${cle} ${nom}`);
      for (let i = 0; i < PAR_CHAMP; i += 1) {
        const charge = CHARGES[(rang += 1) % CHARGES.length] ?? '';
        const valeurs = frais(remplis(formulaire, bouton, ecrit));
        valeurs[nom] = charge;
        const reponse = await envoie(nav, formulaire, valeurs);
        bilan.envois += 1;
        if (reponse.statut === 303) bilan.acceptes += 1;
        juge(`${cle} ${nom}`, reponse);
      }
    }
    if (lignes.length === 0 && !['/seance', '/file'].includes(formulaire.action)) continue;
    // An honest copy opens what comes next.
    if (/clore|annuler|supprimer|fermer/.test(bouton[1])) continue;
    const reponse = await envoie(nav, formulaire, frais(remplis(formulaire, bouton, ecrit)));
    juge(`${cle} honnête`, reponse);
    if (reponse.vers?.startsWith('/') === true) suites.push(reponse.vers);
  }
  return suites;
}

async function marche(compte: string): Promise<void> {
  const nav = navs.get(compte);
  if (nav === undefined) return;
  if (['pia', 'denise', 'marie'].includes(compte)) await ouvre(nav);
  const vues = await explore(nav, compte === '' ? PORTES : ['/', '/accueil', '/mandat/nouveau'], 2, false);
  const file = vues.map(({ chemin, reponse }) => ({ chemin, reponse }));
  const modeles = new Set(file.map(({ chemin }) => modeleOf(chemin)));
  for (let vue = file.shift(); vue !== undefined; vue = file.shift()) {
    juge(`${compte} GET ${modeleOf(vue.chemin)}`, vue.reponse);
    for (const formulaire of listFormulaires(vue.chemin, vue.reponse.texte)) {
      if (SORTIES.test(formulaire.action)) continue;
      for (const suite of await attaque(compte, nav, formulaire)) {
        if (modeles.has(modeleOf(suite))) continue;
        modeles.add(modeleOf(suite));
        file.push({ chemin: suite, reponse: await nav.get(suite) });
      }
    }
  }
}

describe('what is written in the forms', () => {
  it(
    'is never a failure, and never leaves as anything but text',
    async () => {
      for (const compte of COMPTES) await marche(compte);
      // Then every page that shows what was written, to every role.
      for (const compte of LENT ? COMPTES : ['pia', 'marie', 'admin', '']) {
        const nav = navs.get(compte);
        if (nav === undefined) continue;
        for (const { chemin, reponse } of await explore(nav, compte === '' ? PORTES : ['/'], 2, false))
          juge(`${compte} relu ${modeleOf(chemin)}`, reponse);
      }
      expect(bilan.cinq).toEqual([]);
      expect(bilan.crus).toEqual([]);
      expect(essai.lignes.filter((ligne) => ligne.includes('"error"'))).toEqual([]);
      // Not vacuous: many lines were found, some of what was written was kept, and is shown.
      expect(bilan.champs.size).toBeGreaterThan(80);
      expect(bilan.envois).toBeGreaterThanOrEqual(CHARGES.length);
      expect(bilan.acceptes).toBeGreaterThan(10);
      expect([...pages.keys()].filter((cle) => cle.includes(' relu ')).length).toBeGreaterThan(3);
    },
    LENT ? 1_800_000 : 180_000,
  );

  it('opens no dialog in a browser without our policy, and leaves no handler, script or address in the page', async () => {
    expect(pages.size).toBeGreaterThan(30);
    const { executablePath, env } = await findChromium();
    const navigateur = await chromium.launch({ executablePath, env: { ...process.env, ...env } });
    const page = await navigateur.newPage();
    const dialogues: string[] = [];
    const ailleurs: string[] = [];
    let courante = '';
    page.on('dialog', (dialogue) => {
      dialogues.push(`${courante} ${dialogue.message()}`);
      void dialogue.dismiss();
    });
    await page.route('**', async (route) => {
      const url = new URL(route.request().url());
      if (url.pathname === '/page')
        return route.fulfill({ body: pages.get(courante) ?? '', contentType: 'text/html; charset=utf-8' });
      if (url.origin !== ORIGINE) ailleurs.push(`${courante} ${url.href}`);
      return route.fulfill({ status: 404, body: '' });
    });
    const trouves: string[] = [];
    try {
      for (const cle of pages.keys()) {
        courante = cle;
        await page.goto(`${ORIGINE}/page`, { waitUntil: 'domcontentloaded' });
        trouves.push(
          ...(
            await page.evaluate(() =>
              [...document.querySelectorAll('*')].flatMap((element) => {
                const nom = element.localName;
                const actifs = [...element.attributes].filter(
                  ({ name, value }) =>
                    name.startsWith('on') ||
                    name === 'style' ||
                    name === 'srcdoc' ||
                    (['href', 'src', 'action', 'formaction', 'xlink:href', 'data'].includes(name) &&
                      /^\W*(?:java\s*script|data:text)/i.test(value)),
                );
                const interdit =
                  ['iframe', 'object', 'embed', 'base', 'style', 'marquee', 'template', 'math'].includes(
                    nom,
                  ) ||
                  (nom === 'script' && element.getAttribute('src')?.startsWith('/assets/') !== true) ||
                  (nom === 'meta' && element.hasAttribute('http-equiv'));
                return [...(interdit ? [nom] : []), ...actifs.map(({ name }) => `${nom} ${name}`)];
              }),
            )
          ).map((quoi) => `${cle}: ${quoi}`),
        );
      }
    } finally {
      await navigateur.close();
    }
    expect(dialogues).toEqual([]);
    expect(ailleurs).toEqual([]);
    expect(trouves).toEqual([]);
  }, 180_000);
});

describe('the name of the person helped', () => {
  const hex = (texte: string) => Buffer.from(texte).toString('hex');

  it('is in no log line, address, redirection or title', () => {
    const ou = {
      lignes: essai.lignes,
      adresses: [...navs.values()].flatMap(({ adresses }) => adresses),
      redirections,
      titres: [...pages.values()].map((html) => /<title>([^<]*)/.exec(html)?.[1] ?? ''),
    };
    expect(ou.adresses.length).toBeGreaterThan(500);
    for (const [nature, lignes] of Object.entries(ou))
      for (const nom of [PRENOM, NOM, encodeURIComponent(PRENOM)])
        expect([nature, lignes.filter((ligne) => ligne.includes(nom))]).toEqual([nature, []]);
  });

  it('is in no row of no table, in letters or in bytes', async () => {
    const client = new pg.Client({ connectionString: essai.cluster.url('superutilisateur', essai.base) });
    await client.connect();
    try {
      const tables = await client.query<{ nom: string }>(
        "select relname as nom from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relkind = 'r'",
      );
      expect(tables.rows.length).toBeGreaterThan(40);
      let lignes = 0;
      for (const { nom } of tables.rows) {
        const { rows } = await client.query<{ ligne: string }>(`select t::text as ligne from "${nom}" t`);
        lignes += rows.length;
        const fuites = rows.filter(({ ligne }) =>
          [PRENOM, NOM, hex(PRENOM), hex(NOM)].some((canari) => ligne.includes(canari)),
        );
        expect([nom, fuites.map(({ ligne }) => ligne.slice(0, 300))]).toEqual([nom, []]);
      }
      expect(lignes).toBeGreaterThan(2000);
      const { rows } = await client.query<{ n: string }>('select count(*) as n from coffre');
      expect(Number(rows[0]?.n)).toBeGreaterThan(0);
    } finally {
      await client.end();
    }
  }, 60_000);
});

describe('requests that another site could send', () => {
  const ID = '01900000-0000-7000-8000-000000000000';

  it('are refused on every unsafe route that the router knows', async () => {
    const { cookie } = navs.get('marie') ?? { cookie: '' };
    const routes = essai.app.routes.filter(
      ({ method }) => !['ALL', 'GET', 'HEAD', 'OPTIONS'].includes(method),
    );
    expect(routes.length).toBeGreaterThan(80);
    const passees: string[] = [];
    for (const { method, path } of routes) {
      const chemin = path.replaceAll(/:[a-zA-Z]+/g, ID);
      for (const entetes of [{}, { origin: 'https://malin.exemple' }, { origin: 'null' }]) {
        const { status } = await essai.app.request(`${ORIGINE}${chemin}`, {
          method,
          body: '{}',
          headers: { ...entetes, 'content-type': 'text/plain', cookie },
        });
        if (status !== 403) passees.push(`${method} ${path} ${JSON.stringify(entetes)} ${status}`);
      }
    }
    expect(passees).toEqual([]);
  }, 60_000);
});
