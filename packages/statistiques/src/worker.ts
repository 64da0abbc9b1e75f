export { protectInWorker, serveProtection } from './protection-worker.ts';
export type { WorkerPort } from './protection-worker.ts';
