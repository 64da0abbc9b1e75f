import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { expandPermanence, readRythme, type Permanence } from '@porte-plume/accompagnement/permanence';
import { isFerie } from '@porte-plume/demarches';
import { Hono, type Context } from 'hono';
import { once } from '../../db/operation.ts';
import { readPlanning, type LieuPlanning } from '../../domain/planning.ts';
import { closeFeries, findPermanence, putAcces, savePermanence } from '../../domain/planning-ecriture.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, readForm, readOp } from '../../server/formulaire.ts';
import { addDays } from '../../server/heure.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Erreur } from '../../ui/form.tsx';
import { toChoix } from './choix.ts';
import { fromPermanence, readPermanence, toValeurs } from './saisie.ts';
import { PermanenceView, type ValeursPermanence } from './vue-permanence.tsx';

const ACCES_MAX = 120;

/** The form of a permanence: the coordination writes, the rule is made by accompagnement. */
export function permanenceRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/planning/nouvelle', (c) => show(c, null));
  app.post('/planning/nouvelle', (c) => change(c, null));
  app.get('/planning/:id', (c) => show(c, c.req.param('id')));
  app.post('/planning/:id', (c) => change(c, c.req.param('id')));
  return app;
}

async function show(
  c: Context<AppEnv>,
  id: string | null,
  saisie?: { valeurs: ValeursPermanence; erreurs: readonly Erreur[] },
): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_planning');
  const aujourdhui = civilDate(services.clock(), visiteur.zone);
  const planning = await forVisiteur(c, 'planning.permanence', (tx) => readPlanning(tx, visiteur.orgId));
  const une = planning.permanences.find((permanence) => permanence.id === id);
  if (id !== null && une === undefined) throw new ErreurHttp(404);
  const { lieux, agents } = toChoix(planning, une?.agentIds ?? []);
  const lieu = une === undefined ? undefined : planning.lieux.get(une.lieuId);
  const valeurs =
    saisie?.valeurs ??
    (une === undefined || lieu === undefined
      ? { cadence: 'semaine', premierJour: aujourdhui, accueil: 'sans_rdv', publique: true, feries: true }
      : fromPermanence(une, lieu, sansFeries(une, lieu, aujourdhui)));
  return render(
    c,
    <PermanenceView
      cadre={makeCadre(c)}
      envoi={{ action: `/planning/${id ?? 'nouvelle'}`, op: newOp(services) }}
      nouvelle={une === undefined}
      valeurs={valeurs}
      lieux={lieux}
      agents={agents}
      accueils={LISTES.accueil.map(({ code, libelle }) => ({ code, libelle }))}
      {...(une !== undefined && readRythme(une.rrule, une.premierJour) === null
        ? { regleGardee: une.rrule }
        : {})}
      erreurs={saisie?.erreurs ?? []}
      retour="/planning"
    />,
    (saisie?.erreurs.length ?? 0) > 0 ? 422 : 200,
  );
}

/** Whether the holidays to come are out of a permanence: true when none is left in it. */
function sansFeries(une: Permanence, { departement }: LieuPlanning, aujourdhui: string): boolean {
  const periode = { du: aujourdhui, au: addDays(aujourdhui, 365) };
  return !expandPermanence(une, periode).some(({ date }) => isFerie(date, departement));
}

async function change(c: Context<AppEnv>, id: string | null): Promise<Response> {
  const { visiteur, services } = c.var;
  demand(visiteur, 'gerer_planning');
  const champs = await readForm(c);
  const op = readOp(champs);
  const { orgId, compteId } = visiteur;
  const aujourdhui = civilDate(services.clock(), visiteur.zone);
  const resultat = await forVisiteur(c, 'planning.ecrire', async (tx) => {
    const planning = await readPlanning(tx, orgId);
    if (id !== null && planning.permanences.every((une) => une.id !== id)) throw new ErreurHttp(404);
    const avant = id === null ? null : await findPermanence(tx, orgId, id);
    const lue = readPermanence(champs, avant ?? { id: op, zone: visiteur.zone, exdates: [] }, {
      lieux: new Set(planning.lieux.keys()),
      agents: new Set(toChoix(planning, avant?.agentIds ?? []).agents.map(({ code }) => code)),
    });
    if (!lue.ok) return lue;
    const { lieuId } = lue.value;
    const departement = planning.lieux.get(lieuId)?.departement ?? '';
    const une = closeFeries(lue.value, departement, { aujourdhui, fermes: field(champs, 'feries') !== '' });
    const commande = { orgId, op, type: 'planning.ecrire', compteId, maintenant: now(services) };
    await once(tx, commande, async () => {
      await savePermanence(tx, orgId, une, aujourdhui);
      const adresse = field(champs, 'adresse').slice(0, ACCES_MAX);
      const acces = field(champs, 'acces').slice(0, ACCES_MAX);
      if (adresse !== '') await putAcces(tx, orgId, { lieuId, adresse, acces: acces === '' ? null : acces });
      return { fait: id === null ? 'Permanence ajoutée.' : 'Permanence modifiée.' };
    });
    const [premiere] = expandPermanence(une, { du: aujourdhui, au: addDays(aujourdhui, 400) });
    return { ok: true as const, le: premiere?.date ?? aujourdhui };
  });
  if (!resultat.ok) return show(c, id, { valeurs: toValeurs(champs), erreurs: resultat.erreurs });
  return c.redirect(`/planning?du=${resultat.le}&fait=${op}`, 303);
}
