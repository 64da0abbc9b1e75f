import { getDemarche } from '@porte-plume/demarches';
import type { Context } from 'hono';
import { once, Refus } from '../../db/operation.ts';
import { keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import { ordre, runMandat } from '../../domain/mandats.ts';
import { findOrCreatePersonne } from '../../domain/personnes.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, fields, filled, readForm, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Erreur } from '../../ui/form.tsx';
import { FICHE, FicheSchema } from '../accueil/fiche.ts';
import { attachToFiche } from './attache.ts';
import { CAPACITES, CONSTITUANTS } from './libelles.ts';
import {
  listDurees,
  PREPARATION,
  PreparationSchema,
  readQui,
  toDemarcheDuMandat,
  toPreparerMandat,
  type Preparation,
} from './preparation.ts';
import { readDuree } from './schema.ts';
import { MandatDureeView, MandatQuiView, MandatQuoiView } from './view.tsx';

interface Page {
  c: Context<AppEnv>;
  erreurs?: readonly Erreur[];
  champs?: Champs;
}

const SANS_DEMARCHE = 'Un mandat porte sur une démarche. Choisissez-la d’abord dans l’accueil rapide.';

/** First screen of a new mandate, or a later one of a draft. A mandate always starts from an entry with its démarche. */
export async function openPreparation(c: Context<AppEnv>): Promise<Response> {
  demand(c.var.visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const deja = queryId(c, 'mandat');
  if (deja !== null) {
    const preparation = await forVisiteur(c, 'mandat.preparation', (tx, services, visiteur) =>
      readBrouillon(tx, services, visiteur, { id: deja, nature: PREPARATION, schema: PreparationSchema }),
    );
    if (preparation === null) throw new ErreurHttp(404);
    return showStep({ c }, deja, preparation, c.req.query('etape') ?? 'qui');
  }
  const ficheId = queryId(c, 'fiche');
  if (ficheId === null) throw new ErreurHttp(400, SANS_DEMARCHE);
  const mandatId = newOp(c.var.services);
  const preparation = await forVisiteur(c, 'mandat.ouvrir', async (tx, services, visiteur) => {
    const fiche = await readBrouillon(tx, services, visiteur, {
      id: ficheId,
      nature: FICHE,
      schema: FicheSchema,
    });
    if (fiche === null) throw new ErreurHttp(404);
    const demarcheId = fiche.valeurs.demarche;
    if (typeof demarcheId !== 'string' || getDemarche(demarcheId) === undefined)
      throw new ErreurHttp(400, SANS_DEMARCHE);
    const fresh: Preparation = { ficheId, demarcheId };
    await keepBrouillon(tx, services, visiteur, { id: mandatId, nature: PREPARATION, contenu: fresh });
    return fresh;
  });
  return showStep({ c }, mandatId, preparation, 'qui');
}

function showStep(
  { c, erreurs = [], champs }: Page,
  mandatId: string,
  preparation: Preparation,
  etape: string,
): Response {
  const { services, visiteur } = c.var;
  const demarche = getDemarche(preparation.demarcheId);
  if (demarche === undefined) throw new ErreurHttp(400, SANS_DEMARCHE);
  const commun = {
    cadre: makeCadre(c),
    envoi: { action: '/mandat', op: newOp(services), caches: { mandat: mandatId } },
    erreurs,
    retour: `/accueil?fiche=${preparation.ficheId}`,
  };
  const statut = erreurs.length > 0 ? 422 : 200;
  if (etape === 'duree' && preparation.qui !== undefined && preparation.actes !== undefined) {
    const durees = listDurees(civilDate(services.clock(), visiteur.zone), visiteur.zone);
    const valeurs = champs === undefined ? { duree: 'mois:6' } : filled(champs, 'duree', 'uneFois');
    return render(c, <MandatDureeView {...commun} durees={durees} valeurs={valeurs} />, statut);
  }
  if (etape === 'quoi' && preparation.qui !== undefined) {
    const propose = toDemarcheDuMandat(demarche);
    const actes =
      champs === undefined
        ? (preparation.actes ?? propose.actes.map(({ code }) => code))
        : readActes(champs, demarche.id);
    return render(
      c,
      <MandatQuoiView {...commun} demarches={[propose]} valeurs={{ [demarche.id]: actes }} />,
      statut,
    );
  }
  const valeurs =
    champs === undefined
      ? preparation.qui === undefined
        ? {}
        : { ...preparation.qui, anneeNaissance: String(preparation.qui.anneeNaissance) }
      : filled(champs, 'prenom', 'nom', 'anneeNaissance', 'capacite', 'constituant');
  return render(
    c,
    <MandatQuiView {...commun} valeurs={valeurs} capacites={CAPACITES} constituants={CONSTITUANTS} />,
    statut,
  );
}

function readActes(champs: Champs, demarcheId: string): string[] {
  return [...fields(champs, `actes.${demarcheId}`), ...fields(champs, `express.${demarcheId}`)];
}

/** Who, then what, then until when; the last step prepares the mandate. */
export async function advancePreparation(c: Context<AppEnv>): Promise<Response> {
  demand(c.var.visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const champs = await readForm(c);
  const op = readOp(champs);
  const mandatId = field(champs, 'mandat');
  const etape = field(champs, 'etape');
  const preparation = await forVisiteur(c, 'mandat.preparation', (tx, services, visiteur) =>
    readBrouillon(tx, services, visiteur, { id: mandatId, nature: PREPARATION, schema: PreparationSchema }),
  );
  if (preparation === null) throw new ErreurHttp(400, SANS_DEMARCHE);
  const keep = (contenu: Preparation) =>
    forVisiteur(c, 'mandat.garder', (tx, services, visiteur) =>
      keepBrouillon(tx, services, visiteur, { id: mandatId, nature: PREPARATION, contenu }),
    );
  const again = (erreurs: readonly Erreur[]) =>
    showStep({ c, erreurs, champs }, mandatId, preparation, etape);
  const onTo = (suivante: string) => c.redirect(`/mandat/nouveau?mandat=${mandatId}&etape=${suivante}`, 303);

  if (etape === 'quoi' && preparation.qui !== undefined) {
    const demarche = getDemarche(preparation.demarcheId);
    const offertes = demarche === undefined ? null : toDemarcheDuMandat(demarche);
    const permis = new Set(
      [...(offertes?.actes ?? []), ...(offertes?.express ?? [])].map(({ code }) => code),
    );
    const actes = [...new Set(readActes(champs, preparation.demarcheId))].filter((acte) => permis.has(acte));
    if (actes.length === 0)
      return again([{ champ: `actes.${preparation.demarcheId}`, phrase: 'Cochez au moins un geste.' }]);
    await keep({ ...preparation, actes });
    return onTo('duree');
  }
  if (etape === 'duree' && preparation.qui !== undefined && preparation.actes !== undefined) {
    const duree = readDuree(champs);
    if ('erreurs' in duree) return again(duree.erreurs);
    const complete = { ...preparation, qui: preparation.qui, actes: preparation.actes };
    try {
      await forVisiteur(c, 'mandat.preparer', (tx, services, visiteur) =>
        once(
          tx,
          {
            orgId: visiteur.orgId,
            op,
            type: 'mandat.preparer',
            compteId: visiteur.compteId,
            maintenant: now(services),
          },
          async () => {
            const personne = await findOrCreatePersonne(tx, services, visiteur, complete.qui);
            const donnees = toPreparerMandat(complete, duree, personne.id, visiteur);
            await runMandat(tx, services, visiteur, { mandatId, personneId: personne.id, op }, [
              ordre('PreparerMandat', 'preparer', donnees),
            ]);
            await attachToFiche(tx, services, visiteur, preparation.ficheId, (fiche) => ({
              ...fiche,
              personne,
            }));
            return { mandatId };
          },
        ),
      );
    } catch (error) {
      if (error instanceof Refus) return again(toErreurs(error.motifs, () => 'duree'));
      throw error;
    }
    return c.redirect(`/mandat/${mandatId}`, 303);
  }
  const lu = readQui(
    {
      prenom: field(champs, 'prenom'),
      nom: field(champs, 'nom'),
      anneeNaissance: field(champs, 'anneeNaissance'),
      capacite: field(champs, 'capacite'),
    },
    Number(civilDate(c.var.services.clock(), c.var.visiteur.zone).slice(0, 4)),
  );
  if ('erreurs' in lu) return showStep({ c, erreurs: lu.erreurs, champs }, mandatId, preparation, 'qui');
  await keep({ ...preparation, qui: lu.qui });
  return onTo('quoi');
}
