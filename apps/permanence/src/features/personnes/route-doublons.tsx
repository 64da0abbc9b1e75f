import { findDoublons, foldName } from '@porte-plume/accompagnement/personne';
import { getLibelle } from '@porte-plume/accompagnement/nomenclatures';
import type { Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { openDossier, type DossierOuvert } from '../../domain/acces-personne.ts';
import { changeFusion } from '../../domain/fusions.ts';
import { findInIndex } from '../../domain/index-personnes.ts';
import { readIdentites, toInitiales } from '../../domain/initiales.ts';
import type { Identite } from '../../domain/identite.ts';
import { listVisites, type Visite } from '../../domain/visites.ts';
import { demand } from '../../server/acces.ts';
import type { AppEnv, Services, Visiteur } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { field, readForm, readOp } from '../../server/formulaire.ts';
import { isId } from '../../domain/identifiant.ts';
import { forVisiteur, idOf } from '../../server/page.ts';
import { dateEnMots } from '../../ui/date.ts';
import { runOnce, showFiche } from './route-fiche.tsx';
import type { Doublon } from './vue-fiche.tsx';

/** Files near enough in the index to be compared by name. */
const CANDIDATS_MAX = 40;

/** Files that may be the same person, with what differs between the two. */
export async function showDoublons(c: Context<AppEnv>): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'lire_identite');
  readOp(await readForm(c));
  const id = idOf(c);
  const doublons = await forVisiteur(c, 'personne.doublons', async (tx, services) => {
    const dossier = await openDossier(tx, services, visiteur, id);
    return listDoublons(tx, services, visiteur, dossier);
  });
  return showFiche(c, { doublons });
}

async function listDoublons(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { racine, groupe, fusions }: DossierOuvert,
): Promise<Doublon[]> {
  const identite = (await readIdentites(tx, services, visiteur, [racine.id], 'doublons')).get(racine.id);
  if (identite === undefined) return [];
  const candidats = (await listCandidats(tx, services, visiteur, identite)).filter(
    (autre) => !groupe.includes(autre) && !fusions.isDistinct(racine.id, autre),
  );
  const identites = await readIdentites(tx, services, visiteur, candidats, 'doublons');
  const toIndex = (de: string, une: Identite) => ({ id: de, ...une });
  const paires = findDoublons([
    toIndex(racine.id, identite),
    ...[...identites].map(([de, une]) => toIndex(de, une)),
  ]);
  const proches = paires.filter(({ a }) => a === racine.id).map(({ b }) => b);
  const visites = await listVisites(tx, visiteur.orgId, [...groupe, ...proches.flatMap(fusions.groupOf)]);
  const of = (ids: readonly string[]) => visites.filter(({ personneId }) => ids.includes(personneId));
  return proches.flatMap((autre) => {
    const une = identites.get(autre);
    const [derniere] = of(fusions.groupOf(autre));
    if (une === undefined) return [];
    return [
      {
        id: autre,
        initiales: toInitiales(une),
        annee: String(une.anneeNaissance),
        derniere:
          derniere === undefined
            ? 'pas encore de visite'
            : `vue le ${dateEnMots(derniere.intervention.date)}, ${derniere.lieu}`,
        conflits: listConflits([identite, une], [of(groupe)[0], derniere]),
      },
    ];
  });
}

/** A year near this one, or the first signs of a name: who shares none of them is no double. */
async function listCandidats(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { prenom, nom, anneeNaissance }: Identite,
): Promise<string[]> {
  const debuts = [prenom, nom].map((un) => Array.from(foldName(un)).slice(0, 2).join(''));
  const annees = [-1, 0, 1].map((ecart) => anneeNaissance + ecart);
  const ids = new Set<string>();
  for (const mot of debuts)
    for (const annee of annees)
      for (const id of await findInIndex(tx, services, visiteur, { mots: [mot], annee }, CANDIDATS_MAX))
        ids.add(id);
  return [...ids].slice(0, CANDIDATS_MAX);
}

/** What the two files do not say alike; no value is lost by the merge, both stay where they were. */
function listConflits(identites: [Identite, Identite], [a, b]: (Visite | undefined)[]): string[] {
  const [x, y] = identites;
  const conflits: string[] = [];
  if (x.anneeNaissance !== y.anneeNaissance)
    conflits.push(`année ${String(x.anneeNaissance)} ou ${String(y.anneeNaissance)}`);
  if (foldName(x.prenom) !== foldName(y.prenom) || foldName(x.nom) !== foldName(y.nom))
    conflits.push('le nom ne s’écrit pas pareil');
  if (a === undefined || b === undefined) return conflits;
  for (const [liste, mot] of [
    ['trancheAge', 'âge'],
    ['genre', 'genre'],
    ['statut', 'situation'],
  ] as const) {
    const [u, v] = [a.intervention.personne.profil[liste], b.intervention.personne.profil[liste]];
    if (u !== v && u !== 'non_demande' && v !== 'non_demande')
      conflits.push(
        `${mot}\u00a0: ${getLibelle(liste, u).toLowerCase()} ou ${getLibelle(liste, v).toLowerCase()}`,
      );
  }
  return conflits;
}

const FAITS = {
  reunir: 'Les deux fiches comptent pour une personne. Rien n’est perdu\u00a0: on peut les séparer.',
  separer: 'Les deux fiches sont de nouveau séparées.',
  distinguer: 'C’est noté\u00a0: ces deux fiches ne seront plus proposées.',
} as const;

/** Merge, undoing, or « ce n’est pas la même personne »: one event, nothing rewritten. */
export async function changeDoublons(
  c: Context<AppEnv>,
  geste: 'reunir' | 'separer' | 'distinguer',
): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'lire_identite');
  const champs = await readForm(c);
  const noms = geste === 'separer' ? (['de', 'vers'] as const) : (['autre', 'autre'] as const);
  const [de, vers] = noms.map((nom) => field(champs, nom));
  if (de === undefined || vers === undefined || !isId(de) || !isId(vers)) throw new ErreurHttp(404);
  return runOnce(c, `personne.${geste}`, async (tx, services, { groupe, racine }) => {
    if (geste === 'separer') {
      if (!groupe.includes(de)) throw new ErreurHttp(404);
      await changeFusion(tx, services, visiteur, { type: 'defusion', de, vers });
    } else {
      const type = geste === 'reunir' ? 'fusion' : 'distinction';
      await changeFusion(tx, services, visiteur, { type, de, vers: racine.id });
    }
    return FAITS[geste];
  });
}
