export { chain, verifyChain, GENESE, type Hasher, type Link } from './registre/ledger-chaine.ts';
export { signHead, verifyHead, type CleDeTete, type Head } from './registre/tete.ts';
export { commit, digest } from './registre/ledger-digest.ts';
