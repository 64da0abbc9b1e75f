import { toDemarcheFaits } from '@porte-plume/accompagnement';
import type { MandatScenario, Scenario } from '@porte-plume/accompagnement/scenario';
import { catalogue, getDemarche } from '@porte-plume/demarches';
import {
  ACTES_COURANTS,
  decide,
  evolve,
  type Commande,
  type EtatMandat,
  type Evenement,
  type Habilitation,
} from '@porte-plume/mandat';
import { documentHash, toDocument } from '@porte-plume/mandat/document';
import { chain } from '@porte-plume/mandat/ledger';
import { CHARTE, ordre, type Ordre } from '../domain/mandats.ts';
import type { Services } from '../server/contexte.ts';
import type { Tx } from './client.ts';
import { mandat, mandatEvenement } from './schema.ts';

const LOT = 500;

/**
 * Replays the mandates of a scenario through `decide`, each at its own date, and stores their chain.
 * Forms that this version does not know (witnesses, post) are told as paper signed on the spot: the demo says what the
 * product can do. Actes keep only the mandates that exist.
 */
export async function seedMandats(
  tx: Tx,
  services: Services,
  orgId: string,
  scenario: Scenario,
): Promise<void> {
  const etats = new Map<string, EtatMandat>();
  const histoire: Evenement[] = [];
  const personnes = new Map<string, string>();
  const recents = [...scenario.mandats].sort((a, b) =>
    a.du < b.du ? -1 : a.du > b.du ? 1 : a.id < b.id ? -1 : 1,
  );
  const actes = coveredActes(scenario);
  for (const un of recents) {
    const etat = replay(un, {
      orgId,
      scenario,
      services,
      histoire,
      autres: [...etats.values()],
      actes: actes.get(un.id) ?? [...ACTES_COURANTS],
    });
    if (etat === null) continue;
    etats.set(un.id, etat);
    personnes.set(un.id, un.personneId);
  }
  const links = chain(null, histoire);
  const creeLe = new Map(histoire.map((evenement) => [evenement.mandatId, evenement.connuLe]));
  await tx.insert(mandat).values(
    [...etats.keys()].map((id) => ({
      orgId,
      id,
      personneId: personnes.get(id) ?? '',
      creeLe: creeLe.get(id) ?? '',
    })),
  );
  const rows = histoire.map((evenement, rang) => ({
    orgId,
    rang,
    mandatId: evenement.mandatId,
    evenementId: evenement.id,
    donnees: evenement,
    prevHash: links[rang]?.prevHash ?? '',
    hash: links[rang]?.hash ?? '',
  }));
  for (let debut = 0; debut < rows.length; debut += LOT)
    await tx.insert(mandatEvenement).values(rows.slice(debut, debut + LOT));
  for (const intervention of scenario.interventions) {
    for (const acte of intervention.actes)
      if (acte.mandatId !== undefined && !etats.has(acte.mandatId)) delete acte.mandatId;
  }
}

/** The acts that the writer did under each mandate: what the person then asked for. */
function coveredActes(scenario: Scenario): Map<string, (typeof ACTES_COURANTS)[number][]> {
  const parMandat = new Map<string, Set<(typeof ACTES_COURANTS)[number]>>();
  for (const { actes } of scenario.interventions) {
    for (const { mandatId, actesFaits } of actes) {
      if (mandatId === undefined) continue;
      const connus = parMandat.get(mandatId) ?? new Set(ACTES_COURANTS);
      for (const fait of actesFaits) connus.add(fait as (typeof ACTES_COURANTS)[number]);
      parMandat.set(mandatId, connus);
    }
  }
  return new Map([...parMandat].map(([id, connus]) => [id, [...connus]]));
}

interface Replay {
  orgId: string;
  scenario: Scenario;
  services: Services;
  histoire: Evenement[];
  autres: readonly EtatMandat[];
  actes: readonly (typeof ACTES_COURANTS)[number][];
}

function replay(un: MandatScenario, monde: Replay): EtatMandat | null {
  const { orgId, scenario, services, histoire } = monde;
  const habilitation: Habilitation = {
    ecrivainRef: un.ecrivainId,
    structureId: orgId,
    kind: 'ecrivain',
    du: scenario.du < un.du ? scenario.du : un.du,
    charteVersion: CHARTE,
  };
  const nouveaux: Evenement[] = [];
  let etat: EtatMandat | null = null;
  for (const { type, donnees, suffixe, jour } of script(un, monde)) {
    const resolues: unknown = typeof donnees === 'function' ? donnees(etat) : donnees;
    const maintenant = `${jour}T07:00:00.000Z`;
    const commande = {
      v: 1,
      id: `${un.id}.${suffixe}`,
      type,
      mandatId: un.id,
      faitLe: maintenant,
      acteur: { kind: 'ecrivain', ref: un.ecrivainId },
      donnees: resolues,
    } as Commande;
    const resultat = decide(etat, commande, {
      maintenant,
      zone: scenario.zone,
      alea: services.alea,
      appareil: 'scenario',
      seq: histoire.length + nouveaux.length,
      habilitations: [habilitation],
      mandatsDuMandant: monde.autres.filter(({ mandant }) => mandant.ref === un.personneId),
    });
    if (!resultat.ok) return null;
    nouveaux.push(...resultat.value.evenements);
    for (const evenement of resultat.value.evenements)
      if (evenement.mandatId === un.id) etat = evolve(etat, evenement);
  }
  histoire.push(...nouveaux);
  return etat;
}

interface Pas extends Omit<Ordre, 'donnees'> {
  donnees: Ordre['donnees'] | ((etat: EtatMandat | null) => unknown);
  jour: string;
}

function script(un: MandatScenario, { orgId, scenario, actes }: Replay): Pas[] {
  const demarches = [...new Set(un.demarcheIds)]
    .map((id) => getDemarche(id))
    .filter((une) => une !== undefined);
  const lecture = {
    lecture: 'voix_haute',
    interprete: 'aucun',
    reformulation: 'comprise',
    noticeBilingue: false,
    langue: 'fr',
  } as const;
  const forme = un.forme === 'signature_ecran' ? ('signature_ecran' as const) : ('signature_papier' as const);
  const hashOf = (etat: EtatMandat | null, niveau: 'complet' | 'langage_simple') => {
    const document =
      etat === null ? null : toDocument(etat, { langue: 'fr', niveau, signeLe: `${un.du}T07:00:00.000Z` });
    return document?.ok === true ? documentHash(document.value) : '';
  };
  const pas = (jour: string, { type, suffixe, donnees }: Ordre): Pas => ({ type, suffixe, donnees, jour });
  const preparer = ordre('PreparerMandat', 'preparer', {
    structure: { id: orgId, libelle: scenario.structure.nom, zone: scenario.zone },
    mandant: { ref: un.personneId, capacite: 'aucune_mesure', naissance: 'majeur' },
    constituant: { kind: 'mandant' },
    items: demarches.map((demarche, rang) => {
      const faits = toDemarcheFaits(demarche, catalogue.version);
      return {
        id: `item-${rang + 1}`,
        portee: { kind: 'demarche', demarche: faits },
        actes: actes.filter((acte) => !faits.actesReserves.includes(acte)),
        sauf: [],
        uneFois: false,
      };
    }),
    duree: { mois: 6 },
    ecrivains: [un.ecrivainId],
  });
  const notice = (etat: EtatMandat | null) => ({
    notice: {
      modele: 'porte-plume/mandat-simple',
      version: '1',
      langue: 'fr',
      documentHash: hashOf(etat, 'langage_simple'),
    },
  });
  const debut: Pas[] = [
    pas(un.du, preparer),
    { type: 'PresenterNotice', suffixe: 'notice', donnees: notice, jour: un.du },
  ];
  if (un.statut === 'refuse') return [...debut, pas(un.du, ordre('RefuserConsentement', 'refuser', {}))];
  const fin = un.revoqueLe ?? un.du;
  return [
    ...debut,
    pas(un.du, ordre('EnregistrerLecture', 'lecture', lecture)),
    {
      type: 'Consentir',
      suffixe: 'consentir',
      donnees: (etat) => ({
        recueil: { mode: 'presence', forme, temoins: [], ...lecture },
        documentHash: hashOf(etat, 'complet'),
      }),
      jour: un.du,
    },
    pas(un.du, ordre('AccepterMandat', 'accepter', { ecrivainRef: un.ecrivainId, charteVersion: CHARTE })),
    pas(un.du, ordre('RemettreExemplaire', 'exemplaire', { canal: 'papier' })),
    ...(un.statut === 'revoque' && fin <= scenario.au
      ? [pas(fin, ordre('RevoquerMandat', 'revoquer', { demandePar: 'mandant', canal: 'telephone' }))]
      : []),
  ];
}
