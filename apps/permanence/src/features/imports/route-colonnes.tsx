import type { Context } from 'hono';
import { keepCorrespondance, moveImportation, readCorrespondance } from '../../domain/importations.ts';
import { makeCadre } from '../../server/cadre.ts';
import { carryOut } from '../../server/commande.ts';
import { newOp, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, readForm, toErreurs, type Champs } from '../../server/formulaire.ts';
import { forVisiteur } from '../../server/page.ts';
import { render } from '../../server/render.ts';
import type { Erreur } from '../../ui/form.tsx';
import { demandMove, findImportation } from './importation-lue.ts';
import { champsOf, CHOIX_CHAMPS, DEFAUTS, readMapping } from './saisie.ts';
import { startAnalyse } from './travaux.ts';
import { ColonnesView } from './view.tsx';

/** Step 2: which column of the file fills what, as it is understood or as it was kept. */
export async function showColonnes(
  c: Context<AppEnv>,
  champs?: Champs,
  erreurs: readonly Erreur[] = [],
): Promise<Response> {
  const une = await findImportation(c);
  const { options } = une;
  if (une.nature !== 'tableur' || options.projet === null) throw new ErreurHttp(404);
  const { empreinte, personnelles } = options.projet;
  const garde = await forVisiteur(c, 'import.colonnes', (tx, _services, { orgId }) =>
    readCorrespondance(tx, orgId, empreinte),
  );
  const proposes = champsOf(options, garde);
  const defauts: Readonly<Record<string, string | undefined>> = (options.mapping ?? garde)?.defauts ?? {};
  return render(
    c,
    <ColonnesView
      cadre={makeCadre(c)}
      envoi={{ action: `/imports/${une.id}/colonnes`, op: newOp(c.var.services) }}
      colonnes={options.entetes.map((entete, rang) => ({
        ...{ rang, entete },
        champ: champs === undefined ? (proposes.get(rang) ?? '') : field(champs, `col-${rang}`),
        personnelle: personnelles.includes(rang),
      }))}
      champs={CHOIX_CHAMPS}
      defauts={Object.entries(DEFAUTS).map(([nom, { libelle, choix }]) => ({
        ...{ nom, libelle, choix },
        valeur: champs === undefined ? (defauts[nom] ?? '') : field(champs, `defaut-${nom}`),
      }))}
      ordreDate={
        champs === undefined ? ((options.mapping ?? garde)?.ordreDate ?? '') : field(champs, 'ordreDate')
      }
      connue={options.mapping === null && garde !== null}
      erreurs={erreurs}
    />,
    erreurs.length > 0 ? 422 : 200,
  );
}

export async function saveColonnes(c: Context<AppEnv>): Promise<Response> {
  const { services, visiteur } = c.var;
  const une = await findImportation(c);
  const { projet, entetes } = une.options;
  if (projet === null) throw new ErreurHttp(404);
  const champs = await readForm(c);
  const lu = readMapping(champs, { entetes, personnelles: projet.personnelles });
  if ('erreurs' in lu) return showColonnes(c, champs, lu.erreurs);
  const options = { ...une.options, mapping: lu.mapping, echec: null };
  const issue = await carryOut(c, 'import.colonnes', champs, async (tx) => {
    await keepCorrespondance(tx, services, visiteur.orgId, projet.empreinte, lu.mapping);
    await demandMove(
      moveImportation(tx, services, visiteur.orgId, une.id, ['depose', 'pret', 'refuse'], 'analyse', {
        options,
      }),
    );
    return 'Colonnes enregistrées.';
  });
  if (!issue.ok)
    return showColonnes(
      c,
      champs,
      toErreurs(issue.motifs, () => ''),
    );
  const etat = await findImportation(c);
  if (etat.etat === 'analyse') await startAnalyse(services, visiteur, etat);
  return c.redirect(`/imports/${une.id}`, 303);
}
