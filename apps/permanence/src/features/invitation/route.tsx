import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { Hono, type Context } from 'hono';
import { closeInvite, findInvite, reopenInvite, type Invite } from '../../domain/comptes.ts';
import { makeCadrePublic } from '../../server/cadre.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { byAddress, REGLES } from '../../server/mw/debit.ts';
import { openSession } from '../../server/mw/session.ts';
import { render } from '../../server/render.ts';
import { leave } from '../connexion/oidc.ts';
import { finishEnregistrement, startEnregistrement } from '../connexion/passkey.ts';
import { readJson } from '../connexion/route.tsx';
import { enregistrementSchema } from '../connexion/schema.ts';
import { InvitationView } from './view.tsx';

const FINIE =
  'Ce lien ne sert plus\u00a0: il a déjà servi, ou sept jours ont passé. Demandez-en un autre à votre structure.';

/** A new account opens here, once: it makes its first passkey, and no password. */
export function invitationRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use('/invitation/:jeton/*', byAddress(REGLES.codes));
  app.get('/invitation/:jeton', async (c) => {
    const invite = await demandInvite(c);
    const { oidc } = c.var.services;
    return render(
      c,
      <InvitationView
        cadre={makeCadrePublic(c, '/invitation', invite.fictive)}
        chemin={c.req.path}
        nom={invite.nom}
        organisation={invite.organisation}
        {...(oidc === undefined || oidc === null ? {} : { externe: oidc.nom })}
      />,
    );
  });
  app.get('/invitation/:jeton/oidc', async (c) => {
    await demandInvite(c);
    return leave(c, { but: 'inviter', jeton: c.req.param('jeton') });
  });
  app.post('/invitation/:jeton/options', async (c) =>
    c.json(await startEnregistrement(c.var.services, await demandInvite(c))),
  );
  app.post('/invitation/:jeton/verification', async (c) => {
    const { services } = c.var;
    const invite = await demandInvite(c);
    const jeton = c.req.param('jeton');
    const parsed = enregistrementSchema.safeParse(await readJson(c));
    // Used up before the key is looked at: of two gestures at once, one alone may add a key.
    if (!(await closeInvite(services, invite, jeton))) return c.json({ phrase: FINIE }, 404);
    const garde =
      parsed.success &&
      (await finishEnregistrement(services, invite, parsed.data as RegistrationResponseJSON));
    if (!garde) {
      await reopenInvite(services, invite, jeton);
      return c.json({ phrase: 'La clé n’a pas pu être enregistrée. Réessayez.' }, 400);
    }
    await openSession(c, invite.orgId, invite.compteId, 'invitation');
    return c.json({ vers: '/charte' });
  });
  return app;
}

async function demandInvite(c: Context<AppEnv>): Promise<Invite> {
  const jeton = c.req.param('jeton') ?? '';
  const invite = /^[A-Za-z0-9_-]{43}$/.test(jeton) ? await findInvite(c.var.services, jeton) : null;
  if (invite === null) throw new ErreurHttp(404, FINIE);
  return invite;
}
