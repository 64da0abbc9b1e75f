import type { ReactNode } from 'react';
import { Bouton, type Choix, type Envoi, Formulaire, Liste } from '../../ui/form.tsx';
import { PageAdministration, type PropsAdministration } from './cadre.tsx';

/** Their lieu or agent, and ours beside it. */
export interface LienSource {
  source: string;
  ici: string;
}

/** The link with RDV Service Public. Posts `etape`, and one field for each of their lieux and agents. */
export function RdvspView(
  props: PropsAdministration & {
    envoi: Envoi;
    adresse: string;
    /** Null before the first secret. */
    actif: boolean | null;
    /** Shown once, after it was made. */
    secret?: string;
    attente: number;
    lieux: readonly LienSource[];
    agents: readonly LienSource[];
    choixLieux: readonly Choix[];
    choixAgents: readonly Choix[];
  },
): ReactNode {
  const { actif, secret, lieux, agents } = props;
  const liens = lieux.length + agents.length;
  return (
    <PageAdministration
      {...props}
      ici="rdvsp"
      titre="RDV Service Public"
      chapeau="Les rendez-vous pris là-bas arrivent dans la file du lieu, sans nom. Les plages deviennent des permanences."
      {...(secret === undefined
        ? {}
        : {
            copie: {
              titre: 'Le secret à coller là-bas',
              libelle: 'Secret partagé',
              valeur: secret,
              dit: 'Copiez-le maintenant\u00a0: il n’est affiché qu’une fois.',
            },
          })}
    >
      <dl className="faits">
        <dt>État</dt>
        <dd>
          {actif === null
            ? 'Pas encore relié'
            : actif
              ? 'Relié, les envois signés sont reçus'
              : 'Coupé, les envois sont refusés'}
        </dd>
        <dt>Adresse à donner</dt>
        <dd>
          <code className="adresse">{props.adresse}</code>
        </dd>
        <dt>Envois en attente</dt>
        <dd>
          {props.attente === 0
            ? 'aucun'
            : `${props.attente}, faute de savoir de quel lieu ou de qui il s’agit`}
        </dd>
      </dl>
      {liens === 0 ? (
        <p className="doux">
          Au premier envoi, le lieu et la personne de là-bas paraîtront ici&nbsp;: vous direz lesquels ce sont
          chez vous.
        </p>
      ) : (
        <Formulaire envoi={props.envoi}>
          {lieux.map(({ source, ici }) => (
            <Liste
              key={source}
              nom={`lieu.${source}`}
              libelle={`Lieu n° ${source} de RDV Service Public`}
              choix={props.choixLieux}
              vide="Pas encore dit"
              valeur={ici}
            />
          ))}
          {agents.map(({ source, ici }) => (
            <Liste
              key={source}
              nom={`agent.${source}`}
              libelle={`Agent n° ${source} de RDV Service Public`}
              choix={props.choixAgents}
              vide="Pas encore dit"
              valeur={ici}
            />
          ))}
          <div className="actions">
            <Bouton nature="premier" nom="etape" valeur="relier">
              Enregistrer
            </Bouton>
          </div>
        </Formulaire>
      )}
      <section className="pile-serree" aria-labelledby="secret">
        <h2 id="secret">Le secret</h2>
        <p className="doux">
          Il prouve que l’envoi vient bien de là-bas. En faire un autre coupe les envois signés avec l’ancien.
        </p>
        <Formulaire envoi={props.envoi} className="actions">
          <Bouton
            {...(liens === 0 ? { nature: 'premier' as const } : {})}
            icone="clef"
            nom="etape"
            valeur="secret"
          >
            Faire un secret
          </Bouton>
          {actif === true ? (
            <Bouton nature="discret" nom="etape" valeur="couper">
              Couper le lien
            </Bouton>
          ) : null}
        </Formulaire>
      </section>
    </PageAdministration>
  );
}
