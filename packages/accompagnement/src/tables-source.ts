import type { Source } from './indicateur.ts';
import { createAdressages, restrictAdressages } from './lignes-adressage.ts';
import { createTableEchelles, readMarches } from './lignes-echelle.ts';
import { createTableActes, restrictActes, type TableActes } from './lignes-acte.ts';
import {
  createTableInterventions,
  restrictInterventions,
  type VisitesEntieres,
  type VisitesPeriode,
} from './lignes.ts';
import {
  createRdvDits,
  createSeances,
  createTableCommunes,
  createTableEtp,
  createTableOccurrences,
  restrictDemandes,
  restrictRdv,
} from './lignes-seance.ts';
import {
  createDiagnostics,
  createOrientations,
  createSatisfactions,
  createSuivis,
  createTableProgressions,
  restrictSuivis,
} from './lignes-suite.ts';
import { createSocle, listWithin, type Entiere, type Periode, type Socle } from './socle.ts';
import type { Faits } from './faits.ts';
import { listPersonnes, type Personnes } from './personnes-vues.ts';
import type { Rangs } from './selection.ts';
import { createTable, lazy, once, restrict, type Table } from './table-lignes.ts';

/** The rows of every source over a period, each built at the first question. */
export interface Tables {
  readonly faits: Faits;
  /** `null`: the facts that it needs were not given. */
  of(source: Source): Table | null;
  /** The persons of these interventions, each at her last visit. */
  personnesOf(rows: Rangs): Personnes;
}

/** All the rows there are, read once; those of each period are taken among them. */
export function createEntieres(faits: Faits): (periode: Periode | null) => Tables {
  const socle = createSocle(faits);
  const visites: VisitesEntieres = createTableInterventions(socle, () => actes().table);
  const actes: () => TableActes = lazy(() => createTableActes(socle, visites));
  const entieres = {
    socle,
    visites,
    actes,
    marches: lazy(() => readMarches(visites)),
    seances: lazy(() => createSeances(socle)),
    rdv: lazy(() => createRdvDits(socle)),
    orientations: lazy(() => createOrientations(socle)),
    diagnostics: lazy(() => createDiagnostics(socle)),
    suivis: lazy(() => createSuivis(socle)),
    adressages: lazy(() => createAdressages(socle)),
    satisfactions: lazy(() => createSatisfactions(socle)),
  };
  return (periode) => createTables(entieres, periode);
}

interface Entieres {
  readonly socle: Socle;
  readonly visites: VisitesEntieres;
  readonly actes: () => TableActes;
  readonly marches: () => ReturnType<typeof readMarches>;
  readonly seances: () => ReturnType<typeof createSeances>;
  readonly rdv: () => Entiere | null;
  readonly orientations: () => Entiere | null;
  readonly diagnostics: () => ReturnType<typeof createDiagnostics>;
  readonly suivis: () => ReturnType<typeof createSuivis>;
  readonly adressages: () => ReturnType<typeof createAdressages>;
  readonly satisfactions: () => Entiere | null;
}

function createTables(entieres: Entieres, periode: Periode | null): Tables {
  const { socle } = entieres;
  const visites: () => VisitesPeriode = lazy(() => restrictInterventions(socle, entieres.visites, periode));
  const within = (entiere: Entiere | null): Table | null =>
    entiere === null ? null : restrict(entiere.table, listWithin(entiere.jours(), periode));
  const ifGiven = <T>(given: T | null, make: (given: T) => Table): Table | null =>
    given === null ? null : make(given);
  const build: Record<Source, () => Table | null> = {
    intervention: () => visites().table,
    acte: () => restrictActes(entieres.actes(), visites()).table,
    seance: () => within(entieres.seances()),
    occurrence: () => createTableOccurrences(socle, periode),
    demande: () => restrictDemandes(socle, entieres.seances(), periode),
    rdv: () => restrictRdv(entieres.rdv(), entieres.seances(), periode),
    orientation: () => within(entieres.orientations()),
    diagnostic: () => within(entieres.diagnostics()),
    progression: () => ifGiven(entieres.diagnostics(), (d) => createTableProgressions(socle, d, periode)),
    echelle: () => createTableEchelles(socle, entieres.marches(), visites()),
    suivi: () => ifGiven(entieres.suivis(), (suivis) => restrictSuivis(suivis, periode)),
    adressage: () => ifGiven(entieres.adressages(), (recus) => restrictAdressages(recus, periode)),
    satisfaction: () => within(entieres.satisfactions()),
    financement: () => createTableFinancements(socle),
    etp: () => createTableEtp(socle, periode),
    commune: () => createTableCommunes(socle),
  };
  return {
    faits: socle.faits,
    of: once((source) => build[source]()),
    personnesOf: once((rows) => listPersonnes(socle, visites(), rows)),
  };
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
