import type { Relecture } from '@porte-plume/accompagnement';
import { getDemarche } from '@porte-plume/demarches';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { Refus } from '../../db/operation.ts';
import { personne } from '../../db/schema.ts';
import { readBrouillon } from '../../domain/brouillons.ts';
import { isId } from '../../domain/identifiant.ts';
import type { Identite } from '../../domain/identite.ts';
import { readMandat } from '../../domain/mandats.ts';
import { findPassage } from '../../domain/passages.ts';
import { findHomonymes } from '../../domain/personnes.ts';
import type { ChampEnConflit } from '../../islands/hors-ligne/modele.ts';
import type { Services, Visiteur } from '../../server/contexte.ts';
import { field, type Champs } from '../../server/formulaire.ts';
import type { Entree } from '../accueil/enregistrer.ts';
import { FICHE, FicheSchema, type Fiche } from '../accueil/fiche.ts';
import { mayNommer, readNommee } from '../accueil/personne.ts';
import type { ValeursAccueil } from '../accueil/props.ts';
import { takeRelecture } from '../relecture/prise.ts';
import { readRelecture } from '../relecture/schema.ts';
import { deriveId } from './operation-derivee.ts';
import type { OperationRecue } from './schema.ts';

/** The answer of the writer that a draft is gone, and that its entry is recorded without the file it was for. */
const SANS = 'sans';

/** The draft that the server keeps of an entry whose sending was cut: whose it is, where it goes, what was signed and read. */
export function readFicheGardee(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  op: string,
): Promise<Fiche | null> {
  return readBrouillon(tx, services, visiteur, { id: op, nature: FICHE, schema: FicheSchema });
}

/** The question that is left when the page was that of a draft, and the draft is no more. */
export function askDossier(
  champs: Champs,
  gardee: Fiche | null,
  { resolution }: OperationRecue,
): ChampEnConflit[] {
  if (gardee !== null || field(champs, 'gardee') !== 'oui' || resolution?.choix.dossier === SANS) return [];
  return [
    {
      champ: 'dossier',
      libelle: 'Dossier',
      ici: 'la fiche avait un dossier, un mandat ou un adressage',
      serveur: 'la fiche commencée n’est plus gardée',
      choix: [{ code: SANS, libelle: 'L’enregistrer sans dossier ni mandat' }],
    },
  ];
}

/** Who the entry names, and whether the writer has to say first which of two people it is. */
export async function readNommeeRecue(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  valeurs: ValeursAccueil,
  { resolution }: OperationRecue,
): Promise<{ nommee?: NonNullable<Entree['nommee']>; homonymesDe?: Identite }> {
  const { prenom, nom, anneeNaissance } = valeurs;
  if ([prenom, nom, anneeNaissance].every((valeur) => valeur === undefined)) return {};
  if (!mayNommer(visiteur))
    throw new Refus([
      {
        code: 'personne_interdite',
        phrase: 'Votre rôle ne permet pas d’ajouter une personne. Corrigez la fiche\u00a0: retirez son nom.',
      },
    ]);
  const lue = readNommee(services, visiteur, valeurs);
  if (lue.nature === 'personne') return {};
  if (lue.nature === 'erreurs')
    throw new Refus(
      lue.erreurs.map(({ champ, phrase }) => ({ code: 'champ_refuse', phrase, path: [champ] })),
    );
  const { identite } = lue;
  const choix = resolution?.choix.quiEst ?? lue.choix;
  if (choix === undefined && (await findHomonymes(tx, services, visiteur, identite)).connues.length > 0)
    return { homonymesDe: identite };
  return { nommee: { identite, choix } };
}

/** Its choices are those of the structure, read in a transaction of their own: what is read is in the audit log. */
export const QUI_EST: ChampEnConflit = {
  champ: 'quiEst',
  libelle: 'Est-ce la même personne\u00a0?',
  ici: 'une nouvelle personne à suivre',
  serveur: 'ce nom et cette année sont déjà connus',
  choix: [],
};

/** Whom the queue announced, on whatever day the entry comes; somebody who is no longer in it stops nothing. */
export async function findAnnonce(tx: Tx, { orgId }: Visiteur, id: string | undefined) {
  return id !== undefined && isId(id) ? findPassage(tx, orgId, id) : null;
}

/** The entry as the server knows it, with the mandate that was signed on the device and what was read back there. */
export async function toFiche(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { op, at }: OperationRecue,
  { valeurs, champs, gardee }: { valeurs: ValeursAccueil; champs: Champs; gardee: Fiche | null },
): Promise<Fiche | null> {
  const mandatId = field(champs, 'mandat');
  const lu = mandatId === '' ? null : await readMandat(tx, visiteur.orgId, mandatId);
  if (mandatId !== '' && lu === null)
    throw new Refus([
      { code: 'pas_de_mandat', phrase: 'Le mandat de cette fiche n’est pas enregistré. Envoyez-le d’abord.' },
    ]);
  const [signataire] =
    lu === null
      ? []
      : await tx
          .select({ id: personne.id, pseudonyme: personne.pseudonyme })
          .from(personne)
          .where(and(eq(personne.orgId, visiteur.orgId), eq(personne.id, lu.personneId)));
  const base: Fiche = {
    valeurs: {},
    ...gardee,
    ...(gardee?.personne === undefined && signataire !== undefined ? { personne: signataire } : {}),
    ...(lu === null ? {} : { mandatId: lu.id }),
  };
  const demarche = getDemarche(valeurs.demarche ?? '');
  if (field(champs, 'accord') === '' || demarche === undefined)
    return lu === null && gardee === null ? null : base;
  const saisie = readRelecture(champs);
  if ('erreurs' in saisie)
    throw new Refus(
      saisie.erreurs.map(({ phrase, champ }) => ({ code: 'relecture', phrase, path: [champ] })),
    );
  const donnees: Relecture = await takeRelecture(tx, services, visiteur, {
    id: op,
    op: deriveId(op, 'relecture'),
    demarche,
    fiche: { ...base, valeurs: valeurs as Fiche['valeurs'] },
    saisie,
    faiteA: at,
  });
  return { ...base, relecture: { demarcheId: demarche.id, donnees } };
}
