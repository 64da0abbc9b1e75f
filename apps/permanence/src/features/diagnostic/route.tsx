import { parseQr } from '@porte-plume/diagnostic/qr';
import { motDe } from '@porte-plume/diagnostic/langues';
import { Hono, type Context } from 'hono';
import { once } from '../../db/operation.ts';
import { dropBrouillon, keepBrouillon } from '../../domain/brouillons.ts';
import { keepDiagnostic, type DiagnosticGarde } from '../../domain/diagnostics.ts';
import { entretienDe, questionDans } from '../../messages/entretien.ts';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import { dateDans } from '../../messages/temps.ts';
import { demand, may } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, now, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, readForm, readOp, toErreurs, type Champs } from '../../server/formulaire.ts';
import { messagesDe, messagesIn } from '../../server/langue.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { Francais } from '../../ui/langues.tsx';
import type { Choix, Envoi, Erreur } from '../../ui/form.tsx';
import { valeursOf, raisonsOf } from './apart.ts';
import { advanced } from './avancer.ts';
import { findDerniere, load, type Charge } from './chargement.ts';
import { DEBUT, ecranOf, ENTRETIEN, entretienOf, itemOf, lastOf, type Entretien } from './entretien.ts';
import { direGarde, proposeFor, readSuites, resultatOf, statistiqueOf, toDossier } from './resultat.ts';
import {
  DiagnosticAccueilView,
  DiagnosticFreinsView,
  DiagnosticHistoireView,
  DiagnosticMontrerView,
  DiagnosticPlusView,
  DiagnosticQuestionView,
  DiagnosticRessentiView,
  DiagnosticResultatView,
} from './view.tsx';
import { SansFicheView } from './vue-sans-fiche.tsx';

/** Diagnostics shown in full; the dates of the others follow. */
const MONTRES = 2;
const RETOUR = '/';

/** The interview after an entry: one question a page, no mark, stop when you want. */
export function diagnosticRoutes(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.get('/diagnostic', async (c) => {
    demand(c.var.visiteur, 'enregistrer_intervention', { classe: 'simple' });
    const id = await findDerniere(c);
    if (id === null) return render(c, <SansFicheView cadre={makeCadre(c)} />);
    return c.redirect(`/diagnostic/${id}`, 303);
  });
  app.get('/diagnostic/:id', async (c) => show(c, await load(c), messagesDe(c)));
  app.post('/diagnostic/:id', advance);
  return app;
}

function show(
  c: Context<AppEnv>,
  charge: Charge,
  m: Messages,
  refus?: { code: string; erreurs: readonly Erreur[] },
): Response {
  const cadre = makeCadre(c);
  const { id, entretien, gardes } = charge;
  const { zone } = c.var.visiteur;
  const dateOf = (instant: string, dans = m) => dateDans(dans, civilDate(new Date(instant), zone));
  const envoi = (caches?: Record<string, string>): Envoi => ({
    action: `/diagnostic/${id}`,
    op: newOp(c.var.services),
    caches: { ...caches, langue: m.langue },
  });
  const derniere = gardes.at(-1);
  if (entretien === null) {
    if (charge.fini && refus === undefined) return render(c, <Histoire />);
    return render(
      c,
      <DiagnosticAccueilView
        cadre={cadre}
        envoi={envoi()}
        retour={RETOUR}
        messages={m}
        {...(derniere === undefined ? {} : { derniere: dateOf(derniere.faitLe) })}
        {...refus}
      />,
      refus === undefined ? 200 : 422,
    );
  }
  const ecran = ecranOf(entretien);
  switch (ecran.nature) {
    case 'question': {
      const texte = questionDans(m, ecran.item);
      const francais = questionDans(FRANCAIS, ecran.item).text;
      const rang = String(ecran.posees + 1);
      return render(
        c,
        <DiagnosticQuestionView
          cadre={cadre}
          envoi={envoi({ item: ecran.item })}
          messages={m}
          surtitre={
            ecran.reprise
              ? m.dit('repere.revoir')
              : entretien.complet
                ? motDe(entretienDe(m), 'rang').replace('{n}', rang)
                : m.dit('repere.rang', { rang, total: '3' })
          }
          question={texte.text}
          francais={francais}
          {...(texte.aide === undefined ? {} : { aide: texte.aide })}
          {...choixDe(m, ecran.item)}
          parole={entretien.parole}
          {...(texte.text === francais ? { voix: ecran.item } : {})}
          precedente={!ecran.reprise && lastOf(entretien) !== null}
        />,
      );
    }
    case 'montrer':
      return render(
        c,
        <DiagnosticMontrerView
          cadre={cadre}
          envoi={envoi({ item: ecran.item })}
          messages={m}
          tache={questionDans(m, ecran.item).consigne ?? ecran.tache}
          francais={ecran.tache}
        />,
      );
    case 'plus':
      return render(c, <DiagnosticPlusView cadre={cadre} envoi={envoi()} messages={m} reste={ecran.reste} />);
    case 'ressenti':
      return render(
        c,
        <DiagnosticRessentiView cadre={cadre} envoi={envoi()} messages={m} valeurs={entretien.ressenti} />,
      );
    case 'freins':
      return render(
        c,
        <DiagnosticFreinsView cadre={cadre} envoi={envoi()} messages={m} valeurs={freinsOf(entretien)} />,
      );
    case 'resultat': {
      const avant =
        derniere?.dossier == null ? null : { date: dateOf(derniere.faitLe), dossier: derniere.dossier };
      return render(
        c,
        <DiagnosticResultatView
          cadre={cadre}
          envoi={envoi()}
          messages={m}
          {...resultatOf(entretien, charge.entree, avant, m)}
        />,
      );
    }
  }

  function Histoire() {
    const dits = gardes.map((un, rang) =>
      direGarde(un, gardes[rang - 1], (instant) => dateOf(instant, FRANCAIS)),
    );
    return (
      <DiagnosticHistoireView
        cadre={cadre}
        envoi={envoi()}
        retour={RETOUR}
        diagnostics={dits.slice(-MONTRES).reverse()}
        anciens={dits.slice(0, -MONTRES).map(({ date }) => date)}
        {...(may(c.var.visiteur, 'lire_orientation') && hasAccord(gardes)
          ? { orientation: `/orientation?entree=${id}` }
          : {})}
        {...(charge.fait === null ? {} : { fait: charge.fait })}
      />
    );
  }
}

/** The answers of a choice item in the language of the person, with the French under them. */
function choixDe(m: Messages, code: string): { choix?: readonly Choix[] } {
  const { choices } = itemOf(code);
  if (choices === undefined) return {};
  const { phrases } = entretienDe(m);
  return {
    choix: Object.entries(choices).map(([valeur, libelle]) => ({
      code: valeur,
      libelle: phrases[`choix.${valeur}`] ?? libelle,
      traduction: <Francais m={m}>{libelle}</Francais>,
    })),
  };
}

/** The person agreed to something the last time: it may be looked for now. */
const hasAccord = (gardes: readonly DiagnosticGarde[]): boolean =>
  gardes.at(-1)?.suites.some(({ accueil }) => accueil === 'confirmee' || accueil === 'ajoutee') === true;

function freinsOf({ freins }: Entretien) {
  return {
    frein: raisonsOf(freins),
    equipement: valeursOf(freins, 'equipement'),
    connexion: valeursOf(freins, 'connexion'),
    lecture: valeursOf(freins, 'lecture'),
    'besoin-fonctionnel': valeursOf(freins, 'besoin-fonctionnel'),
  };
}

async function advance(c: Context<AppEnv>): Promise<Response> {
  const champs = await readForm(c);
  const op = readOp(champs);
  const charge = await load(c);
  const { id, entretien } = charge;
  const m = messagesIn(c, champs);
  const etape = field(champs, 'etape');
  if (entretien !== null && etape === 'noter') return record(c, charge, champs, op);
  if (etape === 'oublier') {
    await forVisiteur(c, 'diagnostic.oublier', (tx, _services, visiteur) => dropBrouillon(tx, visiteur, id));
    return c.redirect(RETOUR, 303);
  }
  if (entretien === null && etape === 'importer') {
    const code = field(champs, 'code');
    const lu = parseQr(code);
    if (!lu.ok) return show(c, charge, m, { code, erreurs: toErreurs(lu.motifs, () => 'code') });
    return keep(c, id, m, entretienOf(lu.value));
  }
  if (entretien === null) return etape === 'commencer' ? keep(c, id, m, DEBUT) : back(c, id, m);
  const suite = advanced(entretien, champs, now(c.var.services));
  // A page that is no longer current changes nothing: the current question is shown again.
  return suite === null ? back(c, id, m) : keep(c, id, m, suite);
}

/** The language goes with the address: nothing keeps that of a person. */
const back = (c: Context<AppEnv>, id: string, { langue }: Messages): Response =>
  c.redirect(`/diagnostic/${id}${messagesDe(c).langue === langue ? '' : `?langue=${langue}`}`, 303);

async function keep(c: Context<AppEnv>, id: string, m: Messages, contenu: Entretien): Promise<Response> {
  await forVisiteur(c, 'diagnostic.garder', (tx, services, visiteur) =>
    keepBrouillon(tx, services, visiteur, { id, nature: ENTRETIEN, contenu }),
  );
  return back(c, id, m);
}

/** Keeps the result with the entry, and the answers with the person where somebody is followed. */
async function record(
  c: Context<AppEnv>,
  { id, entree, entretien }: Charge,
  champs: Champs,
  op: string,
): Promise<Response> {
  if (entretien === null) throw new ErreurHttp(404);
  await forVisiteur(c, 'diagnostic.noter', (tx, services, visiteur) =>
    once(
      tx,
      {
        orgId: visiteur.orgId,
        op,
        type: 'diagnostic.noter',
        compteId: visiteur.compteId,
        maintenant: now(services),
      },
      async () => {
        const gardees = await keepDiagnostic(tx, services, visiteur, {
          interventionId: id,
          personneId: entree.personneId,
          statistique: statistiqueOf(entretien),
          suites: readSuites(champs, proposeFor(entretien, entree)),
          dossier: toDossier(entretien),
        });
        await dropBrouillon(tx, visiteur, id);
        return {
          fait: gardees
            ? 'Résultat gardé. Les réponses restent dans le dossier de la personne, scellées.'
            : 'Résultat gardé avec la fiche. Les réponses sont effacées.',
        };
      },
    ),
  );
  return c.redirect(`/diagnostic/${id}?fait=${op}`, 303);
}
