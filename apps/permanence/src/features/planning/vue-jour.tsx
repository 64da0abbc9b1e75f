import type { ReactNode } from 'react';
import {
  Bouton,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  LienBouton,
  Liste,
} from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';

/** One agent of the day. */
export interface AgentDuJour {
  id: string;
  nom: string;
  /** The reader. */
  moi: boolean;
  absent: boolean;
  remplacant: string | null;
  /** The reader may say that this agent is away, or comes after all. */
  note: boolean;
}

export interface JourProps {
  cadre: Cadre;
  envoi: Envoi;
  /** « lundi 23 novembre 2026 ». */
  jour: string;
  lieu: string;
  commune: string;
  heures: string;
  /** « tous les lundis ». */
  rythme: string;
  accueil: string;
  publique: boolean;
  ferme: boolean;
  ferie: boolean;
  passe: boolean;
  agents: readonly AgentDuJour[];
  /** Who may stand in; empty for who only notes their own absence. */
  collegues: readonly Choix[];
  erreurs?: readonly Erreur[];
  retour: string;
  /** Address of the form of the permanence, for who writes the planning. */
  modifier?: string;
}

/** One day of one permanence. Posts `etape` (`absent`, `present`), `agentId` and `remplacantId`. */
export function JourView(props: JourProps): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre={props.lieu}
      onglet={`Planning, ${props.lieu}, ${props.jour}`}
      surtitre={props.jour}
      chapeau={`${props.commune}, ${props.heures}`}
      erreurs={props.erreurs ?? []}
    >
      {props.ferme ? (
        <Avis nature="pas" icone="attention" titre="Personne ne tient cette permanence">
          <p>
            {props.publique
              ? 'Elle n’est plus sur la page publique, tant que personne ne remplace.'
              : 'Elle reste fermée, tant que personne ne remplace.'}
          </p>
        </Avis>
      ) : null}
      {props.ferie ? (
        <Avis>
          <p>C’est un jour férié. Vérifiez que le lieu ouvre.</p>
        </Avis>
      ) : null}
      <ul className="lieux">
        {props.agents.map((agent) => (
          <li key={agent.id} className="carte">
            <div>
              <h2>
                {agent.nom}
                {agent.moi ? ' (vous)' : ''}
              </h2>
              <p className="doux">{presence(agent)}</p>
            </div>
            {agent.note && !props.passe ? (
              <Presence
                agent={agent}
                envoi={props.envoi}
                collegues={props.collegues}
                erreurs={props.erreurs}
              />
            ) : null}
          </li>
        ))}
      </ul>
      {props.passe ? <p className="doux">Ce jour est passé&nbsp;: il ne change plus.</p> : null}
      <dl className="faits">
        <div className="fait-rang">
          <dt>Revient</dt>
          <dd>{props.rythme}</dd>
        </div>
        <div className="fait-rang">
          <dt>Accueil</dt>
          <dd>{props.accueil}</dd>
        </div>
        <div className="fait-rang">
          <dt>Page publique</dt>
          <dd>{props.publique ? 'oui' : 'non'}</dd>
        </div>
      </dl>
      <div className="actions">
        <LienBouton href={props.retour} nature="discret">
          Revenir à la semaine
        </LienBouton>
        {props.modifier === undefined ? null : (
          <LienBouton href={props.modifier} nature="discret">
            Modifier la permanence
          </LienBouton>
        )}
      </div>
    </Page>
  );
}

function presence({ absent, remplacant }: AgentDuJour): string {
  if (!absent) return 'Tient cette permanence.';
  return remplacant === null ? 'Absence notée.' : `Absence notée. ${remplacant} remplace.`;
}

function Presence(props: {
  agent: AgentDuJour;
  envoi: Envoi;
  collegues: readonly Choix[];
  erreurs: readonly Erreur[] | undefined;
}): ReactNode {
  const { agent, collegues } = props;
  const nom = `remplacantId-${agent.id}`;
  return (
    <Formulaire envoi={props.envoi}>
      <input type="hidden" name="agentId" value={agent.id} />
      {collegues.length === 0 ? null : (
        <Liste
          nom={nom}
          libelle="Qui remplace"
          vide="Personne pour l’instant"
          choix={collegues.filter(({ code }) => code !== agent.id)}
          erreurs={props.erreurs ?? []}
        />
      )}
      <div className="actions">
        <Bouton nom="etape" valeur="absent">
          {agent.absent
            ? 'Changer le remplacement'
            : agent.moi
              ? 'Je suis absent·e ce jour-là'
              : `Noter l’absence de ${agent.nom}`}
        </Bouton>
        {agent.absent ? (
          <Bouton nature="discret" nom="etape" valeur="present">
            {agent.moi ? 'Je viens finalement' : 'Vient finalement'}
          </Bouton>
        ) : null}
      </div>
    </Formulaire>
  );
}
