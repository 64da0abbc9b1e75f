import type { Adressage, Intervention, RetourAdressage } from '@porte-plume/accompagnement';
import { answerAdressage, computeRetour, type Suivi } from '@porte-plume/accompagnement/suivi';
import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { adressage, suivi } from '../db/schema-suivis.ts';
import { intervention } from '../db/schema.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { acceptAdressage, listAdressages, type AdressageLu, type EtatAdressage } from './adressages.ts';
import { markPassage } from './passages.ts';
import { listSuivisOf } from './suivis.ts';

/** The suivis that answer for a referral: those of the person it became, or of her visit without a name. */
async function suivisOf(tx: Tx, orgId: string, lu: AdressageLu): Promise<Suivi[]> {
  if (lu.personneId !== null) return listSuivisOf(tx, orgId, lu.personneId);
  if (lu.interventionId === null) return [];
  const rows = await tx
    .select({ donnees: suivi.donnees })
    .from(suivi)
    .where(and(eq(suivi.orgId, orgId), sql`${suivi.donnees}->'interventionIds' ? ${lu.interventionId}`));
  if (rows.length > 0) return rows.map(({ donnees }) => donnees as Suivi);
  return suivisOfVisite(tx, orgId, lu.interventionId);
}

/** A visit without a name that left nothing to do: what it says of its end, as a suivi that closed that day. */
async function suivisOfVisite(tx: Tx, orgId: string, interventionId: string): Promise<Suivi[]> {
  const [row] = await tx
    .select({ donnees: intervention.donnees })
    .from(intervention)
    .where(and(eq(intervention.orgId, orgId), eq(intervention.id, interventionId)));
  const faite = row?.donnees as Intervention | undefined;
  return (faite?.actes ?? []).flatMap(({ id, objet, issue }): Suivi[] =>
    objet.nature !== 'demarche' || !['finalisee', 'orientee', 'abandonnee'].includes(issue.code)
      ? []
      : [
          {
            id,
            personne: interventionId,
            demarcheId: objet.demarcheId,
            ouvertLe: faite?.date ?? '',
            aboutissement: issue.code === 'abandonnee' ? 'abandonne' : 'inconnu',
            closLe: faite?.date ?? '',
            interventionIds: [interventionId],
            relances: [],
          },
        ],
  );
}

/** The feedback that the suivis call for; the writer decides. */
export async function proposeRetour(
  tx: Tx,
  { orgId, zone }: Pick<Visiteur, 'orgId' | 'zone'>,
  lu: AdressageLu,
): Promise<RetourAdressage['code']> {
  return computeRetour(lu, await suivisOf(tx, orgId, lu), zone);
}

/**
 * Tells the service, in one of three codes; the same code twice changes nothing. Who answered is kept for the writers.
 * @throws {Refus} `code_inconnu`, `retour_avant_reception`
 */
export async function sendRetour(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Pick<Visiteur, 'orgId' | 'compteId'>,
  lu: AdressageLu,
  code: string,
): Promise<void> {
  const objet = { recuLe: lu.recuLe, retour: lu.retour } as Adressage;
  const resultat = answerAdressage(objet, code as RetourAdressage['code'], { maintenant: now(services) });
  if (!resultat.ok) throw new Refus(resultat.motifs);
  if (resultat.value === objet || resultat.value.retour === null) return;
  const { code: retourCode, le: retourLe } = resultat.value.retour;
  await acceptAdressage(tx, services, { orgId, compteId }, lu.id);
  await tx
    .update(adressage)
    .set({ retourCode, retourLe, retourParId: compteId })
    .where(and(eq(adressage.orgId, orgId), eq(adressage.id, lu.id)));
}

/** Notes whom a referral became, when she was received: her suivis then give the feedback, and she is awaited no more. */
export async function linkAdressage(tx: Tx, orgId: string, id: string, faite: Intervention): Promise<void> {
  const [row] = await tx
    .update(adressage)
    .set({
      interventionId: faite.id,
      ...(faite.personne.nature === 'suivie' ? { personneId: faite.personne.id } : {}),
    })
    .where(and(eq(adressage.orgId, orgId), eq(adressage.id, id)))
    .returning({ passageId: adressage.passageId });
  if (row !== undefined && row.passageId !== null) await markPassage(tx, orgId, row.passageId, 'recu');
}

/** How many referrals wait, are being followed, were answered: all that coordination sees of them. */
export async function countAdressages(
  tx: Tx,
  services: Pick<Services, 'clock'>,
  visiteur: Pick<Visiteur, 'orgId' | 'zone'>,
): Promise<Record<EtatAdressage, number> & { retours: Record<RetourAdressage['code'], number> }> {
  const tous = await listAdressages(tx, services, visiteur);
  const nombre = (etat: EtatAdressage): number => tous.filter((un) => un.etat === etat).length;
  const retours = (code: RetourAdressage['code']): number =>
    tous.filter(({ retour }) => retour?.code === code).length;
  return {
    recu: nombre('recu'),
    accepte: nombre('accepte'),
    attendu: nombre('attendu'),
    repondu: nombre('repondu'),
    retours: {
      fait: retours('fait'),
      en_cours: retours('en_cours'),
      besoin_de_vous: retours('besoin_de_vous'),
    },
  };
}
