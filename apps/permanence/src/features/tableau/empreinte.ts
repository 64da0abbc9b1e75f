import { getTableName, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '../../db/client.ts';
import { absence, passage } from '../../db/schema-agenda.ts';
import { avis } from '../../db/schema-avis.ts';
import { diagnostic } from '../../db/schema-diagnostic.ts';
import { atelier, orientation } from '../../db/schema-orientations.ts';
import { fusionPersonne } from '../../db/schema-personnes.ts';
import { adressage, suivi } from '../../db/schema-suivis.ts';
import {
  intervention,
  lieu,
  organisation,
  permanence,
  personne,
  seance,
  seanceEvenement,
} from '../../db/schema.ts';

/** Every table that the figures of the dashboard are computed from, whole. */
const FAITS: readonly PgTable[] = [
  ...[intervention, seance, lieu, permanence, absence, passage, atelier, avis],
  ...[orientation, suivi, adressage, diagnostic, fusionPersonne],
];

/**
 * One row for all versions of the rows of a table: PostgreSQL writes a new version, elsewhere or by another transaction,
 * whenever a row changes. Whatever changes it is told, a correction as an erasure, by a screen as by hand.
 */
const versions = (nom: string, lignes: SQL): SQL =>
  sql`select ${nom}::text as quoi, count(*)::text || ' ' || coalesce(sum(hashtidextended(u.ctid, u.xmin::text::bigint)), 0)::text as lu from ${lignes}`;

/**
 * Digest of the facts of an organisation as they stand: the same as long as nothing changed that its dashboard counts.
 * Reads every row without its content: for organisations of which a page may read as many.
 */
export async function readEmpreinte(tx: Tx, orgId: string): Promise<string> {
  const entiers = FAITS.map((table) =>
    versions(getTableName(table), sql`${table} u where u.org_id = ${orgId}`),
  );
  const { rows } = await tx.execute<{ empreinte: string }>(
    sql`select md5(string_agg(quoi || ' ' || lu, ',' order by quoi)) as empreinte from (${sql.join(
      [
        ...entiers,
        // Of events, only the requests that could not be served count; of persons, the pseudonym of those who were merged.
        versions(
          'demandes',
          sql`${seanceEvenement} u where u.org_id = ${orgId} and u.donnees->>'type' = 'DemandeNotee'`,
        ),
        sql`select 'fusionnees', string_agg(p.id || p.pseudonyme, ',' order by p.id) from ${personne} p
          where p.org_id = ${orgId} and p.id in (select vers from ${fusionPersonne} where org_id = ${orgId})`,
        sql`select 'zone', zone from ${organisation} where org_id = ${orgId}`,
      ],
      sql` union all `,
    )}) x`,
  );
  return rows[0]?.empreinte ?? '';
}
