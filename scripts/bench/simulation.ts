export async function measureSimulation(_folder: string): Promise<void> {}
