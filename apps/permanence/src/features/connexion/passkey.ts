import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { and, eq } from 'drizzle-orm';
import { asAnyone, asOrg } from '../../db/asOrg.ts';
import { passkey } from '../../db/schema.ts';
import { appendJournal } from '../../domain/chaine.ts';
import { keepDefi, takeDefi } from '../../domain/defis.ts';
import { now, type Services, type Visiteur } from '../../server/contexte.ts';

function rpId(services: Services): string {
  return new URL(services.env.origin).hostname;
}

/** Options to sign in with any passkey of this site. */
export async function startConnexion(services: Services) {
  const options = await generateAuthenticationOptions({ rpID: rpId(services), userVerification: 'required' });
  await keepDefi(services, options.challenge);
  return options;
}

/** The account of a passkey, or null when the answer proves nothing. */
export async function finishConnexion(
  services: Services,
  response: AuthenticationResponseJSON,
): Promise<{ orgId: string; compteId: string } | null> {
  const rows = await asAnyone(services.client.db, { passkey: response.id }, 'passkey.lire', (tx) =>
    tx.select().from(passkey).where(eq(passkey.id, response.id)),
  );
  const [found] = rows;
  if (found === undefined) return null;
  const result = await verifyAuthenticationResponse({
    response,
    expectedChallenge: (challenge) => takeDefi(services, challenge),
    expectedOrigin: services.env.origin,
    expectedRPID: rpId(services),
    credential: { id: found.id, publicKey: new Uint8Array(found.clePublique), counter: found.compteur },
    requireUserVerification: true,
  }).catch(() => null);
  if (result?.verified !== true) return null;
  const { orgId, compteId } = found;
  await asOrg(services.client.db, orgId, 'passkey.compteur', async (tx) => {
    await tx
      .update(passkey)
      .set({ compteur: result.authenticationInfo.newCounter })
      .where(and(eq(passkey.orgId, orgId), eq(passkey.id, found.id)));
    await appendJournal(tx, orgId, [{ type: 'EntreeParCle', compte: compteId, le: now(services) }]);
  });
  return { orgId, compteId };
}

/** Options to add a passkey to the signed-in account. */
export async function startEnregistrement(
  services: Services,
  visiteur: Pick<Visiteur, 'orgId' | 'compteId' | 'nom' | 'identifiant'>,
) {
  const siennes = await asOrg(services.client.db, visiteur.orgId, 'passkey.lister', (tx) =>
    tx
      .select({ id: passkey.id })
      .from(passkey)
      .where(and(eq(passkey.orgId, visiteur.orgId), eq(passkey.compteId, visiteur.compteId))),
  );
  const options = await generateRegistrationOptions({
    rpName: 'Porte-plume',
    rpID: rpId(services),
    userName: visiteur.identifiant,
    userDisplayName: visiteur.nom,
    userID: new TextEncoder().encode(visiteur.compteId),
    attestationType: 'none',
    excludeCredentials: siennes,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    // The same key may then keep the secret of a device without network.
    extensions: { prf: {} },
  });
  await keepDefi(services, options.challenge);
  return options;
}

/** Keeps a new passkey; false when the answer proves nothing. */
export async function finishEnregistrement(
  services: Services,
  visiteur: Pick<Visiteur, 'orgId' | 'compteId'>,
  response: RegistrationResponseJSON,
): Promise<boolean> {
  const result = await verifyRegistrationResponse({
    response,
    expectedChallenge: (challenge) => takeDefi(services, challenge),
    expectedOrigin: services.env.origin,
    expectedRPID: rpId(services),
    requireUserVerification: true,
  }).catch(() => null);
  if (result?.verified !== true) return false;
  const { credential } = result.registrationInfo;
  const { orgId, compteId } = visiteur;
  await asOrg(services.client.db, orgId, 'passkey.ajouter', async (tx) => {
    const ajoutees = await tx
      .insert(passkey)
      .values({
        orgId,
        id: credential.id,
        compteId,
        clePublique: Buffer.from(credential.publicKey),
        compteur: credential.counter,
        transports: credential.transports ?? [],
        creeLe: now(services),
      })
      .onConflictDoNothing()
      .returning({ id: passkey.id });
    if (ajoutees.length > 0)
      await appendJournal(tx, orgId, [
        { type: 'CleAjoutee', par: compteId, compte: compteId, le: now(services) },
      ]);
  });
  return true;
}
