import type { ReactNode } from 'react';
import { LienBouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';

export interface VerificationProps {
  cadre: Cadre;
  periode: string;
  retour: string;
  hash: string;
  ok: boolean;
  tableaux: number;
  motifs: readonly string[];
}

export function VerificationRapportView(props: VerificationProps): ReactNode {
  return (
    <Page cadre={props.cadre} titre="Vérification du rapport" surtitre={props.periode}>
      {props.ok ? (
        <Avis nature="fait" titre="Ce rapport n’a pas changé depuis qu’il a été figé.">
          <ul>
            <li>Son empreinte, recalculée à l’instant, est bien la sienne.</li>
            <li>
              {props.tableaux === 1 ? 'Son tableau répond' : `Ses ${props.tableaux} tableaux répondent`} à ce
              que dit leur certificat&nbsp;: aucune case retirée ne se retrouve.
            </li>
            <li>Le registre des publications le tient, et sa chaîne est entière.</li>
          </ul>
        </Avis>
      ) : (
        <Avis nature="pas" icone="attention" titre="Ce rapport n’est plus celui qui a été figé.">
          <ul>
            {props.motifs.map((motif) => (
              <li key={motif}>{motif}</li>
            ))}
          </ul>
          <p>Ne vous en servez pas, et prévenez la coordination.</p>
        </Avis>
      )}
      <p>
        Empreinte&nbsp;: <code className="adresse">{props.hash}</code>
      </p>
      <div className="actions">
        <LienBouton href={props.retour} nature="premier">
          Revenir au rapport
        </LienBouton>
      </div>
    </Page>
  );
}
