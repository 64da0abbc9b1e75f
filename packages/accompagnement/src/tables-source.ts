import type { Source } from './indicateur.ts';
import { createTableEchelles } from './lignes-echelle.ts';
import { createTableInterventions, listInterventions } from './lignes.ts';
import { createTableActes } from './lignes-acte.ts';
import {
  createTableCommunes,
  createTableDemandes,
  createTableEtp,
  createTableOccurrences,
  createTableRdv,
  createTableSeances,
  listSeances,
  type Seances,
} from './lignes-seance.ts';
import {
  createTableAdressages,
  createTableDiagnostics,
  createTableOrientations,
  createTableProgressions,
  createTableSatisfactions,
  createTableSuivis,
} from './lignes-suite.ts';
import type { Socle } from './socle.ts';
import { listPersonnes, type Personnes } from './personnes-vues.ts';
import type { Rangs } from './selection.ts';
import { createTable, once, type Table } from './table-lignes.ts';

/** The rows of every source, each built at the first question. */
export interface Tables {
  readonly socle: Socle;
  /** `null`: the facts that it needs were not given. */
  of(source: Source): Table | null;
  /** The persons of these interventions, each at her last visit. */
  personnesOf(rows: Rangs): Personnes;
}

export function createTables(socle: Socle): Tables {
  const visitees = listInterventions(socle);
  let listed: Seances | undefined;
  const seances = (): Seances => (listed === undefined ? (listed = listSeances(socle)) : listed);
  const known = new Map<Source, Table | null>();
  const build: Record<Source, () => Table | null> = {
    intervention: () => createTableInterventions(socle, visitees, () => given('acte')),
    acte: () => createTableActes(socle, visitees, given('intervention')),
    seance: () => createTableSeances(socle, seances()),
    occurrence: () => createTableOccurrences(socle),
    demande: () => createTableDemandes(socle, seances()),
    rdv: () => createTableRdv(socle, seances()),
    orientation: () => createTableOrientations(socle),
    diagnostic: () => createTableDiagnostics(socle),
    progression: () => createTableProgressions(socle),
    echelle: () => createTableEchelles(socle, visitees, given('acte')),
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
  const given = (source: 'intervention' | 'acte'): Table => {
    const table = of(source);
    if (table === null) throw new RangeError('interventions are always given');
    return table;
  };
  return { socle, of, personnesOf: once((rows) => listPersonnes(socle, visitees, rows)) };
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
