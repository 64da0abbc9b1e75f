import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { asOrg } from '../db/asOrg.ts';
import { Refus } from '../db/operation.ts';
import { organisation } from '../db/schema.ts';
import { createCompte, createInvitation } from '../domain/comptes.ts';
import { sealCleOrganisation } from '../domain/cle-organisation.ts';
import { createId } from '../domain/identifiant.ts';
import type { Commande } from './commande-terminal.ts';
import { ErreurDemarrage } from './env.ts';

const NATURES = LISTES.natureStructure.map(({ code }) => code);
const usage =
  'structure --nom "CCAS de …" --nature ccas --administration "Prénom Nom" --identifiant prenom.nom [--zone Europe/Paris]';

const saisie = z.object({
  nom: z
    .string('--nom manque : le nom de la structure.')
    .trim()
    .min(2, '--nom : deux signes au moins.')
    .max(120),
  nature: z.enum(NATURES, `--nature : l’un de ${NATURES.join(', ')}.`),
  administration: z
    .string('--administration manque : le nom de la première personne qui administre.')
    .trim()
    .min(2, '--administration : deux signes au moins.')
    .max(80),
  identifiant: z
    .string('--identifiant manque : ce qu’elle tapera pour se nommer.')
    .regex(/^[a-z0-9][a-z0-9._@-]{2,79}$/, '--identifiant : lettres minuscules, chiffres, points, tirets, @.')
    .refine((valeur) => !valeur.endsWith('@demo'), '--identifiant : @demo est gardé pour les essais.'),
  zone: z
    .string()
    .refine(isZone, '--zone : un fuseau horaire, comme Europe/Paris ou America/Cayenne.')
    .default('Europe/Paris'),
});

/** Opens a structure and its first account; its own data, its own keys, and a link that works once. */
export const creerStructure: Commande = {
  usage,
  async run(services, args) {
    const { nom, nature, administration, identifiant, zone } = readSaisie(args);
    const orgId = createId(services.clock().getTime(), services.alea);
    const auteur = { orgId, compteId: 'installation' };
    try {
      const jeton = await asOrg(services.client.db, orgId, 'structure.creer', async (tx) => {
        await tx.insert(organisation).values({
          ...{ orgId, nom, nature, zone },
          fictive: false,
          kid: services.coffre.kid,
          clePseudonyme: sealCleOrganisation(services, orgId),
        });
        const compteId = await createCompte(tx, services, auteur, {
          nom: administration,
          identifiant,
          roles: ['administrateur'],
          serviceId: null,
        });
        return createInvitation(tx, services, auteur, compteId);
      });
      return [
        `${nom} est ouverte.`,
        `Adresse à ouvrir une fois, dans les sept jours, par ${administration} :`,
        `${services.env.origin}/invitation/${jeton}`,
        'Cette adresse ouvre le compte : donnez-la en main propre, elle n’est gardée nulle part.',
      ];
    } catch (error) {
      if (error instanceof Refus)
        throw new ErreurDemarrage(error.motifs.map(({ phrase }) => phrase).join('\n'));
      throw error;
    }
  },
};

function readSaisie(args: readonly string[]): z.infer<typeof saisie> {
  let values: Record<string, string | undefined>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        nom: { type: 'string' },
        nature: { type: 'string' },
        administration: { type: 'string' },
        identifiant: { type: 'string' },
        zone: { type: 'string' },
      },
    }));
  } catch {
    throw new ErreurDemarrage(`Commande mal écrite. Écrivez :\n  ${usage}`);
  }
  const lue = saisie.safeParse(values);
  if (lue.success) return lue.data;
  throw new ErreurDemarrage(
    `${lue.error.issues.map(({ message }) => message).join('\n')}\nÉcrivez :\n  ${usage}`,
  );
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('fr', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
