/** Webhooks of RDV Service Public: signed, in any order, once. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { rdvsp, rdvspRecu } from '../../db/schema-administration.ts';
import { passage } from '../../db/schema-agenda.ts';
import { lieu, permanence } from '../../db/schema.ts';
import { Navigateur, ORIGINE, type Reponse } from '../../server/essai.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';

let monde: Monde;
let admin: Navigateur;
let secret = '';
const CHEMIN = '/administration/rdv-service-public';
beforeAll(async () => {
  monde = await openMonde('vide');
  admin = new Navigateur(monde.essai.app);
  await admin.connecte('admin@demo');
}, 60_000);
afterAll(() => monde.essai.close());

const inOrg = <T>(travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);

const rdv = (status: string, timestamp: string, plus: object = {}) => ({
  meta: { model: 'Rdv', event: 'updated', timestamp },
  data: {
    id: 42,
    status,
    starts_at: '2026-12-01 09:30:00 +0100',
    duration_in_min: 30,
    lieu: { id: 7 },
    agents: [{ id: 3 }],
    users: [{ first_name: 'Zénobie', last_name: 'Canarinette' }],
    ...plus,
  },
});

async function envoie(
  corps: unknown,
  cle = secret,
  structure = monde.orgId,
): Promise<{ statut: number; texte: string }> {
  const texte = JSON.stringify(corps);
  const reponse = await monde.essai.app.request(`${ORIGINE}/api/rdvsp/${structure}`, {
    method: 'POST',
    body: texte,
    headers: { 'X-Lapin-Signature': createHmac('sha256', cle).update(texte).digest('hex') },
  });
  return { statut: reponse.status, texte: await reponse.text() };
}

const gesteAdmin = async (valeurs: Record<string, string>): Promise<Reponse> =>
  admin.suit(await admin.post(CHEMIN, { op: (await admin.get(CHEMIN)).op, ...valeurs }));

describe('webhooks', () => {
  it('are refused alike without a link, for nobody, and with a wrong signature', async () => {
    const sans = await envoie(rdv('unknown', '2026-11-23 10:00:00 +0100'), 'x');
    const personne = await envoie(
      rdv('unknown', '2026-11-23 10:00:00 +0100'),
      'x',
      '01900000-0000-7000-8000-000000000000',
    );
    const page = await gesteAdmin({ etape: 'secret' });
    secret = /class="saisie lien-unique"[^>]*>([^<]+)</.exec(page.texte)?.[1] ?? '';
    expect(secret).toHaveLength(43);
    expect((await admin.get(CHEMIN)).texte).not.toContain(secret);
    const fausse = await envoie(rdv('unknown', '2026-11-23 10:00:00 +0100'), `${secret}x`);
    expect([sans, personne, fausse]).toEqual(
      Array(3).fill({ statut: 403, texte: '{"code":"signature_invalide"}' }),
    );
    const [row] = await inOrg((tx) => tx.select().from(rdvsp));
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it('wait for their lieu to be known, then land in its queue, without any name', async () => {
    expect(JSON.parse((await envoie(rdv('unknown', '2026-11-23 10:00:00 +0100'))).texte)).toEqual({
      suite: 'a_relier',
    });
    expect((await admin.get(CHEMIN)).lisible).toContain('Lieu n° 7');
    const [un] = await inOrg((tx) => tx.select().from(lieu));
    expect((await gesteAdmin({ etape: 'relier', 'lieu.7': un?.id ?? '' })).lisible).toContain(
      '1 envois en attente sont repris',
    );
    const file = await inOrg((tx) => tx.select().from(passage));
    expect(file.map(({ date, heure, etat, boite }) => ({ date, heure, etat, boite }))).toEqual([
      { date: '2026-12-01', heure: '09:30', etat: 'attendu', boite: null },
    ]);
    expect(JSON.stringify(await inOrg((tx) => tx.select().from(rdvspRecu)))).not.toMatch(
      /Canarinette|Zénobie/,
    );
  });

  it('sent again do nothing, and an older one that comes late changes nothing', async () => {
    const honore = rdv('seen', '2026-12-01 10:00:00 +0100');
    const reponses = await Promise.all(Array.from({ length: 5 }, () => envoie(honore)));
    expect(reponses.map(({ texte }) => (JSON.parse(texte) as { suite: string }).suite).sort()).toEqual([
      'fait',
      'rejoue',
      'rejoue',
      'rejoue',
      'rejoue',
    ]);
    expect(JSON.parse((await envoie(rdv('noshow', '2026-11-30 10:00:00 +0100'))).texte)).toEqual({
      suite: 'depasse',
    });
    const file = await inOrg((tx) => tx.select().from(passage));
    expect(file.map(({ etat }) => etat)).toEqual(['recu']);
  });

  it('make permanences of slots, and never fail on what is not theirs', async () => {
    const plage = {
      meta: { model: 'PlageOuverture', event: 'created', timestamp: '2026-11-23 10:00:00 +0100' },
      data: {
        id: 5,
        first_day: '2026-11-30',
        start_time: '09:00:00',
        end_time: '12:00:00',
        rrule: 'FREQ=WEEKLY;BYDAY=MO',
        lieu: { id: 7 },
        agent: { id: 3 },
      },
    };
    expect(JSON.parse((await envoie(plage)).texte)).toEqual({ suite: 'a_relier' });
    const page = await admin.get(CHEMIN);
    const agent = /name="agent\.3".*?<\/select>/s.exec(page.texte)?.[0] ?? '';
    const compteId = /value="([0-9a-f-]{36})"/.exec(agent)?.[1] ?? '';
    const [un] = await inOrg((tx) => tx.select().from(lieu));
    await gesteAdmin({ etape: 'relier', 'lieu.7': un?.id ?? '', 'agent.3': compteId });
    const rows = await inOrg((tx) => tx.select().from(permanence));
    expect(rows.map(({ donnees }) => donnees)).toMatchObject([
      { lieuId: un?.id, agentIds: [compteId], debut: '09:00' },
    ]);
    for (const corps of [
      null,
      [],
      'x',
      { meta: 1 },
      { ...plage, data: { id: '\0' } },
      rdv('unknown', 'hier'),
    ])
      expect([200, 422]).toContain((await envoie(corps)).statut);
    await gesteAdmin({ etape: 'couper' });
    expect((await envoie(plage)).statut).toBe(403);
  });
});
