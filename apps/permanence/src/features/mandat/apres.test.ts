/** What happens to a mandate after its signature, by its forms alone. */
import { etatA, type VueMandat } from '@porte-plume/mandat';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { journal } from '../../db/schema.ts';
import { readMandat } from '../../domain/mandats.ts';
import { civilDate, now } from '../../server/contexte.ts';
import { cache, Navigateur, type Reponse } from '../../server/essai.fixture.ts';
import { addDays } from '../../server/heure.ts';
import { A_LA_PLACE, openMonde, ouvre, signe, type Monde } from '../gestes.fixture.ts';
import { readCodes } from '../../domain/codes.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde();
}, 60_000);
afterAll(() => monde.essai.close());

/** A fresh mandate; the clock may have passed a night, so the writer comes back and opens the day. */
async function nouveau(forme: Record<string, string> = { forme: 'signature_papier' }): Promise<string> {
  await monde.nav.connecte('pia@demo');
  await ouvre(monde);
  const { mandatId } = await signe(monde, await monde.nav.get('/accueil'), forme);
  return mandatId;
}

const ECRIT = { forme: 'nom_ecrit', nomEcrit: 'Zénobie Canarinette' };

async function vueOf(mandatId: string): Promise<VueMandat> {
  const { services } = monde.essai;
  const lu = await asOrg(services.client.db, monde.orgId, 'essai', (tx) =>
    readMandat(tx, monde.orgId, mandatId),
  );
  const vue = lu === null ? null : etatA(lu.evenements, now(services));
  if (vue === null) throw new Error('mandate lost');
  return vue;
}

/** Opens the mandate, posts one of its forms, and comes back to its page. */
async function fait(
  mandatId: string,
  geste: string,
  champs: Record<string, string | readonly string[]>,
): Promise<Reponse> {
  const { op } = await monde.nav.get(`/mandat/${mandatId}`);
  return monde.nav.post(`/mandat/${mandatId}/${geste}`, { op, ...champs });
}

const aujourdhui = () => civilDate(monde.essai.services.clock(), 'Europe/Paris');

describe('stopping', () => {
  it('is one form on the page, ready to be sent: two taps, one to open and one to send', async () => {
    const mandatId = await nouveau();
    const page = await monde.nav.get(`/mandat/${mandatId}`);
    const formulaire = /<form[^>]*action="[^"]*\/revoquer".*?<\/form>/s.exec(page.texte)?.[0] ?? '';
    const coches = [...formulaire.matchAll(/<input[^>]*type="radio"[^>]*>/g)].filter(([puce]) =>
      puce.includes('checked'),
    );
    expect(coches).toHaveLength(2);
    const arret = await fait(mandatId, 'revoquer', { demandePar: 'mandant', canal: 'presence' });
    const apres = await monde.nav.suit(arret);
    expect(apres.lisible).toContain('Mandat arrêté.');
    expect(apres.texte).not.toContain('/revoquer"');
    expect((await vueOf(mandatId)).statut).toBe('revoque');
  });

  it('records when it was said, if that was before', async () => {
    const mandatId = await nouveau();
    monde.essai.avance(3 * 86_400_000);
    await monde.nav.connecte('pia@demo');
    const hier = addDays(aujourdhui(), -1);
    const arret = await fait(mandatId, 'revoquer', {
      demandePar: 'mandant',
      canal: 'telephone',
      quand: hier,
      quandHeure: '17:00',
    });
    expect(arret.statut).toBe(303);
    const { fin } = await vueOf(mandatId);
    expect(civilDate(new Date(fin?.faitLe ?? ''), 'Europe/Paris')).toBe(hier);
    expect(fin?.connuLe.slice(0, 10)).not.toBe(fin?.faitLe.slice(0, 10));
  });

  it('keeps what was typed and opens the fold when the day is impossible', async () => {
    const mandatId = await nouveau();
    const refus = await fait(mandatId, 'revoquer', {
      demandePar: 'structure',
      canal: 'courrier',
      quand: '2026-02-30',
    });
    expect(refus.statut).toBe(422);
    expect(refus.texte).toMatch(/<details open=""><summary>Arrêter ce mandat/);
    expect(refus.texte).toMatch(
      /<input[^>]*name="demandePar"[^>]*checked[^>]*value="structure"|value="structure"[^>]*checked/,
    );
    expect(refus.texte).toContain('href="#quand"');
    const avant = await fait(mandatId, 'revoquer', {
      demandePar: 'mandant',
      canal: 'courrier',
      quand: '2020-01-01',
    });
    expect(avant.lisible).toContain('précède la préparation');
    expect((await vueOf(mandatId)).statut).toBe('actif');
  });

  it('may stop one act only, then nothing of it is offered again', async () => {
    const mandatId = await nouveau();
    const page = await monde.nav.get(`/mandat/${mandatId}`);
    expect(page.texte).toContain('value="item-1.deposer"');
    const retrait = await fait(mandatId, 'retirer', {
      ligne: 'item-1.deposer',
      'retrait.demandePar': 'mandant',
      'retrait.canal': 'presence',
    });
    const apres = await monde.nav.suit(retrait);
    expect(apres.lisible).toContain('Envoyer le dossier (arrêté)');
    expect(apres.texte).not.toContain('value="item-1.deposer"');
    expect((await vueOf(mandatId)).statut).toBe('actif');
    const rien = await fait(mandatId, 'retirer', {
      ligne: 'item-9',
      'retrait.demandePar': 'mandant',
      'retrait.canal': 'presence',
    });
    expect(rien.statut).toBe(422);
    expect(rien.lisible).toContain('Choisissez ce qui s’arrête.');
  });
});

describe('what seldom happens', () => {
  it('suspends, then resumes', async () => {
    const mandatId = await nouveau();
    const rares = await monde.nav.get(`/mandat/${mandatId}/autre`);
    expect(rares.texte).not.toContain('bouton-premier');
    await fait(mandatId, 'suspendre', { suspension: 'absence' });
    expect((await vueOf(mandatId)).statut).toBe('suspendu');
    expect((await monde.nav.get(`/mandat/${mandatId}`)).lisible).toContain('Suspendu');
    await fait(mandatId, 'reprendre', { reprise: 'retour' });
    expect((await vueOf(mandatId)).statut).toBe('actif');
  });

  it('gives the mandate up with notice: still in force until its end', async () => {
    const mandatId = await nouveau();
    await fait(mandatId, 'renoncer', { renonciation: 'hors_competence', preavis: '8' });
    expect((await vueOf(mandatId)).statut).toBe('actif');
    monde.essai.avance(9 * 86_400_000);
    await monde.nav.connecte('pia@demo');
    expect((await vueOf(mandatId)).statut).toBe('renonce');
  });

  it('reports a death, a judgment, a change of structure, each with its date', async () => {
    for (const [geste, champs, cause] of [
      ['deces', { deces: aujourdhui() }, 'deces'],
      ['protection', { mesure: 'tutelle', jugement: aujourdhui() }, 'tutelle'],
      ['structure', { cause: 'changement_structure' }, 'changement_structure'],
    ] as const) {
      const mandatId = await nouveau();
      expect([geste, (await fait(mandatId, geste, champs)).statut]).toEqual([geste, 303]);
      const vue = await vueOf(mandatId);
      expect([geste, vue.statut, vue.fin?.cause]).toEqual([geste, 'caduc', cause]);
    }
  });

  it('refuses with every reason, values kept, on its own page', async () => {
    const mandatId = await nouveau();
    const demain = addDays(aujourdhui(), 1);
    const refus = await fait(mandatId, 'deces', { deces: demain });
    expect(refus.statut).toBe(422);
    expect(refus.texte).toContain(`value="${demain}"`);
    expect(refus.texte).toMatch(/<details open=""><summary>La personne est décédée/);
    const deux = await fait(mandatId, 'protection', { mesure: '', jugement: '' });
    expect(deux.lisible).toContain('Choisissez la mesure.');
    expect(deux.lisible).toContain('Écrivez la date.');
    expect((await vueOf(mandatId)).statut).toBe('actif');
  });
});

describe('what the person takes home', () => {
  it('is her copy, noted once with the commitment of the code printed on it', async () => {
    const mandatId = await nouveau(ECRIT);
    const page = await monde.nav.get(`/mandat/${mandatId}`);
    expect(page.lisible).toContain('La copie est remise');
    const remise = await monde.nav.suit(await fait(mandatId, 'remise', { remise: 'papier' }));
    expect(remise.lisible).toContain('Copie remise le');
    expect(remise.lisible).not.toContain('La copie est remise');
    const { exemplaire } = await vueOf(mandatId);
    expect(exemplaire).toMatchObject({ canal: 'papier' });
    expect(exemplaire?.codeRevocationCommitment).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is an account of what was done, noted when it was given', async () => {
    await monde.nav.connecte('pia@demo');
    await ouvre(monde);
    const fiche = await monde.nav.get('/accueil');
    const { mandatId } = await signe(monde, fiche, ECRIT);
    const envoi = { op: fiche.op, ...A_LA_PLACE };
    const relecture = await monde.nav.suit(
      await monde.nav.post('/accueil', { ...envoi, etape: 'relecture' }),
    );
    await monde.nav.post(`/relecture/${fiche.op}`, {
      op: relecture.op,
      etape: 'relire',
      accord: 'oui',
      moyen: 'voix_haute',
      recepisse: 'oui',
      recepisse4: 'AB12',
    });
    expect((await monde.nav.post('/accueil', { ...envoi, etape: 'enregistrer' })).statut).toBe(303);
    const page = await monde.nav.get(`/mandat/${mandatId}`);
    expect(page.lisible).toContain('Compte rendu à la personne');
    const actes = [...page.texte.matchAll(/name="rendus"[^>]*value="([^"]+)"/g)].map(([, id = '']) => id);
    expect(actes).toHaveLength(3);
    const rien = await fait(mandatId, 'compte-rendu', { compte: 'papier', rendus: 'autre/0' });
    expect(rien.lisible).toContain('Cochez ce dont vous avez rendu compte.');
    const note = await monde.nav.suit(
      await fait(mandatId, 'compte-rendu', { compte: 'presence', rendus: actes }),
    );
    expect(note.lisible).not.toContain('Compte rendu à la personne');
    expect((await vueOf(mandatId)).comptesRendus).toMatchObject([{ canal: 'presence', actes }]);
  });
});

describe('a code for a third party', () => {
  const adresse = (bulletin: Reponse) => /<code>([^<]+)<\/code>/.exec(bulletin.texte)?.[1] ?? '';

  it('is shown once, opens the least, and every look is written for the writer and the person', async () => {
    const mandatId = await nouveau();
    const { op } = await monde.nav.get(`/mandat/${mandatId}`);
    const bulletin = await monde.nav.post(`/mandat/${mandatId}/code`, { op, organisme: 'caf' });
    expect(bulletin.statut).toBe(200);
    const code = adresse(bulletin);
    expect(code).toMatch(/^T[2-9A-Z]{3}-[2-9A-Z]{4}-[2-9A-Z]{5}$/);
    const encore = await monde.nav.post(`/mandat/${mandatId}/code`, { op, organisme: 'caf' });
    expect(adresse(encore)).toBe(code);
    expect((await vueOf(mandatId)).codes).toHaveLength(1);
    expect((await monde.nav.get(`/mandat/${mandatId}`)).texte).not.toContain(code);

    const tiers = new Navigateur(monde.essai.app);
    const porte = await tiers.get('/v');
    const vue = await tiers.suit(await tiers.post('/v', { op: porte.op, code: code.toLowerCase() }));
    expect(vue.statut).toBe(200);
    expect(vue.lisible).toContain('En cours');
    expect(vue.lisible).toContain('Z. C.');
    expect(vue.lisible).toContain('Envoyer le dossier');
    expect(vue.texte).not.toMatch(/Canarinette|Zénobie|1951/);
    expect([vue.entetes.get('cache-control'), vue.entetes.get('x-robots-tag')]).toEqual([
      'no-store',
      'noindex',
    ]);
    await tiers.get(`/v/${code}`);

    const page = await monde.nav.get(`/mandat/${mandatId}`);
    expect(page.lisible).toContain('2 consultations');
    const liste = await monde.nav.get(`/mandat/${mandatId}/consultations`);
    expect(liste.texte.match(/<li>[^<]+ à \d\d/g)).toHaveLength(2);
    const lectures = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', (tx) =>
      tx
        .select()
        .from(journal)
        .where(sql`${journal.donnees}->>'pourquoi' = 'code_tiers'`),
    );
    expect(lectures.length).toBeGreaterThanOrEqual(2);
  });

  it('says when the mandate was stopped, that it was taken back, that its days are over', async () => {
    const mandatId = await nouveau();
    const tiers = new Navigateur(monde.essai.app);
    const donne = async () => adresse(await fait(mandatId, 'code', { organisme: 'bailleur' }));
    const [repris, garde] = [await donne(), await donne()];
    const engagement = cache(await monde.nav.get(`/mandat/${mandatId}`), 'code');
    expect((await fait(mandatId, 'code-annule', { code: engagement })).statut).toBe(303);
    const etats = await Promise.all(
      [repris, garde].map(async (code) => (await tiers.get(`/v/${code}`)).statut),
    );
    expect([...etats].sort()).toEqual([200, 410]);
    const annule = etats[0] === 410 ? repris : garde;
    const valable = etats[0] === 410 ? garde : repris;
    expect((await tiers.get(`/v/${annule}`)).lisible).toContain('Ce code a été annulé');

    await fait(mandatId, 'revoquer', { demandePar: 'mandant', canal: 'presence' });
    const arrete = await tiers.get(`/v/${valable}`);
    expect(arrete.lisible).toContain('Arrêté le');
    monde.essai.avance(31 * 86_400_000);
    const vieux = await tiers.get(`/v/${valable}`);
    expect([vieux.statut, vieux.lisible.includes('Ce code n’est plus valable')]).toEqual([410, true]);
    expect(vieux.texte).not.toContain('Département');
  });

  it('asks for whom, and is refused on a mandate of another organisation', async () => {
    const mandatId = await nouveau();
    const refus = await fait(mandatId, 'code', { organisme: '' });
    expect([refus.statut, refus.lisible.includes('Dites pour quel organisme.')]).toEqual([422, true]);
    const marne = new Navigateur(monde.essai.app);
    await marne.connecte('claire@demo');
    for (const geste of ['code', 'revoquer', 'deces', 'remise'])
      expect([404, 403]).toContain(
        (await marne.post(`/mandat/${mandatId}/${geste}`, { op: refus.op })).statut,
      );
  });
});

describe('the page that a code opens', () => {
  it('shows the paper’s code where the mandate stands, with the fingerprints of its texts', async () => {
    const mandatId = await nouveau();
    const { services } = monde.essai;
    const codes = await asOrg(services.client.db, monde.orgId, 'essai', async (tx) => {
      const lu = await readMandat(tx, monde.orgId, mandatId);
      return readCodes(tx, services, monde, { mandatId, personneId: lu?.personneId ?? '' });
    });
    const page = await new Navigateur(monde.essai.app).get(`/v/${codes?.mandat ?? ''}`);
    const vue = await vueOf(mandatId);
    expect(page.statut).toBe(200);
    expect(page.texte).toContain(vue.consentement?.documentHash);
    expect(page.lisible).toContain(vue.consentement?.documentHash.slice(-8));
    expect(page.texte).not.toMatch(/Canarinette|Zénobie|RSA|rsa/);
    expect((await vueOf(mandatId)).version).toBe(vue.version);
  });

  it('is the same for every code that opens nothing, and no line of log holds one', async () => {
    const mandatId = await nouveau();
    const { services } = monde.essai;
    const codes = await asOrg(services.client.db, monde.orgId, 'essai', async (tx) => {
      const lu = await readMandat(tx, monde.orgId, mandatId);
      return readCodes(tx, services, monde, { mandatId, personneId: lu?.personneId ?? '' });
    });
    const tiers = new Navigateur(monde.essai.app);
    const pages = new Set<string>();
    const vains = ['T234567ABCDE7', codes?.revocation ?? '', 'TTTTTTTTTTTTT', 'rien', 'é%20'];
    for (const code of vains) {
      const page = await tiers.get(`/v/${code}`);
      expect([code, page.statut]).toEqual([code, 404]);
      expect(page.texte).not.toContain(code);
      pages.add(page.texte.replaceAll(page.op, ''));
    }
    expect(pages.size).toBe(1);
    const { createApp } = await import('../../server/app.ts');
    const client = {
      ...services.client,
      db: { transaction: () => Promise.reject(new Error('T234567ABCDE7')) },
    };
    const panne = new Navigateur(createApp({ ...services, client: client as never }));
    expect((await panne.get('/v/T234567ABCDE7')).statut).toBe(500);
    const traces = monde.essai.lignes.join('\n');
    expect(traces).toContain('erreur');
    for (const code of vains.slice(0, 3)) expect(traces).not.toContain(code);
  });
});

describe('the chain', () => {
  it('holds no code and no name after all this', async () => {
    await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', async (tx) => {
      const rows = await tx.execute(
        sql`select 1 from mandat_evenement t where t::text ~* 'canarinette|zénobie' or t::text ~ '"[MRT][2-9A-HJKMNP-Z]{12}"'`,
      );
      expect(rows.rowCount).toBe(0);
      const refs = await tx
        .selectDistinct({ kind: sql<string>`donnees->'acteur'->>'kind'` })
        .from(journal)
        .where(eq(journal.orgId, monde.orgId));
      expect(refs.length).toBeGreaterThan(0);
    });
  });
});
