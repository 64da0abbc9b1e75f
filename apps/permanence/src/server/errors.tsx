import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { ErreurBase } from '../db/asOrg.ts';
import { ErreurPersonneView, ErreurView } from '../features/erreur/view.tsx';
import { makeCadre } from './cadre.ts';
import type { AppEnv } from './contexte.ts';
import { ErreurHttp, type StatutErreur } from './erreur-http.ts';
import { messagesDe } from './langue.ts';
import { isBusy, isDatabaseDown, isDiskFull, sqlState } from './log.ts';
import { visiteurOf } from './mw/session.ts';
import { render } from './render.ts';

/** What the person helped opens by herself: an error there is in her language. */
const DE_TOUS = /^\/(?:ou-venir|arreter|v|affichage|plan|confidentialite)(?:\/|$)/;

/** The page of a status. Unknown, foreign and forbidden objects give the same 404. */
export function errorPage(c: Context<AppEnv>, statut: StatutErreur, phrase: string | null = null): Response {
  if (statut === 503) c.header('Retry-After', '30');
  if (visiteurOf(c) === undefined && DE_TOUS.test(c.req.path)) {
    const messages = messagesDe(c);
    return render(c, <ErreurPersonneView {...{ cadre: makeCadre(c), statut, messages }} />, statut);
  }
  return render(
    c,
    <ErreurView cadre={makeCadre(c)} statut={statut} {...(phrase === null ? {} : { phrase })} />,
    statut,
  );
}

const PLEIN =
  'Le serveur n’a plus de place. Rien de cet envoi n’a été enregistré\u00a0; ce qui l’était avant l’est toujours. ' +
  'Revenez à la page précédente, vos réponses y sont encore, et prévenez la personne qui s’occupe du serveur.';

/** Last resort of every route: turns an error into a page, and logs codes only. */
export function handleError(error: Error, c: Context<AppEnv>): Response {
  const { log } = c.var.services;
  if (error instanceof ErreurHttp) return errorPage(c, error.statut, error.phrase);
  if (error instanceof HTTPException) {
    return errorPage(c, error.status === 413 ? 413 : 400);
  }
  if (error instanceof ErreurBase) {
    log.error('base.echec', {
      requete: error.requete,
      sqlstate: error.sqlstate ?? 'aucun',
      ...(error.tls === null ? {} : { tls: error.tls }),
      demande: c.var.requeteId,
    });
    if (error.plein) return errorPage(c, 503, PLEIN);
    return errorPage(c, error.indisponible || isBusy(error.sqlstate) ? 503 : 500);
  }
  // Whoever asked has left in the middle of a form: nobody reads the answer, and nothing failed.
  if ((error as NodeJS.ErrnoException).code === 'ECONNRESET' && error.message === 'aborted')
    return errorPage(c, 400);
  const later = isDatabaseDown(error) || isBusy(sqlState(error));
  log.error('erreur', {
    nature: error.name,
    sqlstate: sqlState(error) ?? 'aucun',
    lieu: firstFrame(error),
    demande: c.var.requeteId,
  });
  return isDiskFull(error) ? errorPage(c, 503, PLEIN) : errorPage(c, later ? 503 : 500);
}

/** Where an unexpected error was thrown: file and line only, since its message may hold a value. */
function firstFrame(error: Error): string {
  const frame = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return (
    /([\w.-]+):(\d+):\d+\)?$/
      .exec(frame ?? '')
      ?.slice(1, 3)
      .join(':') ?? 'inconnu'
  );
}
