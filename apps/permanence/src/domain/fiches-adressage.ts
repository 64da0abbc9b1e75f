import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import type { Services, Visiteur } from '../server/contexte.ts';
import { listAdressages } from './adressages.ts';
import { unseal } from './adressages-contenu.ts';

/** A number of four figures that no slip still kept bears. */
export async function drawFiche(
  tx: Tx,
  services: Services,
  { orgId }: Pick<Visiteur, 'orgId'>,
): Promise<string> {
  const pris = new Set(
    [...(await unseal(tx, services, orgId)).values()].map(({ contact }) =>
      'fiche' in contact ? contact.fiche : '',
    ),
  );
  for (let essai = 0; essai < 200; essai += 1) {
    const [a = 0, b = 0] = services.alea(2);
    const numero = String((a * 256 + b) % 10_000).padStart(4, '0');
    if (!pris.has(numero)) return numero;
  }
  throw new Refus([
    { code: 'fiche_epuisee', phrase: 'Il n’y a plus de numéro libre. Donnez un prénom et un téléphone.' },
  ]);
}

/**
 * The referral whose slip bears this number, or null. The numbers are sealed with the rest: they are opened here to be
 * compared, and shown to nobody.
 */
export async function findFiche(
  tx: Tx,
  services: Services,
  visiteur: Pick<Visiteur, 'orgId' | 'zone'>,
  numero: string,
): Promise<string | null> {
  const gardes = (await listAdressages(tx, services, visiteur)).map(({ id }) => id);
  const contenus = await unseal(tx, services, visiteur.orgId, gardes);
  for (const [id, { contact }] of contenus) if ('fiche' in contact && contact.fiche === numero) return id;
  return null;
}
