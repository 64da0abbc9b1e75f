// The clock of a running server jumps by a day, ahead then back, then is right again: what ends, what goes on, in which words.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOTP } from 'otpauth';
import { createId } from '../src/domain/identifiant.ts';
import { takeFeuille } from '../src/features/acces/codes.fixture.ts';
import { signe, SIMPLE } from '../src/features/signe.fixture.ts';
import { alea, civilDate } from '../src/server/contexte.ts';
import { ORIGINE, type Navigateur } from '../src/server/essai.fixture.ts';
import { dateEnMots } from '../src/ui/date.ts';
import { copyDossier, openApplication, runToEnd, type Application } from './support/application.ts';
import { askBase } from './support/base.ts';
import { browse, openSeance } from './support/ecriture.ts';
import { expect, test } from './support/essai.ts';

const JOUR = 86_400_000;

/** Loaded before the application: its clock is that of a machine set wrong, by what a file says at each moment. */
const HORLOGE = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync } from 'node:fs';
  const Juste = Date;
  const now = () => Juste.now() + Number(readFileSync(process.env.HORLOGE_ESSAI, 'utf8'));
  globalThis.Date = new Proxy(Juste, {
    construct: (cible, args, neuf) => Reflect.construct(cible, args.length === 0 ? [now()] : args, neuf),
    apply: () => new Juste(now()).toString(),
    get: (cible, nom) => (nom === 'now' ? now : Reflect.get(cible, nom)),
  });`)}`;

const at = (jours: number): string => new Date(Date.now() + jours * JOUR).toISOString();
const opAt = (jours: number): string => createId(Date.now() + jours * JOUR, alea);
const EN_RETARD = 'L’horloge du serveur est en retard sur ce mandat';

/** An application of codes on a telephone whose clock is right. */
async function linkTelephone(nav: Navigateur): Promise<() => string> {
  const { op } = await nav.get('/acces');
  const page = await nav.suit(await nav.post('/acces/application', { op }));
  const secret = /class="?secret"?>([^<]+)</.exec(page.texte)?.[1]?.replaceAll(' ', '') ?? '';
  const telephone = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 });
  const [chemin = ''] = nav.adresses.slice(-1);
  const liee = await nav.post(chemin, { op: page.op, code: telephone.generate() });
  expect(liee.statut).toBe(303);
  return () => telephone.generate();
}

test('l’horloge du serveur saute d’un jour, puis revient : une phrase la nomme, rien à moitié écrit, rien d’effacé', async ({
  modele,
}) => {
  const dossier = copyDossier(modele);
  const fichier = join(dossier, 'horloge');
  const jump = (jours: number): void => {
    writeFileSync(`${fichier}.neuf`, String(jours * JOUR));
    renameSync(`${fichier}.neuf`, fichier);
  };
  jump(0);
  const depart = {
    dossier,
    node: ['--import', HORLOGE],
    env: { ORIGIN: ORIGINE, HORLOGE_ESSAI: fichier },
  };
  let application: Application = await openApplication(depart);
  const open = (): Navigateur => browse(() => application.port);
  const kept = async (ops: readonly string[]) =>
    askBase<{ fiches: number; operations: number }>(
      dossier,
      'select (select count(*)::int from intervention where id::text = any($1)) as fiches, (select count(*)::int from operation where op::text = any($1)) as operations',
      [ops],
    );
  const inventory = () =>
    askBase(
      dossier,
      'select (select count(*)::int from certificat) as certificats, (select count(*)::int from personne) as personnes, (select count(*)::int from coffre) as coffres, (select count(*)::int from intervention) as fiches, (select count(*)::int from mandat_evenement) as mandats',
    );
  try {
    const pia = open();
    await openSeance(pia);
    const { codes, personnel } = await takeFeuille(pia);
    const telephone = await linkTelephone(pia);
    const [{ orgId, compteId } = { orgId: '', compteId: '' }] = await askBase<
      Record<'orgId' | 'compteId', string>
    >(dossier, `select org_id as "orgId", id as "compteId" from compte where identifiant = 'pia@demo'`);
    const enter = (nav: Navigateur, code: string) =>
      nav.post('/connexion/code', { identifiant: 'pia@demo', code, personnel: personnel ?? '' });
    const send = async (nav: Navigateur, op: string, quand: string) => {
      const reponse = await fetch(`http://127.0.0.1:${application.port}/api/operations`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: ORIGINE,
          'sec-fetch-site': 'same-origin',
          cookie: nav.cookie,
        },
        body: JSON.stringify({
          ...{ op, type: 'intervention.enregistrer', at: quand, seq: 1, compte: compteId },
          payload: { ...SIMPLE, seance: '' },
        }),
      });
      return { statut: reponse.status, corps: (await reponse.json()) as { etat: string; ecartMin?: number } };
    };
    /** Signs in again on a server whose clock is off: six digits fail and say why, a printed code opens. */
    const signInAgain = async (jours: number, code: string): Promise<Navigateur> => {
      const nav = open();
      const refus = await enter(nav, telephone());
      expect(refus.statut).toBe(422);
      expect(refus.lisible).toContain('L’horloge d’ici dit');
      expect(refus.lisible).toContain(dateEnMots(civilDate(new Date(at(jours)), 'Europe/Paris')));
      expect(refus.lisible).toContain('prenez un code imprimé');
      expect((await enter(nav, code)).vers).toBe('/');
      return nav;
    };
    const sante = async () => (await fetch(`${application.origine}/sante`)).json() as Promise<object>;
    expect(await sante()).toEqual({ etat: 'ok' });
    const ops: string[] = [];
    /** What was made with the right hour, and with one a day later than the server's, is recorded and the gap is told. */
    const sendAround = async (nav: Navigateur, jours: number): Promise<void> => {
      for (const quand of [jours, jours + 1]) {
        const op = opAt(0);
        ops.push(op);
        const issue = await send(nav, op, at(quand));
        expect(issue).toMatchObject({ statut: 200, corps: { etat: 'enregistree' } });
        expect(issue.corps.ecartMin ?? 0).toBe(quand > jours ? 1440 : 0);
      }
    };

    jump(1);
    expect(await sante()).toMatchObject({ etat: 'ok', horloge: 'a_regler' });
    expect((await pia.get('/')).vers, 'a session does not outlive its hours').toBe('/connexion');
    const demain = await signInAgain(1, codes[0] ?? '');
    await openSeance(demain);
    await sendAround(demain, 1);
    const { mandatId, signature } = await signe({ nav: demain }, await demain.get('/accueil'), {
      forme: 'signature_papier',
    });
    expect(signature.statut).toBe(303);

    jump(-1);
    expect(await sante()).toMatchObject({ horloge: 'a_regler' });
    for (const nav of [pia, demain])
      expect((await nav.get('/')).vers, 'nor begins before it was opened').toBe('/connexion');
    const hier = await signInAgain(-1, codes[1] ?? '');
    const trop = await hier.post(`/mandat/${mandatId}/revoquer`, {
      ...{ op: opAt(-1), demandePar: 'mandant', canal: 'presence' },
    });
    expect([trop.statut, trop.lisible.includes(EN_RETARD)]).toEqual([409, true]);

    jump(0);
    expect(await sante()).toEqual({ etat: 'ok' });
    const juste = open();
    await juste.connecte('pia@demo');
    const tot = await juste.post(`/mandat/${mandatId}/revoquer`, {
      ...{ op: opAt(0), demandePar: 'mandant', canal: 'presence' },
    });
    expect([tot.statut, tot.lisible.includes(EN_RETARD)], 'signed « tomorrow », kept until then').toEqual([
      409,
      true,
    ]);
    for (const op of ops) expect((await send(juste, op, at(0))).statut, 'sent again, once').toBe(200);
    expect(await kept(ops)).toEqual([{ fiches: ops.length, operations: ops.length }]);
    const dpo = open();
    await dpo.connecte('dpo@demo');
    const journal = await dpo.get('/journal');
    const verifie = await dpo.post('/journal/verifier', { op: journal.op });
    expect((verifie.vers === null ? verifie : await dpo.suit(verifie)).lisible).toContain(
      'chacune suit la précédente',
    );
    const avant = await inventory();
    expect(application.dit()).not.toContain('"level":"error"');
    expect(await application.stop()).toBe(0);

    for (const jours of [1, 365]) {
      jump(jours);
      const purge = await runToEnd({ ...depart, args: ['conservation', '--structure', orgId, '--executer'] });
      expect([purge.code, purge.dit.includes('Rien n’a été effacé')], purge.dit).toEqual([1, true]);
      expect(purge.dit).toMatch(
        /L’horloge du serveur et celle de la base diffèrent de (?:24 heures|365 jours)/,
      );
    }
    jump(0);
    application = await openApplication(depart);
    expect(await inventory()).toEqual(avant);
  } finally {
    await application.stop();
    rmSync(dossier, { recursive: true, force: true });
  }
});
