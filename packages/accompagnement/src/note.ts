import { detectMotsSensibles, detectSecrets } from '@porte-plume/mandat/secrets';
import type { Motif } from './resultat.ts';
import { isReadable } from './texte.ts';

/** Longest free text, in signs as a person counts them (accompagnement §5.4). */
export const NOTE_MAX = 140;

/** What was read, and what to tell the writer all the same. */
export type Lecture<T> =
  | { readonly ok: true; readonly value: T; readonly avertissements: Motif[] }
  | { readonly ok: false; readonly motifs: Motif[] };

/**
 * Reads a free text: that of an adressage, or the note of a dossier. NFC, 140 signs at most, nothing that must not be kept.
 *
 * Motifs: `type_invalide`, `texte_invalide`, `trop_long`, `nir_detecte`, `iban_detecte`, `carte_detecte`, `fiscal_detecte`,
 * `allocataire_detecte`, `mot_de_passe_detecte`; never the text. Warnings: `vocabulaire_sante`, `vocabulaire_religion`,
 * `vocabulaire_infraction`, `nir_a_verifier` (fifteen digits in the form of a NIR, with a key that is not theirs).
 */
export function parseNote(input: unknown): Lecture<string> {
  if (typeof input !== 'string') {
    return refuseNote('type_invalide', 'Cette information n’a pas la forme attendue.');
  }
  if (!isReadable(input)) return refuseNote('texte_invalide', 'Ce texte contient un caractère illisible.');
  const texte = input.normalize('NFC');
  const motifs: Motif[] = [];
  if (Array.from(texte).length > NOTE_MAX) {
    motifs.push({ code: 'trop_long', phrase: 'Ce texte dépasse 140 signes.' });
  }
  const { sansFauxNir, faux } = hideFalseNir(texte.slice(0, EXAMEN_MAX));
  for (const { kind, hint } of detectSecrets(sansFauxNir)) {
    motifs.push({ code: `${kind}_detecte`, phrase: hint });
  }
  if (motifs.length > 0) return { ok: false, motifs };
  const avertissements = detectMotsSensibles(texte).map(({ kind, hint }): Motif => ({
    code: `vocabulaire_${kind}`,
    phrase: hint,
  }));
  if (faux) {
    avertissements.push({
      code: 'nir_a_verifier',
      phrase: 'Ces chiffres ressemblent à un numéro de sécurité sociale\u00a0: effacez-les si c’en est un.',
    });
  }
  return { ok: true, value: texte, avertissements };
}

/** Longer than any text that may be kept: the rest is refused for its length alone. */
const EXAMEN_MAX = 2000;
const S = '[ .\u00a0\u202f-]?';
const NIR = new RegExp(
  `(?<![\\d])([1-478](?:${S}\\d){4}${S}(?:\\d${S}\\d|2${S}[ABab])(?:${S}\\d){6})((?:${S}\\d){2})(?!${S}\\d)`,
  'gu',
);

/** `mandat` refuses the form of a NIR whatever its key; here a wrong key only warns, and the rest is still looked at. */
function hideFalseNir(texte: string): { sansFauxNir: string; faux: boolean } {
  let faux = false;
  const sansFauxNir = texte.replace(NIR, (whole, body: string, key: string) => {
    const digits = body
      .replace(/[^\dA-Z]/giu, '')
      .replace(/2A/iu, '19')
      .replace(/2B/iu, '18');
    if (97n - (BigInt(digits) % 97n) === BigInt(key.replace(/\D/gu, ''))) return whole;
    faux = true;
    return '…';
  });
  return { sansFauxNir, faux };
}

function refuseNote(code: string, phrase: string): Lecture<string> {
  return { ok: false, motifs: [{ code, phrase }] };
}
