import { parsePermanence } from '@porte-plume/accompagnement';
import { readIcal, type Permanence } from '@porte-plume/accompagnement/permanence';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { once, Refus } from '../../db/operation.ts';
import { dropBrouillon, keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import { readPlanning, type Planning } from '../../domain/planning.ts';
import { savePermanence } from '../../domain/planning-ecriture.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv } from '../../server/contexte.ts';
import { field, readForm, readFormAndFile, readOp } from '../../server/formulaire.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { heureEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { toChoix } from './choix.ts';
import { rythmeEnMots } from './semaines.ts';
import { ApercuView, ImportView, type LigneApercu } from './vue-import.tsx';

const NATURE = 'planning.import';
/** Beyond, a calendar is not that of a structure's permanences. */
const PERMANENCES_MAX = 300;
const contenu = z.array(z.unknown()).max(PERMANENCES_MAX);

/** A calendar of another tool: read, shown whole, and stored only once the reader has said yes. */
export function importRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/planning/importer', (c) => show(c));
  app.post('/planning/importer', preview);
  app.post('/planning/importer/confirmer', confirm);
  return app;
}

async function show(
  c: Context<AppEnv>,
  saisie: { erreurs: readonly Erreur[]; motifs: readonly string[]; lieuId: string; agentId: string } = {
    ...{ erreurs: [], motifs: [], lieuId: '', agentId: '' },
  },
): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_planning');
  const planning = await forVisiteur(c, 'planning.importer', (tx) => readPlanning(tx, visiteur.orgId));
  return render(
    c,
    <ImportView
      cadre={makeCadre(c)}
      envoi={{ action: '/planning/importer', op: newOp(services) }}
      {...toChoix(planning)}
      {...saisie}
    />,
    saisie.erreurs.length > 0 ? 422 : 200,
  );
}

/** Permanences whose lieu and agents are of this structure: what a file names elsewhere takes the chosen ones. */
function adopt(
  lues: readonly Permanence[],
  { lieux, agents }: Planning,
  { lieuId, agentId }: { lieuId: string; agentId: string },
): Permanence[] {
  return lues.map((une) => {
    const connus = une.agentIds.filter((id) => agents.has(id));
    return {
      ...une,
      lieuId: lieux.has(une.lieuId) ? une.lieuId : lieuId,
      agentIds: connus.length > 0 ? connus : [agentId],
    };
  });
}

async function preview(c: Context<AppEnv>): Promise<Response> {
  const { visiteur, services } = c.var;
  demand(visiteur, 'gerer_planning');
  const { champs, fichier } = await readFormAndFile(c, 'fichier');
  readOp(champs);
  const cible = { lieuId: field(champs, 'lieuId'), agentId: field(champs, 'agentId') };
  const planning = await forVisiteur(c, 'planning.importer', (tx) => readPlanning(tx, visiteur.orgId));
  const erreurs: Erreur[] = [];
  if (fichier === null) erreurs.push({ champ: 'fichier', phrase: 'Choisissez un fichier .ics.' });
  if (!planning.lieux.has(cible.lieuId)) erreurs.push({ champ: 'lieuId', phrase: 'Choisissez un lieu.' });
  if (planning.agents.get(cible.agentId)?.actif !== true)
    erreurs.push({ champ: 'agentId', phrase: 'Choisissez qui tient ces permanences.' });
  if (fichier === null || erreurs.length > 0) return show(c, { erreurs, motifs: [], ...cible });
  const lues = readIcal(new TextDecoder().decode(fichier), {
    lieuId: cible.lieuId,
    agentIds: [cible.agentId],
    zone: visiteur.zone,
  });
  if (!lues.ok) {
    const motifs = lues.motifs.map(({ phrase, path }) =>
      typeof path?.[0] === 'number' ? `Évènement ${path[0] + 1}\u00a0: ${phrase}` : phrase,
    );
    return show(c, {
      erreurs: [{ champ: 'fichier', phrase: 'Ce calendrier n’est pas repris.' }],
      motifs,
      ...cible,
    });
  }
  if (lues.value.length > PERMANENCES_MAX)
    return show(c, {
      erreurs: [{ champ: 'fichier', phrase: `Un calendrier a ${PERMANENCES_MAX} permanences au plus.` }],
      motifs: [],
      ...cible,
    });
  const permanences = adopt(lues.value, planning, cible);
  const id = newOp(services);
  await forVisiteur(c, 'planning.apercu', (tx) =>
    keepBrouillon(tx, services, visiteur, { id, nature: NATURE, contenu: permanences }),
  );
  return render(
    c,
    <ApercuView
      cadre={makeCadre(c)}
      envoi={{ action: '/planning/importer/confirmer', op: newOp(services), caches: { brouillon: id } }}
      lignes={permanences.map((une) => toLigne(une, planning))}
    />,
  );
}

function toLigne(une: Permanence, planning: Planning): LigneApercu {
  const avant = planning.permanences.find(({ id }) => id === une.id);
  return {
    id: une.id,
    quand: `${rythmeEnMots(une)}, de ${heureEnMots(une.debut)} à ${heureEnMots(une.fin)}`,
    lieu: planning.lieux.get(une.lieuId)?.nom ?? '',
    agents: une.agentIds.map((id) => planning.agents.get(id)?.nom ?? '').join(', '),
    sauf: une.exdates.length,
    etat: avant === undefined ? 'nouvelle' : isSame(avant, une) ? 'identique' : 'modifiee',
  };
}

const isSame = (a: Permanence, b: Permanence): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

async function confirm(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'gerer_planning');
  const champs = await readForm(c);
  const op = readOp(champs);
  const id = field(champs, 'brouillon');
  const { orgId, compteId } = visiteur;
  try {
    await forVisiteur(c, 'planning.importer', (tx, services) =>
      once(tx, { orgId, op, type: 'planning.importer', compteId, maintenant: now(services) }, async () => {
        const lu = await readBrouillon(tx, services, visiteur, { id, nature: NATURE, schema: contenu });
        if (lu === null)
          throw new Refus([
            { code: 'apercu_perdu', phrase: 'Cet aperçu n’est plus là. Choisissez le fichier à nouveau.' },
          ]);
        const permanences = lu.flatMap((une) => {
          const parsed = parsePermanence(une);
          return parsed.ok ? [parsed.value] : [];
        });
        const aujourdhui = civilDate(services.clock(), visiteur.zone);
        for (const une of permanences) await savePermanence(tx, orgId, une, aujourdhui);
        await dropBrouillon(tx, visiteur, id);
        return {
          fait:
            permanences.length === 1
              ? 'Une permanence reprise.'
              : `${permanences.length} permanences reprises.`,
        };
      }),
    );
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    const phrase = error.motifs[0]?.phrase ?? '';
    return show(c, { erreurs: [{ champ: 'fichier', phrase }], motifs: [], lieuId: '', agentId: '' });
  }
  return c.redirect(`/planning?fait=${op}`, 303);
}
