import type { Tx } from '../db/client.ts';
import { apparence } from '../db/schema-apparence.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { NOMS_THEMES, THEME_ORIGINE, type NomTheme } from '../ui/themes.ts';
import { appendJournal } from './chaine.ts';

/** The theme kept by a structure; undefined for the first one, none, and one that this version no longer has. */
export function toTheme(garde: string | null): NomTheme | undefined {
  const nom = NOMS_THEMES.find((un) => un === garde);
  return nom === THEME_ORIGINE ? undefined : nom;
}

/** Keeps the theme of a structure, for all its accounts from their next page. */
export async function chooseTheme(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Visiteur,
  theme: NomTheme,
): Promise<void> {
  const ligne = { theme, choisieLe: now(services) };
  await tx
    .insert(apparence)
    .values({ orgId, ...ligne })
    .onConflictDoUpdate({ target: apparence.orgId, set: ligne });
  await appendJournal(tx, orgId, [{ type: 'ThemeChoisi', par: compteId, theme, le: ligne.choisieLe }]);
}
