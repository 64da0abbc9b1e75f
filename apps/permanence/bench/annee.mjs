// A year of a national network, made inside PostgreSQL from the interventions of the demonstration: 350 structures, 5,000
// writers, 8.8 million interventions, one structure of more than 300,000. All invented: each row is one of the demo's, with
// ids, a day, a séance and a person of its own. Rows come day after day, all structures mixed, as they would in a year.

/** What a year is made of; `part` shrinks the number of days, so that a short run measures the same queries. */
export const ANNEE = { structures: 350, grande: 171, parJour: 6.74, jours: 365 };

/** Séances and interventions of some days of the year, in one statement a day: two connections may share the days. */
export async function fillJours(client, { de, a, personnes, modeles, note }) {
  const run = (texte, valeurs) => client.query(texte, valeurs);
  for (let jour = de; jour >= a; jour -= 1) {
    const { rows: lus } = await run(
      `select (current_date - $1::int)::date as jour, extract(isodow from current_date - $1::int)::int as rang`,
      [jour],
    );
    if (lus[0].rang > 5) continue;
    await run(
      `insert into seance (org_id, id, lieu_id, permanence_id, agent_id, date, ouverte_a, close_a)
       select org_id, charge.id('seance' || id || $1::date), lieu_id, charge.id('permanence' || id), id, $1::date, $1::date + time '08:00', $1::date + time '11:00'
       from charge.agent`,
      [lus[0].jour],
    );
    await run(
      `insert into intervention (org_id, id, seance_id, date, agent_id, donnees)
       select org_id, iid, sid, $1::date, agent,
         donnees || jsonb_build_object('id', iid, 'seanceId', sid, 'date', $1::date, 'creeLe', ($1::date)::text || 'T09:00:00.000Z', 'modifieLe', ($1::date)::text || 'T09:00:00.000Z',
           'personne', case when h % 10 = 0 then jsonb_build_object('nature', 'anonyme', 'profil', personne->'profil')
             else personne || jsonb_build_object('id', charge.id('personne' || k || ' ' || p), 'pseudonyme', md5('personne' || k || ' ' || p)) end)
       from (select a.org_id, a.k, a.id as agent, charge.id('seance' || a.id || $1::date) as sid, charge.id('i' || a.id || $1::date || ' ' || r) as iid,
           abs(hashtext(a.id || ($1::date)::text || r)) as h, abs(hashtext(r || a.id || ($1::date)::text)) % (a.ecrivains * ${personnes}) as p
         from charge.agent a cross join lateral generate_series(1, ${Math.floor(ANNEE.parJour)} + (abs(hashtext(a.id || ($1::date)::text)) % 100 < ${Math.round((ANNEE.parJour % 1) * 100)})::int) r) x
       join charge.modele m on m.n = x.h / 10 % ${modeles}
       order by x.h`,
      [lus[0].jour],
    );
    if (jour % 30 === 0) note(`jour ${jour}`);
  }
}

/** What surrounds the interventions of a few structures: the events of their séances, their suivis, their orientations. */
export async function fillHistoires(client, { mesurees, note }) {
  const run = (texte, valeurs) => client.query(texte, valeurs);
  await run(`create table charge.mesuree as select * from charge.structure where k < $1`, [mesurees]);
  await run(`insert into seance_evenement (org_id, seance_id, rang, donnees, recu_le)
    select i.org_id, i.seance_id, row_number() over (partition by i.org_id, i.seance_id order by i.id),
      jsonb_build_object('id', charge.id('e' || i.id), 'type', 'InterventionEnregistree', 'seanceId', i.seance_id, 'donnees', jsonb_build_object('intervention', i.donnees)), i.date
    from intervention i join charge.mesuree using (org_id)`);
  await run(`insert into seance_evenement (org_id, seance_id, rang, donnees, recu_le)
    select s.org_id, s.id, 1000, e.donnees || jsonb_build_object('seanceId', s.id, 'id', charge.id('d' || s.id)), s.ouverte_a
    from seance s join charge.mesuree using (org_id)
    cross join lateral (select donnees from seance_evenement where donnees->>'type' = 'DemandeNotee' and org_id not in (select org_id from charge.structure) order by seance_id limit 1) e
    where abs(hashtext(s.id)) % 10 = 0`);
  await run(`insert into suivi (org_id, id, personne_id, demarche_id, agent_id, ouvert_le, clos_le, donnees)
    select org_id, sid, personne, demarche, agent_id, date, case when clos then date + 30 end,
      jsonb_build_object('id', sid, 'personne', personne, 'demarcheId', demarche, 'ouvertLe', date, 'closLe', case when clos then date + 30 end, 'relances', '[]'::jsonb,
        'aboutissement', case when clos then 'obtenu' else 'en_cours' end, 'interventionIds', jsonb_build_array(id))
    from (select i.org_id, i.id, charge.id('suivi' || i.id) as sid, i.agent_id, i.date, i.donnees->'personne'->>'id' as personne,
        i.donnees->'actes'->0->'objet'->>'demarcheId' as demarche, abs(hashtext(i.id)) % 2 = 0 as clos
      from intervention i join charge.mesuree using (org_id)
      where abs(hashtext('s' || i.id)) % 10 < 3 and i.donnees->'personne'->>'nature' = 'suivie') x where demarche is not null`);
  await run(`with o as materialized (
      select donnees, statut, row_number() over (order by id) - 1 as r, count(*) over () as n from orientation
      where org_id not in (select org_id from charge.structure) and not donnees ? 'rdvLe')
    insert into orientation (org_id, id, intervention_id, donnees, statut, relance_le, expire_le, modifie_le)
    select i.org_id, charge.id('o' || i.id), i.id, o.donnees || jsonb_build_object('id', charge.id('o' || i.id), 'interventionId', i.id,
      'proposeeLe', i.date, 'relanceLe', i.date + 14, 'expireLe', i.date + 90), o.statut, i.date + 14, i.date + 90, i.date
    from intervention i join charge.mesuree using (org_id) join o on o.r = abs(hashtext(i.id)) % o.n
    where abs(hashtext('o' || i.id)) % 10 = 0`);
  note('histoires des structures mesurées');
}

/**
 * Fills a database that holds the demonstration. The connection belongs to a superuser: row-level security would hold an owner.
 * @param options.jours - last days of the year that are filled
 * @param options.mesurees - structures that also get the events of their séances, their suivis and their orientations
 */
export async function fillAnnee(client, { jours = ANNEE.jours, mesurees = 8, note = () => {} } = {}) {
  const run = (texte, valeurs) => client.query(texte, valeurs);
  const personnes = Math.ceil(jours * 1.9);
  await run(`set session_replication_role = replica; set synchronous_commit = off; set jit = off`);
  await run(`create schema if not exists charge`);
  // Functions of SQL are inlined: an id is a digest of what it names, in the form of a UUID.
  await run(`create or replace function charge.id(quoi text) returns text language sql immutable as $$
    select overlay(overlay(md5(quoi)::uuid::text placing '7' from 15) placing '8' from 20) $$`);
  await run(`create table charge.modele as
    select (row_number() over (order by id) - 1)::int as n, donnees - 'personne' as donnees, donnees->'personne' as personne
    from intervention where donnees->'personne'->>'nature' = 'suivie'`);
  const { rows } = await run(`select count(*)::int as n from charge.modele`);
  const modeles = rows[0].n;
  await run(
    `create table charge.structure as
      select k, charge.id('org' || k)::uuid as org_id,
        case when k = 0 then $1::int else 4 + (k * 7919) % 21 end as ecrivains
      from generate_series(0, $2::int - 1) k`,
    [ANNEE.grande, ANNEE.structures],
  );
  await run(`insert into organisation (org_id, nom, nature, zone, fictive, kid, cle_pseudonyme)
    select s.org_id, 'Structure ' || s.k, case when s.k = 0 then 'departement' else 'association' end, o.zone, true, o.kid, o.cle_pseudonyme
    from charge.structure s cross join lateral (select * from organisation where nom not like 'Structure %' order by org_id limit 1) o`);
  await run(`create table charge.agent as
    select s.k, s.org_id, s.ecrivains, n, charge.id('agent' || s.k || ' ' || n) as id, charge.id('lieu' || s.k || ' ' || (n / 2)) as lieu_id
    from charge.structure s cross join lateral generate_series(0, s.ecrivains - 1) n`);
  await run(`insert into compte (org_id, id, identifiant, nom, roles, charte_signee_le, actif)
    select org_id, id, 'e' || n || '@s' || k || '.example', 'Écrivain ' || n || ' de ' || k, array['ecrivain'], current_date - 300, true from charge.agent
    union all select org_id, charge.id('coordination' || k), 'coordination@s' || k || '.example', 'Coordination de ' || k, array['coordinateur'], current_date - 300, true
    from charge.structure`);
  await run(`insert into lieu (org_id, id, nom, nature, territoire_id, code_insee, commune)
    select distinct on (a.org_id, a.lieu_id) a.org_id, a.lieu_id, m.nom, m.nature, m.territoire_id, m.code_insee, m.commune
    from charge.agent a join (select *, (row_number() over (order by id) - 1)::int as r, count(*) over ()::int as total from lieu) m on m.r = (a.k + a.n / 2) % m.total`);
  await run(`insert into permanence (org_id, id, donnees)
    select a.org_id, charge.id('permanence' || a.id), p.donnees || jsonb_build_object('id', charge.id('permanence' || a.id), 'lieuId', a.lieu_id,
      'agentIds', jsonb_build_array(a.id), 'rrule', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'exdates', '[]'::jsonb, 'premierJour', (current_date - 400)::text)
    from charge.agent a cross join lateral (select donnees from permanence order by id limit 1) p`);
  await run(`insert into personne (org_id, id, pseudonyme, cree_le)
    select s.org_id, charge.id('personne' || s.k || ' ' || p), md5('personne' || s.k || ' ' || p), now() - interval '366 days'
    from charge.structure s cross join lateral generate_series(0, s.ecrivains * ${personnes}) p`);
  note('structures, comptes, lieux, personnes');
  await fillJours(client, { de: jours, a: 1, personnes, modeles, note });
  await fillHistoires(client, { mesurees, note });
  await run(`set session_replication_role = default`);
  await run(`vacuum analyze`);
  const compte = await run(
    `select count(*)::int as lignes, max(n)::int as plus from (select count(*) as n from intervention group by org_id) x, lateral (select 1) y`,
  );
  const total = await run(`select count(*)::int as n from intervention`);
  return { lignes: total.rows[0].n, plusGrande: compte.rows[0].plus, structures: ANNEE.structures };
}
