import { attack } from './attacker.ts';
import type { AuditOptions, AuditReport } from './audit-report.ts';
import { audit, layAttack } from './audit.ts';
import type { Judge, SearchWatch } from './cutting-plane.ts';
import { ProtectedTable } from './protected-table.ts';
import type { CubeContent } from './raw-cube.ts';
import { OutOfTime, Safety } from './safety.ts';
import type { Solver } from './solver.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';
import { isSame, leanReport, smallestRange } from './witnesses.ts';

/** A table with the audit it passed. */
export type Passed = { readonly table: ProtectedTable; readonly report: AuditReport };

/**
 * The gate before any publication: what it has not passed is never returned.
 *
 * First an attacker of the public table, who knows no truth and no cut, must recover no masked cell,
 * even knowing that values are integers: its witnesses are the public proof. Then what the level
 * demands around the truth is judged on what the pattern leaves possible, integers included where the
 * relaxation is not ample (specification §5.5). This second part never leaves the controller.
 */
export class Gate {
  readonly #cube: CubeContent;
  readonly #problem: Suppression;
  readonly #solver: Solver;
  readonly #watch: SearchWatch;
  passed: Passed | undefined;

  constructor(cube: CubeContent, problem: Suppression, solver: Solver, watch: SearchWatch) {
    this.#cube = cube;
    this.#problem = problem;
    this.#solver = solver;
    this.#watch = watch;
  }

  readonly judge: Judge = async (secondaries) => {
    const table = this.#publish(secondaries);
    const { secondsLeft, signal } = this.#watch;
    const { lowest = 0 } = this.#problem;
    const asked: AuditOptions = {
      integer: true,
      explain: false,
      solver: () => Promise.resolve(this.#solver),
      secondsLeft,
      ...(lowest > 0 && { bounds: { masked: [lowest, null] } }),
      ...(signal && { signal }),
    };
    const report = await audit(table, asked);
    if (!report.ok) return 'stopped';
    if (!report.value.consistent) return [];
    const leaking = await this.#leaking(secondaries, table, report.value);
    if (leaking === 'stopped') return leaking;
    if (leaking.length > 0 || report.value.exact > 0) return leaking;
    const truth = table.cells.flatMap(({ valeur }, cell) =>
      valeur === null ? [this.#cube.values[cell] ?? 0] : [],
    );
    this.passed = { table, report: this.#publicProof(table, asked, report.value, truth) };
    return 'safe';
  };

  /**
   * The witnesses to publish. Where the proof leans on the true table, which the search has met by
   * chance, another search passes it by; only where no other table proves as much does it stay.
   */
  #publicProof(
    table: ProtectedTable,
    asked: AuditOptions,
    report: AuditReport,
    truth: readonly number[],
  ): AuditReport {
    const lean = leanReport(report, truth);
    if (!lean.witnesses.some((witness) => isSame(witness, truth))) return lean;
    const laid = layAttack(table, asked);
    if (!laid.ok || !laid.value.system) return lean;
    const { system, settings, maskedIn, readOutcome } = laid.value;
    const shun = (point: readonly number[]): boolean => isSame(maskedIn(point), truth);
    const other = readOutcome(attack(system, this.#solver, { ...settings, shun }));
    if (!other.ok || !other.value.consistent) return lean;
    const range = smallestRange(other.value.witnesses, truth.length);
    return range !== null && range >= 1 ? leanReport({ ...report, ...other.value }, truth) : lean;
  }

  /** The public side of a pattern: `null` for every masked cell. */
  #publish(secondaries: readonly number[]): ProtectedTable {
    const { spec, lattice, values } = this.#cube;
    const masked = new Set([...alwaysMasked(this.#problem), ...secondaries]);
    const published = Array.from(this.#problem.groupOf.subarray(0, lattice.size), (group, cell) =>
      masked.has(group) ? null : (values[cell] ?? 0),
    );
    return new ProtectedTable(spec, lattice, published);
  }

  async #leaking(
    secondaries: readonly number[],
    table: ProtectedTable,
    report: AuditReport,
  ): Promise<number[] | 'stopped'> {
    try {
      return await this.#open(secondaries, table, report);
    } catch (error) {
      if (error instanceof OutOfTime) return 'stopped';
      throw error;
    }
  }

  /** Groups that the pattern leaves open to an attacker. */
  async #open(
    secondaries: readonly number[],
    table: ProtectedTable,
    { exact, witnesses }: AuditReport,
  ): Promise<number[]> {
    const leaking = new Set<number>();
    if (exact > 0 || this.#asksMoreThanTheAudit()) {
      const safety = new Safety(this.#problem, secondaries, this.#solver, this.#watch);
      try {
        for (const witness of witnesses) this.#teach(safety, table, witness);
        for (const { group } of safety.unsafe()) leaking.add(group);
      } finally {
        safety.dispose();
      }
    }
    if (leaking.size === 0 && (this.#problem.singletons ?? []).length > 0) {
      // Loaded only at level `full`.
      const { Insiders } = await import('./singletons.ts');
      const masked = [...alwaysMasked(this.#problem), ...secondaries];
      const insiders = new Insiders(this.#problem, masked, this.#solver, this.#watch);
      try {
        for (const { target } of insiders.leaks()) leaking.add(target);
      } finally {
        insiders.dispose();
      }
    }
    return [...leaking];
  }

  /** A table that the audit found possible proves widths here too, unless cells are hidden in it. */
  #teach(safety: Safety, { cells }: ProtectedTable, witness: readonly number[]): void {
    if (this.#problem.hidden.length > 0) return;
    const values = new Map<number, number>();
    let masked = 0;
    cells.forEach(({ valeur }, cell) => {
      if (valeur === null) values.set(this.#problem.groupOf[cell] ?? 0, witness[masked++] ?? 0);
    });
    safety.learn((group) => values.get(group) ?? 0);
  }

  /** The audit proves a width of one for each masked cell of the table, and says nothing else. */
  #asksMoreThanTheAudit(): boolean {
    const hidden = new Set(this.#problem.hidden);
    return this.#problem.demands.some(
      ({ group, below, above, width }) => below > 0 || above > 0 || width > 1 || hidden.has(group),
    );
  }
}
