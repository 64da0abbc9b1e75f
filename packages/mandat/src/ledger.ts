export { chain, verifyChain, GENESE, type Hasher, type Link } from './ledger-chaine.ts';
export { signHead, verifyHead, type CleDeTete, type Head } from './tete.ts';
export { commit, digest } from './ledger-digest.ts';
