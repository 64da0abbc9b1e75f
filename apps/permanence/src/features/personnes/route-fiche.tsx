import { parseNote } from '@porte-plume/accompagnement';
import { getDemarche } from '@porte-plume/demarches';
import type { Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { once, Refus } from '../../db/operation.ts';
import { openDossier, seesAll, type DossierOuvert } from '../../domain/acces-personne.ts';
import { hasDemandeEnCours } from '../../domain/demandes.ts';
import { keepNote, readNote } from '../../domain/notes.ts';
import { EN_ATTENTE, listOrientationsOf } from '../../domain/orientations.ts';
import { readIdentite } from '../../domain/personnes.ts';
import { closeSuivi, findFil, listSuivisOf } from '../../domain/suivis.ts';
import { listMandatsDe } from '../../domain/visites.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, readForm, readOp, toErreurs } from '../../server/formulaire.ts';
import { forVisiteur, idOf, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import { readFil, type LigneFil } from './fil.ts';
import { FichePersonneView, type Attente, type FichePersonneProps } from './vue-fiche.tsx';

/** Lines of the thread on one page: a file read for years stays light. */
const PAR_PAGE = 20;
const PAGES_MAX = 500;

type Plus = Partial<
  Pick<FichePersonneProps, 'identite' | 'doublons' | 'erreurs' | 'noteSaisie' | 'avertissements' | 'fait'>
>;

/** The file of a person; nothing that names her is opened. */
export async function showFiche(c: Context<AppEnv>, plus: Plus = {}): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'lire_identite', { duJour: true, agentId: visiteur.compteId });
  const id = idOf(c);
  const page = Math.min(PAGES_MAX, Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1));
  const lue = await forVisiteur(c, 'personne.lire', async (tx) => {
    const dossier = await openDossier(tx, services, visiteur, id);
    const faitId = queryId(c, 'fait');
    return {
      dossier,
      attentes: await listAttentes(tx, services, visiteur, dossier),
      fil: await readFil(tx, services, visiteur, dossier.groupe),
      archives: (await listMandatsDe(tx, visiteur.orgId, dossier.groupe)).filter(({ archive }) => archive)
        .length,
      note: dossier.effacee ? null : await readNote(tx, services, visiteur, dossier.racine.id),
      demandeEnCours: await hasDemandeEnCours(tx, visiteur.orgId, dossier.groupe),
      fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
    };
  });
  const { dossier, fil, fait } = lue;
  const debut = (page - 1) * PAR_PAGE;
  const depuis = dateEnMots(civilDate(new Date(dossier.creeLe), visiteur.zone));
  return render(
    c,
    <FichePersonneView
      cadre={makeCadre(c)}
      envoi={{ action: `/personnes/${id}`, op: newOp(services) }}
      id={id}
      chapeau={`Connue de la structure depuis le ${depuis}.`}
      effacee={dossier.effacee}
      attentes={lue.attentes}
      fil={fil.slice(debut, debut + PAR_PAGE).map(toLigneVue)}
      plus={{
        ...(page > 1 ? { apres: `/personnes/${id}?page=${String(page - 1)}` } : {}),
        ...(debut + PAR_PAGE < fil.length ? { avant: `/personnes/${id}?page=${String(page + 1)}` } : {}),
      }}
      archives={lue.archives}
      note={lue.note === null ? null : { ...lue.note, auInclus: dateEnMots(lue.note.auInclus) }}
      reunies={dossier.fusions.enVigueur
        .filter(({ de }) => dossier.groupe.includes(de))
        .map((une) => ({ ...une, libelle: 'Deux fiches sont réunies ici.' }))}
      demandeEnCours={lue.demandeEnCours}
      complet={seesAll(visiteur)}
      {...(fait === null ? {} : { fait })}
      {...plus}
    />,
    (plus.erreurs ?? []).length > 0 ? 422 : 200,
  );
}

const toLigneVue = ({ quand, date, titre, details, nature, href }: LigneFil) => ({
  cle: `${nature} ${quand} ${href ?? ''}`,
  date: dateEnMots(date),
  titre,
  details: details.join(' · '),
  ...(href === undefined ? {} : { href }),
});

async function listAttentes(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { id, groupe }: DossierOuvert,
): Promise<Attente[]> {
  const suivis = (await listSuivisOf(tx, visiteur.orgId, groupe)).filter(({ closLe }) => closLe === null);
  const aujourdhui = civilDate(services.clock(), visiteur.zone);
  const attentes = suivis.flatMap((un): Attente[] => {
    const relance = un.relances.find(({ etat }) => etat === 'a_faire');
    // A démarche that is finished, and whose answer nobody waits for, is no pending thing.
    if (relance === undefined) return [];
    return [
      {
        titre: getDemarche(un.demarcheId)?.nom ?? 'Démarche retirée du catalogue',
        quand: `${relance.le < aujourdhui ? 'attendue depuis le' : 'à reprendre le'} ${dateEnMots(relance.le)}`,
        clore: { action: `/personnes/${id}/clore`, champs: { suivi: un.id }, libelle: 'C’est obtenu' },
      },
    ];
  });
  for (const une of groupe)
    for (const { orientation, vers, statut, href } of await listOrientationsOf(tx, visiteur.orgId, une))
      if ((EN_ATTENTE as readonly string[]).includes(orientation.statut))
        attentes.push({
          titre: `Orientée vers ${vers}`,
          quand: `${statut}, nouvelles à prendre le ${dateEnMots(orientation.relanceLe)}`,
          href,
        });
  return attentes;
}

/** « Montrer l’identité » : the name on this answer only, and the read in the audit log. */
export async function openIdentite(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  readOp(await readForm(c));
  const id = idOf(c);
  const identite = await forVisiteur(c, 'personne.identite', async (tx, services) => {
    const { racine } = await openDossier(tx, services, visiteur, id);
    return readIdentite(tx, services, visiteur, racine.id, 'fiche');
  });
  if (identite === null) throw new ErreurHttp(404);
  const { prenom, nom, anneeNaissance } = identite;
  return showFiche(c, { identite: { nom: `${prenom} ${nom}`, anneeNaissance: String(anneeNaissance) } });
}

/** Runs one command of the file once, and comes back to it with its sentence. */
export async function runOnce(
  c: Context<AppEnv>,
  type: string,
  travail: (tx: Tx, services: Services, dossier: DossierOuvert, op: string) => Promise<string>,
): Promise<Response> {
  const { visiteur } = c.var;
  const id = idOf(c);
  const op = readOp(await readForm(c));
  try {
    await forVisiteur(c, type, async (tx, services) => {
      const dossier = await openDossier(tx, services, visiteur, id);
      const { orgId, compteId } = visiteur;
      await once(tx, { orgId, op, type, compteId, maintenant: now(services) }, async () => ({
        fait: await travail(tx, services, dossier, op),
      }));
    });
  } catch (error) {
    if (error instanceof Refus) return showFiche(c, { erreurs: toErreurs(error.motifs, () => '') });
    throw error;
  }
  return c.redirect(`/personnes/${id}?fait=${op}`, 303);
}

/** « C’est obtenu » : one tap ends a suivi. */
export async function clore(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  const suiviId = field(await readForm(c), 'suivi');
  return runOnce(c, 'personne.clore', async (tx, services, { groupe }) => {
    const fil = await findFil(tx, visiteur.orgId, suiviId);
    if (fil?.personneId == null || !groupe.includes(fil.personneId)) throw new ErreurHttp(404);
    demand(visiteur, 'lire_relances', { agentId: fil.agentId });
    await closeSuivi(tx, services, visiteur, fil, 'obtenu');
    return 'Suivi clos\u00a0: la personne a obtenu ce qu’elle demandait.';
  });
}

/** The note: screened by the package, sealed, and gone after thirty days. */
export async function keepNoteOf(c: Context<AppEnv>): Promise<Response> {
  const texte = field(await readForm(c), 'note');
  const lue = parseNote(texte);
  if (!lue.ok)
    return showFiche(c, {
      noteSaisie: texte,
      erreurs: toErreurs(lue.motifs, () => 'note'),
    });
  const { visiteur } = c.var;
  return runOnce(c, 'personne.note', async (tx, services, { racine }) => {
    await keepNote(tx, services, visiteur, racine.id, lue.value);
    const alertes = lue.avertissements.map(({ phrase }) => phrase).join(' ');
    if (lue.value === '') return 'Note retirée.';
    return alertes === '' ? 'Note gardée trente jours.' : `Note gardée. À relire\u00a0: ${alertes}`;
  });
}
