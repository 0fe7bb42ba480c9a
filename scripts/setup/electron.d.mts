export declare function findElectron(): string | null
export declare function obstacleHere(): string | null
export declare function ensureElectron(nodeFile: string, options: { retry: boolean }): Promise<string | null>
