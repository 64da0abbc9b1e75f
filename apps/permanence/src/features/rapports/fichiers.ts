import type { Rapport } from '@porte-plume/accompagnement/indicateurs';
import { toCsv, toOds, toSdmxCsv, toTableSchema, toXlsx, type Meta } from '@porte-plume/statistiques/export';
import type { ProtectedTable } from '@porte-plume/statistiques';
import type { Context } from 'hono';
import { metaOf, openPublication, type Adresses, type Ouverte } from './tables.ts';

interface Fichier {
  nom: string;
  libelle: string;
  type: string;
  make: (ouverte: Ouverte, meta: Meta) => string | Uint8Array;
}

const json = (valeur: unknown): string => `${JSON.stringify(valeur, null, 2)}\n`;

/** Where the territory of a publication stands, for the columns that open data ask for. */
const territoire = (table: ProtectedTable): Pick<Meta, 'territory'> =>
  table.dims.includes('territoire') ? { territory: { dimension: 'territoire', type: 'territoire' } } : {};

/** Files of one publication. The certified bytes come from the report, all others from its protected table. */
export const FICHIERS: readonly Fichier[] = [
  {
    nom: 'publication.csv',
    libelle: 'Tableur simple (CSV)',
    type: 'text/csv; charset=utf-8',
    // The mark lets a spreadsheet read the accents.
    make: ({ table }) =>
      `\uFEFF${toCsv(table, { separator: ';', layout: 'publication', ...territoire(table) })}`,
  },
  {
    nom: 'tableau.ods',
    libelle: 'LibreOffice (ODS)',
    type: 'application/vnd.oasis.opendocument.spreadsheet',
    make: ({ table }, meta) => toOds(table, meta),
  },
  {
    nom: 'tableau.xlsx',
    libelle: 'Excel (XLSX)',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    make: ({ table }, meta) => toXlsx(table, meta),
  },
  {
    nom: 'schema.json',
    libelle: 'Description des colonnes (Table Schema)',
    type: 'application/json; charset=utf-8',
    make: ({ table }, meta) => json(toTableSchema(table, { ...meta, ...territoire(table) })),
  },
  {
    nom: 'sdmx.csv',
    libelle: 'SDMX-CSV',
    type: 'text/csv; charset=utf-8',
    make: ({ table }) => toSdmxCsv(table),
  },
  {
    nom: 'table.csv',
    libelle: 'Tableau certifié (table.csv)',
    type: 'text/csv; charset=utf-8',
    make: ({ publication }) => publication.csv,
  },
  {
    nom: 'certificat.json',
    libelle: 'Certificat',
    type: 'application/json; charset=utf-8',
    make: ({ publication }) => json(publication.certificat),
  },
  {
    nom: 'spec.json',
    libelle: 'Spécification',
    type: 'application/json; charset=utf-8',
    make: ({ publication }) => json(publication.spec),
  },
];

/** What is checked rather than worked on; saved under the very names that the command of verification takes. */
export const PREUVES: readonly string[] = ['table.csv', 'certificat.json', 'spec.json'];

/** Answers with a file of a publication; null when there is none of that name. */
export async function sendFichier(
  c: Context,
  rapport: Rapport,
  structure: string,
  { unite, nom, adresses }: { unite: string; nom: string; adresses?: Adresses },
): Promise<Response | null> {
  const publication = rapport.publications.find((une) => une.unite === unite);
  const fichier = FICHIERS.find((un) => un.nom === nom);
  if (publication === undefined || fichier === undefined) return null;
  const ouverte = await openPublication(publication);
  if (ouverte === null) throw new Error('a table that its certificate does not prove');
  const corps = fichier.make(ouverte, metaOf(ouverte, rapport, structure, adresses));
  const { du, au } = rapport.periode;
  c.header('Content-Type', fichier.type);
  const enregistre = PREUVES.includes(nom) ? nom : `${unite}-${du.slice(0, 7)}-${au.slice(0, 7)}-${nom}`;
  c.header('Content-Disposition', `attachment; filename="${enregistre}"`);
  return typeof corps === 'string' ? c.body(corps) : c.body(new Uint8Array(corps));
}
