import type { Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { openDossier } from '../../domain/acces-personne.ts';
import { keepBrouillon } from '../../domain/brouillons.ts';
import { isId } from '../../domain/identifiant.ts';
import { listVisites } from '../../domain/visites.ts';
import { demand } from '../../server/acces.ts';
import { newOp, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, readForm, readOp } from '../../server/formulaire.ts';
import { forVisiteur, idOf } from '../../server/page.ts';
import { FICHE, type Fiche } from '../accueil/fiche.ts';

/** Issues after which the same démarche is probably what brings the person back. */
const EN_COURS = ['a_poursuivre', 'en_attente_reponse', 'bloquee'];

/**
 * Opens an entry for a known person: her profile and the way she was helped come from her last visit, and the démarche
 * too when it was left unfinished. A return costs what changed since.
 * @param passage - who the queue announced, when it is her
 * @returns the id of the entry
 */
export async function openFicheOf(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  personneId: string,
  passage = '',
): Promise<string> {
  const { groupe, racine, effacee } = await openDossier(tx, services, visiteur, personneId);
  if (effacee) throw new ErreurHttp(404);
  const [derniere] = await listVisites(tx, visiteur.orgId, groupe);
  const id = newOp(services);
  const contenu: Fiche = {
    valeurs: {
      ...(derniere === undefined ? {} : toValeurs(derniere.intervention)),
      ...(isId(passage) ? { passage } : {}),
    },
    personne: { id: racine.id, pseudonyme: racine.pseudonyme },
  };
  await keepBrouillon(tx, services, visiteur, { id, nature: FICHE, contenu });
  return id;
}

function toValeurs({
  personne: { profil },
  actes,
}: Awaited<ReturnType<typeof listVisites>>[number]['intervention']): Fiche['valeurs'] {
  const [acte] = actes;
  const { trancheAge, genre, statut } = profil;
  const suite = acte !== undefined && EN_COURS.includes(acte.issue.code) ? acte.objet : null;
  return {
    trancheAge,
    genre,
    statut,
    // Acting in her place has to be asked again each time: only help given with her is carried over.
    ...(acte === undefined || acte.mode.startsWith('faire_a_la_place') ? {} : { mode: acte.mode }),
    ...(suite?.nature === 'demarche' ? { demarche: suite.demarcheId } : {}),
  };
}

/** « Accueillir cette personne » : the entry opens with what is known. */
export async function accueille(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const champs = await readForm(c);
  readOp(champs);
  const id = idOf(c);
  const fiche = await forVisiteur(c, 'personne.accueillir', (tx, services) =>
    openFicheOf(tx, services, visiteur, id, field(champs, 'passage')),
  );
  return c.redirect(`/accueil?fiche=${fiche}`, 303);
}
