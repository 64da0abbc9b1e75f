import { readFileSync } from 'node:fs';

export const dynamic = 'force-dynamic';
const lignes = JSON.parse(readFileSync(process.env.LISTE_DONNEES ?? '/dev/null', 'utf8') || '[]');

export default function Jour() {
  return (
    <main id="contenu">
      <h1>Votre permanence est ouverte</h1>
      <h2>{lignes.length} fiches aujourd’hui</h2>
      <ol className="fil">
        {lignes.map((ligne) => (
          <li key={ligne.id}>
            <span className="heure nombre">{ligne.heure}</span>
            <div>
              <p>
                <strong>{ligne.demarches.join(', ')}</strong>
              </p>
              <p className="doux petit">
                {ligne.mode} · {ligne.dureeMin} min
              </p>
            </div>
            <span className="etat etat-bon">{ligne.issue.libelle}</span>
          </li>
        ))}
      </ol>
    </main>
  );
}
