import { and, eq } from 'drizzle-orm';
import type { Context, Hono } from 'hono';
import { Refus, type MotifRefus } from '../../db/operation.ts';
import { organisation, service } from '../../db/schema.ts';
import { chooseLogo, chooseTheme, dropLogo } from '../../domain/apparence.ts';
import { publishCharte, readCharte } from '../../domain/charte.ts';
import { listComptes, listServices } from '../../domain/comptes.ts';
import { createId } from '../../domain/identifiant.ts';
import { demand } from '../../server/acces.ts';
import { makeCadre } from '../../server/cadre.ts';
import { carryOut } from '../../server/commande.ts';
import { civilDate, newOp, type AppEnv } from '../../server/contexte.ts';
import { readFait } from '../../server/fait.ts';
import { field, readForm, readFormAndFile, toErreurs, type Champs } from '../../server/formulaire.ts';
import { requireRecent } from '../../server/mw/recent.ts';
import { forVisiteur, queryId } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Erreur } from '../../ui/form.tsx';
import { findTheme, THEME_ORIGINE } from '../../ui/themes.ts';
import { ongletsOf } from './cadre.tsx';
import { CharteAdministrationView, ServicesView, StructureView } from './vue-structure.tsx';

/** The structure itself, its services and its charter. */
export function mountStructure(app: Hono<AppEnv>): void {
  app.get('/administration/structure', (c) => showStructure(c));
  app.post('/administration/structure', saveStructure);
  app.post('/administration/structure/apparence', saveTheme);
  app.post('/administration/structure/logo', saveLogo);
  app.post('/administration/structure/logo/retirer', removeLogo);
  app.get('/administration/services', (c) => showServices(c));
  app.post('/administration/services', addService);
  app.get('/administration/charte', (c) => showCharte(c));
  app.post('/administration/charte', requireRecent, publish);
}

const champOf = ({ path }: MotifRefus): string => String(path?.[0] ?? '');

async function faitOf(c: Context<AppEnv>): Promise<{ fait?: string }> {
  const op = queryId(c, 'fait');
  const fait =
    op === null ? null : await forVisiteur(c, 'fait.lire', (tx) => readFait(tx, c.var.visiteur, op));
  return fait === null ? {} : { fait };
}

async function showStructure(
  c: Context<AppEnv>,
  champs?: Champs,
  erreurs: readonly Erreur[] = [],
): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_comptes');
  const [row] = await forVisiteur(c, 'structure.lire', (tx) =>
    tx.select().from(organisation).where(eq(organisation.orgId, visiteur.orgId)),
  );
  const valeur = (nom: 'nom' | 'telephone' | 'courriel' | 'zone' | 'secours') =>
    champs === undefined ? (row?.[nom] ?? '') : field(champs, nom);
  return render(
    c,
    <StructureView
      cadre={makeCadre(c)}
      onglets={ongletsOf(visiteur)}
      envoi={{ action: '/administration/structure', op: newOp(services) }}
      apparence={{
        envoi: { action: '/administration/structure/apparence', op: newOp(services) },
        theme: visiteur.theme ?? THEME_ORIGINE,
      }}
      logo={{
        envoi: { action: '/administration/structure/logo', op: newOp(services) },
        retrait: { action: '/administration/structure/logo/retirer', op: newOp(services) },
      }}
      valeurs={{
        nom: valeur('nom'),
        telephone: valeur('telephone'),
        courriel: valeur('courriel'),
        zone: valeur('zone'),
        secours: valeur('secours'),
      }}
      erreurs={erreurs}
      {...await faitOf(c)}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function saveStructure(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'gerer_comptes');
  const champs = await readForm(c);
  const issue = await carryOut(c, 'structure.enregistrer', champs, async (tx) => {
    const saisie = readStructure(champs);
    await tx.update(organisation).set(saisie).where(eq(organisation.orgId, visiteur.orgId));
    return 'La structure est enregistrée.';
  });
  if (!issue.ok) return showStructure(c, champs, toErreurs(issue.motifs, champOf));
  return c.redirect(`/administration/structure?fait=${issue.op}`, 303);
}

/** Every account of the structure sees the theme at its next page. */
async function saveTheme(c: Context<AppEnv>): Promise<Response> {
  demand(c.var.visiteur, 'gerer_comptes');
  const champs = await readForm(c);
  const issue = await carryOut(c, 'structure.apparence', champs, async (tx, services, visiteur) => {
    const theme = findTheme(field(champs, 'theme'));
    if (theme === null)
      throw new Refus([
        { code: 'theme_inconnu', phrase: 'Choisissez un des thèmes proposés.', path: ['theme'] },
      ]);
    await chooseTheme(tx, services, visiteur, theme);
    return 'Les couleurs de la structure sont enregistrées.';
  });
  if (!issue.ok) return showStructure(c, undefined, toErreurs(issue.motifs, champOf));
  return c.redirect(`/administration/structure?fait=${issue.op}`, 303);
}

/** The file is read once the account is known to be allowed; nothing of it is kept where it is refused. */
async function saveLogo(c: Context<AppEnv>): Promise<Response> {
  demand(c.var.visiteur, 'gerer_comptes');
  const { champs, fichier } = await readFormAndFile(c, 'logo');
  const issue = await carryOut(c, 'structure.logo', champs, async (tx, services, visiteur) => {
    await chooseLogo(tx, services, visiteur, fichier);
    return 'Le logo de la structure est enregistré.';
  });
  if (!issue.ok) return showStructure(c, undefined, toErreurs(issue.motifs, champOf));
  return c.redirect(`/administration/structure?fait=${issue.op}`, 303);
}

async function removeLogo(c: Context<AppEnv>): Promise<Response> {
  demand(c.var.visiteur, 'gerer_comptes');
  const champs = await readForm(c);
  const issue = await carryOut(c, 'structure.logo-retire', champs, async (tx, services, visiteur) =>
    (await dropLogo(tx, services, visiteur)) ? 'Le logo est retiré.' : 'Il n’y avait plus de logo.',
  );
  if (!issue.ok) return showStructure(c, undefined, toErreurs(issue.motifs, champOf));
  return c.redirect(`/administration/structure?fait=${issue.op}`, 303);
}

function readStructure(champs: Champs) {
  const lu = (nom: string) => field(champs, nom);
  const motifs: MotifRefus[] = [];
  const add = (champ: string, phrase: string) => motifs.push({ code: champ, phrase, path: [champ] });
  if (lu('nom') === '' || lu('nom').length > 150) add('nom', 'Écrivez le nom de la structure.');
  if (lu('telephone') !== '' && !/^\+\d{6,15}$/.test(lu('telephone').replaceAll(/[\s.]/g, '')))
    add('telephone', 'Écrivez le numéro avec son indicatif, comme +33465710042.');
  if (lu('courriel') !== '' && !/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(lu('courriel')))
    add('courriel', 'Écrivez une adresse de courriel.');
  if (lu('secours').length > 200) add('secours', 'Cette phrase est trop longue\u00a0: 200 signes au plus.');
  if (!isZone(lu('zone'))) add('zone', 'Ce fuseau n’existe pas. Écrivez par exemple Europe/Paris.');
  if (motifs.length > 0) throw new Refus(motifs);
  const orNull = (texte: string) => (texte === '' ? null : texte);
  return {
    nom: lu('nom'),
    telephone: orNull(lu('telephone').replaceAll(/[\s.]/g, '')),
    courriel: orNull(lu('courriel')),
    secours: orNull(lu('secours')),
    zone: lu('zone'),
  };
}

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('fr', { timeZone: zone });
    return zone.includes('/') || zone === 'UTC';
  } catch {
    return false;
  }
}

async function showServices(
  c: Context<AppEnv>,
  champs?: Champs,
  erreurs: readonly Erreur[] = [],
): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_comptes');
  const lus = await forVisiteur(c, 'services.lire', async (tx) => ({
    liste: await listServices(tx, visiteur.orgId),
    comptes: await listComptes(tx, visiteur.orgId),
  }));
  return render(
    c,
    <ServicesView
      cadre={makeCadre(c)}
      onglets={ongletsOf(visiteur)}
      envoi={{ action: '/administration/services', op: newOp(services) }}
      services={lus.liste.map((un) => ({
        ...un,
        referents: lus.comptes.filter(({ serviceId, actif }) => actif && serviceId === un.id).length,
      }))}
      nouveau={champs === undefined ? '' : field(champs, 'nom')}
      erreurs={erreurs}
      {...await faitOf(c)}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function addService(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'gerer_comptes');
  const champs = await readForm(c);
  const issue = await carryOut(c, 'service.ajouter', champs, async (tx, services) => {
    const nom = field(champs, 'nom');
    if (nom === '' || nom.length > 100)
      throw new Refus([{ code: 'nom', phrase: 'Écrivez le nom du service.', path: ['nom'] }]);
    const memes = await tx
      .select({ id: service.id })
      .from(service)
      .where(and(eq(service.orgId, visiteur.orgId), eq(service.nom, nom)));
    if (memes.length > 0)
      throw new Refus([{ code: 'service_existant', phrase: 'Ce service est déjà là.', path: ['nom'] }]);
    const id = createId(services.clock().getTime(), services.alea);
    await tx.insert(service).values({ orgId: visiteur.orgId, id, nom });
    return 'Le service est ajouté.';
  });
  if (!issue.ok) return showServices(c, champs, toErreurs(issue.motifs, champOf));
  return c.redirect(`/administration/services?fait=${issue.op}`, 303);
}

async function showCharte(
  c: Context<AppEnv>,
  champs?: Champs,
  erreurs: readonly Erreur[] = [],
): Promise<Response> {
  const { services, visiteur } = c.var;
  demand(visiteur, 'gerer_comptes');
  const { charte, comptes } = await forVisiteur(c, 'charte.administrer', async (tx) => ({
    charte: await readCharte(tx, visiteur.orgId),
    comptes: await listComptes(tx, visiteur.orgId),
  }));
  return render(
    c,
    <CharteAdministrationView
      cadre={makeCadre(c)}
      onglets={ongletsOf(visiteur)}
      envoi={{ action: '/administration/charte', op: newOp(services) }}
      version={charte.version}
      publiee={
        charte.publieeLe === null ? null : dateEnMots(civilDate(new Date(charte.publieeLe), visiteur.zone))
      }
      texte={charte.texte}
      saisie={champs === undefined ? charte.texte : field(champs, 'texte')}
      signatures={comptes
        .filter(({ actif }) => actif)
        .map(({ nom, charteSigneeLe }) => ({
          nom,
          quand: charteSigneeLe === null ? 'pas encore' : `le ${dateEnMots(charteSigneeLe)}`,
        }))}
      erreurs={erreurs}
      {...await faitOf(c)}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

async function publish(c: Context<AppEnv>): Promise<Response> {
  demand(c.var.visiteur, 'gerer_comptes');
  const champs = await readForm(c);
  const issue = await carryOut(c, 'charte.publier', champs, async (tx, services, visiteur) => {
    const texte = field(champs, 'texte').replaceAll('\r\n', '\n');
    const lignes = texte.split('\n').filter((ligne) => ligne.trim() !== '');
    if (lignes.length === 0 || texte.length > 10_000)
      throw new Refus([
        {
          code: 'texte',
          phrase: 'Écrivez au moins une phrase, et dix mille signes au plus.',
          path: ['texte'],
        },
      ]);
    if (new Set(lignes).size !== lignes.length)
      throw new Refus([{ code: 'texte_double', phrase: 'Une phrase y est deux fois.', path: ['texte'] }]);
    const version = await publishCharte(tx, services, visiteur, lignes.join('\n'));
    return `La version ${version} est publiée\u00a0: chacun la signera à sa prochaine page.`;
  });
  if (!issue.ok) return showCharte(c, champs, toErreurs(issue.motifs, champOf));
  return c.redirect(`/administration/charte?fait=${issue.op}`, 303);
}
