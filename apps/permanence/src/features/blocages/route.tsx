import type { Intervention } from '@porte-plume/accompagnement';
import { writeCsv } from '@porte-plume/accompagnement/exports';
import { and, eq, gte, sql } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { intervention } from '../../db/schema.ts';
import { readCleStable } from '../../domain/cle-stable.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, type AppEnv } from '../../server/contexte.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Choix } from '../../ui/form.tsx';
import { nombreOuMasque } from '../../ui/table.tsx';
import { listConstats, publishBlocages, type LigneBlocage } from './calcul.ts';
import { BlocagesView, LettreView, type BlocagesProps } from './vue.tsx';

const DOUZE = 'douze';
const MOIS = 12;

/** Blocages: what stopped online services, month by month, for coordination and writers. */
export function blocagesRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/blocages', async (c) => render(c, <BlocagesView {...await load(c)} />));
  app.get('/blocages/lettre', async (c) => render(c, <LettreView {...await load(c)} />));
  app.get('/blocages.csv', async (c) => {
    const { publies, periodeEnMots } = await load(c);
    const ligne = (nature: string, { libelle, valeur }: LigneBlocage): (string | number)[] => [
      periodeEnMots,
      nature,
      libelle,
      valeur ?? nombreOuMasque(null),
    ];
    c.header('Content-Type', 'text/csv; charset=utf-8');
    c.header('Content-Disposition', 'attachment; filename="blocages.csv"');
    const octets = writeCsv({
      nom: 'blocages',
      colonnes: ['Période', 'Nature', 'Libellé', 'Blocages'],
      lignes: [
        ...publies.services.map((un) => ligne(un.operateur === true ? 'opérateur' : 'téléservice', un)),
        ...publies.raisons.map((un) => ligne('raison', un)),
        ...publies.plans.map((un) => ligne('plan B', un)),
      ],
    });
    return c.body(octets as Uint8Array<ArrayBuffer>);
  });
  return app;
}

/** `2026-11` → « novembre 2026 ». */
const moisEnMots = (mois: string): string => dateEnMots(`${mois}-15`).split(' ').slice(2).join(' ');

/** The months up to a day, latest first. */
function listMois(jour: string): string[] {
  const rang = Number(jour.slice(0, 4)) * 12 + Number(jour.slice(5, 7)) - 1;
  return Array.from({ length: MOIS }, (_, i) => {
    const un = rang - i;
    return `${Math.floor(un / 12)}-${String((un % 12) + 1).padStart(2, '0')}`;
  });
}

async function load(c: Context<AppEnv>): Promise<BlocagesProps> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'lire_indicateur_interne');
  const mois = listMois(civilDate(services.clock(), visiteur.zone));
  const demande = c.req.query('mois') ?? DOUZE;
  const periode = mois.includes(demande) ? demande : DOUZE;
  const gardes = periode === DOUZE ? mois : [periode];
  const { rows, cle } = await forVisiteur(c, 'blocages.lire', async (tx) => ({
    cle: await readCleStable(tx, services, visiteur, 'protection'),
    rows: await tx
      .select({ donnees: intervention.donnees })
      .from(intervention)
      .where(
        and(
          eq(intervention.orgId, visiteur.orgId),
          gte(intervention.date, `${mois.at(-1) ?? ''}-01`),
          sql`jsonb_path_exists(${intervention.donnees}, '$.actes[*].blocage')`,
        ),
      ),
  }));
  const constats = listConstats(
    rows.map(({ donnees }) => donnees as Intervention),
    gardes,
  );
  const periodes: Choix[] = [
    { code: DOUZE, libelle: 'Les douze derniers mois' },
    ...mois.map((code) => ({ code, libelle: moisEnMots(code) })),
  ];
  return {
    cadre: makeCadre(c),
    periodes,
    periode,
    periodeEnMots:
      periode === DOUZE
        ? `de ${moisEnMots(mois.at(-1) ?? '')} à ${moisEnMots(mois[0] ?? '')}`
        : `en ${moisEnMots(periode)}`,
    structure: visiteur.organisation,
    publies: await publishBlocages(constats, gardes, {
      cle,
      alea: services.alea,
    }),
  };
}
