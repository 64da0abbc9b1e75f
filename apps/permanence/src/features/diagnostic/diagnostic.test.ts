/** The diagnostic by its forms alone: what is kept, for whom, and what is not. */
import { fromRecord, score } from '@porte-plume/diagnostic';
import { toQr } from '@porte-plume/diagnostic/qr';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { brouillon, coffre, compte, journal, operation, organisation } from '../../db/schema.ts';
import { diagnostic, freinMois } from '../../db/schema-diagnostic.ts';
import { erasePersonne } from '../../domain/effacement.ts';
import { newOp, type Visiteur } from '../../server/contexte.ts';
import { cache, Navigateur, type Reponse, type Valeurs } from '../../server/essai.fixture.ts';
import { openMonde, ouvre, SIMPLE, type Monde } from '../gestes.fixture.ts';
import { agit, ECRIT, fait } from '../mandat/apres.fixture.ts';
import { instrumentOf } from './entretien.ts';

const JOUR = 86_400_000;

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('vide');
  await ouvre(monde);
}, 60_000);
afterAll(() => monde.essai.close());

/** A fresh entry of an anonymous person; its id is that of its diagnostic. */
async function fiche(valeurs: Valeurs = SIMPLE): Promise<string> {
  const { op } = await monde.nav.get('/accueil');
  expect((await monde.nav.post('/accueil', { op, ...valeurs })).statut).toBe(303);
  return op;
}

/** Presses the buttons one after the other, each on the page that the one before opened. */
async function presse(id: string, ...gestes: readonly Valeurs[]): Promise<Reponse> {
  let page = await monde.nav.get(`/diagnostic/${id}`);
  for (const geste of gestes) {
    const item = cache(page, 'item');
    page = await monde.nav.suit(
      await monde.nav.post(`/diagnostic/${id}`, { op: page.op, ...(item === '' ? {} : { item }), ...geste }),
    );
  }
  return page;
}

const COMMENCER = { etape: 'commencer' };
const repond = (valeur: string, preuve = 'self') => ({ etape: 'repondre', valeur, preuve });
const montre = (valeur: string) => ({ etape: 'montrer', valeur });
const SANS_RIEN = [{ etape: 'plus_tard' }, { etape: 'sans_ressenti' }, { etape: 'sans_freins' }];
const TROIS = [COMMENCER, repond('1'), repond('4'), repond('no')];

const dansLaBase = <T>(lire: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', lire);
const gardes = (id: string) =>
  dansLaBase((tx) => tx.select().from(diagnostic).where(eq(diagnostic.interventionId, id)));

it('before the first entry, says where it comes from and leads there', async () => {
  const page = await monde.nav.get('/diagnostic');
  expect(page.statut).toBe(200);
  expect(page.lisible).toContain('Les trois questions suivent une fiche');
  expect(page.texte).toContain('href="/accueil"');
});

describe('an anonymous person', { timeout: 20_000 }, () => {
  it('answers three questions, says no to the rest, and leaves a level without answers', async () => {
    const id = await fiche();
    expect((await presse(id)).lisible).toContain('Ce n’est pas un examen.');
    expect((await presse(id, COMMENCER)).lisible).toContain('Question 1 sur 3');
    const plus = await presse(id, ...TROIS.slice(1));
    expect(plus.lisible).toContain('Encore quelques questions');
    const resultat = await presse(id, ...SANS_RIEN);
    expect(resultat.lisible).toContain('Merci pour vos réponses');
    expect(resultat.lisible).not.toMatch(/\d+\s*%|\/\s*100|score/i);
    const fin = await presse(id, { etape: 'noter' });
    expect(fin.lisible).toContain('Les réponses sont effacées.');
    const [row, ...autres] = await gardes(id);
    expect(autres).toEqual([]);
    expect(row?.donnees).toEqual({
      instrument: 'insee-illectronisme@2021',
      level: 'incertain',
      certain: false,
      illectronisme: null,
      evidenceClass: null,
      profil: 'incertain',
    });
    const tout = await dansLaBase(async (tx) => [
      await tx.select().from(diagnostic),
      await tx.select().from(operation),
      await tx.select().from(freinMois),
    ]);
    for (const { code } of instrumentOf().items) expect(JSON.stringify(tout)).not.toContain(`"${code}"`);
    expect(await dansLaBase((tx) => tx.select().from(coffre).where(eq(coffre.nature, 'diagnostic')))).toEqual(
      [],
    );
    expect(await dansLaBase((tx) => tx.select().from(brouillon).where(eq(brouillon.id, id)))).toEqual([]);
  });

  it('has a decisive yes shown, and sees its facts with how they are known', async () => {
    const id = await fiche();
    const montrer = await presse(id, COMMENCER, repond('1'), repond('1'), repond('yes', 'proxy'), {
      etape: 'continuer',
    });
    expect(montrer.lisible).toContain('Montrez-moi');
    expect(montrer.lisible).toContain('Mettez un article dans un panier, sans payer.');
    const resultat = await presse(id, montre('seul'), montre('avec_aide'), ...SANS_RIEN.slice(1));
    expect(resultat.lisible).toContain('Voici ce que vous faites déjà');
    expect(resultat.lisible).toMatch(/Acheter sur internet \(vu ensemble\)/);
    expect(resultat.lisible).toMatch(/Envoyer ou recevoir un e-mail \(avec un peu d’aide\)/);
    expect(resultat.lisible).toContain('Certain d’après les réponses.');
    expect(resultat.lisible).toContain('INSEE, édition 2021');
    await presse(id, { etape: 'noter' });
    expect((await gardes(id))[0]?.donnees).toMatchObject({ illectronisme: false, evidenceClass: 'assisted' });
  });

  it('agrees to nothing by silence; the writer confirms, puts off, or proposes something else', async () => {
    const dits = [
      ...TROIS,
      { etape: 'arreter' },
      { etape: 'apart' },
      { etape: 'ressenti', souhait: 'deleguer', niveau: '0', crainte: 'oui' },
      {
        etape: 'freins',
        frein: ['I_IUNUN', 'I_IUNUSP'],
        equipement: ['aucun'],
        'besoin-fonctionnel': ['voir'],
      },
    ];
    const muet = await fiche();
    const resultat = await presse(muet, ...dits);
    expect(resultat.lisible).toContain('Continuer à venir ici, aussi longtemps que vous voulez.');
    expect(resultat.texte).not.toMatch(/name="suite\.\d"[^>]*checked/);
    await presse(muet, { etape: 'noter' });
    const [silence] = await gardes(muet);
    expect((silence?.suites as { accueil: string }[]).map(({ accueil }) => accueil)).toEqual([
      'sans_reponse',
      'sans_reponse',
      'sans_reponse',
    ]);

    const id = await fiche();
    await presse(id, ...dits);
    const fin = await presse(id, {
      etape: 'noter',
      'suite.0': 'confirmee',
      'suite.1': 'plus_tard',
      'suite.2': 'imposee',
      'suite.9': 'confirmee',
      autre: ['atelier-debutant', 'prison'],
    });
    expect((await gardes(id))[0]?.suites).toMatchObject([
      { regle: 'O2', cible: 'accompagnement-durable', accueil: 'confirmee' },
      { accueil: 'plus_tard' },
      { accueil: 'sans_reponse' },
      { regle: 'ecrivain', cible: 'atelier-debutant', accueil: 'ajoutee' },
    ]);
    expect(fin.lisible).toContain('aussi longtemps que vous voulez. (d’accord)');
    expect(fin.lisible).toContain('(choisi ensemble)');
  });

  it('leaves its barriers in the counts of the month, tied to nothing, functional needs left out', async () => {
    const counts = await dansLaBase((tx) => tx.select().from(freinMois));
    expect(Object.fromEntries(counts.map(({ frein, nombre }) => [frein, nombre]))).toEqual({
      I_IUNUN: 2,
      I_IUNUSP: 2,
      'equipement=aucun': 2,
    });
    expect(counts.every(({ mois }) => /^\d{4}-\d{2}$/.test(mois))).toBe(true);
  });

  it('may forget everything, and a page that is no longer current changes nothing', async () => {
    const id = await fiche();
    const vieille = await presse(id, COMMENCER);
    await presse(id, repond('1'));
    const rejouee = await monde.nav.suit(
      await monde.nav.post(`/diagnostic/${id}`, {
        op: vieille.op,
        item: cache(vieille, 'item'),
        ...repond('4'),
      }),
    );
    expect(rejouee.lisible).toContain('Question 2 sur 3');
    await presse(id, { etape: 'arreter' });
    const { op } = await presse(id);
    expect((await monde.nav.post(`/diagnostic/${id}`, { op, etape: 'oublier' })).vers).toBe('/');
    expect(await gardes(id)).toEqual([]);
    expect((await presse(id)).lisible).toContain('Ce n’est pas un examen.');
  });

  it('is kept once when the button is pressed twice', async () => {
    const id = await fiche();
    const { op } = await presse(id, ...TROIS, { etape: 'arreter' });
    const envois = await Promise.all(
      [1, 2, 3].map(() => monde.nav.post(`/diagnostic/${id}`, { op, etape: 'noter' })),
    );
    expect(envois.map(({ statut }) => statut)).toEqual([303, 303, 303]);
    expect(await gardes(id)).toHaveLength(1);
  });
});

describe('a result carried from the kiosk', () => {
  const bilan = score(
    instrumentOf(),
    fromRecord({ IU: 1, IUEM: true, IUIF: true }, { evidence: 'self', le: '2026-11-22T09:00:00Z' }),
  );
  if (!bilan.ok) throw new Error('bilan');
  const texte = toQr(bilan.value, [
    { code: 'equipement', value: 'aucun', evidence: 'self' },
    { code: 'besoin-fonctionnel', value: 'voir', evidence: 'self' },
  ]);

  it('is read from its text, proposes, and is kept as what it says', async () => {
    const id = await fiche();
    const resultat = await presse(id, { etape: 'importer', code: ` ${texte} ` });
    expect(resultat.lisible).toContain('Lu sur la borne, sans les réponses');
    expect(resultat.lisible).toContain('Chercher un appareil à petit prix, ou prêté.');
    expect(resultat.lisible).not.toContain('Les réponses, une par une');
    const fin = await presse(id, { etape: 'noter' });
    expect(fin.lisible).toContain('Résultat gardé');
    expect(fin.lisible).toMatch(/INSEE, édition 2021\s: pas d’illectronisme, niveau à préciser/);
    expect((await gardes(id))[0]?.donnees).toMatchObject({
      level: 'incertain',
      illectronisme: false,
      evidenceClass: null,
    });
  });

  it.each([
    ['nothing', '', 'Ce code n’est pas un résultat de diagnostic.'],
    ['something else', 'https://exemple.fr', 'Ce code n’est pas un résultat de diagnostic.'],
    ['half a code', texte.slice(0, 40), 'Ce code ne contient pas de résultat lisible.'],
    ['a later format', texte.replace('PPD1', 'PPD2'), 'une version que ce logiciel ne connaît pas'],
    ['a page of text', 'PPD1:'.padEnd(1200, 'A'), 'trop long'],
    ['markup', 'PPD1:<script>', 'Ce code est abîmé'],
  ])('is refused with its reason, and kept nowhere: %s', async (_, code, phrase) => {
    const id = await fiche();
    const { op } = await presse(id);
    const refus = await monde.nav.post(`/diagnostic/${id}`, { op, etape: 'importer', code });
    expect(refus.statut).toBe(422);
    expect(refus.texte).toContain('<title>Erreur');
    expect(refus.lisible).toContain(phrase);
    expect(refus.texte).not.toContain('<script>');
    expect((await presse(id)).lisible).toContain('Ce n’est pas un examen.');
    expect(await gardes(id)).toEqual([]);
  });
});

// A mandate, its read-back and two interviews: many pages for one test.
describe('a followed person who comes back', { timeout: 30_000 }, () => {
  let personneId = '';
  let mandats: string[];

  /** The entry that carries the mandate, once it was recorded: the last of the day. */
  async function revient(): Promise<string> {
    mandats.push(await agit(monde, ECRIT));
    const vers = (await monde.nav.get('/diagnostic')).vers ?? '';
    return vers.slice('/diagnostic/'.length);
  }

  beforeAll(() => {
    mandats = [];
  });

  it('keeps the answers sealed under her key, and shows both dates with what changed', async () => {
    const premier = await revient();
    await presse(premier, ...TROIS, ...SANS_RIEN, { etape: 'noter' });
    monde.essai.avance(95 * JOUR);
    const second = await revient();
    const offre = await presse(second);
    expect(offre.lisible).toContain('La dernière fois, c’était le');
    const resultat = await presse(
      second,
      COMMENCER,
      repond('1'),
      repond('4'),
      repond('yes', 'observed'),
      ...SANS_RIEN,
    );
    expect(resultat.lisible).toMatch(
      /Depuis le .+ Nouveau Chercher un produit ou un service \(vu ensemble\)/,
    );
    const fin = await presse(second, { etape: 'noter' });
    expect(fin.lisible).toContain('Les réponses restent dans le dossier de la personne, scellées.');
    expect(fin.texte.match(/<h2 id="d-/g)).toHaveLength(2);
    expect(fin.lisible).toMatch(/Depuis le .+ Nouveau Chercher un produit ou un service/);
    expect(fin.lisible).not.toMatch(/\d+\s*%|score/i);

    const boites = await dansLaBase((tx) => tx.select().from(coffre).where(eq(coffre.nature, 'diagnostic')));
    expect(boites).toHaveLength(2);
    expect(boites.every(({ boite }) => !boite.toString('latin1').includes('IUIF'))).toBe(true);
    personneId = boites[0]?.personneId ?? '';
    expect(new Set(boites.map(({ personneId: une }) => une)).size).toBe(1);
    const lectures = await dansLaBase((tx) => tx.select().from(journal));
    const diagnosticsLus = lectures.filter(
      ({ donnees }) => (donnees as { type: string }).type === 'DiagnosticsLus',
    );
    expect(diagnosticsLus.length).toBeGreaterThan(0);
    expect(JSON.stringify(diagnosticsLus)).not.toMatch(/IUIF|Zénobie|Canarinette/);
  });

  it('does not compare with a result of the kiosk, and says so', async () => {
    monde.essai.avance(JOUR);
    const id = await revient();
    const bilan = score(
      instrumentOf(),
      fromRecord({ IU: 4 }, { evidence: 'self', le: '2026-11-22T09:00:00Z' }),
    );
    const page = await presse(id, { etape: 'importer', code: bilan.ok ? toQr(bilan.value, []) : '' });
    expect(page.lisible).toContain('Un résultat vient de la borne. Nous ne comparons pas.');
    await presse(id, { etape: 'oublier' }).catch(() => null);
  });

  it('puts nothing personal in an address or a log', () => {
    for (const texte of [...monde.nav.adresses, ...monde.essai.lignes])
      expect(texte).not.toMatch(/Zénobie|Canarinette|IUIF|PPD1|valeur=/);
  });

  it('shows her diagnostics to nobody else', async () => {
    const [hers] = await dansLaBase((tx) =>
      tx
        .select({ id: diagnostic.interventionId })
        .from(coffre)
        .innerJoin(diagnostic, eq(diagnostic.id, coffre.id))
        .where(eq(coffre.nature, 'diagnostic')),
    );
    const id = hers?.id ?? '';
    expect((await monde.nav.get(`/diagnostic/${id}`)).lisible).toContain('Ce que la personne faisait déjà');
    for (const qui of ['claire@demo', 'marie@demo', 'denise@demo']) {
      const autre = new Navigateur(monde.essai.app);
      await autre.connecte(qui);
      const page = await autre.get(`/diagnostic/${id}`);
      expect([qui, page.statut]).toEqual([qui, 403]);
      expect(page.lisible).not.toContain('Chercher un produit');
    }
    expect((await monde.nav.get('/diagnostic/01900000-0000-7000-8000-000000000000')).statut).toBe(404);
  });

  it('leaves no answer once she is erased; what was counted stays', async () => {
    for (const mandatId of mandats)
      await fait(monde, mandatId, 'revoquer', { demandePar: 'mandant', canal: 'presence' });
    const lignes = (await dansLaBase((tx) => tx.select().from(diagnostic))).length;
    const { services } = monde.essai;
    await dansLaBase(async (tx) => {
      const [qui] = await tx.select().from(compte).where(eq(compte.identifiant, 'pia@demo'));
      const [org] = await tx.select().from(organisation);
      if (qui === undefined || org === undefined) throw new Error('nobody');
      const visiteur: Visiteur = {
        ...qui,
        compteId: qui.id,
        organisation: org.nom,
        zone: org.zone,
        fictive: true,
        sessionId: '',
      };
      const op = newOp(services);
      await erasePersonne(tx, services, visiteur, {
        personneId,
        op,
        portee: 'vault_et_sel',
        base: 'demande',
      });
    });
    expect(await dansLaBase((tx) => tx.select().from(coffre).where(eq(coffre.nature, 'diagnostic')))).toEqual(
      [],
    );
    expect(await dansLaBase((tx) => tx.select().from(diagnostic))).toHaveLength(lignes);
  });
});
