export { dataFolder } from './folders.ts'
export { openProgram, type Program, type ProgramOptions } from './program.ts'
