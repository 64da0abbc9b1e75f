/**
 * Lets the host see to its events, so that an abort can arrive between two runs of the solver. A
 * message to oneself: neither clock nor timer.
 */
export const eventLoopTurn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
