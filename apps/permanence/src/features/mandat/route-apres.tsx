import { etatA, type VueMandat } from '@porte-plume/mandat';
import type { Context } from 'hono';
import { once, Refus } from '../../db/operation.ts';
import { createCodeTiers, publishCodeTiers } from '../../domain/codes.ts';
import { ordre, runMandat } from '../../domain/mandats.ts';
import { demand } from '../../server/acces.ts';
import { findLangue } from '../../messages/langue.ts';
import { messagesOf, type Messages } from '../../messages/messages.ts';
import { dateDans } from '../../messages/temps.ts';
import { makeCadre } from '../../server/cadre.ts';
import { newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, isChoix, readForm, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { MandatVue } from './apres.tsx';
import { loadMandat, type Chargement } from './chargement.ts';
import { libelleOf, ORGANISMES } from './choix.ts';
import { BulletinView, ConsultationsView } from './codes-tiers.tsx';
import { histoireOf } from './histoire.ts';
import { initialesOf } from './identites.ts';
import { listLignes } from './lignes.ts';
import {
  isARegulariser,
  isFinProche,
  listARendre,
  toAvertissements,
  toCodes,
  toFaits,
  toItems,
  toPapiers,
  toStatut,
} from './modele-apres.ts';
import { messagesOfMandat } from './mots.ts';
import { RARES, RaresView } from './rares.tsx';
import { toRemise } from './remise.ts';
import { champOfSuite, FAITS, planSuite, type Suite } from './suite.ts';

/** The form that was refused: which one, what was typed, and why. */
interface Refuse {
  geste: Suite | 'code';
  champs: Champs;
  erreurs: readonly Erreur[];
}

/** The page of a mandate after its signature. */
export function renderApres(
  c: Context<AppEnv>,
  { lu, preparation, identites, fait }: Chargement,
  vue: VueMandat,
  refuse?: Refuse,
): Response {
  const { services, visiteur } = c.var;
  const { zone } = visiteur;
  const base = `/mandat/${lu.id}`;
  const op = newOp(services);
  const enCours = vue.statut === 'actif' || vue.statut === 'suspendu';
  const signe = vue.acceptation !== undefined;
  const codes = toCodes(vue, zone);
  return render(
    c,
    <MandatVue
      cadre={makeCadre(c)}
      envoi={(geste) => ({ action: `${base}/${geste}`, op })}
      {...toRefus(refuse)}
      {...(fait === null ? {} : { fait })}
      statut={toStatut(vue.statut)}
      dernierJour={vue.periode === undefined ? 'aucun\u00a0: pas signé' : dateEnMots(vue.periode.auInclus)}
      faits={toFaits(vue, zone)}
      avertissements={toAvertissements(vue, zone)}
      initiales={initialesOf(identites)}
      items={toItems(vue)}
      {...(signe ? toPapiers(vue, base) : {})}
      {...toNext(vue, preparation, zone)}
      {...(isARegulariser(vue) ? { aSigner: `${base}/regulariser` } : {})}
      aRemettre={enCours && vue.exemplaire === undefined}
      aRendre={listARendre(vue, zone)}
      suites={{
        enCours,
        ...(vue.effacements.length > 0 ? {} : { rares: `${base}/autre` }),
        lignes: enCours ? listLignes(vue, vue.instant) : [],
      }}
      codes={codes}
      {...(codes.length === 0 ? {} : { consultations: `${base}/consultations` })}
      organismes={signe && identites !== null ? ORGANISMES : []}
      histoire={histoireOf(lu.evenements, zone)}
    />,
    refuse === undefined ? 200 : 422,
  );
}

/** The one way on: back to the entry that asked for the mandate, or its renewal when it ends. */
function toNext(
  vue: VueMandat,
  preparation: Chargement['preparation'],
  zone: string,
): { suite?: { href: string; libelle: string } } {
  if (preparation !== null)
    return { suite: { href: `/accueil?fiche=${preparation.ficheId}`, libelle: 'Reprendre la fiche' } };
  return isFinProche(vue, zone) || vue.statut === 'expire'
    ? { suite: { href: `/mandat/nouveau?renouvelle=${vue.id}`, libelle: 'Renouveler le mandat' } }
    : {};
}

function firstValues(champs: Champs): Record<string, string> {
  return Object.fromEntries([...champs].map(([nom, valeurs]) => [nom, valeurs[0] ?? '']));
}

/** The page of what seldom happens. */
export async function showRares(c: Context<AppEnv>): Promise<Response> {
  const charge = await loadMandat(c);
  return renderRares(c, charge, vueOf(c, charge));
}

function renderRares(c: Context<AppEnv>, charge: Chargement, vue: VueMandat, refuse?: Refuse): Response {
  const base = `/mandat/${charge.lu.id}`;
  const op = newOp(c.var.services);
  if (vue.acceptation === undefined) throw new ErreurHttp(404);
  return render(
    c,
    <RaresView
      cadre={makeCadre(c)}
      initiales={initialesOf(charge.identites)}
      enCours={vue.statut === 'actif' || vue.statut === 'suspendu'}
      suspendu={vue.statut === 'suspendu'}
      envoi={(geste) => ({ action: `${base}/${geste}`, op })}
      {...toRefus(refuse)}
      retour={base}
    />,
    refuse === undefined ? 200 : 422,
  );
}

function toRefus(refuse: Refuse | undefined) {
  return refuse === undefined
    ? {}
    : { erreurs: refuse.erreurs, refus: { geste: refuse.geste, valeurs: firstValues(refuse.champs) } };
}

/** The mandate of the request as it stands now. */
function vueOf(c: Context<AppEnv>, { lu }: Chargement): VueMandat {
  const vue = etatA(lu.evenements, now(c.var.services));
  if (vue === null) throw new ErreurHttp(404);
  return vue;
}

/** One thing that happens to a mandate after its signature. */
export async function changeApres(c: Context<AppEnv>, geste: Suite): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const champs = await readForm(c);
  const op = readOp(champs);
  const charge = await loadMandat(c);
  const { id: mandatId, personneId, etat } = charge.lu;
  const renderAgain = RARES.some((rare) => rare === geste) ? renderRares : renderApres;
  const again = (erreurs: readonly Erreur[]) =>
    renderAgain(c, charge, vueOf(c, charge), { geste, champs, erreurs });
  const prevu = planSuite(geste, champs, { etat, zone: visiteur.zone, maintenant: now(services) });
  if ('erreurs' in prevu) return again(prevu.erreurs);
  try {
    await forVisiteur(c, `mandat.${geste}`, (tx) =>
      once(tx, commandeOf(c, op, geste), async () => {
        const un =
          'remise' in prevu
            ? await toRemise(tx, services, visiteur, { mandatId, personneId }, prevu.remise)
            : prevu.ordre;
        await runMandat(tx, services, visiteur, { mandatId, personneId, op }, [un]);
        return { fait: FAITS[geste] };
      }),
    );
  } catch (error) {
    if (error instanceof Refus) return again(toErreurs(error.motifs, (motif) => champOfSuite(geste, motif)));
    throw error;
  }
  return c.redirect(`/mandat/${mandatId}?fait=${op}`, 303);
}

function commandeOf(c: Context<AppEnv>, op: string, geste: Suite | 'code') {
  const { services, visiteur } = c.var;
  return {
    orgId: visiteur.orgId,
    op,
    type: `mandat.${geste}`,
    compteId: visiteur.compteId,
    maintenant: now(services),
  };
}

/** A code for a third party, and the slip that shows it. */
export async function giveCode(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const champs = await readForm(c);
  const op = readOp(champs);
  const charge = await loadMandat(c);
  const { id: mandatId, personneId } = charge.lu;
  const destinataire = field(champs, 'organisme');
  const again = (erreurs: readonly Erreur[]) =>
    renderApres(c, charge, vueOf(c, charge), { geste: 'code', champs, erreurs });
  if (!isChoix(destinataire, ORGANISMES))
    return again([{ champ: 'organisme', phrase: 'Dites pour quel organisme.' }]);
  try {
    const { canonical, auInclus } = await forVisiteur(c, 'mandat.code', async (tx) => {
      const porteur = { mandatId, personneId };
      const code = await createCodeTiers(tx, services, visiteur, porteur, op);
      if (code === null) throw new ErreurHttp(409, 'L’identité de la personne est effacée.');
      const { reponse } = await once(tx, commandeOf(c, op, 'code'), async () => {
        await publishCodeTiers(tx, services, visiteur, porteur, code.canonical);
        const emettre = ordre('EmettreCodeTiers', 'code', { codeCommitment: code.engagement, destinataire });
        const etat = await runMandat(tx, services, visiteur, { ...porteur, op }, [emettre]);
        const emis = etat.codes.find(({ codeCommitment }) => codeCommitment === code.engagement);
        return { auInclus: emis?.emission?.auInclus ?? '' };
      });
      return { canonical: code.canonical, auInclus: reponse.auInclus };
    });
    const m = messagesOfPapier(vueOf(c, charge));
    return render(
      c,
      <BulletinView
        cadre={makeCadre(c)}
        code={canonical}
        organisme={libelleOf(ORGANISMES, destinataire)}
        adresse={`${services.env.origin}/v`}
        dernierJour={dateDans(m, auInclus)}
        retour={`/mandat/${mandatId}`}
        messages={m}
      />,
    );
  } catch (error) {
    if (error instanceof Refus) return again(toErreurs(error.motifs, () => ''));
    throw error;
  }
}

/** A slip for the person is in the language in which her mandate was explained. */
const messagesOfPapier = ({ recueil, lecture }: VueMandat): Messages =>
  messagesOfMandat(recueil?.langue ?? lecture?.langue);

/** Who looked at the mandate with a code, and when: a sheet for the person. */
export async function showConsultations(c: Context<AppEnv>): Promise<Response> {
  const charge = await loadMandat(c);
  const { zone } = c.var.visiteur;
  const vue = vueOf(c, charge);
  const demandee = findLangue(c.req.query('langue'));
  const messages = demandee === undefined ? messagesOfPapier(vue) : messagesOf(demandee);
  return render(
    c,
    <ConsultationsView
      cadre={makeCadre(c)}
      initiales={initialesOf(charge.identites)}
      codes={toCodes(vue, zone, messages)}
      messages={messages}
      retour={`/mandat/${charge.lu.id}`}
    />,
  );
}
