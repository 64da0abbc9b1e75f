import { getDemarche, type Demarche } from '@porte-plume/demarches';
import type { Context } from 'hono';
import { makeCadre } from '../../server/cadre.ts';
import { civilDate, newOp, type AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { fields, filled, type Champs } from '../../server/formulaire.ts';
import { render } from '../../server/render.ts';
import type { Erreur } from '../../ui/form.tsx';
import { CAPACITES, CONSTITUANTS, PERIMETRES } from './libelles.ts';
import { listDurees, type Preparation } from './preparation.ts';
import { listDemarches, readActes, toChoixThemes, toDemarcheDuMandat } from './quoi.ts';
import { MandatDureeView, MandatQuiView, MandatQuoiView, MandatSaufView } from './view.tsx';

/** The screens before the mandate exists. */
export type EtapePreparation = 'qui' | 'quoi' | 'sauf' | 'duree';

interface Ecran {
  c: Context<AppEnv>;
  mandatId: string;
  preparation: Preparation;
  erreurs?: readonly Erreur[];
  /** What was typed, after a refusal. */
  champs?: Champs;
  /** The capacity is unknown: another way is shown. */
  attente?: boolean;
}

/** The screen of a step, or the first one that is still to fill. */
export function showPreparation(ecran: Ecran, etape: EtapePreparation): Response {
  const { c, mandatId, preparation, erreurs = [] } = ecran;
  const demarche = getDemarche(preparation.demarcheId);
  if (demarche === undefined) throw new ErreurHttp(404);
  const { qui, quoi, renouvelle, suivie } = preparation;
  const connue = suivie?.identite ?? (renouvelle === undefined ? undefined : qui);
  const commun = {
    cadre: makeCadre(c),
    envoi: { action: '/mandat', op: newOp(c.var.services), caches: { mandat: mandatId } },
    erreurs,
    retour:
      renouvelle === undefined ? `/accueil?fiche=${preparation.ficheId}` : `/mandat/${renouvelle.mandatId}`,
  };
  const statut = erreurs.length > 0 ? 422 : 200;
  if (etape === 'qui' || qui === undefined) {
    const attente = ecran.attente === true;
    return render(
      c,
      <MandatQuiView
        {...commun}
        valeurs={toValeursQui(ecran)}
        capacites={CAPACITES}
        constituants={CONSTITUANTS}
        attente={attente}
        {...(connue === undefined ? {} : { connue: `${connue.prenom} ${connue.nom}` })}
      />,
      statut,
    );
  }
  if (etape === 'quoi' || quoi === undefined)
    return render(c, <MandatQuoiView {...commun} {...toQuoi(ecran, demarche)} />, statut);
  if (etape === 'sauf') {
    const themes = quoi.themes.map(({ perimetre, sauf, sansEnvoi }) => ({
      code: perimetre,
      libelle: PERIMETRES[perimetre],
      // What was granted by name cannot be left out of its theme.
      demarches: listDemarches(perimetre)
        .filter(({ id }) => id !== demarche.id)
        .map(({ id, nom }) => ({ code: id, libelle: nom })),
      sauf,
      sansEnvoi,
    }));
    return render(c, <MandatSaufView {...commun} themes={themes} />, statut);
  }
  const { zone } = c.var.visiteur;
  return render(
    c,
    <MandatDureeView
      {...commun}
      durees={listDurees(civilDate(c.var.services.clock(), zone), zone)}
      valeurs={
        ecran.champs === undefined ? { duree: 'mois:6' } : filled(ecran.champs, 'duree', 'jours', 'uneFois')
      }
      uneFoisPossible={quoi.themes.length === 0 && quoi.actes.includes('deposer')}
    />,
    statut,
  );
}

function toValeursQui({ champs, preparation: { qui } }: Ecran) {
  if (champs !== undefined)
    return filled(
      champs,
      'prenom',
      'nom',
      'anneeNaissance',
      'naissance',
      'capacite',
      'signataire',
      'constituant',
      'constituantNom',
      'identiteVerifiee',
    );
  if (qui === undefined) return {};
  const { prenom, nom, anneeNaissance, naissance, capacite, constituant } = qui;
  return {
    prenom,
    nom,
    anneeNaissance: String(anneeNaissance),
    capacite,
    ...(naissance === undefined ? {} : { naissance }),
    ...(constituant === undefined
      ? {}
      : { signataire: 'autre', constituant: constituant.kind, constituantNom: constituant.nom }),
  };
}

function toQuoi({ champs, preparation: { quoi } }: Ecran, demarche: Demarche) {
  const propose = toDemarcheDuMandat(demarche);
  const avant = quoi?.actes ?? propose.actes.map(({ code }) => code);
  return {
    demarches: [propose],
    valeurs: { [demarche.id]: champs === undefined ? avant : readActes(champs, demarche.id) },
    themes: {
      choix: toChoixThemes(demarche),
      valeurs:
        champs === undefined
          ? (quoi?.themes ?? []).map(({ perimetre }) => perimetre)
          : fields(champs, 'theme'),
    },
  };
}
