import * as z from 'zod/mini';
import { DONNEES_COMMANDES, DONNEES_EVENEMENTS, enveloppeCommande, enveloppeEvenement } from './donnees.ts';
import { refuser, type Resultat } from './motif.ts';
import { toMotifDeSaisie } from './saisie.ts';
import { toVersionCourante } from '../formats/versions.ts';

function commande<N extends keyof typeof DONNEES_COMMANDES>(type: N) {
  return z.strictObject({ ...enveloppeCommande, type: z.literal(type), donnees: DONNEES_COMMANDES[type] });
}
function evenement<N extends keyof typeof DONNEES_EVENEMENTS>(type: N) {
  return z.object({ ...enveloppeEvenement, type: z.literal(type), donnees: DONNEES_EVENEMENTS[type] });
}

/** Unknown keys are refused in a command. */
export const CommandeSchema = z.discriminatedUnion('type', [
  commande('PreparerMandat'),
  commande('DeclarerCapacite'),
  commande('PresenterNotice'),
  commande('EnregistrerLecture'),
  commande('Consentir'),
  commande('RefuserConsentement'),
  commande('AccepterMandat'),
  commande('RemettreExemplaire'),
  commande('VerserPreuve'),
  commande('RetirerPerimetre'),
  commande('RevoquerMandat'),
  commande('Relire'),
  commande('EffectuerActe'),
  commande('RegulariserOral'),
  commande('RenoncerMandat'),
  commande('SuspendreMandat'),
  commande('ReprendreMandat'),
  commande('SignalerDeces'),
  commande('SignalerProtection'),
  commande('SignalerStructure'),
  commande('RatifierActe'),
  commande('RemettreCompte'),
  commande('RendreCompte'),
  commande('DemanderParSms'),
  commande('RecevoirReponse'),
  commande('EmettreCodeTiers'),
  commande('ConsulterCodeTiers'),
  commande('RevoquerCodeTiers'),
  commande('RappelerEcheance'),
  commande('RectifierErreur'),
  commande('EffacerDonnees'),
]);
/** What someone asks for. */
export type Commande = z.infer<typeof CommandeSchema>;
/** The command of one type. */
export type CommandeDe<T extends Commande['type']> = Extract<Commande, { type: T }>;

/** Unknown keys are ignored in an event: it may come from a later version. */
export const EvenementSchema = z.discriminatedUnion('type', [
  evenement('MandatPrepare'),
  evenement('CapaciteDeclaree'),
  evenement('NoticePresentee'),
  evenement('LectureFaite'),
  evenement('ConsentementDonne'),
  evenement('ConsentementRefuse'),
  evenement('MandatAccepte'),
  evenement('MandatRemplace'),
  evenement('ExemplaireRemis'),
  evenement('PreuveVersee'),
  evenement('PerimetreRetire'),
  evenement('MandatRevoque'),
  evenement('MandatAnnule'),
  evenement('RelectureFaite'),
  evenement('ActeEffectue'),
  evenement('ActeRefuse'),
  evenement('OralRegularise'),
  evenement('MandataireARenonce'),
  evenement('MandatSuspendu'),
  evenement('MandatRepris'),
  evenement('DecesSignale'),
  evenement('ProtectionSignalee'),
  evenement('StructureDissoute'),
  evenement('ActeRatifie'),
  evenement('CompteCreeEtRemis'),
  evenement('CompteRenduRemis'),
  evenement('DemandeEnvoyee'),
  evenement('ReponseRecue'),
  evenement('CodeTiersEmis'),
  evenement('CodeTiersConsulte'),
  evenement('CodeTiersRevoque'),
  evenement('EcheanceRappelee'),
  evenement('ErreurRectifiee'),
  evenement('DonneesEffacees'),
]);
/** What happened, when (`faitLe`), and when it was recorded (`connuLe`). */
export type Evenement = z.infer<typeof EvenementSchema>;
/** The event of one type. */
export type EvenementDe<T extends Evenement['type']> = Extract<Evenement, { type: T }>;

/**
 * Reads one stored event: an old version is lifted to ours, unknown keys are dropped, every mistake is listed with
 * its path.
 * @param json the parsed JSON of an event
 * @returns `version_inconnue` when a later version of the software wrote it; `commande_invalide` when its type is not
 *   ours, or its `v` is missing, zero or negative: nothing is guessed
 */
export function parseEvenement(json: unknown): Resultat<Evenement> {
  const courant = toVersionCourante(json);
  if (!courant.ok) return courant;
  const lu = EvenementSchema.safeParse(courant.value);
  return lu.success ? { ok: true, value: lu.data } : refuser(...lu.error.issues.map(toMotifDeSaisie));
}

/** Id of the command that gave this event. */
export function toCommandeId(evenementId: string): string {
  return evenementId.slice(0, evenementId.lastIndexOf('/'));
}

/**
 * Effective order of events: `(faitLe, appareil, seq)`, then `id`; the fold sorts by it, the chain keeps the
 * recording order.
 */
export function compareEvenements(a: Evenement, b: Evenement): number {
  return (
    compareTexte(a.faitLe, b.faitLe) ||
    compareTexte(a.appareil, b.appareil) ||
    a.seq - b.seq ||
    compareTexte(a.id, b.id)
  );
}

/** Order of code units, whatever the language of the machine. */
export function compareTexte(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
