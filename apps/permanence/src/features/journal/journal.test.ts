/** The audit log tells what was changed in it, row by row; cut short, only the head kept elsewhere tells. */
import { verifyChain } from '@porte-plume/mandat/ledger';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { readChaine } from '../../domain/audit.ts';
import { appendJournal } from '../../domain/chaine.ts';
import { Navigateur, type Reponse } from '../../server/essai.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';

let monde: Monde;
let dpo: Navigateur;
beforeAll(async () => {
  monde = await openMonde('vide');
  dpo = new Navigateur(monde.essai.app);
  await dpo.connecte('dpo@demo');
  const faits = Array.from({ length: 60 }, (_, rang) => ({
    type: 'IdentiteLue' as const,
    compte: 'un-compte',
    personne: `personne-${String(rang)}`,
    pourquoi: 'fiche',
    le: new Date(Date.UTC(2026, 0, 1, 9, rang)).toISOString(),
  }));
  await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', (tx) =>
    appendJournal(tx, monde.orgId, faits),
  );
}, 60_000);
afterAll(() => monde.essai.close());

const post = async (chemin: string, champs: Record<string, string> = {}): Promise<Reponse> => {
  const { op } = await dpo.get('/journal');
  return dpo.post(chemin, { op, ...champs });
};

/** What somebody who holds the database may do, walls and grants aside; it is put back afterwards. */
async function sabote(requete: string, puis: () => Promise<void>): Promise<void> {
  const client = new pg.Client({
    connectionString: monde.essai.cluster.url('superutilisateur', monde.essai.base),
  });
  await client.connect();
  try {
    await client.query('create table copie as select * from journal');
    await client.query(requete);
    await puis();
    await client.query('truncate journal');
    await client.query('insert into journal select * from copie');
    await client.query('drop table copie');
  } finally {
    await client.end();
  }
}

describe('the journal', () => {
  it('is the officer’s alone, and shows no name', async () => {
    const page = await dpo.get('/journal');
    expect(page.lisible).toContain('Nom lu : ouverture de la fiche');
    expect(page.lisible).toContain('(60)');
    expect((await dpo.get('/journal?page=3')).lisible).toContain('nº 19');
    for (const un of ['pia@demo', 'marie@demo', 'claire@demo']) {
      const nav = new Navigateur(monde.essai.app);
      await nav.connecte(un);
      const { op } = page;
      expect((await nav.get('/journal')).statut).toBe(403);
      for (const chemin of ['/journal/verifier', '/journal/tetes'])
        expect((await nav.post(chemin, { op })).statut).toBe(403);
    }
  });

  it('holds when nobody touched it', async () => {
    const page = await post('/journal/verifier');
    expect(page.lisible).toContain('60 lignes, chacune suit la précédente.');
    expect(page.lisible).toContain('0 lignes, chacune suit la précédente.');
  });

  it('names a row that was changed', async () => {
    await sabote(
      `update journal set donnees = jsonb_set(donnees, '{compte}', '"quelqu-un-d-autre"') where rang = 37`,
      async () => {
        expect((await post('/journal/verifier')).lisible).toContain('Ligne nº 37.');
      },
    );
  });

  it('names the place of a row that was taken out, or put elsewhere', async () => {
    await sabote('delete from journal where rang = 12', async () => {
      expect((await post('/journal/verifier')).lisible).toContain('Ligne nº 12.');
    });
    await sabote(
      'update journal set rang = case rang when 5 then 1006 else 1005 end where rang in (5, 6); update journal set rang = rang - 1000 where rang > 1000',
      async () => {
        expect((await post('/journal/verifier')).lisible).toContain('Ligne nº 5.');
      },
    );
    expect((await post('/journal/verifier')).lisible).toContain('60 lignes');
  });

  it('cut short is seen with the head that the officer keeps, even when the table of heads was emptied too', async () => {
    const fichier = (await post('/journal/tetes')).texte;
    expect(JSON.parse(fichier)).toMatchObject({ format: 'porte-plume-tetes-1', structure: monde.orgId });
    expect((await post('/journal/verifier', { fichier })).lisible).toContain('têtes signées le confirment');
    await sabote('delete from journal where rang >= 50; delete from tete_signee', async () => {
      expect((await post('/journal/verifier')).lisible).toContain('50 lignes, chacune suit la précédente.');
      const avec = await post('/journal/verifier', { fichier });
      expect(avec.lisible).toContain('Ligne nº 50.');
    });
    const faux = fichier.replace(
      /"jws": "([^"]+)"/,
      (_, jws: string) => `"jws": "${jws.slice(0, -8)}AAAAAAAA"`,
    );
    expect((await post('/journal/verifier', { fichier: faux })).lisible).toContain('n’est pas authentique');
    expect((await post('/journal/verifier', { fichier: '{"format":"autre"}' })).statut).toBe(422);
  });

  it('locates 1 000 random edits of 1 000', async () => {
    const links = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', (tx) =>
      readChaine(tx, monde.orgId, 'journal'),
    );
    // A small generator, so that a failure can be played again.
    let etat = 42;
    const tire = (n: number): number => {
      etat = (etat * 1_103_515_245 + 12_345) % 2_147_483_648;
      return etat % n;
    };
    const champs = ['type', 'compte', 'personne', 'pourquoi', 'le'];
    let trouves = 0;
    for (let fois = 0; fois < 1000; fois += 1) {
      const rang = tire(links.length);
      const modifies = links.map((link, index) => {
        if (index !== rang) return link;
        const evenement = { ...(link.evenement as Record<string, string>) };
        const champ = champs[tire(champs.length)] ?? 'type';
        evenement[champ] = `${evenement[champ] ?? ''}${String(tire(10))}`;
        return { ...link, evenement };
      });
      const resultat = verifyChain(modifies);
      if (!resultat.ok && resultat.motifs.some((motif) => 'index' in motif && motif.index === rang))
        trouves += 1;
    }
    expect(trouves).toBe(1000);
  });
});
