import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cache, Navigateur, openEssai, ORIGINE, type Essai } from './essai.fixture.ts';
import { DANGEREUSES, ID } from './securite.fixture.ts';
import { ABSOLUE, INACTIVE } from './duree-session.ts';
import { readSuite } from '../features/connexion/schema.ts';

let essai: Essai;
beforeAll(async () => {
  essai = await openEssai({ graine: 'vide' });
}, 60_000);
afterAll(() => essai.close());

async function piaOuverte(): Promise<Navigateur> {
  const nav = new Navigateur(essai.app);
  await nav.connecte('pia@demo');
  return nav;
}

/** Opens a séance in the first lieu, unless one is open. */
async function ouvreIci(nav: Navigateur): Promise<void> {
  const journee = await nav.get('/');
  const lieuId = /<option value="([^"]{10,})"/.exec(journee.texte)?.[1];
  if (lieuId === undefined) return;
  expect((await nav.post('/seance', { op: journee.op, etape: 'ouvrir_lieu', lieuId })).statut).toBe(303);
}

describe('requests that another site could send', () => {
  it.each(DANGEREUSES)('are refused on %s, JSON included', async (chemin) => {
    const nav = await piaOuverte();
    for (const entetes of [
      {},
      { origin: 'https://malin.exemple' },
      { origin: 'null' },
      { origin: 'null', 'sec-fetch-site': 'cross-site' },
      { origin: ORIGINE, 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-origin' },
    ]) {
      for (const type of ['application/x-www-form-urlencoded', 'application/json', 'text/plain']) {
        const answer = await essai.app.request(`${ORIGINE}${chemin}`, {
          method: 'POST',
          body: '{}',
          headers: { ...entetes, 'content-type': type, cookie: nav.cookie },
        });
        expect([entetes, type, answer.status]).toEqual([entetes, type, 403]);
      }
    }
  });

  it('pass when the browser itself says that the page is ours, though the referrer policy hides the origin', async () => {
    const nav = await piaOuverte();
    const reponse = await nav.post(
      '/accueil',
      { op: ID },
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
    );
    expect(reponse.statut).toBe(409);
  });
});

describe('headers', () => {
  it('are on every answer, errors included', async () => {
    const nav = await piaOuverte();
    for (const reponse of [
      await nav.get('/'),
      await nav.get('/connexion'),
      await nav.get('/rien'),
      await nav.post('/accueil', {}, { origin: 'x' }),
      await nav.get('/assets/rien.css'),
    ]) {
      const csp = reponse.entetes.get('content-security-policy') ?? '';
      expect(csp).toContain("default-src 'none'");
      expect(csp).not.toContain('unsafe');
      expect(csp).toContain("require-trusted-types-for 'script'");
      expect(reponse.entetes.get('x-frame-options')).toBe('DENY');
      expect(reponse.entetes.get('x-content-type-options')).toBe('nosniff');
      expect(reponse.entetes.get('referrer-policy')).toBe('no-referrer');
    }
    expect((await nav.get('/')).entetes.get('cache-control')).toBe('no-store');
  });
});

describe('sessions', () => {
  it('give a cookie that scripts and other sites do not get', async () => {
    const answer = await essai.app.request(`${ORIGINE}/connexion/demo`, {
      method: 'POST',
      body: 'compte=pia%40demo',
      headers: { origin: ORIGINE, 'content-type': 'application/x-www-form-urlencoded' },
    });
    const pose = answer.headers.getSetCookie().at(-1) ?? '';
    expect(pose).toMatch(/^s=[A-Za-z0-9_-]{43};/);
    expect(pose).toContain('HttpOnly');
    expect(pose).toContain('SameSite=Lax');
  });

  it('are stored as a fingerprint only', async () => {
    const nav = await piaOuverte();
    const jeton = nav.cookie.slice(2);
    const rows = await essai.services.client.pool.query("select set_config('app.jeton_hash', $1, false)", [
      jeton,
    ]);
    expect(rows.rowCount).toBe(1);
    expect(
      (await essai.services.client.pool.query('select 1 from session where jeton_hash = $1', [jeton]))
        .rowCount,
    ).toBe(0);
  });

  it('rotate at sign-in: the former cookie opens nothing', async () => {
    const nav = await piaOuverte();
    const ancien = nav.cookie;
    await nav.connecte('marie@demo');
    expect(nav.cookie).not.toBe(ancien);
    const copie = new Navigateur(essai.app);
    copie.cookie = ancien;
    expect((await copie.get('/')).vers).toBe('/connexion');
  });

  it('end at sign-out, even for a copy of the cookie', async () => {
    const nav = await piaOuverte();
    const copie = new Navigateur(essai.app);
    copie.cookie = nav.cookie;
    expect((await nav.post('/deconnexion', {})).vers).toBe('/connexion');
    expect((await copie.get('/')).vers).toBe('/connexion');
  });

  it('end after half an hour of silence, and after ten hours whatever is done', async () => {
    const nav = await piaOuverte();
    essai.avance(INACTIVE - 1000);
    expect((await nav.get('/')).statut).toBe(200);
    essai.avance(INACTIVE + 1000);
    expect((await nav.get('/')).vers).toBe('/connexion');
    const autre = await piaOuverte();
    for (let passe = 0; passe < ABSOLUE; passe += INACTIVE - 60_000) {
      essai.avance(INACTIVE - 60_000);
      await autre.get('/');
    }
    expect((await autre.get('/')).vers).toBe('/connexion');
  }, 20_000);

  it('are needed everywhere but at the door', async () => {
    const nav = new Navigateur(essai.app);
    for (const chemin of [
      '/',
      '/accueil',
      '/tableau',
      '/tableau.csv',
      '/echeances',
      `/mandat/${ID}`,
      `/mandat/${ID}/document.pdf`,
      `/relecture/${ID}`,
    ]) {
      expect([chemin, (await nav.get(chemin)).vers]).toEqual([chemin, '/connexion']);
    }
  });
});

describe('a form sent after the end of its session', () => {
  const envoi = { etape: 'demande', motif: 'plus_de_place' };

  // The tests above have moved the clock by hours: the séance of the day must not end at midnight in between.
  beforeAll(() => {
    const now = essai.services.clock();
    const morning = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1, 8);
    essai.avance(morning - now.getTime());
  });

  it('keeps its values through sign-in, and then acts once', async () => {
    const nav = await piaOuverte();
    await ouvreIci(nav);
    const { op } = await nav.get('/');
    essai.avance(INACTIVE + 1000);
    const porte = await nav.post('/seance', { op, ...envoi });
    expect(porte.statut).toBe(401);
    expect(porte.lisible).toContain('vos réponses sont gardées dix minutes');
    const suite = cache(porte, 'suite');
    const retour = await nav.post('/connexion/demo', { compte: 'pia@demo', suite });
    expect(retour.vers).toBe(suite);
    expect((await nav.suit(retour)).vers).toBe(`/?fait=${op}`);
    expect((await nav.get(`/?fait=${op}`)).lisible).toContain('C’est compté.');
    expect((await nav.get(suite)).statut).toBe(404);
  });

  it('waits for its own author only, and ten minutes at most', async () => {
    const nav = await piaOuverte();
    const { op } = await nav.get('/');
    essai.avance(INACTIVE + 1000);
    const suite = cache(await nav.post('/seance', { op, ...envoi }), 'suite');
    await nav.connecte('marie@demo');
    expect((await nav.get(suite)).statut).toBe(404);
    await nav.connecte('pia@demo');
    essai.avance(11 * 60_000);
    expect((await nav.get(suite)).statut).toBe(404);
  });

  it('without any session is asked to sign in, and nothing is kept', async () => {
    const nav = new Navigateur(essai.app);
    const porte = await nav.post('/seance', { op: ID, ...envoi });
    expect([porte.statut, cache(porte, 'suite')]).toEqual([401, '/']);
  });
});

describe('demo sign-in', () => {
  it('does not exist outside the demo', async () => {
    const { createApp } = await import('./app.ts');
    const app = createApp({ ...essai.services, env: { ...essai.services.env, demo: false } });
    const nav = new Navigateur(app);
    expect((await nav.get('/connexion')).texte).not.toContain('pia@demo');
    expect((await nav.post('/connexion/demo', { compte: 'pia@demo' })).statut).toBe(404);
  });

  it('opens the accounts of the demo and no other', async () => {
    const nav = new Navigateur(essai.app);
    for (const compte of ['', 'pia@demo ', 'personne@demo', "pia@demo' or true --"]) {
      const reponse = await nav.post('/connexion/demo', { compte });
      expect([compte, [303, 422].includes(reponse.statut)]).toEqual([compte, true]);
      if (compte.trim() !== 'pia@demo') expect(reponse.statut).toBe(422);
    }
  });

  it('leads back to pages of ours only', () => {
    for (const suite of [
      'https://malin.exemple',
      '//malin.exemple',
      '/\\malin.exemple',
      'javascript:alert(1)',
      '',
    ])
      expect(readSuite(suite)).toBe('/');
    expect(readSuite('/accueil?fiche=abc')).toBe('/accueil?fiche=abc');
  });
});

describe('passkeys', () => {
  it('refuse an answer that proves nothing, with a sentence', async () => {
    const nav = new Navigateur(essai.app);
    const options = JSON.parse((await nav.post('/connexion/passkey/options', {})).texte) as {
      challenge: string;
      rpId: string;
    };
    expect(options.rpId).toBe('localhost');
    const faux = {
      id: 'AAAA',
      rawId: 'AAAA',
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
    };
    for (const [corps, statut] of [
      ['{}', 400],
      ['pas du json', 400],
      [JSON.stringify(faux), 403],
    ] as const) {
      const answer = await essai.app.request(`${ORIGINE}/connexion/passkey/verification`, {
        method: 'POST',
        body: corps,
        headers: { origin: ORIGINE, 'content-type': 'application/json' },
      });
      expect([corps, answer.status]).toEqual([corps, statut]);
      expect(await answer.json()).toHaveProperty('phrase');
    }
  });
});

describe('bad input', () => {
  it('is answered by a page, never by a failure, on every form', async () => {
    const nav = await piaOuverte();
    await ouvreIci(nav);
    const noms = [
      'q',
      'demarche',
      'mode',
      'appui',
      'motifPour',
      'actesFaits',
      'issue',
      'relanceLe',
      'relanceNature',
      'blocage',
      'planB',
      'abandon',
      'trancheAge',
      'genre',
      'statut',
      'dureeMin',
      'etape',
      'saisieIdentifiants',
    ];
    const valeurs = [
      '',
      'rsa',
      'faire_avec',
      'faire_a_la_place_present',
      'finalisee',
      'bloquee',
      'a_poursuivre',
      'enregistrer',
      'chercher',
      'mandat',
      '2026-02-30',
      '__proto__',
      'constructor',
      '-1',
      '1e9',
      '\uD800',
      '\u0000',
      'é'.repeat(300),
      "'; drop table compte --",
      '<script>alert(1)</script>',
    ];
    const formulaire = fc.dictionary(
      fc.constantFrom(...noms),
      fc.oneof(fc.constantFrom(...valeurs), fc.string()),
      { maxKeys: 12 },
    );
    const { op } = await nav.get('/accueil');
    await fc.assert(
      fc.asyncProperty(
        formulaire,
        fc.constantFrom(op, 'x', ''),
        fc.constantFrom(
          ...DANGEREUSES.filter(
            (chemin) =>
              !chemin.startsWith('/connexion') && chemin !== '/deconnexion' && chemin !== '/seance/clore',
          ),
        ),
        async (champs, id, chemin) => {
          const reponse = await nav.post(chemin, { ...champs, op: id });
          expect(reponse.statut).toBeLessThan(500);
          expect(reponse.texte).not.toContain('<script>alert');
        },
      ),
      { numRuns: 150 },
    );
    expect(essai.lignes.filter((ligne) => ligne.includes('"error"'))).toEqual([]);
    expect(cache(await nav.get('/accueil'), 'op')).not.toBe('');
  }, 60_000);

  it('over 256 kB is refused as too heavy', async () => {
    const nav = await piaOuverte();
    const reponse = await nav.post('/accueil', { op: ID, q: 'x'.repeat(300_000) });
    expect(reponse.statut).toBe(413);
    expect(reponse.lisible).toContain('trop lourd');
  });
});

describe('empty start', () => {
  it('lets a person enter her own first intervention', async () => {
    const nav = new Navigateur(essai.app);
    await nav.connecte('denise@demo');
    const journee = await nav.get('/');
    expect(journee.lisible).toContain('Pas de permanence prévue aujourd’hui');
    expect(journee.texte.match(/<option /g)?.length).toBeGreaterThan(30);
    const marie = new Navigateur(essai.app);
    await marie.connecte('marie@demo');
    expect((await marie.get('/tableau?section=pratiques')).lisible).toContain(
      'Rien à croiser pour l’instant',
    );
  });
});

describe('database gone', () => {
  it('answers 503 with a plain page, and comes back by itself', async () => {
    const autre = await openEssai({ aPart: true });
    const nav = new Navigateur(autre.app);
    nav.cookie = 's=AAAA';
    await autre.cluster.stop();
    const reponse = await nav.get('/');
    expect(reponse.statut).toBe(503);
    expect(reponse.entetes.get('retry-after')).toBe('30');
    expect(reponse.lisible).toContain('La base de données ne répond pas.');
    expect(autre.lignes.join('\n')).not.toContain('AAAA');
    await autre.close();
  }, 30_000);
});
