import * as z from 'zod/mini';
import { jourSchema } from './jour.ts';

/** Ids of the DILA: F (fiche), N (noeud: theme or dossier), R (ressource: form, online service…). */
export const FICHE_ID = /^[FNR]\d{1,6}$/;

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));

const ficheId = z.string().check(z.regex(FICHE_ID));

const cerfaSchema = z.strictObject({
  numero: z.string().check(z.regex(/^\d{5}$/)),
  /** `null`: the sheet gives the number alone. */
  version: z.nullable(z.string().check(z.regex(/^\d{2}$/))),
});

/**
 * What the catalogue needs of an official sheet, whatever the schema that it came in. Absent fields are absent in the
 * sheet; nothing is guessed. `chemin` are the ids of the breadcrumb, without the home page and the sheet itself.
 */
export const ficheSlimSchema = z.strictObject({
  id: ficheId,
  schema: z.enum(['3.3', '3.4']),
  /** As the DILA writes it: `Fiche d'information conditionnée`, `Formulaire`, `Téléservice`, `Theme`… */
  type: text(80),
  /** Title without what only says the kind or the number of a form: both schemas give the same one. */
  nom: text(400),
  description: z.exactOptional(text(8000)),
  modifieLe: z.exactOptional(jourSchema),
  audience: z.array(text(40)),
  chemin: z.array(text(40)),
  /** Where the form or the online service is. */
  url: z.exactOptional(text(2000)),
  organisme: z.exactOptional(text(300)),
  cerfa: z.exactOptional(cerfaSchema),
  /** Number as written, where it is not just a Cerfa number (`60-3555`, `14463*03 (ex-60-3682)`). */
  numeroBrut: z.exactOptional(text(80)),
  /** Online services and forms that the sheet gives, in its order. */
  services: z.array(ficheId),
});

export type FicheSlim = z.infer<typeof ficheSlimSchema>;

/** Order of a snapshot: by code unit, the same everywhere. */
export const byId = (a: { id: string }, b: { id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** The number of the form as one text, to compare two states of a sheet. */
export function getNumero(f: Pick<FicheSlim, 'cerfa' | 'numeroBrut'>): string | undefined {
  if (f.numeroBrut !== undefined) return f.numeroBrut;
  if (f.cerfa === undefined) return undefined;
  return f.cerfa.version === null ? f.cerfa.numero : `${f.cerfa.numero}*${f.cerfa.version}`;
}

/** Host of an http(s) address, lower case; `undefined` for anything else. */
export function getHote(url: string | undefined): string | undefined {
  return /^https?:\/\/(?:[^/?#@]*@)?([^/?#:@\s]+)/i.exec(url ?? '')?.[1]?.toLowerCase();
}
