/** The person stops her mandate with the code of her copy: no account, no JavaScript, nothing left behind. */
import { createCode, formatCode } from '@porte-plume/mandat/codes';
import { etatA } from '@porte-plume/mandat';
import { commit } from '@porte-plume/mandat/ledger';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAnyone, asOrg } from '../../db/asOrg.ts';
import { codePublic } from '../../db/schema.ts';
import { ensureCodes, readCodes, type Codes } from '../../domain/codes.ts';
import { readMandat } from '../../domain/mandats.ts';
import { openPersonKey, saltOf } from '../../domain/personnes.ts';
import { now } from '../../server/contexte.ts';
import { Navigateur } from '../../server/essai.fixture.ts';
import { openMonde, ouvre, signe, type Monde } from '../gestes.fixture.ts';

let monde: Monde;
let public_: Navigateur;
beforeAll(async () => {
  monde = await openMonde();
  await ouvre(monde);
  public_ = new Navigateur(monde.essai.app);
}, 60_000);
afterAll(() => monde.essai.close());

/** A mandate signed on paper, and what its copy bears. */
async function mandatSurPapier(): Promise<{ mandatId: string; codes: Codes }> {
  const { mandatId } = await signe(monde, await monde.nav.get('/accueil'), { forme: 'signature_papier' });
  return { mandatId, codes: await codesOf(mandatId) };
}

async function codesOf(mandatId: string): Promise<Codes> {
  const { services } = monde.essai;
  const codes = await asOrg(services.client.db, monde.orgId, 'essai', async (tx) => {
    const lu = await readMandat(tx, monde.orgId, mandatId);
    return readCodes(tx, services, monde, { mandatId, personneId: lu?.personneId ?? '' });
  });
  if (codes === null) throw new Error('no codes');
  return codes;
}

async function statutOf(mandatId: string): Promise<string | undefined> {
  const { services } = monde.essai;
  return asOrg(services.client.db, monde.orgId, 'essai', async (tx) => {
    const lu = await readMandat(tx, monde.orgId, mandatId);
    return lu === null ? undefined : etatA(lu.evenements, now(services))?.statut;
  });
}

describe('the codes of a mandate', () => {
  it('are made with the paper copy: in clear in the vault, committed in the event, found by a key elsewhere', async () => {
    const { mandatId, codes } = await mandatSurPapier();
    expect(codes.mandat).toMatch(/^M/);
    expect(codes.revocation).toMatch(/^R/);
    const { services } = monde.essai;
    await asOrg(services.client.db, monde.orgId, 'essai', async (tx) => {
      const lu = await readMandat(tx, monde.orgId, mandatId);
      const personneId = lu?.personneId ?? '';
      const dek = await openPersonKey(tx, services, monde.orgId, personneId);
      const attendu = commit(saltOf(dek ?? new Uint8Array()), codes.revocation);
      expect(attendu.ok && attendu.value).toBe(lu?.etat.exemplaire?.codeRevocationCommitment);
      expect(await ensureCodes(tx, services, monde, { mandatId, personneId })).toEqual(codes);
      for (const table of [
        'mandat_evenement',
        'code_public',
        'coffre',
        'operation',
        'brouillon',
        'journal',
      ]) {
        for (const code of [codes.mandat, codes.revocation]) {
          const rows = await tx.execute(sql.raw(`select 1 from ${table} t where t::text ilike '%${code}%'`));
          expect([table, rows.rowCount]).toEqual([table, 0]);
        }
      }
    });
  });

  it('are rows that nobody reads without an organisation, but the one whose key is given', async () => {
    const { db } = monde.essai.services.client;
    const [row] = await asOrg(db, monde.orgId, 'essai', (tx) => tx.select().from(codePublic).limit(1));
    const rien = await asAnyone(db, { code: '0'.repeat(64) }, 'essai', (tx) => tx.select().from(codePublic));
    expect(rien).toEqual([]);
    const une = await asAnyone(db, { code: row?.cle ?? '' }, 'essai', (tx) => tx.select().from(codePublic));
    expect(une.map(({ cle }) => cle)).toEqual([row?.cle]);
  });
});

describe('stopping a mandate without an account', () => {
  it('takes the code, one tap to confirm, and says what comes next', async () => {
    const { mandatId, codes } = await mandatSurPapier();
    const porte = await public_.get('/arreter');
    expect(porte.statut).toBe(200);
    expect(porte.texte).not.toContain('Quitter');
    const tape = ` ${formatCode(codes.revocation).toLowerCase().replaceAll('-', ' – ')} `;
    const confirmer = await public_.post('/arreter', { op: porte.op, code: tape });
    expect(confirmer.statut).toBe(200);
    expect(confirmer.lisible).toContain('Oui, j’arrête ce mandat');
    expect(confirmer.texte).not.toMatch(/Canarinette|rsa|RSA|Département/);
    expect(await statutOf(mandatId)).toBe('actif');
    const fait = await public_.post('/arreter', { op: confirmer.op, code: tape, etape: 'arreter' });
    expect(fait.lisible).toContain('C’est fait');
    expect(fait.lisible).toContain('04 65 71 00 42');
    expect(fait.texte).not.toMatch(/Canarinette|rsa/i);
    expect(await statutOf(mandatId)).toBe('revoque');
    const { services } = monde.essai;
    const fin = await asOrg(services.client.db, monde.orgId, 'essai', async (tx) => {
      const lu = await readMandat(tx, monde.orgId, mandatId);
      return lu?.evenements.filter(({ type }) => type === 'MandatRevoque');
    });
    expect(fin).toMatchObject([
      { acteur: { kind: 'mandant' }, donnees: { demandePar: 'mandant', canal: 'code' } },
    ]);
  });

  it('twice, or fifty times at once, stops it once', async () => {
    const { mandatId, codes } = await mandatSurPapier();
    const { op } = await public_.get('/arreter');
    const reponses = await Promise.all(
      Array.from({ length: 50 }, () =>
        new Navigateur(monde.essai.app).post('/arreter', { op, code: codes.revocation, etape: 'arreter' }),
      ),
    );
    expect(reponses.every(({ statut }) => statut === 200)).toBe(true);
    const encore = await public_.post('/arreter', { op, code: codes.revocation });
    expect(encore.lisible).toContain('Ce mandat est déjà arrêté');
    expect(encore.lisible).toContain('Vous n’avez rien d’autre à faire.');
    const { services } = monde.essai;
    const fins = await asOrg(services.client.db, monde.orgId, 'essai', async (tx) =>
      (await readMandat(tx, monde.orgId, mandatId))?.evenements.filter(
        ({ type }) => type === 'MandatRevoque',
      ),
    );
    expect(fins).toHaveLength(1);
  });

  it('says that it is over once the last day is past', async () => {
    const { codes } = await mandatSurPapier();
    const an = 366 * 86_400_000;
    monde.essai.avance(an);
    try {
      const { op } = await public_.get('/arreter');
      const reponse = await public_.post('/arreter', { op, code: codes.revocation, etape: 'arreter' });
      expect(reponse.lisible).toContain('Ce mandat est déjà fini');
    } finally {
      monde.essai.avance(-an);
    }
  });

  it('answers the same for a mistyped code, one never given, and one of another kind', async () => {
    const { codes } = await mandatSurPapier();
    const faute = `${codes.revocation.slice(0, -1)}${codes.revocation.endsWith('2') ? '3' : '2'}`;
    const corps = new Set<string>();
    for (const code of [faute, createCode('R', monde.essai.services.alea), codes.mandat, 'R', 'é', '']) {
      const reponse = await public_.post('/arreter', {
        op: (await public_.get('/arreter')).op,
        code,
        etape: 'arreter',
      });
      expect([code.charAt(0), reponse.statut]).toEqual([code.charAt(0), 422]);
      expect(reponse.lisible).toContain('Nous ne trouvons pas ce code.');
      expect(reponse.texte).toContain('data-focus');
      if (code !== '') expect(reponse.texte).toContain(`value="${code}"`);
      corps.add(reponse.texte.replaceAll(reponse.op, '').replace(/value="[^"]*"/g, ''));
    }
    expect(corps.size).toBe(1);
  });

  it('is kept out of caches and of search engines, and needs a page of ours', async () => {
    const porte = await public_.get('/arreter');
    expect(porte.entetes.get('cache-control')).toBe('no-store');
    expect(porte.entetes.get('x-robots-tag')).toBe('noindex');
    expect(porte.entetes.get('referrer-policy')).toBe('no-referrer');
    const ailleurs = await public_.post(
      '/arreter',
      { op: porte.op, code: 'R' },
      { origin: 'https://malin.exemple' },
    );
    expect(ailleurs.statut).toBe(403);
  });

  it('writes no code in a log or an address, even when the database fails', async () => {
    const { codes } = await mandatSurPapier();
    const { pool } = monde.essai.services.client;
    const { op } = await public_.get('/arreter');
    const { createApp } = await import('../../server/app.ts');
    const panne = createApp({
      ...monde.essai.services,
      client: {
        ...monde.essai.services.client,
        db: { transaction: () => Promise.reject(new Error(codes.revocation)) } as never,
      },
    });
    const casse = await new Navigateur(panne).post('/arreter', { op, code: codes.revocation });
    expect(casse.statut).toBe(500);
    expect(casse.texte).not.toContain(codes.revocation);
    expect(pool.totalCount).toBeGreaterThan(0);
    const traces = [...monde.essai.lignes, ...public_.adresses, ...monde.nav.adresses].join('\n');
    expect(traces).toContain('erreur');
    expect(traces).not.toContain(codes.revocation);
    expect(traces).not.toContain(codes.mandat);
  });
});
