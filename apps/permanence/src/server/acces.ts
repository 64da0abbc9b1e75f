import { can, ROLES, type Action, type Acteur, type Ressource } from '@porte-plume/accompagnement';
import type { Visiteur } from './contexte.ts';
import { ErreurHttp } from './erreur-http.ts';

/** The account of a request as the rules of accompagnement know it. */
export function toActeur(visiteur: Visiteur): Acteur {
  return {
    id: visiteur.compteId,
    structureId: visiteur.orgId,
    roles: ROLES.filter((role) => visiteur.roles.includes(role)),
    ...(visiteur.serviceId === null ? {} : { serviceId: visiteur.serviceId }),
    ...(visiteur.charteSigneeLe === null ? {} : { charteSigneeLe: visiteur.charteSigneeLe }),
  };
}

/** Whether the roles of an account open an action in its own organisation. */
export function may(
  visiteur: Visiteur,
  action: Action,
  ressource: Omit<Ressource, 'structureId'> = {},
): boolean {
  return can(toActeur(visiteur), action, { structureId: visiteur.orgId, ...ressource }).ok;
}

/** @throws {ErreurHttp} 403 with the sentence of the rule */
export function demand(
  visiteur: Visiteur,
  action: Action,
  ressource: Omit<Ressource, 'structureId'> = {},
): void {
  const answer = can(toActeur(visiteur), action, { structureId: visiteur.orgId, ...ressource });
  if (!answer.ok) throw new ErreurHttp(403, answer.motifs[0]?.phrase ?? null);
}
