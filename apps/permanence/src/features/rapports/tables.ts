import {
  describeUnite,
  DOUBLONS_POSSIBLES,
  libelleDimension,
  libelleModalite,
  type PublicationRapport,
  type Rapport,
} from '@porte-plume/accompagnement/indicateurs';
import {
  parsePublishedTable,
  releaseSpec,
  reopenTable,
  type ProtectedTable,
} from '@porte-plume/statistiques';
import type { Meta } from '@porte-plume/statistiques/export';
import { periodeEnMots } from './periodes.ts';

/** A publication of a report with its table open again: only what its certificate proves can be shown or exported. */
export interface Ouverte {
  publication: PublicationRapport;
  table: ProtectedTable;
}

/** The table of a publication; null when its certificate no longer proves it. */
export async function openPublication(publication: PublicationRapport): Promise<Ouverte | null> {
  const spec = releaseSpec(publication.spec);
  const lue = spec.ok ? parsePublishedTable(publication.csv, spec.value) : spec;
  const table = lue.ok ? await reopenTable(lue.value, publication.certificat) : lue;
  return table.ok ? { publication, table: table.value } : null;
}

/** @throws when a table does not open: a report that was altered shows nothing */
export async function openRapport({ publications }: Rapport): Promise<Ouverte[]> {
  const ouvertes = await Promise.all(publications.map(openPublication));
  return ouvertes.map((une) => {
    if (une === null) throw new Error('a table that its certificate does not prove');
    return une;
  });
}

/** Addresses of an open publication; none for a report that is read by accounts. */
export interface Adresses {
  page: string;
  dossier: string;
}

/** What exporters say around the figures: French words for every dimension and code, and who publishes. */
export function metaOf(
  { publication, table }: Ouverte,
  rapport: Rapport,
  structure: string,
  adresses?: Adresses,
): Meta {
  const { titre, definition, nombre } = describeUnite(publication.unite);
  const codeLabels = Object.fromEntries(
    table.dims.map((dim) => [
      dim,
      Object.fromEntries(
        table.cells.map(({ key }) => [key[dim] ?? 'Total', libelleModalite(dim, key[dim] ?? 'Total')]),
      ),
    ]),
  );
  return {
    title: `${titre} des écrivains numériques, ${periodeEnMots(rapport.periode)}`,
    description: `${nombre} selon le territoire et d’autres critères. Les cases trop petites, et celles qui les feraient retrouver, ne sont pas diffusées.`,
    definition:
      rapport.reseau !== undefined && publication.unite === 'personne'
        ? `${definition} ${DOUBLONS_POSSIBLES}`
        : definition,
    period: periodeEnMots(rapport.periode),
    valueLabel: nombre,
    labels: Object.fromEntries(table.dims.map((dim) => [dim, libelleDimension(dim)])),
    codeLabels,
    shares: true,
    styles: 'none',
    publisher: structure,
    audience: rapport.audience,
    name: `porte-plume-${publication.unite}`,
    version: '1.0.0',
    keywords: ['écrivain public numérique', 'médiation numérique', 'accès aux droits'],
    accrualPeriodicity: 'irreguliere',
    spatial: 'France',
    ...(adresses === undefined
      ? {}
      : {
          homepage: adresses.page,
          downloadUrl: `${adresses.dossier}/publication.csv`,
          schemaUrl: `${adresses.dossier}/schema.json`,
          contact: { name: structure, url: adresses.page },
        }),
  };
}
