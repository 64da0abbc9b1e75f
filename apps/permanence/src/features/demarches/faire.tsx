/** What is done beside the person: bring, do, get unstuck, do without internet. */
import { getFacon, type Demarche } from '@porte-plume/demarches';
import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import type { ReactNode } from 'react';
import {
  type Canal,
  listHumains,
  numeroEnMots,
  pivotEnMots,
  SANS_ADRESSE,
  toTel,
  TYPES,
  varianteEnMots,
} from './canal.ts';
import { PARTIES } from './parties.ts';
import { Section } from './section.tsx';
import { compose, raise } from './typographie.ts';

export interface PartieProps {
  demarche: Demarche;
  /** Civil date of today. */
  aujourdhui: string;
}

const FACONS = {
  original: 'original',
  copie: 'copie',
  photo: 'photo',
  taper: 'la personne le tape elle-même',
  avoir: 'avec elle',
  savoir: 'à savoir ou à noter',
} as const;

export function Apporter({ demarche, aujourdhui }: PartieProps): ReactNode {
  const { pieces } = demarche;
  return (
    <Section partie={PARTIES.apporter} demarche={demarche} aujourdhui={aujourdhui}>
      {pieces?.length === 0 ? (
        <p>Aucun papier n’est demandé.</p>
      ) : (
        <ul className="pieces">
          {pieces?.map((une) => (
            <li key={une.piece}>
              {raise(compose(une.piece))}
              <small>
                {FACONS[getFacon(une)]}
                {une.pourQui === undefined
                  ? une.obligatoire
                    ? ''
                    : ' · si la personne l’a'
                  : ` · ${compose(une.pourQui)}`}
              </small>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

export function Etapes({ demarche, aujourdhui }: PartieProps): ReactNode {
  const etapes = demarche.etapes ?? null;
  return (
    <Section partie={PARTIES.etapes} demarche={demarche} aujourdhui={aujourdhui}>
      {etapes?.length === 0 ? (
        <p>Une seule étape.</p>
      ) : (
        <ol className="pas">
          {etapes?.map((etape) => (
            <li key={etape}>{compose(etape)}</li>
          ))}
        </ol>
      )}
    </Section>
  );
}

export function Bloque({ demarche, aujourdhui }: PartieProps): ReactNode {
  const { blocages } = demarche;
  return (
    <Section partie={PARTIES.bloque} demarche={demarche} aujourdhui={aujourdhui}>
      {blocages?.length === 0 ? (
        <p>Aucun blocage connu.</p>
      ) : (
        <dl className="blocages">
          {blocages?.map(({ code, signe, queFaire }) => (
            <div key={`${code} ${signe}`}>
              <dt>
                <span className="petit doux">{blocageEnMots(code)}</span>
                {compose(signe)}
              </dt>
              <dd>{compose(queFaire)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  );
}

const blocageEnMots = (code: string): string =>
  LISTES.blocage.find((un) => un.code === code)?.libelle ?? 'Autre';

export function PlanB({ demarche, aujourdhui }: PartieProps): ReactNode {
  const humains = listHumains(demarche);
  return (
    <Section partie={PARTIES.planB} demarche={demarche} aujourdhui={aujourdhui}>
      {humains?.length === 0 ? (
        <p>Aucune autre voie n’est connue.</p>
      ) : (
        <dl className="canaux">
          {humains?.map((canal) => (
            <Voie key={canal.valeur.id} canal={canal} />
          ))}
        </dl>
      )}
    </Section>
  );
}

function Voie({ canal: { valeur } }: { canal: Canal }): ReactNode {
  const { type, numero, adresse, horaires, cout, pivotLocal, variante, url } = valeur;
  const suite = [
    ...(adresse === undefined ? [] : [adresse]),
    ...(pivotLocal === undefined || adresse !== undefined ? [] : [raise(pivotEnMots(pivotLocal))]),
    ...(horaires === undefined ? [] : [horaires]),
    ...(cout === undefined ? [] : [cout]),
  ].map(compose);
  return (
    <div>
      <dt>
        {TYPES[type]}
        {variante === undefined ? null : <small>{varianteEnMots(variante)}</small>}
      </dt>
      <dd>
        {numero === undefined ? null : (
          <a className="numero nombre" href={`tel:${toTel(numero)}`}>
            {numeroEnMots(numero)}
          </a>
        )}
        {suite.length === 0 ? null : <span>{raise(suite.join(' · '))}</span>}
        {url === undefined ? null : (
          <a className="adresse" href={url} rel="noreferrer">
            {new URL(url).host}
          </a>
        )}
        {numero === undefined && url === undefined && suite.length === 0 ? (
          <span>{SANS_ADRESSE[type]}</span>
        ) : null}
      </dd>
    </div>
  );
}
