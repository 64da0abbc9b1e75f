/** The catalogue as accounts use it: what is typed stays out of addresses and logs, what each may start from a page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Navigateur, type Reponse } from '../../server/essai.fixture.ts';
import { openMonde, ouvre, type Monde } from '../gestes.fixture.ts';

/** A name that a writer may type with the rest. */
const CANARI = 'Canarinette';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('vide');
}, 60_000);
afterAll(() => monde.essai.close());

async function cherche(nav: Navigateur, q: string): Promise<Reponse> {
  const { op } = await nav.get('/demarches');
  return nav.post('/demarches', { op, q });
}

async function compte(identifiant: string): Promise<Navigateur> {
  const nav = new Navigateur(monde.essai.app);
  await nav.connecte(identifiant);
  return nav;
}

describe('the search', () => {
  it('opens with the focus in its one field, and ten families', async () => {
    const page = await monde.nav.get('/demarches');
    expect(page.texte).toMatch(/<input[^>]*autofocus[^>]*name="q"|<input[^>]*name="q"[^>]*autofocus/i);
    expect(page.texte.match(/href="\/demarches\?famille=/g)).toHaveLength(10);
    expect(page.entetes.get('cache-control')).toBe('no-store');
  });

  it('answers a name with its page, and the other results in it', async () => {
    const reponse = await cherche(monde.nav, 'APL');
    expect([reponse.statut, reponse.vers]).toEqual([
      303,
      expect.stringMatching(/^\/demarches\/aide-logement(?:\?aussi=[a-z0-9.-]+)?$/),
    ]);
    expect((await monde.nav.suit(reponse)).lisible).toContain('Aide au logement');
  });

  it('answers a story with a few démarches, the first one focused', async () => {
    const reponse = await cherche(monde.nav, 'je n’arrive plus à payer mon loyer');
    expect(reponse.statut).toBe(200);
    expect(reponse.texte.match(/<a [^>]*autofocus/gi)).toHaveLength(1);
    expect(reponse.texte).toContain('value="je n’arrive plus à payer mon loyer"');
  });

  it('gives the number to call before any démarche when the words show a danger', async () => {
    const reponse = await cherche(monde.nav, 'je veux mourir');
    expect(reponse.statut).toBe(200);
    expect(reponse.lisible).toContain('D’abord, appeler');
    expect(reponse.texte).toContain('href="tel:3114"');
    expect(reponse.lisible.indexOf('3114')).toBeLessThan(reponse.lisible.indexOf('Chercher par famille'));
    const domiciliation = await cherche(monde.nav, 'domiciliation sdf');
    expect(domiciliation.statut).toBe(200);
    expect(domiciliation.texte).toContain('href="tel:115"');
  });

  it('says that nothing fits and what to do, and keeps the focus in the field', async () => {
    const reponse = await cherche(monde.nav, 'xyzzy');
    expect(reponse.lisible).toContain('Rien ne correspond à ces mots');
    expect(reponse.lisible).toContain('Essayez un autre mot');
    expect(reponse.texte).not.toContain('class="fil trouvees"');
    expect(reponse.texte).toMatch(/<input[^>]*autofocus/i);
  });

  it('shows the first page again for an empty line, and takes the longest one', async () => {
    expect((await cherche(monde.nav, '   ')).lisible).toContain('Par famille');
    expect((await cherche(monde.nav, `loyer ${'x'.repeat(5_000)}`)).statut).toBe(200);
  });

  it('escapes what was typed', async () => {
    const { texte } = await cherche(monde.nav, '"><script>alert(1)</script>');
    expect(texte).not.toContain('<script>alert');
  });

  it('never writes what was typed in an address nor in a log', async () => {
    const nav = await compte('pia@demo');
    for (const q of [`${CANARI} veut payer son loyer`, `${CANARI} RSA`, CANARI]) {
      const reponse = await cherche(nav, q);
      if (reponse.vers !== null) await nav.suit(reponse);
      expect(reponse.vers ?? '').not.toContain(CANARI);
    }
    expect(nav.adresses.join(' ')).not.toContain(CANARI);
    expect(monde.essai.lignes.join('\n')).not.toContain(CANARI);
  });

  it('lists a family, and knows no other', async () => {
    const logement = await monde.nav.get('/demarches?famille=logement');
    expect(logement.texte).toContain('href="/demarches/aide-logement"');
    expect((await monde.nav.get('/demarches?famille=__proto__')).statut).toBe(404);
  });
});

describe('a page', () => {
  it('does not exist for an unknown id, sheet included', async () => {
    for (const id of ['nulle-part', '__proto__', 'constructor', '..%2Frsa']) {
      expect((await monde.nav.get(`/demarches/${id}`)).statut, id).toBe(404);
      expect((await monde.nav.get(`/demarches/${id}/a-apporter`)).statut, id).toBe(404);
    }
  });

  it('shows ids of the catalogue as other answers, whatever the address says', async () => {
    const page = await monde.nav.get(`/demarches/rsa?aussi=aspa.${CANARI}.rsa.constructor`);
    expect(page.statut).toBe(200);
    expect(page.texte).toContain('href="/demarches/aspa?aussi=rsa"');
    expect(page.texte).not.toContain(CANARI);
  });

  it('asks for the permanence first, then starts a sheet or a mandate on the démarche', async () => {
    expect((await monde.nav.get('/demarches/rsa')).lisible).toContain('Ouvrir ma permanence');
    await ouvre(monde);
    const page = await monde.nav.get('/demarches/rsa');
    expect(page.texte).toContain('href="/accueil?demarche=rsa"');
    const fiche = await monde.nav.get('/accueil?demarche=rsa');
    expect(fiche.texte).toMatch(/<input[^>]*(?:checked[^>]*value="rsa"|value="rsa"[^>]*checked)/);
    const qui = await monde.nav.suit(
      await monde.nav.post('/accueil', { op: page.op, demarche: 'rsa', etape: 'mandat' }),
    );
    expect(qui.lisible).toContain('Qui donne le mandat');
  });

  it('ignores a démarche that does not exist when a sheet opens', async () => {
    const fiche = await monde.nav.get(`/accueil?demarche=${CANARI}`);
    expect(fiche.statut).toBe(200);
    expect(fiche.texte).not.toContain(CANARI);
  });

  it('tells a volunteer to hand over a sensitive démarche, and lets her start a simple one', async () => {
    const denise = await compte('denise@demo');
    const sensible = await denise.get('/demarches/rsa');
    expect(sensible.lisible).toContain('Pas pour les bénévoles');
    expect(sensible.texte).not.toContain('/accueil?demarche=');
    expect(sensible.texte).toContain('href="/demarches/rsa/a-apporter"');
    expect((await denise.get('/demarches/ameli-attestation')).lisible).not.toContain(
      'Pas pour les bénévoles',
    );
  });

  it('is read by every account that works here, not by who only pays, and by nobody else', async () => {
    const marie = await compte('marie@demo');
    expect((await marie.get('/demarches/rsa')).statut).toBe(200);
    const claire = await compte('claire@demo');
    for (const chemin of ['/demarches', '/demarches/rsa', '/demarches/rsa/a-apporter'])
      expect([chemin, (await claire.get(chemin)).statut]).toEqual([chemin, 403]);
    const personne = new Navigateur(monde.essai.app);
    for (const chemin of ['/demarches', '/demarches/rsa', '/demarches/rsa/a-apporter'])
      expect((await personne.get(chemin)).vers).toBe('/connexion');
  });
});
