import {
  AVERTISSEMENT_PERSONNEL,
  exportInterventions,
  PERTES_COOP,
  toDataInclusion,
  toTableauCoop,
  toTableauLieux,
  writeCsv,
  writeIcal,
  writeOds,
  writeXlsx,
  type SourceExport,
  type Tableau,
} from '@porte-plume/accompagnement/exports';
import { parsePermanence, type Intervention } from '@porte-plume/accompagnement';
import { parseLieux, type LieuPublic } from '@porte-plume/accompagnement/lieux';
import { getDemarche } from '@porte-plume/demarches';
import { and, eq } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { lieuAcces } from '../../db/schema-agenda.ts';
import { intervention, lieu, permanence, seance } from '../../db/schema.ts';
import { appendJournal } from '../../domain/chaine.ts';
import { isFerme, listLieux } from '../../domain/lieux-structure.ts';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { oneOf } from '../../server/formulaire.ts';
import { byAccount, REGLES } from '../../server/mw/debit.ts';
import { requireRecent } from '../../server/mw/recent.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { ExportsView, type Fichiers } from './view.tsx';

const TYPES = {
  csv: 'text/csv; charset=utf-8',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
} as const;
type Format = 'csv' | 'ods' | 'xlsx';

/**
 * What leaves: interventions without any name (all for the coordination, one’s own for a writer), the same in La Coop’s
 * columns, lieux in data·inclusion v1, permanences as a calendar. A row an intervention may still point at somebody:
 * these files ask again who it is, are counted, and are written in the audit log.
 */
export function exportsRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/exports', show);
  app.use('/exports/*', byAccount(REGLES.exports));
  app.get('/exports/interventions/:fichier', requireRecent, (c) => table(c, exportInterventions));
  app.get('/exports/coop/:fichier', requireRecent, (c) => table(c, toTableauCoop));
  app.get('/exports/lieux.json', dataInclusion);
  app.get('/exports/lieux.csv', standard);
  app.get('/exports/permanences.ics', permanences);
  return app;
}

function show(c: Context<AppEnv>): Response {
  const { visiteur } = c.var;
  demand(visiteur, 'exporter_interventions', { agentId: visiteur.compteId });
  const tous = may(visiteur, 'exporter_interventions', { agentId: '' });
  const formats = (base: string) =>
    (['csv', 'ods', 'xlsx'] as const).map((format) => ({
      href: `${base}.${format}`,
      libelle: format.toUpperCase(),
    }));
  const fichiers: Fichiers[] = [
    {
      code: 'interventions',
      titre: tous ? 'Les interventions de la structure' : 'Mes interventions',
      dit: 'Une ligne par intervention, sans nom ni pseudonyme. Ce fichier se reprend ensuite ligne pour ligne.',
      liens: formats('/exports/interventions/interventions'),
    },
    {
      code: 'coop',
      titre: 'Les mêmes, dans les colonnes de La Coop',
      dit: 'Pour qui vous demande ce tableau.',
      liens: formats('/exports/coop/activites'),
      pertes: PERTES_COOP,
    },
    ...(tous
      ? [
          {
            code: 'lieux',
            titre: 'Les lieux',
            dit: 'En JSON, au format data·inclusion, version 1. En CSV, au standard national des lieux\u00a0: seuls ceux dont l’adresse a un code postal. Ni agent, ni horaire de personne.',
            liens: [
              { href: '/exports/lieux.json', libelle: 'JSON' },
              { href: '/exports/lieux.csv', libelle: 'CSV' },
            ],
          },
        ]
      : []),
    {
      code: 'permanences',
      titre: tous ? 'Les permanences' : 'Mes permanences',
      dit: 'Un calendrier à importer dans votre agenda.',
      liens: [{ href: '/exports/permanences.ics', libelle: 'iCalendar' }],
    },
  ];
  return render(
    c,
    <ExportsView
      cadre={makeCadre(c)}
      avertissement={AVERTISSEMENT_PERSONNEL}
      fichiers={fichiers}
      reste="Dix fichiers par heure au plus. Chaque export est écrit dans le journal de la structure."
    />,
  );
}

async function readSource(tx: Tx, c: Context<AppEnv>): Promise<SourceExport> {
  const { visiteur } = c.var;
  const { orgId } = visiteur;
  const tous = may(visiteur, 'exporter_interventions', { agentId: '' });
  const rows = await tx
    .select({ donnees: intervention.donnees })
    .from(intervention)
    .where(
      and(eq(intervention.orgId, orgId), tous ? undefined : eq(intervention.agentId, visiteur.compteId)),
    );
  return {
    interventions: rows.map(({ donnees }) => donnees as Intervention),
    seances: await tx
      .select({ id: seance.id, lieuId: seance.lieuId })
      .from(seance)
      .where(eq(seance.orgId, orgId)),
    lieux: await tx.select({ id: lieu.id, nom: lieu.nom }).from(lieu).where(eq(lieu.orgId, orgId)),
    getDemarche: (id) => getDemarche(id),
  };
}

async function table(c: Context<AppEnv>, build: (source: SourceExport) => Tableau): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'exporter_interventions', { agentId: visiteur.compteId });
  const nom = c.req.param('fichier') ?? '';
  const [base = '', extension = ''] = nom.split('.');
  const format = oneOf(extension, ['csv', 'ods', 'xlsx']);
  if (format === null || !/^(?:interventions|activites)$/.test(base)) throw new ErreurHttp(404);
  const tableau = await forVisiteur(c, 'export.interventions', async (tx) => {
    const construit = build(await readSource(tx, c));
    await appendJournal(tx, visiteur.orgId, [
      {
        type: 'InterventionsExportees',
        par: visiteur.compteId,
        fichier: base,
        lignes: String(construit.lignes.length),
        le: now(services),
      },
    ]);
    return construit;
  });
  return send(c, await write(tableau, format), format, base);
}

async function write(tableau: Tableau, format: Format): Promise<Uint8Array> {
  if (format === 'csv') return writeCsv(tableau);
  return format === 'ods' ? writeOds([tableau]) : writeXlsx([tableau]);
}

function send(c: Context<AppEnv>, corps: Uint8Array, type: keyof typeof TYPES, base: string): Response {
  return c.body(new Uint8Array(corps), 200, {
    'content-type': TYPES[type],
    'content-disposition': `attachment; filename="${base}.${type}"`,
  });
}

/** What the standard asks of every place, and a lieu of ours may not know. */
const INCONNU = 'à préciser';

/** The open lieux as the standard knows them; a street and a postcode are those that the public page shows, when it has them. */
async function readOuverts(c: Context<AppEnv>): Promise<{ lieux: LieuPublic[]; sansAdresse: Set<string> }> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'exporter_interventions', { agentId: '' });
  const aujourdhui = civilDate(services.clock(), visiteur.zone);
  const { tous, acces } = await forVisiteur(c, 'export.lieux', async (tx) => ({
    tous: await listLieux(tx, visiteur.orgId, aujourdhui),
    acces: await tx
      .select({ lieuId: lieuAcces.lieuId, adresse: lieuAcces.adresse })
      .from(lieuAcces)
      .where(eq(lieuAcces.orgId, visiteur.orgId)),
  }));
  const adresses = new Map(acces.map((une) => [une.lieuId, splitAdresse(une.adresse)]));
  const sansAdresse = new Set<string>();
  const lus = parseLieux(
    tous
      .filter((un) => !isFerme(un, aujourdhui))
      .map((un) => {
        const { rue, codePostal } = adresses.get(un.id) ?? { rue: '', codePostal: null };
        if (rue === '' || codePostal === null) sansAdresse.add(un.id);
        return {
          id: un.id,
          nom: un.nom,
          commune: un.commune,
          code_insee: un.codeInsee,
          code_postal: codePostal ?? '00000',
          adresse: rue === '' ? INCONNU : rue,
          date_maj: aujourdhui,
          services: ['Aide aux démarches administratives'],
          modalites_accompagnement: ['Accompagnement individuel'],
        };
      }),
  );
  return { lieux: lus.lieux, sansAdresse };
}

/** « 1 rue Inventée, 42300 Roanne » → the street, and the postcode when there is one. */
export function splitAdresse(texte: string): { rue: string; codePostal: string | null } {
  const trouve = /^(.*?)[\s,–-]*\b(\d{5})\b(?!.*\b\d{5}\b)/su.exec(texte.trim());
  return trouve === null
    ? { rue: texte.trim(), codePostal: null }
    : { rue: (trouve[1] ?? '').trim(), codePostal: trouve[2] ?? null };
}

async function dataInclusion(c: Context<AppEnv>): Promise<Response> {
  const { lieux } = await readOuverts(c);
  const bons = lieux.flatMap((un) => {
    const converti = toDataInclusion(un);
    return converti.ok ? [converti.value] : [];
  });
  const said = <T extends { adresse: string | null; code_postal: string | null }>(un: T): T => ({
    ...un,
    adresse: un.adresse === INCONNU ? null : un.adresse,
    code_postal: un.code_postal === '00000' ? null : un.code_postal,
  });
  const corps = {
    structures: bons.map(({ structure }) => said(structure)),
    services: bons.map(({ service }) => said(service)),
  };
  return send(c, new TextEncoder().encode(JSON.stringify(corps)), 'json', 'lieux');
}

/** The 32 columns of the standard, for those that have all it asks. */
async function standard(c: Context<AppEnv>): Promise<Response> {
  const { lieux, sansAdresse } = await readOuverts(c);
  const complets = lieux.filter(({ id }) => !sansAdresse.has(id));
  return send(c, writeCsv(toTableauLieux(complets), { dialecte: 'rfc4180' }), 'csv', 'lieux');
}

async function permanences(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'exporter_interventions', { agentId: visiteur.compteId });
  const tous = may(visiteur, 'exporter_interventions', { agentId: '' });
  const rows = await forVisiteur(c, 'export.permanences', (tx) =>
    tx.select({ donnees: permanence.donnees }).from(permanence).where(eq(permanence.orgId, visiteur.orgId)),
  );
  const lues = rows.flatMap(({ donnees }) => {
    const lue = parsePermanence(donnees);
    return lue.ok && (tous || lue.value.agentIds.includes(visiteur.compteId)) ? [lue.value] : [];
  });
  const ics = writeIcal(lues, { maintenant: now(services) });
  return send(c, new TextEncoder().encode(ics), 'ics', 'permanences');
}
