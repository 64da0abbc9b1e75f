/**
 * The result that a person carries from the kiosk to the desk, on paper or as a QR code: no identity, no answer, no
 * date. Text: `PPD1:` followed by the base64url form (no padding) of its RFC 8785 JSON.
 */
export interface ResultatPorte {
  v: 1;
  /** `id@version`. */
  instrument: string;
  hash: string;
  level: string | null;
  bounds: readonly [string, string];
  illectronisme: boolean | null;
  /** `code`, or `code=value` (`equipement=aucun`); never a language, never a functional need. */
  freins: readonly string[];
}

export const PREFIX = 'PPD1:';

/** What a QR code of version 25, level M, holds: 997 bytes. All the barriers at once stay below it. */
export const MAX_LENGTH = 997;
