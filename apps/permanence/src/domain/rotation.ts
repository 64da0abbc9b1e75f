import { and, asc, eq, gt, isNotNull, ne } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { asOrg } from '../db/asOrg.ts';
import { rdvsp } from '../db/schema-administration.ts';
import { passage } from '../db/schema-agenda.ts';
import { adressage } from '../db/schema-suivis.ts';
import { clePersonne, coffre, organisation } from '../db/schema.ts';
import { now, type Services } from '../server/contexte.ts';
import { appendJournal } from './chaine.ts';
import { openCleOrganisation, sealCleOrganisation } from './cle-organisation.ts';
import { retireCles } from './cle-retiree.ts';
import { sealClesStables } from './cle-stable.ts';
import { CodesSchema, NATURE_CODES, republishCodes } from './codes.ts';
import { open, openJson, seal } from './coffre.ts';
import { openPersonKey } from './personnes.ts';

/** Rows of one transaction: a process killed in between loses one batch of work, and no row. */
const LOT = 100;

/** What a rotation did in one organisation. */
export interface Rotation {
  personnes: number;
  boites: number;
  codes: number;
}

interface Atelier {
  services: Services;
  orgId: string;
  lot: number;
  /** Called after each batch is committed. */
  surLot: () => void;
}

/**
 * Puts an organisation under the KEK in force. Every batch is a transaction of its own and finds what is left to do by
 * itself: killed at any moment and started again, it ends in the same place. Until then both keys are given, and
 * everything opens.
 *
 * Of what depends on the KEK: the keys of persons are wrapped again, and so is the secret of the organisation, from which
 * pseudonyms, blind index and signature of the heads are derived; the boxes of the queue, of the referrals and of the
 * webhooks are sealed again; the codes of the copies are made findable again. The key of the statistics is sealed, and
 * does not change: what was published stays comparable. Codes of third parties and links of workshops are checked under
 * their own key until they expire. Drafts and files of import live a day at most under the former key.
 */
export async function rotate(
  services: Services,
  orgId: string,
  { lot = LOT, surLot = () => undefined }: { lot?: number; surLot?: () => void } = {},
): Promise<Rotation> {
  const atelier = { services, orgId, lot, surLot };
  await sealOrganisation(atelier);
  const personnes = await wrapKeys(atelier);
  const codes = await moveCodes(atelier);
  const boites = await sealBoxes(atelier);
  await asOrg(services.client.db, orgId, 'rotation.noter', (tx) =>
    appendJournal(tx, orgId, [
      { type: 'RotationFaite', compte: 'rotation', kid: services.coffre.kid, le: now(services) },
    ]),
  );
  return { personnes, boites, codes };
}

async function sealOrganisation({ services, orgId, surLot }: Atelier): Promise<void> {
  await asOrg(services.client.db, orgId, 'rotation.structure', async (tx) => {
    const [row] = await tx.select().from(organisation).where(eq(organisation.orgId, orgId)).for('update');
    if (row === undefined || row.kid === services.coffre.kid) return;
    await retireCles(tx, services, orgId);
    await sealClesStables(tx, services, orgId);
    const cle = openCleOrganisation(services, orgId, row.clePseudonyme);
    await tx
      .update(organisation)
      .set({ kid: services.coffre.kid, clePseudonyme: sealCleOrganisation(services, orgId, cle) })
      .where(eq(organisation.orgId, orgId));
  });
  surLot();
}

/** Runs batches until one says that nothing is left; `curseur` is the last id of the batch before. */
async function inBatches(
  { services, orgId, surLot }: Atelier,
  requete: string,
  travail: (tx: Tx, curseur: string) => Promise<{ faits: number; suite: string | null }>,
): Promise<number> {
  let total = 0;
  for (let curseur: string | null = ''; curseur !== null;) {
    const depuis: string = curseur;
    const { faits, suite } = await asOrg(services.client.db, orgId, requete, (tx) => travail(tx, depuis));
    total += faits;
    curseur = suite;
    surLot();
  }
  return total;
}

const endOf = <T>(rows: readonly T[], lot: number, id: (row: T) => string): string | null => {
  const last = rows.at(-1);
  return rows.length < lot || last === undefined ? null : id(last);
};

function wrapKeys(atelier: Atelier): Promise<number> {
  const { services, orgId, lot } = atelier;
  const { kid } = services.coffre;
  return inBatches(atelier, 'rotation.cles', async (tx) => {
    const rows = await tx
      .select()
      .from(clePersonne)
      .where(and(eq(clePersonne.orgId, orgId), ne(clePersonne.kid, kid)))
      .orderBy(asc(clePersonne.personneId))
      .limit(lot)
      .for('update');
    for (const { personneId, kid: ancien, enveloppe } of rows) {
      const dek = services.coffre.openDek(personneId, ancien, enveloppe);
      await tx
        .update(clePersonne)
        .set({ kid, enveloppe: services.coffre.wrapDek(personneId, dek, services.alea) })
        .where(and(eq(clePersonne.orgId, orgId), eq(clePersonne.personneId, personneId)));
    }
    return { faits: rows.length, suite: endOf(rows, lot, ({ personneId }) => personneId) };
  });
}

function moveCodes(atelier: Atelier): Promise<number> {
  const { services, orgId, lot } = atelier;
  return inBatches(atelier, 'rotation.codes', async (tx, curseur) => {
    const rows = await tx
      .select()
      .from(coffre)
      .where(and(eq(coffre.orgId, orgId), eq(coffre.nature, NATURE_CODES), gt(coffre.id, curseur)))
      .orderBy(asc(coffre.id))
      .limit(lot);
    let faits = 0;
    for (const { id, personneId, boite } of rows) {
      const dek = await openPersonKey(tx, services, orgId, personneId);
      if (dek === null) continue;
      faits += await republishCodes(tx, services, orgId, CodesSchema.parse(openJson(dek, boite, id)));
    }
    return { faits, suite: endOf(rows, lot, ({ id }) => id) };
  });
}

/** Boxes that no person’s key seals, and that live longer than a day. Sealing one twice does no harm. */
async function sealBoxes(atelier: Atelier): Promise<number> {
  const { services, orgId, lot } = atelier;
  const again = (usage: string, boite: Uint8Array, aad: string): Buffer => {
    const cle = services.coffre.derive(usage);
    return seal(cle, open(cle, boite, aad), aad, services.alea);
  };
  const passages = await inBatches(atelier, 'rotation.file', async (tx, curseur) => {
    const rows = await tx
      .select({ id: passage.id, boite: passage.boite })
      .from(passage)
      .where(and(eq(passage.orgId, orgId), isNotNull(passage.boite), gt(passage.id, curseur)))
      .orderBy(asc(passage.id))
      .limit(lot)
      .for('update');
    for (const { id, boite } of rows)
      if (boite !== null)
        await tx
          .update(passage)
          .set({ boite: again('passage', boite, `passage:${orgId}:${id}`) })
          .where(and(eq(passage.orgId, orgId), eq(passage.id, id)));
    return { faits: rows.length, suite: endOf(rows, lot, ({ id }) => id) };
  });
  const adressages = await inBatches(atelier, 'rotation.adressages', async (tx, curseur) => {
    const rows = await tx
      .select({ id: adressage.id, boite: adressage.boite })
      .from(adressage)
      .where(and(eq(adressage.orgId, orgId), gt(adressage.id, curseur)))
      .orderBy(asc(adressage.id))
      .limit(lot)
      .for('update');
    for (const { id, boite } of rows)
      await tx
        .update(adressage)
        .set({ boite: again('adressage', boite, `adressage:${orgId}:${id}`) })
        .where(and(eq(adressage.orgId, orgId), eq(adressage.id, id)));
    return { faits: rows.length, suite: endOf(rows, lot, ({ id }) => id) };
  });
  const liens = await inBatches(atelier, 'rotation.rdvsp', async (tx) => {
    const rows = await tx.select().from(rdvsp).where(eq(rdvsp.orgId, orgId)).for('update');
    for (const { secret } of rows)
      await tx
        .update(rdvsp)
        .set({ secret: again('rdvsp', secret, `rdvsp:${orgId}`) })
        .where(eq(rdvsp.orgId, orgId));
    return { faits: rows.length, suite: null };
  });
  return passages + adressages + liens;
}
