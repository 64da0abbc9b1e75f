import { findLangue } from '../../messages/langue.ts';
import { messagesOf, type Messages } from '../../messages/messages.ts';

/**
 * The sentences around a mandate, in the language in which it is explained; French where we have none. Apart from the list of
 * languages, which a device without network carries: it has no need of the nine texts.
 */
export const messagesOfMandat = (code: string | undefined): Messages => messagesOf(findLangue(code) ?? 'fr');
