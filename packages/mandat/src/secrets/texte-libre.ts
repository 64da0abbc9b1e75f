import * as z from 'zod/mini';
import { refuser, toMotif, type CodeMotif, type Motif, type Resultat } from '../modele/motif.ts';
import { toMotifDeSaisie } from '../modele/saisie.ts';
import { detectSecrets } from '../secrets.ts';

const LONGUEUR_MAX = 140;
/** Longer than any text that may be kept: the rest is refused for its length alone. */
const EXAMEN_MAX = 2000;
const SEUL = /\p{Surrogate}/u;

type Charge = z.core.ParsePayload<string>;

/** An issue that carries our code, never the text, and lets the other checks speak. */
function signaler({ issues, value }: Charge, motif: CodeMotif, phrase?: string): void {
  const params = phrase === undefined ? { motif } : { motif, phrase };
  issues.push({ code: 'custom', input: value, message: motif, params, continue: true });
}

/** Checks that no secret, and nothing unreadable, stands in a text. */
export const sansSecret = z.check<string>((charge) => {
  if (SEUL.test(charge.value)) signaler(charge, 'texte_invalide');
  for (const { hint } of detectSecrets(charge.value.slice(0, EXAMEN_MAX)))
    signaler(charge, 'secret_detecte', hint);
});

/**
 * A free text: NFC, 140 code points at most, without secrets. Issues are read by `toMotifDeSaisie`: `texte_invalide`,
 * `texte_trop_long`, `secret_detecte` (one a kind of secret).
 */
export const TexteLibreSchema = z.string().check(
  z.overwrite((texte) => texte.normalize('NFC')),
  z.check((charge) => {
    if (Array.from(charge.value).length > LONGUEUR_MAX) signaler(charge, 'texte_trop_long');
  }),
  sansSecret,
);

/**
 * Reads a free text.
 * @returns the text in NFC, or every reason: `texte_invalide`, `texte_trop_long`, `secret_detecte`; never the text
 */
export function parseTexteLibre(texte: string): Resultat<string> {
  const lu = TexteLibreSchema.safeParse(texte);
  return lu.success ? { ok: true, value: lu.data } : refuser(...lu.error.issues.map(toMotifDeTexte));
}

function toMotifDeTexte(issue: z.core.$ZodIssue): Motif {
  return issue.code === 'invalid_type' ? toMotif('texte_invalide') : toMotifDeSaisie(issue);
}
