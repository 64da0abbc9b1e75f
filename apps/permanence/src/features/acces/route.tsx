import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { Refus } from '../../db/operation.ts';
import { dropBrouillon, keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import { countCodes, createCodesAcces } from '../../domain/codes-acces.ts';
import { readEtatPersonnel } from '../../domain/code-personnel.ts';
import { dropCle, listCles } from '../../domain/cles-acces.ts';
import { createSecret, dropTotp, hasTotp, keepTotp, readCodeTotp, toUri } from '../../domain/totp.ts';
import { isId } from '../../domain/identifiant.ts';
import { listIdentites, unlinkIdentite } from '../../domain/identites.ts';
import { makeCadre } from '../../server/cadre.ts';
import { carryOut, type Issue } from '../../server/commande.ts';
import { newOp, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, readForm, toErreurs } from '../../server/formulaire.ts';
import { momentEnMots } from '../../server/heure.ts';
import { requireRecent } from '../../server/mw/recent.ts';
import { forVisiteur, idOf, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Erreur } from '../../ui/form.tsx';
import { demandTries } from '../connexion/code.ts';
import { sayHeure } from '../connexion/heure-dite.ts';
import { leave } from '../connexion/oidc.ts';
import { traceOf } from './qr.ts';
import { demandPersonnel, personnelRoutes } from './route-personnel.tsx';
import { AccesView, ApplicationView, CodesView } from './view.tsx';

const CODES = 'codes-acces';
const SECRET = 'secret-totp';
/** Codes and secrets wait for the page that shows them, and no longer. */
const ATTENTE = 10 * 60_000;

const CodesSchema = z.object({ codes: z.array(z.string()) });
const SecretSchema = z.object({ secret: z.string() });
const PERIME = 'Ces codes ont déjà été montrés. Faites-en d’autres si vous ne les avez pas notés.';
const FAUX = 'Ces six chiffres ne conviennent pas. Attendez les suivants, et vérifiez l’heure du téléphone.';

/** « Mes moyens d’accès », for every account: one’s own, and nobody else’s. */
export function accesRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/acces', (c) => show(c));
  app.post('/acces/cles/retirer', requireRecent, async (c) => {
    const champs = await readForm(c);
    return after(
      c,
      await carryOut(c, 'acces.cle.retirer', champs, async (tx, services, visiteur) => {
        const closes = await dropCle(tx, services, visiteur, field(champs, 'cle'));
        if (closes === null) throw new ErreurHttp(404);
        return closes === 0
          ? 'Cette clé n’ouvre plus votre compte.'
          : 'Cette clé n’ouvre plus votre compte, et vos autres sessions sont fermées.';
      }),
    );
  });
  app.route('/', personnelRoutes());
  app.post('/acces/codes', requireRecent, makeCodes);
  app.get('/acces/codes/:id', showCodes);
  app.post('/acces/application', requireRecent, makeSecret);
  app.post('/acces/application/retirer', requireRecent, async (c) =>
    after(
      c,
      await carryOut(c, 'acces.application.retirer', await readForm(c), async (tx, services, visiteur) => {
        if (!(await dropTotp(tx, services, visiteur))) throw new ErreurHttp(404);
        return 'L’application de codes n’ouvre plus votre compte.';
      }),
    ),
  );
  app.get('/acces/application/:id', (c) => showSecret(c));
  app.post('/acces/application/:id', requireRecent, confirm);
  app.get('/acces/identite', requireRecent, (c) => {
    // Another site that sent the browser here could have signed it in over there as somebody else.
    if (c.req.header('sec-fetch-site') === 'cross-site') throw new ErreurHttp(403);
    const { orgId, compteId } = c.var.visiteur;
    return leave(c, { but: 'lier', orgId, compteId });
  });
  app.post('/acces/identite/retirer', requireRecent, async (c) => {
    const champs = await readForm(c);
    return after(
      c,
      await carryOut(c, 'acces.identite.retirer', champs, async (tx, services, visiteur) => {
        const id = field(champs, 'identite');
        if (!isId(id) || !(await unlinkIdentite(tx, services, visiteur, id))) throw new ErreurHttp(404);
        return 'Cette identité n’ouvre plus votre compte.';
      }),
    );
  });
  return app;
}

async function show(c: Context<AppEnv>, erreurs: readonly Erreur[] = []): Promise<Response> {
  const { visiteur } = c.var;
  const lu = await forVisiteur(c, 'acces.lire', async (tx) => {
    const op = queryId(c, 'fait');
    return {
      cles: await listCles(tx, visiteur),
      personnel: await readEtatPersonnel(tx, visiteur),
      codes: await countCodes(tx, visiteur),
      application: await hasTotp(tx, visiteur),
      identites: await listIdentites(tx, visiteur),
      fait: op === null ? null : await readFait(tx, visiteur, op),
    };
  });
  const { fait, identites, cles, ...moyens } = lu;
  const { oidc } = c.var.services;
  const envoi = (suite: string) => ({ action: `/acces/${suite}`, op: newOp(c.var.services) });
  return render(
    c,
    <AccesView
      cadre={makeCadre(c)}
      erreurs={erreurs}
      envois={{
        cles: envoi('cles/retirer'),
        personnel: envoi('personnel'),
        codes: envoi('codes'),
        application: envoi('application'),
        oter: envoi('application/retirer'),
        delier: envoi('identite/retirer'),
      }}
      {...moyens}
      cles={cles.map(({ id, creeLe, transports }) => ({
        id,
        sorte: sorteOf(transports),
        ajoutee: `le ${momentEnMots(creeLe, visiteur.zone)}`,
      }))}
      {...(oidc === undefined || oidc === null
        ? {}
        : {
            externe: {
              nom: oidc.nom,
              lien: '/acces/identite',
              identites: identites.map(({ id, lieeLe }) => ({
                id,
                liee: `le ${momentEnMots(lieeLe, visiteur.zone)}`,
              })),
            },
          })}
      {...(fait === null ? {} : { fait })}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

/** The page of one’s own means again, with the sentence of what was done or why not. */
export function after(c: Context<AppEnv>, issue: Issue): Response | Promise<Response> {
  return issue.ok
    ? c.redirect(`/acces?fait=${issue.op}`, 303)
    : show(
        c,
        toErreurs(issue.motifs, () => ''),
      );
}

/** Where a passkey lives, as browsers say it. */
function sorteOf(transports: readonly string[]): string {
  if (transports.includes('internal')) return 'Clé d’un appareil';
  return transports.some((un) => ['usb', 'nfc', 'ble'].includes(un)) ? 'Clé à brancher' : 'Clé d’accès';
}

async function makeCodes(c: Context<AppEnv>): Promise<Response> {
  const champs = await readForm(c);
  let suite = `/acces/codes/${field(champs, 'op')}`;
  const issue = await carryOut(c, 'acces.codes', champs, async (tx, services, visiteur) => {
    const codes = await createCodesAcces(tx, services, visiteur);
    await keepBrouillon(tx, services, visiteur, {
      id: field(champs, 'op'),
      nature: CODES,
      contenu: { codes },
      duree: ATTENTE,
    });
    suite = await demandPersonnel(tx, services, visiteur, suite);
    return 'Dix codes sont faits.';
  });
  return issue.ok ? c.redirect(suite, 303) : after(c, issue);
}

async function showCodes(c: Context<AppEnv>): Promise<Response> {
  const id = idOf(c);
  const garde = await forVisiteur(c, 'acces.codes.montrer', async (tx, services, visiteur) => {
    const lu = await readBrouillon(tx, services, visiteur, { id, nature: CODES, schema: CodesSchema });
    if (lu !== null) await dropBrouillon(tx, visiteur, id);
    return lu;
  });
  if (garde === null) throw new ErreurHttp(404, PERIME);
  const { services, visiteur } = c.var;
  return render(
    c,
    <CodesView
      cadre={makeCadre(c)}
      adresse={services.env.origin}
      identifiant={visiteur.identifiant}
      codes={garde.codes}
    />,
  );
}

async function makeSecret(c: Context<AppEnv>): Promise<Response> {
  const champs = await readForm(c);
  const issue = await carryOut(c, 'acces.application', champs, async (tx, services, visiteur) => {
    await keepBrouillon(tx, services, visiteur, {
      id: field(champs, 'op'),
      nature: SECRET,
      contenu: { secret: createSecret(services) },
      duree: ATTENTE,
    });
    return 'Un secret attend votre application.';
  });
  return issue.ok ? c.redirect(`/acces/application/${issue.op}`, 303) : after(c, issue);
}

async function readSecret(c: Context<AppEnv>): Promise<string> {
  const garde = await forVisiteur(c, 'acces.application.lire', (tx, services, visiteur) =>
    readBrouillon(tx, services, visiteur, { id: idOf(c), nature: SECRET, schema: SecretSchema }),
  );
  if (garde === null) throw new ErreurHttp(404, 'Ce secret n’attend plus. Recommencez.');
  return garde.secret;
}

async function showSecret(c: Context<AppEnv>, erreurs: readonly Erreur[] = []): Promise<Response> {
  const secret = await readSecret(c);
  const { services, visiteur } = c.var;
  return render(
    c,
    <ApplicationView
      cadre={makeCadre(c)}
      erreurs={erreurs}
      envoi={{ action: c.req.path, op: newOp(services) }}
      qr={traceOf(toUri(secret, visiteur.identifiant))}
      secret={(secret.match(/.{1,4}/g) ?? []).join(' ')}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function confirm(c: Context<AppEnv>): Promise<Response> {
  const id = idOf(c);
  const secret = await readSecret(c);
  const champs = await readForm(c);
  await demandTries(c, c.var.visiteur.identifiant);
  const code = readCodeTotp(field(champs, 'code'));
  let suite = `/acces?fait=${field(champs, 'op')}`;
  const issue = await carryOut(c, 'acces.application.garder', champs, async (tx, services, visiteur) => {
    if (code === null || !(await keepTotp(tx, services, visiteur, { secret, code })))
      throw new Refus([
        { code: 'code_refuse', phrase: FAUX + sayHeure(services, code ?? ''), path: ['code'] },
      ]);
    await dropBrouillon(tx, visiteur, id);
    suite = await demandPersonnel(tx, services, visiteur, suite);
    return 'Votre application ouvre maintenant votre compte.';
  });
  return issue.ok
    ? c.redirect(suite, 303)
    : showSecret(
        c,
        toErreurs(issue.motifs, () => 'code'),
      );
}
