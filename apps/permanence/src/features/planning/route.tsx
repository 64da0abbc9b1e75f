import { getLibelle } from '@porte-plume/accompagnement/nomenclatures';
import { writeIcal } from '@porte-plume/accompagnement/permanence';
import { Hono, type Context } from 'hono';
import { once, Refus } from '../../db/operation.ts';
import {
  listJours,
  readCalendrier,
  readPlanning,
  type JourTenu,
  type Planning,
} from '../../domain/planning.ts';
import { forgetAbsence, noteAbsence } from '../../domain/planning-ecriture.ts';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, readForm, readOp, toErreurs } from '../../server/formulaire.ts';
import { addDays } from '../../server/heure.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots, heureEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { toChoix } from './choix.ts';
import { importRoutes } from './route-import.tsx';
import { pageRoutes } from './route-page.tsx';
import { permanenceRoutes } from './route-permanence.tsx';
import { joursOf, jourLong, lundiOf, readDate, rythmeEnMots, semaineEnMots } from './semaines.ts';
import { JourView } from './vue-jour.tsx';
import { SemaineView, type Tenue } from './vue-semaine.tsx';

const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/;

/** Planning: who holds which permanence, week by week; absences in two gestures; the calendar of the structure. */
export function planningRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/planning', showSemaine);
  app.get('/planning/calendrier.ics', sendCalendrier);
  app.route('/', importRoutes());
  app.route('/', pageRoutes());
  app.route('/', permanenceRoutes());
  app.get('/planning/:id/:date', (c) => showJour(c));
  app.post('/planning/:id/:date', changeJour);
  return app;
}

async function showSemaine(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'lire_planning');
  const aujourdhui = civilDate(services.clock(), visiteur.zone);
  const lundi = lundiOf(readDate(c.req.query('du')) ?? aujourdhui);
  const mien = c.req.query('qui') === 'moi';
  const { planning, fait } = await forVisiteur(c, 'planning.lire', async (tx) => {
    const id = queryId(c, 'fait');
    return {
      planning: await readPlanning(tx, visiteur.orgId),
      fait: id === null ? null : await readFait(tx, visiteur, id),
    };
  });
  const tient = planning.permanences.some(({ agentIds }) => agentIds.includes(visiteur.compteId));
  const tenues = listJours(planning, { du: lundi, au: addDays(lundi, 6) }).filter(
    (une) => !mien || concerns(une, visiteur.compteId),
  );
  const suite = mien ? '&qui=moi' : '';
  const adresse = (jour: string, qui = suite) => `/planning?du=${jour}${qui}`;
  return render(
    c,
    <SemaineView
      cadre={makeCadre(c)}
      semaine={semaineEnMots(lundi)}
      liens={{
        precedente: adresse(addDays(lundi, -7)),
        suivante: adresse(addDays(lundi, 7)),
        ...(lundi === lundiOf(aujourdhui) ? {} : { courante: adresse(aujourdhui) }),
      }}
      jours={joursOf(lundi)
        .map((date) => ({ date, tenues: tenues.filter((une) => une.date === date) }))
        .filter(({ date, tenues: duJour }, rang) => rang < 5 || duJour.length > 0 || date === aujourdhui)
        .map(({ date, tenues: duJour }) => ({
          date,
          libelle: jourLong(date),
          aujourdhui: date === aujourdhui,
          ferie: duJour.some(({ ferie }) => ferie),
          tenues: duJour.map((une) => toTenue(une, visiteur.compteId)),
        }))}
      filtre={
        !tient
          ? null
          : mien
            ? { libelle: 'Toute la structure', href: adresse(lundi, '') }
            : { libelle: 'Mes permanences', href: adresse(lundi, '&qui=moi') }
      }
      ecrit={may(visiteur, 'gerer_planning')}
      ics={`/planning/calendrier.ics${mien ? '?qui=moi' : ''}`}
      {...(fait === null ? {} : { fait })}
    />,
  );
}

function concerns({ agents, absents }: JourTenu, compteId: string): boolean {
  return agents.some(({ id }) => id === compteId) || absents.some(({ agent }) => agent.id === compteId);
}

function toTenue(une: JourTenu, compteId: string): Tenue {
  const absences = une.absents.map(({ agent, remplacant }) =>
    remplacant === null ? `Sans ${agent.nom}.` : `${remplacant.nom} remplace ${agent.nom}.`,
  );
  return {
    href: `/planning/${une.permanence.id}/${une.date}`,
    heures: `${heureEnMots(une.debut)} – ${heureEnMots(une.fin)}`,
    lieu: une.lieu.nom,
    commune: une.lieu.commune,
    agents: une.ferme ? 'personne' : une.agents.map(({ nom }) => nom).join(', '),
    moi: une.agents.some(({ id }) => id === compteId),
    etat: une.ferme ? 'a_remplacer' : une.absents.length > 0 ? 'remplacee' : 'tenue',
    ...(une.ferme
      ? { precision: `À remplacer\u00a0: ${une.absents.map(({ agent }) => agent.nom).join(', ')}.` }
      : absences.length > 0
        ? { precision: absences.join(' ') }
        : {}),
  };
}

/** @throws {ErreurHttp} 404 for anything that is not a day of a permanence of this organisation */
function findJour(c: Context<AppEnv>, planning: Planning): JourTenu {
  const { id, date } = c.req.param();
  const jour = readDate(date);
  if (jour === null || !ID.test(id ?? '')) throw new ErreurHttp(404);
  const permanences = planning.permanences.filter((une) => une.id === id);
  const [tenu] = listJours({ ...planning, permanences }, { du: jour, au: jour });
  if (tenu === undefined) throw new ErreurHttp(404);
  return tenu;
}

async function showJour(c: Context<AppEnv>, erreurs: readonly Erreur[] = []): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'lire_planning');
  const planning = await forVisiteur(c, 'planning.jour', (tx) => readPlanning(tx, visiteur.orgId));
  const tenu = findJour(c, planning);
  const { permanence: une, date } = tenu;
  const ecrit = may(visiteur, 'gerer_planning');
  const agentOf = (id: string) => planning.agents.get(id)?.nom ?? 'Ancien compte';
  return render(
    c,
    <JourView
      cadre={makeCadre(c)}
      envoi={{ action: `/planning/${une.id}/${date}`, op: newOp(services) }}
      jour={dateEnMots(date)}
      lieu={tenu.lieu.nom}
      commune={tenu.lieu.commune}
      heures={`de ${heureEnMots(tenu.debut)} à ${heureEnMots(tenu.fin)}`}
      rythme={rythmeEnMots(une)}
      accueil={getLibelle('accueil', une.accueil)}
      publique={une.publique}
      ferme={tenu.ferme}
      ferie={tenu.ferie}
      passe={date < civilDate(services.clock(), visiteur.zone)}
      agents={une.agentIds.map((id) => {
        const absent = tenu.absents.find(({ agent }) => agent.id === id);
        return {
          id,
          nom: agentOf(id),
          moi: id === visiteur.compteId,
          absent: absent !== undefined,
          remplacant: absent?.remplacant?.nom ?? null,
          note: may(visiteur, 'noter_absence', { agentId: id }),
        };
      })}
      collegues={ecrit ? toChoix(planning).agents : []}
      erreurs={erreurs}
      retour={`/planning?du=${date}`}
      {...(ecrit ? { modifier: `/planning/${une.id}` } : {})}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

/** An absence noted or withdrawn: one's own, or anybody's for the coordination, which also says who stands in. */
async function changeJour(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  const champs = await readForm(c);
  const op = readOp(champs);
  const agentId = field(champs, 'agentId');
  demand(visiteur, 'lire_planning');
  demand(visiteur, 'noter_absence', { agentId });
  const vient = field(champs, 'etape') === 'present';
  const remplacant = may(visiteur, 'gerer_planning') ? field(champs, `remplacantId-${agentId}`) : '';
  try {
    const date = await forVisiteur(c, 'planning.absence', async (tx, services) => {
      const tenu = findJour(c, await readPlanning(tx, visiteur.orgId));
      const cible = { permanenceId: tenu.permanence.id, date: tenu.date, agentId };
      const maintenant = now(services);
      const { orgId, compteId } = visiteur;
      await once(tx, { orgId, op, type: 'planning.absence', compteId, maintenant }, async () => {
        if (vient) await forgetAbsence(tx, orgId, cible);
        else
          await noteAbsence(
            tx,
            orgId,
            { ...cible, remplacantId: remplacant === '' ? null : remplacant },
            { maintenant, aujourdhui: civilDate(services.clock(), visiteur.zone) },
          );
        return { fait: vient ? 'C’est noté\u00a0: la permanence a lieu.' : 'Absence notée.' };
      });
      return tenu.date;
    });
    return c.redirect(`/planning?du=${date}&fait=${op}`, 303);
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    return showJour(
      c,
      toErreurs(error.motifs, ({ path }) =>
        path?.includes('remplacantId') === true ? `remplacantId-${agentId}` : '',
      ),
    );
  }
}

/** The calendar of the structure, or of one's own permanences: no name of anybody, agents by their id. */
async function sendCalendrier(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'lire_planning');
  const mien = c.req.query('qui') === 'moi';
  const { permanences, lieux } = await forVisiteur(c, 'planning.ics', (tx) =>
    readCalendrier(tx, visiteur.orgId),
  );
  const choisies = permanences.filter(({ agentIds }) => !mien || agentIds.includes(visiteur.compteId));
  c.header('Content-Type', 'text/calendar; charset=utf-8');
  c.header('Content-Disposition', `attachment; filename="${mien ? 'mes-permanences' : 'permanences'}.ics"`);
  return c.body(writeIcal(choisies, { maintenant: now(services), lieux }));
}
