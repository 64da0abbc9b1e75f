import { Hono, type Context } from 'hono';
import { readPagePublique, savePagePublique, SLUG, type PagePublique } from '../../domain/page-publique.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { newOp, type AppEnv } from '../../server/contexte.ts';
import { readFait } from '../../server/fait.ts';
import { field, readForm, readOp } from '../../server/formulaire.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Erreur } from '../../ui/form.tsx';
import { PageView } from './vue-page.tsx';

const NOM_MAX = 80;

/** What the public reads of the structure: its address on the web, its name, its telephone. */
export function pageRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/planning/page-publique', (c) => show(c));
  app.post('/planning/page-publique', change);
  return app;
}

async function show(
  c: Context<AppEnv>,
  saisie?: { page: PagePublique; erreurs: readonly Erreur[] },
): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_planning');
  const id = queryId(c, 'fait');
  const { page, fait } = await forVisiteur(c, 'planning.page', async (tx) => ({
    page: await readPagePublique(tx, visiteur.orgId),
    fait: id === null ? null : await readFait(tx, visiteur, id),
  }));
  return render(
    c,
    <PageView
      cadre={makeCadre(c)}
      envoi={{ action: '/planning/page-publique', op: newOp(services) }}
      page={saisie?.page ?? page}
      erreurs={saisie?.erreurs ?? []}
      origine={`${services.env.origin}/ou-venir/`}
      {...(page.ouverte ? { lien: `/ou-venir/${page.slug}` } : {})}
      {...(fait === null ? {} : { fait })}
    />,
    saisie === undefined ? 200 : 422,
  );
}

async function change(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_planning');
  const champs = await readForm(c);
  const op = readOp(champs);
  const telephone = field(champs, 'telephone');
  const page: PagePublique = {
    slug: field(champs, 'slug'),
    ouverte: field(champs, 'ouverte') !== '',
    nom: field(champs, 'nom'),
    telephone: telephone === '' ? null : telephone,
  };
  const erreurs: Erreur[] = [];
  if (!SLUG.test(page.slug))
    erreurs.push({ champ: 'slug', phrase: 'Écrivez 3 à 40 lettres sans accent, chiffres ou tirets.' });
  if (page.nom === '' || page.nom.length > NOM_MAX)
    erreurs.push({ champ: 'nom', phrase: `Donnez le nom de la structure, ${NOM_MAX} signes au plus.` });
  if (telephone !== '' && !/^\+?[\d .]{10,20}$/.test(telephone))
    erreurs.push({
      champ: 'telephone',
      phrase: 'Écrivez le numéro en chiffres, par exemple 04 77 00 00 00.',
    });
  if (erreurs.length > 0) return show(c, { page, erreurs });
  if (!(await savePagePublique(services, visiteur, op, page)))
    return show(c, { page, erreurs: [{ champ: 'slug', phrase: 'Cette adresse est déjà prise.' }] });
  return c.redirect(`/planning/page-publique?fait=${op}`, 303);
}
