import { formatTelephone } from '@porte-plume/mandat/document';
import type { ReactNode } from 'react';

/** Whom to call: a structure, never a person. */
export interface ContactProps {
  nom: string;
  /** E.164. */
  telephone: string | null;
  courriel: string | null;
}

/** Who to call, on the pages that the public sees. */
export function ContactDe({ nom, telephone, courriel }: ContactProps): ReactNode {
  return (
    <section className="carte" aria-labelledby="contact">
      <h2 id="contact">Une question&nbsp;?</h2>
      <p>
        <strong>{nom}</strong>
      </p>
      {telephone === null ? null : (
        <p>
          Téléphone&nbsp;: <a href={`tel:${telephone}`}>{formatTelephone(telephone)}</a>
        </p>
      )}
      {courriel === null ? null : (
        <p>
          Courriel&nbsp;: <a href={`mailto:${courriel}`}>{courriel}</a>
        </p>
      )}
      {telephone === null && courriel === null ? <p>Passez à son accueil, ou écrivez-lui.</p> : null}
    </section>
  );
}
