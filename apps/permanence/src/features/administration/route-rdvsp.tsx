import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { dropBrouillon, keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import { listComptes } from '../../domain/comptes.ts';
import { listLieux } from '../../domain/lieux-structure.ts';
import { listInconnus, readLien, renewSecret, saveLiens, stopRdvsp, type Liens } from '../../domain/rdvsp.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { carryOut } from '../../server/commande.ts';
import { civilDate, newOp, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, isChoix, oneOf, readForm, type Champs } from '../../server/formulaire.ts';
import { requireRecent } from '../../server/mw/recent.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Choix } from '../../ui/form.tsx';
import { ongletsOf } from './cadre.tsx';
import { RdvspView, type LienSource } from './vue-rdvsp.tsx';

const CHEMIN = '/administration/rdv-service-public';
const SECRET = 'secret-rdvsp';
const SECRET_MS = 10 * 60_000;
const SecretSchema = z.object({ secret: z.string() });

export function mountRdvsp(app: Hono<AppEnv>): void {
  app.get(CHEMIN, show);
  app.post(CHEMIN, requireRecent, save);
}

interface Choisis {
  lieux: readonly Choix[];
  agents: readonly Choix[];
}

async function readChoix(c: Context<AppEnv>, tx: Parameters<typeof listLieux>[0]): Promise<Choisis> {
  const { services, visiteur } = c.var;
  const lieux = await listLieux(tx, visiteur.orgId, civilDate(services.clock(), visiteur.zone));
  const comptes = await listComptes(tx, visiteur.orgId);
  return {
    lieux: lieux
      .filter(({ fermeLe }) => fermeLe === null)
      .map(({ id, nom, commune }) => ({ code: id, libelle: `${nom}, ${commune}` })),
    agents: comptes
      .filter(({ actif, roles }) => actif && (roles.includes('ecrivain') || roles.includes('benevole')))
      .map(({ id, nom }) => ({ code: id, libelle: nom })),
  };
}

async function show(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_comptes');
  const lu = await forVisiteur(c, 'rdvsp.lire', async (tx) => {
    const op = queryId(c, 'fait');
    const garde =
      op === null
        ? null
        : await readBrouillon(tx, services, visiteur, { id: op, nature: SECRET, schema: SecretSchema });
    if (op !== null && garde !== null) await dropBrouillon(tx, visiteur, op);
    return {
      lien: await readLien(tx, visiteur.orgId),
      inconnus: await listInconnus(tx, visiteur.orgId),
      choix: await readChoix(c, tx),
      fait: op === null ? null : await readFait(tx, visiteur, op),
      secret: garde?.secret ?? null,
    };
  });
  const { lien, inconnus, choix } = lu;
  const sources = (
    connus: Readonly<Record<string, string>> = {},
    nouveaux: readonly string[],
  ): LienSource[] => [
    ...nouveaux.map((source) => ({ source, ici: '' })),
    ...Object.entries(connus).map(([source, ici]) => ({ source, ici })),
  ];
  return render(
    c,
    <RdvspView
      cadre={makeCadre(c)}
      onglets={ongletsOf(visiteur)}
      envoi={{ action: CHEMIN, op: newOp(services) }}
      adresse={`${services.env.origin}/api/rdvsp/${visiteur.orgId}`}
      actif={lien?.actif ?? null}
      attente={inconnus.attente}
      lieux={sources(lien?.liens.lieux, inconnus.lieux)}
      agents={sources(lien?.liens.agents, inconnus.agents)}
      choixLieux={choix.lieux}
      choixAgents={choix.agents}
      {...(lu.fait === null ? {} : { fait: lu.fait })}
      {...(lu.secret === null ? {} : { secret: lu.secret })}
    />,
  );
}

async function save(c: Context<AppEnv>): Promise<Response> {
  demand(c.var.visiteur, 'gerer_comptes');
  const champs = await readForm(c);
  const etape = oneOf(field(champs, 'etape'), ['relier', 'secret', 'couper']);
  if (etape === null) throw new ErreurHttp(400);
  const issue = await carryOut(c, `rdvsp.${etape}`, champs, async (tx, services, visiteur) => {
    if (etape === 'couper') {
      await stopRdvsp(tx, services, visiteur);
      return 'Le lien est coupé.';
    }
    if (etape === 'secret') {
      const secret = await renewSecret(tx, services, visiteur);
      await keepBrouillon(tx, services, visiteur, {
        id: field(champs, 'op'),
        nature: SECRET,
        contenu: { secret },
        duree: SECRET_MS,
      });
      return 'Un nouveau secret est prêt.';
    }
    const faits = await saveLiens(tx, services, visiteur.orgId, readLiens(champs, await readChoix(c, tx)));
    return faits === 0 ? 'C’est enregistré.' : `C’est enregistré, et ${faits} envois en attente sont repris.`;
  });
  if (!issue.ok) throw new ErreurHttp(409);
  return c.redirect(`${CHEMIN}?fait=${issue.op}`, 303);
}

/** Only what is shown may be chosen. */
function readLiens(champs: Champs, choix: Choisis): Liens {
  const of = (prefixe: string, connus: readonly Choix[]) =>
    Object.fromEntries(
      [...champs.keys()]
        .filter((nom) => nom.startsWith(prefixe) && isChoix(field(champs, nom), connus))
        .map((nom) => [nom.slice(prefixe.length), field(champs, nom)]),
    );
  return { lieux: of('lieu.', choix.lieux), agents: of('agent.', choix.agents) };
}
