/** Since Node 23.9: the thread alone, not the whole process. */
const ici: { threadCpuUsage?: () => NodeJS.CpuUsage } = process;

/**
 * Milliseconds of processor that this thread has used. A limit counted in them gives the same answer on a busy machine as
 * on a quiet one: what is published must not depend on what else runs.
 */
export function processorTime(): number {
  const { user, system } = ici.threadCpuUsage?.() ?? process.cpuUsage();
  return (user + system) / 1000;
}
