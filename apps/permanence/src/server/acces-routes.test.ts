/**
 * Every route × every role, from the router itself: a route without a line in `acces-routes.fixture.ts` fails here. Each id
 * is unknown, so that a role that may enter meets 404 where the object would be; an id of another organisation then gives
 * the same body.
 */
import { ROLES } from '@porte-plume/accompagnement';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAnyone, asOrg } from '../db/asOrg.ts';
import { compte, lieu, mandat, permanence, personne, seance } from '../db/schema.ts';
import { ACCES, PUBLIQUES } from './acces-routes.fixture.ts';
import { Navigateur, openEssai, type Essai, type Reponse } from './essai.fixture.ts';

const COMPTES = ['pia', 'denise', 'ines', 'marie', 'salima', 'marc', 'herve', 'dpo', 'admin'];
const SIGNES: Readonly<Record<number, string>> = {
  200: 'o',
  303: '>',
  400: '?',
  403: 'x',
  404: '-',
  409: '=',
  422: '!',
};
const INCONNU = '01900000-0000-7000-8000-000000000000';

let essai: Essai;
let routes: string[];
const navs: Navigateur[] = [];
beforeAll(async () => {
  essai = await openEssai({ graine: 'demo' });
  const { db } = essai.services.client;
  for (const nom of COMPTES) {
    const nav = new Navigateur(essai.app);
    await nav.connecte(`${nom}@demo`);
    navs.push(nav);
  }
  // No demo account leads workshops: the helper comes by a link.
  const [marc] = await asAnyone(db, { identifiant: 'marc@demo' }, 'essai', (tx) => tx.select().from(compte));
  await asOrg(db, marc?.orgId ?? '', 'essai', (tx) =>
    tx
      .update(compte)
      .set({ roles: ['animateur'] })
      .where(eq(compte.id, marc?.id ?? '')),
  );
  routes = [
    ...new Set(
      essai.app.routes
        .filter(({ method }) => method !== 'ALL')
        .map(({ method, path }) => `${method} ${toModele(path)}`),
    ),
  ];
}, 120_000);
afterAll(() => essai.close());

/** The path of a table line: a condition on an id is not another route, nor is one page without network an entry. */
const toModele = (chemin: string): string =>
  chemin
    .replace(/\{[^/]*\}/, '')
    .replace(/^(\/hors-ligne\/demarches)\/.*/, '$1/:id')
    .replace(/^(\/hors-ligne\/entretien-)[\w-]+(\.json)$/, '$1:langue$2');

const numero = (() => {
  let rang = 0;
  return () => `01900000-0000-7000-9000-${String((rang += 1)).padStart(12, '0')}`;
})();

async function ask(nav: Navigateur, route: string, id: string): Promise<Reponse> {
  const [methode = '', chemin = ''] = route.split(' ');
  const adresse = chemin.replaceAll(/:[a-zA-Z]+/g, id);
  return methode === 'GET' ? nav.get(adresse) : nav.post(adresse, { op: numero() });
}

describe('every route', { timeout: 180_000 }, () => {
  it('is in the table or public, and nothing else is', () => {
    expect(routes.filter((route) => !(route in ACCES) && !PUBLIQUES.includes(route))).toEqual([]);
    expect([...Object.keys(ACCES), ...PUBLIQUES].filter((route) => !routes.includes(route))).toEqual([]);
  });

  it('asks who it is before anything else, unless it is public', async () => {
    const passant = new Navigateur(essai.app);
    for (const route of Object.keys(ACCES)) {
      const { statut, vers } = await ask(passant, route, INCONNU);
      expect([route, statut, vers]).toEqual(
        route.startsWith('GET') ? [route, 303, '/connexion'] : [route, 401, null],
      );
    }
  });

  it('lets in each role as the table says', async () => {
    expect(COMPTES.length).toBe(ROLES.length);
    const vu: Record<string, string> = {};
    for (const route of Object.keys(ACCES)) {
      const signes: string[] = [];
      for (const nav of navs) {
        const { statut } = await ask(nav, route, INCONNU);
        signes.push(SIGNES[statut] ?? String(statut));
      }
      vu[route] = signes.join('');
    }
    expect(vu).toEqual(ACCES);
  });

  it('answers an id of another organisation exactly as an unknown one', async () => {
    const { db } = essai.services.client;
    const [claire] = await asAnyone(db, { identifiant: 'claire@demo' }, 'essai', (tx) =>
      tx.select().from(compte),
    );
    const ailleurs = await asOrg(db, claire?.orgId ?? '', 'essai', async (tx) => [
      ...(await tx.select({ id: personne.id }).from(personne).limit(1)),
      ...(await tx.select({ id: mandat.id }).from(mandat).limit(1)),
      ...(await tx.select({ id: permanence.id }).from(permanence).limit(1)),
      ...(await tx.select({ id: seance.id }).from(seance).limit(1)),
      ...(await tx.select({ id: lieu.id }).from(lieu).limit(1)),
      ...(await tx.select({ id: compte.id }).from(compte).limit(1)),
    ]);
    expect(ailleurs.length).toBeGreaterThanOrEqual(5);
    const [pia, , , marie, , , , dpo, admin] = navs;
    const lecteurs = [pia, marie, dpo, admin].filter((nav) => nav !== undefined);
    const nu = ({ statut, texte }: Reponse, id: string) => [
      statut,
      texte.replaceAll(id, 'ID').replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'OP'),
    ];
    const deux = Object.keys(ACCES).filter((route) => route.includes(':') && !/exports|rapports/.test(route));
    for (const [rang, route] of deux.entries()) {
      for (const nav of lecteurs) {
        const etranger = ailleurs[rang % ailleurs.length]?.id ?? '';
        const [un, autre] = [await ask(nav, route, INCONNU), await ask(nav, route, etranger)];
        expect([route, ...nu(autre, etranger)]).toEqual([route, ...nu(un, INCONNU)]);
      }
    }
  });
});
