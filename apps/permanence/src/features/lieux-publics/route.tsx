import { decodeTexte, type Encodage } from '@porte-plume/accompagnement/lieux';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { once } from '../../db/operation.ts';
import { lieuPublic } from '../../db/schema-orientations.ts';
import { dropBrouillon, keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import { isId } from '../../domain/identifiant.ts';
import { importLieux, readFichierLieux, type ApercuLieux } from '../../domain/lieux-publics.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv } from '../../server/contexte.ts';
import { readFait } from '../../server/fait.ts';
import { field, readFormAndFile, readOp } from '../../server/formulaire.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { enNombre, LieuxPublicsView, type ApercuProps, type LigneConstat } from './view.tsx';

/** Findings on the page: a screen stays light; the errors come first. */
const CONSTATS_MAX = 40;
const NATURE = 'lieux-publics';
const FichierSchema = z.object({ texte: z.string() });

/** The places that orientation proposes: a file of open data, previewed whole, then imported in one gesture. */
export function lieuxPublicsRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/lieux-publics', (c) => show(c));
  app.post('/lieux-publics', change);
  return app;
}

async function show(
  c: Context<AppEnv>,
  suite: { apercu?: ApercuProps; brouillon?: string; erreurs?: readonly Erreur[] } = {},
): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_lieux');
  const faitId = queryId(c, 'fait');
  const { etat, fait } = await forVisiteur(c, 'lieux.lire', async (tx) => {
    const [row] = await tx
      .select({
        nombre: sql<number>`count(*)::int`,
        le: sql<string | null>`max(importe_le)::text`,
      })
      .from(lieuPublic)
      .where(and(eq(lieuPublic.orgId, visiteur.orgId), isNull(lieuPublic.retireLe)));
    return { etat: row, fait: faitId === null ? null : await readFait(tx, visiteur, faitId) };
  });
  const le = etat?.le ?? null;
  return render(
    c,
    <LieuxPublicsView
      cadre={makeCadre(c)}
      envoi={{
        action: '/lieux-publics',
        op: newOp(services),
        ...(suite.brouillon === undefined ? {} : { caches: { brouillon: suite.brouillon } }),
      }}
      enVigueur={etat?.nombre ?? 0}
      le={le === null ? null : dateEnMots(civilDate(new Date(le), visiteur.zone))}
      erreurs={suite.erreurs ?? []}
      {...(suite.apercu === undefined ? {} : { apercu: suite.apercu })}
      {...(fait === null ? {} : { fait })}
    />,
    suite.erreurs === undefined ? 200 : 422,
  );
}

async function change(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'gerer_lieux');
  const { champs, fichier } = await readFormAndFile(c, 'fichier');
  const op = readOp(champs);
  if (field(champs, 'etape') === 'importer') return put(c, op, field(champs, 'brouillon'));
  const lisible = fichier === null ? undefined : decodeTexte(fichier);
  if (lisible === undefined)
    return show(c, {
      erreurs: [
        {
          champ: 'fichier',
          phrase:
            fichier === null
              ? 'Choisissez un fichier.'
              : 'Ce fichier n’est pas du texte lisible. Enregistrez-le en UTF-8.',
        },
      ],
    });
  const { texte, encodage } = lisible;
  const lu = readFichierLieux(texte);
  const apercu = await forVisiteur(c, 'lieux.apercu', async (tx, services) => {
    await keepBrouillon(tx, services, visiteur, { id: op, nature: NATURE, contenu: { texte } });
    const anciens = await tx
      .select({ id: lieuPublic.id })
      .from(lieuPublic)
      .where(and(eq(lieuPublic.orgId, visiteur.orgId), isNull(lieuPublic.retireLe)));
    const presents = new Set(lu.lieux.map(({ id }) => id));
    return toApercu(lu, encodage, anciens.filter(({ id }) => !presents.has(id)).length);
  });
  return show(c, { apercu, brouillon: op });
}

function toApercu(lu: ApercuLieux, encodage: Encodage, retires: number): ApercuProps {
  const toutes: LigneConstat[] = [
    ...lu.issues.map(({ row, path, phrase, niveau }) => ({ row, champ: path.join('.'), phrase, niveau })),
    ...lu.repairs.map(({ row, path, avant, apres }) => ({
      row,
      champ: path.join('.'),
      phrase: `«\u00a0${avant.slice(0, 60)}\u00a0» devient «\u00a0${apres.slice(0, 60)}\u00a0».`,
      niveau: 'reparation' as const,
    })),
  ];
  const rang = { erreur: 0, avertissement: 1, reparation: 2 } as const;
  const nombre = (niveau: LigneConstat['niveau']): number =>
    toutes.filter((une) => une.niveau === niveau).length;
  return {
    lieux: lu.lieux.length,
    ecartees: lu.ecartees,
    doublons: lu.doublons,
    retires,
    ancien: encodage === 'windows-1252',
    sources: lu.sources,
    constats: [...toutes]
      .sort((a, b) => rang[a.niveau] - rang[b.niveau] || a.row - b.row)
      .slice(0, CONSTATS_MAX),
    nombres: {
      erreur: nombre('erreur'),
      avertissement: nombre('avertissement'),
      reparation: nombre('reparation'),
    },
  };
}

/** Puts the previewed file in force: the very bytes that were shown. */
async function put(c: Context<AppEnv>, op: string, brouillon: string): Promise<Response> {
  const { visiteur } = c.var;
  const { orgId, compteId } = visiteur;
  const fait = await forVisiteur(c, 'lieux.importer', async (tx, services) => {
    const maintenant = now(services);
    const { reponse } = await once(
      tx,
      { orgId, op, type: 'lieux.importer', compteId, maintenant },
      async () => {
        const garde = isId(brouillon)
          ? await readBrouillon(tx, services, visiteur, {
              id: brouillon,
              nature: NATURE,
              schema: FichierSchema,
            })
          : null;
        if (garde === null) return { fait: null };
        const { gardes, retires } = await importLieux(tx, services, orgId, readFichierLieux(garde.texte));
        await dropBrouillon(tx, visiteur, brouillon);
        return {
          fait: `${enNombre(gardes, 'lieu importé', 'lieux importés')}${retires === 0 ? '' : `, ${enNombre(retires, 'retiré', 'retirés')}`}. L’orientation en tient compte.`,
        };
      },
    );
    return reponse.fait;
  });
  if (fait === null)
    return show(c, {
      erreurs: [{ champ: 'fichier', phrase: 'Cet aperçu a expiré. Choisissez de nouveau le fichier.' }],
    });
  return c.redirect(`/lieux-publics?fait=${op}`, 303);
}
