import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import type { Context, Hono } from 'hono';
import { Refus, type MotifRefus } from '../../db/operation.ts';
import { closeLieu, isFerme, listLieux, saveLieu, type SaisieLieu } from '../../domain/lieux-structure.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { carryOut } from '../../server/commande.ts';
import { civilDate, newOp, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, isChoix, readForm, toErreurs, type Champs } from '../../server/formulaire.ts';
import { forVisiteur, idOf, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { ongletsOf } from './cadre.tsx';
import { LieuxView, LieuView, type ValeursLieu } from './vue-lieux.tsx';

const NATURES = LISTES.natureLieu.map(({ code, libelle }) => ({ code, libelle }));
const NOUVEAU = '/administration/lieux/nouveau';

/** Lieux: the coordination and the administration. */
export function mountLieux(app: Hono<AppEnv>): void {
  app.get('/administration/lieux', list);
  app.get(NOUVEAU, (c) => show(c, null));
  app.post(NOUVEAU, (c) => save(c, null));
  app.get('/administration/lieux/:id', (c) => show(c, idOf(c)));
  app.post('/administration/lieux/:id', (c) => save(c, idOf(c)));
  app.post('/administration/lieux/:id/fermeture', close);
}

async function list(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_lieux');
  const aujourdhui = civilDate(services.clock(), visiteur.zone);
  const { lieux, fait } = await forVisiteur(c, 'lieux.lister', async (tx) => {
    const op = queryId(c, 'fait');
    return {
      lieux: await listLieux(tx, visiteur.orgId, aujourdhui),
      fait: op === null ? null : await readFait(tx, visiteur, op),
    };
  });
  return render(
    c,
    <LieuxView
      cadre={makeCadre(c)}
      onglets={ongletsOf(visiteur)}
      {...(fait === null ? {} : { fait })}
      lieux={lieux.map((un) => ({
        id: un.id,
        nom: un.nom,
        faits: `${NATURES.find(({ code }) => code === un.nature)?.libelle ?? un.nature}, ${un.commune}`,
        fermeture:
          un.fermeLe === null
            ? ''
            : isFerme(un, aujourdhui)
              ? `fermé depuis le ${dateEnMots(un.fermeLe)}`
              : `dernier jour le ${dateEnMots(un.fermeLe)}`,
      }))}
    />,
  );
}

async function show(
  c: Context<AppEnv>,
  id: string | null,
  valeurs?: ValeursLieu,
  erreurs: readonly Erreur[] = [],
): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_lieux');
  const aujourdhui = civilDate(services.clock(), visiteur.zone);
  const lieux = await forVisiteur(c, 'lieu.lire', (tx) => listLieux(tx, visiteur.orgId, aujourdhui));
  const lieu = lieux.find((un) => un.id === id);
  if (id !== null && lieu === undefined) throw new ErreurHttp(404);
  const base = `/administration/lieux/${id ?? 'nouveau'}`;
  return render(
    c,
    <LieuView
      cadre={makeCadre(c)}
      onglets={ongletsOf(visiteur)}
      erreurs={erreurs}
      envoi={{ action: base, op: newOp(services) }}
      natures={NATURES}
      territoires={[...new Set(lieux.map(({ territoireId }) => territoireId))].slice(0, 8)}
      valeurs={{
        ...(lieu === undefined
          ? {}
          : {
              ...{ nom: lieu.nom, nature: lieu.nature, commune: lieu.commune },
              ...{ codeInsee: lieu.codeInsee, territoireId: lieu.territoireId },
              ...{ fermeLe: lieu.fermeLe ?? '', remplacePar: lieu.remplacePar ?? '' },
            }),
        ...valeurs,
      }}
      {...(lieu === undefined
        ? {}
        : {
            fermeture: {
              envoi: { action: `${base}/fermeture`, op: newOp(services) },
              ferme: lieu.fermeLe !== null,
              autres: lieux
                .filter((un) => un.id !== id && un.fermeLe === null)
                .map((un) => ({ code: un.id, libelle: `${un.nom}, ${un.commune}` })),
            },
          })}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

function readLieu(champs: Champs): SaisieLieu {
  const saisie = {
    nom: field(champs, 'nom'),
    nature: field(champs, 'nature'),
    commune: field(champs, 'commune'),
    codeInsee: field(champs, 'codeInsee').toUpperCase(),
    territoireId: field(champs, 'territoireId'),
  };
  const motifs: MotifRefus[] = [];
  const add = (champ: keyof SaisieLieu, phrase: string) =>
    motifs.push({ code: champ, phrase, path: [champ] });
  const isCourt = (texte: string) => texte !== '' && texte.length <= 120;
  if (!isCourt(saisie.nom)) add('nom', 'Écrivez le nom du lieu.');
  if (!isChoix(saisie.nature, NATURES)) add('nature', 'Choisissez la nature du lieu.');
  if (!isCourt(saisie.commune)) add('commune', 'Écrivez le nom de la commune.');
  if (!/^(\d{2}|2[AB])\d{3}$/.test(saisie.codeInsee))
    add('codeInsee', 'Le code Insee a cinq signes, comme 42187.');
  if (!/^[\p{L}\d][\p{L}\d ._’'-]{0,59}$/u.test(saisie.territoireId))
    add('territoireId', 'Donnez un nom court de territoire.');
  if (motifs.length > 0) throw new Refus(motifs);
  return saisie;
}

async function save(c: Context<AppEnv>, id: string | null): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_lieux');
  const champs = await readForm(c);
  const issue = await carryOut(c, 'lieu.enregistrer', champs, async (tx) => {
    if (id !== null) await demandLieu(c, tx, id);
    await saveLieu(tx, services, visiteur, id, readLieu(champs));
    return 'Le lieu est enregistré.';
  });
  if (!issue.ok) return show(c, id, toValeurs(champs), toErreurs(issue.motifs, champOf));
  return c.redirect(`/administration/lieux?fait=${issue.op}`, 303);
}

async function close(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_lieux');
  const id = idOf(c);
  const champs = await readForm(c);
  const rouvre = field(champs, 'etape') === 'rouvrir';
  const remplacePar = field(champs, 'remplacePar');
  const issue = await carryOut(c, 'lieu.fermer', champs, async (tx) => {
    await demandLieu(c, tx, id);
    await closeLieu(
      tx,
      services,
      visiteur,
      id,
      rouvre
        ? null
        : { fermeLe: field(champs, 'fermeLe'), remplacePar: remplacePar === '' ? null : remplacePar },
    );
    return rouvre ? 'Le lieu est rouvert.' : 'Le dernier jour du lieu est noté.';
  });
  if (!issue.ok) return show(c, id, toValeurs(champs), toErreurs(issue.motifs, champOf));
  return c.redirect(`/administration/lieux?fait=${issue.op}`, 303);
}

const champOf = ({ path }: MotifRefus): string => String(path?.[0] ?? '');

async function demandLieu(
  c: Context<AppEnv>,
  tx: Parameters<typeof listLieux>[0],
  id: string,
): Promise<void> {
  const { services, visiteur } = c.var;
  const lieux = await listLieux(tx, visiteur.orgId, civilDate(services.clock(), visiteur.zone));
  if (!lieux.some((un) => un.id === id)) throw new ErreurHttp(404);
}

function toValeurs(champs: Champs): ValeursLieu {
  const noms = [...champs.keys()].filter((nom) => nom !== 'op' && nom !== 'etape');
  return Object.fromEntries(noms.map((nom) => [nom, field(champs, nom)]));
}
