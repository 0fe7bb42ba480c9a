export declare const oldestNode: string
export declare const fetchedNodeLine: string
export declare const tensorflowRelease: string

export interface DependenciesRecord {
  lockHash: string
  platform: string
}
export interface PackageAccount {
  packages?: Record<string, { version?: string; optional?: boolean }>
}
/** How the TensorFlow library came to be there, or why it did not; part of setup.json, see record.mjs. */
export interface TensorflowRecord {
  ok: boolean
  reason: string
  version: string | null
  device: 'cpu' | 'cuda' | null
  libraryPath: string | null
  environment: Record<string, string>
  cudaTried: boolean
  attemptedAt: string
}
/** Why something that the program can do without could not be installed. */
export interface FailureRecord {
  reason: string
  attemptedAt: string
}
export interface VitestResults {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}
export type TensorflowRoute = 'cuda wheel' | 'wheel' | 'upstream'

export declare function compareVersions(a: string, b: string): number
export declare function nodeIsRecentEnough(version: string): boolean
export declare function nodePackage(platform: string, architecture: string): string | null
export declare function typeScriptOptions(version: string): string[]
export declare function dependenciesStep(facts: {
  recorded: DependenciesRecord | null
  wanted: DependenciesRecord
  lock: PackageAccount
  installed: PackageAccount | null
}): 'keep' | 'adopt' | 'install'
export declare function tensorflowStep(facts: {
  recorded: TensorflowRecord | null
  wanted: { cuda: boolean | undefined }
  libraryPresent: boolean
  now: number
  retry: boolean
}): 'keep' | 'set up'
export declare function tensorflowRoutes(machine: {
  platform: string
  architecture: string
  cuda: boolean
}): TensorflowRoute[]
export declare function cudaWish(
  args: readonly string[],
  environment: Record<string, string | undefined>,
): boolean | undefined
export declare function optionalStep(facts: {
  found: boolean
  recorded: FailureRecord | null
  now: number
  retry: boolean
}): 'keep' | 'install'
export declare function hasDisplay(platform: string, environment: Record<string, string | undefined>): boolean
export declare function windowObstacle(facts: {
  platform: string
  environment: Record<string, string | undefined>
  isRoot: boolean
}): string | null
export declare function neverOpened(facts: { code: number; signal: string | null; lastedMs: number }): boolean
export declare function electronRelease(facts: {
  version: string
  platform: string
  architecture: string
}): string
export declare function passesOn(facts: { signal: string; terminal: boolean; sinceLastMs: number }): boolean
export declare function causeIn(output: string): string
export declare function testCounts(results: VitestResults): {
  passed: number
  failed: number
  skipped: number
}
