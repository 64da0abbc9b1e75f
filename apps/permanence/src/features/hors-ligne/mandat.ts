import { getDemarche } from '@porte-plume/demarches';
import { eq } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { once, Refus } from '../../db/operation.ts';
import { compte } from '../../db/schema.ts';
import { isId } from '../../domain/identifiant.ts';
import { readMandat, runMandat, type Ordre } from '../../domain/mandats.ts';
import { depositPiece } from '../../domain/personnes.ts';
import { depositTiers } from '../../domain/tiers.ts';
import { civilDate, now, type Services, type Visiteur } from '../../server/contexte.ts';
import { field, type Champs } from '../../server/formulaire.ts';
import { ECART } from '../../server/horloge.ts';
import type { Erreur } from '../../ui/form.tsx';
import { documentOf, textesLusOf, type Source } from '../mandat/document.ts';
import { findLangue, toLangueDocument } from '../mandat/langues.ts';
import { planGeste, type Plan } from '../mandat/geste.ts';
import { readIdentites } from '../mandat/identites.ts';
import { readDuree } from '../mandat/preparation.ts';
import { readQui } from '../mandat/qui.ts';
import { readActesPermis } from '../mandat/quoi.ts';
import { toRemise } from '../mandat/remise.ts';
import { prepareIn } from '../mandat/route-preparation.tsx';
import { readFicheGardee } from './entree-recue.ts';
import type { Issue } from './intervention.ts';
import type { OperationRecue } from './schema.ts';

const refuse = (erreurs: readonly Erreur[]): never => {
  throw new Refus(erreurs.map(({ champ, phrase }) => ({ code: 'champ_refuse', phrase, path: [champ] })));
};

/** The dates that the person heard are those of a day to come. */
const HORLOGE = {
  code: 'horloge_en_avance',
  phrase: 'L’horloge de ce poste avance sur celle du serveur. Mettez-la à l’heure, puis refaites signer.',
};

/**
 * A mandate prepared, explained and signed without network: the commands of the screens, in their order, each at the
 * instant when it happened, all or nothing. The words that the person heard must be those that the server writes.
 */
export async function receiveMandat(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { op, type, at }: OperationRecue,
  champs: Champs,
): Promise<Issue> {
  const { orgId, compteId } = visiteur;
  const fini: Issue = { etat: 'enregistree', fait: 'Mandat signé.' };
  const demarche = getDemarche(field(champs, 'demarche'));
  if (demarche === undefined)
    return refuse([{ champ: 'demarche', phrase: 'Cette démarche n’existe pas dans le catalogue.' }]);
  // A clock that runs ahead does not sign tomorrow.
  const enAvance = Date.parse(at) - services.clock().getTime();
  const faitLe = enAvance > 0 ? now(services) : at;
  const qui = readQui(champs, { aujourdhui: civilDate(new Date(faitLe), visiteur.zone) });
  const duree = readDuree(champs);
  const actes = readActesPermis(champs, demarche);
  if ('erreurs' in qui) return refuse(qui.erreurs);
  if ('erreurs' in duree) return refuse(duree.erreurs);
  if (actes.length === 0) return refuse([{ champ: 'actes', phrase: 'Cochez au moins un geste.' }]);
  await once(tx, { orgId, op, type, compteId, maintenant: now(services) }, async () => {
    // The entry may be that of somebody whom the server knows: the name alone may be another's.
    const entree = field(champs, 'fiche');
    const connue = isId(entree) ? await readFicheGardee(tx, services, visiteur, entree) : null;
    const { prenom, nom, anneeNaissance } = qui.qui;
    const complete = {
      ...(connue?.personne === undefined
        ? {}
        : { suivie: { ...connue.personne, identite: { prenom, nom, anneeNaissance } } }),
      ficheId: op,
      demarcheId: demarche.id,
      qui: qui.qui,
      quoi: { actes, themes: [] },
    };
    const { personneId } = await prepareIn(
      tx,
      { services, visiteur },
      { mandatId: op, op },
      complete,
      duree,
      faitLe,
    );
    const equipe = await tx
      .select({ ref: compte.id, nom: compte.nom })
      .from(compte)
      .where(eq(compte.orgId, orgId));
    const planned = async (geste: 'expliquer' | 'signer'): Promise<Plan> => {
      const lu = await readMandat(tx, orgId, op);
      if (lu === null) throw new Error('a mandate that was just prepared is there');
      const identites = await readIdentites(tx, services, visiteur, lu, 'mandat');
      const source: Source = { etat: lu.etat, identites, maintenant: faitLe };
      if (geste === 'expliquer') checkTexte(source, champs, enAvance > ECART);
      const prevu = planGeste(geste, { source, champs, scan: null, services, visiteur, equipe });
      return 'erreurs' in prevu ? refuse(prevu.erreurs) : prevu;
    };
    const then = (ordres: readonly Ordre[]): Ordre[] => ordres.map((un) => ({ ...un, faitLe }));
    const porteur = { mandatId: op, personneId };
    for (const geste of ['expliquer', 'signer'] as const) {
      const prevu = await planned(geste);
      const remise =
        prevu.remise === undefined ? [] : [await toRemise(tx, services, visiteur, porteur, prevu.remise)];
      await runMandat(tx, services, visiteur, { ...porteur, op }, [...then(prevu.ordres), ...remise]);
      await depositTiers(tx, services, visiteur, personneId, prevu.tiers);
      if (prevu.piece !== undefined)
        await depositPiece(tx, services, visiteur, {
          personneId,
          nature: prevu.piece.nature,
          octets: prevu.piece.octets,
        });
    }
    return { mandatId: op, fait: 'Mandat signé hors connexion.' };
  });
  return fini;
}

/** The text that was read aloud, word for word; another one was not agreed to. */
function checkTexte(source: Source, champs: Champs, enAvance: boolean): void {
  const langue = toLangueDocument(findLangue(field(champs, 'langue')));
  const attendu = JSON.stringify(textesLusOf(documentOf(source, 'langage_simple', { langue })));
  if (field(champs, 'texte') === attendu) return;
  throw new Refus([
    enAvance
      ? HORLOGE
      : {
          code: 'texte_different',
          phrase: 'Le texte lu sur ce poste n’est plus celui du serveur. Refaites signer, réseau rétabli.',
        },
  ]);
}
