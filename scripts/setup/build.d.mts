export type BuildName = 'page' | 'program'
export declare function buildOrExit(name: BuildName, nodeFile: string): Promise<void>
