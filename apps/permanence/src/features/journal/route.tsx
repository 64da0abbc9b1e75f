import { and, desc, eq, sql } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { FAITS_JOURNAL } from '../../domain/fait-journal.ts';
import { parseTetes, REGISTRES, signTetes, verifyRegistre, type Verdict } from '../../domain/audit.ts';
import { compte, journal } from '../../db/schema.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, type AppEnv } from '../../server/contexte.ts';
import { field, readForm, readOp } from '../../server/formulaire.ts';
import { momentEnMots } from '../../server/heure.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Erreur } from '../../ui/form.tsx';
import { POURQUOI } from './libelles.ts';
import { JournalView, type LigneJournal, type VerdictVu } from './view.tsx';

const LIBELLES: Readonly<Record<string, string>> = FAITS_JOURNAL;
const PAR_PAGE = 20;
/** The random end of an id tells two dossiers apart; the officer opens none of them. */
const FIN_ID = 12;
const PAGES_MAX = 10_000;

/** Journal: the chain of the reads of identity, checked on demand; its head leaves with the officer. */
export function journalRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/journal', (c) => show(c));
  app.post('/journal/verifier', verify);
  app.post('/journal/tetes', exportTetes);
  return app;
}

async function show(
  c: Context<AppEnv>,
  plus: { verdicts?: readonly VerdictVu[]; erreurs?: readonly Erreur[] } = {},
): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'lire_journal');
  const page = Math.min(PAGES_MAX, Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1));
  const { lignes, total } = await forVisiteur(c, 'journal.lire', async (tx) => {
    const rows = await tx
      .select({ rang: journal.rang, donnees: journal.donnees, qui: compte.nom })
      .from(journal)
      .leftJoin(
        compte,
        and(eq(compte.orgId, journal.orgId), eq(compte.id, sql`${journal.donnees}->>'compte'`)),
      )
      .where(eq(journal.orgId, visiteur.orgId))
      .orderBy(desc(journal.rang))
      .limit(PAR_PAGE)
      .offset((page - 1) * PAR_PAGE);
    const [nombre] = await tx
      .select({ total: sql<number>`count(*)::int` })
      .from(journal)
      .where(eq(journal.orgId, visiteur.orgId));
    return { lignes: rows.map((row) => toLigne(row, visiteur.zone)), total: nombre?.total ?? 0 };
  });
  return render(
    c,
    <JournalView
      cadre={makeCadre(c)}
      envoi={{ action: '/journal/verifier', op: newOp(services) }}
      lignes={lignes}
      total={total}
      plus={{
        ...(page > 1 ? { apres: `/journal?page=${String(page - 1)}` } : {}),
        ...(page * PAR_PAGE < total ? { avant: `/journal?page=${String(page + 1)}` } : {}),
      }}
      {...plus}
    />,
    (plus.erreurs ?? []).length > 0 ? 422 : 200,
  );
}

function toLigne(
  { rang, donnees, qui }: { rang: number; donnees: unknown; qui: string | null },
  zone: string,
): LigneJournal {
  const { type = '', le = '', pourquoi, personne } = donnees as Record<string, string | undefined>;
  const raison = pourquoi === undefined ? '' : `\u00a0: ${POURQUOI[pourquoi] ?? pourquoi}`;
  return {
    rang,
    quand: Number.isNaN(Date.parse(le)) ? '' : momentEnMots(le, zone),
    fait: `${LIBELLES[type] ?? type}${raison}`,
    qui: qui ?? 'un organisme, ou le serveur',
    objet: personne === undefined ? '' : `dossier …${personne.slice(-FIN_ID)}`,
  };
}

const TITRES = { journal: 'Journal', mandats: 'Histoire des mandats' } as const;

function toVerdict({ registre, nombre, tete, rang, phrases, tetes }: Verdict): VerdictVu {
  const bon = rang === null && phrases.length === 0;
  const contre = tetes === 0 ? '' : ` ${String(tetes)} têtes signées le confirment.`;
  return {
    titre: TITRES[registre],
    bon,
    tete,
    phrase: bon
      ? `${String(nombre)} lignes, chacune suit la précédente.${contre}`
      : `${rang === null ? '' : `Ligne nº\u00a0${String(rang)}. `}${phrases.join(' ')}`,
  };
}

async function verify(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'lire_journal');
  const texte = field(await readForm(c), 'fichier');
  const fichier = texte === '' ? null : parseTetes(texte);
  if (texte !== '' && fichier?.structure !== visiteur.orgId)
    return show(c, {
      erreurs: [{ champ: 'fichier', phrase: 'Ce texte n’est pas un fichier de têtes de cette structure.' }],
    });
  const verdicts = await forVisiteur(c, 'journal.verifier', async (tx, services) => {
    const tous = [];
    for (const registre of REGISTRES)
      tous.push(await verifyRegistre(tx, services, visiteur, registre, fichier));
    return tous;
  });
  return show(c, { verdicts: verdicts.map(toVerdict) });
}

/** The file to keep elsewhere: without it, nobody would see rows cut off the end. */
async function exportTetes(c: Context<AppEnv>): Promise<Response> {
  const { visiteur, services } = c.var;
  demand(visiteur, 'lire_journal');
  readOp(await readForm(c));
  const fichier = await forVisiteur(c, 'journal.signer', (tx) => signTetes(tx, services, visiteur));
  const jour = civilDate(services.clock(), visiteur.zone);
  return c.body(`${JSON.stringify(fichier, null, 2)}\n`, 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': `attachment; filename="tetes-${jour}.json"`,
  });
}
