/** The mandate from the need to the copy, by its forms alone; then what its person’s name left behind. */
import { documentHash, toDocument } from '@porte-plume/mandat/document';
import { verifyChain } from '@porte-plume/mandat/ledger';
import { asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { coffre, compte, intervention, journal, mandatEvenement, personne } from '../../db/schema.ts';
import { readMandat } from '../../domain/mandats.ts';
import { cache } from '../../server/essai.fixture.ts';
import { A_LA_PLACE, count, openMonde, ouvre, signe, type Monde } from '../gestes.fixture.ts';
import { readIdentites } from './identites.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde();
}, 60_000);
afterAll(() => monde.essai.close());

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('a mandate, from the need to the copy', () => {
  beforeAll(() => ouvre(monde));

  it('is asked for when the act needs it, with a way on without it', async () => {
    const fiche = await monde.nav.get('/accueil');
    const pas = await monde.nav.post('/accueil', { op: fiche.op, ...A_LA_PLACE, etape: 'enregistrer' });
    expect(pas.statut).toBe(422);
    expect(pas.lisible).toContain('Il faut d’abord un mandat');
    expect(pas.lisible).toContain('Nous faisons ensemble');
    expect(await count(monde, fiche.op)).toEqual({ interventions: 0, operations: 0 });
  });

  it('is signed on paper without JavaScript, read back, and carried by the entry', async () => {
    const fiche = await monde.nav.get('/accueil');
    const { mandatId, signature } = await signe(monde, fiche, { forme: 'signature_papier' });
    const vue = await monde.nav.suit(signature);
    expect(vue.lisible).toContain('En cours');

    const reprise = await monde.nav.get(`/accueil?fiche=${fiche.op}`);
    expect(reprise.lisible).toContain('Mandat signé');
    const pas = await monde.nav.post('/accueil', { op: fiche.op, ...A_LA_PLACE, etape: 'enregistrer' });
    expect(pas.lisible).toContain('Relisons avant d’envoyer');
    const relecture = await monde.nav.suit(
      await monde.nav.post('/accueil', { op: fiche.op, ...A_LA_PLACE, etape: 'relecture' }),
    );
    const lue = await monde.nav.get(`/relecture/${fiche.op}?langue=ar`);
    expect(lue.texte).toContain('lang="ar" dir="rtl"');
    const notee = await monde.nav.post(`/relecture/${fiche.op}`, {
      op: relecture.op,
      langue: cache(lue, 'langue'),
      etape: 'relire',
      accord: 'oui',
      moyen: 'voix_haute',
      recepisse: 'oui',
      recepisse4: 'AB12',
    });
    expect((await monde.nav.suit(notee)).lisible).toContain('a dit oui');
    const enregistree = await monde.nav.post('/accueil', {
      op: fiche.op,
      ...A_LA_PLACE,
      etape: 'enregistrer',
    });
    expect([enregistree.statut, enregistree.vers]).toEqual([303, `/accueil?fait=${fiche.op}`]);

    await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', async (tx) => {
      const [row] = await tx.select().from(intervention).where(eq(intervention.id, fiche.op));
      const donnees = row?.donnees as {
        personne: { nature: string; pseudonyme: string };
        actes: { mandatId: string; relecture: { accord: string } }[];
      };
      expect(donnees.personne.nature).toBe('suivie');
      expect(donnees.personne.pseudonyme).toMatch(/^[0-9a-f]{32}$/);
      expect(donnees.actes[0]).toMatchObject({ mandatId, relecture: { accord: 'oui', recepisse4: 'AB12' } });
      const evenements = await tx
        .select()
        .from(mandatEvenement)
        .where(eq(mandatEvenement.mandatId, mandatId));
      const relu = evenements
        .map((un) => JSON.stringify(un))
        .filter((un) => un.includes('recapitulatifHash'));
      expect(relu).toHaveLength(1);
      expect(relu[0], 'the language of the read-back is in the history').toContain('"langue":"ar"');
      const lu = await readMandat(tx, monde.orgId, mandatId);
      expect(lu?.etat.actes.map(({ acte }) => acte).sort()).toEqual(['consulter', 'deposer', 'saisir']);
      expect(lu?.etat.actes.every(({ qualification }) => qualification === 'regulier')).toBe(true);
    });
  });

  it('is signed on the screen: the drawing goes to the vault, its fingerprint to the chain, and the copy is the signed text', async () => {
    const fiche = await monde.nav.get('/accueil');
    const { mandatId, signature } = await signe(monde, fiche, {
      forme: 'signature_ecran',
      trace: `data:image/png;base64,${PNG}`,
    });
    expect(signature.statut).toBe(303);
    const html = await monde.nav.get(`/mandat/${mandatId}/document`);
    expect(html.lisible).toContain('Zénobie Canarinette');
    expect(html.lisible).toContain('Données fictives');
    expect(html.texte).toContain(`data:image/png;base64,${PNG}`);
    expect(html.texte).not.toMatch(/<script|style="/);
    const pdf = await monde.nav.get(`/mandat/${mandatId}/document.pdf`);
    expect(pdf.entetes.get('content-type')).toBe('application/pdf');
    expect(pdf.texte.slice(0, 5)).toBe('%PDF-');
    await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', async (tx) => {
      const lu = await readMandat(tx, monde.orgId, mandatId);
      if (lu === null) throw new Error('mandate lost');
      const [visiteur] = await tx.select().from(compte).where(eq(compte.identifiant, 'pia@demo'));
      const identites = await readIdentites(
        tx,
        monde.essai.services,
        { ...visiteur, compteId: visiteur?.id ?? '' } as never,
        lu,
        'essai',
      );
      const document = toDocument(lu.etat, {
        langue: 'fr',
        niveau: 'complet',
        ...(identites === null ? {} : { identites }),
      });
      expect(document.ok && documentHash(document.value)).toBe(lu.etat.consentement?.documentHash);
    });
  });

  it('is refused without a drawing, without the writer, or with a file that is no image', async () => {
    const fiche = await monde.nav.get('/accueil');
    const { mandatId, signature } = await signe(monde, fiche, {
      forme: 'signature_ecran',
      trace: 'data:image/png;base64,AAAA',
      accepte: '',
    });
    expect(signature.statut).toBe(422);
    expect(signature.lisible).toContain('La signature est vide.');
    const lues = [
      ...(/class="lu".*?<\/div>/s.exec(signature.texte)?.[0] ?? '').matchAll(/<p>([^<]+)<\/p>/g),
    ].map(([, phrase = '']) => phrase);
    expect(lues).toContain('Nous pouvons envoyer le dossier.');
    for (const phrase of lues.filter((une) => !une.startsWith('Vous demandez'))) {
      expect(phrase.split(/\s+/).length, phrase).toBeLessThanOrEqual(12);
    }
    expect(signature.lisible).toContain('demande aussi votre accord');
    const nom = await monde.nav.post(`/mandat/${mandatId}/signer`, {
      op: signature.op,
      forme: 'nom_ecrit',
      nomEcrit: '',
      accepte: 'oui',
    });
    expect(nom.lisible).toContain('La personne écrit son prénom et son nom.');
    const refus = await monde.nav.post(`/mandat/${mandatId}/refuser`, { op: nom.op });
    expect(refus.vers).toBe(`/accueil?fiche=${fiche.op}`);
    expect((await monde.nav.get(`/accueil?fiche=${fiche.op}`)).texte).toMatch(
      /checked=""[^>]*value="faire_avec"|value="faire_avec"[^>]*checked/,
    );
  });

  it('stops when the person says so, and then covers nothing more', async () => {
    const fiche = await monde.nav.get('/accueil');
    const { mandatId, signature } = await signe(monde, fiche, {
      forme: 'nom_ecrit',
      nomEcrit: 'Zénobie Canarinette',
    });
    const vue = await monde.nav.suit(signature);
    const arret = await monde.nav.post(`/mandat/${mandatId}/revoquer`, {
      op: vue.op,
      demandePar: 'mandant',
      canal: 'presence',
    });
    expect((await monde.nav.suit(arret)).lisible).toContain('Arrêté');
    const pas = await monde.nav.post('/accueil', { op: fiche.op, ...A_LA_PLACE, etape: 'enregistrer' });
    expect(pas.statut).toBe(422);
    expect(pas.lisible).toContain('Il faut d’abord un mandat');
  });

  it('needs a démarche: a page says so, at every door', async () => {
    for (const reponse of [
      await monde.nav.get('/mandat/nouveau'),
      await monde.nav.post('/mandat', {
        op: (await monde.nav.get('/accueil')).op,
        etape: 'duree',
        duree: 'mois:6',
      }),
    ]) {
      expect(reponse.statut).toBe(400);
      expect(reponse.lisible).toContain('Un mandat porte sur une démarche.');
    }
    const fiche = await monde.nav.get('/accueil');
    const sans = await monde.nav.post('/accueil', {
      op: fiche.op,
      etape: 'mandat',
      mode: 'faire_a_la_place_present',
    });
    expect(sans.statut).toBe(422);
    expect(sans.lisible).toContain('Choisissez une démarche.');
  });

  it('keeps the chains of mandates and of identity reads whole', async () => {
    await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', async (tx) => {
      for (const table of [mandatEvenement, journal]) {
        const rows = await tx.select().from(table).orderBy(asc(table.rang));
        expect(rows.length).toBeGreaterThan(10);
        const links = rows.map(({ prevHash, hash, donnees }) => ({ prevHash, hash, evenement: donnees }));
        expect(verifyChain(links).ok).toBe(true);
        links.splice(3, 1);
        expect(verifyChain(links).ok).toBe(false);
      }
    });
  });
});

describe('what never leaves the vault', () => {
  it('writes no name in a log, an address, or a table outside the vault', async () => {
    const traces = [...monde.essai.lignes, ...monde.nav.adresses].join('\n');
    expect(traces).not.toMatch(/Canarinette|Zénobie|mon loyer|1951/i);
    await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', async (tx) => {
      const [dedans] = await tx.select({ nombre: sql<string>`count(*)` }).from(personne);
      expect(Number(dedans?.nombre)).toBe(288);
      for (const table of [
        'intervention',
        'seance_evenement',
        'mandat_evenement',
        'journal',
        'operation',
        'brouillon',
        'coffre',
        'personne',
        'diagnostic',
      ]) {
        const rows = await tx.execute(
          sql.raw(`select 1 from ${table} t where t::text ilike '%canarinette%'`),
        );
        expect([table, rows.rowCount]).toEqual([table, 0]);
      }
      const pieces = await tx.select().from(coffre).where(eq(coffre.nature, 'signature'));
      expect(pieces.length).toBeGreaterThan(0);
    });
  });
});
