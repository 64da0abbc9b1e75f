import { etatA, POLITIQUE_PAR_DEFAUT, type VueMandat } from '@porte-plume/mandat';
import { eq } from 'drizzle-orm';
import type { Context } from 'hono';
import { once, Refus } from '../../db/operation.ts';
import { compte } from '../../db/schema.ts';
import { runMandat } from '../../domain/mandats.ts';
import { depositPiece } from '../../domain/personnes.ts';
import { depositTiers } from '../../domain/tiers.ts';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import { dateDans } from '../../messages/temps.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, filled, readFormAndFile, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { addDays } from '../../server/heure.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Erreur } from '../../ui/form.tsx';
import { attachToFiche } from './attache.ts';
import { loadMandat, type Chargement } from './chargement.ts';
import { documentOf, texteOf } from './document.ts';
import { afterGeste, champOfMotif, faitOf, planGeste, type Geste } from './geste.ts';
import { resumeDans, resumeOf } from './identites.ts';
import { findLangue, toChoixLangues, toLangueDocument } from './langues.ts';
import { ACTES, CAPACITES, INTERPRETES, LECTURES, REFORMULATIONS } from './libelles.ts';
import { messagesOfMandat } from './mots.ts';
import { toRemise } from './remise.ts';
import type { OralProps } from './signature.tsx';
import { MandatExpliquerView, MandatRegulariserView, MandatSignerView, PasAujourdhuiView } from './view.tsx';

/** From the explanation to the signature, and the signature that an oral agreement still waits for. */

interface Page {
  c: Context<AppEnv>;
  erreurs?: readonly Erreur[];
  champs?: Champs;
}

const retourOf = ({ preparation, lu }: Chargement): string =>
  preparation === null ? `/mandat/${lu.id}` : `/accueil?fiche=${preparation.ficheId}`;

/** The screen of a mandate that is not signed yet; null once it is. */
export function showAccord(page: Page, charge: Chargement, vue: VueMandat): Response | null {
  const nonComprise = vue.statut === 'presente' && vue.lecture?.reformulation === 'non_comprise';
  if (nonComprise && page.c.req.query('etape') === 'pas-aujourdhui')
    return render(
      page.c,
      <PasAujourdhuiView
        cadre={makeCadre(page.c)}
        ensemble={retourOf(charge)}
        reprendre={`/mandat/${charge.lu.id}`}
        messages={messagesOfMandat(vue.lecture?.langue)}
      />,
    );
  if (vue.statut === 'brouillon' || nonComprise) return showExplication(page, charge);
  return vue.statut === 'presente' && vue.acceptation === undefined ? showSignature(page, charge, vue) : null;
}

function commun({ c, erreurs = [] }: Page, charge: Chargement, geste: Geste) {
  const envoi = { action: `/mandat/${charge.lu.id}/${geste}`, op: newOp(c.var.services) };
  return { cadre: makeCadre(c), envoi, erreurs, retour: retourOf(charge) };
}

const statutOf = ({ erreurs = [] }: Page): 200 | 422 => (erreurs.length > 0 ? 422 : 200);

function showExplication(page: Page, charge: Chargement): Response {
  const { c, champs } = page;
  const { source, lu } = charge;
  const langue = findLangue(champs === undefined ? c.req.query('langue') : field(champs, 'langue'));
  const ecrite = toLangueDocument(langue);
  return render(
    c,
    <MandatExpliquerView
      {...commun(page, charge, 'expliquer')}
      texte={texteOf(documentOf(source, 'langage_simple'))}
      {...(ecrite === 'fr' ? {} : { bilingue: documentOf(source, 'langage_simple', { langue: ecrite }) })}
      lectures={LECTURES}
      reformulations={REFORMULATIONS}
      langue={langue}
      messages={messagesOfMandat(langue.code)}
      langues={toChoixLangues()}
      interpretes={INTERPRETES}
      page={`/mandat/${lu.id}`}
      valeurs={
        champs === undefined ? {} : filled(champs, 'lecture', 'reformulation', 'interprete', 'interpreteNom')
      }
    />,
    statutOf(page),
  );
}

const SIGNATURE = [
  'forme',
  'mode',
  'nomEcrit',
  'preuvePapier',
  'referencePapier',
  'temoin1',
  'temoin2',
  'voixHaute',
  'capacite',
  'accepte',
] as const;

function toSignature({ champs }: Page, { lu }: Chargement, langue: string) {
  const suite = langue === 'fr' ? '' : `?langue=${langue}`;
  return {
    valeurs: champs === undefined ? {} : filled(champs, ...SIGNATURE),
    papier: { html: `/mandat/${lu.id}/document${suite}`, pdf: `/mandat/${lu.id}/document.pdf${suite}` },
  };
}

function showSignature(page: Page, charge: Chargement, vue: VueMandat): Response {
  const { c } = page;
  const { source, identites } = charge;
  const maintenant = now(c.var.services);
  const langue = toLangueDocument(findLangue(vue.lecture?.langue));
  const signataire = toSignataire(charge);
  const messages = messagesOfMandat(vue.lecture?.langue);
  return render(
    c,
    <MandatSignerView
      {...commun(page, charge, 'signer')}
      {...toSignature(page, charge, langue)}
      resume={resumeOf(vue, identites, maintenant)}
      {...toTraduit(messages, vue, identites, maintenant)}
      oral={toOral(messages, civilDate(new Date(maintenant), vue.structure.zone))}
      {...(langue === 'fr' ? {} : { bilingue: documentOf(source, 'langage_simple', { langue }) })}
      {...(vue.mandant.capacite === 'inconnue' ? { capacites: CAPACITES } : {})}
      {...(signataire === null ? {} : { signataire })}
    />,
    statutOf(page),
  );
}

/** The summary in the language in which the mandate was explained; none when it was in French. */
function toTraduit(m: Messages, vue: VueMandat, identites: Chargement['identites'], instant: string) {
  return m.langue === 'fr' ? {} : { messages: m, traduit: resumeDans(m, vue, identites, instant) };
}

/** Who signs, when it is not the person alone. */
function toSignataire({ lu, identites }: Chargement): string | null {
  const nom = identites?.constituant?.nom;
  if (identites === null || nom === undefined) return null;
  return lu.etat.constituant.kind === 'curateur_assiste' ? `${identites.mandant.nom}, avec ${nom}` : nom;
}

/** What an oral agreement given today would allow, and until when: both are of the policy. */
function toOral(m: Messages, aujourdhui: string): OralProps {
  const { actesOral, joursOral } = POLITIQUE_PAR_DEFAUT;
  const dernier = addDays(aujourdhui, joursOral);
  const dans = (une: Messages) => [
    une.dit('signer.ensuite'),
    une.dit('signer.dernier', { date: dateDans(une, dernier) }),
    une.dit('signer.seulement'),
  ];
  const traduites = m.langue === 'fr' ? [] : dans(m);
  return {
    phrases: dans(FRANCAIS).map((dit, rang) => {
      const traduit = traduites[rang];
      return traduit === undefined ? { dit } : { dit, traduit };
    }),
    actes: actesOral.map((acte) => ({
      dit: ACTES[acte],
      ...(m.langue === 'fr' ? {} : { traduit: m.dit(`acte.${acte}`) }),
    })),
  };
}

/** The page that puts an oral agreement in writing. */
export async function openRegularisation(c: Context<AppEnv>): Promise<Response> {
  return showRegularisation({ c }, await loadMandat(c));
}

function showRegularisation(page: Page, charge: Chargement): Response {
  const { c } = page;
  const { lu, identites } = charge;
  const vue = etatA(lu.evenements, now(c.var.services));
  const oral = vue?.consentement?.oral;
  if (vue === null || oral === undefined) throw new ErreurHttp(404);
  const base = `/mandat/${lu.id}`;
  const messages = messagesOfMandat(vue.recueil?.langue);
  const signeLe = vue.consentement?.faitLe ?? now(c.var.services);
  const limite = (m: Messages) => m.dit('signer.avant', { date: dateDans(m, oral.auInclus) });
  return render(
    c,
    <MandatRegulariserView
      {...commun(page, charge, 'regulariser')}
      {...toSignature(page, charge, toLangueDocument(findLangue(vue.recueil?.langue)))}
      erreurs={page.erreurs ?? []}
      resume={resumeOf(vue, identites, signeLe)}
      {...toTraduit(messages, vue, identites, signeLe)}
      limite={{ dit: limite(FRANCAIS), traduit: limite(messages) }}
      retour={base}
    />,
    statutOf(page),
  );
}

/** One gesture before the mandate is whole: explain, refuse, sign, or sign what was only said. */
export async function advanceAccord(c: Context<AppEnv>, chemin: Geste): Promise<Response> {
  const { visiteur, services } = c.var;
  demand(visiteur, 'enregistrer_intervention', { classe: 'simple' });
  const { champs, fichier } = await readFormAndFile(c, 'scan');
  const op = readOp(champs);
  const charge = await loadMandat(c);
  const geste: Geste = chemin === 'expliquer' && field(champs, 'etape') === 'refuser' ? 'refuser' : chemin;
  const again = (erreurs: readonly Erreur[]) => showAgain({ c, erreurs, champs }, charge, geste);
  const equipe = await forVisiteur(c, 'mandat.equipe', (tx) =>
    tx.select({ ref: compte.id, nom: compte.nom }).from(compte).where(eq(compte.orgId, visiteur.orgId)),
  );
  const prevu = planGeste(geste, {
    source: charge.source,
    champs,
    scan: fichier,
    services,
    visiteur,
    equipe,
  });
  if ('erreurs' in prevu) return again(prevu.erreurs);
  const { id, personneId } = charge.lu;
  try {
    await forVisiteur(c, `mandat.${geste}`, (tx) =>
      once(
        tx,
        {
          orgId: visiteur.orgId,
          op,
          type: `mandat.${geste}`,
          compteId: visiteur.compteId,
          maintenant: now(services),
        },
        async () => {
          const porteur = { mandatId: id, personneId };
          const remise =
            prevu.remise === undefined ? [] : [await toRemise(tx, services, visiteur, porteur, prevu.remise)];
          await runMandat(tx, services, visiteur, { ...porteur, op }, [...prevu.ordres, ...remise]);
          await depositTiers(tx, services, visiteur, personneId, prevu.tiers);
          if (prevu.piece !== undefined) {
            const { nature, octets } = prevu.piece;
            await depositPiece(tx, services, visiteur, { personneId, nature, octets });
          }
          if (charge.preparation !== null)
            await attachToFiche(tx, services, visiteur, charge.preparation.ficheId, (fiche) =>
              afterGeste(geste, fiche, id, prevu.comprise),
            );
          return { mandatId: id, fait: faitOf(geste, prevu.forme) };
        },
      ),
    );
  } catch (error) {
    if (error instanceof Refus) return again(toErreurs(error.motifs, champOfMotif));
    throw error;
  }
  if (geste === 'refuser' && charge.preparation !== null)
    return c.redirect(`/accueil?fiche=${charge.preparation.ficheId}`, 303);
  if (!prevu.comprise) return c.redirect(`/mandat/${id}?etape=pas-aujourdhui`, 303);
  return c.redirect(geste === 'expliquer' ? `/mandat/${id}` : `/mandat/${id}?fait=${op}`, 303);
}

/** The screen of the refused form, or a plain page when another device has moved the mandate on. */
function showAgain(page: Page, charge: Chargement, geste: Geste): Response {
  if (geste === 'regulariser') return showRegularisation(page, charge);
  const vue = etatA(charge.lu.evenements, now(page.c.var.services));
  const ecran = vue === null ? null : showAccord(page, charge, vue);
  if (ecran !== null) return ecran;
  throw new ErreurHttp(409, page.erreurs?.[0]?.phrase ?? null);
}
