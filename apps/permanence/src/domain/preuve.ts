import { and, eq } from 'drizzle-orm';
import { asAnyone, asOrg } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { compte, organisation } from '../db/schema.ts';
import { now, type Services } from '../server/contexte.ts';
import { appendJournal } from './chaine.ts';
import { openCleOrganisation } from './cle-organisation.ts';
import { fits, readCodePersonnel, readSerrure, settle, type Serrure } from './code-personnel.ts';
import { consumeCode, readCodeImprime, type Titulaire } from './codes-acces.ts';
import { consumeTotp, readCodeTotp } from './totp.ts';

/** An account that nobody has, in an organisation that does not exist: an unknown identifier costs the same work. */
const PERSONNE: Titulaire = { orgId: '00000000-0000-0000-0000-000000000000', compteId: 'personne' };

/** Longest identifier worth looking for: a name of account, or an address. */
const IDENTIFIANT_MAX = 260;

/** The form in which identifiers are kept, whatever a keyboard made of them. */
export function toIdentifiant(texte: string): string {
  return texte.trim().toLowerCase().slice(0, IDENTIFIANT_MAX);
}

/** What is typed to sign in without a key: something held, and something kept in mind. */
interface DeuxCodes {
  /** Six digits of an application, or a printed code. */
  code: string;
  /** The code of the account that is written nowhere. */
  personnel: string;
}

/**
 * The account that an identifier and two codes open; null for an unknown one, a closed one and a wrong code alike. A right
 * code beside a wrong personal one is used up: a found sheet is worth ten guesses.
 */
export async function findByCode(
  services: Services,
  identifiant: string,
  codes: DeuxCodes,
): Promise<Titulaire | null> {
  const [found] = await asAnyone(services.client.db, { identifiant }, 'code.compte', (tx) =>
    tx
      .select({ orgId: compte.orgId, compteId: compte.id, actif: compte.actif })
      .from(compte)
      .where(eq(compte.identifiant, identifiant)),
  );
  const titulaire = found?.actif === true ? { orgId: found.orgId, compteId: found.compteId } : PERSONNE;
  return (await prove(services, titulaire, codes)) ? titulaire : null;
}

/** Whether a code, six digits or printed, is one of this account; it is used up. Enough beside another proof only. */
export async function proveByCode(services: Services, titulaire: Titulaire, code: string): Promise<boolean> {
  return prove(services, titulaire, { code, personnel: null });
}

async function prove(
  services: Services,
  titulaire: Titulaire,
  { code, personnel }: { code: string; personnel: string | null },
): Promise<boolean> {
  const { orgId, compteId } = titulaire;
  const chiffres = readCodeTotp(code);
  const imprime = readCodeImprime(code);
  if (chiffres === null && imprime === null) return false;
  const entree = {
    type: 'EntreeParCode',
    compte: compteId,
    moyen: chiffres === null ? 'imprime' : 'application',
  } as const;
  const tenu = await asOrg(
    services.client.db,
    orgId,
    'code.prouver',
    async (tx): Promise<{ serrure: Serrure | null } | null> => {
      const cle = await readCle(tx, services, titulaire);
      const bon =
        chiffres === null
          ? await consumeCode(tx, services, cle, titulaire, imprime ?? '')
          : await consumeTotp(tx, services, cle, titulaire, chiffres);
      if (!bon) return null;
      if (personnel === null) await appendJournal(tx, orgId, [{ ...entree, le: now(services) }]);
      return { serrure: personnel === null ? null : await readSerrure(tx, cle, titulaire) };
    },
  );
  if (tenu === null || personnel === null) return tenu !== null;
  const su = await fits(tenu.serrure, titulaire, readCodePersonnel(personnel));
  return asOrg(services.client.db, orgId, 'code.savoir', async (tx) => {
    const bon = await settle(tx, services, titulaire, tenu.serrure, su);
    if (bon) await appendJournal(tx, orgId, [{ ...entree, le: now(services) }]);
    return bon;
  });
}

async function readCle(tx: Tx, services: Services, { orgId, compteId }: Titulaire): Promise<Uint8Array> {
  const [row] = await tx
    .select({ boite: organisation.clePseudonyme })
    .from(organisation)
    .innerJoin(compte, and(eq(compte.orgId, organisation.orgId), eq(compte.id, compteId)))
    .where(eq(organisation.orgId, orgId));
  return row === undefined
    ? services.coffre.derive('personne')
    : openCleOrganisation(services, orgId, row.boite);
}
