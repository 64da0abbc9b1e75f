import type { ReactNode } from 'react';
import { dateEnMots } from '../../ui/date.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { File, type FileDuLieu, Refus } from './vue-file.tsx';

/** A lieu of the day, for who welcomes without receiving. */
export interface LieuDuJour {
  file: FileDuLieu;
  commune: string;
  /** « 09:00 – 12:00 ». */
  heures: string;
  /** Who receives there. */
  agents: string;
  refus: number;
}

/** The day of the reception desk: the queues, and who could not be received. Posts to `/file`. */
export function AccueilDuJourView(props: {
  cadre: Cadre;
  op: string;
  date: string;
  prenom: string;
  lieux: readonly LieuDuJour[];
  motifsRefus: readonly Choix[];
  erreurs: readonly Erreur[];
  fait?: string;
  /** Rank of the lieu where somebody is added with what is known: with many lieux, the fields are those of one. */
  ajout?: number;
}): ReactNode {
  const { lieux, op, ajout } = props;
  return (
    <Page
      cadre={props.cadre}
      surtitre={dateEnMots(props.date)}
      titre={`Bonjour ${props.prenom}`}
      onglet="File du jour"
      chapeau="Qui est attendu aujourd’hui, lieu par lieu."
      erreurs={props.erreurs}
    >
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      {lieux.length === 0 ? (
        <Vide icone="journee">
          <h2>Pas de permanence aujourd’hui</h2>
          <p>Le planning dit quand viendra la prochaine.</p>
        </Vide>
      ) : (
        lieux.map(({ file, commune, heures, agents, refus }, rang) => (
          <article key={file.lieuId} className="carte" aria-labelledby={`lieu-${rang}`}>
            <div>
              <h2 id={`lieu-${rang}`}>{file.lieu}</h2>
              <p className="doux">
                {commune}
                {' · '}
                <span className="insecable">{heures}</span>
                {' · '}
                {agents}
              </p>
            </div>
            <File
              file={file}
              rang={rang}
              op={op}
              erreurs={props.erreurs}
              precise={
                ajout === rang
                  ? 'ouvert'
                  : lieux.length === 1
                    ? undefined
                    : { href: `/?ajout=${rang}#ajout-${rang}` }
              }
            />
            {file.ouverte ? (
              <Refus
                envoi={{ action: '/file', op, caches: { lieuId: file.lieuId } }}
                motifs={props.motifsRefus}
                nombre={refus}
                lieu={file.lieu}
              />
            ) : (
              <p className="doux petit">La permanence n’est pas encore ouverte.</p>
            )}
          </article>
        ))
      )}
    </Page>
  );
}
