/** The officer's desk: what the rules end, what a hold keeps, what a person asked; and no name anywhere. */
import { eq, sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import type { Tx } from '../../db/client.ts';
import {
  certificat,
  demandeDroit,
  gel,
  indexPersonne,
  mandatArchive,
  statistiqueArchivee,
} from '../../db/schema-personnes.ts';
import { clePersonne, coffre, intervention, mandat, mandatEvenement, personne } from '../../db/schema.ts';
import { executeConservation, HORLOGE, readPlan } from '../../domain/conservation.ts';
import { Navigateur, type Reponse } from '../../server/essai.fixture.ts';
import { openMonde, ouvre, type Monde } from '../gestes.fixture.ts';
import { agit, fait, nouveau } from '../mandat/apres.fixture.ts';

const CANARIS = ['Zénobie', 'Canarinette', 'Perruchon'];
const JOUR = 86_400_000;
const MOIS = 30.5 * JOUR;

let monde: Monde;
let dpo: Navigateur;
const orgOf = () => ({ orgId: monde.orgId, zone: 'Europe/Paris', compteId: HORLOGE });
const read = <T>(travail: (tx: Tx) => Promise<T>): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);

beforeAll(async () => {
  monde = await openMonde('vide');
  dpo = new Navigateur(monde.essai.app);
  await dpo.connecte('dpo@demo');
}, 60_000);
afterAll(() => monde.essai.close());

/** Lets time go by; both sign in again. */
async function passe(ms: number): Promise<void> {
  monde.essai.avance(ms);
  await monde.nav.connecte('pia@demo');
  await dpo.connecte('dpo@demo');
  await ouvre(monde);
}

/** One followed person with one finished visit and no mandate. */
async function recoit(nom: string): Promise<string> {
  const { op } = await monde.nav.get('/personnes');
  const ajout = await monde.nav.post('/personnes/ajouter', {
    op,
    etape: 'ajouter',
    prenom: 'Zénobie',
    nom,
    anneeNaissance: '1951',
  });
  const fiche = new URL(ajout.vers ?? '', 'http://x').searchParams.get('fiche') ?? '';
  const faite = await monde.nav.post('/accueil', {
    op: fiche,
    demarche: 'ameli-attestation',
    mode: 'faire_avec',
    issue: 'finalisee',
    trancheAge: '75_plus',
    dureeMin: '20',
    etape: 'enregistrer',
  });
  expect(faite.statut).toBe(303);
  const [row] = await read((tx) =>
    tx
      .select({ id: sql<string>`${intervention.donnees}->'personne'->>'id'` })
      .from(intervention)
      .where(eq(intervention.id, fiche)),
  );
  return row?.id ?? '';
}

const post = async (chemin: string, champs: Record<string, string> = {}): Promise<Reponse> => {
  const { op } = await dpo.get('/conservation');
  return dpo.post(chemin, { op, ...champs });
};

/** Every row of every table as the superuser reads it. */
async function dump(): Promise<string> {
  const { cluster, base } = monde.essai;
  const client = new pg.Client({ connectionString: cluster.url('superutilisateur', base) });
  await client.connect();
  try {
    const tables = await client.query<{ nom: string }>(
      "select format('%I.%I', schemaname, tablename) as nom from pg_tables where schemaname not in ('pg_catalog', 'information_schema')",
    );
    const textes: string[] = [];
    for (const { nom } of tables.rows) {
      const rows = await client.query<{ texte: string }>(`select t::text as texte from ${nom} t`);
      textes.push(...rows.rows.map(({ texte }) => texte));
    }
    return textes.join('\n');
  } finally {
    await client.end();
  }
}

function expectNobody(texte: string): void {
  for (const nom of CANARIS) {
    expect([nom, texte.includes(nom)]).toEqual([nom, false]);
    expect([nom, texte.includes(Buffer.from(nom).toString('hex'))]).toEqual([nom, false]);
  }
}

describe('who may be here', () => {
  it('is the officer alone', async () => {
    expect((await dpo.get('/')).vers).toBe('/conservation');
    expect((await dpo.get('/conservation')).statut).toBe(200);
    for (const compte of ['pia@demo', 'marie@demo', 'denise@demo', 'herve@demo', 'claire@demo']) {
      const nav = new Navigateur(monde.essai.app);
      await nav.connecte(compte);
      for (const page of ['/conservation', '/conservation/registre', '/conservation/certificats/x'])
        expect([compte, (await nav.get(page)).statut]).toEqual([compte, 403]);
      const { op } = await dpo.get('/conservation');
      expect((await nav.post('/conservation/executer', { op })).statut).toBe(403);
    }
    expect((await dpo.get('/personnes')).statut).toBe(403);
  });

  it('reads the register, whose lengths are those of the rules', async () => {
    const page = await dpo.get('/conservation/registre');
    expect(page.lisible).toContain('deux ans après le dernier contact (à confirmer)');
    expect(page.lisible).toContain('ASVS (14.3.3)');
  });
});

describe('the rules', () => {
  let seule: string;
  let avecMandat: string;
  beforeAll(async () => {
    await ouvre(monde);
    seule = await recoit('Perruchon');
    const mandatId = await agit(monde, { forme: 'signature_papier' });
    const [row] = await read((tx) => tx.select().from(mandat).where(eq(mandat.id, mandatId)));
    avecMandat = row?.personneId ?? '';
  });

  it('end nothing before their day', async () => {
    expect(await read((tx) => readPlan(tx, monde.essai.services, orgOf()))).toEqual([]);
    expect((await dpo.get('/conservation')).lisible).toContain('Aucune durée n’est dépassée');
    expect((await dpo.suit(await post('/conservation/executer'))).lisible).toContain('Rien à faire');
  });

  it('22: list a dossier the day after its last day; a hold keeps it, listed and not done', async () => {
    await passe(24.2 * MOIS);
    const page = await dpo.get('/conservation');
    expect(page.texte).toContain(seule);
    expect(page.lisible).toContain('deux ans après le dernier contact');
    expectNobody(page.texte);
    expect((await post('/conservation/gel', { nature: 'dossier', objet: 'x', motif: 'litige' })).statut).toBe(
      422,
    );
    const pose = await post('/conservation/gel', { nature: 'dossier', objet: seule, motif: 'litige' });
    expect(pose.statut).toBe(303);
    expect((await dpo.suit(pose)).lisible).toContain('gardé par un gel');
    expect((await post('/conservation/executer')).statut).toBe(303);
    expect((await read((tx) => tx.select().from(clePersonne))).map(({ personneId }) => personneId)).toContain(
      seule,
    );
  });

  it('keep the identity that a mandate still needs as proof, and nobody finds her any more', async () => {
    const plan = await read((tx) => readPlan(tx, monde.essai.services, orgOf()));
    expect(plan.map(({ objet, action }) => [objet.id, action])).toEqual([[seule, 'garder']]);
    const [elle] = await read((tx) => tx.select().from(personne).where(eq(personne.id, avecMandat)));
    expect(elle?.pseudonyme).toBe(`clos:${avecMandat}`);
    expect(
      await read((tx) => tx.select().from(indexPersonne).where(eq(indexPersonne.personneId, avecMandat))),
    ).toEqual([]);
    expect(
      (await read((tx) => tx.select().from(clePersonne).where(eq(clePersonne.personneId, avecMandat))))
        .length,
    ).toBe(1);
    expect((await read((tx) => tx.select().from(mandatArchive))).length).toBe(1);
    const [garde] = await read((tx) => tx.select().from(certificat));
    expect(garde?.donnees).toMatchObject({
      clesGardees: 1,
      nombres: { dossier: 1, intervention: 1, garde: 1 },
    });
  });

  it('22: end what the hold kept once it is lifted; one row of statistics stays, and the second run finds nothing', async () => {
    const pose = /name="gel" value="([^"]+)"/.exec((await dpo.get('/conservation')).texte)?.[1] ?? '';
    expect((await post('/conservation/gel/lever', { gel: pose })).statut).toBe(303);
    const { op } = await dpo.get('/conservation');
    const reponses = await Promise.all(
      Array.from({ length: 4 }, () => dpo.post('/conservation/executer', { op })),
    );
    expect(reponses.map(({ statut }) => statut)).toEqual([303, 303, 303, 303]);
    await read(async (tx) => {
      expect(await tx.select().from(intervention)).toEqual([]);
      expect(await tx.select().from(clePersonne).where(eq(clePersonne.personneId, seule))).toEqual([]);
      expect(await tx.select().from(coffre).where(eq(coffre.personneId, seule))).toEqual([]);
      const lignes = await tx.select().from(statistiqueArchivee);
      expect(
        lignes.filter(({ donnees }) => (donnees as { nature: string }).nature === 'intervention').length,
      ).toBe(2);
      expect(JSON.stringify(lignes)).not.toContain(seule);
    });
    const avant = await dump();
    expect(await read((tx) => executeConservation(tx, monde.essai.services, orgOf()))).toBeNull();
    expect((await dump()).split('\n').sort()).toEqual(avant.split('\n').sort());
    expectNobody(avant);
  });

  it('purge the mandate six years after its end, and the last key with it', async () => {
    await passe(60 * MOIS);
    expect(await read((tx) => executeConservation(tx, monde.essai.services, orgOf()))).not.toBeNull();
    await read(async (tx) => {
      expect(await tx.select().from(clePersonne)).toEqual([]);
      expect(await tx.select().from(coffre)).toEqual([]);
      const types = (await tx.select().from(mandatEvenement)).map(
        ({ donnees }) => (donnees as { type: string }).type,
      );
      expect(types).toContain('MandatAccepte');
      expect(types.at(-1)).toBe('DonneesEffacees');
    });
    expect(await read((tx) => executeConservation(tx, monde.essai.services, orgOf()))).toBeNull();
  });

  it('leave certificates that name nobody, to print and to download', async () => {
    const page = await dpo.get('/conservation');
    const id = /\/conservation\/certificats\/([0-9a-f-]+)"/.exec(page.texte)?.[1] ?? '';
    expect((await dpo.get(`/conservation/certificats/${id}`)).lisible).toContain('ne nomme personne');
    const json = await dpo.get(`/conservation/certificats/${id}.json`);
    expect(json.entetes.get('content-disposition')).toContain('attachment');
    expect((JSON.parse(json.texte) as { donnees: { hashAvant: string } }).donnees.hashAvant).toMatch(
      /^sha256:/,
    );
    expect((await dpo.get('/conservation/certificats/inconnu')).statut).toBe(404);
  });
});

describe('a person who asks to be erased', () => {
  let mandatId: string;
  let id: string;
  beforeAll(async () => {
    mandatId = await nouveau(monde);
    const [row] = await read((tx) => tx.select().from(mandat).where(eq(mandat.id, mandatId)));
    id = row?.personneId ?? '';
  });

  it('is heard by the writer in one gesture, and seen by the officer without a name', async () => {
    const { op } = await monde.nav.get(`/personnes/${id}`);
    for (let fois = 0; fois < 2; fois += 1)
      expect((await monde.nav.post(`/personnes/${id}/effacement`, { op })).statut).toBe(303);
    expect((await read((tx) => tx.select().from(demandeDroit))).length).toBe(1);
    expect((await monde.nav.get(`/personnes/${id}`)).lisible).toContain('L’effacement est demandé');
    expectNobody((await dpo.get('/conservation')).texte);
  });

  it('is refused while a mandate is in force or a hold reaches her, with the reason', async () => {
    const demande =
      /href="(\/conservation\/demandes\/[^"]+)"/.exec((await dpo.get('/conservation')).texte)?.[1] ?? '';
    const enCours = await post(demande, { geste: 'effacer' });
    expect([enCours.statut, enCours.lisible.includes('en cours')]).toEqual([422, true]);
    await fait(monde, mandatId, 'revoquer', { demandePar: 'mandant', canal: 'presence' });
    await post('/conservation/gel', { nature: 'mandat', objet: mandatId, motif: 'controle' });
    const gele = await post(demande, { geste: 'effacer' });
    expect([gele.statut, gele.lisible.includes('Un gel protège')]).toEqual([422, true]);
    const pose = /name="gel" value="([^"]+)"/.exec((await dpo.get('/conservation')).texte)?.[1] ?? '';
    await post('/conservation/gel/lever', { gel: pose });
  });

  it('is erased in two clicks: the proof stays and says so, no canary is left anywhere', async () => {
    const demande =
      /href="(\/conservation\/demandes\/[^"]+)"/.exec((await dpo.get('/conservation')).texte)?.[1] ?? '';
    const page = await dpo.get(demande);
    expect(page.lisible).toContain('la preuve de ce qui a été permis');
    const copie = await post(demande, { geste: 'copie' });
    expect(copie.lisible).toContain('Vos mandats');
    expectNobody(copie.texte);
    expect((await dpo.post(demande, { op: page.op, geste: 'effacer' })).statut).toBe(303);
    const tout = await dump();
    expectNobody(tout);
    expect(tout).toContain('MandatAccepte');
    const [row] = await read((tx) =>
      tx.select().from(demandeDroit).where(eq(demandeDroit.nature, 'effacement')),
    );
    expect([row?.reponse, row?.personneId]).toEqual(['satisfaite', null]);
    expect((await dpo.get(demande)).statut).toBe(404);
    const attestation = await dpo.get(`/conservation/certificats/${row?.certificatId ?? ''}`);
    expect(attestation.lisible).toContain('La preuve de vos mandats reste');
    expect((await monde.nav.get(`/personnes/${id}`)).lisible).toContain('Identité effacée');
    expectNobody(monde.essai.lignes.join('\n'));
  });

  it('may ask for something else: it is in the register until it is answered', async () => {
    expect(
      (await post('/conservation/demandes', { demande: 'rectification', recueLe: '2999-01-01' })).statut,
    ).toBe(422);
    const inscrite = await post('/conservation/demandes', { demande: 'rectification' });
    const page = await dpo.suit(inscrite);
    const action = /action="(\/conservation\/demandes\/[^"]+\/repondre)"/.exec(page.texte)?.[1] ?? '';
    expect((await post(action, { reponse: 'satisfaite' })).statut).toBe(303);
    expect((await dpo.get('/conservation')).texte).not.toContain(action);
  });
});

describe('a hold on a line of the plan', () => {
  it('keeps the whole dossier: a note is held, then written again, and the rules still run', async () => {
    const id = await recoit('Perruchon');
    const keep = async (note: string): Promise<void> => {
      const { op } = await monde.nav.get(`/personnes/${id}`);
      expect((await monde.nav.post(`/personnes/${id}/note`, { op, note })).statut).toBe(303);
    };
    await keep('Préfère le matin');
    await passe(31 * JOUR);
    const objet = `note:${id}`;
    const plan = () => read((tx) => readPlan(tx, monde.essai.services, orgOf()));
    const ofNote = async () =>
      (await plan()).filter(({ objet: un }) => un.id === objet).map(({ action }) => action);
    expect(await ofNote()).toEqual(['supprimer']);
    expect((await dpo.get('/conservation')).texte).toContain(`value="${objet}"`);
    expect((await post('/conservation/gel', { nature: 'note', objet, motif: 'litige' })).statut).toBe(303);
    expect(await ofNote()).toEqual(['garder']);
    const [pose] = await read((tx) => tx.select().from(gel).where(eq(gel.objetId, id)));
    expect(pose?.nature).toBe('dossier');
    await keep('');
    expect(await ofNote()).toEqual([]);
    expect(
      (await post('/conservation/gel', { nature: 'note', objet: 'note:inconnue', motif: 'litige' })).lisible,
    ).toContain('il n’y a rien à geler');
  });
});
