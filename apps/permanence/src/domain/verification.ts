import { viewByCode, type DateCivile, type Statut, type VueTiers } from '@porte-plume/mandat';
import { asOrg } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { now, type Services } from '../server/contexte.ts';
import type { CodeTrouve } from './codes.ts';
import { ordre } from './mandats.ts';
import { openByCode, runByCode, type Contact, type MandatOuvert } from './porteur.ts';
import { toInitiales } from './initiales.ts';
import { readIdentite } from './personnes.ts';

/** What a code shows to whoever holds it. */
export type Verification =
  | { nature: 'tiers'; vue: VueTiers; contact: Contact }
  | { nature: 'papier'; papier: Papier; contact: Contact }
  | Perime;

/** A code that was good, and is no longer. */
export interface Perime {
  nature: 'expire' | 'annule';
}

/** Fingerprint of a text of the mandate, once each. */
export interface Empreinte {
  nature: 'signe' | 'explique' | 'copie';
  sha256: string;
}

/** What the code printed on a copy shows: where the mandate stands, and the fingerprints of its texts. */
export interface Papier {
  statut: Statut;
  structure: string;
  auInclus: DateCivile | null;
  /** Of the text that was signed, of the plain text that was explained, and of every other copy printed. */
  empreintes: readonly Empreinte[];
}

/**
 * Opens the mandate of a code for a reader without an account. A third party's look is an event of the mandate; the
 * code of the paper shows less, and leaves no trace. Null when there is nothing to show.
 * @param code as typed
 */
export async function verifyByCode(
  services: Services,
  trouve: CodeTrouve,
  code: string,
): Promise<Verification | null> {
  return asOrg(services.client.db, trouve.orgId, 'code.verifier', async (tx) => {
    const ouvert = await openByCode(tx, services, trouve);
    if (ouvert === null) return null;
    return trouve.kind === 'T' ? showTiers(tx, services, ouvert, trouve, code) : showPapier(ouvert, trouve);
  });
}

function showPapier({ lu, vue, contact }: MandatOuvert, trouve: CodeTrouve): Verification {
  const { consentement, notice } = lu.etat;
  const toutes = [
    { nature: 'signe' as const, sha256: consentement?.documentHash },
    { nature: 'explique' as const, sha256: notice?.documentHash },
    ...trouve.empreintes.map((sha256) => ({ nature: 'copie' as const, sha256 })),
  ];
  const empreintes = new Map<string, Empreinte>();
  for (const { nature, sha256 } of toutes)
    if (sha256 !== undefined && !empreintes.has(sha256)) empreintes.set(sha256, { nature, sha256 });
  return {
    nature: 'papier',
    contact,
    papier: {
      statut: vue.statut,
      structure: vue.structure.libelle,
      auInclus: vue.periode?.auInclus ?? null,
      empreintes: [...empreintes.values()],
    },
  };
}

async function showTiers(
  tx: Tx,
  services: Services,
  ouvert: MandatOuvert,
  trouve: CodeTrouve,
  code: string,
): Promise<Verification | null> {
  const acteur = { kind: 'tiers' as const, ref: 'porteur-du-code' };
  try {
    await runByCode(tx, services, ouvert, trouve, acteur, [
      ordre('ConsulterCodeTiers', 'consulter', { codeCommitment: trouve.engagement }),
    ]);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return toPerime(error);
  }
  const { etat, personneId } = ouvert.lu;
  const lecteur = { orgId: trouve.orgId, compteId: 'tiers' };
  const identite = await readIdentite(tx, services, lecteur, personneId, 'code_tiers');
  if (identite === null) return null;
  const vue = viewByCode(etat, {
    code,
    instant: now(services),
    initiales: toInitiales(identite),
    sel: identite.sel,
  });
  return vue.ok ? { nature: 'tiers', vue: vue.value, contact: ouvert.contact } : null;
}

function toPerime({ motifs }: Refus): Verification | null {
  const codes = motifs.map(({ code }) => code);
  if (codes.includes('code_revoque')) return { nature: 'annule' };
  return codes.includes('code_expire') ? { nature: 'expire' } : null;
}
