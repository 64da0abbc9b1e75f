import { toDemarcheFaits } from '@porte-plume/accompagnement';
import type { MandatScenario, Scenario } from '@porte-plume/accompagnement/scenario';
import { catalogue, getDemarche } from '@porte-plume/demarches';
import {
  ACTES_COURANTS,
  decide,
  evolve,
  type Capacite,
  type Commande,
  type ConstituantKind,
  type EtatMandat,
  type Evenement,
  type Habilitation,
  type Recueil,
} from '@porte-plume/mandat';
import { documentHash, toDocument } from '@porte-plume/mandat/document';
import { chain } from '@porte-plume/mandat/ledger';
import { CHARTE, ordre, type Ordre } from '../domain/mandats.ts';
import { createRef, depositTiers, type Tiers } from '../domain/tiers.ts';
import type { Services } from '../server/contexte.ts';
import type { Tx } from './client.ts';
import { mandat, mandatEvenement } from './schema.ts';

const LOT = 500;

/**
 * Replays the mandates of a scenario through `decide`, each at its own date, and stores their chain; then a few that a
 * permanence meets more seldom. Actes keep only the mandates that exist.
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
  const tiers: (Tiers & { personneId: string })[] = [];
  for (const un of [...recents.map((un) => toRecit(un, services)), ...listRares(scenario, services)]) {
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
    tiers.push(...un.tiers.map((nomme) => ({ ...nomme, personneId: un.personneId })));
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
  for (const { personneId, ...nomme } of tiers)
    await depositTiers(tx, services, { orgId }, personneId, [nomme]);
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

/** A mandate to tell: how it was taken, and who else was named. */
interface Recit extends Pick<
  MandatScenario,
  'id' | 'personneId' | 'ecrivainId' | 'demarcheIds' | 'du' | 'statut' | 'revoqueLe'
> {
  recueil: Pick<Recueil, 'mode' | 'forme' | 'langue' | 'interprete' | 'noticeBilingue' | 'temoins'>;
  capacite: Capacite;
  constituant: { kind: ConstituantKind; ref?: string };
  tiers: readonly Tiers[];
}

const SUR_PLACE = {
  mode: 'presence',
  forme: 'signature_papier',
  langue: 'fr',
  interprete: 'aucun',
  noticeBilingue: false,
  temoins: [],
} as const satisfies Recit['recueil'];

/** The scenario names no witness: these two, as invented as the rest, stand for all of them. */
const TEMOINS = ['Solange Bertier', 'Marius Coste'];

function toRecit(un: MandatScenario, services: Services): Recit {
  const tiers =
    un.forme === 'ne_sait_signer'
      ? TEMOINS.map((nom): Tiers => ({ ref: createRef(services), role: 'temoin', nom, mandatId: un.id }))
      : [];
  return {
    ...un,
    recueil: {
      ...SUR_PLACE,
      mode: un.recueil,
      forme: un.forme,
      temoins: tiers.map(({ ref }) => ({ ref, kind: 'tiers' })),
    },
    capacite: 'aucune_mesure',
    constituant: { kind: 'mandant' },
    tiers,
  };
}

/** An oral agreement to sign, a guardian who grants, a text in two languages: each of somebody without any mandate. */
function listRares(scenario: Scenario, services: Services): Recit[] {
  const avec = new Set(scenario.mandats.map(({ personneId }) => personneId));
  const limite = Number(scenario.au.slice(0, 4)) - 25;
  const libres = scenario.personnes.filter(
    ({ id, anneeNaissance }) => !avec.has(id) && anneeNaissance < limite,
  );
  const [ecrivain] = scenario.ecrivains;
  const recits: Pick<Recit, 'recueil' | 'capacite' | 'constituant' | 'tiers' | 'demarcheIds'>[] = [
    {
      ...ORDINAIRE,
      demarcheIds: ['rsa'],
      recueil: { ...SUR_PLACE, mode: 'telephone', forme: 'oral_a_regulariser' },
    },
    { ...ORDINAIRE, demarcheIds: ['aah'], capacite: 'tutelle', constituant: { kind: 'tuteur' } },
    {
      ...ORDINAIRE,
      demarcheIds: ['aide-logement'],
      recueil: { ...SUR_PLACE, forme: 'signature_ecran', langue: 'ar', noticeBilingue: true },
    },
  ];
  return recits.flatMap((recit, rang) => {
    const personne = libres[rang];
    if (personne === undefined || ecrivain === undefined) return [];
    const id = createRef(services);
    const { kind } = recit.constituant;
    const nomme: Tiers = {
      ref: createRef(services),
      role: 'constituant',
      nom: 'Odile Ferrand',
      mandatId: id,
    };
    return [
      {
        ...recit,
        id,
        personneId: personne.id,
        ecrivainId: ecrivain.id,
        du: scenario.au,
        statut: 'donne' as const,
        ...(kind === 'mandant' ? {} : { constituant: { kind, ref: nomme.ref }, tiers: [nomme] }),
      },
    ];
  });
}

const ORDINAIRE = {
  recueil: SUR_PLACE,
  capacite: 'aucune_mesure',
  constituant: { kind: 'mandant' },
  tiers: [],
} as const satisfies Partial<Recit>;

interface Replay {
  orgId: string;
  scenario: Scenario;
  services: Services;
  histoire: Evenement[];
  autres: readonly EtatMandat[];
  actes: readonly (typeof ACTES_COURANTS)[number][];
}

function replay(un: Recit, monde: Replay): EtatMandat | null {
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

function script(un: Recit, { orgId, scenario, actes }: Replay): Pas[] {
  const demarches = [...new Set(un.demarcheIds)]
    .map((id) => getDemarche(id))
    .filter((une) => une !== undefined);
  const { recueil: pris } = un;
  const lecture = {
    lecture: 'voix_haute',
    interprete: pris.interprete,
    reformulation: 'comprise',
    noticeBilingue: pris.noticeBilingue,
    langue: pris.langue,
  } as const;
  const recueil: Recueil = { ...pris, ...lecture };
  const hashOf = (etat: EtatMandat | null, niveau: 'complet' | 'langage_simple') => {
    const signeLe = `${un.du}T07:00:00.000Z`;
    const document =
      etat === null ? null : toDocument(etat, { langue: pris.langue, niveau, signeLe, recueil });
    return document?.ok === true ? documentHash(document.value) : '';
  };
  const pas = (jour: string, { type, suffixe, donnees }: Ordre): Pas => ({ type, suffixe, donnees, jour });
  const preparer = ordre('PreparerMandat', 'preparer', {
    structure: { id: orgId, libelle: scenario.structure.nom, zone: scenario.zone },
    mandant: { ref: un.personneId, capacite: un.capacite, naissance: 'majeur' },
    constituant: un.constituant,
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
      langue: pris.langue,
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
        recueil,
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
