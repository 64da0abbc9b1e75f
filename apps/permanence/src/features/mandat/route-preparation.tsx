import { getDemarche, type Demarche } from '@porte-plume/demarches';
import type { Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { once, Refus, type MotifRefus } from '../../db/operation.ts';
import { keepBrouillon, readBrouillon } from '../../domain/brouillons.ts';
import { ordre, readMandatsOf, runMandat } from '../../domain/mandats.ts';
import {
  commitFor,
  depositPiece,
  findOrCreatePersonne,
  findPersonne,
  readIdentite,
  type PersonneSuivie,
} from '../../domain/personnes.ts';
import { createRef, depositTiers } from '../../domain/tiers.ts';
import { demand } from '../../server/acces.ts';
import { civilDate, newOp, now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, readForm, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import type { Erreur } from '../../ui/form.tsx';
import { FICHE, FicheSchema } from '../accueil/fiche.ts';
import { attachToFiche } from './attache.ts';
import { checkOctroi } from './octroi.ts';
import {
  PREPARATION,
  PreparationSchema,
  readDuree,
  SANS_REFS,
  toPreparerMandat,
  type Complete,
  type Preparation,
} from './preparation.ts';
import { champOfQui, readQui } from './qui.ts';
import { readActesPermis, readExceptions, readThemes, toDemarcheDuMandat } from './quoi.ts';
import { prepareRenouvellement } from './renouvellement.ts';
import { showPreparation, type EtapePreparation } from './vue-preparation.tsx';

const SANS_DEMARCHE = 'Un mandat porte sur une démarche. Choisissez-la d’abord dans l’accueil rapide.';

/** First screen of a new mandate, or a later one of a draft. A mandate starts from an entry, or from an older mandate. */
export async function openPreparation(c: Context<AppEnv>): Promise<Response> {
  demand(c.var.visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const deja = queryId(c, 'mandat');
  if (deja !== null) {
    const preparation = await forVisiteur(c, 'mandat.preparation', (tx, services, visiteur) =>
      readBrouillon(tx, services, visiteur, { id: deja, nature: PREPARATION, schema: PreparationSchema }),
    );
    if (preparation === null) throw new ErreurHttp(404);
    return showPreparation({ c, mandatId: deja, preparation }, toEtape(c.req.query('etape')));
  }
  const ancien = queryId(c, 'renouvelle');
  const ficheId = queryId(c, 'fiche');
  if (ficheId === null && ancien === null) throw new ErreurHttp(400, SANS_DEMARCHE);
  const mandatId = newOp(c.var.services);
  const preparation = await forVisiteur(c, 'mandat.ouvrir', async (tx, services, visiteur) => {
    const fresh =
      ancien === null
        ? await fromFiche(tx, services, visiteur, ficheId ?? '')
        : await prepareRenouvellement(tx, services, visiteur, ancien);
    await keepBrouillon(tx, services, visiteur, { id: mandatId, nature: PREPARATION, contenu: fresh });
    return fresh;
  });
  return showPreparation({ c, mandatId, preparation }, 'qui');
}

async function fromFiche(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  ficheId: string,
): Promise<Preparation> {
  const fiche = await readBrouillon(tx, services, visiteur, {
    id: ficheId,
    nature: FICHE,
    schema: FicheSchema,
  });
  if (fiche === null) throw new ErreurHttp(404);
  const demarcheId = fiche.valeurs.demarche;
  if (typeof demarcheId !== 'string' || getDemarche(demarcheId) === undefined)
    throw new ErreurHttp(400, SANS_DEMARCHE);
  const { personne } = fiche;
  const lue =
    personne === undefined ? null : await readIdentite(tx, services, visiteur, personne.id, 'mandat');
  if (personne === undefined || lue === null) return { ficheId, demarcheId };
  const { prenom, nom, anneeNaissance } = lue;
  return { ficheId, demarcheId, suivie: { ...personne, identite: { prenom, nom, anneeNaissance } } };
}

function toEtape(etape: string | undefined): EtapePreparation {
  return etape === 'quoi' || etape === 'sauf' || etape === 'duree' ? etape : 'qui';
}

/** What every step works on. */
interface Pas {
  c: Context<AppEnv>;
  mandatId: string;
  preparation: Preparation;
  demarche: Demarche;
  champs: Champs;
}

/** Who, then what, then until when; the last step prepares the mandate. */
export async function advancePreparation(c: Context<AppEnv>): Promise<Response> {
  demand(c.var.visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const champs = await readForm(c);
  const op = readOp(champs);
  const mandatId = field(champs, 'mandat');
  const etape = field(champs, 'etape');
  const preparation = await forVisiteur(c, 'mandat.preparation', (tx, services, visiteur) =>
    readBrouillon(tx, services, visiteur, { id: mandatId, nature: PREPARATION, schema: PreparationSchema }),
  );
  const demarche = getDemarche(preparation?.demarcheId ?? '');
  if (preparation === null || demarche === undefined) throw new ErreurHttp(400, SANS_DEMARCHE);
  const pas: Pas = { c, mandatId, preparation, demarche, champs };
  if (etape === 'ensemble') return stayTogether(pas);
  const { qui, quoi } = preparation;
  if (qui === undefined || etape === 'qui' || etape === 'quand-meme') return takeQui(pas, etape);
  if (quoi === undefined || etape === 'quoi') return takeQuoi(pas, qui);
  if (etape === 'sauf') return takeExceptions(pas);
  return takeDuree(pas, { ...preparation, qui, quoi }, op);
}

function again(
  { c, mandatId, preparation, champs }: Pas,
  etape: EtapePreparation,
  erreurs: readonly Erreur[],
) {
  return showPreparation({ c, mandatId, preparation, champs, erreurs }, etape);
}

async function keepAndGo(pas: Pas, contenu: Preparation, suivante: EtapePreparation): Promise<Response> {
  const { c, mandatId } = pas;
  await forVisiteur(c, 'mandat.garder', (tx, services, visiteur) =>
    keepBrouillon(tx, services, visiteur, { id: mandatId, nature: PREPARATION, contenu }),
  );
  return c.redirect(`/mandat/nouveau?mandat=${mandatId}&etape=${suivante}`, 303);
}

/** What would be refused at the signature is said at the step where it can be mended. */
async function foresee(pas: Pas, complete: Complete): Promise<readonly MotifRefus[]> {
  const { services, visiteur } = pas.c.var;
  const { renouvelle } = complete;
  const autres =
    renouvelle === undefined
      ? []
      : await forVisiteur(pas.c, 'mandat.prevoir', (tx) =>
          readMandatsOf(tx, visiteur.orgId, renouvelle.personneId),
        );
  const refs = { ...SANS_REFS, ...(renouvelle === undefined ? {} : { personneId: renouvelle.personneId }) };
  const duree = { duree: { mois: 1 }, uneFois: false };
  const donnees = toPreparerMandat(complete, duree, refs, { services, visiteur });
  const motifs = checkOctroi(donnees, { services, visiteur, autres });
  return motifs.filter(({ code }) => code !== 'capacite_inconnue');
}

async function takeQui(pas: Pas, etape: string): Promise<Response> {
  const { c, preparation, demarche, champs } = pas;
  const aujourdhui = civilDate(c.var.services.clock(), c.var.visiteur.zone);
  const connue =
    preparation.suivie?.identite ?? (preparation.renouvelle === undefined ? undefined : preparation.qui);
  const lu = readQui(champs, { aujourdhui, connue });
  if ('erreurs' in lu) return again(pas, 'qui', lu.erreurs);
  const { qui } = lu;
  const actes = toDemarcheDuMandat(demarche).actes.map(({ code }) => code as 'consulter');
  const motifs = await foresee(pas, { ...preparation, qui, quoi: { actes, themes: [] } });
  if (motifs.length > 0) return again(pas, 'qui', toErreurs(motifs.map(withHelp), champOfQui));
  if (qui.capacite === 'inconnue' && etape !== 'quand-meme')
    return showPreparation({ ...pas, attente: true }, 'qui');
  return keepAndGo(pas, { ...preparation, qui }, 'quoi');
}

/** Says what to do, where the package says what is wrong. */
function withHelp(motif: MotifRefus): MotifRefus {
  return motif.code === 'mineur_non_autorise'
    ? {
        ...motif,
        phrase: `${motif.phrase} Un parent peut le signer\u00a0: choisissez «\u00a0Quelqu’un d’autre signe\u00a0».`,
      }
    : motif;
}

/** Nobody knows whether a measure is in force, and the work goes on without a mandate. */
async function stayTogether({ c, preparation: { ficheId } }: Pas): Promise<Response> {
  await forVisiteur(c, 'mandat.ensemble', (tx, services, visiteur) =>
    attachToFiche(tx, services, visiteur, ficheId, (fiche) => ({
      ...fiche,
      valeurs: { ...fiche.valeurs, mode: 'faire_avec' },
    })),
  );
  return c.redirect(`/accueil?fiche=${ficheId}`, 303);
}

async function takeQuoi(pas: Pas, qui: Complete['qui']): Promise<Response> {
  const { preparation, demarche, champs } = pas;
  const actes = readActesPermis(champs, demarche);
  const themes = readThemes(champs, preparation.quoi?.themes ?? []);
  if (actes.length === 0)
    return again(pas, 'quoi', [{ champ: `actes.${demarche.id}`, phrase: 'Cochez au moins un geste.' }]);
  const suivante = { ...preparation, quoi: { actes, themes } };
  const motifs = await foresee(pas, { ...suivante, qui });
  if (motifs.length > 0) return again(pas, 'quoi', toErreurs(motifs, champOfQuoi));
  return keepAndGo(pas, suivante, themes.length > 0 ? 'sauf' : 'duree');
}

function champOfQuoi({ code }: MotifRefus): string {
  return code === 'perimetre_trop_large' ? 'theme' : '';
}

async function takeExceptions(pas: Pas): Promise<Response> {
  const { preparation, champs } = pas;
  const { qui, quoi } = preparation;
  if (qui === undefined || quoi === undefined) throw new ErreurHttp(400, SANS_DEMARCHE);
  const suivante = { ...preparation, quoi: { ...quoi, themes: readExceptions(champs, quoi.themes) } };
  const motifs = await foresee(pas, { ...suivante, qui });
  const champOf = ({ path = [] }: MotifRefus) => {
    const theme = typeof path[2] === 'number' ? suivante.quoi.themes[path[2] - 1] : undefined;
    return theme === undefined ? '' : `sauf.${theme.perimetre}`;
  };
  if (motifs.length > 0)
    return showPreparation({ ...pas, preparation: suivante, erreurs: toErreurs(motifs, champOf) }, 'sauf');
  return keepAndGo(pas, suivante, 'duree');
}

async function takeDuree(pas: Pas, complete: Complete, op: string): Promise<Response> {
  const { c, mandatId, champs } = pas;
  const lue = readDuree(champs);
  if ('erreurs' in lue) return again(pas, 'duree', lue.erreurs);
  try {
    await forVisiteur(c, 'mandat.preparer', (tx, services, visiteur) =>
      once(
        tx,
        {
          orgId: visiteur.orgId,
          op,
          type: 'mandat.preparer',
          compteId: visiteur.compteId,
          maintenant: now(services),
        },
        async () => {
          await prepareIn(tx, { services, visiteur }, { mandatId, op }, complete, lue);
          return { mandatId };
        },
      ),
    );
  } catch (error) {
    if (error instanceof Refus)
      return again(
        pas,
        'duree',
        toErreurs(error.motifs, () => (field(champs, 'duree') === 'jours' ? 'jours' : 'duree')),
      );
    throw error;
  }
  return c.redirect(`/mandat/${mandatId}`, 303);
}

/** Whose mandate it is: the person of the entry, or of the mandate that is renewed; a name alone may be another's too. */
async function findMandant(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { suivie, renouvelle, qui }: Complete,
): Promise<PersonneSuivie> {
  if (suivie !== undefined) return { id: suivie.id, pseudonyme: suivie.pseudonyme };
  const connue =
    renouvelle === undefined ? null : await findPersonne(tx, visiteur.orgId, renouvelle.personneId);
  const { prenom, nom, anneeNaissance } = qui;
  return connue ?? findOrCreatePersonne(tx, services, visiteur, { prenom, nom, anneeNaissance });
}

/** The person, then who grants for her, then the mandate, in one transaction; `faitLe` when it was earlier, without network. */
export async function prepareIn(
  tx: Tx,
  { services, visiteur }: { services: Services; visiteur: Visiteur },
  { mandatId, op }: { mandatId: string; op: string },
  complete: Complete,
  duree: Parameters<typeof toPreparerMandat>[1],
  faitLe?: string,
): Promise<{ personneId: string }> {
  const { qui } = complete;
  const personne = await findMandant(tx, services, visiteur, complete);
  const personneId = personne.id;
  const refs = {
    personneId,
    constituant: createRef(services),
    ageCommitment:
      qui.naissance === undefined
        ? SANS_REFS.ageCommitment
        : await commitFor(tx, services, visiteur, personneId, qui.naissance),
  };
  const donnees = toPreparerMandat(complete, duree, refs, { services, visiteur });
  const etat = await runMandat(tx, services, visiteur, { mandatId, personneId, op }, [
    { ...ordre('PreparerMandat', 'preparer', donnees), ...(faitLe === undefined ? {} : { faitLe }) },
  ]);
  if (qui.constituant !== undefined)
    await depositTiers(tx, services, visiteur, personneId, [
      { ref: refs.constituant, role: 'constituant', nom: qui.constituant.nom, mandatId },
    ]);
  // Once she is known to be of age, her date of birth is no one's business.
  if (qui.naissance !== undefined && typeof etat.mandant.naissance === 'object')
    await depositPiece(tx, services, visiteur, {
      personneId,
      nature: 'naissance',
      octets: new TextEncoder().encode(qui.naissance),
    });
  await attachToFiche(tx, services, visiteur, complete.ficheId, (fiche) => ({ ...fiche, personne }));
  return { personneId };
}
