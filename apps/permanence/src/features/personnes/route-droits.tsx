import { eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { organisation } from '../../db/schema.ts';
import { openDossier, type DossierOuvert } from '../../domain/acces-personne.ts';
import { addDemande, hasDemandeEnCours } from '../../domain/demandes.ts';
import { dateDans } from '../../messages/temps.ts';
import type { Tx } from '../../db/client.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, type AppEnv, type Services } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readForm, readOp, type Champs } from '../../server/formulaire.ts';
import { messagesIn } from '../../server/langue.ts';
import { forVisiteur, idOf } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { readCopie } from './copie.ts';
import { runOnce } from './route-fiche.tsx';
import { CopieView } from './vue-copie.tsx';

/** The rights of a person, from her file. */
export function droitsDeLaPersonne(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.post('/personnes/:id/copie', async (c) => {
    const { visiteur } = c.var;
    demand(visiteur, 'lire_identite');
    const champs = await readForm(c);
    readOp(champs);
    const id = idOf(c);
    return showCopie(c, champs, (tx, services) => openDossier(tx, services, visiteur, id), {
      nommer: true,
      retour: `/personnes/${id}`,
    });
  });
  app.post('/personnes/:id/effacement', (c) => {
    demand(c.var.visiteur, 'lire_identite');
    return runOnce(c, 'personne.effacement', async (tx, services, { groupe, racine }) => {
      const { visiteur } = c.var;
      if (!(await hasDemandeEnCours(tx, visiteur.orgId, groupe)))
        await addDemande(tx, services, visiteur, { nature: 'effacement', personneId: racine.id });
      return 'Demande transmise au délégué à la protection des données.';
    });
  });
  return app;
}

/** The page to print, for who may read the identity or for the officer, who may not; it is written in the register. */
export async function showCopie(
  c: Context<AppEnv>,
  champs: Champs,
  find: (tx: Tx, services: Services) => Promise<DossierOuvert>,
  { nommer, retour }: { nommer: boolean; retour: string },
): Promise<Response> {
  const { services, visiteur } = c.var;
  const { copie, contact } = await forVisiteur(c, 'personne.copie', async (tx) => {
    const dossier = await find(tx, services);
    if (nommer && dossier.effacee) throw new ErreurHttp(404);
    await addDemande(tx, services, visiteur, { nature: 'acces', reponse: 'satisfaite' });
    const [org] = await tx.select().from(organisation).where(eq(organisation.orgId, visiteur.orgId));
    return { copie: await readCopie(tx, services, visiteur, dossier, nommer), contact: toContact(org) };
  });
  const m = messagesIn(c, champs);
  return render(
    c,
    <CopieView
      cadre={makeCadre(c)}
      copie={copie}
      structure={visiteur.organisation}
      date={dateDans(m, civilDate(services.clock(), visiteur.zone))}
      contact={contact}
      retour={retour}
      messages={m}
    />,
  );
}

function toContact(org: typeof organisation.$inferSelect | undefined): string {
  const voies = [org?.telephone, org?.courriel].filter((une) => une != null);
  return voies.length === 0 ? '' : `Pour nous joindre\u00a0: ${voies.join(', ')}.`;
}
