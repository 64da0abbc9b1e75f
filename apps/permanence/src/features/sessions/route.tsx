import { Hono, type Context } from 'hono';
import { once } from '../../db/operation.ts';
import { isId } from '../../domain/identifiant.ts';
import { listSessions, revokeSessions } from '../../domain/sessions.ts';
import { makeCadre } from '../../server/cadre.ts';
import { newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, readForm, readOp } from '../../server/formulaire.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import { toLignes } from './lignes.ts';
import { SessionsView } from './view.tsx';

/** « Mes sessions », for every account. */
export function sessionsRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/sessions', show);
  app.post('/sessions', close);
  return app;
}

async function show(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  const { sessions, fait } = await forVisiteur(c, 'sessions.lire', async (tx) => {
    const op = queryId(c, 'fait');
    return {
      sessions: await listSessions(tx, c.var.services, visiteur.orgId, visiteur.compteId),
      fait: op === null ? null : await readFait(tx, visiteur, op),
    };
  });
  const { charteSigneeLe } = visiteur;
  return render(
    c,
    <SessionsView
      cadre={makeCadre(c)}
      envoi={{ action: '/sessions', op: newOp(services) }}
      sessions={toLignes(sessions, visiteur.zone, visiteur.sessionId)}
      charte={
        charteSigneeLe === null
          ? 'La charte attend votre signature.'
          : `Vous avez signé la charte le ${dateEnMots(charteSigneeLe)}.`
      }
      {...(fait === null ? {} : { fait })}
    />,
  );
}

async function close(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  const champs = await readForm(c);
  const op = readOp(champs);
  const laquelle = field(champs, 'session');
  if (laquelle !== 'toutes' && !isId(laquelle)) throw new ErreurHttp(404);
  const { orgId, compteId, sessionId } = visiteur;
  await forVisiteur(c, 'sessions.fermer', (tx, services) =>
    once(tx, { orgId, op, type: 'sessions.fermer', compteId, maintenant: now(services) }, async () => {
      const lesquelles = laquelle === 'toutes' ? { sauf: sessionId } : { id: laquelle };
      const nombre = await revokeSessions(tx, services, visiteur, compteId, lesquelles);
      if (nombre === 0 && laquelle !== 'toutes') throw new ErreurHttp(404);
      return { fait: nombre > 1 ? `${nombre} sessions sont fermées.` : 'La session est fermée.' };
    }),
  );
  return c.redirect(`/sessions?fait=${op}`, 303);
}
