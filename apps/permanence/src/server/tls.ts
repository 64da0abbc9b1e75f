const PHRASES: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED:
    'son certificat a expiré. Renouvelez-le : rien n’est envoyé à qui ne prouve plus qui il est.',
  CERT_NOT_YET_VALID: 'son certificat n’est pas encore valable. Vérifiez aussi l’horloge de cette machine.',
  ERR_TLS_CERT_ALTNAME_INVALID:
    'son certificat porte un autre nom. Écrivez l’adresse par ce nom, ou changez-le.',
};
const INCONNUES = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);
const INCONNUE =
  'l’autorité de son certificat n’est pas connue d’ici. Donnez-la : sslrootcert dans l’adresse, ou NODE_EXTRA_CA_CERTS.';

/** Code of a certificate that was refused, among an error and its causes; null when that is not what failed. */
export function tlsCode(error: unknown): string | null {
  let current: unknown = error;
  for (let depth = 0; depth < 5 && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string') {
      const { code } = current;
      if (code in PHRASES || INCONNUES.has(code)) return code;
    }
    current = current.cause;
  }
  return null;
}

/** What is wrong with the certificate of another server, and what to do; never its address, which may hold a password. */
export function explainTls(error: unknown): string | null {
  const code = tlsCode(error);
  return code === null ? null : (PHRASES[code] ?? INCONNUE);
}
