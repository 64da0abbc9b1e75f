import { Hono, type Context } from 'hono';
import { findByCode, proveByCode, toIdentifiant } from '../../domain/preuve.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { field, readForm } from '../../server/formulaire.ts';
import { byAddress, demandDebit, REGLES } from '../../server/mw/debit.ts';
import { logEntree } from '../../server/trace.ts';
import { openSession } from '../../server/mw/session.ts';
import { sayHeure } from './heure-dite.ts';
import { page } from './route.tsx';
import { readSuite } from './schema.ts';

/** The same words whether the account is unknown, closed or the code wrong: a list of accounts can’t be guessed here. */
const REFUS_CODE = 'L’identifiant ou l’un des codes ne convient pas. Un code ne sert qu’une fois.';
/** To who has already said who she is. */
export const FAUX = 'Ce code ne convient pas. Un code ne sert qu’une fois.';

/** Sign-in by six digits of an application or a printed code, and by the code that the account keeps in mind. */
export function codeRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.post('/connexion/code', byAddress(REGLES.connexion), async (c) => {
    const champs = await readForm(c);
    const identifiant = toIdentifiant(field(champs, 'identifiant'));
    const suite = readSuite(field(champs, 'suite'));
    await demandTries(c, identifiant);
    const found = await findByCode(c.var.services, identifiant, {
      code: field(champs, 'code'),
      personnel: field(champs, 'personnel'),
    });
    if (found === null) {
      logEntree(c, 'code', false, identifiant);
      const erreur = REFUS_CODE + sayHeure(c.var.services, field(champs, 'code'));
      return page(c, suite, { erreur, champ: 'code', identifiant, statut: 422 });
    }
    await openSession(c, found.orgId, found.compteId, 'code', identifiant);
    return c.redirect(suite, 303);
  });
  return app;
}

/** Counts a try for an identifier, whether or not an account has it, and whichever page it was typed on. */
export async function demandTries(c: Context<AppEnv>, identifiant: string): Promise<void> {
  await demandDebit(c, REGLES.compte, `code ${identifiant}`);
  await demandDebit(c, REGLES.compteHeure, `code ${identifiant}`);
}

/** Whether the code of a form is one of this account, whose tries are counted. */
export async function proveAgain(
  c: Context<AppEnv>,
  titulaire: { orgId: string; compteId: string; identifiant: string },
  code: string,
): Promise<boolean> {
  await demandTries(c, titulaire.identifiant);
  const bon = await proveByCode(c.var.services, titulaire, code);
  if (!bon) logEntree(c, 'code', false, titulaire.identifiant);
  return bon;
}
