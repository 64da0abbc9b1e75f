import type { Source } from './indicateur.ts';
import { createTableActes, createTableInterventions, listInterventions } from './lignes.ts';
import {
  createTableCommunes,
  createTableDemandes,
  createTableEtp,
  createTableOccurrences,
  createTableRdv,
  createTableSeances,
} from './lignes-seance.ts';
import {
  createTableAdressages,
  createTableDiagnostics,
  createTableEchelles,
  createTableOrientations,
  createTableProgressions,
  createTableSatisfactions,
  createTableSuivis,
} from './lignes-suite.ts';
import type { Intervention } from './intervention.ts';
import type { Socle } from './socle.ts';
import { createTable, type Table } from './table-lignes.ts';

/** The rows of every source, each built at the first question. */
export interface Tables {
  readonly socle: Socle;
  /** The interventions of the period, in the order of the rows of their table. */
  readonly interventions: readonly Intervention[];
  /** `null`: the facts that it needs were not given. */
  of(source: Source): Table | null;
}

export function createTables(socle: Socle): Tables {
  const interventions = listInterventions(socle);
  const known = new Map<Source, Table | null>();
  const build: Record<Source, () => Table | null> = {
    intervention: () => createTableInterventions(socle, interventions),
    acte: () => createTableActes(socle, interventions, parVisite()),
    seance: () => createTableSeances(socle),
    occurrence: () => createTableOccurrences(socle),
    demande: () => createTableDemandes(socle),
    rdv: () => createTableRdv(socle),
    orientation: () => createTableOrientations(socle),
    diagnostic: () => createTableDiagnostics(socle),
    progression: () => createTableProgressions(socle),
    echelle: () => createTableEchelles(socle, interventions),
    suivi: () => createTableSuivis(socle),
    adressage: () => createTableAdressages(socle),
    satisfaction: () => createTableSatisfactions(socle),
    financement: () => createTableFinancements(socle),
    etp: () => createTableEtp(socle),
    commune: () => createTableCommunes(socle),
  };
  const of = (source: Source): Table | null => {
    let table = known.get(source);
    if (table === undefined) known.set(source, (table = build[source]()));
    return table;
  };
  const parVisite = (): Table => {
    const table = of('intervention');
    if (table === null) throw new RangeError('interventions are always given');
    return table;
  };
  return { socle, interventions, of };
}

function createTableFinancements({ faits: { financements } }: Socle): Table | null {
  if (financements === undefined) return null;
  type Ligne = (typeof financements)[number];
  return createTable(
    financements,
    new Map([
      ['financeur', (f: Ligne) => f.financeur],
      ['montant_centimes', (f: Ligne) => String(f.montantCentimes)],
    ]),
  );
}
