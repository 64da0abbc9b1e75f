import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Instant } from './date-civile.ts';

/** Proof of an executed retention: numbers and hashes, no id and no name. */
export interface Certificat {
  executeLe: Instant;
  /** Editions of the rules of the plan, joined by « + »; `aucune` for an empty plan. */
  regleVersion: string;
  /** Objects removed by kind, `mandat_archive`, `statistique` (rows kept), `garde` (protected by a hold), `reporte` (not due yet). */
  nombres: Record<string, number>;
  /** SHA-256 of the JCS list of the ids that the plan names, before and after: those of the second stay. */
  hashAvant: string;
  hashApres: string;
}

/** `sha256:` and 64 hex digits of a value in canonical JSON (RFC 8785). */
export function hashOf(value: unknown): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalize(value) ?? '')))}`;
}
