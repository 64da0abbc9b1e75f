import { parseFinancement, type Financement } from '@porte-plume/accompagnement/indicateurs';
import { Hono, type Context } from 'hono';
import { once, Refus, type MotifRefus } from '../../db/operation.ts';
import { financement } from '../../db/schema-rapports.ts';
import { findRapport, listFinancements } from '../../domain/lecture-rapports.ts';
import {
  deleteBrouillon,
  freezeBrouillon,
  insertBrouillon,
  readContenu,
  REGISTRE_AVANCE,
  replaceBrouillon,
  type Calcul,
  type LigneRapport,
} from '../../domain/rapports.ts';
import { readReseau } from '../../domain/reseau.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import {
  field,
  filled,
  isChoix,
  oneOf,
  readForm,
  readOp,
  toErreurs,
  type Champs,
} from '../../server/formulaire.ts';
import { forVisiteur, idOf } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';
import { waitBrouillon } from './calcul.ts';
import { enEuros } from './modele.ts';
import { dernieres, jour, moisEnMots, moisFinis, periodeEnMots, periodeOf } from './periodes.ts';
import { readFinancement } from './saisie.ts';
import { AttenteView } from './vue-attente.tsx';
import { FinancementView, PreparerView, type PreparerProps } from './vue-preparer.tsx';

type Show = (
  c: Context<AppEnv>,
  row: LigneRapport,
  suite?: { erreurs?: readonly Erreur[] },
) => Promise<Response>;

const PREREGLEES = ['trimestre', 'semestre', 'annee', 'autre'] as const;
const AUDIENCES = ['funder', 'open', 'internal'] as const;

/** Preparing, looking at the draft, freezing it or throwing it away: the coordination alone. */
export function preparationRoutes(show: Show): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  for (const chemin of ['/rapports/preparer', '/rapports/financement'])
    app.use(chemin, async (c, next) => {
      demand(c.var.visiteur, 'publier_rapport');
      return next();
    });
  app.get('/rapports/preparer', (c) => showForm(c));
  app.post('/rapports/preparer', prepare);
  app.get('/rapports/financement', (c) => showFinancement(c));
  app.post('/rapports/financement', keepFinancement);
  app.post('/rapports/:id', (c) => decide(c, show));
  return app;
}

async function readFinancements(c: Context<AppEnv>): Promise<Financement[]> {
  return forVisiteur(c, 'financement.lister', (tx) => listFinancements(tx, c.var.visiteur.orgId));
}

async function showForm(
  c: Context<AppEnv>,
  valeurs?: PreparerProps['valeurs'],
  erreurs: readonly Erreur[] = [],
): Promise<Response> {
  const { services, visiteur } = c.var;
  const aujourdhui = civilDate(services.clock(), visiteur.zone);
  const prereglees = dernieres(aujourdhui);
  const financements = await readFinancements(c);
  const { mene } = await forVisiteur(c, 'reseau.lire', (tx) => readReseau(tx, visiteur.orgId));
  const exact = financements.find(
    ({ du, au }) => du === prereglees.trimestre.du && au === prereglees.trimestre.au,
  );
  return render(
    c,
    <PreparerView
      cadre={makeCadre(c)}
      envoi={{ action: '/rapports/preparer', op: newOp(services) }}
      periodes={[
        { code: 'trimestre', libelle: 'Dernier trimestre', aide: periodeEnMots(prereglees.trimestre) },
        { code: 'semestre', libelle: 'Dernier semestre', aide: periodeEnMots(prereglees.semestre) },
        { code: 'annee', libelle: 'Dernière année', aide: periodeEnMots(prereglees.annee) },
        { code: 'autre', libelle: 'D’autres mois', aide: 'entiers et finis' },
      ]}
      mois={choixMois(aujourdhui)}
      financements={financements.map(toChoixFinancement)}
      perimetres={
        mene === null
          ? []
          : [
              { code: 'structure', libelle: visiteur.organisation },
              { code: 'reseau', libelle: mene.nom, aide: `${mene.membres.length + 1} structures ensemble` },
            ]
      }
      valeurs={
        valeurs ?? {
          perimetre: c.req.query('de') === 'reseau' ? 'reseau' : 'structure',
          periode: 'trimestre',
          audience: 'funder',
          de: prereglees.trimestre.du.slice(0, 7),
          a: prereglees.trimestre.au.slice(0, 7),
          ...(exact === undefined ? {} : { financement: exact.id }),
        }
      }
      erreurs={erreurs}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

const choixMois = (aujourdhui: string): Choix[] =>
  moisFinis(aujourdhui).map((code) => ({ code, libelle: moisEnMots(code) }));

const toChoixFinancement = ({
  id,
  financeur,
  convention,
  avenant,
  du,
  au,
  montantCentimes,
}: Financement): Choix => ({
  code: id,
  libelle: `${financeur}, ${jour(du)} – ${jour(au)}, ${enEuros(montantCentimes)} (${convention}${avenant === 0 ? '' : `, avenant ${avenant}`})`,
});

function readPeriode(champs: Champs, aujourdhui: string): { du: string; au: string } | null {
  const choisie = oneOf(field(champs, 'periode'), PREREGLEES);
  if (choisie === null) return null;
  if (choisie !== 'autre') return dernieres(aujourdhui)[choisie];
  const [de, a] = [field(champs, 'de'), field(champs, 'a')];
  return [de, a].every((mois) => isChoix(mois, choixMois(aujourdhui))) ? periodeOf(de, a) : null;
}

async function prepare(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  const champs = await readForm(c);
  const op = readOp(champs);
  const periode = readPeriode(champs, civilDate(services.clock(), visiteur.zone));
  const audience = oneOf(field(champs, 'audience'), AUDIENCES);
  const financements = await readFinancements(c);
  const voulu = field(champs, 'financement');
  const choisi = financements.find(({ id }) => id === voulu);
  const erreurs: Erreur[] = [
    ...(periode === null ? [{ champ: 'periode', phrase: 'Choisissez des mois entiers et finis.' }] : []),
    ...(audience === null ? [{ champ: 'audience', phrase: 'Dites qui lira ce rapport.' }] : []),
    ...(voulu !== '' && choisi === undefined
      ? [{ champ: 'financement', phrase: 'Choisissez un financement de la liste.' }]
      : []),
  ];
  const refuse = (liste: readonly Erreur[]): Promise<Response> =>
    showForm(c, filled(champs, ...CHAMPS), liste);
  if (periode === null || audience === null || erreurs.length > 0) return refuse(erreurs);
  const fait = `/rapports/${op}`;
  // The same form sent again: the draft is there, or still on its way.
  if (await forVisiteur(c, 'rapport.lire', (tx) => findRapport(tx, visiteur, op)))
    return c.redirect(fait, 303);
  const demande = {
    periode,
    audience,
    ...(choisi === undefined ? {} : { financement: choisi }),
    reseau: field(champs, 'perimetre') === 'reseau',
  };
  const calcul = await waitBrouillon(c, op, demande, (brouillon) => keepBrouillon(c, op, brouillon));
  if (calcul === null)
    return render(
      c,
      <AttenteView
        cadre={makeCadre(c)}
        periode={periodeEnMots(periode)}
        envoi={{ action: '/rapports/preparer', op }}
        valeurs={filled(champs, ...CHAMPS)}
      />,
      202,
    );
  return calcul.ok ? c.redirect(fait, 303) : refuse(toErreurs(calcul.motifs, champOf));
}

const CHAMPS = ['perimetre', 'periode', 'de', 'a', 'audience', 'financement'] as const;

/** Keeps the draft that was computed; what refuses it is said as what refuses to compute it. */
async function keepBrouillon(c: Context<AppEnv>, op: string, calcul: Calcul): Promise<Calcul> {
  if (!calcul.ok) return calcul;
  try {
    await forVisiteur(c, 'rapport.preparer', (tx) =>
      once(tx, commande(c, op, 'rapport.preparer'), async () => {
        await insertBrouillon(tx, c.var.visiteur.orgId, op, calcul.value);
        return {};
      }),
    );
    return calcul;
  } catch (error) {
    if (error instanceof Refus) return { ok: false, motifs: error.motifs };
    throw error;
  }
}

const champOf = ({ code }: MotifRefus): string => (code.startsWith('operation') ? '' : 'periode');

function commande(c: Context<AppEnv>, op: string, type: string) {
  const { orgId, compteId } = c.var.visiteur;
  return { orgId, op, type, compteId, maintenant: now(c.var.services) };
}

/** Freezes or throws away a draft. @throws {ErreurHttp} 404 when there is no such draft for this account */
async function decide(c: Context<AppEnv>, show: Show): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'publier_rapport');
  const id = idOf(c);
  const champs = await readForm(c);
  const op = readOp(champs);
  const etape = oneOf(field(champs, 'etape'), ['figer', 'abandonner'] as const);
  if (etape === null) throw new ErreurHttp(400);
  const read = (): Promise<LigneRapport | null> =>
    forVisiteur(c, 'rapport.lire', (tx) => findRapport(tx, visiteur, id));
  try {
    await forVisiteur(c, 'rapport.decider', (tx) =>
      once(tx, commande(c, op, `rapport.${etape}:${id}`), async () => {
        const row = await findRapport(tx, visiteur, id);
        if (row?.etat !== 'brouillon')
          throw new ErreurHttp(row === null ? 404 : 409, row === null ? null : DEJA);
        if (etape === 'figer') await freezeBrouillon(tx, services, row);
        else await deleteBrouillon(tx, visiteur.orgId, id);
        return { fait: etape === 'figer' ? FIGE : 'Projet abandonné. Rien n’a été publié.' };
      }),
    );
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    const row = await read();
    if (row === null) throw new ErreurHttp(404);
    const avance = error.motifs.some(({ code }) => code === REGISTRE_AVANCE.code);
    return show(c, avance ? await recompute(c, row) : row, {
      erreurs: toErreurs(error.motifs, () => ''),
    });
  }
  return c.redirect(etape === 'figer' ? `/rapports/${id}?fait=${op}` : `/rapports?fait=${op}`, 303);
}

const FIGE = 'Rapport figé. Il ne changera plus.';
const DEJA = 'Ce rapport est déjà figé\u00a0: il ne change plus.';

/** Computes a draft again beside what was published meanwhile. @throws {ErreurHttp} 409 when it no longer can be */
async function recompute(c: Context<AppEnv>, row: LigneRapport): Promise<LigneRapport> {
  const { visiteur } = c.var;
  const lu = readContenu(row);
  if (lu === null) throw new ErreurHttp(409);
  const demande = {
    periode: lu.periode,
    audience: lu.audience,
    reseau: row.commun,
    ...(lu.cout === null ? {} : { financement: lu.cout.financement }),
  };
  const neuf = await waitBrouillon(c, `${row.id} ${row.hash}`, demande, async (calcul) => {
    if (calcul.ok)
      await forVisiteur(c, 'rapport.recalculer', (tx) =>
        replaceBrouillon(tx, visiteur.orgId, row.id, calcul.value),
      );
    return calcul;
  });
  if (neuf === null)
    throw new ErreurHttp(
      409,
      'Un autre rapport a été figé depuis ce projet. Il se recalcule avec lui\u00a0: revenez dans une minute.',
    );
  if (!neuf.ok)
    throw new ErreurHttp(
      409,
      `Un autre rapport a été figé depuis ce projet, et celui-ci ne peut plus l’être. ${neuf.motifs[0]?.phrase ?? ''}`,
    );
  return { ...row, ...neuf.value, tete: neuf.value.tete ?? null, figeLe: null };
}

function showFinancement(
  c: Context<AppEnv>,
  valeurs: Parameters<typeof FinancementView>[0]['valeurs'] = {},
  erreurs: readonly Erreur[] = [],
): Response {
  return render(
    c,
    <FinancementView
      cadre={makeCadre(c)}
      envoi={{ action: '/rapports/financement', op: newOp(c.var.services) }}
      valeurs={valeurs}
      erreurs={erreurs}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function keepFinancement(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  const champs = await readForm(c);
  const op = readOp(champs);
  const lu = parseFinancement(readFinancement(champs, op));
  const refuse = (motifs: readonly MotifRefus[]): Response =>
    showFinancement(
      c,
      filled(champs, 'financeur', 'convention', 'avenant', 'du', 'au', 'montant', 'part'),
      toErreurs(motifs, ({ path }) =>
        path?.[0] === 'montantCentimes' ? 'montant' : String(path?.[0] ?? ''),
      ),
    );
  if (!lu.ok) return refuse(lu.motifs);
  try {
    await forVisiteur(c, 'financement.garder', (tx) =>
      once(tx, commande(c, op, 'financement.garder'), async () => {
        await tx
          .insert(financement)
          .values({ orgId: visiteur.orgId, id: op, donnees: lu.value, saisiLe: now(services) });
        return {};
      }),
    );
  } catch (error) {
    if (error instanceof Refus) return refuse(error.motifs);
    throw error;
  }
  return c.redirect('/rapports/preparer', 303);
}
