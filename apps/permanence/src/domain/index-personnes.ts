import { createHmac } from 'node:crypto';
import { foldName } from '@porte-plume/accompagnement/personne';
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { indexPersonne } from '../db/schema-personnes.ts';
import type { Services, Visiteur } from '../server/contexte.ts';
import { deriveCle, readCleOrganisation } from './cle-organisation.ts';
import type { Identite } from './identite.ts';

// The blind index (application §9): of each word, the tags of its first 2 to 8 signs. Who reads the table learns how
// often a tag comes back, hence roughly how common a name is; never the name without the key of the organisation.
const MIN = 2;
const MAX = 8;
const TAG = 24;

type Org = Pick<Visiteur, 'orgId'>;

const tagOf = (cle: Uint8Array, texte: string): string =>
  createHmac('sha256', cle).update(texte).digest('hex').slice(0, TAG);

/** Words of a name as they are looked for: unaccented capitals; a compound name is also one word. */
function wordsOf(nom: string): string[] {
  const mots = nom.split(/[\s'’‑-]+/u).map(foldName);
  return [...new Set([...mots, foldName(nom)])].filter((mot) => mot.length > 0);
}

/** Every text that finds a person: prefixes of her words, and her year of birth. */
function textsOf({ prenom, nom, anneeNaissance }: Identite): string[] {
  const mots = [...wordsOf(prenom), ...wordsOf(nom)];
  const debuts = mots.flatMap((mot) => {
    const signes = Array.from(mot);
    return signes.length < MIN
      ? []
      : Array.from({ length: Math.min(MAX, signes.length) - MIN + 1 }, (_, rang) =>
          signes.slice(0, MIN + rang).join(''),
        );
  });
  return [...new Set([...debuts, String(anneeNaissance)])];
}

/** What was typed: words of two signs or more, and a year of four digits. */
export interface Recherche {
  mots: readonly string[];
  annee: number | null;
}

/** Reads « ben sal 1951 »: no accent, no case, any order. */
export function parseRecherche(texte: string): Recherche {
  const parts = texte.slice(0, 120).split(/[\s,;'’‑-]+/u);
  const annee = parts.find((part) => /^(?:19|20)\d\d$/.test(part));
  const mots = parts.map(foldName).filter((mot) => Array.from(mot).length >= MIN);
  return { mots: [...new Set(mots)].slice(0, 6), annee: annee === undefined ? null : Number(annee) };
}

/** Whether an identity answers a search: the index looks at eight signs of a word, this at all of them. */
export function matches(identite: Identite, { mots, annee }: Recherche): boolean {
  const siens = [...wordsOf(identite.prenom), ...wordsOf(identite.nom)];
  return (
    mots.every((mot) => siens.some((sien) => sien.startsWith(mot))) &&
    (annee === null || identite.anneeNaissance === annee)
  );
}

/** Key of the index of an organisation. */
async function cleIndex(tx: Tx, services: Pick<Services, 'coffre'>, org: Org): Promise<Uint8Array> {
  return deriveCle(await readCleOrganisation(tx, services, org), 'index-personne');
}

/** Makes persons findable; those that are already stay as they are. */
export async function indexPersonnes(
  tx: Tx,
  services: Pick<Services, 'coffre'>,
  org: Org,
  personnes: readonly { id: string; identite: Identite }[],
): Promise<void> {
  const cle = await cleIndex(tx, services, org);
  const rows = personnes.flatMap(({ id, identite }) =>
    textsOf(identite).map((texte) => ({ orgId: org.orgId, personneId: id, tag: tagOf(cle, texte) })),
  );
  for (let debut = 0; debut < rows.length; debut += 5000)
    await tx
      .insert(indexPersonne)
      .values(rows.slice(debut, debut + 5000))
      .onConflictDoNothing();
}

/** Ids of the persons that may answer, newest files first; none when nothing usable was typed. */
export async function findInIndex(
  tx: Tx,
  services: Pick<Services, 'coffre'>,
  org: Org,
  { mots, annee }: Recherche,
  limite: number,
): Promise<string[]> {
  const cle = await cleIndex(tx, services, org);
  const textes = mots.map((mot) => Array.from(mot).slice(0, MAX).join(''));
  const tags = [...new Set([...textes, ...(annee === null ? [] : [String(annee)])])].map((t) =>
    tagOf(cle, t),
  );
  if (tags.length === 0) return [];
  const rows = await tx
    .select({ id: indexPersonne.personneId })
    .from(indexPersonne)
    .where(and(eq(indexPersonne.orgId, org.orgId), inArray(indexPersonne.tag, tags)))
    .groupBy(indexPersonne.personneId)
    .having(sql`count(*) = ${tags.length}`)
    .orderBy(desc(indexPersonne.personneId))
    .limit(limite);
  return rows.map(({ id }) => id);
}

/** Forgets a person: nothing that is typed finds her any more. */
export async function dropIndex(tx: Tx, { orgId }: Org, personneId: string): Promise<void> {
  await tx
    .delete(indexPersonne)
    .where(and(eq(indexPersonne.orgId, orgId), eq(indexPersonne.personneId, personneId)));
}
