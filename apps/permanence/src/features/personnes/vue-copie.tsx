import type { ReactNode } from 'react';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import { Icone } from '../../ui/icons.tsx';
import { enFrancais, EnFrancais, NoteTraduction } from '../../ui/langues.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import type { Copie, Partie } from './copie.ts';

/** Everything held about a person, on a page to print: for her, in words. What was noted stays as it was noted. */
export function CopieView(props: {
  cadre: Cadre;
  copie: Copie;
  structure: string;
  date: string;
  contact: string;
  retour: string;
  messages?: Messages;
}): ReactNode {
  const { copie, messages: m = FRANCAIS } = props;
  return (
    <Page
      cadre={props.cadre}
      titre={m.dit('copie.titre')}
      surtitre={<EnFrancais m={m}>{props.structure}</EnFrancais>}
      lecteur="personne"
      messages={m}
    >
      <div className="actions note-agent" {...enFrancais(m)}>
        <button type="button" className="bouton bouton-premier si-js" data-imprimer="">
          <Icone nom="imprimer" />
          Imprimer
        </button>
        <a href={props.retour}>Revenir</a>
      </div>
      <p>
        {m.dit('copie.intro', { date: props.date })} {m.dit('copie.droits')}{' '}
        <EnFrancais m={m}>{props.contact}</EnFrancais>
      </p>
      {m.lang === 'fr' ? null : <p>{m.dit('copie.francais')}</p>}
      {copie.nom === null ? <p>{m.dit('copie.nom')} …………………………………………</p> : null}
      {copie.parties.map((partie) => (
        <section key={partie.cle} className="pile-serree">
          <h2>{m.dit(`copie.${partie.cle}`)}</h2>
          <Lignes partie={partie} m={m} />
        </section>
      ))}
      <NoteTraduction m={m} />
    </Page>
  );
}

function Lignes({ partie: { cle, sousCle, lignes }, m }: { partie: Partie; m: Messages }): ReactNode {
  if (lignes.length === 0)
    return <p className="doux">{m.dit(sousCle === true ? 'copie.sans.cle' : `copie.sans.${cle}`)}</p>;
  return (
    <ul {...enFrancais(m)}>
      {lignes.map(({ titre: quoi, details }, rang) => (
        <li key={`${quoi} ${String(rang)}`}>
          <strong>{quoi}</strong>
          {details.length === 0 ? null : <>&nbsp;: {details.join(', ')}</>}
        </li>
      ))}
    </ul>
  );
}
