import { Hono, type Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { once, Refus } from '../../db/operation.ts';
import { countAFaire, readAFaire, type AFaire } from '../../domain/echeances.ts';
import { isId } from '../../domain/identifiant.ts';
import { ordre, readMandat, runMandat, type MandatLu } from '../../domain/mandats.ts';
import { readIdentites as readNames, toInitiales } from '../../domain/initiales.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { readFait } from '../../server/fait.ts';
import { field, oneOf, readForm, readOp, toErreurs } from '../../server/formulaire.ts';
import { momentEnMots } from '../../server/heure.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { libelleOfItem } from '../mandat/lignes.ts';
import { EcheancesView, type LigneEcheance, type SectionEcheances } from './view.tsx';

/** Lines shown of each kind, fewer when there are more kinds: a page stays light, the most pressing come first. */
const LIGNES_MAX = [8, 8, 5] as const;
const LIGNES_MIN = 3;

/** How each addressee is told, in one tap: `destinataire.canal`. */
const RAPPELS = {
  mandant: {
    legende: 'Personne prévenue',
    boutons: [
      { code: 'mandant.telephone', libelle: 'par téléphone' },
      { code: 'mandant.presence', libelle: 'sur place' },
      { code: 'mandant.courrier', libelle: 'par courrier' },
    ],
  },
  ecrivains: {
    legende: 'Équipe prévenue',
    boutons: [{ code: 'ecrivains.en_ligne', libelle: 'c’est vu' }],
  },
} as const;

const CODES = ['mandant.telephone', 'mandant.presence', 'mandant.courrier', 'ecrivains.en_ligne'] as const;

/** Échéances: what is due on the mandates of the structure, and one tap to say that somebody was told. */
export function echeancesRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/echeances', (c) => show(c));
  app.post('/echeances', remind);
  return app;
}

async function show(c: Context<AppEnv>, erreurs: readonly Erreur[] = []): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'lire_dossier', { agentId: visiteur.compteId });
  const { sections, fait } = await forVisiteur(c, 'echeances.lire', async (tx) => {
    const faitId = queryId(c, 'fait');
    return {
      sections: await readSections(tx, services, visiteur),
      fait: faitId === null ? null : await readFait(tx, visiteur, faitId),
    };
  });
  return render(
    c,
    <EcheancesView
      cadre={makeCadre(c)}
      envoi={{ action: '/echeances', op: newOp(services) }}
      sections={sections}
      erreurs={erreurs}
      {...(fait === null ? {} : { fait })}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function readSections(tx: Tx, services: Services, visiteur: Visiteur): Promise<SectionEcheances[]> {
  const afaire = await readAFaire(tx, services, visiteur);
  if (countAFaire(afaire) === 0) return [];
  const brutes = toSections(afaire, visiteur.zone).filter(({ lignes }) => lignes.length > 0);
  const nombre = LIGNES_MAX[brutes.length] ?? LIGNES_MIN;
  const montrees = brutes.map((une) => ({ ...une, lignes: une.lignes.slice(0, nombre) }));
  const personnes = montrees.flatMap(({ lignes }) => lignes.map(({ lu }) => lu.personneId));
  const noms = await readNames(tx, services, visiteur, personnes, 'echeances');
  return montrees.map(({ lignes, ...section }, rang) => ({
    ...section,
    reste: (brutes[rang]?.lignes.length ?? 0) - lignes.length,
    lignes: lignes.map(({ lu, quand, rappels = [], renouveler }): LigneEcheance => {
      const identite = noms.get(lu.personneId);
      return {
        id: lu.id,
        initiales: identite === undefined ? 'Identité effacée' : toInitiales(identite),
        demarches: lu.etat.items.map(libelleOfItem),
        quand,
        rappels,
        ...(renouveler === true ? { renouveler: `/mandat/nouveau?renouvelle=${lu.id}` } : {}),
      };
    }),
  }));
}

interface LigneBrute extends Partial<Pick<LigneEcheance, 'rappels'>> {
  lu: MandatLu;
  quand: string;
  renouveler?: boolean;
}

function toSections(
  { bientot, oraux, copies, comptes, arretes }: AFaire,
  zone: string,
): (Omit<SectionEcheances, 'lignes' | 'reste'> & { lignes: LigneBrute[] })[] {
  const depuis = (instant: string) => `depuis le ${dateEnMots(civilDate(new Date(instant), zone))}`;
  return [
    {
      code: 'arretes',
      titre: 'Arrêtés par la personne',
      aide: 'Elle s’est servie du code de sa copie. Plus rien ne se fait à sa place.',
      lignes: arretes.map(({ lu, le }) => ({ lu, quand: `arrêté le ${momentEnMots(le, zone)}` })),
    },
    {
      code: 'oraux',
      titre: 'Accords oraux à faire signer',
      aide: 'Sans signature, l’accord tombe après le dernier jour.',
      lignes: oraux.map(({ lu, auInclus }) => ({ lu, quand: `à signer jusqu’au ${dateEnMots(auInclus)}` })),
    },
    {
      code: 'bientot',
      titre: 'Bientôt finis',
      aide: 'La personne choisit\u00a0: renouveler, ou laisser finir.',
      lignes: bientot.map(({ lu, auInclus, destinataires }) => ({
        lu,
        quand: `dernier jour le ${dateEnMots(auInclus)}`,
        rappels: destinataires.map((un) => RAPPELS[un]),
        renouveler: true,
      })),
    },
    {
      code: 'copies',
      titre: 'Copies à remettre',
      aide: 'Chacun garde la sienne. Elle porte le code qui arrête le mandat.',
      lignes: copies.map(({ lu, depuis: instant }) => ({ lu, quand: depuis(instant) })),
    },
    {
      code: 'comptes',
      titre: 'Comptes à rendre',
      aide: 'Dites à la personne ce qui a été fait pour elle.',
      lignes: comptes.map(({ lu, depuis: instant, nombre }) => ({
        lu,
        quand: `${nombre === 1 ? 'un geste' : `${nombre} gestes`}, ${depuis(instant)}`,
      })),
    },
  ];
}

async function remind(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const champs = await readForm(c);
  const op = readOp(champs);
  const mandatId = field(champs, 'mandat');
  const rappel = oneOf(field(champs, 'rappel'), CODES);
  if (!isId(mandatId)) throw new ErreurHttp(404);
  if (rappel === null) return show(c, [{ champ: '', phrase: 'Ce bouton n’existe plus. Rouvrez la page.' }]);
  const [destinataire, canal] = rappel.split('.') as ['mandant' | 'ecrivains', 'telephone'];
  try {
    await forVisiteur(c, 'echeances.rappeler', async (tx, services) => {
      const lu = await readMandat(tx, visiteur.orgId, mandatId);
      if (lu === null) throw new ErreurHttp(404);
      demand(visiteur, 'lire_dossier', { agentId: lu.etat.acceptation?.ecrivainRef ?? '' });
      const { orgId, compteId } = visiteur;
      const commande = { orgId, op, type: 'echeances.rappeler', compteId, maintenant: now(services) };
      await once(tx, commande, async () => {
        const cible = { mandatId, personneId: lu.personneId, op };
        await runMandat(tx, services, visiteur, cible, [
          ordre('RappelerEcheance', `rappel-${destinataire}`, { destinataire, canal }),
        ]);
        return {
          fait:
            destinataire === 'mandant'
              ? 'Personne prévenue\u00a0: c’est noté.'
              : 'Équipe prévenue\u00a0: c’est noté.',
        };
      });
    });
  } catch (error) {
    if (error instanceof Refus)
      return show(
        c,
        toErreurs(error.motifs, () => ''),
      );
    throw error;
  }
  return c.redirect(`/echeances?fait=${op}`, 303);
}
