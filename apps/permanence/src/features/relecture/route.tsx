import type { Relecture } from '@porte-plume/accompagnement';
import { getLibelle, LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { getDemarche, type Demarche } from '@porte-plume/demarches';
import { digest } from '@porte-plume/mandat/ledger';
import { Hono, type Context } from 'hono';
import { once, Refus } from '../../db/operation.ts';
import { keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import { createId } from '../../domain/identifiant.ts';
import { ordre, readMandat, runMandat } from '../../domain/mandats.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { filled, readForm, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { forVisiteur, idOf } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';
import type { PartieLue } from '../../ui/lecture.tsx';
import { actesFaitsOf, FICHE, FicheSchema, type Fiche } from '../accueil/fiche.ts';
import type { ValeursAccueil } from '../accueil/view.tsx';
import { ACTES } from '../mandat/libelles.ts';
import { readRelecture } from './schema.ts';
import { RelectureView } from './view.tsx';

const MOYENS: readonly Choix[] = LISTES.moyenRelecture.map(({ code, libelle }) => ({ code, libelle }));

/** Read-back: the summary is read aloud, the person agrees, and only then is anything sent. */
export function relectureRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/relecture/:id', async (c) => show(c, await load(c)));
  app.post('/relecture/:id', save);
  return app;
}

interface Charge {
  id: string;
  fiche: Fiche;
  demarche: Demarche;
}

async function load(c: Context<AppEnv>): Promise<Charge> {
  demand(c.var.visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const id = idOf(c);
  const fiche = await forVisiteur(c, 'relecture.lire', (tx, services, visiteur) =>
    readBrouillon(tx, services, visiteur, { id, nature: FICHE, schema: FicheSchema }),
  );
  const demarcheId = fiche?.valeurs.demarche;
  const demarche = typeof demarcheId === 'string' ? getDemarche(demarcheId) : undefined;
  if (fiche === null || demarche === undefined) throw new ErreurHttp(404);
  return { id, fiche, demarche };
}

/** The summary read to the person: acts, démarche, what comes next. Catalogue words only, nothing that was typed. */
function resumeOf({ fiche, demarche }: Charge): PartieLue[] {
  const valeurs = fiche.valeurs as ValeursAccueil;
  const actes = actesFaitsOf(valeurs);
  const suite =
    valeurs.issue === undefined
      ? []
      : [`Ensuite\u00a0: ${getLibelle('issue', valeurs.issue).toLowerCase()}.`];
  return [
    { titre: 'Votre démarche', phrases: [`${demarche.nom}.`, `Pour\u00a0: ${demarche.operateur.nom}.`] },
    ...(actes.length === 0
      ? []
      : [{ titre: 'Ce que je fais pour vous', phrases: [], liste: actes.map((acte) => ACTES[acte]) }]),
    {
      titre: 'Avant d’envoyer',
      phrases: [
        'Je vous lis ce que j’ai écrit sur le site.',
        'Dites-moi si quelque chose n’est pas juste.',
        ...suite,
      ],
    },
  ];
}

function show(
  c: Context<AppEnv>,
  charge: Charge,
  erreurs: readonly Erreur[] = [],
  champs?: Champs,
): Response {
  return render(
    c,
    <RelectureView
      cadre={makeCadre(c)}
      envoi={{ action: `/relecture/${charge.id}`, op: newOp(c.var.services) }}
      erreurs={erreurs}
      retour={`/accueil?fiche=${charge.id}`}
      texte={resumeOf(charge)}
      moyens={MOYENS}
      valeurs={champs === undefined ? {} : filled(champs, 'moyen', 'accord', 'recepisse', 'recepisse4')}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function save(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  const champs = await readForm(c);
  const op = readOp(champs);
  const charge = await load(c);
  const lu = readRelecture(champs);
  if ('erreurs' in lu) return show(c, charge, lu.erreurs, champs);
  const { id, fiche, demarche } = charge;
  try {
    await forVisiteur(c, 'relecture.noter', (tx, services) =>
      once(
        tx,
        {
          orgId: visiteur.orgId,
          op,
          type: 'relecture.noter',
          compteId: visiteur.compteId,
          maintenant: now(services),
        },
        async () => {
          const mandat =
            fiche.mandatId === undefined ? null : await readMandat(tx, visiteur.orgId, fiche.mandatId);
          const item = mandat?.etat.items.find(
            ({ portee }) => portee.kind === 'demarche' && portee.demarche.id === demarche.id,
          );
          const lie = mandat !== null && item !== undefined && lu.accord !== 'non';
          if (lie) {
            const recapitulatif = digest(resumeOf(charge));
            if (!recapitulatif.ok) throw new Error('the summary has no fingerprint');
            await runMandat(
              tx,
              services,
              visiteur,
              { mandatId: mandat.id, personneId: mandat.personneId, op },
              [
                ordre('Relire', 'relire', {
                  itemId: item.id,
                  demarcheId: demarche.id,
                  interventionRef: id,
                  recapitulatifHash: recapitulatif.value,
                  luPar: visiteur.compteId,
                  accord: true,
                  langue: 'fr',
                }),
              ],
            );
          }
          const donnees: Relecture = {
            id: createId(services.clock().getTime(), services.alea),
            ...(lie ? { evenementId: `${op}.relire/0` } : {}),
            faiteA: now(services),
            ...lu,
          };
          const contenu: Fiche =
            lu.accord === 'non'
              ? { ...fiche, relecture: undefined, valeurs: { ...fiche.valeurs, issue: 'a_poursuivre' } }
              : { ...fiche, relecture: { demarcheId: demarche.id, donnees } };
          await keepBrouillon(tx, services, visiteur, { id, nature: FICHE, contenu });
          return { fait: 'Relecture notée.' };
        },
      ),
    );
  } catch (error) {
    if (error instanceof Refus)
      return show(
        c,
        charge,
        toErreurs(error.motifs, () => ''),
        champs,
      );
    throw error;
  }
  return c.redirect(`/accueil?fiche=${id}`, 303);
}
