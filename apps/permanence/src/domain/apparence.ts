import { and, eq, isNotNull } from 'drizzle-orm';
import { asAnyone, asOrg } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { apparence } from '../db/schema-apparence.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import type { Face } from '../ui/face.ts';
import { findTheme, THEME_ORIGINE, type NomTheme } from '../ui/themes.ts';
import { appendJournal } from './chaine.ts';
import { readLogo, toEmpreinte } from './image-logo.ts';
import type { ImageLue } from './image-lue.ts';

/** The columns of a face: the bytes stay in the table. */
export const FACE = {
  theme: apparence.theme,
  empreinte: apparence.logoEmpreinte,
  largeur: apparence.logoLargeur,
  hauteur: apparence.logoHauteur,
};
type Gardee = Record<'theme' | 'empreinte', string | null> & Record<'largeur' | 'hauteur', number | null>;

/** The face kept by a structure; nothing for the first theme, for none, and for one that this version no longer has. */
export function toFace(garde: Gardee | null | undefined): Face {
  if (garde === null || garde === undefined) return {};
  const { empreinte, largeur, hauteur } = garde;
  const theme = findTheme(garde.theme);
  return {
    ...(theme === null || theme === THEME_ORIGINE ? {} : { theme }),
    ...(empreinte === null || largeur === null || hauteur === null
      ? {}
      : { logo: { empreinte, largeur, hauteur } }),
  };
}

type Change = Partial<Omit<typeof apparence.$inferInsert, 'orgId' | 'choisieLe'>>;

async function put(tx: Tx, orgId: string, le: string, change: Change): Promise<void> {
  await tx
    .insert(apparence)
    .values({ orgId, theme: THEME_ORIGINE, ...change, choisieLe: le })
    .onConflictDoUpdate({ target: apparence.orgId, set: { ...change, choisieLe: le } });
}

/** Keeps the theme of a structure, for all its accounts from their next page. */
export async function chooseTheme(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Visiteur,
  theme: NomTheme,
): Promise<void> {
  const le = now(services);
  await put(tx, orgId, le, { theme });
  await appendJournal(tx, orgId, [{ type: 'ThemeChoisi', par: compteId, theme, le }]);
}

/** Writes the logo of a structure, without its audit line: the demo has one from its first day. */
export async function putLogo(tx: Tx, orgId: string, le: string, image: ImageLue): Promise<string> {
  const { type, largeur, hauteur, octets } = image;
  const logoEmpreinte = toEmpreinte(image);
  await put(tx, orgId, le, {
    logo: octets,
    logoType: type,
    logoLargeur: largeur,
    logoHauteur: hauteur,
    logoEmpreinte,
  });
  return logoEmpreinte;
}

/**
 * Keeps a file as the logo of a structure.
 * @throws {Refus} whatever is not a PNG or a JPEG that may be shown, with the reason
 */
export async function chooseLogo(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Visiteur,
  fichier: Uint8Array | null,
): Promise<void> {
  if (fichier === null)
    throw new Refus([{ code: 'logo_absent', phrase: 'Choisissez le fichier du logo.', path: ['logo'] }]);
  const lu = readLogo(fichier);
  if (!lu.ok) throw new Refus(lu.motifs);
  const le = now(services);
  const empreinte = await putLogo(tx, orgId, le, lu.value);
  await appendJournal(tx, orgId, [{ type: 'LogoChoisi', par: compteId, empreinte, le }]);
}

/**
 * Takes the logo of a structure away; its address opens nothing any more.
 * @returns false where there was none
 */
export async function dropLogo(tx: Tx, services: Services, { orgId, compteId }: Visiteur): Promise<boolean> {
  const le = now(services);
  const otes = await tx
    .update(apparence)
    .set({
      ...{ logo: null, logoType: null, logoLargeur: null, logoHauteur: null, logoEmpreinte: null },
      choisieLe: le,
    })
    .where(and(eq(apparence.orgId, orgId), isNotNull(apparence.logo)))
    .returning({ orgId: apparence.orgId });
  if (otes.length === 0) return false;
  await appendJournal(tx, orgId, [{ type: 'LogoRetire', par: compteId, le }]);
  return true;
}

/** Bytes of a logo, and what they are. */
interface LogoServi {
  type: string;
  octets: Buffer;
}

const EMPREINTE = /^[0-9a-f]{64}$/;

/**
 * The logo that has this address, for who may see it: an account of the structure, or who reads its open page.
 * @returns null for any other address, that of a former logo included
 */
export async function findLogo(
  services: Services,
  ou: { orgId: string } | { slug: string },
  empreinte: string,
): Promise<LogoServi | null> {
  if (!EMPREINTE.test(empreinte)) return null;
  const read = async (tx: Tx): Promise<LogoServi | null> => {
    const [row] = await tx
      .select({ type: apparence.logoType, octets: apparence.logo })
      .from(apparence)
      .where(eq(apparence.logoEmpreinte, empreinte));
    return row?.type == null || row.octets === null ? null : { type: row.type, octets: row.octets };
  };
  return 'orgId' in ou
    ? asOrg(services.client.db, ou.orgId, 'logo.lire', read)
    : asAnyone(services.client.db, { ou_venir: ou.slug }, 'logo.lire', read);
}
