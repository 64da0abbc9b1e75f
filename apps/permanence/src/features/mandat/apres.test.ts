/** What happens to a mandate after its signature, by its forms alone. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { journal } from '../../db/schema.ts';
import { civilDate } from '../../server/contexte.ts';
import { Navigateur } from '../../server/essai.fixture.ts';
import { addDays } from '../../server/heure.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';
import { agit, ECRIT, fait, nouveau, vueOf } from './apres.fixture.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde();
}, 60_000);
afterAll(() => monde.essai.close());

const aujourdhui = () => civilDate(monde.essai.services.clock(), 'Europe/Paris');

describe('stopping', () => {
  it('is one form on the page, ready to be sent: two taps, one to open and one to send', async () => {
    const mandatId = await nouveau(monde);
    const page = await monde.nav.get(`/mandat/${mandatId}`);
    const formulaire = /<form[^>]*action="[^"]*\/revoquer".*?<\/form>/s.exec(page.texte)?.[0] ?? '';
    const coches = [...formulaire.matchAll(/<input[^>]*type="radio"[^>]*>/g)].filter(([puce]) =>
      puce.includes('checked'),
    );
    expect(coches).toHaveLength(2);
    const arret = await fait(monde, mandatId, 'revoquer', { demandePar: 'mandant', canal: 'presence' });
    const apres = await monde.nav.suit(arret);
    expect(apres.lisible).toContain('Mandat arrêté.');
    expect(apres.texte).not.toContain('/revoquer"');
    expect((await vueOf(monde, mandatId)).statut).toBe('revoque');
  });

  it('records when it was said, if that was before', async () => {
    const mandatId = await nouveau(monde);
    monde.essai.avance(3 * 86_400_000);
    await monde.nav.connecte('pia@demo');
    const hier = addDays(aujourdhui(), -1);
    const arret = await fait(monde, mandatId, 'revoquer', {
      demandePar: 'mandant',
      canal: 'telephone',
      quand: hier,
      quandHeure: '17:00',
    });
    expect(arret.statut).toBe(303);
    const { fin } = await vueOf(monde, mandatId);
    expect(civilDate(new Date(fin?.faitLe ?? ''), 'Europe/Paris')).toBe(hier);
    expect((fin?.faitLe ?? '') < (fin?.connuLe ?? '')).toBe(true);
  });

  it('keeps what was typed and opens the fold when the day is impossible', async () => {
    const mandatId = await nouveau(monde);
    const refus = await fait(monde, mandatId, 'revoquer', {
      demandePar: 'structure',
      canal: 'courrier',
      quand: '2026-02-30',
    });
    expect(refus.statut).toBe(422);
    expect(refus.texte).toMatch(/<details open=""><summary[^>]*>Arrêter ce mandat/);
    expect(refus.texte).toMatch(
      /<input[^>]*name="demandePar"[^>]*checked[^>]*value="structure"|value="structure"[^>]*checked/,
    );
    expect(refus.texte).toContain('href="#quand"');
    const avant = await fait(monde, mandatId, 'revoquer', {
      demandePar: 'mandant',
      canal: 'courrier',
      quand: '2020-01-01',
    });
    expect(avant.lisible).toContain('précède la préparation');
    expect((await vueOf(monde, mandatId)).statut).toBe('actif');
  });

  it('may stop one act only, then nothing of it is offered again', async () => {
    const mandatId = await nouveau(monde);
    const page = await monde.nav.get(`/mandat/${mandatId}`);
    expect(page.texte).toContain('value="item-1.deposer"');
    const retrait = await fait(monde, mandatId, 'retirer', {
      ligne: 'item-1.deposer',
      'retrait.demandePar': 'mandant',
      'retrait.canal': 'presence',
    });
    const apres = await monde.nav.suit(retrait);
    expect(apres.lisible).toContain('Envoyer le dossier (arrêté)');
    expect(apres.texte).not.toContain('value="item-1.deposer"');
    expect((await vueOf(monde, mandatId)).statut).toBe('actif');
    const rien = await fait(monde, mandatId, 'retirer', {
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
    const mandatId = await nouveau(monde);
    const rares = await monde.nav.get(`/mandat/${mandatId}/autre`);
    expect(rares.texte).not.toContain('bouton-premier');
    await fait(monde, mandatId, 'suspendre', { suspension: 'absence' });
    expect((await vueOf(monde, mandatId)).statut).toBe('suspendu');
    expect((await monde.nav.get(`/mandat/${mandatId}`)).lisible).toContain('Suspendu');
    await fait(monde, mandatId, 'reprendre', { reprise: 'retour' });
    expect((await vueOf(monde, mandatId)).statut).toBe('actif');
  });

  it('gives the mandate up with notice: still in force until its end', async () => {
    const mandatId = await nouveau(monde);
    await fait(monde, mandatId, 'renoncer', { renonciation: 'hors_competence', preavis: '8' });
    expect((await vueOf(monde, mandatId)).statut).toBe('actif');
    monde.essai.avance(9 * 86_400_000);
    await monde.nav.connecte('pia@demo');
    expect((await vueOf(monde, mandatId)).statut).toBe('renonce');
  });

  it('reports a death, a judgment, a change of structure, each with its date', async () => {
    for (const [geste, champs, cause] of [
      ['deces', { deces: aujourdhui() }, 'deces'],
      ['protection', { mesure: 'tutelle', jugement: aujourdhui() }, 'tutelle'],
      ['structure', { cause: 'changement_structure' }, 'changement_structure'],
    ] as const) {
      const mandatId = await nouveau(monde);
      expect([geste, (await fait(monde, mandatId, geste, champs)).statut]).toEqual([geste, 303]);
      const vue = await vueOf(monde, mandatId);
      expect([geste, vue.statut, vue.fin?.cause]).toEqual([geste, 'caduc', cause]);
    }
  });

  it('refuses with every reason, values kept, on its own page', async () => {
    const mandatId = await nouveau(monde);
    const demain = addDays(aujourdhui(), 1);
    const refus = await fait(monde, mandatId, 'deces', { deces: demain });
    expect(refus.statut).toBe(422);
    expect(refus.texte).toContain(`value="${demain}"`);
    expect(refus.texte).toMatch(/<details open=""><summary[^>]*>La personne est décédée/);
    const deux = await fait(monde, mandatId, 'protection', { mesure: '', jugement: '' });
    expect(deux.lisible).toContain('Choisissez la mesure.');
    expect(deux.lisible).toContain('Écrivez la date.');
    expect((await vueOf(monde, mandatId)).statut).toBe('actif');
  });
});

describe('what the person takes home', () => {
  it('is her copy, noted once with the commitment of the code printed on it', async () => {
    const mandatId = await nouveau(monde, ECRIT);
    const page = await monde.nav.get(`/mandat/${mandatId}`);
    expect(page.lisible).toContain('Remettre l’exemplaire');
    const remise = await monde.nav.suit(await fait(monde, mandatId, 'remise', { remise: 'papier' }));
    expect(remise.lisible).toContain('Copie remise le');
    expect(remise.lisible).not.toContain('Remettre l’exemplaire');
    const { exemplaire } = await vueOf(monde, mandatId);
    expect(exemplaire).toMatchObject({ canal: 'papier' });
    expect(exemplaire?.codeRevocationCommitment).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is an account of what was done, noted when it was given', async () => {
    const mandatId = await agit(monde, ECRIT);
    const page = await monde.nav.get(`/mandat/${mandatId}`);
    expect(page.lisible).toContain('Compte rendu à la personne');
    const actes = [...page.texte.matchAll(/name="rendus"[^>]*value="([^"]+)"/g)].map(([, id = '']) => id);
    expect(actes).toHaveLength(3);
    const rien = await fait(monde, mandatId, 'compte-rendu', { compte: 'papier', rendus: 'autre/0' });
    expect(rien.lisible).toContain('Cochez ce dont vous avez rendu compte.');
    const note = await monde.nav.suit(
      await fait(monde, mandatId, 'compte-rendu', { compte: 'presence', rendus: actes }),
    );
    expect(note.lisible).not.toContain('Compte rendu à la personne');
    expect((await vueOf(monde, mandatId)).comptesRendus).toMatchObject([{ canal: 'presence', actes }]);
  });
});

describe('the papers', () => {
  it('are written in every kind and language, on the screen and as PDF, the QR of each being known to its page', async () => {
    const mandatId = await nouveau(monde);
    await fait(monde, mandatId, 'retirer', {
      ligne: 'item-1.saisir',
      'retrait.demandePar': 'mandant',
      'retrait.canal': 'presence',
    });
    const page = await monde.nav.get(`/mandat/${mandatId}`);
    const choix = (nom: string) => {
      const liste = new RegExp(`<select[^>]*name="${nom}".*?</select>`, 's').exec(page.texte)?.[0] ?? '';
      return [...liste.matchAll(/<option value="([^"]+)"/g)].map(([, code = '']) => code);
    };
    expect(choix('genre')).toEqual(['mandat', 'fiche_de_sortie', 'revocation']);
    expect(choix('langue')).toContain('fr');
    const liens = new Set<string>();
    for (const genre of choix('genre')) {
      for (const langue of choix('langue').slice(0, 2)) {
        for (const niveau of ['complet', 'langage_simple']) {
          const adresse = `genre=${genre}&langue=${langue}&niveau=${niveau}`;
          const html = await monde.nav.get(`/mandat/${mandatId}/document?${adresse}`);
          expect([adresse, html.statut]).toEqual([adresse, 200]);
          expect(html.lisible).toContain('Données fictives');
          const lien = /href="http:\/\/localhost:3000(\/v\/M[^"]+)#sha256=([0-9a-f]{64})"/.exec(html.texte);
          const verifier = await new Navigateur(monde.essai.app).get(lien?.[1] ?? '/v/rien');
          expect([adresse, verifier.texte.includes(lien?.[2] ?? 'aucune')]).toEqual([adresse, true]);
          liens.add(lien?.[1] ?? '');
        }
      }
      const pdf = await monde.nav.get(`/mandat/${mandatId}/document.pdf?genre=${genre}`);
      expect([genre, pdf.texte.slice(0, 5)]).toEqual([genre, '%PDF-']);
      expect(pdf.entetes.get('content-disposition')).toContain(`${genre.replaceAll('_', '-')}.pdf`);
    }
    expect(liens.size).toBe(1);
  });

  it('bear the code that stops the mandate as long as it can be stopped, and say why when there is nothing to print', async () => {
    const mandatId = await nouveau(monde);
    const adresse = `/mandat/${mandatId}/document`;
    const code = /R[2-9A-Z]{3}-[2-9A-Z]{4}-[2-9A-Z]{5}/;
    expect((await monde.nav.get(adresse)).lisible).toMatch(code);
    const rien = await monde.nav.get(`${adresse}?genre=revocation`);
    expect([rien.statut, rien.lisible.includes('Rien n’a été arrêté.')]).toEqual([409, true]);
    const arret = await monde.nav.suit(
      await fait(monde, mandatId, 'revoquer', { demandePar: 'mandant', canal: 'presence' }),
    );
    expect(arret.lisible).toContain('Certificat d’arrêt (PDF)');
    expect((await monde.nav.get(`${adresse}?genre=revocation`)).lisible).not.toMatch(code);
    expect((await monde.nav.get(adresse)).lisible).not.toMatch(code);
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
