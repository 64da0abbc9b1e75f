import { isOral } from '../histoire/caducite.ts';
import type { EtatMandat, Fin, Marque } from '../modele/etat.ts';
import type { Ids, JsonLd, JsonLdValue } from './export-dpv-noeud.ts';
import type { CauseCaducite } from '../modele/nomenclatures.ts';

/**
 * The events of a record: for each, the state that the format wants (`@type`), and what became of the contract
 * (`dpv:hasContractStatus`), which is what a mandate is.
 */

const ETATS_FIN: Partial<Record<Fin['statut'], readonly [consentement: string, contrat: string]>> = {
  refuse: ['dpv:ConsentRefused', 'dpv:ContractRejected'],
  revoque: ['dpv:ConsentWithdrawn', 'dpv:ContractTerminated'],
  renonce: ['dpv:ConsentInvalidated', 'dpv:ContractTerminated'],
  caduc: ['dpv:ConsentInvalidated', 'dpv:ContractTerminated'],
  remplace: ['dpv:ConsentInvalidated', 'dpv:ContractTerminated'],
  annule: ['dpv:ConsentInvalidated', 'dpv:ContractRejected'],
};

/** Steps, parts taken back, pauses and ends, as far as the state keeps them; in that order. */
export function toEvenements(etat: EtatMandat, ids: Ids): JsonLdValue {
  const { notice, consentement, acceptation, regularisation } = etat;
  const terme = [etat.periode?.fin, etat.majorite].filter((instant) => instant !== undefined).sort()[0];
  const noeuds: JsonLd[] = [];
  const note = (
    type: string,
    marque: Marque,
    etats: readonly [string, string],
    par: string,
    duree: JsonLd,
    plus: JsonLd = {},
  ) =>
    noeuds.push({
      '@id': `${ids.mandat}/evenements/${encodeURIComponent(marque.evenementId)}`,
      '@type': etats[0],
      'dct:type': type,
      'dpv:hasContractStatus': etats[1],
      'dpv:isIndicatedAtTime': marque.faitLe,
      'dct:dateSubmitted': { '@type': 'xsd:dateTime', '@value': marque.connuLe },
      'dpv:isIndicatedBy': par,
      'dpv:hasDuration': duree,
      ...plus,
    });

  if (notice !== undefined) {
    const etats = ['dpv:ConsentRequested', 'dpv:ContractOffered'] as const;
    note('NoticePresentee', notice, etats, ids.structure, jusqua('ConsentementDonne ou ConsentementRefuse'));
  }
  if (consentement !== undefined) {
    const oral = isOral(etat, TOUT) ? consentement.oral?.fin : undefined;
    const fin = [terme, oral].filter((instant) => instant !== undefined).sort()[0];
    const etats = ['dpv:ConsentGiven', 'dpv:ContractSignedByParty'] as const;
    note('ConsentementDonne', consentement, etats, ids.constituant, jusqua(fin ?? 'fin du mandat'), {
      ...(etat.recueil === undefined ? {} : { 'dpv:hasIndicationMethod': etat.recueil.forme }),
      'schema:sha256': consentement.documentHash,
    });
  }
  if (regularisation !== undefined) {
    const etats = ['dpv:RenewedConsentGiven', 'dpv:ContractSignedByParty'] as const;
    note('OralRegularise', regularisation, etats, ids.constituant, jusqua(terme ?? 'fin du mandat'), {
      'dpv:hasIndicationMethod': regularisation.recueil.forme,
    });
  }
  if (acceptation !== undefined) {
    const etats = ['dpv:ConsentGiven', 'dpv:ContractFullySigned'] as const;
    note('MandatAccepte', acceptation, etats, ids.structure, jusqua(terme ?? 'fin du mandat'));
  }
  for (const { fin, items, quoi } of listRetraits(etat)) {
    const type = fin.statut === 'remplace' ? 'MandatRemplace' : 'PerimetreRetire';
    const etats = [toEtats(fin)[0], 'dpv:ContractAmended'] as const;
    note(type, fin, etats, toAuteur(fin, ids), SANS_FIN, {
      'dct:isPartOf': items.map((id) => ({ '@id': `${ids.mandat}#${encodeURIComponent(id)}` })),
      ...(quoi.length === 0 ? {} : { 'dct:description': quoi.join(', ') }),
    });
  }
  for (const pause of etat.suspensions) {
    const suspendu = pause.sens === 'suspendu';
    const etats = suspendu
      ? (['dpv:ConsentStatusInvalidForProcessing', 'dpv:ContractTemporarilySuspended'] as const)
      : (['dpv:ConsentGiven', 'dpv:ContractActive'] as const);
    const duree = suspendu ? jusqua('MandatRepris') : jusqua(terme ?? 'fin du mandat');
    note(suspendu ? 'MandatSuspendu' : 'MandatRepris', pause, etats, ids.structure, duree);
  }
  for (const fin of etat.fins) {
    note(toType(fin), fin, toEtats(fin), toAuteur(fin, ids), SANS_FIN, {
      ...(fin.canal === undefined ? {} : { 'dpv:hasIndicationMethod': fin.canal }),
    });
  }
  return noeuds;
}

/** What each event took out of the items: one event may touch several of them, and several démarches of one. */
function listRetraits({ items }: EtatMandat): { fin: Fin; items: string[]; quoi: string[] }[] {
  const parEvenement = new Map<string, { fin: Fin; items: Set<string>; quoi: Set<string> }>();
  for (const item of items) {
    for (const { fin, actes = [], demarcheIds = [] } of item.retraits) {
      const vu = parEvenement.get(fin.evenementId) ?? { fin, items: new Set(), quoi: new Set() };
      vu.items.add(item.id);
      for (const mot of [...actes, ...demarcheIds]) vu.quoi.add(mot);
      parEvenement.set(fin.evenementId, vu);
    }
  }
  return [...parEvenement.values()].map((vu) => ({ fin: vu.fin, items: [...vu.items], quoi: [...vu.quoi] }));
}

function toEtats({ statut }: Fin): readonly [string, string] {
  return ETATS_FIN[statut] ?? ['dpv:ConsentUnknown', 'dpv:ContractTerminated'];
}

/** Everything recorded, whenever it takes effect. */
const TOUT = { instant: '9999-12-31T23:59:59.999Z' };
const SANS_FIN: JsonLd = { '@type': 'dpv:EndlessDuration' };

/** Until an instant (excluded), or until something happens. */
function jusqua(terme: string): JsonLd {
  return /^\d{4}-/.test(terme)
    ? {
        '@type': 'dpv:UntilTimeDuration',
        'rdf:value': { '@type': 'xsd:dateTime', '@value': terme },
      }
    : { '@type': 'dpv:UntilEventDuration', 'rdf:value': terme };
}

/** Name of the event that told an end: the same words as in the journal. */
function toType({ statut, cause }: Fin): string {
  switch (statut) {
    case 'refuse':
      return 'ConsentementRefuse';
    case 'annule':
      return 'MandatAnnule';
    case 'renonce':
      return 'MandataireARenonce';
    case 'caduc':
      return CAUSES[cause ?? 'deces'];
    default:
      return 'MandatRevoque';
  }
}

const CAUSES: Record<CauseCaducite, string> = {
  deces: 'DecesSignale',
  tutelle: 'ProtectionSignalee',
  habilitation_familiale: 'ProtectionSignalee',
  mandat_protection_future: 'ProtectionSignalee',
  majorite: 'MandatPrepare',
  dissolution: 'StructureDissoute',
  changement_structure: 'StructureDissoute',
  non_regularise: 'ConsentementDonne',
};

/** The person's own wish is hers or her representative's; anything else was told by the structure. */
function toAuteur(fin: Fin, ids: Ids): string {
  if (fin.statut === 'refuse' || fin.demandePar === 'constituant') return ids.constituant;
  return fin.demandePar === 'mandant' ? ids.mandant : ids.structure;
}
