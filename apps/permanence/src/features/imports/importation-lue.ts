import type { Context } from 'hono';
import { Refus, type MotifRefus } from '../../db/operation.ts';
import { readImportation, type Importation } from '../../domain/importations.ts';
import { demand } from '../../server/acces.ts';
import type { AppEnv } from '../../server/contexte.ts';
import { ErreurHttp } from '../../server/erreur-http.ts';
import { forVisiteur, idOf } from '../../server/page.ts';

/** @throws {ErreurHttp} 403 for who may not import */
export const demandImports = (c: Context<AppEnv>): void =>
  demand(c.var.visiteur, 'reprendre_fichier', { agentId: c.var.visiteur.compteId });

/** The import of the address. @throws {ErreurHttp} 404, unknown, foreign and somebody else's alike */
export async function findImportation(c: Context<AppEnv>): Promise<Importation> {
  demandImports(c);
  const id = idOf(c);
  const une = await forVisiteur(c, 'import.lire', (tx, _services, visiteur) =>
    readImportation(tx, visiteur, id),
  );
  if (une === null) throw new ErreurHttp(404);
  return une;
}

export const AILLEURS: MotifRefus = {
  code: 'import_ailleurs',
  phrase: 'Cette reprise n’en est plus là. Rouvrez sa page.',
};

/** @throws {Refus} when the import has gone elsewhere meanwhile */
export async function demandMove(move: Promise<boolean>): Promise<void> {
  if (!(await move)) throw new Refus([AILLEURS]);
}
