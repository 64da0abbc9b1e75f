import * as z from 'zod/mini';
import { civilDateOf, DateCivileSchema, IdSchema, InstantSchema } from './date-civile.ts';
import { isRecord, oneOf, read, readChecked } from './lecture.ts';
import { parseNote, type Lecture } from './note.ts';
import type { Motif } from './resultat.ts';
import { isReadable } from './texte.ts';

/** The answer to the service that sent the person: a code and a moment, nothing of the dossier. */
const RetourSchema = z.strictObject({ code: oneOf('retourAdressage'), le: InstantSchema });
export type RetourAdressage = z.infer<typeof RetourSchema>;

const ContactSchema = z.strictObject({
  prenom: z.string().check(
    z.minLength(1),
    z.maxLength(60),
    z.refine((v) => isReadable(v) && /\p{L}/u.test(v), 'texte_invalide'),
    z.normalize('NFC'),
  ),
  // Figures of a number that can be dialled, however they are grouped.
  telephone: z.string().check(z.regex(/^(?:\+\d|0\d)(?:[ .\u00a0\u202f-]?\d){6,13}$/u, 'telephone_invalide')),
});
const FicheSchema = z.strictObject({ fiche: z.string().check(z.regex(/^\d{4}$/, 'fiche_invalide')) });

const shell = {
  id: IdSchema,
  serviceId: IdSchema,
  perimetre: oneOf('perimetre'),
  urgence: z.boolean(),
  echeance: z.exactOptional(DateCivileSchema),
  langue: z
    .string()
    .check(
      z.regex(/^(?:[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}|non_communique|non_demande)$/, 'langue_invalide'),
    ),
  accordPersonne: z.custom<true>((v: unknown) => v === true, 'accord_requis'),
  recuLe: InstantSchema,
  retour: z.nullable(RetourSchema),
  synthetic: z.exactOptional(z.literal(true)),
};
/** The contact and the note are read apart, so that each tells its own faults. */
const ShellSchema = z.strictObject({ ...shell, contact: z.unknown(), note: z.exactOptional(z.unknown()) });

/** A person sent by a service, to a service and not to a named colleague. */
export type Adressage = Omit<z.infer<typeof ShellSchema>, 'contact' | 'note'> & {
  contact: z.infer<typeof ContactSchema> | z.infer<typeof FicheSchema>;
  /** At most 140 signs, screened. */
  note?: string;
};

/**
 * Parses an adressage, every issue at once, with what to tell the prescriber all the same (`avertissements`).
 *
 * Motifs: those of the shape, `accord_requis` (the person must agree), `telephone_invalide`, `fiche_invalide`,
 * `langue_invalide`, `retour_avant_reception`, those of {@link parseNote}. Warnings: those of `parseNote`, `echeance_passee`.
 *
 * @param zone - IANA zone in which the day of reception is read
 */
export function parseAdressage(input: unknown, zone = 'Europe/Paris'): Lecture<Adressage> {
  const avertissements: Motif[] = [];
  const motifs: Motif[] = [];
  const raw = isRecord(input) ? input : {};
  const contact = Object.hasOwn(raw, 'contact') ? readContact(raw.contact) : undefined;
  if (contact?.ok === false) motifs.push(...contact.motifs);
  const note = Object.hasOwn(raw, 'note') ? parseNote(raw.note) : undefined;
  if (note?.ok === false) motifs.push(...note.motifs.map((m) => ({ ...m, path: ['note'] })));
  if (note?.ok === true) avertissements.push(...note.avertissements.map((m) => ({ ...m, path: ['note'] })));

  const shape = readChecked(ShellSchema, input, ({ recuLe, retour, echeance }) => {
    if (echeance !== undefined && recuLe !== undefined && echeance < civilDateOf(recuLe, zone)) {
      avertissements.push({
        code: 'echeance_passee',
        phrase: 'Cette échéance est déjà passée.',
        path: ['echeance'],
      });
    }
    const early = recuLe !== undefined && retour != null && Date.parse(retour.le) < Date.parse(recuLe);
    return early
      ? [
          {
            code: 'retour_avant_reception',
            phrase: 'Le retour est avant la réception.',
            path: ['retour', 'le'],
          },
        ]
      : [];
  });
  if (!shape.ok) return { ok: false, motifs: [...shape.motifs, ...motifs] };
  if (contact === undefined) {
    motifs.push({
      code: 'champ_manquant',
      phrase: 'Une information obligatoire manque.',
      path: ['contact'],
    });
  }
  if (motifs.length > 0 || contact?.ok !== true) return { ok: false, motifs };
  const value = { ...shape.value, contact: contact.value } as Adressage;
  if (note?.ok === true) value.note = note.value;
  return { ok: true, value, avertissements };
}

function readContact(input: unknown) {
  const byFiche = isRecord(input) && Object.hasOwn(input, 'fiche') && !Object.hasOwn(input, 'prenom');
  const contact = byFiche ? read(FicheSchema, input) : read(ContactSchema, input);
  if (contact.ok) return contact;
  return {
    ok: false as const,
    motifs: contact.motifs.map((m) => ({ ...m, path: ['contact', ...(m.path ?? [])] })),
  };
}
