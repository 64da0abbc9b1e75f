import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/** `sha256:…` of a text in UTF-8. */
export const hashText = (text: string): string => `sha256:${bytesToHex(sha256(utf8ToBytes(text)))}`;

/** `sha256:…` of the RFC 8785 form of a JSON value. */
export const hashJson = (value: unknown): string => hashText(canonicalize(value) ?? '');
