import { eq } from 'drizzle-orm';
import type { Context } from 'hono';
import { once, Refus, type MotifRefus } from '../../db/operation.ts';
import { organisation } from '../../db/schema.ts';
import {
  Avertissement,
  createAdressage,
  findAdressage,
  listServices,
  openAdressages,
} from '../../domain/adressages.ts';
import { drawFiche } from '../../domain/fiches-adressage.ts';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { newOp, now, type AppEnv, type Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, readForm, readOp, toErreurs } from '../../server/formulaire.ts';
import { forVisiteur, idOf } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Erreur } from '../../ui/form.tsx';
import { messagesDe } from '../../server/langue.ts';
import { numeroEnMots } from '../demarches/canal.ts';
import { champOf, phraseOf, readValeurs, toSaisie, type ValeursAdressage } from './saisie.ts';
import { FicheView } from './vue-fiche.tsx';
import { NouveauView } from './vue-nouveau.tsx';

/** May send a person, for its own service at least. */
export function demandCreation(visiteur: Visiteur): void {
  demand(visiteur, 'creer_adressage', visiteur.serviceId === null ? {} : { serviceId: visiteur.serviceId });
}

/** Who sends for any service chooses which; a prescriber sends for its own. */
const choosesService = (visiteur: Visiteur): boolean => may(visiteur, 'creer_adressage');

export async function openNouveau(c: Context<AppEnv>): Promise<Response> {
  demandCreation(c.var.visiteur);
  return form(c, newOp(c.var.services), {});
}

async function form(
  c: Context<AppEnv>,
  op: string,
  valeurs: ValeursAdressage,
  plus: { erreurs?: readonly Erreur[]; avertissements?: readonly string[] } = {},
): Promise<Response> {
  const { visiteur } = c.var;
  const services = choosesService(visiteur)
    ? await forVisiteur(c, 'adressages.services', (tx) => listServices(tx, visiteur.orgId))
    : [];
  const faute = (plus.erreurs ?? []).length > 0 || (plus.avertissements ?? []).length > 0;
  return render(
    c,
    <NouveauView
      cadre={makeCadre(c)}
      envoi={{ action: '/adressages/nouveau', op }}
      valeurs={valeurs}
      services={services.map(({ id, nom }) => ({ code: id, libelle: nom }))}
      {...plus}
    />,
    faute ? 422 : 200,
  );
}

export async function postNouveau(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demandCreation(visiteur);
  const champs = await readForm(c);
  const op = readOp(champs);
  const valeurs = readValeurs(champs);
  const parFiche = valeurs.par === 'fiche';
  try {
    await forVisiteur(c, 'adressages.creer', async (tx, services) => {
      const { orgId, compteId } = visiteur;
      const commande = { orgId, op, type: 'adressages.creer', compteId, maintenant: now(services) };
      await once(tx, commande, async () => {
        const serviceId = choosesService(visiteur) ? (valeurs.service ?? '') : (visiteur.serviceId ?? '');
        const connu = (await listServices(tx, orgId)).some(({ id }) => id === serviceId);
        const refus: MotifRefus[] = connu ? [] : [SERVICE];
        const numero = parFiche ? await drawFiche(tx, services, visiteur) : null;
        await createAdressage(tx, services, visiteur, {
          id: op,
          // An id that is sound, so that the package tells all the rest too.
          serviceId: connu ? serviceId : op,
          saisie: toSaisie(valeurs, numero),
          vu: field(champs, 'vu') === 'oui' || !connu,
        }).catch((error: unknown) => {
          if (error instanceof Refus && !(error instanceof Avertissement)) refus.push(...error.motifs);
          else if (connu) throw error;
        });
        if (refus.length > 0) throw new Refus(refus);
        return { fait: 'Envoyé. La réponse viendra ici.' };
      });
    });
  } catch (error) {
    if (error instanceof Avertissement)
      return form(c, op, valeurs, { avertissements: error.motifs.map(({ phrase }) => phrase) });
    if (error instanceof Refus) {
      const dits = error.motifs.map((motif) => ({ ...motif, phrase: phraseOf(motif) }));
      return form(c, op, valeurs, { erreurs: toErreurs(dits, champOf) });
    }
    throw error;
  }
  return c.redirect(parFiche ? `/adressages/${op}/fiche` : `/adressages?fait=${op}`, 303);
}

const SERVICE = {
  code: 'service_inconnu',
  phrase: 'Choisissez un service de la liste.',
  path: ['serviceId'],
};

/** The slip, printed by who sent the person, and by nobody else. */
export async function showFiche(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demandCreation(visiteur);
  const id = idOf(c);
  const lue = await forVisiteur(c, 'adressages.fiche', async (tx, services) => {
    const lu = await findAdressage(tx, services, visiteur, id);
    if (lu?.auteurId !== visiteur.compteId) throw new ErreurHttp(404);
    const contact = (await openAdressages(tx, services, visiteur, [id], 'fiche')).get(id)?.contact;
    const numero = contact !== undefined && 'fiche' in contact ? contact.fiche : null;
    if (numero === null) throw new ErreurHttp(404);
    const [org] = await tx
      .select({ telephone: organisation.telephone })
      .from(organisation)
      .where(eq(organisation.orgId, visiteur.orgId));
    return { numero, telephone: org?.telephone ?? null };
  });
  return render(
    c,
    <FicheView
      cadre={makeCadre(c)}
      numero={lue.numero}
      messages={messagesDe(c)}
      structure={visiteur.organisation}
      telephone={lue.telephone === null ? null : numeroEnMots(lue.telephone)}
    />,
  );
}
