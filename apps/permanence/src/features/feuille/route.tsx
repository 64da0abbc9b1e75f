import { getLibelle } from '@porte-plume/accompagnement/nomenclatures';
import { getDemarche } from '@porte-plume/demarches';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { once, Refus } from '../../db/operation.ts';
import { dropBrouillon, keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import { listFrequentes } from '../../domain/frequentes.ts';
import { isId } from '../../domain/identifiant.ts';
import { JOURS_DE_SAISIE, listSeancesOuvertes, type SeanceOuverte } from '../../domain/seances.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, readForm, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { localTime } from '../../server/heure.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import { recordEntree, sortMotifs } from '../accueil/enregistrer.ts';
import { champOf, FICHE } from '../accueil/fiche.ts';
import { isDemarche, listFavoris } from '../accueil/listes.ts';
import type { ValeursAccueil } from '../accueil/props.ts';
import { checkRequis } from '../accueil/requis.ts';
import { LETTRES, PLIEES, RANGS, type Ligne, type Saisie } from './colonnes.ts';
import { colonneOf, LISTES } from './lecture.ts';
import { readLigne } from './lignes.ts';
import { FeuilleView, type LigneVue } from './view.tsx';

/** Nature of the draft that keeps the rows to mend: one for each séance. */
const FEUILLE = 'feuille';
const FeuilleSchema = z.object({
  lignes: z.array(z.object({ op: z.string(), saisie: z.partialRecord(z.enum(LETTRES), z.string()) })),
});
/** Longest text of a cell. */
const LONGUEUR = 120;
/** Démarches under the short list of the first column. */
const FAVORITES = 12;

const PAS_OUVERTE = 'Ouvrez d’abord votre permanence\u00a0: le lieu et la date en viennent.';
const PLUS_OUVERTE =
  'Cette permanence est close, ou date de plus de 30 jours\u00a0: elle ne reçoit plus de fiche.';
const UN_MANDAT = 'Ouvrez la ligne en fiche\u00a0: elle mène au mandat, puis à la relecture.';

/** Feuille de séance: ten visits keyed at the end, from paper. */
export function feuilleRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/feuille', open);
  app.post('/feuille', post);
  return app;
}

interface Contenu {
  seance: SeanceOuverte;
  /** The other ones that may still be typed: paper sheets are often typed the next morning. */
  autres: SeanceOuverte[];
  favorites: { code: string; libelle: string }[];
  gardees: Ligne[];
  fait: string | null;
}

/** @param voulue - id of a séance, or null for the latest */
async function load(c: Context<AppEnv>, voulue: string | null): Promise<Contenu | null> {
  demand(c.var.visiteur, 'enregistrer_intervention', { classe: 'simple' });
  return forVisiteur(c, 'feuille.lire', async (tx, services, visiteur) => {
    const ouvertes = await listSeancesOuvertes(tx, services, visiteur, JOURS_DE_SAISIE);
    const seance = voulue === null ? ouvertes[0] : ouvertes.find(({ id }) => id === voulue);
    if (seance === undefined) return null;
    const garde = await readBrouillon(tx, services, visiteur, {
      id: seance.id,
      nature: FEUILLE,
      schema: FeuilleSchema,
    });
    const faitId = queryId(c, 'fait');
    const frequentes = await listFrequentes(tx, visiteur, seance.lieuId, FAVORITES);
    return {
      seance,
      autres: ouvertes.filter(({ id }) => id !== seance.id),
      favorites: listFavoris(frequentes, undefined, FAVORITES).map(({ code, libelle }) => ({
        code,
        libelle,
      })),
      gardees: garde?.lignes ?? [],
      fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
    };
  });
}

async function open(c: Context<AppEnv>): Promise<Response> {
  const voulue = queryId(c, 'seance');
  const contenu = await load(c, voulue);
  if (contenu === null && voulue !== null) throw new ErreurHttp(404);
  if (contenu === null) return c.redirect('/', 303);
  return show(
    c,
    contenu,
    contenu.gardees.map(({ op, saisie }) => ({ nature: 'saisie', op, saisie, erreurs: [] })),
  );
}

function show(c: Context<AppEnv>, contenu: Contenu, lignes: readonly LigneVue[]): Response {
  const { services, visiteur } = c.var;
  const { seance, autres, fait, favorites } = contenu;
  const vides = Array.from({ length: Math.max(0, RANGS - lignes.length) }, () => ({
    nature: 'saisie' as const,
    op: newOp(services),
    saisie: {},
    erreurs: [],
  }));
  const aRevoir = lignes.some(
    (une) => une.nature === 'saisie' && (une.erreurs.length > 0 || une.fiche !== undefined),
  );
  return render(
    c,
    <FeuilleView
      cadre={makeCadre(c, {
        lieu: seance.lieu,
        date: seance.date,
        depuis: localTime(seance.ouverteA, visiteur.zone),
      })}
      envoi={{ action: '/feuille', op: newOp(services) }}
      seance={{
        id: seance.id,
        ...(isPassee(c, seance) ? { passee: nameSeance(seance) } : {}),
        autres: autres.map((une) => ({ href: adresseOf(une), libelle: nameSeance(une) })),
      }}
      lignes={[...lignes, ...vides]}
      reprise={lignes.length > 0 && !aRevoir && fait === null}
      preciser={lignes.some(
        (une) =>
          une.nature === 'saisie' &&
          PLIEES.some(
            (lettre) => une.saisie[lettre] !== undefined || une.erreurs.some(({ champ }) => champ === lettre),
          ),
      )}
      demarches={favorites}
      listes={LISTES}
      {...(fait === null ? {} : { fait })}
    />,
    aRevoir ? 422 : 200,
  );
}

const adresseOf = ({ id }: SeanceOuverte): string => `/feuille?seance=${id}`;

const isPassee = ({ var: { services, visiteur } }: Context<AppEnv>, { date }: SeanceOuverte): boolean =>
  date !== civilDate(services.clock(), visiteur.zone);

const nameSeance = ({ lieu, date }: SeanceOuverte): string => `${dateEnMots(date)}, ${lieu}`;

/** The rows of the form, empty ones included. @throws {ErreurHttp} 400 when the form was not made by us */
function readLignes(champs: Champs): Ligne[] {
  const lignes = Array.from({ length: RANGS }, (_, rang): Ligne => {
    const saisie: Saisie = {};
    for (const lettre of LETTRES) {
      const texte = field(champs, `${lettre}${rang + 1}`).slice(0, LONGUEUR);
      if (texte !== '') saisie[lettre] = texte;
    }
    return { op: field(champs, `op${rang + 1}`), saisie };
  });
  const pleines = lignes.filter(({ saisie }) => Object.keys(saisie).length > 0);
  if (pleines.some(({ op }) => !isId(op)) || new Set(pleines.map(({ op }) => op)).size < pleines.length)
    throw new ErreurHttp(400, 'Ce formulaire est incomplet. Rouvrez la page, puis recommencez.');
  return lignes;
}

const isPleine = ({ saisie }: Ligne): boolean => Object.keys(saisie).length > 0;

async function post(c: Context<AppEnv>): Promise<Response> {
  const champs = await readForm(c);
  const op = readOp(champs);
  const voulue = field(champs, 'seance');
  const contenu = await load(c, voulue === '' ? null : voulue);
  if (contenu === null) throw new ErreurHttp(409, voulue === '' ? PAS_OUVERTE : PLUS_OUVERTE);
  const lignes = readLignes(champs);
  const [etape, numero] = field(champs, 'etape').split(':');
  if (etape === 'fiche') return openFiche(c, contenu, lignes, Number(numero) - 1);
  if (!lignes.some(isPleine)) {
    const [premiere] = lignes;
    return show(c, contenu, [
      {
        nature: 'saisie',
        op: isId(premiere?.op ?? '') ? (premiere?.op ?? '') : newOp(c.var.services),
        saisie: {},
        erreurs: [{ champ: 'd', phrase: 'Remplissez au moins une ligne.' }],
      },
    ]);
  }
  // One transaction a row: what is right is recorded now, what is not waits here. Rows are different people, and a writer
  // who leaves must not lose nine visits for a tenth.
  const vues: LigneVue[] = [];
  for (const ligne of lignes)
    vues.push(isPleine(ligne) ? await recordLigne(c, contenu, ligne) : blank(ligne));
  const restent = vues.filter((une) => une.nature === 'saisie' && isPleine(une));
  await keepLignes(c, contenu.seance, restent as Ligne[]);
  if (restent.length > 0) return show(c, contenu, vues);
  const nombre = vues.filter(({ nature }) => nature === 'faite').length;
  await forVisiteur(c, 'feuille.dire', (tx, services, { orgId, compteId }) =>
    once(tx, { orgId, op, type: 'feuille.enregistrer', compteId, maintenant: now(services) }, () =>
      Promise.resolve({
        fait: nombre === 1 ? 'Une fiche est enregistrée.' : `${nombre} fiches sont enregistrées.`,
      }),
    ),
  );
  return c.redirect(`${adresseOf(contenu.seance)}&fait=${op}`, 303);
}

const blank = ({ op }: Ligne): LigneVue => ({ nature: 'saisie', op, saisie: {}, erreurs: [] });

async function recordLigne(
  c: Context<AppEnv>,
  { seance, favorites }: Contenu,
  ligne: Ligne,
): Promise<LigneVue> {
  const { valeurs, erreurs } = readLigne(ligne.saisie, favorites, seance.date);
  const lues = new Set<string>(erreurs.map(({ champ }) => champ));
  const manques = checkRequis(valeurs, isDemarche)
    .map(({ champ, phrase }) => ({ champ: colonneOf(champ), phrase }))
    .filter(({ champ }) => !lues.has(champ));
  if (erreurs.length + manques.length > 0)
    return { ...ligne, nature: 'saisie', erreurs: [...erreurs, ...manques] };
  try {
    await forVisiteur(c, 'intervention.enregistrer', (tx, services, visiteur) =>
      recordEntree(tx, services, visiteur, { op: ligne.op, seance, valeurs, fiche: null }),
    );
  } catch (error) {
    if (!(error instanceof Refus)) throw error;
    const { mandat, relecture, autres } = sortMotifs(c.var.visiteur, valeurs, error.motifs);
    return {
      ...ligne,
      nature: 'saisie',
      erreurs: toErreurs(autres, ({ path }) => champOf(path)).map(({ champ, phrase }) => ({
        champ: colonneOf(champ),
        phrase,
      })),
      ...(mandat !== null || relecture
        ? { fiche: mandat === null ? UN_MANDAT : `${mandat} ${UN_MANDAT}` }
        : {}),
    };
  }
  return { nature: 'faite', phrase: phraseOf(valeurs) };
}

function phraseOf({ demarche = '', mode = '', issue = '' }: ValeursAccueil): string {
  return [getDemarche(demarche)?.nom ?? '', getLibelle('mode', mode), getLibelle('issue', issue)].join(' · ');
}

function keepLignes(c: Context<AppEnv>, seance: SeanceOuverte, lignes: readonly Ligne[]): Promise<void> {
  return forVisiteur(c, 'feuille.garder', (tx, services, visiteur) =>
    lignes.length === 0
      ? dropBrouillon(tx, visiteur, seance.id)
      : keepBrouillon(tx, services, visiteur, {
          id: seance.id,
          nature: FEUILLE,
          contenu: { lignes: lignes.map(({ op, saisie }) => ({ op, saisie })) },
        }),
  );
}

/** A row becomes an entry, where a mandate is prepared; the other rows wait in the sheet. */
async function openFiche(
  c: Context<AppEnv>,
  { seance, favorites }: Contenu,
  lignes: readonly Ligne[],
  rang: number,
): Promise<Response> {
  const ligne = lignes[rang];
  if (ligne === undefined || !isPleine(ligne)) throw new ErreurHttp(400);
  const { valeurs } = readLigne(ligne.saisie, favorites, seance.date);
  await keepLignes(
    c,
    seance,
    lignes.filter((une) => une !== ligne && isPleine(une)),
  );
  await forVisiteur(c, 'fiche.garder', (tx, services, visiteur) =>
    keepBrouillon(tx, services, visiteur, {
      id: ligne.op,
      nature: FICHE,
      contenu: { valeurs, ...(isPassee(c, seance) ? { seanceId: seance.id } : {}) },
    }),
  );
  return c.redirect(`/accueil?fiche=${ligne.op}`, 303);
}
