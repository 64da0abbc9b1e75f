import * as z from 'zod/mini';
import { HashSchema } from '../modele/modele.ts';

/** One link of a chain as stored: see `chain`. */
export const LinkSchema = z.object({ prevHash: HashSchema, hash: HashSchema, evenement: z.json() });
