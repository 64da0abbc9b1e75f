import { createOrientation, type CibleOrientation } from '@porte-plume/accompagnement/orientation';
import { parseOrientation } from '@porte-plume/accompagnement';
import type { Context } from 'hono';
import type { Tx } from '../../db/client.ts';
import { once, Refus, type MotifRefus } from '../../db/operation.ts';
import { createId } from '../../domain/identifiant.ts';
import { insertOrientation, runAdvance } from '../../domain/orientations.ts';
import { demand } from '../../server/acces.ts';
import { now, type AppEnv, type Services, type Visiteur } from '../../server/contexte.ts';
import { field, readForm, readOp, type Champs } from '../../server/formulaire.ts';
import { forVisiteur } from '../../server/page.ts';
import { serviceOf } from './listes.ts';

/** Somebody who is in no file of places: an office that the writer names, or a relative who helps. */
export function readCible(champs: Champs): CibleOrientation | MotifRefus[] {
  const nature = field(champs, 'nature');
  if (nature === 'aidant_familial') return { nature };
  if (nature !== 'organisme')
    return [
      { code: 'code_inconnu', phrase: 'Dites vers qui\u00a0: un organisme, ou un proche.', path: ['nature'] },
    ];
  const organisme = field(champs, 'organisme').trim();
  return organisme === ''
    ? [{ code: 'requis', phrase: 'Écrivez le nom de l’organisme.', path: ['organisme'] }]
    : { nature, organisme };
}

/**
 * Keeps an orientation that no search gives. The person has said yes: it waits for news like the others.
 * @throws {Refus} with every motif
 */
async function keepAilleurs(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { op, interventionId, champs }: { op: string; interventionId: string; champs: Champs },
): Promise<string> {
  const cible = readCible(champs);
  const besoin = serviceOf(field(champs, 'besoinAilleurs'));
  const motifs = [
    ...(Array.isArray(cible) ? cible : []),
    ...(besoin === undefined
      ? [{ code: 'requis', phrase: 'Dites pour quel besoin.', path: ['besoinAilleurs'] }]
      : []),
  ];
  if (Array.isArray(cible) || besoin === undefined) throw new Refus(motifs);
  const maintenant = now(services);
  const { orgId, compteId } = visiteur;
  const { reponse } = await once(
    tx,
    { orgId, op, type: 'orientation.ailleurs', compteId, maintenant },
    async () => {
      const id = createId(services.clock().getTime(), services.alea);
      const lue = parseOrientation(
        createOrientation(
          { id, interventionId, cible, besoin, raisons: [], canal: 'remis_papier' },
          { maintenant, zone: visiteur.zone },
        ),
      );
      if (!lue.ok)
        throw new Refus([
          {
            code: 'texte_invalide',
            phrase: 'Écrivez un nom d’organisme, en 120 signes au plus.',
            path: ['organisme'],
          },
        ]);
      await insertOrientation(tx, orgId, lue.value, { fiche: null, modifieLe: maintenant });
      await runAdvance(tx, services, visiteur, id, { vers: 'acceptee' });
      return { id, fait: 'Orientation notée.' };
    },
  );
  return reponse.id;
}

/** @param montre - shows the form again with what is wrong */
export async function answerAilleurs(
  c: Context<AppEnv>,
  entryOf: (tx: Tx, id: string) => Promise<string | null>,
  montre: (champs: Champs, motifs: readonly MotifRefus[]) => Promise<Response>,
): Promise<Response> {
  const { visiteur } = c.var;
  demand(visiteur, 'repondre_orientation');
  const champs = await readForm(c);
  const op = readOp(champs);
  try {
    const id = await forVisiteur(c, 'orientation.ailleurs', async (tx, services) => {
      const interventionId = await entryOf(tx, field(champs, 'entree'));
      if (interventionId === null)
        throw new Refus([{ code: 'sans_fiche', phrase: 'Enregistrez d’abord la fiche de la personne.' }]);
      return keepAilleurs(tx, services, visiteur, { op, interventionId, champs });
    });
    return c.redirect(`/orientation/${id}?fait=${op}`, 303);
  } catch (error) {
    if (error instanceof Refus) return montre(champs, error.motifs);
    throw error;
  }
}
