import { asOrg } from '../db/asOrg.ts';
import { readCleStable } from '../domain/cle-stable.ts';
import { makeArrete } from '../features/tableau/fabrique.ts';
import { chooseAnnee, listAnnees } from '../features/tableau/periode.ts';
import { REGLES } from '../features/tableau/regles.ts';
import { readStructure } from './commande-entretien.ts';
import type { Commande } from './commande-terminal.ts';

const usage = 'tableau --structure <numéro>';

/** The dashboard of a big structure, computed at night: the first reader of the morning waits for nothing. */
export const tableau: Commande = {
  usage,
  async run(services, args) {
    const { orgId, nom, zone } = await readStructure(services, args, usage);
    const { quoi, du, au } = chooseAnnee(listAnnees(services, { zone }), undefined);
    const cle = await asOrg(services.client.db, orgId, 'tableau.cle', (tx) =>
      readCleStable(tx, services, { orgId }, 'protection'),
    );
    await makeArrete(services, { orgId, quoi, periode: { du, au }, cle, regles: REGLES });
    return [`${nom} : tableau de bord arrêté, du ${du} au ${au}.`];
  },
};
