import type { Context } from 'hono';
import type { Identite } from '../../domain/identite.ts';
import type { PersonneSuivie } from '../../domain/personnes.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { forVisiteur } from '../../server/page.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';
import type { Fiche } from './fiche.ts';
import { findNommee, listHomonymes, readNommee, withAge } from './personne.ts';
import type { ValeursAccueil } from './props.ts';

/** Fields that name somebody: in an entry they live until it has its person. */
const NOMS = new Set(['prenom', 'nom', 'anneeNaissance', 'quiEst']);

/** What to ask before the entry can have its person. */
interface Refusee {
  erreurs: readonly Erreur[];
  homonymes?: readonly Choix[];
}

export interface NommeeSure {
  nommee?: { identite: Identite; choix: string | undefined };
}

/** Who the entry names, or what to ask first: a missing name, or which of two people it is. */
export async function checkNommee(
  c: Context<AppEnv>,
  fiche: Fiche | null,
  valeurs: ValeursAccueil,
): Promise<NommeeSure | { refus: Refusee }> {
  const { services, visiteur } = c.var;
  if (fiche?.personne !== undefined) return {};
  const lue = readNommee(services, visiteur, valeurs);
  if (lue.nature === 'personne') return {};
  if (lue.nature === 'erreurs') return { refus: { erreurs: lue.erreurs } };
  const { identite, choix } = lue;
  if (choix === undefined) {
    const homonymes = await forVisiteur(c, 'personnes.homonymes', (tx) =>
      listHomonymes(tx, services, visiteur, identite),
    );
    if (homonymes.length > 0) {
      const phrase = 'Ce nom et cette année sont déjà connus. Dites si c’est la même personne.';
      return { refus: { homonymes, erreurs: [{ champ: 'quiEst', phrase }] } };
    }
  }
  return { nommee: { identite, choix } };
}

/** Before a mandate or a read-back, a named person becomes that of the entry: her name is not asked again. */
export async function keepNommee(
  c: Context<AppEnv>,
  date: string,
  valeurs: ValeursAccueil,
  { nommee }: NommeeSure,
): Promise<{ valeurs: ValeursAccueil; personne?: PersonneSuivie }> {
  if (nommee === undefined) return { valeurs };
  const personne = await forVisiteur(c, 'personne.ajouter', (tx, services, visiteur) =>
    findNommee(tx, services, visiteur, nommee),
  );
  const reste = Object.entries(withAge(valeurs, nommee.identite, date)).filter(([nom]) => !NOMS.has(nom));
  return { valeurs: Object.fromEntries(reste), personne };
}
