/** A Chromium, and the environment that it alone needs. */
export function findChromium(): Promise<{ executablePath: string; env: Record<string, string> }>;
