import { Hono, type Context } from 'hono';
import { Refus } from '../../db/operation.ts';
import { openGroupe } from '../../domain/acces-personne.ts';
import { readCertificat, type CertificatGarde } from '../../domain/conservation.ts';
import { answerDemande, findDemandeOuverte, type Demande } from '../../domain/demandes.ts';
import { eraseOnDemand, type CertificatEffacement } from '../../domain/effacement.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { carryOut } from '../../server/commande.ts';
import { civilDate, newOp, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, readForm, readOp, toErreurs } from '../../server/formulaire.ts';
import { momentEnMots } from '../../server/heure.ts';
import { forVisiteur, idOf } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { showCopie } from '../personnes/route-droits.tsx';
import { compteOf, LISTES_CONSERVATION } from './modele.ts';
import { DemandeView } from './vue-demande.tsx';
import type { CertificatView } from './vue-demande.tsx';

/** One request whose file is known: copy it, erase it, or say why not. */
export function answerRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/conservation/demandes/:id', (c) => show(c));
  app.post('/conservation/demandes/:id', answer);
  return app;
}

async function findOuverte(c: Context<AppEnv>): Promise<Demande & { personneId: string }> {
  demand(c.var.visiteur, 'executer_effacement');
  const id = idOf(c);
  const lue = await forVisiteur(c, 'demande.lire', (tx) => findDemandeOuverte(tx, c.var.visiteur.orgId, id));
  if (lue?.personneId == null) throw new ErreurHttp(404);
  return { ...lue, personneId: lue.personneId };
}

const EMPORTE = [
  'Le nom, le prénom, l’année de naissance, la note.',
  'Les signatures, les codes, les réponses aux diagnostics.',
  'Les suivis et les adressages. Plus rien ne la retrouve.',
];
const RESTE = [
  'L’histoire des mandats, enchaînée, sans personne derrière\u00a0: la preuve de ce qui a été permis.',
  'Ses visites, comme visites de personne, pour compter juste.',
  'Les sauvegardes des clés pendant trente jours, puis plus rien.',
];

async function show(c: Context<AppEnv>, erreurs: readonly Erreur[] = []): Promise<Response> {
  const { nature, recueLe, personneId, id } = await findOuverte(c);
  return render(
    c,
    <DemandeView
      cadre={makeCadre(c)}
      envoi={{ action: `/conservation/demandes/${id}`, op: newOp(c.var.services) }}
      nature={LISTES_CONSERVATION.libelleNature(nature)}
      numero={personneId}
      recueLe={dateEnMots(recueLe)}
      effacement={nature === 'effacement'}
      emporte={EMPORTE}
      reste={RESTE}
      erreurs={erreurs}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function answer(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  const champs = await readForm(c);
  const geste = field(champs, 'geste');
  const op = readOp(champs);
  demand(visiteur, 'executer_effacement');
  const id = idOf(c);
  if (geste === 'copie') {
    const { personneId } = await findOuverte(c);
    return showCopie(c, champs, (tx) => openGroupe(tx, visiteur.orgId, personneId), {
      nommer: false,
      retour: `/conservation/demandes/${id}`,
    });
  }
  if (geste !== 'effacer' && geste !== 'refuser') throw new ErreurHttp(404);
  const issue = await carryOut(c, `demande.${geste}`, champs, async (tx, services) => {
    const demande = await findDemandeOuverte(tx, visiteur.orgId, id);
    if (demande?.personneId == null) throw new ErreurHttp(404);
    if (geste === 'refuser') {
      await answerDemande(tx, services, visiteur, id, 'refusee');
      return 'Refus inscrit au registre. Écrivez ses raisons à la personne.';
    }
    if (demande.nature !== 'effacement')
      throw new Refus([{ code: 'autre_demande', phrase: 'Cette demande n’est pas un effacement.' }]);
    const { groupe } = await openGroupe(tx, visiteur.orgId, demande.personneId);
    const certificatId = await eraseOnDemand(tx, services, visiteur, { groupe, op });
    await answerDemande(tx, services, visiteur, id, 'satisfaite', certificatId);
    return 'Identité effacée. Le certificat est à remettre à la personne.';
  });
  if (issue.ok) return c.redirect(`/conservation?fait=${issue.op}`, 303);
  return show(
    c,
    toErreurs(issue.motifs, () => ''),
  );
}

type Vue = Omit<Parameters<typeof CertificatView>[0], 'cadre' | 'structure'>;

/** A certificate as the page shows it. */
export async function readCertificatOf(
  c: Context<AppEnv>,
  id: string,
): Promise<{ row: NonNullable<Awaited<ReturnType<typeof readCertificat>>>; vue: Vue }> {
  const { visiteur } = c.var;
  const row = await forVisiteur(c, 'certificat.lire', (tx) => readCertificat(tx, visiteur.orgId, id));
  if (row === null) throw new ErreurHttp(404);
  const quand = momentEnMots(new Date(row.le).toISOString(), visiteur.zone);
  if (row.nature === 'effacement') {
    const { mandats, dossiers, completLe } = row.donnees as CertificatEffacement;
    return {
      row,
      vue: {
        id,
        titre: 'Certificat d’effacement',
        phrases: [
          'Votre nom est effacé. La clé qui l’ouvrait est détruite.',
          'La preuve de vos mandats reste, sans votre nom. La loi le permet.',
        ],
        faits: [
          { terme: 'Fait le', valeur: quand },
          { terme: 'Fiches effacées', valeur: String(dossiers) },
          { terme: 'Mandats gardés comme preuve', valeur: String(mandats) },
          {
            terme: 'Complet le',
            valeur: `${dateEnMots(civilDate(new Date(completLe), visiteur.zone))}, fin des sauvegardes de clés`,
          },
        ],
      },
    };
  }
  const { nombres, regleVersion, hashAvant, hashApres, clesGardees } = row.donnees as CertificatGarde;
  return {
    row,
    vue: {
      id,
      titre: 'Certificat de conservation',
      phrases: ['Les durées de conservation ont été appliquées. Ce certificat ne nomme personne.'],
      faits: [
        { terme: 'Fait le', valeur: quand },
        { terme: 'Règles', valeur: regleVersion },
        { terme: 'Nombres', valeur: compteOf(nombres) },
        { terme: 'Clés gardées pour un mandat', valeur: String(clesGardees) },
        { terme: 'Empreinte avant', valeur: hashAvant },
        { terme: 'Empreinte après', valeur: hashApres },
      ],
    },
  };
}
