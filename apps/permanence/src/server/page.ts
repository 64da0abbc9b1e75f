import type { Context } from 'hono';
import { asOrg } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { isId } from '../domain/identifiant.ts';
import type { AppEnv, Services, Visiteur } from './contexte.ts';
import { ErreurHttp } from './erreur-http.ts';

/** Runs `travail` for the account of the request, in one transaction under its organisation. */
export async function forVisiteur<T>(
  c: Context<AppEnv>,
  requete: string,
  travail: (tx: Tx, services: Services, visiteur: Visiteur) => Promise<T>,
): Promise<T> {
  const { services, visiteur } = c.var;
  return asOrg(services.client.db, visiteur.orgId, requete, (tx) => travail(tx, services, visiteur));
}

/**
 * Id in the path.
 * @throws {ErreurHttp} 404 when it has not even the form of one, exactly as when nothing has that id
 */
export function idOf(c: Context<AppEnv>, nom = 'id'): string {
  const valeur = c.req.param(nom);
  if (valeur === undefined || !isId(valeur)) throw new ErreurHttp(404);
  return valeur;
}

/** Id in the query, or null. */
export function queryId(c: Context<AppEnv>, nom: string): string | null {
  const valeur = c.req.query(nom);
  return valeur !== undefined && isId(valeur) ? valeur : null;
}
