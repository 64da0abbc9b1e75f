import { STRUCTURES_MIN } from '@porte-plume/accompagnement/indicateurs';
import { Hono, type Context } from 'hono';
import type { MotifRefus } from '../../db/operation.ts';
import {
  enGroupes,
  findReseau,
  joinReseau,
  leaveReseau,
  openReseau,
  readReseau,
  type EtatReseau,
} from '../../domain/reseau.ts';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { carryOut } from '../../server/commande.ts';
import { civilDate, newOp, type AppEnv } from '../../server/contexte.ts';
import { readFait } from '../../server/fait.ts';
import { field, readForm, toErreurs, type Champs } from '../../server/formulaire.ts';
import { requireRecent } from '../../server/mw/recent.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { ReseauView, type ReseauProps } from './view.tsx';

/** The réseau: the administration says yes and takes it back, the coordination sees who is there. */
export function reseauRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/reseau', (c) => {
    demandLecture(c);
    return show(c);
  });
  app.use('/reseau/*', async (c, next) => {
    demand(c.var.visiteur, 'gerer_comptes');
    return next();
  });
  app.post('/reseau/ouvrir', requireRecent, (c) =>
    act(c, 'reseau.ouvrir', async (tx, services, visiteur, champs) => {
      await openReseau(tx, services, visiteur, field(champs, 'nom'));
      return 'Le réseau est ouvert. Donnez son code aux autres structures.';
    }),
  );
  app.post('/reseau/rejoindre', async (c) => {
    const champs = await readForm(c);
    const code = field(champs, 'code');
    const lu = await forVisiteur(c, 'reseau.trouver', (tx) => findReseau(tx, code));
    if (lu === null)
      return show(c, {
        erreurs: [{ champ: 'code', phrase: 'Aucun réseau n’a ce code. Relisez-le.' }],
        saisie: { code },
      });
    return show(c, { demande: { reseau: lu.nom, code } });
  });
  app.post('/reseau/accord', requireRecent, (c) =>
    act(c, 'reseau.accord', async (tx, services, visiteur, champs) => {
      await joinReseau(tx, services, visiteur, field(champs, 'code'));
      return 'C’est oui. Vos interventions comptent dans les chiffres communs.';
    }),
  );
  app.post('/reseau/retrait', requireRecent, (c) =>
    act(c, 'reseau.retrait', async (tx, services, visiteur) => {
      await leaveReseau(tx, services, visiteur);
      return 'L’accord est retiré. Plus rien de votre structure n’est compté avec les autres.';
    }),
  );
  return app;
}

/** @throws {ErreurHttp} 403 for who neither administers nor prepares reports */
function demandLecture(c: Context<AppEnv>): void {
  const { visiteur } = c.var;
  if (!may(visiteur, 'publier_rapport')) demand(visiteur, 'gerer_comptes');
}

type Travail = (
  tx: Parameters<Parameters<typeof carryOut>[3]>[0],
  services: AppEnv['Variables']['services'],
  visiteur: AppEnv['Variables']['visiteur'],
  champs: Champs,
) => Promise<string>;

async function act(c: Context<AppEnv>, type: string, travail: Travail): Promise<Response> {
  const champs = await readForm(c);
  const issue = await carryOut(c, type, champs, (tx, services, visiteur) =>
    travail(tx, services, visiteur, champs),
  );
  if (issue.ok) return c.redirect(`/reseau?fait=${issue.op}`, 303);
  const champOf = ({ path }: MotifRefus): string => String(path?.[0] ?? '');
  return show(c, {
    erreurs: toErreurs(issue.motifs, champOf),
    saisie: { code: field(champs, 'code'), nom: field(champs, 'nom') },
  });
}

async function show(
  c: Context<AppEnv>,
  suite: Pick<ReseauProps, 'demande' | 'saisie'> & { erreurs?: readonly Erreur[] } = {},
): Promise<Response> {
  const { services, visiteur } = c.var;
  const faitId = queryId(c, 'fait');
  const { etat, fait } = await forVisiteur(c, 'reseau.lire', async (tx) => ({
    etat: await readReseau(tx, visiteur.orgId),
    fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
  }));
  const envoi = (etape: string) => ({ action: `/reseau/${etape}`, op: newOp(services) });
  const { erreurs = [], ...reste } = suite;
  return render(
    c,
    <ReseauView
      cadre={makeCadre(c)}
      structure={visiteur.organisation}
      administre={may(visiteur, 'gerer_comptes')}
      prepare={may(visiteur, 'publier_rapport')}
      erreurs={erreurs}
      envois={{
        ouvrir: envoi('ouvrir'),
        rejoindre: envoi('rejoindre'),
        accord: envoi('accord'),
        retrait: envoi('retrait'),
      }}
      {...reste}
      {...toProps(etat, visiteur.zone)}
      {...(fait === null ? {} : { fait })}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

function toProps({ mene, accord }: EtatReseau, zone: string): Pick<ReseauProps, 'mene' | 'accord'> {
  const depuis = (instant: string): string =>
    `depuis le ${dateEnMots(civilDate(new Date(instant), zone))
      .split(' ')
      .slice(1)
      .join(' ')}`;
  return {
    ...(mene === null
      ? {}
      : {
          mene: {
            nom: mene.nom,
            code: enGroupes(mene.code),
            membres: mene.membres.map(({ structure, accordLe }) => ({ structure, depuis: depuis(accordLe) })),
            // The structure that leads is one of them.
            assez: mene.membres.length + 1 >= STRUCTURES_MIN,
          },
        }),
    ...(accord === null
      ? {}
      : { accord: { reseau: accord.reseau, depuis: depuis(accord.accordLe).replace('depuis ', '') } }),
  };
}
