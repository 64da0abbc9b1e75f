import { computePeriode, type EtatMandat } from '@porte-plume/mandat';
import type { Identites } from '@porte-plume/mandat/document';
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { compte } from '../../db/schema.ts';
import type { MandatLu } from '../../domain/mandats.ts';
import { readIdentite, readPiece } from '../../domain/personnes.ts';
import { readTiers } from '../../domain/tiers.ts';
import { civilDate, type Services, type Visiteur } from '../../server/contexte.ts';
import type { Messages } from '../../messages/messages.ts';
import { dateDans } from '../../messages/temps.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { PartieLue } from '../../ui/lecture.tsx';
import { ACTES } from './libelles.ts';
import { libelleOfItem } from './lignes.ts';

/** Names and signature for the documents of a mandate, out of the vault; null once the person was erased. */
export async function readIdentites(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { etat, personneId }: MandatLu,
  pourquoi: string,
): Promise<Identites | null> {
  const identite = await readIdentite(tx, services, visiteur, personneId, pourquoi);
  if (identite === null) return null;
  const ecrivains = await tx
    .select({ ref: compte.id, nom: compte.nom })
    .from(compte)
    .where(and(eq(compte.orgId, visiteur.orgId), inArray(compte.id, etat.ecrivains)));
  const trace = etat.preuves.find(({ nature }) => nature === 'trace_signature');
  const png = trace === undefined ? null : await readPiece(tx, services, visiteur, personneId, trace.sha256);
  const tiers = await readTiers(tx, services, visiteur, personneId, etat.id);
  const constituant = tiers.find(({ ref }) => ref === etat.constituant.ref);
  // The last one named: the text may have been explained again with somebody else.
  const interprete = tiers.findLast(({ role }) => role === 'interprete');
  return {
    sel: identite.sel,
    mandant: { nom: `${identite.prenom} ${identite.nom}`, naissance: String(identite.anneeNaissance) },
    ecrivains,
    ...(constituant === undefined ? {} : { constituant: { nom: constituant.nom } }),
    ...(interprete === undefined ? {} : { interprete: { nom: interprete.nom } }),
    temoins: tiers.filter(({ role }) => role === 'temoin').map(({ ref, nom }) => ({ ref, nom })),
    ...(png === null ? {} : { signature: { png } }),
  };
}

/** Initials for the head of a screen: enough to recognise one's own case, never a name. */
export function initialesOf(identites: Identites | null): string {
  if (identites === null) return 'Identité effacée';
  return identites.mandant.nom
    .split(' ')
    .map((mot) => `${mot.charAt(0)}.`)
    .join(' ');
}

/** Two or three sentences above the signature: acts, démarche, last day. */
export function resumeOf(etat: EtatMandat, identites: Identites | null, maintenant: string): string[] {
  const { zone } = etat.structure;
  const periode = computePeriode(civilDate(new Date(maintenant), zone), etat.duree, zone);
  const noms = identites?.ecrivains.map(({ nom }) => nom) ?? [etat.structure.libelle];
  const actes = new Set(etat.items.flatMap((item) => item.actes));
  return [
    ...etat.items.map((item, rang) => toDemande(item, rang)),
    ...[...actes].map((acte) => `Nous pouvons ${ACTES[acte].toLowerCase()}.`),
    `${new Intl.ListFormat('fr').format(noms)} ${noms.length > 1 ? 'agissent' : 'agit'} pour vous.`,
    ...(periode.ok ? [`Jusqu’au ${dateEnMots(periode.value.auInclus)}, ce jour compris.`] : []),
    'Vous pouvez arrêter quand vous voulez.',
  ];
}

/** The same in the language of the person: what is asked and who does it keep their French names. */
export function resumeDans(
  m: Messages,
  etat: EtatMandat,
  identites: Identites | null,
  maintenant: string,
): PartieLue[] {
  const { zone } = etat.structure;
  const periode = computePeriode(civilDate(new Date(maintenant), zone), etat.duree, zone);
  const noms = identites?.ecrivains.map(({ nom }) => nom) ?? [etat.structure.libelle];
  const actes = new Set(etat.items.flatMap((item) => item.actes));
  return [
    {
      phrases: [
        ...etat.items.map((item) => m.dit('signer.demandez', { demarche: libelleOfItem(item) })),
        m.dit('signer.pouvons'),
      ],
      liste: [...actes].map((acte) => m.dit(`acte.${acte}`)),
    },
    {
      phrases: [
        m.dit('signer.agit', { noms: noms.join(', ') }),
        ...(periode.ok ? [m.dit('signer.jusque', { date: dateDans(m, periode.value.auInclus) })] : []),
        m.dit('signer.arreter'),
      ],
    },
  ];
}

function toDemande(item: EtatMandat['items'][number], rang: number): string {
  const sauf = item.sauf.length > 0 ? ', sauf exceptions' : '';
  const quoi = item.portee.kind === 'demarche' ? '' : 'tout le thème ';
  return `Vous demandez${rang > 0 ? ' aussi' : ''}\u00a0: ${quoi}${libelleOfItem(item)}${sauf}.`;
}
