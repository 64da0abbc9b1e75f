/** What every answer carries, met by walking as each role: policy, cache, downloads, cookies, addresses that lead elsewhere. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEssai, Navigateur, ORIGINE, type Essai } from './essai.fixture.ts';
import { createApp } from './app.ts';
import { explore, modeleOf, type PageVue } from './explorateur.fixture.ts';

/** What a cache on the way may keep: pages that belong to nobody. */
const PUBLIQUES = /^\/(?:ou-venir|donnees-ouvertes|hors-ligne|sw\.js|assets|favicon\.ico)(?:\/|$|\?)/;
/** Every role in the long run; otherwise the two that open the most, and nobody. */
const COMPTES =
  process.env.PORTE_PLUME_LENT === '1'
    ? ['pia', 'denise', 'ines', 'marie', 'salima', 'herve', 'dpo', 'admin', '']
    : ['marie', 'dpo', ''];

let essai: Essai;
const vues: (PageVue & { compte: string })[] = [];

beforeAll(async () => {
  essai = await openEssai({ graine: 'demo' });
  for (const compte of COMPTES) {
    const nav = new Navigateur(essai.app);
    if (compte !== '') await nav.connecte(`${compte}@demo`);
    const departs =
      compte === ''
        ? ['/connexion', '/v', '/arreter', '/ou-venir', '/donnees-ouvertes', '/hors-ligne/accueil', '/sw.js']
        : ['/'];
    // Downloads weigh: two roles that have them all are enough.
    for (const vue of await explore(nav, departs, 1, ['marie', ''].includes(compte)))
      vues.push({ ...vue, compte });
    for (const chemin of ['/rien', '/assets/rien.css', '/api/rien', '/mandat/x/document.pdf'])
      vues.push({ compte, chemin, reponse: await nav.get(chemin) });
  }
}, 180_000);
afterAll(() => essai.close());

describe('every answer', () => {
  it('carries the whole policy, errors and downloads included', () => {
    expect(vues.length).toBeGreaterThan(100);
    for (const { chemin, reponse } of vues) {
      const csp = reponse.entetes.get('content-security-policy') ?? '';
      const vu = [
        csp.startsWith("default-src 'none'"),
        csp.includes("base-uri 'none'"),
        csp.includes("frame-ancestors 'none'"),
        csp.includes("form-action 'self'"),
        csp.includes("require-trusted-types-for 'script'"),
        csp.includes('unsafe'),
        reponse.entetes.get('x-content-type-options'),
        reponse.entetes.get('referrer-policy'),
        reponse.entetes.get('cross-origin-opener-policy'),
        // Open data is for every site, and comes without any account.
        chemin.startsWith('/donnees-ouvertes') ? null : reponse.entetes.get('access-control-allow-origin'),
      ];
      expect([chemin, ...vu]).toEqual([
        chemin,
        true,
        true,
        true,
        true,
        true,
        false,
        'nosniff',
        'no-referrer',
        'same-origin',
        null,
      ]);
    }
  });

  it('is kept by no cache, but for the pages that belong to nobody', () => {
    const gardees = vues
      .filter(
        ({ reponse, chemin }) =>
          !(reponse.entetes.get('cache-control') ?? '').includes('no-store') && !PUBLIQUES.test(chemin),
      )
      .map(
        ({ compte, chemin, reponse }) =>
          `${compte} ${modeleOf(chemin)} ${reponse.entetes.get('cache-control') ?? 'rien'}`,
      );
    expect(gardees).toEqual([]);
  });

  it('says what it is, and downloads as a file under a name of ours', () => {
    for (const { chemin, reponse } of vues) {
      const type = reponse.entetes.get('content-type') ?? '';
      if (reponse.statut === 200 && reponse.texte !== '')
        expect([chemin, type !== '']).toEqual([chemin, true]);
      if (/^text\/(?:html|csv)/.test(type)) expect([chemin, /utf-8/i.test(type)]).toEqual([chemin, true]);
      if (reponse.statut === 200 && /\.(?:csv|ods|xlsx)(?:\?|$)/.test(chemin)) {
        const disposition = reponse.entetes.get('content-disposition') ?? '';
        expect([chemin, disposition]).toEqual([
          chemin,
          expect.stringMatching(/^attachment; filename="[A-Za-z0-9._-]+"/),
        ]);
      }
    }
    expect(vues.filter(({ chemin }) => /\.(?:csv|ods|xlsx)/.test(chemin)).length).toBeGreaterThan(10);
  });

  it('shows no stack, no SQL and no version of what runs', () => {
    for (const { chemin, reponse } of vues) {
      expect([chemin, reponse.entetes.get('server'), reponse.entetes.get('x-powered-by')]).toEqual([
        chemin,
        null,
        null,
      ]);
      expect([chemin, /node_modules|\n\s+at .+:\d+:\d+|SQLSTATE|syntax error/.test(reponse.texte)]).toEqual([
        chemin,
        false,
      ]);
    }
  });
});

describe('addresses that lead elsewhere', () => {
  const AILLEURS = [
    'https://malin.exemple',
    '//malin.exemple',
    '/\\malin.exemple',
    '/%09/malin.exemple',
    'javascript:alert(1)',
    '/\t/malin.exemple',
    '%2f%2fmalin.exemple',
  ];

  it('are followed by no redirection, whatever the field or the parameter', async () => {
    const marie = new Navigateur(essai.app);
    await marie.connecte('marie@demo');
    const vers: string[] = [];
    for (const mauvaise of AILLEURS) {
      const code = encodeURIComponent(mauvaise);
      for (const chemin of [
        `/connexion?suite=${code}`,
        `/confirmation?suite=${code}`,
        `/affichage?vers=${code}`,
        `/affichage?suite=${code}`,
        `/?vers=${code}`,
        `/v?langue=${code}`,
        `//malin.exemple`,
        `/${code}`,
      ])
        vers.push((await marie.get(chemin)).vers ?? '');
      for (const chemin of ['/connexion/demo', '/confirmation/demo', '/affichage', '/charte'])
        vers.push(
          (
            await marie.post(chemin, {
              compte: 'marie@demo',
              suite: mauvaise,
              vers: mauvaise,
              retour: mauvaise,
              texte: 'grand',
              taille: 'grande',
              theme: 'clair',
              langue: 'fr',
            })
          ).vers ?? '',
        );
    }
    expect(vers.filter((une) => une !== '').length).toBeGreaterThan(5);
    for (const une of vers) if (une !== '') expect(new URL(une, ORIGINE).origin).toBe(ORIGINE);
  }, 60_000);

  it('do not come from the headers of who asks', async () => {
    for (const entetes of [
      { host: 'malin.exemple' },
      { 'x-forwarded-host': 'malin.exemple' },
      { forwarded: 'host=malin.exemple' },
    ]) {
      const answer = await essai.app.request(`${ORIGINE}/`, { headers: entetes });
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/connexion']);
      const page = await (await essai.app.request(`${ORIGINE}/connexion`, { headers: entetes })).text();
      expect(page).not.toContain('malin.exemple');
    }
  }, 30_000);
});

describe('files of ours', () => {
  it('are read in their folder only', async () => {
    const { dossier } = essai.services.assets;
    mkdirSync(dossier, { recursive: true });
    writeFileSync(join(dossier, 'vrai.css'), 'a{}');
    writeFileSync(join(dirname(dossier), 'secret.txt'), 'CANARI');
    expect((await essai.app.request(`${ORIGINE}/assets/vrai.css`)).status).toBe(200);
    for (const chemin of [
      '../secret.txt',
      '..%2fsecret.txt',
      '%2e%2e/secret.txt',
      '%2e%2e%2fsecret.txt',
      '..%5csecret.txt',
      '....//secret.txt',
      '%252e%252e%252fsecret.txt',
      'x/../../secret.txt',
      '/secret.txt',
      'vrai.css/../../secret.txt',
      '.%00./secret.txt',
      '',
      '.',
      '%',
    ]) {
      const answer = await essai.app.request(`${ORIGINE}/assets/${chemin}`);
      expect([chemin, (await answer.text()).includes('CANARI'), answer.status >= 500]).toEqual([
        chemin,
        false,
        false,
      ]);
      expect([chemin, answer.status]).not.toEqual([chemin, 200]);
    }
  }, 30_000);
});

describe('bodies', () => {
  it('are limited on every unsafe route, before anything reads them', async () => {
    const marie = new Navigateur(essai.app);
    await marie.connecte('marie@demo');
    const LARGES =
      /^\/(?:imports|planning\/importer|lieux-publics|administration\/structure\/logo|mandat\/:id\/(?:signer|regulariser))$/;
    const gros = 'x'.repeat(300_000);
    const passees: string[] = [];
    for (const { method, path } of essai.app.routes) {
      if (method !== 'POST' || LARGES.test(path)) continue;
      const chemin = path.replaceAll(/:[a-zA-Z]+/g, '01900000-0000-7000-8000-000000000000');
      for (const entetes of [{ 'content-length': '300000' }, {}]) {
        const { status } = await essai.app.request(`${ORIGINE}${chemin}`, {
          method,
          body: gros,
          headers: {
            ...entetes,
            origin: ORIGINE,
            'content-type': 'application/x-www-form-urlencoded',
            cookie: marie.cookie,
          },
        });
        if (status !== 413) passees.push(`${path} ${status}`);
      }
    }
    expect(passees).toEqual([]);
  }, 60_000);

  it('are never those that a header promises in another way', async () => {
    const marie = new Navigateur(essai.app);
    await marie.connecte('marie@demo');
    const gros = 'x'.repeat(300_000);
    for (const entetes of [
      { 'transfer-encoding': 'chunked' },
      { 'content-length': '10', 'transfer-encoding': 'chunked' },
      { 'content-encoding': 'gzip' },
    ]) {
      const { status } = await essai.app.request(`${ORIGINE}/demarches`, {
        method: 'POST',
        body: gros,
        headers: {
          ...entetes,
          origin: ORIGINE,
          'content-type': 'application/x-www-form-urlencoded',
          cookie: marie.cookie,
        },
      });
      expect([entetes, status >= 400 && status < 500]).toEqual([entetes, true]);
    }
    // A method in disguise is no method.
    for (const methode of ['DELETE', 'PUT', 'PATCH', 'TRACE']) {
      const answer = await essai.app.request(
        new Request(`${ORIGINE}/accueil`, {
          method: methode === 'TRACE' ? 'GET' : methode,
          headers: { origin: ORIGINE, cookie: marie.cookie, 'x-http-method-override': 'POST' },
        }),
      );
      expect([methode, answer.status >= 500]).toEqual([methode, false]);
      if (methode !== 'TRACE')
        expect([methode, [403, 404, 405].includes(answer.status)]).toEqual([methode, true]);
    }
  }, 30_000);
});

describe('cookies', () => {
  it('are bound to the host and to TLS as soon as there is some', async () => {
    const app = createApp({
      ...essai.services,
      env: { ...essai.services.env, origin: 'https://porte-plume.exemple' },
    });
    const answer = await app.request('https://porte-plume.exemple/connexion/demo', {
      method: 'POST',
      body: 'compte=pia%40demo',
      headers: { origin: 'https://porte-plume.exemple', 'content-type': 'application/x-www-form-urlencoded' },
    });
    const poses = answer.headers.getSetCookie().filter((une) => !une.includes('=;'));
    expect(poses.length).toBeGreaterThan(0);
    for (const une of poses) {
      expect(une).toMatch(/^__Host-/);
      for (const drapeau of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(une).toContain(drapeau);
      expect(une).not.toContain('Domain');
    }
    expect(answer.headers.get('strict-transport-security')).toMatch(
      /max-age=(?:[3-9]\d{7}|\d{9,}); includeSubDomains/,
    );
  }, 30_000);
});

describe('spreadsheets that leave', () => {
  const FORMULES = [
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(1)',
    '=HYPERLINK("//malin.exemple")',
    '\t=1+1',
    '\r=1+1',
    "=cmd|' /C calc'!A0",
    '＝1+1',
    '=1+1;=2+2',
  ];

  it('hold no formula, whatever was written in what they list', async () => {
    const admin = new Navigateur(essai.app);
    const marie = new Navigateur(essai.app);
    await admin.connecte('admin@demo');
    await marie.connecte('marie@demo');
    // Names of lieux are what people write and exports list.
    for (const formule of FORMULES) {
      const { op } = await admin.get('/administration/lieux/nouveau');
      await admin.post('/administration/lieux/nouveau', {
        op,
        nom: formule,
        nature: 'ccas',
        commune: formule,
        codeInsee: '42218',
        territoireId: formule,
      });
    }
    const feuilles = vues
      .filter(({ chemin, reponse }) => reponse.statut === 200 && /\.(?:csv|ods|xlsx)(?:\?|$)/.test(chemin))
      .map(({ chemin }) => chemin);
    expect(feuilles.length).toBeGreaterThan(10);
    let cellules = 0;
    for (const chemin of new Set(feuilles)) {
      const answer = await essai.app.request(`${ORIGINE}${chemin}`, { headers: { cookie: marie.cookie } });
      const octets = new Uint8Array(await answer.arrayBuffer());
      if (chemin.includes('.csv')) {
        const texte = new TextDecoder().decode(octets).replace(/^\ufeff/, '');
        const separateur = (texte.split('\n')[0] ?? '').includes(';') ? ';' : ',';
        for (const cellule of texte.split(new RegExp(`[\\r\\n${separateur}]+`))) {
          cellules += 1;
          const net = cellule.replace(/^"/, '');
          // A negative number is a number.
          if (/^-?\d+(?:[.,]\d+)?"?$/.test(net)) continue;
          expect([chemin, cellule, /^[=+\-@\t\r]/.test(net)]).toEqual([chemin, cellule, false]);
        }
      } else {
        for (const xml of entrees(octets)) {
          cellules += 1;
          expect([chemin, /<f[ >]|table:formula|<(?:ddeLink|externalLink)/i.test(xml)]).toEqual([
            chemin,
            false,
          ]);
        }
      }
    }
    expect(cellules).toBeGreaterThan(500);
  }, 60_000);
});

/** Text of each entry of a zip. */
function entrees(zip: Uint8Array): string[] {
  const vue = Buffer.from(zip);
  const textes: string[] = [];
  // Read from the central directory: sizes are always right there.
  for (
    let place = vue.indexOf('PK\u0001\u0002', 0, 'latin1');
    place !== -1;
    place = vue.indexOf('PK\u0001\u0002', place + 4, 'latin1')
  ) {
    const methode = vue.readUInt16LE(place + 10);
    const taille = vue.readUInt32LE(place + 20);
    const debut = vue.readUInt32LE(place + 42);
    const corps = debut + 30 + vue.readUInt16LE(debut + 26) + vue.readUInt16LE(debut + 28);
    const brut = vue.subarray(corps, corps + taille);
    textes.push((methode === 8 ? inflateRawSync(brut) : brut).toString('utf8'));
  }
  return textes;
}
