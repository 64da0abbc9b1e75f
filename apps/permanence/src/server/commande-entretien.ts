import { parseArgs } from 'node:util';
import { asOrg } from '../db/asOrg.ts';
import { organisation } from '../db/schema.ts';
import { signTetes } from '../domain/audit.ts';
import { executeConservation, HORLOGE, readPlan } from '../domain/conservation.ts';
import { isId } from '../domain/identifiant.ts';
import { rotate } from '../domain/rotation.ts';
import type { Commande } from './commande-terminal.ts';
import { civilDate, type Services } from './contexte.ts';
import { ErreurDemarrage } from './env.ts';
import { doubtHorloge } from './horloge.ts';

/** The structure that a command works on: no login sees two of them at once, so its number is given. */
export async function readStructure(
  services: Services,
  args: readonly string[],
  usage: string,
): Promise<{ orgId: string; nom: string; zone: string; executer: boolean; date: string }> {
  let values: { structure?: string; executer?: boolean; date?: string };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { structure: { type: 'string' }, executer: { type: 'boolean' }, date: { type: 'string' } },
    }));
  } catch {
    throw new ErreurDemarrage(`Commande mal écrite. Écrivez :\n  ${usage}`);
  }
  const { structure: orgId = '', executer = false, date = '' } = values;
  const [row] = isId(orgId)
    ? await asOrg(services.client.db, orgId, 'structure.lire', (tx) => tx.select().from(organisation))
    : [];
  if (row === undefined)
    throw new ErreurDemarrage(
      `--structure : aucun réseau ne porte ce numéro. Il est en bas du registre des traitements.\nÉcrivez :\n  ${usage}`,
    );
  return { orgId, nom: row.nom, zone: row.zone, executer, date };
}

const usageConservation = 'conservation --structure <numéro> [--executer [--date AAAA-MM-JJ]]';

/**
 * The retention rules, for the clock of the server: a dry run, unless told to do it. Once a day is enough. A clock in
 * doubt ends nothing, unless somebody who is there says what day it is.
 */
export const conservation: Commande = {
  usage: usageConservation,
  async run(services, args) {
    const { orgId, nom, zone, executer, date } = await readStructure(services, args, usageConservation);
    const executant = { orgId, zone, compteId: HORLOGE };
    if (!executer) {
      const plan = await asOrg(services.client.db, orgId, 'conservation.lire', (tx) =>
        readPlan(tx, services, executant),
      );
      const gardes = plan.filter(({ action }) => action === 'garder').length;
      return [
        `${nom} : ${String(plan.length - gardes)} lignes à faire, ${String(gardes)} gardées par un gel.`,
        'Essai à blanc : rien n’est effacé. Ajoutez --executer pour le faire.',
      ];
    }
    const doute = await doubtHorloge(services, orgId);
    if (doute !== null && date !== civilDate(services.clock(), zone))
      throw new ErreurDemarrage(
        `${nom} : ${doute} Rien n’a été effacé.\nRéglez l’horloge. Si elle est juste, dites la date du jour : --executer --date AAAA-MM-JJ`,
      );
    const certificat = await asOrg(services.client.db, orgId, 'conservation.executer', (tx) =>
      executeConservation(tx, services, executant),
    );
    return [certificat === null ? `${nom} : rien à faire.` : `${nom} : fait. Certificat ${certificat}.`];
  },
};

const usageTetes = 'tetes --structure <numéro>';

/** The signed heads of the day, to be kept on another machine. */
export const tetes: Commande = {
  usage: usageTetes,
  async run(services, args) {
    const { orgId, zone } = await readStructure(services, args, usageTetes);
    const fichier = await asOrg(services.client.db, orgId, 'journal.signer', (tx) =>
      signTetes(tx, services, { orgId, zone }),
    );
    return [JSON.stringify(fichier, null, 2)];
  },
};

const usageRotation = 'rotation --structure <numéro>, avec KEK_FILE (la neuve) et KEK_ANCIENNE_FILE';

/** Puts a structure under the new key file; started again after a stop, it goes on where it was. */
export const rotation: Commande = {
  usage: usageRotation,
  async run(services, args) {
    if (services.coffre.deriveFormer('rotation') === null)
      throw new ErreurDemarrage(
        `KEK_ANCIENNE_FILE manque : la clé à remplacer.\nÉcrivez :\n  ${usageRotation}`,
      );
    const { orgId, nom } = await readStructure(services, args, usageRotation);
    const { personnes, boites, codes } = await rotate(services, orgId);
    return [
      `${nom} : ${String(personnes)} clés de personnes, ${String(boites)} boîtes, ${String(codes)} codes sous la clé neuve.`,
      'Gardez l’ancienne clé trente jours hors ligne, pour les sauvegardes, puis détruisez-la.',
      'Les codes de tiers et les liens d’atelier déjà donnés marchent jusqu’à leur fin.',
    ];
  },
};
