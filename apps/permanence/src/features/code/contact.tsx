import { formatTelephone } from '@porte-plume/mandat/document';
import type { ReactNode } from 'react';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import { EnFrancais } from '../../ui/langues.tsx';

/** Whom to call: a structure, never a person. */
export interface ContactProps {
  nom: string;
  /** E.164. */
  telephone: string | null;
  courriel: string | null;
}

/** Who to call, on the pages that the public sees. */
export function ContactDe(props: ContactProps & { messages?: Messages }): ReactNode {
  const { nom, telephone, courriel, messages: m = FRANCAIS } = props;
  const deux = m.lang === 'fr' ? '\u00a0: ' : ': ';
  return (
    <section className="carte" aria-labelledby="contact">
      <h2 id="contact">{m.dit('commun.question')}</h2>
      <p>
        <strong>
          <EnFrancais m={m}>{nom}</EnFrancais>
        </strong>
      </p>
      {telephone === null ? null : (
        <p>
          {m.dit('commun.telephone')}
          {deux}
          <a href={`tel:${telephone}`}>
            <bdi>{formatTelephone(telephone)}</bdi>
          </a>
        </p>
      )}
      {courriel === null ? null : (
        <p>
          {m.dit('commun.courriel')}
          {deux}
          <a href={`mailto:${courriel}`}>
            <bdi>
              {courriel.slice(0, courriel.lastIndexOf('@') + 1)}
              <wbr />
              {courriel.slice(courriel.lastIndexOf('@') + 1)}
            </bdi>
          </a>
        </p>
      )}
      {telephone === null && courriel === null ? <p>{m.dit('commun.accueil')}</p> : null}
    </section>
  );
}
