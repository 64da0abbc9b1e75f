import { readCodeTotp } from '../../domain/totp.ts';
import { civilDate, now, type Services } from '../../server/contexte.ts';
import { localTime } from '../../server/heure.ts';
import { dateEnMots, heureEnMots } from '../../ui/date.ts';

/** Nobody is known yet, hence no structure: the hour is said with the name of its place. */
const ZONE = 'Europe/Paris';

/**
 * What is added where a code is refused: six digits depend on two clocks, so the hour of this server is told. It is nobody's
 * secret (every answer has it), and the same whether the account exists: nothing else is learnt from it.
 */
export function sayHeure(services: Pick<Services, 'clock'>, code: string): string {
  if (readCodeTotp(code) === null) return '';
  const heure = heureEnMots(localTime(now(services), ZONE));
  const jour = dateEnMots(civilDate(services.clock(), ZONE));
  return ` L’horloge d’ici dit ${heure} à Paris, ${jour}. Si ce n’est pas l’heure de votre appareil, prenez un code imprimé.`;
}
